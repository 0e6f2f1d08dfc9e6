/** What one of a party does for a quest that those near it have, too. */
import type { Numbered, Objective, Quest } from "../content/mod.ts";
import { carriedOf, fitsBag, isDead, supply } from "../items/mod.ts";
import { characterAccount } from "../ledger/mod.ts";
import type { News } from "../news.ts";
import { matesNear } from "../parties/mod.ts";
import { bodyOf } from "../roster.ts";
import type { World } from "../world.ts";
import { count, openObjectives, stageOf } from "./progress.ts";

/** Whether what one does of an objective counts for its party. */
export function isShared(quest: Quest, objective: Objective): boolean {
  return quest.party && "shared" in objective && objective.shared;
}

/** Those of a character's party who are near, alive and at the same objective of a quest, if it is shared. */
export function sharersOfQuest(world: World, character: number, quest: Numbered<Quest>, at: number): number[] {
  const objective = stageOf(world, character, quest)?.objectives[at];
  if (objective === undefined || !isShared(quest, objective)) return [];
  return matesNear(world, character).filter((mate) =>
    stageOf(world, mate, quest)?.objectives[at] === objective && !isDead(world, bodyOf(world.roster, mate))
  );
}

/** Counts what a character did of an objective, and for those of its party who share it. */
export function countForAll(world: World, character: number, quest: Numbered<Quest>, at: number, more: number): void {
  // Asked before, as the stage may end by it.
  const mates = sharersOfQuest(world, character, quest, at);
  count(world, character, quest, at, more);
  for (const mate of mates) count(world, mate, quest, at, more);
}

/** Somebody found a thing of a quest: those near who have to collect it together have as many, if they want for them. */
export function shareFinds(world: World, { character, item, amount }: Extract<News, { type: "got" }>): void {
  for (const mate of matesNear(world, character)) {
    for (const [quest, , objective] of [...openObjectives(world, mate)]) {
      if (objective.type !== "collect" || !isShared(quest, objective)) continue;
      if (world.content.items.byId.get(objective.item)?.number !== item) continue;
      const more = Math.min(amount, objective.count - carriedOf(world, mate, item));
      if (more <= 0 || !fitsBag(world, mate, [{ what: item, amount: more }])) continue;
      const to = characterAccount(mate);
      supply(world, { kind: item, amount: more, from: "quest", to, why: "quest reward", actor: mate });
    }
  }
}
