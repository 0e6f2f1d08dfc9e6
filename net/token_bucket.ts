/**
 * A token bucket: `perSecond` things on average, `burst` at once. It fills by the time that passed, so it needs no
 * timer. Times are milliseconds of any clock that only goes forward.
 */
export class TokenBucket {
  readonly #perMs: number;
  readonly #burst: number;
  #tokens: number;
  #at: number;

  constructor(perSecond: number, burst: number, nowMs: number) {
    this.#perMs = perSecond / 1000;
    this.#burst = burst;
    this.#tokens = burst;
    this.#at = nowMs;
  }

  /** Takes one token. False if there is none: too much was asked in too short a time. */
  take(nowMs: number): boolean {
    const tokens = Math.min(this.#burst, this.#tokens + (nowMs - this.#at) * this.#perMs);
    this.#at = nowMs;
    this.#tokens = tokens >= 1 ? tokens - 1 : tokens;
    return tokens >= 1;
  }
}
