/** The topics `quests`, `errands` and `dialogue`. */
import { npcWithin } from "../items/mod.ts";
import { onTheMap, type Point } from "../places/mod.ts";
import type { TopicReader } from "../systems/topic_readers.ts";
import { ONLY_KEY } from "../topics.ts";
import { positionX, positionY, type World } from "../world.ts";
import { standingOf } from "./conditions.ts";
import { countsOf } from "./log.ts";
import { type Mark, markOf, markOfPerson, markOfTurnIn } from "./marks.ts";
import { countOf, stageOf, wantedOf } from "./progress.ts";
import { activeQuests, QUEST_STATE, questKey } from "./state.ts";
import { choicesOf, listNumber, saidIn, type Talk, talkOf } from "./talk.ts";

const characterAt = (world: World, index: number) => world.entities.components.columns.character[index]!;

/** The quests that a character has. */
export const QUESTS_TOPIC: TopicReader<"quests"> = {
  keys: (world, index) => activeQuests(world.quests, characterAt(world, index)).map(String),
  read: (world, index, key) => {
    const character = characterAt(world, index);
    const quest = world.content.quests.byNumber[Number(key)];
    const row = world.quests.rowOf.get(questKey(character, Number(key)));
    if (quest === undefined || row === undefined) return null;
    if (!(world.quests.activeOf.get(character)?.has(quest.number) ?? false)) return null;
    const { state, stage } = world.quests.table.columns;
    const counts = countsOf(world, character, quest, stage[row]!);
    return { stage: stage[row]!, counts, ready: state[row] === QUEST_STATE.ready };
  },
};

/** Who of the content has something for a character: to take, or to hand in. */
export const ERRANDS_TOPIC: TopicReader<"errands"> = {
  keys: (world, index) => [...errandsOf(world, characterAt(world, index)).keys()].map(String),
  read: (world, index, key) => {
    const errand = errandsOf(world, characterAt(world, index)).get(Number(key));
    const npc = world.content.npcs.byNumber[Number(key)];
    const at = npc === undefined ? null : markOfPerson(world, npc.id);
    if (errand === undefined || at === null) return null;
    return { ready: errand === "ready", ...pointOf(onTheMap(world, at, hereOf(world, index))) };
  },
};

function errandsOf(world: World, character: number): Map<number, "offers" | "ready"> {
  const marks = new Map<number, "offers" | "ready">();
  for (const quest of world.content.quests.all) {
    const standing = standingOf(world, character, quest);
    const by = standing === "ready" ? quest.turnIn ?? quest.giver : quest.giver;
    const npc = world.content.npcs.byId.get(by)?.number;
    if (npc === undefined) continue;
    if (standing === "ready") marks.set(npc, "ready");
    else if (standing === "available" && !marks.has(npc)) marks.set(npc, "offers");
  }
  return marks;
}

/** The talk that a character is in: what is said under ONLY_KEY, and an answer under each number from 0 on. */
export const DIALOGUE_TOPIC: TopicReader<"dialogue"> = {
  keys: (world, index) => {
    const talk = nearTalk(world, index);
    if (talk === null) return [];
    return [ONLY_KEY, ...choicesOf(world, characterAt(world, index), talk).keys()].map(String);
  },
  read: (world, index, key) => {
    const talk = nearTalk(world, index);
    if (talk === null) return null;
    const character = characterAt(world, index);
    const choices = choicesOf(world, character, talk);
    if (key !== ONLY_KEY) {
      const text = choices[Number(key)]?.text;
      return text === undefined ? null : { text };
    }
    return { text: saidIn(world, character, talk), npc: talk.npc, list: listNumber(choices) };
  },
};

function nearTalk(world: World, index: number): Talk | null {
  const talk = talkOf(world, characterAt(world, index));
  return talk === null || typeof npcWithin(world, index, talk.npc) === "string" ? null : talk;
}

/** Where what quests ask for can be done. */
export const MARKS_TOPIC: TopicReader<"marks"> = {
  keys: (world, index) => [...marksOf(world, index).keys()],
  read: (world, index, key) => marksOf(world, index).get(key) ?? null,
};

function marksOf(world: World, index: number): Map<string, Mark> {
  const character = characterAt(world, index);
  const here = hereOf(world, index);
  const marks = new Map<string, Mark>();
  for (const number of activeQuests(world.quests, character)) {
    const quest = world.content.quests.byNumber[number];
    const row = world.quests.rowOf.get(questKey(character, number));
    if (quest === undefined || row === undefined) continue;
    if (world.quests.table.columns.state[row] === QUEST_STATE.ready) {
      const mark = markOfTurnIn(world, quest);
      if (mark !== null) marks.set(`${number}/in`, { ...pointOf(onTheMap(world, mark, here)), metres: mark.metres });
      continue;
    }
    const { objectives } = stageOf(world, character, quest) ?? { objectives: [] };
    for (const [at, objective] of objectives.entries()) {
      if (countOf(world, character, number, at, objective) >= wantedOf(objective)) continue;
      const mark = markOf(world, objective, here);
      if (mark !== null) marks.set(`${number}/${at}`, { ...pointOf(onTheMap(world, mark, here)), metres: mark.metres });
    }
  }
  return marks;
}

function hereOf(world: World, index: number): Point {
  return { x: positionX(world, index), y: positionY(world, index) };
}

/** A point and nothing besides. */
function pointOf({ x, y }: Point): Point {
  return { x, y };
}
