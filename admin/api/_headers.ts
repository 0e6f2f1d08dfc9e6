/** The headers of every answer: what the browser may do with it. */

/** Nothing from anywhere but this listener; no inline script or style, no eval, no frames, no plugins. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types weald",
].join("; ");

const ALWAYS: readonly (readonly [string, string])[] = [
  ["content-security-policy", CONTENT_SECURITY_POLICY],
  ["x-content-type-options", "nosniff"],
  ["x-frame-options", "DENY"],
  ["referrer-policy", "no-referrer"],
  ["cross-origin-opener-policy", "same-origin"],
  ["cross-origin-embedder-policy", "require-corp"],
  ["cross-origin-resource-policy", "same-origin"],
  ["permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"],
];

/** Sets them. `secure`: browsers are told to come by TLS only. */
export function setSecurityHeaders(headers: Headers, secure: boolean): void {
  for (const [name, value] of ALWAYS) headers.set(name, value);
  if (secure) headers.set("strict-transport-security", "max-age=31536000");
}
