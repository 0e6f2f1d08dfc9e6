/** The choice of a class: a card for each, offered by the prompt to who has none, and at any time by its key. */
import { withArticle } from "../article.ts";
import type { WealdClient } from "../../sdk/mod.ts";
import { drawIconOn } from "../art/icon.ts";
import { type ClassLore, type Lore, ROLE_WORDS } from "../game/lore.ts";
import { planClass, plannedClass } from "../game/planned_class.ts";
import { isTouched, make } from "../hud/dom.ts";
import type { Offer } from "../hud/prompt.ts";
import type { Panel, Panels } from "./panels.ts";

const ICON = "M12 3l2.600 5.300 5.900.900-4.300 4.100 1 5.800L12 16.400 6.800 19.100l1-5.800L3.500 9.200l5.900-.900Z";
/** Anything that is at hand comes first. */
const FAR_METRES = 1000;

/** Lives as long as the page. */
export class ClassChoice {
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #panel: Panel;
  readonly #say: (text: string) => void;
  /** Whom the client plays, and whether it is becoming of a class just now. */
  #character = 0;
  #isBecoming = false;

  /** `say` shows a sentence to the player. */
  constructor(client: WealdClient, lore: Lore, panels: Panels, say: (text: string) => void) {
    this.#client = client;
    this.#lore = lore;
    this.#say = say;
    this.#panel = panels.add({ id: "class", title: "What you are", key: "K", icon: ICON });
    this.#panel.onOpen = () => this.draw();
    client.on("signedIn", ({ character }) => this.#character = character);
    const look = () => {
      this.#becomeAsPlanned();
      if (this.#panel.isOpen) this.draw();
    };
    client.on("own", ({ topic }) => {
      if (topic === "vitals") look();
    });
    lore.listen(look);
  }

  /** What the prompt offers to who has no class yet, where nothing else is at hand. */
  offers(): Offer[] {
    const vitals = this.#client.own.vitals.get("self");
    if (vitals === undefined || vitals.class !== 0 || this.#lore.classes.length === 0 || this.#panel.isOpen) return [];
    // It is on its way.
    if (plannedClass(this.#client, this.#character) !== 0) return [];
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
    button.setAttribute("aria-label", `Become ${withArticle(one.name)}`);
    button.addEventListener("click", () => {
      button.disabled = true;
      this.#become(one.number).then((isDone) => {
        button.disabled = false;
        if (isDone) this.#panel.close();
      });
    });
    card.append(picture, head, make("p", "", one.text), button);
    return card;
  }

  /** What was chosen with a new character is taken as soon as it is in the world. */
  #becomeAsPlanned(): void {
    const character = this.#character;
    const planned = plannedClass(this.#client, character);
    const vitals = this.#client.own.vitals.get("self");
    // The catalog may come after the character does, and the class has its name from it.
    const isKnown = this.#lore.classes.length > 0;
    if (planned === 0 || vitals === undefined || !isKnown || this.#isBecoming) return;
    if (vitals.class !== 0) return planClass(this.#client, character, 0);
    this.#isBecoming = true;
    void this.#become(planned).finally(() => this.#isBecoming = false);
  }

  /** Asks for a class, and says what came of it. */
  async #become(number: number): Promise<boolean> {
    const character = this.#character;
    const result = await this.#client.act("chooseClass", { class: number });
    // A lost connection answers nothing: it is asked for again when the character is back.
    if (result.type === "refused" && result.reason === "connection-lost") return false;
    planClass(this.#client, character, 0);
    const name = this.#lore.classes.find((one) => one.number === number)?.name;
    this.#say(
      result.type === "refused"
        ? result.text
        : `You are ${withArticle(name ?? "")} now. Your abilities are below: ${
          isTouched() ? "touch them" : "press their numbers"
        }.`,
    );
    return result.type === "done";
  }

  #describe(chosen: ClassLore): void {
    const { body } = this.#panel;
    body.append(make("p", "", chosen.text), make("p", "soft", `What it does takes ${chosen.energyName}.`));
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
