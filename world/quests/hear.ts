/** Deeds that are told as news, and how they count for quests. */
import type { Objective } from "../content/mod.ts";
import type { News } from "../news.ts";
import { markOwn } from "../own_marks.ts";
import { bodyOf } from "../roster.ts";
import type { World } from "../world.ts";
import { countForAll, shareFinds } from "./company.ts";
import { droppersOf } from "./marks.ts";
import { count, isNear, openObjectives } from "./progress.ts";

function tellMark(world: World, character: number, key: string): void {
  const body = bodyOf(world.roster, character);
  if (body >= 0) markOwn(world, body, "marks", key);
}

/** Counts what a character did. */
export function hear(world: World, news: News): void {
  if (news.type === "got") return shareFinds(world, news);
  for (const [quest, at, objective] of [...openObjectives(world, news.character)]) {
    if (news.type === "killed" && (objective.type === "kill" || objective.type === "group")) {
      const counts = quest.party || news.hasFought;
      if (counts && isMeant(world, news, objective)) count(world, news.character, quest, at, 1);
    }
    if (news.type === "used" && objective.type === "use") {
      const isItem = world.content.items.byId.get(objective.item)?.number === news.item;
      const isThere = objective.place === null ||
        isNear(world, news.character, objective.place, objective.radiusMetres);
      if (isItem && isThere) countForAll(world, news.character, quest, at, 1);
    }
    const isMade = news.type === "crafted" && objective.type === "craft" &&
      world.content.recipes.byNumber[news.recipe]?.id === objective.recipe;
    const isGathered = news.type === "gathered" && objective.type === "gather" &&
      world.content.nodes.byNumber[news.node]?.id === objective.node;
    if (isMade || isGathered) countForAll(world, news.character, quest, at, 1);
    // What is empty now is no place to go to: what was picked, or where all of those have been hunted.
    const isHunted = news.type === "killed" && isHuntedFor(world, news, objective);
    if (isGathered || isHunted) tellMark(world, news.character, `${quest.number}/${at}`);
  }
}

/** Whether who was beaten is one of those that an objective leads to. */
function isHuntedFor(world: World, news: Extract<News, { type: "killed" }>, objective: Objective): boolean {
  if (objective.type === "kill" || objective.type === "group") return isMeant(world, news, objective);
  const id = world.content.creatures.byNumber[news.creature]?.id ?? "";
  return objective.type === "collect" && droppersOf(world, objective.item).has(id);
}

function isMeant(
  world: World,
  { creature, party, region }: Extract<News, { type: "killed" }>,
  objective: Extract<Objective, { type: "kill" | "group" }>,
): boolean {
  const entry = world.content.creatures.byNumber[creature];
  if (entry === undefined) return false;
  if (objective.type === "group") return entry.id === objective.creature && party >= objective.size;
  const isHere = objective.region === null || world.content.regions.byNumber[region]?.id === objective.region;
  return isHere && (objective.creatures.includes(entry.id) || objective.families.includes(entry.family));
}
