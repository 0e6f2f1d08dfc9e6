/** One's own part of the board: what waits to be collected, what one has up, and what one has taken on to make. */
import type { TopicValue } from "../../../../world/topics.ts";
import type { WealdClient } from "../../sdk/mod.ts";
import type { Lore } from "../game/lore.ts";
import { make } from "../hud/dom.ts";
import { makeButton, makeOrderRow } from "./market_order.ts";
import { takenRows } from "./market_taken.ts";
import { fillGrid, makeTile } from "./thing_tile.ts";
import { coinText, type Things } from "./things.ts";

/** One page of the panel of a board. */
export class MarketOwn {
  readonly element = make("div");
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #things: Things;

  constructor(client: WealdClient, lore: Lore, things: Things) {
    this.#client = client;
    this.#lore = lore;
    this.#things = things;
  }

  draw(): void {
    const orders = [...this.#client.own.orders].sort(([a], [b]) => Number(a) - Number(b));
    const mine = orders.filter(([, { mine }]) => mine);
    this.element.replaceChildren(
      ...this.#waiting(),
      ...takenRows(this.#client, this.#lore, this.#things),
      make("h3", "", "What you have put up"),
    );
    for (const [key, order] of mine) this.element.append(this.#own(key, order));
    if (mine.length === 0) {
      this.element.append(make("p", "soft", "Nothing. What you put up stands while you are away."));
    }
  }

  #waiting(): HTMLElement[] {
    const { kept } = this.#client.own;
    if (kept.size === 0) return [];
    const coins = kept.get("1")?.amount ?? 0;
    const tiles = this.#things.list(kept).map((thing) =>
      makeTile(this.#things, thing, { onPick: () => void this.#things.act("collect", { what: thing.what }) })
    );
    const grid = make("div", "tiles");
    fillGrid(grid, tiles, 0);
    const all = makeButton("Collect it all", () => void this.#things.act("collect", { what: 0 }));
    all.classList.add("primary");
    return [
      make("h3", "", "Waits for you"),
      ...(coins > 0 ? [make("p", "purse", coinText(coins))] : []),
      grid,
      all,
    ];
  }

  #own(key: string, order: TopicValue<"orders">): HTMLElement {
    const who = order.side !== "make" ? "" : order.name === "" ? "nobody makes it yet" : `${order.name} makes it`;
    const row = makeOrderRow(this.#things, this.#client, order, who);
    row.dataset.order = key;
    row.append(makeButton("Take it back", () => void this.#things.act("cancelOrder", { order: Number(key) })));
    return row;
  }
}
