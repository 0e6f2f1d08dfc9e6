/** How far quests are: objectives that are counted, stages that end, and what is told of it. */
import { distance, UNITS_PER_METRE } from "../base/space.ts";
import type { Numbered, Objective, Quest } from "../content/mod.ts";
import { carriedOf, dropRow, putRow } from "../items/mod.ts";
import { ALL_KEYS, markOwn } from "../own_marks.ts";
import { pointOf } from "../places/mod.ts";
import { bodyOf } from "../roster.ts";
import { positionX, positionY, type World } from "../world.ts";
import { doAll } from "./deeds.ts";
import { activeQuests, noteActive, progressKey, QUEST_STATE, questKey } from "./state.ts";

/** Tells a character's client of a quest, and of who has something to do for it. */
export function tellQuest(world: World, character: number, quest: number): void {
  const body = bodyOf(world.roster, character);
  if (body < 0) return;
  markOwn(world, body, "quests", String(quest));
  markOwn(world, body, "errands", ALL_KEYS);
  markOwn(world, body, "marks", ALL_KEYS);
  markOwn(world, body, "dialogue", ALL_KEYS);
}

/** Tells a character's client how far a quest is, and nothing else. */
function tellCount(world: World, character: number, quest: number): void {
  const body = bodyOf(world.roster, character);
  if (body >= 0) markOwn(world, body, "quests", String(quest));
}

/** The present stage of a character's quest; undefined if it has none. */
export function stageOf(world: World, character: number, quest: Numbered<Quest>): Quest["stages"][number] | undefined {
  const row = world.quests.rowOf.get(questKey(character, quest.number));
  return row === undefined ? undefined : quest.stages[world.quests.table.columns.stage[row]!];
}

/** How much of an objective is done. */
export function countOf(world: World, character: number, quest: number, at: number, objective: Objective): number {
  if (objective.type === "collect") {
    const item = world.content.items.byId.get(objective.item);
    return item === undefined ? 0 : Math.min(objective.count, carriedOf(world, character, item.number));
  }
  const row = world.quests.progressOf.get(progressKey(character, quest, at));
  return row === undefined ? 0 : world.quests.progress.columns.count[row]!;
}

/** How much there is to do. */
export function wantedOf(objective: Objective): number {
  switch (objective.type) {
    case "kill":
    case "collect":
    case "use":
    case "craft":
    case "gather":
      return objective.count;
    case "survive":
      return objective.seconds;
    default:
      return 1;
  }
}

/** Counts what was done of an objective, and ends the stage if that was all. */
export function count(world: World, character: number, quest: Numbered<Quest>, at: number, more: number): void {
  const { progress, progressOf } = world.quests;
  const objective = stageOf(world, character, quest)?.objectives[at];
  if (objective === undefined) return;
  const key = progressKey(character, quest.number, at);
  let row = progressOf.get(key);
  if (row === undefined) {
    if (!putRow(progress, { character, quest: quest.number, objective: at, count: 0 })) return;
    progressOf.set(key, row = progress.length - 1);
  }
  const { columns } = progress;
  if (columns.count[row]! >= wantedOf(objective)) return;
  columns.count[row] = Math.min(wantedOf(objective), columns.count[row]! + more);
  // Who waits for it, and where it is done, changes only with the last one.
  if (columns.count[row]! >= wantedOf(objective)) tellQuest(world, character, quest.number);
  else tellCount(world, character, quest.number);
  endStage(world, character, quest);
}

/** Forgets what was done of a quest's stage. */
export function forgetProgress(world: World, character: number, quest: number): void {
  const { progress, progressOf } = world.quests;
  for (let at = 0; at < 8; at++) {
    const row = progressOf.get(progressKey(character, quest, at));
    if (row === undefined) continue;
    progressOf.delete(progressKey(character, quest, at));
    dropRow(progress, row);
    if (row === progress.length) continue;
    const { columns } = progress;
    progressOf.set(progressKey(columns.character[row]!, columns.quest[row]!, columns.objective[row]!), row);
  }
}

/** What was done of one objective is forgotten: it begins again. */
export function forgetCount(world: World, character: number, quest: number, at: number): void {
  const row = world.quests.progressOf.get(progressKey(character, quest, at));
  if (row === undefined) return;
  world.quests.progress.columns.count[row] = 0;
  tellCount(world, character, quest);
}

/** Whether all of a stage is done. */
function isStageDone(world: World, character: number, quest: Numbered<Quest>): boolean {
  const stage = stageOf(world, character, quest);
  return stage !== undefined &&
    stage.objectives.every((objective, at) =>
      countOf(world, character, quest.number, at, objective) >= wantedOf(objective)
    );
}

/** Goes on to the next stage if all is done and there is one way on; with several the player chooses (`way`). */
export function endStage(world: World, character: number, quest: Numbered<Quest>, way = 0): boolean {
  const row = world.quests.rowOf.get(questKey(character, quest.number));
  const stage = stageOf(world, character, quest);
  if (row === undefined || stage === undefined) return false;
  const { columns } = world.quests.table;
  if (columns.state[row] !== QUEST_STATE.active || !isStageDone(world, character, quest)) return false;
  if (stage.next.length > 1 && way === 0) return false;
  const next = stage.next[Math.max(0, way - 1)];
  if (stage.next.length > 0 && next === undefined) return false;
  doAll(world, character, stage.does, 0);
  const to = next === undefined ? -1 : quest.stages.findIndex(({ id }) => id === next.stage);
  if (to >= 0) {
    forgetProgress(world, character, quest.number);
    columns.stage[row] = to;
  } else columns.state[row] = QUEST_STATE.ready;
  tellQuest(world, character, quest.number);
  return true;
}

/** A quest that is ready is not any more when what it asks for is gone again. */
export function reopen(world: World, character: number, quest: Numbered<Quest>): void {
  const row = world.quests.rowOf.get(questKey(character, quest.number));
  if (row === undefined || world.quests.table.columns.state[row] !== QUEST_STATE.ready) return;
  if (isStageDone(world, character, quest)) return;
  world.quests.table.columns.state[row] = QUEST_STATE.active;
  tellQuest(world, character, quest.number);
}

/** Each objective of the present stages of a character's quests. */
export function* openObjectives(world: World, character: number): Generator<[Numbered<Quest>, number, Objective]> {
  for (const number of activeQuests(world.quests, character)) {
    const quest = world.content.quests.byNumber[number];
    if (quest === undefined) continue;
    const stage = stageOf(world, character, quest);
    for (const [at, objective] of stage?.objectives.entries() ?? []) yield [quest, at, objective];
  }
}

/** Whether a character is within so many metres of a place. */
export function isNear(
  world: World,
  character: number,
  place: Parameters<typeof pointOf>[1],
  metres: number,
): boolean {
  const body = bodyOf(world.roster, character);
  const point = pointOf(world, place);
  if (body < 0 || point === null) return false;
  return distance(positionX(world, body) - point.x, positionY(world, body) - point.y) <= metres * UNITS_PER_METRE;
}

/** A quest is in hand no more. */
export function leaveQuest(world: World, character: number, quest: number): boolean {
  const row = world.quests.rowOf.get(questKey(character, quest));
  if (row === undefined || !(world.quests.activeOf.get(character)?.has(quest) ?? false)) return false;
  const { columns } = world.quests.table;
  columns.state[row] = columns.times[row]! > 0 ? QUEST_STATE.done : QUEST_STATE.left;
  columns.stage[row] = 0;
  forgetProgress(world, character, quest);
  noteActive(world.quests, character, quest, false);
  tellQuest(world, character, quest);
  return true;
}
