/**
 * No money out of nothing: whatever can be bought sells for less, by whatever way of crafting lies
 * between. Buying is reckoned at the lowest price that vendors ever ask, selling at the highest that they ever pay.
 */
import type { Pack } from "../pack.ts";
import type { Note } from "./whole.ts";

/** Rounds after which no price falls any more: chains of recipes are shorter. */
const ROUNDS_MAX = 20;

/** Checks prices of items and recipes. */
export function checkEconomy({ entries }: Pack, note: Note): void {
  const { items, recipes, vendors, economy, events } = entries;
  const rules = economy[0];
  if (rules === undefined) return;
  const itemOf = new Map(items.map((item) => [item.id, item]));
  const least = Math.min(1000, ...events.flatMap(({ phases }) => phases.map((phase) => phase.pricesPermille)));
  const askShare = (least * Math.min(1000, rules.vendorAskWhenRichPermille)) / 1_000_000;
  const payShare = Math.max(0, ...vendors.filter(({ buys }) => buys).map(({ payPermille }) => payPermille)) / 1000;
  const pays = (id: string) => Math.floor((itemOf.get(id)?.sellCoins ?? 0) * payShare);
  const cost = new Map<string, number>();
  const cheaper = (id: string, coins: number) => {
    if (coins < (cost.get(id) ?? Infinity)) cost.set(id, coins);
  };
  for (const { id, stock, askPermille } of vendors) {
    stock.forEach(({ item }, index) => {
      const { buyCoins } = itemOf.get(item)!;
      const asked = Math.ceil((buyCoins * askPermille * askShare) / 1000);
      if (buyCoins === 0) note("vendors", id, `stock.${index}.item`, item, "an item with buyCoins");
      else if (asked <= pays(item)) {
        note(
          "vendors",
          id,
          `stock.${index}.item`,
          item,
          `a price above the ${pays(item)} coins that it sells for; at times it is ${asked}`,
        );
      } else cheaper(item, asked);
    });
  }
  for (let round = 0; round < ROUNDS_MAX; round++) {
    for (const recipe of recipes) cheaper(recipe.output.item, costOf(recipe, cost) / outputOf(recipe));
  }
  for (const recipe of recipes) {
    const spent = costOf(recipe, cost);
    const got = pays(recipe.output.item) * outputOf(recipe);
    if (got <= spent) continue;
    const wanted = `an output that sells for at most what the inputs cost: ${Math.floor(spent)} coins bought, ${
      Math.floor(got)
    } sold`;
    note("recipes", recipe.id, "output", recipe.output, wanted);
  }
}

interface Made {
  readonly inputs: readonly { readonly item: string; readonly count: number }[];
  readonly output: { readonly count: number };
  readonly feeCoins: number;
  readonly extraPermille: number;
}

/** What the inputs cost, bought or made of what is bought; without end if something cannot be. */
function costOf({ inputs, feeCoins }: Made, cost: ReadonlyMap<string, number>): number {
  return inputs.reduce((sum, { item, count }) => sum + count * (cost.get(item) ?? Infinity), feeCoins);
}

/** How many come out at the best. */
function outputOf({ output, extraPermille }: Made): number {
  return output.count + (extraPermille * 3) / 1000;
}
