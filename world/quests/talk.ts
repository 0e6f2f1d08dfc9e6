/**
 * Talks: who talks to whom, what is said, what can be answered. What can be answered follows from the state at each
 * moment; an answer names the list that it was picked from, so that one to another list does nothing.
 */
import { hashWords } from "../base/prng.ts";
import type { Deed, Dialogue, Npc, Numbered } from "../content/mod.ts";
import { indexOf, isAlive } from "../entities.ts";
import { carriedOf, dropRow, isDead, npcWithin, putRow, takeOut } from "../items/mod.ts";
import { namedAccount } from "../ledger/mod.ts";
import type { WorldOutput } from "../output.ts";
import { ALL_KEYS, markOwn } from "../own_marks.ts";
import { settlementOf } from "../places/mod.ts";
import type { Refusal } from "../refusals.ts";
import { bodyOf } from "../roster.ts";
import type { World } from "../world.ts";
import { bring, bringable } from "./bring.ts";
import { countForAll } from "./company.ts";
import { allHold, standingOf } from "./conditions.ts";
import { doAll, whyNotDo } from "./deeds.ts";
import { handIn, takeQuest } from "./log.ts";
import { areOpen, questViewOf, unspokenQuests } from "./offers.ts";
import { countOf, stageOf, wantedOf } from "./progress.ts";
import { activeQuests, VIEW } from "./state.ts";

/** One thing that can be answered. */
export interface Choice {
  readonly text: string;
  /** Null: the talk ends. */
  readonly act: ChoiceAct | null;
}

type ChoiceAct =
  | { readonly type: "node"; readonly node: number; readonly does: readonly Deed[] }
  | { readonly type: "view"; readonly view: number; readonly quest: number }
  | { readonly type: "take"; readonly quest: number }
  | { readonly type: "handIn"; readonly quest: number; readonly choice: number }
  | { readonly type: "do"; readonly does: readonly Deed[] }
  | { readonly type: "bring"; readonly task: number; readonly goal: number };

/** A talk as it is by now. */
export interface Talk {
  readonly npc: number;
  readonly entry: Numbered<Npc>;
  readonly view: number;
  readonly about: number;
}

/** The talk that a character is in; null if it is in none, or its partner is gone. */
export function talkOf(world: World, character: number): Talk | null {
  const { talks, talkOf: rows } = world.quests;
  const row = rows.get(character);
  if (row === undefined) return null;
  const { npc, view, about } = talks.columns;
  if (!isAlive(world.entities, npc[row]!)) return null;
  const entry = world.content.npcs.byNumber[world.entities.components.columns.species[indexOf(npc[row]!)]!];
  return entry === undefined ? null : { npc: npc[row]!, entry, view: view[row]!, about: about[row]! };
}

/** The action `talk`: begins a talk with somebody of the content who is near. */
export function talk(world: World, index: number, { npc }: { readonly npc: number }): Refusal | null {
  if (isDead(world, index)) return "dead";
  const entry = npcWithin(world, index, npc);
  if (typeof entry === "string") return entry;
  const character = world.entities.components.columns.character[index]!;
  hearOf(world, character, entry);
  const dialogue = dialogueOf(world, entry);
  const node = dialogue === undefined ? 0 : firstNode(world, character, dialogue);
  return setTalk(world, character, { npc, view: VIEW.node, about: Math.max(0, node) }) ? null : "busy";
}

/** Somebody is talked to: quests that ask for it have it, and what was to be brought here changes hands. */
function hearOf(world: World, character: number, npc: Npc): void {
  for (const number of activeQuests(world.quests, character)) {
    const quest = world.content.quests.byNumber[number];
    if (quest === undefined) continue;
    for (const [at, objective] of stageOf(world, character, quest)?.objectives.entries() ?? []) {
      if (objective.type !== "talk" && objective.type !== "deliver") continue;
      const isDone = countOf(world, character, number, at, objective) >= wantedOf(objective);
      if (isDone || objective.npc !== npc.id) continue;
      if (objective.type === "deliver") {
        const kind = world.content.items.byId.get(objective.item)!.number;
        if (carriedOf(world, character, kind) < objective.count) continue;
        const to = namedAccount("quest");
        takeOut(world, character, { kind, amount: objective.count, to, why: "quest delivery" });
      }
      countForAll(world, character, quest, at, 1);
    }
  }
}

