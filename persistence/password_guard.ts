/**
 * What stands between a password and whoever guesses: attempts are counted by the name they are for and by the address
 * they come from, before they are made. Players and staff have one each.
 */
import { AttemptLimiter } from "./attempt_limiter.ts";
import { ADDRESS_FAILURES_MAX, FAILURE_WINDOW_MS, LIMITER_KEYS_MAX, LOCK_MS, NAME_FAILURES_MAX } from "./limits.ts";

/** Lives as long as the accounts it guards. */
export class PasswordGuard {
  readonly #names: AttemptLimiter;
  readonly #addresses: AttemptLimiter;
  readonly #isFree: (address: string) => boolean;

  /** Addresses that are free (`isFree`) are not counted: many people come from them. */
  constructor(now: () => number, isFree: (address: string) => boolean) {
    const limiter = (attemptsMax: number) =>
      new AttemptLimiter({ attemptsMax, windowMs: FAILURE_WINDOW_MS, lockMs: LOCK_MS, keysMax: LIMITER_KEYS_MAX }, now);
    this.#names = limiter(NAME_FAILURES_MAX);
    this.#addresses = limiter(ADDRESS_FAILURES_MAX);
    this.#isFree = isFree;
  }

  /** Counts an attempt, as a failure until it is known better. False: name or address is locked, try nothing. */
  begin(nameKey: string, address: string): boolean {
    if (!this.#isFree(address) && !this.#addresses.begin(address)) return false;
    if (this.#names.begin(nameKey)) return true;
    // A name that others locked is not this address's fault.
    this.#addresses.refund(address);
    return false;
  }

  /** The attempt was not made: there was no room for it. */
  undo(nameKey: string, address: string): void {
    this.#addresses.refund(address);
    this.#names.refund(nameKey);
  }

  /** The password was right. */
  succeed(nameKey: string, address: string): void {
    this.#addresses.refund(address);
    this.#names.clear(nameKey);
  }

  /** The name has a new password: what was counted was about the old one. */
  forget(nameKey: string): void {
    this.#names.clear(nameKey);
  }
}
