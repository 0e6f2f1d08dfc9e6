/**
 * How late a flush is taken in here, by the earliest that flushes came in during the last seconds: the world's ticks
 * come evenly, so whatever comes later than that has waited for us.
 */
import type { Clock } from "../transport/connection.ts";

const WINDOW_MS = 5000;

/** Lifetime: the gateway's. */
export class Lateness {
  readonly #clock: Clock;
  readonly #tickMs: number;
  /** When tick 0 would have come, by the earliest of this window and of the one before. */
  #origin = Infinity;
  #originBefore = Infinity;
  #windowEndMs = 0;

  /** The clock goes on whatever happens. */
  constructor(clock: Clock, tickRate: number) {
    this.#clock = clock;
    this.#tickMs = 1000 / tickRate;
  }

  /** The flush of `tick`, which the world sent `late` ticks after its time, is taken in now: how many milliseconds late. */
  take(tick: number, late: number): number {
    const now = this.#clock();
    if (now > this.#windowEndMs) {
      this.#originBefore = this.#origin;
      this.#origin = Infinity;
      this.#windowEndMs = now + WINDOW_MS;
    }
    const origin = now - (tick + late) * this.#tickMs;
    this.#origin = Math.min(this.#origin, origin);
    return origin - Math.min(this.#origin, this.#originBefore);
  }
}
