/**
 * Fear: who is afraid runs from what it is afraid of. Creatures find their way themselves (creatures/minds.ts); a
 * player's body is led by the world, and its client, which is told so, follows and does not steer.
 */
import { headingTowards } from "../base/space.ts";
import { isKept, isLed, setWant, stopBody } from "../bodies.ts";
import { idAt, indexOf, isAlive } from "../entities.ts";
import { freeHeading } from "../free_heading.ts";
import { isDead } from "../items/mod.ts";
import { KIND, PLAN } from "../kinds.ts";
import { RUN_SPEED } from "../limits.ts";
import { markOwn } from "../own_marks.ts";
import { ONLY_KEY } from "../topics.ts";
import { positionX, positionY, type World } from "../world.ts";
import { dropRoute } from "../systems/route_requests.ts";
import { isHeld } from "./holds.ts";

/** So often a second who is led looks where to run. */
const LOOKS = 5;

/** What a body is afraid of: an entity, be it gone by now; 0: it is not. */
export function fearedBy(world: World, index: number): number {
  const { effect, source } = world.combat.effects.columns;
  const rows = world.combat.effectRows.get(idAt(world.entities, index)) ?? [];
  // The earliest of several: rows in a body's list are in no order.
  let found = -1;
  for (const row of rows) {
    if (world.content.effects.byNumber[effect[row]!]?.control !== "fear") continue;
    if (found < 0 || row < found) found = row;
  }
  return found < 0 ? 0 : source[found]!;
}

/** A fear has begun or ended. */
export function fearChanged(world: World, index: number): void {
  const { kind, plan } = world.entities.components.columns;
  if (kind[index] !== KIND.player) return;
  markOwn(world, index, "gait", ONLY_KEY);
  if (!isHeld(world, index, "fear")) {
    plan[index] = PLAN.none;
    return stopBody(world, index);
  }
  dropRoute(world, index);
  plan[index] = PLAN.led;
  lead(world, index);
}

/** Lets players run who are afraid. What one does is nothing to another: order is free. */
export function leadAfraid(world: World): void {
  if (world.tick % Math.max(1, Math.floor(world.facts.tickRate / LOOKS)) !== 0) return;
  const { bearer, effect } = world.combat.effects.columns;
  for (let row = 0; row < world.combat.effects.length; row++) {
    if (world.content.effects.byNumber[effect[row]!]?.control !== "fear" || !isAlive(world.entities, bearer[row]!)) {
      continue;
    }
    const index = indexOf(bearer[row]!);
    if (isLed(world, index)) lead(world, index);
  }
}

function lead(world: World, index: number): void {
  if (isDead(world, index) || isKept(world, index)) return;
  const [x, y] = [positionX(world, index), positionY(world, index)];
  setWant(
    world,
    index,
    freeHeading(world.swimming, x, y, headingFrom(world, index, fearedBy(world, index))),
    RUN_SPEED,
  );
}

/** The heading straight away from an entity; where that is gone or right here, ahead. */
function headingFrom(world: World, index: number, entity: number): number {
  const ahead = world.entities.components.columns.heading[index]!;
  if (!isAlive(world.entities, entity)) return ahead;
  const from = indexOf(entity);
  const [dx, dy] = [positionX(world, index) - positionX(world, from), positionY(world, index) - positionY(world, from)];
  return dx === 0 && dy === 0 ? ahead : headingTowards(dx, dy);
}
