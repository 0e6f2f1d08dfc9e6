/** What is done to a character or to the world by a talk or a quest: deeds of the content. */
import { setFlag } from "../almanac/mod.ts";
import type { Deed } from "../content/mod.ts";
import { carriedOf, fitsBag, repairAt, supply, takeOut } from "../items/mod.ts";
import { balanceOf, characterAccount, namedAccount, transfer } from "../ledger/mod.ts";
import { ALL_KEYS, markOwn } from "../own_marks.ts";
import { bodyOf } from "../roster.ts";
import type { Refusal } from "../refusals.ts";
import { learnRecipe, setSkill, skillOf } from "../skills/mod.ts";
import { positionX, positionY, type World } from "../world.ts";
import { isJourneyOpen, setOut, whyNotSetOut } from "./journeys.ts";

/** Deeds that can be done. A choice with another is not offered: what it leads to is not there yet. */
const KNOWN_DEEDS: ReadonlySet<Deed["type"]> = new Set([
  ...["offerQuest", "completeQuest", "giveItem", "takeItem", "takeCoins", "setFlag", "openVendor"] as const,
  ...["bindHere", "teachRecipe", "teachCraft", "aidWorldQuest", "repairAll", "travel"] as const,
]);

/** Whether all of these can be done for a character, if it has what they take. */
export function areOpen(world: World, character: number, deeds: readonly Deed[]): boolean {
  return deeds.every((deed) =>
    KNOWN_DEEDS.has(deed.type) && (deed.type !== "travel" || isJourneyOpen(world, character, deed.portal))
  );
}

/** Why these cannot be done for a character now; null if it has what they take, and room for what they give. */
export function whyNotDo(world: World, character: number, deeds: readonly Deed[]): Refusal | null {
  for (const deed of deeds) {
    if (deed.type === "travel") {
      const refused = whyNotSetOut(world, character, deed.portal);
      if (refused !== null) return refused;
    }
    if (deed.type === "takeCoins" && balanceOf(world.ledger, characterAccount(character), 1) < deed.coins) {
      return "not-enough";
    }
    if (deed.type !== "takeItem" && deed.type !== "giveItem") continue;
    const item = world.content.items.byId.get(deed.item);
    if (item === undefined) return "gone";
    if (deed.type === "takeItem" && carriedOf(world, character, item.number) < deed.count) return "not-enough";
    if (deed.type === "giveItem" && !fitsBag(world, character, [{ what: item.number, amount: deed.count }])) {
      return "full";
    }
  }
  return null;
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
      if (body >= 0 && npc !== 0) {
        world.opened.vendor.set(body, npc);
        markOwn(world, body, "vendor", ALL_KEYS);
      }
      return;
    case "travel":
      return setOut(world, character, deed.portal);
    default:
      return;
  }
}

function bindAt(world: World, character: number, body: number): void {
  const row = world.roster.rowOf.get(character);
  if (row === undefined || body < 0) return;
  world.sheets.columns.bindX[row] = positionX(world, body);
  world.sheets.columns.bindY[row] = positionY(world, body);
}
