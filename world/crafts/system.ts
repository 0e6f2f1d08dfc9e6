/** Work from tick to tick. */
import { markOwn } from "../own_marks.ts";
import type { WorldOutput } from "../output.ts";
import { bodyOf } from "../roster.ts";
import { ONLY_KEY } from "../topics.ts";
import type { World } from "../world.ts";
import { endGathering } from "./gather.ts";
import { endMaking } from "./make.ts";
import { regrow } from "./regrow.ts";
import { WORK } from "./state.ts";
import { growWilds } from "./wilds.ts";
import { endWork, isWorking, type Work } from "./works.ts";

/** One step of all that grows and of all who work. */
export function goOnWorking(world: World, output: WorldOutput): void {
  growWilds(world);
  regrow(world);
  const { columns, length } = world.crafts.works;
  if (length === 0) return;
  // In the order of characters and not of rows, which are an accident of what ended.
  for (const character of columns.character.slice(0, length).sort()) goOn(world, character, output);
}

function goOn(world: World, character: number, output: WorldOutput): void {
  const row = world.crafts.workOf.get(character);
  const body = bodyOf(world.roster, character);
  if (row === undefined) return;
  if (body < 0 || !isWorking(world, body)) return endWork(world, character);
  const { columns } = world.crafts.works;
  if (columns.endTick[row]! > world.tick) return;
  const work: Work = {
    ...{ type: columns.type[row]!, what: columns.what[row]!, entity: columns.entity[row]! },
    ...{ x: columns.x[row]!, y: columns.y[row]! },
  };
  const isMaking = work.type === WORK.make || work.type === WORK.order;
  const isDone = isMaking ? endMaking(world, body, work, output) : endGathering(world, body, work, output);
  // What is gathered goes on until it is empty, what is made as often as was asked for.
  if (isMaking) columns.left[row]!--;
  if (!isDone || columns.left[row] === 0) return endWork(world, character);
  const ticks = columns.endTick[row]! - columns.startTick[row]!;
  columns.startTick[row] = world.tick;
  columns.endTick[row] = world.tick + ticks;
  markOwn(world, body, "work", ONLY_KEY);
}
