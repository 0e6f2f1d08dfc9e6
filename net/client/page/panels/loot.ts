/** What the dead leave: the panel of what is in an open corpse, and the cards of rolls, which stay until they are over. */
import { byId, make, setText } from "../hud/dom.ts";
import { drawIconOn } from "../art/icon.ts";
import { describe } from "./thing_card.ts";
import { QUALITY_WORDS, type Thing, type Things } from "./things.ts";
import type { Panel, Panels } from "./panels.ts";

const CHOICES = [[2, "Need"], [1, "Greed"], [0, "Pass"]] as const;

/** The card of a roll as it stands there. */
interface RollCard {
  readonly element: HTMLElement;
  readonly left: HTMLElement;
  readonly choice: number;
}

/** The panel of a corpse, and the cards of rolls. */
export class LootPanel {
  readonly panel: Panel;
  readonly #things: Things;
  readonly #list = make("ul", "rows loot");
  readonly #all = make("button", "small primary", "Take all");
  readonly #rolls = make("ul", "rolls");
  readonly #cards = new Map<string, RollCard>();
  #entity = 0;
  /** A corpse was opened, and what is in it is still to be told: that waits for the disk, the answer does not. */
  #isAwaited = false;

  constructor(things: Things, panels: Panels) {
    this.#things = things;
    this.panel = panels.add({ id: "loot", title: "What it leaves", key: "", icon: "" });
    this.#all.type = "button";
    this.#all.addEventListener("click", () => this.#take(0));
    this.panel.body.append(this.#list, this.#all);
    this.#rolls.setAttribute("aria-live", "polite");
    const hud = byId("hud");
    hud.append(this.#rolls);
    // Panels and the names of places make room for them.
    new ResizeObserver(() => hud.style.setProperty("--rolls-height", `${this.#rolls.offsetHeight}px`))
      .observe(this.#rolls);
  }

  /** A corpse was opened. */
  opened(): void {
    this.#isAwaited = true;
    this.draw();
  }

  /** Follows the topic `loot`: where there is nothing any more the panel closes. */
  draw(): void {
    const { loot } = this.#things.client.own;
    const entity = loot.get("self")?.entity;
    if (entity === undefined) return this.panel.close();
    this.#entity = entity;
    if (this.#isAwaited) {
      this.#isAwaited = false;
      this.panel.open();
      this.#all.focus({ preventScroll: true });
    }
    const things = [...loot].filter(([key]) => key !== "self");
    this.#list.replaceChildren(...things.map(([key, value]) => {
      const thing = this.#things.thing(Number(key), value);
      const row = this.#row(thing);
      if (value.state === "free") row.append(this.#button("Take", () => this.#take(thing.what)));
      else row.append(make("span", "soft", value.state === "rolling" ? "is being rolled for" : "is somebody's"));
      return row;
    }));
    this.#all.hidden = things.length === 0;
  }

  /** Follows the topic `rolls`. `tick` and `tickRate` are the world's: how long is left. */
  drawRolls(tick: number, tickRate: number): void {
    const { rolls } = this.#things.client.own;
    this.#rolls.hidden = rolls.size === 0;
    for (const [key, card] of this.#cards) {
      if (rolls.get(key)?.choice === card.choice) continue;
      card.element.remove();
      this.#cards.delete(key);
    }
    for (const [key, value] of rolls) {
      let card = this.#cards.get(key);
      if (card === undefined) this.#cards.set(key, card = this.#makeCard(key, value));
      const seconds = Math.max(0, Math.ceil((value.untilTick - tick) / tickRate));
      setText(card.left, value.choice >= 0 ? `waiting for the others, ${seconds} s` : `${seconds} s`);
    }
  }

  /** The catalog has come: what a card says of its thing is said anew, with the next look. */
  redrawRolls(): void {
    for (const { element } of this.#cards.values()) element.remove();
    this.#cards.clear();
  }

  /** A card stays while nothing but the time changes: a button under a finger stays, too. */
  #makeCard(key: string, value: { readonly what: number; readonly choice: number }): RollCard {
    const element = this.#row(this.#things.thing(value.what, value));
    const left = make("span", "soft");
    const row = make("div", "deeds");
    for (const [choice, word] of CHOICES) {
      if (value.choice === choice) row.append(make("b", "", word));
      if (value.choice >= 0) continue;
      row.append(this.#button(word, () => void this.#things.act("roll", { roll: Number(key), choice })));
    }
    row.append(left);
    element.append(row);
    this.#rolls.append(element);
    return { element, left, choice: value.choice };
  }

  #row(thing: Thing): HTMLLIElement {
    const row = make("li", `quality-${QUALITY_WORDS[thing.quality] ?? "common"}`);
    const picture = make("canvas", "picture");
    drawIconOn(picture, this.#things.icon(thing.kind));
    const name = make("b", "", this.#things.amountText(thing.kind, thing.amount));
    name.title = describe(this.#things, thing).join("\n");
    row.append(picture, name);
    return row;
  }

  #take(what: number): void {
    void this.#things.act("takeLoot", { corpse: this.#entity, what });
  }

  #button(text: string, act: () => void): HTMLButtonElement {
    const button = make("button", "small", text);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }
}
