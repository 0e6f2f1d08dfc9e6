/**
 * When ticks are stepped. One turn of the clock takes the tick that is due, and those that were missed:
 *
 *   busy      a turn for each tick
 *   behind    several ticks in a turn, at most CATCH_UP_TICKS_MAX; what is missing still is given up and counted
 *   resting   nobody is there to see it: a turn for REST_TICKS + 1 ticks, until somebody calls
 */
import { CATCH_UP_TICKS_MAX, REST_TICKS } from "./limits.ts";

/** What turns are made of. */
export interface TurnParts {
  readonly tickMs: number;
  /** Steps one tick. `late`: by how many ticks it comes later than if none had ever waited or been given up. */
  readonly tick: (late: number) => void;
  /** Uses some of the time until the next tick, which is due at `dueMs`. */
  readonly between: (nowMs: number, dueMs: number) => void;
  readonly isRunning: () => boolean;
  /** Whether it makes no difference to anybody when the next ticks are stepped. */
  readonly mayRest: () => boolean;
  /** Runs what must not throw. */
  readonly guard: (run: () => void) => void;
}

/** The clock of a running world. Times are milliseconds of `performance.now`. */
export class Turns {
  /** Ticks that were given up. */
  ticksLate = 0;
  readonly #parts: TurnParts;
  #dueMs: number;
  /** Ticks that wait for the one after them. */
  #waiting = 0;
  /** Something has come that the next tick takes in. */
  #isCalled = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The first tick is due in a tick's time. */
  constructor(parts: TurnParts) {
    this.#parts = parts;
    this.#dueMs = performance.now() + parts.tickMs;
    this.#schedule();
  }

  /** Somebody has come, or asks for something: the next tick comes at its own time. */
  call(): void {
    if (this.#waiting === 0) return;
    this.#isCalled = true;
    this.#parts.guard(() => this.#turn());
  }

  /** What came was taken in. */
  heard(): void {
    this.#isCalled = false;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    const { tickMs, mayRest, guard } = this.#parts;
    this.#waiting = !this.#isCalled && mayRest() ? REST_TICKS : 0;
    clearTimeout(this.#timer);
    const ms = this.#dueMs + this.#waiting * tickMs - performance.now();
    this.#timer = setTimeout(() => guard(() => this.#turn()), Math.max(0, ms));
  }

  #turn(): void {
    const { tickMs, isRunning, tick, between } = this.#parts;
    const most = CATCH_UP_TICKS_MAX + this.#waiting;
    // Read anew at each step: a tick may stop the part.
    for (let steps = 0; isRunning() && this.#dueMs <= performance.now() && steps < most; steps++) {
      const behind = Math.floor((performance.now() - this.#dueMs) / tickMs);
      this.#dueMs += tickMs;
      tick(this.ticksLate + behind);
    }
    const missing = Math.floor((performance.now() - this.#dueMs) / tickMs);
    if (missing > 0) {
      this.ticksLate += missing;
      this.#dueMs += missing * tickMs;
    }
    if (!isRunning()) return;
    between(performance.now(), this.#dueMs);
    this.#schedule();
  }
}
