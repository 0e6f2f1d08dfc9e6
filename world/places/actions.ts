/** Going through doors: into rooms and out of them, into dungeons and out of them. */
import { setSegment } from "../bodies.ts";
import { STATUS } from "../kinds.ts";
import { companyOf } from "../parties/mod.ts";
import type { ActionCommandOf } from "../commands.ts";
import type { WorldOutput } from "../output.ts";
import { wakeAround } from "../systems/wake.ts";
import { ALL_KEYS, markOwn } from "../own_marks.ts";
import type { Refusal } from "../refusals.ts";
import { dropInputs } from "../systems/inputs.ts";
import { dropRoute } from "../systems/route_requests.ts";
import type { ActionHandlers } from "../systems/actions.ts";
import type { Place } from "../terrain/mod.ts";
import { positionX, positionY, type World } from "../world.ts";
import { doorNear, placeOf } from "./doors.ts";
import { beginRun, copyOf } from "./runs.ts";

/** The actions that are about places. */
export const PLACE_ACTIONS: ActionHandlers<"passDoor"> = { passDoor };

function passDoor(
  world: World,
  index: number,
  _action: ActionCommandOf<"passDoor">,
  output: WorldOutput,
): Refusal | null {
  const status = world.entities.components.columns.status[index]!;
  if ((status & STATUS.dead) !== 0) return "dead";
  if ((status & (STATUS.stunned | STATUS.rooted)) !== 0) return "held";
  if ((status & (STATUS.casting | STATUS.channelling)) !== 0) return "busy";
  const door = doorNear(world.doors, positionX(world, index), positionY(world, index));
  if (door === null) return "too-far";
  const { places } = world.terrain.layout;
  if (!door.inward) {
    arriveAt(world, index, door.toX, door.toY, output);
    return null;
  }
  // What a spirit walks back to lies before the door.
  if ((status & STATUS.spirit) !== 0) return "dead";
  const place = inside(world, index, places[door.place]!);
  if (place === null) return "full";
  arriveAt(world, index, place.insideX, place.insideY, output);
  return null;
}

/** Where one comes to: the room, or the copy of the dungeon that is one's own; null if no copy is free. */
function inside(world: World, index: number, place: Place): Place | null {
  if (place.use.kind === "room") return place;
  const { dungeon } = place.use;
  const character = world.entities.components.columns.character[index]!;
  let copy = copyOf(world.runs, dungeon, companyOf(world.parties, character));
  if (copy < 0) copy = beginRun(world.runs, dungeon, character);
  // Copies of one dungeon follow each other in the list of places.
  return copy < 0 ? null : world.terrain.layout.places[place.number + copy]!;
}

/** Where one comes back to who was at a point when it left: before the dungeon, if its run there is over. */
export function placeOnReturn(world: World, character: number, x: number, y: number): { x: number; y: number } {
  const { layout } = world.terrain;
  const place = placeOf(layout, x, y);
  if (place === null || place.use.kind === "room") return { x, y };
  const { dungeon, copy } = place.use;
  if (copyOf(world.runs, dungeon, companyOf(world.parties, character)) === copy) return { x, y };
  const out = layout.portals.find((portal) => !portal.inward && portal.place === place.number)!;
  return { x: out.toX, y: out.toY };
}

/** Puts a body somewhere by a door, a journey or a rebirth: it comes there as who enters (combat/pvp.ts). */
export function arriveAt(world: World, index: number, x: number, y: number, output: WorldOutput): void {
  world.entities.components.columns.region[index] = 0;
  putAt(world, index, x, y, output);
}

/** Puts a body somewhere else, standing: what it was about to do was meant for another place. */
export function putAt(world: World, index: number, x: number, y: number, output: WorldOutput): void {
  const { columns } = world.entities.components;
  dropInputs(world, index);
  dropRoute(world, index);
  columns.wantSpeed[index] = 0;
  setSegment(world, index, x, y, columns.heading[index]!, 0, world.tick);
  wakeAround(world, x, y);
  if (columns.session[index] === 0) return;
  output.placed(columns.session[index]!, x, y);
  // What is behind the same door is shown where it is.
  markOwn(world, index, "marks", ALL_KEYS);
  markOwn(world, index, "errands", ALL_KEYS);
  if ((columns.status[index]! & STATUS.spirit) !== 0) markOwn(world, index, "death", ALL_KEYS);
}
