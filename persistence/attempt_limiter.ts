/** Counts attempts by a key (a name, an address) and locks a key that made too many. Forgets the oldest keys first. */

/** How many attempts, and for how long. */
export interface AttemptLimits {
  /** Attempts that a key has in a window. */
  readonly attemptsMax: number;
  readonly windowMs: number;
  /** How long a key is locked after the last one. */
  readonly lockMs: number;
  /** Keys remembered. */
  readonly keysMax: number;
}

interface Attempts {
  count: number;
  windowEndsAt: number;
  lockedUntil: number;
}

/** Lives as long as the process: a restart forgives. */
export class AttemptLimiter {
  readonly #limits: AttemptLimits;
  readonly #now: () => number;
  readonly #keys = new Map<string, Attempts>();

  constructor(limits: AttemptLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /**
   * Counts an attempt before it is made, so that many at the same moment are not all free. False: the key is locked
   * and nothing may be tried.
   */
  begin(key: string): boolean {
    const now = this.#now();
    const found = this.#keys.get(key);
    if (found !== undefined && found.lockedUntil > now) return false;
    let attempts = found;
    if (attempts === undefined || attempts.windowEndsAt <= now) {
      attempts = { count: 0, windowEndsAt: now + this.#limits.windowMs, lockedUntil: 0 };
    }
    // Set anew, so that the map's order is that of use.
    this.#keys.delete(key);
    this.#keys.set(key, attempts);
    if (this.#keys.size > this.#limits.keysMax) this.#keys.delete(this.#keys.keys().next().value!);
    if (attempts.count >= this.#limits.attemptsMax) {
      attempts.count = 0;
      attempts.lockedUntil = now + this.#limits.lockMs;
      return false;
    }
    attempts.count++;
    return true;
  }

  /** Takes one attempt back: it turned out well, or was not made. */
  refund(key: string): void {
    const attempts = this.#keys.get(key);
    if (attempts !== undefined && attempts.count > 0) attempts.count--;
  }

  /** Forgets a key: its owner has shown who it is. */
  clear(key: string): void {
    this.#keys.delete(key);
  }
}
