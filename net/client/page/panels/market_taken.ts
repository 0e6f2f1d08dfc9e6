/** What one has taken on to make for others: at a board, and among the crafts, for it is made elsewhere. */
import { withArticle } from "../article.ts";
import type { WealdClient } from "../../sdk/mod.ts";
import type { Lore, RecipeLore } from "../game/lore.ts";
import { make } from "../hud/dom.ts";
import { makeButton, makeOrderRow, timeLeft } from "./market_order.ts";
import type { Things } from "./things.ts";

/** Made at once, at most. */
const TIMES_MAX = 100;

/** A heading, and a row for each; nothing if there is none. */
export function takenRows(client: WealdClient, lore: Lore, things: Things): HTMLElement[] {
  const taken = [...client.own.orders].filter(([, { mine }]) => !mine).sort(([a], [b]) => Number(a) - Number(b));
  if (taken.length === 0) return [];
  const parts: HTMLElement[] = [make("h3", "", "What you make for others")];
  for (const [key, order] of taken) {
    const number = Number(key);
    const row = makeOrderRow(things, client, order, `for ${order.name}`);
    const recipe = lore.recipes.get(order.recipe ?? 0);
    const where = recipe === undefined ? "" : `It is made ${whereMade(lore, recipe)}. `;
    row.append(make("p", "soft", `${where}Yours alone: ${timeLeft(client, order.takenUntil)}.`));
    const makeSome = (text: string, times: number) =>
      makeButton(text, () => void things.act("makeOrdered", { order: number, times }));
    const most = Math.min(TIMES_MAX, order.amount ?? 1);
    const deeds = make("div", "deeds");
    deeds.append(makeSome("Make one", 1));
    if (most > 1) deeds.append(makeSome(`Make ${most}`, most));
    deeds.append(makeButton("Leave it", () => void things.act("takeOrder", { order: number, yes: 0 })));
    row.append(deeds);
    parts.push(row);
  }
  return parts;
}

/** Where something is made, in words. */
export function whereMade(lore: Lore, { station }: RecipeLore): string {
  if (station === "none") return "anywhere";
  if (station === "field") return "in a field";
  const at = `at ${withArticle(station)}`;
  for (const craft of lore.crafts.values()) {
    const found = craft.stations.find((one) => one.station === station);
    if (found !== undefined) return `${at}, in ${withArticle(found.building)}`;
  }
  return at;
}
