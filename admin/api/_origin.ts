/**
 * Where a request may come from. Three checks, each against another attack on somebody whose browser is signed in:
 *
 * - Host: a name that an attacker's DNS points at this machine (rebinding) is not one of ours.
 * - Origin: a form or script of another site names that site.
 * - Sec-Fetch-Site: the browser's own word on the same question.
 */
import { isIP } from "node:net";
import { isLoopback } from "../../world/base/address.ts";

/** Where the console is reached. */
export interface ReachedAt {
  /** The address it listens on. */
  readonly host: string;
  /** Names besides, such as that of a reverse proxy: "weald.example.org", without a port. */
  readonly names: readonly string[];
  /** The whole origin behind a reverse proxy with TLS ("https://weald.example.org"), or "". */
  readonly publicOrigin: string;
}

/** The host part of a Host header, without port and brackets, in lower case; "" if it is malformed. */
export function hostName(header: string): string {
  const match = /^(?:\[([0-9a-f:.%]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(header);
  return (match?.[1] ?? match?.[2] ?? "").toLowerCase().replace(/\.$/, "");
}

/**
 * Whether the console answers to this Host header. Names for loopback always; if it listens for other machines, any
 * literal address too: rebinding needs a name.
 */
export function isOurHost(header: string, reached: ReachedAt): boolean {
  const name = hostName(header);
  if (name === "") return false;
  if (isLoopback(name)) return true;
  if (reached.publicOrigin !== "" && name === new URL(reached.publicOrigin).hostname) return true;
  if (reached.names.some((known) => known.toLowerCase() === name)) return true;
  return !isLoopback(reached.host) && isIP(name) !== 0;
}

/** Why a request that would change something is not from our own page, or null if it is. Host was checked before. */
export function strangeOrigin(headers: Headers, reached: ReachedAt): string | null {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return `Sec-Fetch-Site is ${site}, not same-origin`;
  const origin = headers.get("origin");
  if (origin === null) return "there is no Origin";
  if (reached.publicOrigin !== "" && origin === reached.publicOrigin) return null;
  if (origin === `http://${headers.get("host")?.toLowerCase()}`) return null;
  return `Origin ${origin} is not this console's`;
}
