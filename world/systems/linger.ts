/** Bodies without a connection go when their time is over, and no fight with players is on. */
import { fightsPlayers } from "../combat/mod.ts";
import type { World } from "../world.ts";
import { takeAway } from "./enter_leave.ts";

const due: number[] = [];

/** Takes away the bodies whose time is over, in the order of their indexes: it decides the order of free indexes. */
export function endLingering(world: World): void {
  const { lost, tick } = world;
  const { lingerUntil } = world.entities.components.columns;
  for (let at = 0; at < lost.count; at++) {
    const index = lost.indexes[at]!;
    if (lingerUntil[index]! <= tick && !fightsPlayers(world, index)) due.push(index);
  }
  if (due.length === 0) return;
  due.sort((a, b) => a - b);
  for (const index of due) takeAway(world, index);
  due.length = 0;
}
