/** Quests that are not done by a deed: it is looked at who is where, what it carries, whom it brings along. */
import { isDead } from "../items/mod.ts";
import { regionAt } from "../places/mod.ts";
import { bodyOf } from "../roster.ts";
import { positionX, positionY, type World } from "../world.ts";
import { countForAll } from "./company.ts";
import { countOf, endStage, isNear, leaveQuest, openObjectives, reopen } from "./progress.ts";
import { activeQuests, questKey } from "./state.ts";
import { bringWhoIsNear, holdOut } from "./trials.ts";

/** Once a second: where those are that are to go somewhere, and what those carry that are to collect. */
export function lookAtQuests(world: World, character: number): void {
  const body = bodyOf(world.roster, character);
  if (body < 0) return;
  for (const [quest, at, objective] of [...openObjectives(world, character)]) {
    // The dead have not been anywhere, and spirits have seen nothing.
    const isThere = !isDead(world, body) &&
      (objective.type === "visit"
        ? isNear(world, character, objective.place, objective.radiusMetres)
        : objective.type === "region" &&
          world.content.regions.byNumber[regionAt(world, positionX(world, body), positionY(world, body))]?.id ===
            objective.region);
    // Told once: who comes later has to come there.
    if (isThere && countOf(world, character, quest.number, at, objective) === 0) {
      countForAll(world, character, quest, at, 1);
    }
    if (objective.type === "survive") holdOut(world, character, quest, at, objective);
    if (objective.type === "escort") bringWhoIsNear(world, character, quest, at, objective);
    if (objective.type === "collect") {
      endStage(world, character, quest);
      reopen(world, character, quest);
    }
  }
  for (const number of activeQuests(world.quests, character)) {
    const quest = world.content.quests.byNumber[number];
    const row = world.quests.rowOf.get(questKey(character, number));
    if (quest === undefined || row === undefined || quest.limitSeconds === 0) continue;
    const { sinceTick } = world.quests.table.columns;
    if (world.tick - sinceTick[row]! > quest.limitSeconds * world.facts.tickRate) leaveQuest(world, character, number);
  }
}
