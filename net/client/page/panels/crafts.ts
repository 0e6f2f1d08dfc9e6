/** Crafts: how good one is at each, what one knows how to make, what it takes, and making it. */
import type { WealdClient } from "../../sdk/mod.ts";
import { drawIconOn } from "../art/icon.ts";
import type { CraftLore, Lore, RecipeLore } from "../game/lore.ts";
import { make } from "../hud/dom.ts";
import { takenRows, whereMade } from "./market_taken.ts";
import type { Panel, Panels } from "./panels.ts";
import { coinText, type Things } from "./things.ts";

const ICON = "M4 19 14 9l-1-2 4-4 4 4-4 4-2-1L5 20Zm1-14 4 4-1 1-4-4Zm11 9 4 5-1 1-5-4Z";
const MAKE_MAX = 100;

/** The panel of what one can make. */
export class CraftsPanel {
  readonly panel: Panel;
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #things: Things;
  #craft = 0;

  constructor(client: WealdClient, lore: Lore, things: Things, panels: Panels) {
    this.#client = client;
    this.#lore = lore;
    this.#things = things;
    this.panel = panels.add({ id: "crafts", title: "Crafts", key: "R", icon: ICON });
    this.panel.onOpen = () => this.draw();
  }

  /** Draws it, if it is open. */
  draw(): void {
    if (!this.panel.isOpen) return;
    const crafts = [...this.#lore.crafts.values()];
    const craft = crafts.find(({ number }) => number === this.#craft) ?? this.#best(crafts);
    if (craft === undefined) {
      return this.panel.body.replaceChildren(make("p", "soft", "Nobody makes anything in this world."));
    }
    const tabs = make("div", "craft-tabs");
    for (const one of crafts) tabs.append(this.#tab(one, one === craft));
    const taken = takenRows(this.#client, this.#lore, this.#things);
    this.panel.body.replaceChildren(...taken, tabs, ...this.#about(craft));
  }

  /** The one that one is best at, at first. */
  #best(crafts: readonly CraftLore[]): CraftLore | undefined {
    return [...crafts].sort((a, b) => this.#points(b) - this.#points(a))[0];
  }

  #points({ number }: CraftLore): number {
    return this.#client.own.skills.get(String(number))?.points ?? 0;
  }

  #tab(craft: CraftLore, isOpen: boolean): HTMLElement {
    const tab = make("button", "craft-tab");
    tab.type = "button";
    tab.setAttribute("aria-pressed", String(isOpen));
    tab.setAttribute("aria-label", `${craft.name}, skill ${this.#points(craft)}`);
    tab.title = craft.name;
    const picture = make("canvas");
    drawIconOn(picture, craft.icon);
    tab.append(picture, make("span", "", String(this.#points(craft))));
    tab.addEventListener("click", () => {
      this.#craft = craft.number;
      this.draw();
    });
    return tab;
  }

  #about(craft: CraftLore): HTMLElement[] {
    const points = this.#points(craft);
    const meter = make("div", "meter skill");
    const fill = make("i");
    fill.style.width = `${Math.min(100, points * 100 / craft.skillMax).toFixed(0)}%`;
    meter.append(fill, make("span", "", `${points} of ${craft.skillMax}`));
    meter.setAttribute("role", "meter");
    meter.setAttribute("aria-label", `Skill in ${craft.name}`);
    const parts: HTMLElement[] = [make("h3", "", craft.name), make("p", "soft", craft.text), meter];
    const recipes = [...this.#client.own.recipes.keys()].map((key) => this.#lore.recipes.get(Number(key)))
      .filter((recipe) => recipe !== undefined && recipe.craft === craft.id) as RecipeLore[];
    recipes.sort((a, b) => b.skill - a.skill || a.number - b.number);
    const taught = [...this.#lore.recipes.values()].filter((recipe) => recipe.craft === craft.id).length;
    for (const recipe of recipes) parts.push(this.#recipe(recipe, points));
    if (craft.type === "gather") parts.push(make("p", "soft", gatherWords(this.#lore, craft, points)));
    else if (recipes.length < taught) {
      parts.push(
        make("p", "soft", `There are ${taught - recipes.length} more to learn, from who trains it and from scrolls.`),
      );
    }
    return parts;
  }

  #recipe(recipe: RecipeLore, points: number): HTMLElement {
    const entry = make("article", "recipe");
    const kind = this.#lore.itemNumber(recipe.output.item);
    const head = make("header");
    const picture = make("canvas");
    drawIconOn(picture, this.#things.icon(kind));
    const name = this.#things.name(kind);
    const teaches = this.#client.own.recipes.get(String(recipe.number))?.teachesPermille ?? 0;
    const title = make(
      "b",
      `teaches-${teachWord(teaches)}`,
      recipe.output.count > 1 ? `${recipe.output.count} × ${name}` : name,
    );
    title.title = teaches === 0
      ? "It teaches you nothing any more"
      : `You learn by it ${Math.round(teaches / 10)} % of the time`;
    head.append(picture, title, make("span", "soft", whereMade(this.#lore, recipe)));
    const list = make("ul", "inputs");
    let most = MAKE_MAX;
    for (const { item, count } of recipe.inputs) {
      const have = this.#have(this.#lore.itemNumber(item));
      most = Math.min(most, Math.floor(have / count));
      list.append(make("li", have >= count ? "" : "missing", `${this.#lore.itemName(item)} ${have}/${count}`));
    }
    if (recipe.feeCoins > 0) list.append(make("li", "", coinText(recipe.feeCoins)));
    entry.append(head, list);
    if (points < recipe.skill) entry.append(make("p", "soft", `Needs skill ${recipe.skill}.`));
    else if (most > 0) {
      const row = make("div", "row");
      row.append(this.#button("Make one", recipe.number, 1));
      if (most > 1) row.append(this.#button(`Make ${most}`, recipe.number, most));
      entry.append(row);
    }
    return entry;
  }

  #button(text: string, recipe: number, times: number): HTMLElement {
    const button = make("button", "small", text);
    button.type = "button";
    button.addEventListener("click", () => void this.#things.act("make", { recipe, times }));
    return button;
  }

  /** How many of a kind one carries. */
  #have(kind: number): number {
    let sum = 0;
    for (const [key, { amount, kind: of }] of this.#client.own.bag) if ((of ?? Number(key)) === kind) sum += amount;
    return sum;
  }
}

/** How much is to be learned, as a word for the style sheet. */
function teachWord(permille: number): string {
  return permille === 0 ? "nothing" : permille < 350 ? "little" : permille < 700 ? "some" : "much";
}

/** What one can gather by now, and what comes next. */
function gatherWords(lore: Lore, craft: CraftLore, points: number): string {
  const nodes = [...lore.nodes.values()].filter((node) => node.craft === craft.id).sort((a, b) => a.skill - b.skill);
  const known = nodes.filter(({ skill }) => skill <= points).map(({ name }) => name.toLowerCase());
  const next = nodes.find(({ skill }) => skill > points);
  const now = known.length > 0 ? `You can gather ${known.join(", ")}.` : "You cannot gather anything of it yet.";
  return next === undefined ? now : `${now} Next: ${next.name.toLowerCase()}, from skill ${next.skill}.`;
}
