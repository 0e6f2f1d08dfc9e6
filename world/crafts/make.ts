/** Crafting: what goes in, what comes out, how good it is, and where it can be made. */
import type { ActionCommandOf } from "../commands.ts";
import { drawBelow } from "../chance.ts";
import type { Numbered, Recipe } from "../content/mod.ts";
import { carriedOf, type Change, COIN, fitsBag, npcWithin, qualityNumber, supply, takeOut } from "../items/mod.ts";
import { balanceOf, characterAccount, namedAccount, transfer } from "../ledger/mod.ts";
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
  return judge(world, index, entry) ?? beginMaking(world, index, entry, times);
}

/** Begins to make something, so many times. */
function beginMaking(world: World, index: number, { number, seconds }: Numbered<Recipe>, times: number) {
  const work: Work = { type: WORK.make, what: number, entity: 0, x: 0, y: 0 };
  return beginWork(world, index, work, seconds * 1000, times);
}

/** Why a character cannot make something, or null. Asked when it begins and when it ends. */
function judge(world: World, index: number, recipe: Numbered<Recipe>): Refusal | null {
  const character = world.entities.components.columns.character[index]!;
  const sheet = world.roster.rowOf.get(character);
  if (sheet === undefined || !knowsRecipe(world, character, recipe)) return "not-known";
  if (world.sheets.columns.level[sheet]! < recipe.level) return "level-too-low";
  if (skillOf(world, character, craftOf(world, recipe).number) < recipe.skill) return "skill-too-low";
  if (!isAtStation(world, index, recipe)) return "no-station";
  const inputs = changesOf(world, recipe.inputs);
  if (inputs.some(({ what, amount }) => carriedOf(world, character, what) < amount)) return "not-enough";
  if (balanceOf(world.ledger, characterAccount(character), COIN) < recipe.feeCoins) return "not-enough";
  const [output] = changesOf(world, [recipe.output]);
  // One more may come than is usual.
  const most = recipe.extraPermille > 0 ? { ...output!, amount: output!.amount + 1 } : output!;
  return fitsBag(world, character, [most], inputs) ? null : "full";
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
export function endMaking(world: World, index: number, { what }: Work, output: WorldOutput): boolean {
  const recipe = world.content.recipes.byNumber[what];
  if (recipe === undefined || judge(world, index, recipe) !== null) return false;
  const character = world.entities.components.columns.character[index]!;
  const [account, craft] = [characterAccount(character), namedAccount("craft")];
  for (const { what: kind, amount } of changesOf(world, recipe.inputs)) {
    takeOut(world, character, { kind, amount, to: craft, why: "used in a craft" });
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
    ...{ kind: made.number, amount: recipe.output.count + (isMore ? 1 : 0), from: "craft", to: account },
    ...{
      why: "crafted",
      actor: character,
      maker: world.roster.table.columns.name[world.roster.rowOf.get(character)!]!,
    },
    ...(quality === undefined ? {} : { quality }),
  });
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
