/**
 * How many players may be in the world at once, over all gateways. The door stands before the world: whoever finds it
 * closed is no command, so the state does not depend on what a host allows.
 */
import { bodyOf } from "../roster.ts";
import type { World } from "../world.ts";

/** The door. Its lifetime is the world part's. */
export class Door {
  playersMax = Infinity;
  /** Let in for the tick that comes. */
  #onTheWay = 0;

  /** Whether a character may come in, or is in already. */
  admits(world: World, character: number): boolean {
    if (isIn(world, character)) return true;
    if (world.sessions.size + this.#onTheWay >= this.playersMax) return false;
    this.#onTheWay++;
    return true;
  }

  /** Who was on the way is in. */
  stepped(): void {
    this.#onTheWay = 0;
  }
}

/** Whether somebody plays this character already: a second session takes the place of the first. */
function isIn(world: World, character: number): boolean {
  const body = bodyOf(world.roster, character);
  return body >= 0 && world.entities.components.columns.session[body] !== 0;
}
