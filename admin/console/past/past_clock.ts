/**
 * Which tick of the past is drawn: exactly the newest while it stands still; while it plays, a picture behind it, so that
 * motion is drawn from what is known.
 */
import type { MapClock } from "../map/map_source.ts";

/** Pictures come this far apart at most, about, in milliseconds. */
const LAG_MS = 90;
/** A picture that is this far from the estimate is believed at once, in milliseconds. */
const JUMP_MS = 600;
const CORRECTION = 0.15;

/** Lives as long as its page. */
export class PastClock implements MapClock {
  readonly #ticksPerMs: number;
  #speed = 0;
  #tick = 0;
  /** Tick at time 0 by the estimate; null: none yet at this speed. */
  #offset: number | null = null;

  constructor(tickRate: number) {
    this.#ticksPerMs = tickRate / 1000;
  }

  /** It plays at this speed from now on; 0 stands still. */
  play(speed: number): void {
    if (speed === this.#speed) return;
    this.#speed = speed;
    this.#offset = null;
  }

  hear(tick: number, now: number): void {
    this.#tick = tick;
    const rate = this.#speed * this.#ticksPerMs;
    const offset = tick - now * rate;
    const isFar = this.#offset === null || Math.abs(offset - this.#offset) > JUMP_MS * rate;
    this.#offset = isFar ? offset : this.#offset! + (offset - this.#offset!) * CORRECTION;
  }

  tickAt(now: number): number {
    if (this.#speed === 0 || this.#offset === null) return this.#tick;
    const rate = this.#speed * this.#ticksPerMs;
    // Never past what is known by more than a picture: a thread that is behind shows it by standing.
    return Math.min(this.#offset + (now - LAG_MS) * rate, this.#tick + LAG_MS * rate);
  }
}
