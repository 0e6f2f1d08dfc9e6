/** A vendor's counter: what it sells, and what it can be asked to give back. What one sells is picked in the bag. */
import { make } from "../hud/dom.ts";
import { makeCard } from "./thing_card.ts";
import { fillGrid, makeTile } from "./thing_tile.ts";
import type { Panel, Panels } from "./panels.ts";
import { coinText, type Things } from "./things.ts";

/** Things bought at once, at most. */
const BUY_MAX = 100;

/** Who buys more than one is asked about so many first. */
const SEVERAL = 2;

/** The panel of a counter. */
export class VendorPanel {
  readonly panel: Panel;
  readonly #things: Things;
  readonly #words = make("p", "soft");
  readonly #stock = make("div", "tiles");
  readonly #sold = make("div", "tiles");
  readonly #soldTitle = make("h3", "", "What you sold");
  readonly #card = make("div");
  readonly #onOpen: () => void;
  /** Opens the bag, where there is no room beside this. */
  readonly #bag: HTMLElement;
  #picked = "";
  #entity = 0;

  /** `onOpen`: a counter is opened, and the bag belongs beside it; `bag` opens it, where there is no room for both. */
  constructor(things: Things, panels: Panels, onOpen: () => void, bag: HTMLElement) {
    this.#things = things;
    this.#onOpen = onOpen;
    this.#bag = bag;
    this.panel = panels.add({ id: "vendor", title: "Vendor", key: "", icon: "", waits: true });
    this.panel.body.append(this.#words, this.#bag, this.#stock, this.#soldTitle, this.#sold, this.#card);
  }

  /** The vendor whose counter is open, or 0. */
  get entity(): number {
    return this.panel.isOpen ? this.#entity : 0;
  }

  /** Whether who stands at the counter repairs. */
  get repairs(): boolean {
    return this.entity !== 0 && this.#things.client.own.vendor.get("self")?.repairs === true;
  }

  /** A counter was opened: the world has told whose it is. */
  opened(): void {
    const self = this.#things.client.own.vendor.get("self");
    if (self?.entity === undefined) return;
    this.#entity = self.entity;
    this.#picked = "";
    this.panel.title = self.name ?? "Vendor";
    this.#onOpen();
    this.panel.open();
    // What is on the counter may have been told before it was open.
    this.draw();
  }

  /** Follows the topic: where there is no counter any more the panel closes. */
  draw(): void {
    const self = this.#things.client.own.vendor.get("self");
    if (self === undefined) return this.panel.close();
    if (!this.panel.isOpen) return;
    this.#words.textContent = self.buys === true
      ? "Pick what you want. What you would sell, pick in your bag."
      : "Pick what you want. Nothing is bought here.";
    this.#drawStock();
    this.#drawSold();
    this.#drawCard();
  }

  #drawStock(): void {
    const { vendor } = this.#things.client.own;
    const lines = [...vendor].filter(([key]) => key.startsWith("stock "));
    const tiles = lines.map(([key, { kind = 0, coins = 0, left = -1 }]) => {
      const tile = makeTile(this.#things, this.#things.thing(kind, {}), {
        picked: key === this.#picked,
        note: left === 0 ? "none left" : coinText(coins),
        shown: left === 0 ? "none" : coins.toLocaleString("en"),
        onPick: () => this.#pick(key),
      });
      if (left > 0) tile.append(make("b", "", String(left)));
      return tile;
    });
    fillGrid(this.#stock, tiles, 0);
  }

  #drawSold(): void {
    const { vendor } = this.#things.client.own;
    const lines = [...vendor].filter(([key]) => key.startsWith("sold "));
    this.#soldTitle.hidden = lines.length === 0;
    fillGrid(
      this.#sold,
      lines.map(([key, value]) =>
        makeTile(this.#things, this.#things.thing(value.what ?? 0, value), {
          picked: key === this.#picked,
          note: coinText(value.coins ?? 0),
          shown: (value.coins ?? 0).toLocaleString("en"),
          onPick: () => this.#pick(key),
        })
      ),
      0,
    );
  }

  #drawCard(): void {
    const { vendor, bag } = this.#things.client.own;
    const value = vendor.get(this.#picked);
    if (value === undefined) return this.#card.replaceChildren();
    const npc = this.#entity;
    const coins = value.coins ?? 0;
    if (this.#picked.startsWith("sold ")) {
      const thing = this.#things.thing(value.what ?? 0, value);
      const deed = {
        text: `Buy back for ${coinText(coins)}`,
        act: () => void this.#things.act("buyBack", { npc, what: thing.what }),
      };
      return this.#card.replaceChildren(makeCard(this.#things, thing, [deed], { most: 1 }));
    }
    const kind = value.kind ?? 0;
    const purse = bag.get("1")?.amount ?? 0;
    const left = value.left === undefined || value.left < 0 ? BUY_MAX : value.left;
    const most = Math.max(1, Math.min(left, BUY_MAX, Math.floor(purse / Math.max(1, coins))));
    const buy = (amount: number) => void this.#things.act("buy", { npc, what: kind, amount });
    const deeds = [{ text: `Buy one · ${coinText(coins)}`, act: () => buy(1) }];
    const several = {
      text: (amount: number) => `Buy ${amount} · ${coinText(amount * coins)}`,
      counted: true,
      act: buy,
    };
    const thing = this.#things.thing(kind, {});
    const all = most > 1 ? [...deeds, several] : deeds;
    this.#card.replaceChildren(makeCard(this.#things, thing, all, { most, first: SEVERAL }));
  }

  #pick(key: string): void {
    this.#picked = key === this.#picked ? "" : key;
    this.draw();
    this.#card.scrollIntoView({ block: "nearest" });
  }
}
