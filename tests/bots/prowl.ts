/** Where a bot goes when there is nothing to do for anybody: about, in land for its level. */
import type { Land } from "./land.ts";
import { away, type Legs, type Point } from "./legs.ts";

const STEP_METRES = 150;
const PATIENCE_SECONDS = 120;

/** The wandering of one bot. */
export class Prowl {
  readonly #land: Land;
  readonly #legs: Legs;
  #goal: Point | null = null;
  #since = 0;
  #turn = 0;

  constructor(land: Land, legs: Legs) {
    [this.#land, this.#legs] = [land, legs];
  }

  /** Goes on. */
  goOn(own: Point, level: number, seconds: number): void {
    if (this.#goal === null || seconds - this.#since > PATIENCE_SECONDS) {
      this.#since = seconds;
      this.#turn++;
      const turn = this.#turn * 2.4;
      const from = { x: own.x + Math.cos(turn) * STEP_METRES, y: own.y + Math.sin(turn) * STEP_METRES };
      this.#goal = this.#land.placeFor(level, from);
    }
    if (this.#goal === null) return;
    if (away(own, this.#goal) > 20) this.#legs.goTo(this.#goal, 2);
    else this.#goal = null;
  }
}
