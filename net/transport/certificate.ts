/**
 * The certificate that a server makes for itself: ECDSA P-256 and good for 13 days, because
 * browsers take a certificate by its hash only if it is of this kind and lasts at most 14. Its key is never on disk.
 */
import { Buffer } from "node:buffer";

/** A certificate with its key, both PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  /** SHA-256 of the certificate (DER). */
  readonly hash: Uint8Array<ArrayBuffer>;
  /** When to make the next, in milliseconds since 1970. */
  readonly renewAtMs: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const VALID_MS = 13 * DAY_MS;
/** Before it ends: time enough for a page that was told its hash and has not connected yet. */
const RENEW_BEFORE_MS = 2 * DAY_MS;
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

/** Makes a certificate. `nowMs` is wall clock; an hour is left for clocks that are slow. */
export async function makeCertificate(nowMs: number): Promise<Certificate> {
  // Loaded here and not above: who never makes a certificate does without a tenth of a second and some megabytes.
  await import("reflect-metadata");
  const { X509CertificateGenerator } = await import("@peculiar/x509");
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const startMs = nowMs - HOUR_MS;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    // A positive number: the first byte says so.
    serialNumber: `01${Buffer.from(crypto.getRandomValues(new Uint8Array(8))).toString("hex")}`,
    name: "CN=Weald",
    notBefore: new Date(startMs),
    notAfter: new Date(startMs + VALID_MS),
    signingAlgorithm: ALGORITHM,
    keys,
  });
  const der = new Uint8Array(certificate.rawData);
  const key = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
  return {
    cert: certificate.toString("pem"),
    key: pem("PRIVATE KEY", new Uint8Array(key)),
    hash: new Uint8Array(await crypto.subtle.digest("SHA-256", der)),
    renewAtMs: startMs + VALID_MS - RENEW_BEFORE_MS,
  };
}

function pem(name: string, der: Uint8Array): string {
  const lines = Buffer.from(der).toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${name}-----\n${lines.join("\n")}\n-----END ${name}-----\n`;
}
