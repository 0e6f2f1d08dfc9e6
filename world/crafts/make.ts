/** Crafting: what goes in, what comes out, how good it is, and where it can be made. */
import type { ActionCommandOf } from "../commands.ts";
import { drawBelow } from "../chance.ts";
import type { Numbered, Recipe } from "../content/mod.ts";
import { type Change, COIN, fitsBag, npcWithin, pickOut, qualityNumber, supply } from "../items/mod.ts";
import {
  type Account,
  balanceOf,
  boxAccount,
  characterAccount,
  namedAccount,
  orderAccount,
  transfer,
} from "../ledger/mod.ts";
import { canBePaid, commissionOf, type Order, payForOne } from "../orders/mod.ts";
import type { WorldOutput } from "../output.ts";
import { buildingAt } from "../places/mod.ts";
import type { Refusal } from "../refusals.ts";
import { cannotLearn, craftOf, knowsRecipe, learnByDoing, learnRecipe, skillOf } from "../skills/mod.ts";
import { GROUND } from "../terrain/types.ts";
import { positionX, positionY, type World } from "../world.ts";
import { WORK } from "./state.ts";
import { beginWork, cannotWork, tellDone, type Work } from "./works.ts";

/** From best to worst. */
const QUALITIES = ["storied", "rare", "fine"] as const;

/** The action `make`. */
export function make(world: World, index: number, { recipe, times }: ActionCommandOf<"make">): Refusal | null {
  const refused = cannotWork(world, index);
  if (refused !== null) return refused;
  const entry = world.content.recipes.byNumber[recipe];
  if (entry === undefined) return "unknown";
  return judge(world, index, entry, null) ?? beginMaking(world, index, entry, times);
}

/** The action `makeOrdered`: makes what an order asks for that the character has taken on, so many times. */
export function makeOrdered(
  world: World,
  index: number,
  { order: number, times }: ActionCommandOf<"makeOrdered">,
): Refusal | null {
  const refused = cannotWork(world, index);
  if (refused !== null) return refused;
  const order = commissionOf(world, world.entities.components.columns.character[index]!, number);
  if (order === null) return "gone";
  if (times > order.left) return "sold-out";
  const entry = world.content.recipes.byNumber[order.recipe];
  if (entry === undefined) return "unknown";
  return judge(world, index, entry, order) ?? beginMaking(world, index, entry, times, number);
}

/** Begins to make something, so many times; `order`: the number of the order that it is made for, 0: for oneself. */
function beginMaking(world: World, index: number, { number, seconds }: Numbered<Recipe>, times: number, order = 0) {
  const work: Work = { type: order === 0 ? WORK.make : WORK.order, what: number, entity: order, x: 0, y: 0 };
  return beginWork(world, index, work, seconds * 1000, times);
}

/** Why a character cannot make something, for itself or for an order, or null. Asked when it begins and when it ends. */
function judge(world: World, index: number, recipe: Numbered<Recipe>, order: Order | null): Refusal | null {
  const character = world.entities.components.columns.character[index]!;
  const sheet = world.roster.rowOf.get(character);
  if (sheet === undefined || !knowsRecipe(world, character, recipe)) return "not-known";
  if (world.sheets.columns.level[sheet]! < recipe.level) return "level-too-low";
  if (skillOf(world, character, craftOf(world, recipe).number) < recipe.skill) return "skill-too-low";
  if (!isAtStation(world, index, recipe)) return "no-station";
  const inputs = changesOf(world, recipe.inputs);
  const from = order === null ? characterAccount(character) : orderAccount(order.number);
  if (inputs.some(({ what, amount }) => amountIn(world, from, what, amount) < amount)) return "not-enough";
  if (balanceOf(world.ledger, characterAccount(character), COIN) < recipe.feeCoins) return "not-enough";
  if (order !== null) return canBePaid(world, character, order) ? null : "full";
  const [output] = changesOf(world, [recipe.output]);
  // One more may come than is usual.
  const most = recipe.extraPermille > 0 ? { ...output!, amount: output!.amount + 1 } : output!;
  return fitsBag(world, character, [most], inputs) ? null : "full";
}

/** How many of a kind are in an account, up to so many. */
function amountIn(world: World, account: Account, kind: number, amount: number): number {
  return pickOut(world, account, kind, amount).reduce((sum, picked) => sum + picked.amount, 0);
}

