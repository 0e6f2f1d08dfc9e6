/** Taking quests, handing them in, giving them up. */
import type { Numbered, Quest } from "../content/mod.ts";
import { gainXp } from "../combat/mod.ts";
import { carriedOf, fitsBag, putRow, supply, takeOut } from "../items/mod.ts";
import { characterAccount, namedAccount } from "../ledger/mod.ts";
import type { WorldOutput } from "../output.ts";
import type { Refusal } from "../refusals.ts";
import { bodyOf } from "../roster.ts";
import { learnRecipe, teachAbility } from "../skills/mod.ts";
import type { World } from "../world.ts";
import { standingOf } from "./conditions.ts";
import { doAll } from "./deeds.ts";
import { countOf, endStage, forgetProgress, tellQuest, wantedOf } from "./progress.ts";
import { activeQuests, noteActive, QUEST_STATE, questKey, QUESTS_MAX } from "./state.ts";

/** Takes a quest, with what its giver gives. */
export function takeQuest(world: World, character: number, quest: Numbered<Quest>): Refusal | null {
  if (standingOf(world, character, quest) !== "available") return "already-done";
  if (activeQuests(world.quests, character).length >= questsMax(world)) return "full";
  const given = quest.gives.map(({ item, count }) => ({
    what: world.content.items.byId.get(item)!.number,
    amount: count,
  }));
  if (!fitsBag(world, character, given)) return "full";
  const { table, rowOf } = world.quests;
  const key = questKey(character, quest.number);
  const row = rowOf.get(key);
  if (row === undefined) {
    const fresh = { character, quest: quest.number, state: QUEST_STATE.active, stage: 0, times: 0, againTick: 0 };
    if (!putRow(table, { ...fresh, sinceTick: world.tick })) return "full";
    rowOf.set(key, table.length - 1);
  } else {
    table.columns.state[row] = QUEST_STATE.active;
    table.columns.stage[row] = 0;
    table.columns.sinceTick[row] = world.tick;
  }
  noteActive(world.quests, character, quest.number, true);
  forgetProgress(world, character, quest.number);
  for (const { what: kind, amount } of given) {
    const to = characterAccount(character);
    supply(world, { kind, amount, from: "quest", to, why: "quest reward", actor: character });
  }
  tellQuest(world, character, quest.number);
  endStage(world, character, quest);
  return null;
}

/** How many quests a character has at once. */
function questsMax({ content }: World): number {
  return content.economy.all[0]?.questLogMax ?? QUESTS_MAX;
}

/** Hands a quest in: what was collected goes, the reward comes, all or nothing. `choice` counts from 1; 0: none. */
export function handIn(
  world: World,
  character: number,
  quest: Numbered<Quest>,
  choice: number,
  output: WorldOutput,
): Refusal | null {
  if (standingOf(world, character, quest) !== "ready") return "not-ready";
  const { reward } = quest;
  const chosen = reward.choices[choice - 1];
  if (reward.choices.length > 0 && chosen === undefined) return "unknown";
  const given = [...reward.items, ...(chosen === undefined ? [] : [chosen])];
  const kindOfItem = (id: string) => world.content.items.byId.get(id)!.number;
  const taken = collected(world, quest);
  for (const { kind, count } of taken) if (carriedOf(world, character, kind) < count) return "not-enough";
  if (!fitsBag(world, character, given.map(({ item, count }) => ({ what: kindOfItem(item), amount: count })))) {
    return "full";
  }
  for (const { kind, count } of taken) {
    takeOut(world, character, { kind, amount: count, to: namedAccount("quest"), why: "quest delivery" });
  }
  const to = characterAccount(character);
  const make = { from: "quest", to, why: "quest reward", actor: character } as const;
  for (const { item, count } of given) supply(world, { ...make, kind: kindOfItem(item), amount: count });
  if (reward.coins > 0) supply(world, { ...make, kind: 1, amount: reward.coins });
  close(world, character, quest);
  for (const id of reward.recipes) learnRecipe(world, character, world.content.recipes.byId.get(id)!);
  for (const id of reward.abilities) teachAbility(world, character, world.content.abilities.byId.get(id)!);
  world.news.push({ type: "handedIn", character, quest: quest.number });
  const body = bodyOf(world.roster, character);
  if (body >= 0 && reward.xp > 0) gainXp(world, body, reward.xp, output);
  doAll(world, character, quest.does, 0);
  return null;
}

function close(world: World, character: number, quest: Numbered<Quest>): void {
  const row = world.quests.rowOf.get(questKey(character, quest.number))!;
  const { columns } = world.quests.table;
  columns.state[row] = QUEST_STATE.done;
  columns.stage[row] = 0;
  columns.times[row] = Math.min(0xffff, columns.times[row]! + 1);
  columns.againTick[row] = world.tick + quest.repeatSeconds * world.facts.tickRate;
  forgetProgress(world, character, quest.number);
  noteActive(world.quests, character, quest.number, false);
  tellQuest(world, character, quest.number);
}

/** What goes when a quest is handed in: what was to be collected and is not to be kept. */
function collected(world: World, quest: Quest): { readonly kind: number; readonly count: number }[] {
  return quest.stages.flatMap(({ objectives }) => objectives).flatMap((objective) => {
    if (objective.type !== "collect" || objective.keeps) return [];
    return [{ kind: world.content.items.byId.get(objective.item)!.number, count: objective.count }];
  });
}

/** Counts of the present stage's objectives, "2,0": as the own client is told. */
export function countsOf(world: World, character: number, quest: Numbered<Quest>, stage: number): string {
  const objectives = quest.stages[stage]?.objectives ?? [];
  return objectives.map((objective, at) =>
    Math.min(wantedOf(objective), countOf(world, character, quest.number, at, objective))
  ).join(",");
}
