/**
 * A clock for what others owe us: it stands still while we are late ourselves. Whoever answered in time while this
 * process had no processor, or slept with the whole machine, was not late; without this, one such moment would look
 * like thousands of clients that have fallen silent.
 */
import type { Clock } from "../transport/connection.ts";

/** Lifetime: the gateway part's. */
export class PatientClock {
  /** Milliseconds, going forward; less the time for which we were late. */
  readonly clock: Clock;
  readonly #real: Clock;
  readonly #beatMs: number;
  #beatAtMs: number;
  #lateMs = 0;

  /** `beat` will be called by a timer every `beatMs`: if it comes later, we were late. */
  constructor(real: Clock, beatMs: number) {
    this.#real = real;
    this.#beatMs = beatMs;
    this.#beatAtMs = real();
    // Between two beats it goes no further than one of them and a little.
    this.clock = () => {
      const sinceMs = this.#real() - this.#beatAtMs;
      return this.#beatAtMs - this.#lateMs + Math.min(sinceMs, 2 * this.#beatMs);
    };
  }

  /** The timer came. */
  beat(): void {
    const now = this.#real();
    this.#lateMs += Math.max(0, now - this.#beatAtMs - 2 * this.#beatMs);
    this.#beatAtMs = now;
  }
}
