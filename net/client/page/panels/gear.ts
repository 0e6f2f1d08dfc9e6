/** The character: what it wears around its figure, and what that comes to. */
import type { Slot } from "../../../../world/content/mod.ts";
import { drawPerson, PERSON_TALL } from "../art/person.ts";
import type { Worn } from "../art/worn.ts";
import { readLook } from "../art/look.ts";
import { make } from "../hud/dom.ts";
import { StatList } from "./stat_list.ts";
import { deedText, makeCard, slotText, type ThingDeed } from "./thing_card.ts";
import { makePlace, makeTile } from "./thing_tile.ts";
import type { Panel, Panels } from "./panels.ts";
import type { Thing, Things } from "./things.ts";

const ICON = "M12 3a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4 21c0-5 3-8 8-8s8 3 8 8Z";

/** Left of the figure, right of it, and below. */
const COLUMNS: readonly (readonly Slot[])[] = [
  ["head", "neck", "shoulders", "back", "chest"],
  ["hands", "waist", "legs", "feet", "ring"],
  ["mainHand", "offHand", "trinket"],
];

/** The panel of the character. */
export class GearPanel {
  readonly panel: Panel;
  readonly #things: Things;
  readonly #figure = make("canvas", "figure");
  readonly #columns = COLUMNS.map(() => make("div", "gear-column"));
  readonly #card = make("div");
  readonly #sums = make("p", "soft");
  readonly #stats: StatList;
  /** Deeds of whoever repairs, while one stands there. */
  repairs: () => readonly ThingDeed[] = () => [];
  /** What is seen to be worn, by the component `gear`. */
  wornOf: (gear: number) => Worn | null = () => null;
  /** What somebody of a class is called. */
  classOf: (number: number) => string = () => "";
  #picked = "";

  constructor(things: Things, panels: Panels) {
    this.#things = things;
    this.#stats = new StatList((stat) => things.attribute(stat));
    this.panel = panels.add({ id: "gear", title: "Character", key: "C", icon: ICON });
    const doll = make("div", "doll");
    this.#figure.width = 240;
    this.#figure.height = 420;
    this.#figure.setAttribute("aria-hidden", "true");
    doll.append(this.#columns[0]!, this.#figure, this.#columns[1]!);
    this.#columns[2]!.classList.add("hands");
    this.panel.body.append(this.#sums, doll, this.#columns[2]!, this.#card, this.#stats.element);
    this.panel.onOpen = () => this.draw();
  }

  /** Draws what is worn, if it is looked at. */
  draw(): void {
    if (!this.panel.isOpen) return;
    const { worn, vitals } = this.#things.client.own;
    const self = vitals.get("self");
    this.#sums.textContent = self === undefined
      ? ""
      : `${this.classOf(self.class)} · level ${self.level} · ${self.healthMax} health · ${self.energyMax} energy`;
    this.#stats.draw(this.#things.client.own);
    COLUMNS.forEach((slots, at) => this.#columns[at]!.replaceChildren(...slots.map((slot) => this.#slot(slot))));
    this.#drawFigure();
    const value = worn.get(this.#picked);
    const deeds = [...this.repairs()];
    if (value !== undefined) {
      const thing = this.#things.thing(value.what, value);
      deeds.unshift({ text: "Take off", act: () => void this.#things.act("unequip", { what: value.what }) });
      this.#card.replaceChildren(makeCard(this.#things, thing, deeds));
    } else if (deeds.length > 0) {
      this.#card.replaceChildren(...deeds.map((deed) => button(deedText(deed, 1), () => deed.act(1))));
    } else this.#card.replaceChildren();
  }

  #slot(slot: Slot): HTMLElement {
    const value = this.#things.client.own.worn.get(slot);
    if (value === undefined) return makePlace(`${slotText(slot)}: nothing`, slotText(slot));
    const thing: Thing = this.#things.thing(value.what, value);
    return makeTile(this.#things, thing, {
      picked: slot === this.#picked,
      onPick: () => {
        this.#picked = slot === this.#picked ? "" : slot;
        this.draw();
      },
    });
  }

  #drawFigure(): void {
    const context = this.#figure.getContext("2d")!;
    const { client } = this.#things;
    const own = [...client.entities].find(({ id }) => id === client.ownId);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.#figure.width, this.#figure.height);
    if (own === undefined) return;
    const scale = this.#figure.height * 0.86 / PERSON_TALL;
    context.setTransform(scale, 0, 0, scale, this.#figure.width / 2, this.#figure.height * 0.94);
    const still = { facing: Math.PI / 2, speed: 0, phase: 0, seconds: 0, activity: "idle" } as const;
    drawPerson(context, readLook(own.look), still, this.wornOf(own.gear));
  }
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = make("button", "small", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}
