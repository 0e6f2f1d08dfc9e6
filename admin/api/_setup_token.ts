/**
 * The one-time token of the setup link. It is compared in constant time and is used up by the account it makes; a
 * refused account (a name too short) leaves it as it was.
 */
import { createHash, timingSafeEqual } from "node:crypto";

/** Holds the token until the owner's account exists. */
export class SetupToken {
  #digest: Uint8Array | null;
  #claimed = false;

  /** `token` null: there is an owner already. */
  constructor(token: string | null) {
    this.#digest = token === null ? null : digest(token);
  }

  /** Whether an owner is still to be made. */
  get open(): boolean {
    return this.#digest !== null;
  }

  /** Claims the token for one attempt; no second attempt can run beside it. False: not this token, or in use. */
  claim(token: string): boolean {
    if (this.#digest === null || this.#claimed) return false;
    if (!timingSafeEqual(this.#digest, digest(token))) return false;
    this.#claimed = true;
    return true;
  }

  /** The attempt made no account: the token may be used again. */
  release(): void {
    this.#claimed = false;
  }

  /** The owner exists: the token is void for ever. */
  spend(): void {
    this.#digest = null;
  }
}

function digest(token: string): Uint8Array {
  return createHash("sha256").update(token).digest();
}
