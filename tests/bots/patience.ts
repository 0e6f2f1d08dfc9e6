/** How long a bot stays with one goal: for as long as it comes nearer to it, and for a while after that. */

/** What counts as nearer, in metres. */
const STEP_METRES = 5;

/** The patience of one bot. */
export class Patience {
  readonly #seconds: number;
  #goal = "";
  #nearest = Infinity;
  #since = 0;

  constructor(seconds: number) {
    this.#seconds = seconds;
  }

  /** Whether there is patience left for a goal that is so far away now; if not, it begins anew the next time. */
  isLeft(goal: string, metres: number, now: number): boolean {
    if (goal !== this.#goal) [this.#goal, this.#nearest, this.#since] = [goal, metres, now];
    if (metres <= this.#nearest - STEP_METRES) [this.#nearest, this.#since] = [metres, now];
    if (now - this.#since <= this.#seconds) return true;
    this.#goal = "";
    return false;
  }
}
