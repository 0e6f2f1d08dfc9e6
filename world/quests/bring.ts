/** What somebody can bring to a person for a task that is everybody's. */
import { goalCount, TASK_STATE, taskRow } from "../almanac/mod.ts";
import type { Numbered, WorldQuest } from "../content/mod.ts";
import { carriedOf, takeOut } from "../items/mod.ts";
import { namedAccount } from "../ledger/mod.ts";
import type { World } from "../world.ts";

/** So many of a kind for a goal. */
export interface Bringing {
  readonly task: Numbered<WorldQuest>;
  readonly goal: number;
  readonly kind: number;
  readonly amount: number;
}

/** What a character could bring to a person for tasks under way: as many as are wanted still and carried. */
export function bringable(world: World, character: number, npc: string): Bringing[] {
  const found: Bringing[] = [];
  for (const task of world.content.worldQuests.all) {
    const row = taskRow(world, task.number);
    if (task.bringTo !== npc || row < 0) continue;
    if (world.almanac.tasks.columns.state[row] !== TASK_STATE.running) continue;
    for (const [goal, { by, count }] of task.goals.entries()) {
      if (by.type !== "bring") continue;
      const kind = world.content.items.byId.get(by.item)!.number;
      const amount = Math.min(count - goalCount(world, task.number, goal), carriedOf(world, character, kind));
      if (amount > 0) found.push({ task, goal, kind, amount });
    }
  }
  return found;
}

/** Brings it, if it can be brought still. It is counted at the end of the tick. */
export function bring(world: World, character: number, npc: string, task: number, goal: number): void {
  const found = bringable(world, character, npc).find((one) => one.task.number === task && one.goal === goal);
  if (found === undefined) return;
  const { kind, amount } = found;
  takeOut(world, character, { kind, amount, to: namedAccount("quest"), why: "quest delivery" });
  world.news.push({ type: "aided", character, task, goal, amount });
}
