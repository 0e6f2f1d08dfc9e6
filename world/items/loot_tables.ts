/** Loot by chance: what a table of the content comes to, by the world's own throws. */
import type { Loot } from "../content/mod.ts";
import { drawBelow, drawBetween } from "../chance.ts";
import type { World } from "../world.ts";
import type { Change } from "./bag.ts";
import { LOOT_DEPTH_MAX, LOOT_LINES_MAX } from "./limits.ts";

/** Chances are of this many. */
const CHANCES = 10_000;

/** So many of a kind. */
export interface LootLine {
  readonly kind: number;
  readonly amount: number;
}

/** What came of a throw. */
export interface LootDrawn {
  readonly coins: number;
  readonly lines: readonly LootLine[];
}

/** Throws for all that a table has: coins, each roll for itself, one of each choice, and the tables within. */
export function drawLoot(world: World, loot: Loot): LootDrawn {
  const amounts = new Map<number, number>();
  const coins = drawInto(world, loot, amounts, 0);
  const lines = [...amounts].slice(0, LOOT_LINES_MAX).map(([kind, amount]) => ({ kind, amount }));
  return { coins, lines };
}

/** The most that can come of a table, coins left out: more than ever comes, where there is a choice. */
export function mostOf(world: World, loot: Loot, depth = 0): Change[] {
  if (depth > LOOT_DEPTH_MAX) return [];
  const number = (id: string) => world.content.items.byId.get(id)!.number;
  const most = loot.rolls.map(({ item, count }) => ({ what: number(item), amount: count.max }));
  for (const choice of loot.choices) {
    for (const { item, count } of choice) if (item !== null) most.push({ what: number(item), amount: count.max });
  }
  for (const { loot: id, times } of loot.tables) {
    for (let time = 0; time < times; time++) most.push(...mostOf(world, world.content.loot.byId.get(id)!, depth + 1));
  }
  return most;
}

function drawInto(world: World, loot: Loot, amounts: Map<number, number>, depth: number): number {
  if (depth > LOOT_DEPTH_MAX) return 0;
  const add = (id: string, { min, max }: { readonly min: number; readonly max: number }) => {
    const { number } = world.content.items.byId.get(id)!;
    amounts.set(number, (amounts.get(number) ?? 0) + drawBetween(world, min, max));
  };
  let coins = drawBetween(world, loot.coins.min, loot.coins.max);
  for (const { chance, item, count } of loot.rolls) if (drawBelow(world, CHANCES) < chance) add(item, count);
  for (const choice of loot.choices) {
    let left = drawBelow(world, CHANCES);
    const chosen = choice.find(({ chance }) => (left -= chance) < 0);
    if (chosen !== undefined && chosen.item !== null) add(chosen.item, chosen.count);
  }
  for (const { chance, loot: id, times } of loot.tables) {
    for (let time = 0; time < times; time++) {
      if (drawBelow(world, CHANCES) < chance) {
        coins += drawInto(world, world.content.loot.byId.get(id)!, amounts, depth + 1);
      }
    }
  }
  return coins;
}
