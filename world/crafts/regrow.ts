/** What was emptied grows again, what was planted grows on and withers: looked at once a second. */
import { removeBody, setAmount } from "../bodies.ts";
import type { GatherNode, Numbered } from "../content/mod.ts";
import { part } from "../index_list.ts";
import { KIND } from "../kinds.ts";
import { seasonAt } from "../seasons.ts";
import { positionX, positionY, type World } from "../world.ts";
import { growAt, timesOf } from "./wilds.ts";

/** A crop that does not grow in this season is looked at again after so many seconds. */
const WAIT_SECONDS = 60;

const due: number[] = [];

/** Sees to all whose time has come, in the order of their indexes. */
export function regrow(world: World): void {
  if (world.tick % world.facts.tickRate !== 0) return;
  const { growing, tick } = world;
  const { lingerUntil } = world.entities.components.columns;
  for (let at = 0; at < growing.count; at++) {
    const index = growing.indexes[at]!;
    if (lingerUntil[index]! <= tick) due.push(index);
  }
  due.sort((a, b) => a - b);
  for (const index of due) regrowOne(world, index);
  due.length = 0;
}

function regrowOne(world: World, index: number): void {
  const { kind, species, lingerUntil } = world.entities.components.columns;
  const node = world.content.nodes.byNumber[species[index]!];
  part(world.growing, world.entities, index);
  lingerUntil[index] = 0;
  // A stump goes when the tree stands again.
  if (node === undefined || node.where.props.length > 0) return removeBody(world, index);
  if (kind[index] === KIND.crop) return growCrop(world, index, node);
  setAmount(world, index, timesOf(world, node, { x: positionX(world, index), y: positionY(world, index) }));
}

/** A crop's `amount` is how far it is: from 1, a sprout, to its `stages`, ripe. */
function growCrop(world: World, index: number, node: Numbered<GatherNode>): void {
  const { crop } = node;
  const { amount } = world.entities.components.columns;
  if (crop === null || amount[index]! >= crop.stages) return removeBody(world, index);
  const { tickRate } = world.facts;
  const season = seasonAt(world);
  const isGrowing = season === null || crop.seasons.length === 0 || crop.seasons.includes(season.id);
  if (!isGrowing) return growAt(world, index, world.tick + WAIT_SECONDS * tickRate);
  setAmount(world, index, amount[index]! + 1);
  const isRipe = amount[index]! >= crop.stages;
  growAt(world, index, world.tick + (isRipe ? crop.witherSeconds * tickRate : stageTicks(world, crop)));
}

/** Ticks from one stage of a crop to the next, in the season that it is. */
export function stageTicks(world: World, { growSeconds, stages }: NonNullable<GatherNode["crop"]>): number {
  const permille = Math.max(1, seasonAt(world)?.growthPermille ?? 1000);
  return Math.max(1, Math.floor(growSeconds * world.facts.tickRate * 1000 / (permille * (stages - 1))));
}