function dialogueOf(world: World, npc: Npc): Numbered<Dialogue> | undefined {
  return world.content.dialogues.byId.get(npc.dialogue);
}

function firstNode(world: World, character: number, { nodes }: Dialogue): number {
  return nodes.findIndex(({ start, when }) => start && allHold(world, character, when));
}

function setTalk(
  world: World,
  character: number,
  { npc, view, about }: { readonly npc: number; readonly view: number; readonly about: number },
): boolean {
  const { talks, talkOf: rows } = world.quests;
  const row = rows.get(character);
  if (row === undefined) {
    if (!putRow(talks, { character, npc, view, about })) return false;
    rows.set(character, talks.length - 1);
  } else [talks.columns.npc[row], talks.columns.view[row], talks.columns.about[row]] = [npc, view, about];
  tellTalk(world, character);
  return true;
}

/** Ends a character's talk. */
export function endTalk(world: World, character: number): void {
  const { talks, talkOf: rows } = world.quests;
  const row = rows.get(character);
  if (row === undefined) return;
  rows.delete(character);
  dropRow(talks, row);
  if (row < talks.length) rows.set(talks.columns.character[row]!, row);
  tellTalk(world, character);
}

function tellTalk(world: World, character: number): void {
  const body = bodyOf(world.roster, character);
  if (body >= 0) markOwn(world, body, "dialogue", ALL_KEYS);
}

/** What is said. */
export function saidIn(world: World, character: number, { entry, view, about }: Talk): string {
  const quest = world.content.quests.byNumber[about];
  if (view === VIEW.node) return filled(world, character, dialogueOf(world, entry)?.nodes[about]?.text ?? "…");
  const text = view === VIEW.offer ? quest?.offer : view === VIEW.done ? quest?.done : quest?.waiting;
  return filled(world, character, text ?? "…");
}

/** What can be answered, in order. */
export function choicesOf(world: World, character: number, talk: Talk): Choice[] {
  const { entry, view, about } = talk;
  const quest = world.content.quests.byNumber[about];
  if (view === VIEW.offer && quest !== undefined) {
    return [{ text: "I will do it.", act: { type: "take", quest: about } }, back("Not now.")];
  }
  if (view === VIEW.waiting) return [back("I am on my way.")];
  if (view === VIEW.done && quest !== undefined) {
    const { choices } = quest.reward;
    if (choices.length === 0) return [{ text: "Thank you.", act: { type: "handIn", quest: about, choice: 0 } }];
    return choices.map(({ item, count: many }, at) => {
      const name = world.content.items.byId.get(item)?.name ?? item;
      const text = many > 1 ? `I take ${many} × ${name}.` : `I take: ${name}.`;
      return { text, act: { type: "handIn", quest: about, choice: at + 1 } as const };
    });
  }
  return [...questChoices(world, character, entry), ...nodeChoices(world, character, entry, about)];
}

function back(text: string): Choice {
  return { text, act: { type: "node", node: -1, does: [] } };
}

/** Quests that are to be handed in here, those under way for somebody here, and those that can be asked for only so. */
function questChoices(world: World, character: number, npc: Npc): Choice[] {
  const choices: Choice[] = [];
  for (const number of activeQuests(world.quests, character)) {
    const quest = world.content.quests.byNumber[number];
    if (quest === undefined) continue;
    const standing = standingOf(world, character, quest);
    if (standing === "ready" && (quest.turnIn ?? quest.giver) === npc.id) {
      choices.push({ text: `${quest.name}: it is done.`, act: { type: "view", view: VIEW.done, quest: number } });
    } else if (standing === "active" && quest.giver === npc.id) {
      choices.push({ text: `About “${quest.name}”.`, act: { type: "view", view: VIEW.waiting, quest: number } });
    }
  }
  for (const quest of unspokenQuests(world.content, npc)) {
    if (standingOf(world, character, quest) !== "available") continue;
    choices.push({ text: `“${quest.name}”?`, act: { type: "view", view: VIEW.offer, quest: quest.number } });
  }
  for (const { task, goal, kind, amount } of bringable(world, character, npc.id)) {
    const name = world.content.items.byNumber[kind]!.name;
    const text = `${task.name}: take these ${amount} × ${name}.`;
    choices.push({ text, act: { type: "bring", task: task.number, goal } });
  }
  return choices;
}

