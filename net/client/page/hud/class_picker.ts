/** The classes in the forms for somebody new: one to begin as, or none yet. */
import type { Catalog } from "../../../../world/content/mod.ts";
import { drawIconOn } from "../art/icon.ts";
import { type ClassLore, ROLE_WORDS } from "../game/lore.ts";
import { byId, make } from "./dom.ts";

/** Lies in the form that is shown: resetting that resets this, too. */
export class ClassPicker {
  readonly #fieldset = byId<HTMLFieldSetElement>("class-picker");
  readonly #rows = byId("class-rows");

  /** Learns which classes there are. Without any there is nothing to choose. */
  learn(all: Catalog["kinds"]["classes"]): void {
    // Nobody can become what the content has no more. What it has is as the catalog's fields say.
    const classes = all.filter(({ relic }) => relic !== true) as unknown as readonly ClassLore[];
    const chosen = this.chosen;
    this.#fieldset.hidden = classes.length === 0;
    this.#rows.replaceChildren(
      ...classes.map(classRow),
      row(0, make("span", "class-text", "Decide later, in the world")),
    );
    this.#choose(chosen);
  }

  /** The number of the class chosen; 0: it is chosen in the world. */
  get chosen(): number {
    return Number(this.#rows.querySelector<HTMLInputElement>("input:checked")?.value ?? 0);
  }

  #choose(number: number): void {
    const input = this.#rows.querySelector<HTMLInputElement>(`input[value="${number}"]`);
    if (input !== null) input.checked = true;
  }
}

function classRow(one: ClassLore): HTMLElement {
  const picture = make("canvas");
  drawIconOn(picture, one.icon);
  const words = make("span", "class-words");
  const head = make("span");
  head.append(make("b", "", one.name), make("span", "soft", ` ${ROLE_WORDS[one.role]}`));
  words.append(head, make("span", "class-text", firstSentence(one.text)));
  const made = row(one.number, picture, words);
  made.style.setProperty("--class", one.colour);
  return made;
}

function row(number: number, ...parts: readonly Node[]): HTMLElement {
  const label = make("label", number === 0 ? "class-row later" : "class-row");
  const input = make("input");
  Object.assign(input, { type: "radio", name: "class", value: String(number), defaultChecked: number === 0 });
  label.append(input, ...parts);
  return label;
}

/** The rest is told where one stands in the world and has time to read. */
function firstSentence(text: string): string {
  return text.split(/(?<=[.!?])\s/u, 1)[0]!;
}
