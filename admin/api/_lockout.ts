/**
 * Waiting after wrong passwords. Failures are counted for each key (an account, an address); the first few are free,
 * then every further one doubles the wait. Lifetime: the process; a restart forgives.
 */
import { FAILURES_KEPT_SECONDS, FAILURES_TRACKED_MAX, WAIT_SECONDS_FIRST, WAIT_SECONDS_MAX } from "./limits.ts";

interface Failures {
  count: number;
  lastAt: number;
  waitUntil: number;
}

/** Counts failures by key. Times are milliseconds. */
export class Lockout {
  // In order of the last failure, so that the oldest are forgotten first.
  readonly #failures = new Map<string, Failures>();

  /** Seconds this key has to wait; 0 if it may try now. */
  secondsToWait(key: string, now: number): number {
    const failures = this.#failures.get(key);
    if (failures === undefined) return 0;
    return Math.max(0, Math.ceil((failures.waitUntil - now) / 1000));
  }

  /** Counts a failure; `free` of them have no wait. Returns the seconds to wait now. */
  fail(key: string, free: number, now: number): number {
    const known = this.#failures.get(key);
    const fresh = known === undefined || now - known.lastAt > FAILURES_KEPT_SECONDS * 1000;
    const count = fresh ? 1 : known.count + 1;
    const over = count - free;
    const seconds = over < 0 ? 0 : Math.min(WAIT_SECONDS_MAX, WAIT_SECONDS_FIRST * 2 ** Math.min(over, 10));
    this.#failures.delete(key);
    this.#failures.set(key, { count, lastAt: now, waitUntil: now + seconds * 1000 });
    if (this.#failures.size > FAILURES_TRACKED_MAX) {
      const oldest = this.#failures.keys().next();
      if (!oldest.done) this.#failures.delete(oldest.value);
    }
    return seconds;
  }

  /** The key did well: its failures are forgotten. */
  forgive(key: string): void {
    this.#failures.delete(key);
  }
}

/** A wait in words: "34 seconds", "2 minutes". */
export function waitInWords(seconds: number): string {
  if (seconds < 90) return `${seconds} second${seconds === 1 ? "" : "s"}`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