function nodeChoices(world: World, character: number, npc: Npc, node: number): Choice[] {
  const dialogue = dialogueOf(world, npc);
  const here = dialogue?.nodes[node];
  if (dialogue === undefined || here === undefined) return [{ text: "Farewell.", act: null }];
  const choices: Choice[] = [];
  for (const { text, when, does, to } of here.choices) {
    if (!areOpen(world, character, npc, does) || !allHold(world, character, when)) continue;
    const seen = questViewOf(world, does);
    if (seen !== null) {
      const act = { type: "view", view: seen.view, quest: seen.quest.number } as const;
      choices.push({ text: filled(world, character, text), act });
      continue;
    }
    const next = to === null ? -1 : dialogue.nodes.findIndex(({ id }) => id === to);
    if (next >= 0 && !allHold(world, character, dialogue.nodes[next]!.when)) continue;
    const act: ChoiceAct | null = next >= 0
      ? { type: "node", node: next, does }
      : does.length > 0
      ? { type: "do", does }
      : null;
    choices.push({ text: filled(world, character, text), act });
  }
  return choices.length > 0 ? choices : [{ text: "Farewell.", act: null }];
}

/** The number of a list of answers: what an answer has to name. */
export function listNumber(choices: readonly Choice[]): number {
  let hash = choices.length;
  for (const { text } of choices) for (let at = 0; at < text.length; at++) hash = hashWords(hash, text.charCodeAt(at));
  return hash & 0xffff;
}

/** The action `answer`: one of what can be answered, counted from 0. */
export function answer(
  world: World,
  index: number,
  { choice, list }: { readonly choice: number; readonly list: number },
  output: WorldOutput,
): Refusal | null {
  if (isDead(world, index)) return "dead";
  const character = world.entities.components.columns.character[index]!;
  const talking = talkOf(world, character);
  if (talking === null) return "gone";
  const near = npcWithin(world, index, talking.npc);
  if (typeof near === "string") return near;
  const choices = choicesOf(world, character, talking);
  const chosen = choices[choice];
  if (chosen === undefined || listNumber(choices) !== list) return "gone";
  return act(world, character, talking, chosen.act, output);
}

function act(
  world: World,
  character: number,
  talking: Talk,
  chosen: ChoiceAct | null,
  output: WorldOutput,
): Refusal | null {
  if (chosen === null) {
    endTalk(world, character);
    return null;
  }
  const { npc, entry } = talking;
  switch (chosen.type) {
    case "view":
      setTalk(world, character, { npc, view: chosen.view, about: chosen.quest });
      return null;
    case "take":
    case "handIn": {
      const quest = world.content.quests.byNumber[chosen.quest];
      if (quest === undefined) return "gone";
      const refused = chosen.type === "take"
        ? takeQuest(world, character, quest)
        : handIn(world, character, quest, chosen.choice, output);
      if (refused !== null) return refused;
      toStart(world, character, npc, entry);
      return null;
    }
    case "bring":
      bring(world, character, entry.id, chosen.task, chosen.goal);
      toStart(world, character, npc, entry);
      return null;
    case "node":
    case "do": {
      const refused = whyNotDo(world, character, chosen.does);
      if (refused !== null) return refused;
      doAll(world, character, chosen.does, npc);
      if (chosen.type === "do") endTalk(world, character);
      else if (chosen.node < 0) toStart(world, character, npc, entry);
      else setTalk(world, character, { npc, view: VIEW.node, about: chosen.node });
      return null;
    }
  }
}

function toStart(world: World, character: number, npc: number, entry: Npc): void {
  const dialogue = dialogueOf(world, entry);
  const node = dialogue === undefined ? 0 : firstNode(world, character, dialogue);
  setTalk(world, character, { npc, view: VIEW.node, about: Math.max(0, node) });
}

/** A text with the names that it has in this world. */
function filled(world: World, character: number, text: string): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const row = world.roster.rowOf.get(character);
    if (name === "name" && row !== undefined) return world.roster.table.columns.name[row]!;
    if (name === "class" && row !== undefined) {
      return (world.content.classes.byNumber[world.sheets.columns.class[row]!]?.name ?? "traveller").toLowerCase();
    }
    const at = name === "town" ? 0 : /^village[1-6]$/.test(name) ? Number(name[7]) : -1;
    return at < 0 ? whole : settlementOf(world, at)?.name ?? whole;
  });
}
