/** What has to hold: conditions of the content, asked of a character. */
import { holdsInWorld, townAt } from "../almanac/mod.ts";
import { hasEffect } from "../combat/mod.ts";
import type { Condition, Numbered, Quest } from "../content/mod.ts";
import { carriedOf, classOf } from "../items/mod.ts";
import { balanceOf, characterAccount } from "../ledger/mod.ts";
import { membersOf, partyOf } from "../parties/mod.ts";
import { bodyOf } from "../roster.ts";
import { skillOf } from "../skills/mod.ts";
import { positionX, positionY, type World } from "../world.ts";
import { QUEST_STATE, questKey } from "./state.ts";

/** How far a character is with a quest. */
export type QuestStanding = "none" | "available" | "active" | "ready" | "done";

/** How far a character is with a quest. */
export function standingOf(world: World, character: number, quest: Numbered<Quest>): QuestStanding {
  const row = world.quests.rowOf.get(questKey(character, quest.number));
  const state = row === undefined ? QUEST_STATE.left : world.quests.table.columns.state[row]!;
  if (state === QUEST_STATE.active) return "active";
  if (state === QUEST_STATE.ready) return "ready";
  const isAgain = row !== undefined && quest.repeatSeconds > 0 &&
    world.quests.table.columns.againTick[row]! <= world.tick;
  if (state === QUEST_STATE.done && !isAgain) return "done";
  return isOpen(world, character, quest) ? "available" : "none";
}

function isOpen(world: World, character: number, quest: Numbered<Quest>): boolean {
  const sheet = world.roster.rowOf.get(character);
  if (sheet === undefined || world.sheets.columns.level[sheet]! < quest.levelMin) return false;
  const isDone = (id: string) => isDoneOnce(world, character, id);
  if (!quest.after.every(isDone) || quest.excludes.some((id) => isDoneOnce(world, character, id))) return false;
  if (quest.afterAny.length > 0 && !quest.afterAny.some(isDone)) return false;
  return allHold(world, character, quest.when);
}

/** Whether a character has ever handed a quest in. */
function isDoneOnce(world: World, character: number, id: string): boolean {
  const quest = world.content.quests.byId.get(id);
  if (quest === undefined) return false;
  const row = world.quests.rowOf.get(questKey(character, quest.number));
  return row !== undefined && world.quests.table.columns.times[row]! > 0;
}

/** Whether all conditions hold for a character. */
export function allHold(world: World, character: number, conditions: readonly Condition[]): boolean {
  return conditions.every((condition) => holds(world, character, condition) !== condition.not);
}

function holds(world: World, character: number, condition: Condition): boolean {
  const sheet = world.roster.rowOf.get(character);
  switch (condition.type) {
    case "level": {
      const level = sheet === undefined ? 0 : world.sheets.columns.level[sheet]!;
      return level >= condition.min && level <= condition.max;
    }
    case "class":
      return sheet !== undefined && classOf(world, sheet)?.id === condition.class;
    case "quest": {
      const quest = world.content.quests.byId.get(condition.quest);
      if (quest === undefined) return false;
      if (condition.state === "done") return isDoneOnce(world, character, condition.quest);
      return standingOf(world, character, quest) === condition.state;
    }
    case "item": {
      const item = world.content.items.byId.get(condition.item);
      return item !== undefined && carriedOf(world, character, item.number) >= condition.count;
    }
    case "coins":
      return balanceOf(world.ledger, characterAccount(character), 1) >= condition.coins;
    case "party": {
      const party = partyOf(world.parties, character);
      return party !== 0 && membersOf(world.parties, party).length >= condition.min;
    }
    case "skill": {
      const craft = world.content.crafts.byId.get(condition.craft);
      return craft !== undefined && skillOf(world, character, craft.number) >= condition.min;
    }
    case "effect": {
      const body = bodyOf(world.roster, character);
      const effect = world.content.effects.byId.get(condition.effect);
      return body >= 0 && effect !== undefined && hasEffect(world, body, effect.number);
    }
    default:
      return holdsInWorld(world, condition, townOf(world, character)) ?? false;
  }
}

/** The town that somebody is near to, or -1. */
function townOf(world: World, character: number): number {
  const body = bodyOf(world.roster, character);
  return body < 0 ? -1 : townAt(world, positionX(world, body), positionY(world, body));
}
