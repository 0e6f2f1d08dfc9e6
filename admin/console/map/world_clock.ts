/**
 * What tick it is in the world now, by the frames that came: a fraction, never far off, never jumping back by much.
 * It runs one flush behind the newest frame, so that motion is drawn from what is known, not from what is hoped.
 */
import { FLUSH_TICKS } from "../../../world/limits.ts";

/** A frame that is this far from the estimate is believed at once. */
const JUMP_TICKS = 20;
const CORRECTION = 0.08;

export class WorldClock {
  readonly #msPerTick: number;
  #offset: number | null = null;

  constructor(tickRate: number) {
    this.#msPerTick = 1000 / tickRate;
  }

  /** A frame of `tick` came at `now`, in milliseconds of `performance.now`. */
  hear(tick: number, now: number): void {
    const offset = tick - now / this.#msPerTick;
    if (this.#offset === null || Math.abs(offset - this.#offset) > JUMP_TICKS) this.#offset = offset;
    else this.#offset += (offset - this.#offset) * CORRECTION;
  }

  /** The tick to draw at `now`; 0 before the first frame. */
  tickAt(now: number): number {
    return this.#offset === null ? 0 : this.#offset + now / this.#msPerTick - FLUSH_TICKS;
  }
}
