/** The bag: what one carries, sorted, and what can be done with the thing that is picked. */
import { make, setText } from "../hud/dom.ts";
import { makeCard, type ThingDeed } from "./thing_card.ts";
import { fillGrid, makeTile } from "./thing_tile.ts";
import { type CatalogItem, coinText, type Thing, type Things, useWord } from "./things.ts";
import type { Panel, Panels } from "./panels.ts";

const ICON = "M8 3h8l-2 4c5 3 7 7 7 11-1 3-4 4-9 4s-8-1-9-4c0-4 2-8 7-11Z";

/** Where else a thing of the bag can go just now: a counter, the bank, a trade. */
export type BagDeeds = (thing: Thing) => readonly ThingDeed[];

/** The panel of the bag. */
export class BagPanel {
  readonly panel: Panel;
  readonly #things: Things;
  readonly #others: BagDeeds;
  readonly #priceOf: (what: number) => number;
  readonly #grid = make("div", "tiles");
  readonly #purse = make("p", "purse");
  readonly #card = make("div");
  /** Uses a thing that does the ability of this id. True if the player is to choose a place for it yet. */
  useThing: (what: number, ability: string) => boolean = () => false;
  /** What was to be thrown is kept. */
  keepThing: () => void = () => {};
  #picked = 0;
  /** What the card shows. */
  #shown = 0;

  /** `others`: what whatever else is open makes of a thing; `priceOf`: what is paid for one at an open counter, or 0. */
  constructor(things: Things, panels: Panels, others: BagDeeds, priceOf: (what: number) => number) {
    this.#things = things;
    this.#others = others;
    this.#priceOf = priceOf;
    this.panel = panels.add({ id: "bag", title: "Bag", key: "B", icon: ICON });
    this.panel.body.append(this.#purse, this.#grid, this.#card);
    this.panel.onOpen = () => {
      // It lies over the ground: whoever opens it again has thought better of throwing.
      if (this.panel.isAlone) this.keepThing();
      this.draw();
    };
  }

  /** A button that opens it, for panels that it does not stand beside on a small screen. */
  makeButton(): HTMLElement {
    const button = make("button", "small only-single", "Your bag");
    button.type = "button";
    button.addEventListener("click", () => this.panel.open());
    return button;
  }

  /** Draws what is carried, if it is looked at. */
  draw(): void {
    if (!this.panel.isOpen) return;
    const { bag, bagPlaces } = this.#things.client.own;
    const places = bagPlaces.get("self") ?? { used: 0, all: 0 };
    setText(this.#purse, `${coinText(bag.get("1")?.amount ?? 0)} · ${places.used} of ${places.all} places`);
    const list = this.#things.list(bag);
    const tiles = list.map((thing) => {
      const pays = this.#priceOf(thing.what);
      return makeTile(this.#things, thing, {
        picked: thing.what === this.#picked,
        note: pays === 0 ? "" : `${pays}`,
        onPick: () => this.#pick(thing.what),
      });
    });
    fillGrid(this.#grid, tiles, places.all - places.used);
    const picked = list.find(({ what }) => what === this.#picked);
    if (picked === undefined) return this.#card.replaceChildren();
    // Much changes while somebody writes how many: what is written stays, and the cursor in it.
    const before = this.#card.querySelector<HTMLInputElement>("input.count");
    const card = makeCard(this.#things, picked, this.#deeds(picked));
    const count = card.querySelector<HTMLInputElement>("input.count");
    const isSame = before !== null && count !== null && picked.what === this.#shown && before.max === count.max;
    const hadFocus = isSame && document.activeElement === before;
    if (isSame) count.value = before.value;
    this.#card.replaceChildren(card);
    if (hadFocus) count?.focus({ preventScroll: true });
    this.#shown = picked.what;
  }

  #pick(what: number): void {
    this.#picked = what === this.#picked ? 0 : what;
    this.draw();
    this.#card.scrollIntoView({ block: "nearest" });
  }

  /** What is eaten, drunk, thrown, read or opened. */
  #uses(item: CatalogItem, what: number): ThingDeed[] {
    const text = useWord(item);
    const { use } = item;
    const act = use === null
      ? () => void this.#things.act("useItem", { what, target: 0 })
      : () => this.#use(what, use.ability);
    return text === "" ? [] : [{ text, act }];
  }

  #use(what: number, ability: string): void {
    if (!this.useThing(what, ability)) return;
    if (!this.panel.isAlone) {
      return this.#things.say("Choose where: a click on the ground. Escape thinks better of it.");
    }
    // Where nothing else has room beside it, it lies over the ground that is to be chosen.
    this.panel.close();
    this.#things.say("Choose where: touch the ground. Open the bag again to think better of it.");
  }

  #deeds(thing: Thing): ThingDeed[] {
    const { what, kind } = thing;
    const item = this.#things.item(kind);
    const deeds: ThingDeed[] = [...this.#others(thing)];
    if (item?.slot) deeds.push({ text: "Put on", act: () => void this.#things.act("equip", { what }) });
    else if (item !== undefined) deeds.push(...this.#uses(item, what));
    deeds.push({
      text: "Drop",
      counted: true,
      act: (amount) => void this.#things.act("drop", { what, amount }),
    }, {
      text: "Throw away",
      counted: true,
      grave: true,
      act: (amount) => void this.#things.act("destroy", { what, amount }),
    });
    return deeds;
  }
}
