/** A page of a board: what others want, sell and have made, by side, craft and kind, the best price first. */
import type { TopicValue } from "../../../../world/topics.ts";
import type { WealdClient } from "../../sdk/mod.ts";
import type { Lore } from "../game/lore.ts";
import { make, setText } from "../hud/dom.ts";
import { makeKindField } from "./market_form.ts";
import { makeButton, makeCountField, makeOrderRow, SIDE_TEXT } from "./market_order.ts";
import { coinsWord, coinText, type Thing, type Things } from "./things.ts";

const SIDES = ["", "buy", "sell", "make"] as const;

/** One page of the panel of a board. */
export class MarketList {
  readonly element = make("div");
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #things: Things;
  readonly #side = make("select");
  readonly #craft = make("select");
  readonly #kind: ReturnType<typeof makeKindField>;
  readonly #rows = make("div");
  readonly #back = makeButton("‹ Back", () => this.#look(this.#page - 1));
  readonly #next = makeButton("More ›", () => this.#look(this.#page + 1));
  readonly #where = make("span", "soft");
  #page = 0;
  /** The order whose buttons are shown. */
  #picked = "";

  constructor(client: WealdClient, lore: Lore, things: Things) {
    this.#client = client;
    this.#lore = lore;
    this.#things = things;
    this.#kind = makeKindField(things, "market-find", "Search for a thing");
    this.#side.setAttribute("aria-label", "Which orders");
    this.#craft.setAttribute("aria-label", "Of which craft");
    for (const side of SIDES) this.#side.append(new Option(SIDE_TEXT[side] ?? "All orders", side));
    for (const field of [this.#side, this.#craft, this.#kind.element]) {
      field.addEventListener("change", () => this.#look(0));
    }
    const filters = make("div", "market-filters");
    filters.append(this.#side, this.#craft, this.#kind.element, this.#kind.list);
    const pager = make("div", "row market-pager");
    pager.append(this.#back, this.#where, this.#next);
    this.element.append(filters, this.#rows, pager);
  }

  draw(): void {
    this.#kind.refresh();
    this.#drawCrafts();
    const { board } = this.#client.own;
    const self = board.get("self");
    if (self === undefined) return;
    this.#page = self.page ?? 0;
    const lines = [...board].filter(([key]) => key !== "self").sort(([, a], [, b]) => (a.place ?? 0) - (b.place ?? 0));
    const typed = this.#typed();
    this.#rows.replaceChildren(...lines.map(([key, order]) => this.#row(key, order)));
    if (typed !== null) this.#typeAgain(typed);
    if (lines.length === 0) {
      const isWhole = self.side === "" && self.kind === 0 && self.craft === 0;
      const text = isWhole
        ? "Nobody asks for anything yet. Be the first: put something up."
        : "There is nothing like that.";
      this.#rows.append(make("p", "soft", text));
    }
    const pages = self.pages ?? 1;
    this.#back.disabled = this.#page === 0;
    this.#next.disabled = this.#page + 1 >= pages;
    this.#back.parentElement!.hidden = pages < 2;
    setText(this.#where, `page ${this.#page + 1} of ${pages}`);
  }

  /** How many is being written just now; null: nothing is. */
  #typed(): string | null {
    const field = document.activeElement;
    return field instanceof HTMLInputElement && this.#rows.contains(field) ? field.value : null;
  }

  /** Others change the board while somebody writes in it. */
  #typeAgain(typed: string): void {
    const field = this.#rows.querySelector<HTMLInputElement>(`[data-order="${this.#picked}"] input`);
    if (field === null) return;
    field.value = typed;
    field.dispatchEvent(new Event("input"));
    field.focus({ preventScroll: true });
  }

  #drawCrafts(): void {
    const makers = [...this.#lore.crafts.values()].filter(({ type }) => type !== "gather");
    if (this.#craft.options.length === makers.length + 1) return;
    this.#craft.replaceChildren(new Option("Any craft", "0"));
    for (const { number, name } of makers) this.#craft.append(new Option(name, String(number)));
  }

  #look(page: number): void {
    const kind = this.#kind.kind();
    if (kind === null) return this.#things.say("There is no thing of that name.");
    const side = SIDES.indexOf(this.#side.value as "");
    void this.#things.act("openBoard", { side, kind, craft: Number(this.#craft.value), page: Math.max(0, page) });
  }

  #row(key: string, order: TopicValue<"board">): HTMLElement {
    const who = order.mine === true ? "yours" : `${order.name}${order.taken === true ? " · being made" : ""}`;
    const row = makeOrderRow(this.#things, this.#client, order, who);
    row.dataset.order = key;
    if (order.mine === true) return row;
    if (this.#picked !== key) {
      row.append(makeButton(VERBS[order.side] ?? "Look", () => {
        this.#picked = key;
        this.draw();
      }));
      return row;
    }
    const deeds = make("div", "deeds");
    deeds.append(...this.#deeds(Number(key), order));
    row.append(deeds);
    return row;
  }

  #deeds(order: number, value: TopicValue<"board">): HTMLElement[] {
    if (value.side === "make") return this.#making(order, value);
    const coins = value.coins ?? 0;
    const left = value.amount ?? 1;
    if (value.side === "sell") {
      const purse = this.#client.own.bag.get("1")?.amount ?? 0;
      const most = Math.min(left, Math.floor(purse / Math.max(1, coins)));
      if (most < 1) return [make("p", "soft", `You have too few ${coinsWord()}.`)];
      return this.#filling(order, 0, most, coins, "Buy");
    }
    const mine = this.#carried(value);
    if (mine.length === 0) return [make("p", "soft", "You carry none that would do.")];
    return mine.flatMap((thing) => this.#filling(order, thing.what, Math.min(left, thing.amount), coins, "Give"));
  }

  /** How many, and the button that does it, with what it comes to. */
  #filling(order: number, what: number, most: number, coins: number, verb: string): HTMLElement[] {
    const count = makeCountField(most, "How many");
    const words = () => `${verb} ${count.amount()} for ${coinText(coins * count.amount())}`;
    const button = makeButton(words(), () => {
      void this.#things.act("fillOrder", { order, what, count: count.amount() });
    });
    count.element.addEventListener("input", () => setText(button, words()));
    return most > 1 ? [count.element, button] : [button];
  }

  /** Of what somebody wants, what one carries that would do. */
  #carried({ kind, least = 0 }: TopicValue<"board">): Thing[] {
    const whole = this.#things.item(kind)?.durability ?? 0;
    return this.#things.list(this.#client.own.bag).filter((thing) =>
      thing.kind === kind && !thing.bound && thing.quality >= least &&
      (thing.durability < 0 || thing.durability >= whole)
    );
  }

  #making(order: number, { recipe = 0, taken, coins = 0 }: TopicValue<"board">): HTMLElement[] {
    if (taken === true) return [make("p", "soft", "Somebody is at it.")];
    const known = this.#client.own.recipes.has(String(recipe));
    const words = known
      ? "The materials are there. You have an hour to make it where such things are made."
      : "You do not know how to make it.";
    const button = makeButton(`Take it on · ${coinText(coins)} for each`, () => {
      void this.#things.act("takeOrder", { order, yes: 1 });
    });
    button.disabled = !known;
    return [make("p", "soft", words), button];
  }
}

const VERBS: Readonly<Record<string, string>> = { buy: "I have that", sell: "I want that", make: "I can make that" };
