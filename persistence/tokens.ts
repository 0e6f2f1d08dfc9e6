/** Tokens: secrets that sign somebody in again. Whoever reads the file learns none: it has only their SHA-256. */
import { createHash, randomBytes } from "node:crypto";
import { TOKEN_BYTES } from "./limits.ts";

/** A new token: 43 letters of base64url. */
export function makeToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** What is stored of a token. A fast hash will do: 256 random bits cannot be searched. */
export function tokenHash(token: string): Uint8Array {
  return createHash("sha256").update(token).digest();
}

/** Whether a text could be a token at all; the rest is not worth a look at the file. */
export function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}