function changesOf(world: World, parts: readonly { readonly item: string; readonly count: number }[]): Change[] {
  return parts.map(({ item, count }) => ({ what: world.content.items.byId.get(item)!.number, amount: count }));
}

/** Whether a body is where something is made: in the house, or just before its door. */
function isAtStation(world: World, index: number, { station }: Recipe): boolean {
  if (station === "none") return true;
  const [x, y] = [positionX(world, index), positionY(world, index)];
  if (station === "field") return world.terrain.groundAt(x, y) === GROUND.field;
  const building = buildingAt(world, x, y);
  if (building === null) return false;
  return world.content.crafts.all.some(({ stations }) =>
    stations.some((one) => one.station === station && one.building === building)
  );
}

/** Something is made: what goes in goes, what comes out comes. Whether it could be done. */
export function endMaking(world: World, index: number, { type, what, entity }: Work, output: WorldOutput): boolean {
  const recipe = world.content.recipes.byNumber[what];
  const character = world.entities.components.columns.character[index]!;
  const order = type === WORK.order ? commissionOf(world, character, entity) : null;
  if (type === WORK.order && order === null) return false;
  if (recipe === undefined || judge(world, index, recipe, order) !== null) return false;
  const account = characterAccount(character);
  const from = order === null ? account : orderAccount(order.number);
  for (const { what: kind, amount } of changesOf(world, recipe.inputs)) {
    for (const picked of pickOut(world, from, kind, amount)) {
      const used = { from, to: namedAccount("craft"), why: "used in a craft", actor: character } as const;
      transfer(world.ledger, { ...used, ...picked });
    }
  }
  if (recipe.feeCoins > 0) {
    const fee = { from: account, to: namedAccount("fee"), what: COIN, amount: recipe.feeCoins, why: "fee" } as const;
    transfer(world.ledger, { ...fee, actor: character });
  }
  const beyond = Math.max(0, skillOf(world, character, craftOf(world, recipe).number) - recipe.skill);
  const made = world.content.items.byId.get(recipe.output.item)!;
  const isMore = recipe.extraPermille > 0 && drawBelow(world, 100_000) < recipe.extraPermille * beyond;
  const quality = made.single ? drawQuality(world, recipe, beyond) : undefined;
  supply(world, {
    ...{ kind: made.number, amount: recipe.output.count + (isMore ? 1 : 0), from: "craft" },
    ...{
      to: order === null ? account : boxAccount(order.owner),
      why: "crafted",
      actor: character,
      maker: world.roster.table.columns.name[world.roster.rowOf.get(character)!]!,
    },
    ...(quality === undefined ? {} : { quality }),
  });
  if (order !== null) payForOne(world, character, order);
  learnByDoing(world, character, recipe);
  tellDone(world, index, "crafted", made.number, output);
  world.news.push({ type: "crafted", character, recipe: what });
  return true;
}

/** The best quality whose throw is a good one; undefined: as usual. */
function drawQuality(world: World, { qualities, skill: from }: Recipe, beyond: number): number | undefined {
  const skill = from + beyond;
  for (const name of QUALITIES) {
    const rule = qualities.find(({ quality }) => quality === name);
    if (rule === undefined || skill < rule.skill) continue;
    const chance = rule.chance + rule.perSkillChance * (skill - rule.skill);
    if (drawBelow(world, 10_000) < chance) return qualityNumber(name);
  }
  return undefined;
}

/** The action `learn`: somebody who trains a craft teaches a recipe of it, for coins. */
export function learn(world: World, index: number, { npc, recipe }: ActionCommandOf<"learn">): Refusal | null {
  const found = npcWithin(world, index, npc);
  if (typeof found === "string") return found;
  const entry = world.content.recipes.byNumber[recipe];
  if (entry === undefined) return "unknown";
  if (entry.known !== "trainer" || !(found.trains?.crafts.includes(entry.craft) ?? false)) return "wrong-target";
  const character = world.entities.components.columns.character[index]!;
  const refused = cannotLearn(world, character, entry);
  if (refused !== null) return refused;
  if (entry.learnCoins > 0) {
    const paying = { from: characterAccount(character), to: namedAccount("fee"), what: COIN, amount: entry.learnCoins };
    const paid = transfer(world.ledger, { ...paying, why: "fee", actor: character });
    if (paid !== "done") return paid;
  }
  learnRecipe(world, character, entry);
  return null;
}
