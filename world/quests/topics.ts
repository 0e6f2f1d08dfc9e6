/** The topics `quests`, `errands` and `dialogue`. */
import type { Content, Deed, Numbered, Quest } from "../content/mod.ts";
import { npcWithin } from "../items/mod.ts";
import { onTheMap, type Point } from "../places/mod.ts";
import type { TopicReader } from "../systems/topic_readers.ts";
import { ONLY_KEY } from "../topics.ts";
import { positionX, positionY, type World } from "../world.ts";
import { standingOf } from "./conditions.ts";
import { countsOf } from "./log.ts";
import { type Mark, markOf, markOfPerson, markOfTurnIn } from "./marks.ts";
import { countOf, stageOf, wantedOf } from "./progress.ts";
import { activeQuests, QUEST_STATE, questKey, VIEW } from "./state.ts";
import { type Choice, choicesOf, listNumber, saidIn, type Talk, talkOf } from "./talk.ts";

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
  keys: (world, index) => {
    const character = characterAt(world, index);
    return [...questsByPerson(world.content).keys()].filter((npc) => errandOf(world, character, npc) !== null)
      .map(String);
  },
  read: (world, index, key) => {
    const errand = errandOf(world, characterAt(world, index), Number(key));
    const npc = world.content.npcs.byNumber[Number(key)];
    const at = npc === undefined || errand === null ? null : markOfPerson(world, npc.id);
    return at === null ? null : { ready: errand === "ready", ...pointOf(onTheMap(world, at, hereOf(world, index))) };
  },
};

/** What somebody of the content has for a character: a quest that is to be handed in there goes before one to take. */
function errandOf(world: World, character: number, npc: number): "offers" | "ready" | null {
  let errand: "offers" | null = null;
  for (const { quest, isGiver, isTurnIn } of questsByPerson(world.content).get(npc) ?? []) {
    const standing = standingOf(world, character, quest);
    if (standing === "ready" && isTurnIn) return "ready";
    if (standing === "available" && isGiver) errand = "offers";
  }
  return errand;
}

/** A quest, and what somebody is to it. */
interface PersonsQuest {
  readonly quest: Numbered<Quest>;
  readonly isGiver: boolean;
  readonly isTurnIn: boolean;
}

const personsQuests = new WeakMap<Content, ReadonlyMap<number, readonly PersonsQuest[]>>();

/** The quests of everybody who gives one or takes one in, by the person's number, in the order of the quests. */
function questsByPerson(content: Content): ReadonlyMap<number, readonly PersonsQuest[]> {
  const before = personsQuests.get(content);
  if (before !== undefined) return before;
  const byPerson = new Map<number, PersonsQuest[]>();
  for (const quest of content.quests.all) {
    const turnIn = quest.turnIn ?? quest.giver;
    for (const id of new Set([turnIn, quest.giver])) {
      const number = content.npcs.byId.get(id)?.number;
      if (number === undefined) continue;
      const one = { quest, isGiver: id === quest.giver, isTurnIn: id === turnIn };
      byPerson.set(number, [...byPerson.get(number) ?? [], one]);
    }
  }
  personsQuests.set(content, byPerson);
  return byPerson;
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
      const choice = choices[Number(key)];
      if (choice === undefined) return null;
      const deeds = deedsOf(choice).map(({ type }) => type).join(",");
      return deeds === "" ? { text: choice.text } : { text: choice.text, deeds };
    }
    const said = { text: saidIn(world, character, talk), npc: talk.npc, list: listNumber(choices) };
    return talk.view === VIEW.node ? said : { ...said, quest: talk.about };
  },
};

function deedsOf({ act }: Choice): readonly Deed[] {
  return act !== null && "does" in act ? act.does : [];
}

function nearTalk(world: World, index: number): Talk | null {
  const talk = talkOf(world, characterAt(world, index));
  return talk === null || typeof npcWithin(world, index, talk.npc) === "string" ? null : talk;
}

/** Where what quests ask for can be done. */
export const MARKS_TOPIC: TopicReader<"marks"> = {
  keys: (world, index) => [...marksOf(world, index)].filter(([, find]) => find() !== null).map(([key]) => key),
  read: (world, index, wanted) => {
    const here = hereOf(world, index);
    for (const [key, find] of marksOf(world, index)) {
      const mark = key === wanted ? find() : null;
      if (mark !== null) return { ...pointOf(onTheMap(world, mark, here)), metres: mark.metres };
    }
    return null;
  },
};

/** Each mark that a player may have, by its key, and how it is found. */
function* marksOf(world: World, index: number): Generator<[string, () => Mark | null]> {
  const character = characterAt(world, index);
  const here = hereOf(world, index);
  for (const number of activeQuests(world.quests, character)) {
    const quest = world.content.quests.byNumber[number];
    const row = world.quests.rowOf.get(questKey(character, number));
    if (quest === undefined || row === undefined) continue;
    if (world.quests.table.columns.state[row] === QUEST_STATE.ready) {
      yield [`${number}/in`, () => markOfTurnIn(world, quest)];
      continue;
    }
    const { objectives } = stageOf(world, character, quest) ?? { objectives: [] };
    for (const [at, objective] of objectives.entries()) {
      if (countOf(world, character, number, at, objective) >= wantedOf(objective)) continue;
      yield [`${number}/${at}`, () => markOf(world, objective, here)];
    }
  }
}

function hereOf(world: World, index: number): Point {
  return { x: positionX(world, index), y: positionY(world, index) };
}

/** A point and nothing besides. */
function pointOf({ x, y }: Point): Point {
  return { x, y };
}
