/** When a bot that is on a long way fights whom it passes: some of them, and then it goes on. */
import { away, type Point } from "./legs.ts";

const LONG_WAY_METRES = 100;
/** So many on one piece of the way: where they come back as fast as it fights them it would stay for ever. */
const FIGHTS_MAX = 5;

/** What one bot has fought by the wayside. */
export class Wayside {
  #at: Point = { x: 0, y: 0 };
  #kills = 0;

  /** Whether it fights whom it passes on its way to a point; `kills` is how many it has beaten in all. */
  mayFight(own: Point, to: Point, kills: number): boolean {
    if (away(own, to) < LONG_WAY_METRES) return false;
    if (away(own, this.#at) > LONG_WAY_METRES) [this.#at, this.#kills] = [{ x: own.x, y: own.y }, kills];
    return kills - this.#kills < FIGHTS_MAX;
  }
}
