/**
 * When a checkpoint is due: after so many seconds, as the host says, or earlier where much happened. After a crash all
 * that was stepped since the last one is stepped again, so what that cost says how long a restart would take.
 */
import { EARLY_CHECKPOINT_SECONDS_MIN, REPLAY_MS_MAX } from "./limits.ts";

/** Its lifetime is the world part's. */
export class CheckpointRhythm {
  readonly #everyTicks: number;
  readonly #earlyTicks: number;
  #lastTick: number;
  /** Milliseconds of stepping since the last one. */
  #steppedMs = 0;

  /** `fresh`: nothing was saved yet, and the first one is due at once. */
  constructor(tick: number, seconds: number, tickRate: number, fresh: boolean) {
    this.#everyTicks = Math.max(1, Math.round(seconds * tickRate));
    this.#earlyTicks = Math.min(this.#everyTicks, EARLY_CHECKPOINT_SECONDS_MIN * tickRate);
    this.#lastTick = fresh ? tick - this.#everyTicks : tick;
  }

  /** A tick was stepped in so many milliseconds. */
  stepped(ms: number): void {
    this.#steppedMs += ms;
  }

  isDue(tick: number): boolean {
    const ticks = tick - this.#lastTick;
    const isDue = ticks >= this.#everyTicks || (this.#steppedMs >= REPLAY_MS_MAX && ticks >= this.#earlyTicks);
    if (isDue) this.dueTick = Math.min(this.dueTick, tick);
    return isDue;
  }

  /** Since when one is due; Infinity if none is. */
  dueTick = Infinity;

  begun(tick: number): void {
    this.#lastTick = tick;
    this.#steppedMs = 0;
    this.dueTick = Infinity;
  }
}
