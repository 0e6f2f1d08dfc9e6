/** Somebody who trains a craft: what can be learned from it, for how much, and from which skill on. */
import type { WealdClient } from "../../sdk/mod.ts";
import { drawIconOn } from "../art/icon.ts";
import type { Lore, RecipeLore } from "../game/lore.ts";
import { make } from "../hud/dom.ts";
import type { Panel, Panels } from "./panels.ts";
import { coinText, type Things } from "./things.ts";

/** The panel of a trainer. */
export class TrainerPanel {
  readonly panel: Panel;
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #things: Things;
  #entity = 0;
  #species = 0;

  constructor(client: WealdClient, lore: Lore, things: Things, panels: Panels) {
    this.#client = client;
    this.#lore = lore;
    this.#things = things;
    this.panel = panels.add({ id: "trainer", title: "Learn", key: "", icon: "" });
  }

  /** Whom one learns from, or 0. */
  get entity(): number {
    return this.panel.isOpen ? this.#entity : 0;
  }

  /** Opens it at somebody. */
  openAt(entity: number, species: number): void {
    [this.#entity, this.#species] = [entity, species];
    this.panel.title = `Learn from ${this.#lore.npc(species)?.name ?? "somebody"}`;
    this.panel.open();
    this.draw();
  }

  /** Draws it, if it is open. */
  draw(): void {
    if (!this.panel.isOpen) return;
    const crafts = this.#lore.npc(this.#species)?.trains?.crafts ?? [];
    const known = this.#client.own.recipes;
    const taught = [...this.#lore.recipes.values()].filter((recipe) =>
      recipe.known === "trainer" && crafts.includes(recipe.craft) && !known.has(String(recipe.number))
    );
    taught.sort((a, b) => a.skill - b.skill || a.number - b.number);
    const { body } = this.panel;
    body.replaceChildren();
    if (taught.length === 0) body.append(make("p", "soft", "You know everything that can be learned here."));
    for (const recipe of taught) body.append(this.#entry(recipe));
  }

  #entry(recipe: RecipeLore): HTMLElement {
    const entry = make("article", "recipe");
    const kind = this.#lore.itemNumber(recipe.output.item);
    const craft = this.#lore.craft(recipe.craft);
    const points = craft === undefined ? 0 : this.#client.own.skills.get(String(craft.number))?.points ?? 0;
    const level = this.#client.own.vitals.get("self")?.level ?? 1;
    const head = make("header");
    const picture = make("canvas");
    drawIconOn(picture, this.#things.icon(kind));
    const needs = recipe.skill > points
      ? `needs ${craft?.name ?? "skill"} ${recipe.skill}`
      : recipe.level > level
      ? `from level ${recipe.level}`
      : "";
    head.append(picture, make("b", "", this.#things.name(kind)), make("span", "soft", needs));
    const inputs = recipe.inputs.map(({ item, count }) => `${count} × ${this.#lore.itemName(item)}`).join(", ");
    entry.append(head, make("p", "soft", `Takes ${inputs}.`));
    if (needs !== "") return entry;
    const text = recipe.learnCoins === 0 ? "Learn it" : `Learn it · ${coinText(recipe.learnCoins)}`;
    const button = make("button", "small", text);
    button.type = "button";
    const npc = this.#entity;
    button.disabled = (this.#client.own.bag.get("1")?.amount ?? 0) < recipe.learnCoins;
    button.addEventListener("click", () => void this.#things.act("learn", { npc, recipe: recipe.number }));
    const row = make("div", "row");
    row.append(button);
    entry.append(row);
    return entry;
  }
}
