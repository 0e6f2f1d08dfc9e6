/** The choice of a class: a card for each, offered by the prompt to who has none, and at any time by its key. */
import type { WealdClient } from "../../sdk/mod.ts";
import { drawIconOn } from "../art/icon.ts";
import type { ClassLore, Lore } from "../game/lore.ts";
import { make } from "../hud/dom.ts";
import type { Offer } from "../hud/prompt.ts";
import type { Panel, Panels } from "./panels.ts";

const ICON = "M12 3l2.600 5.300 5.900.900-4.300 4.100 1 5.800L12 16.400 6.800 19.100l1-5.800L3.500 9.200l5.900-.900Z";
/** Anything that is at hand comes first. */
const FAR_METRES = 1000;
const ROLE_WORDS = {
  guardian: "stands in front",
  striker: "strikes hard",
  caster: "works from afar",
  healer: "keeps others alive",
} as const;

/** Lives as long as the page. */
export class ClassChoice {
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #panel: Panel;
  readonly #say: (text: string) => void;

  /** `say` shows a sentence to the player. */
  constructor(client: WealdClient, lore: Lore, panels: Panels, say: (text: string) => void) {
    this.#client = client;
    this.#lore = lore;
    this.#say = say;
    this.#panel = panels.add({ id: "class", title: "What you are", key: "K", icon: ICON });
    this.#panel.onOpen = () => this.draw();
    client.on("own", ({ topic }) => {
      if (topic === "vitals" && this.#panel.isOpen) this.draw();
    });
  }

  /** What the prompt offers to who has no class yet, where nothing else is at hand. */
  offers(): Offer[] {
    const vitals = this.#client.own.vitals.get("self");
    if (vitals === undefined || vitals.class !== 0 || this.#lore.classes.length === 0 || this.#panel.isOpen) return [];
    return [{ text: "Choose what you are", metres: FAR_METRES, act: () => this.#panel.open() }];
  }

  draw(): void {
    const own = this.#client.own.vitals.get("self")?.class ?? 0;
    const chosen = this.#lore.classes.find(({ number }) => number === own);
    this.#panel.title = chosen === undefined ? "What will you be?" : chosen.name;
    const { body } = this.#panel;
    body.replaceChildren();
    if (chosen !== undefined) return this.#describe(chosen);
    body.append(make("p", "soft", "Choose once and for good. What you begin with is put on you."));
    for (const one of this.#lore.classes) body.append(this.#card(one));
  }

  #card(one: ClassLore): HTMLElement {
    const card = make("article", "class-card");
    card.style.setProperty("--class", one.colour);
    const picture = make("canvas");
    drawIconOn(picture, one.icon);
    const head = make("div");
    head.append(make("b", "", one.name), make("span", "soft", ROLE_WORDS[one.role]));
    const button = make("button", "small", "Become this");
    button.type = "button";
    button.setAttribute("aria-label", `Become a ${one.name}`);
    button.addEventListener("click", () => {
      button.disabled = true;
      this.#client.act("chooseClass", { class: one.number }).then((result) => {
        button.disabled = false;
        if (result.type === "refused") return this.#say(result.text);
        this.#panel.close();
        this.#say(`You are a ${one.name} now. Your abilities are below: press their numbers.`);
      });
    });
    card.append(picture, head, make("p", "", one.text), button);
    return card;
  }

  #describe(chosen: ClassLore): void {
    const { body } = this.#panel;
    body.append(make("p", "", chosen.text));
    body.append(make("h3", "", "What you learn"));
    const list = make("ul", "rows lessons");
    const level = this.#client.own.vitals.get("self")?.level ?? 1;
    for (const { ability: id, level: from } of chosen.abilities) {
      const ability = [...this.#lore.abilities.values()].find((one) => one.id === id);
      if (ability === undefined) continue;
      const row = make("li", from > level ? "later" : "");
      const picture = make("canvas");
      drawIconOn(picture, ability.icon);
      const words = make("div");
      words.append(make("b", "", ability.name), make("p", "soft", ability.text));
      row.append(picture, words, make("span", "soft", `level ${from}`));
      list.append(row);
    }
    body.append(list);
  }
}
