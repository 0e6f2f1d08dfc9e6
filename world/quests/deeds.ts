/** What is done to a character or to the world by a talk or a quest: deeds of the content. */
import { setFlag } from "../almanac/mod.ts";
import type { Deed } from "../content/mod.ts";
import { applyEffect, knownAbilities } from "../combat/mod.ts";
import { idAt } from "../entities.ts";
import { carriedOf, fitsBag, open, type Opened, repairAt, supply, takeOut } from "../items/mod.ts";
import { balanceOf, characterAccount, namedAccount, transfer } from "../ledger/mod.ts";
import { openBoard, WHOLE_BOARD } from "../orders/mod.ts";
import { bodyOf } from "../roster.ts";
import type { Refusal } from "../refusals.ts";
import { knowsRecipe, learnRecipe, setSkill, skillOf, teachAbility } from "../skills/mod.ts";
import { positionX, positionY, type World } from "../world.ts";
import { setOut, whyNotSetOut } from "./journeys.ts";

/** Why these cannot be done for a character now; null if it has what they take, and room for what they give. */
export function whyNotDo(world: World, character: number, deeds: readonly Deed[]): Refusal | null {
  for (const deed of deeds) {
    const refused = whyNotDoOne(world, character, deed);
    if (refused !== null) return refused;
  }
  return null;
}

function whyNotDoOne(world: World, character: number, deed: Deed): Refusal | null {
  switch (deed.type) {
    case "travel":
      return whyNotSetOut(world, character, deed.portal);
    case "takeCoins": {
      const owned = balanceOf(world.ledger, characterAccount(character), 1);
      return owned < deed.coins ? "not-enough" : null;
    }
    case "takeItem": {
      const item = world.content.items.byId.get(deed.item);
      if (item === undefined) return "gone";
      return carriedOf(world, character, item.number) < deed.count ? "not-enough" : null;
    }
    case "giveItem": {
      const item = world.content.items.byId.get(deed.item);
      if (item === undefined) return "gone";
      return fitsBag(world, character, [{ what: item.number, amount: deed.count }]) ? null : "full";
    }
    case "teachAbility":
      return whyNotTeach(world, character, deed.ability);
    case "teachRecipe": {
      const recipe = world.content.recipes.byId.get(deed.recipe);
      if (recipe === undefined) return "gone";
      return knowsRecipe(world, character, recipe) ? "already-done" : null;
    }
    default:
      return null;
  }
}

/** Nobody pays for what it can do already, or cannot do yet. */
function whyNotTeach(world: World, character: number, id: string): Refusal | null {
  const ability = world.content.abilities.byId.get(id);
  const body = bodyOf(world.roster, character);
  const sheet = world.roster.rowOf.get(character);
  if (ability === undefined || body < 0 || sheet === undefined) return "gone";
  if (knownAbilities(world, body).includes(ability)) return "already-done";
  return world.sheets.columns.level[sheet]! < ability.level ? "level-too-low" : null;
}

/**
 * Does them, in their order. What a talk itself shows (an offer, a counter) is the talk's to do. `npc`: the entity by
 * which it is done, 0 for none.
 */
export function doAll(world: World, character: number, deeds: readonly Deed[], npc: number): void {
  for (const deed of deeds) doOne(world, character, deed, npc);
}

function doOne(world: World, character: number, deed: Deed, npc: number): void {
  const body = bodyOf(world.roster, character);
  switch (deed.type) {
    case "giveItem": {
      const item = world.content.items.byId.get(deed.item);
      if (item === undefined) return;
      const to = characterAccount(character);
      supply(world, {
        kind: item.number,
        amount: deed.count,
        from: "quest",
        to,
        why: "quest reward",
        actor: character,
      });
      return;
    }
    case "takeItem": {
      const item = world.content.items.byId.get(deed.item);
      if (item === undefined) return;
      const to = namedAccount("quest");
      return takeOut(world, character, { kind: item.number, amount: deed.count, to, why: "quest delivery" });
    }
    case "takeCoins":
      transfer(world.ledger, {
        ...{ from: characterAccount(character), to: namedAccount("fee"), what: 1, amount: deed.coins, why: "fee" },
        actor: character,
      });
      return;
    case "teachRecipe": {
      const recipe = world.content.recipes.byId.get(deed.recipe);
      if (recipe !== undefined) learnRecipe(world, character, recipe);
      return;
    }
    case "teachAbility": {
      const ability = world.content.abilities.byId.get(deed.ability);
      if (ability !== undefined) teachAbility(world, character, ability);
      return;
    }
    case "applyEffect": {
      const effect = world.content.effects.byId.get(deed.effect);
      if (effect === undefined || body < 0) return;
      const level = world.entities.components.columns.level[body]!;
      const entity = npc === 0 ? idAt(world.entities, body) : npc;
      applyEffect(world, body, effect, { entity, level, power: 0 });
      return;
    }
    case "teachCraft": {
      const craft = world.content.crafts.byId.get(deed.craft);
      if (craft !== undefined && skillOf(world, character, craft.number) === 0) {
        setSkill(world, character, craft.number, 1);
      }
      return;
    }
    case "setFlag":
      return setFlag(world, deed.flag, deed.on);
    case "aidWorldQuest": {
      const task = world.content.worldQuests.byId.get(deed.worldQuest)?.number ?? 0;
      // For whichever goal of it is not reached yet.
      world.news.push({ type: "aided", character, task, goal: -1, amount: deed.amount });
      return;
    }
    case "repairAll":
      repairAt(world, character, 0);
      return;
    case "bindHere":
      return bindAt(world, character, body);
    case "openVendor":
      return openCounter(world, body, "vendor", npc);
    case "openBank":
      return openCounter(world, body, "bank", npc);
    case "openTimeline":
      return openCounter(world, body, "timeline", npc);
    case "startEscort":
      // Whoever goes along comes at the end of the tick (trials.ts).
      world.news.push({ type: "escortAsked", character, quest: deed.quest });
      return;
    case "travel":
      return setOut(world, character, deed.portal);
    case "offerQuest":
    case "completeQuest":
      // The talk itself shows what the quest's giver says (talk.ts).
      return;
    case "openOrders":
      if (body >= 0) openBoard(world, body, WHOLE_BOARD);
      return;
  }
}

function openCounter(world: World, body: number, opened: Opened, npc: number): void {
  if (body >= 0 && npc !== 0) open(world, body, opened, npc);
}

function bindAt(world: World, character: number, body: number): void {
  const row = world.roster.rowOf.get(character);
  if (row === undefined || body < 0) return;
  world.sheets.columns.bindX[row] = positionX(world, body);
  world.sheets.columns.bindY[row] = positionY(world, body);
}
