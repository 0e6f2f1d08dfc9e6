/** The talk with somebody: what is said, and what can be answered. It opens by itself, and walking away closes it. */
import type { WealdClient } from "../../sdk/mod.ts";
import type { Lore } from "../game/lore.ts";
import { make } from "../hud/dom.ts";
import type { Panel, Panels } from "./panels.ts";
import { questCard } from "./quest_words.ts";
import { type Service, servicesLeft } from "./services.ts";
import { soon } from "../soon.ts";

/** Lives as long as the page. */
export class DialoguePanel {
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #panel: Panel;
  readonly #say: (text: string) => void;
  readonly #nameOf: (entity: number) => string;
  /** Many values come with one frame: it is drawn once after all of them. */
  readonly #drawSoon = soon(() => this.#draw());
  /** The list that an answer was given to: one answer a list. */
  #answered = -1;
  /** What somebody near offers besides the talk. */
  services: (entity: number) => readonly Service[] = () => [];

  /** `say` shows a sentence to the player; `nameOf` is what somebody near is called. */
  constructor(
    client: WealdClient,
    lore: Lore,
    panels: Panels,
    { say, nameOf }: { readonly say: (text: string) => void; readonly nameOf: (entity: number) => string },
  ) {
    this.#client = client;
    this.#lore = lore;
    this.#say = say;
    this.#nameOf = nameOf;
    this.#panel = panels.add({ id: "dialogue", title: "Talk", key: "", icon: "", waits: true });
    this.#panel.onClose = () => {
      if (client.own.dialogue.has("self")) client.act("endTalk", {});
    };
    client.on("own", ({ topic }) => {
      // What mending costs is part of what is offered.
      if (topic === "dialogue" || (topic === "worn" && this.partner !== 0)) this.#drawSoon();
    });
  }

  /** Whom one talks to; 0: nobody. */
  get partner(): number {
    return this.#client.own.dialogue.get("self")?.npc ?? 0;
  }

  /** Gives the answer of a number from 1 on. False if there is none. */
  press(key: string): boolean {
    if (!this.#panel.isShown || !/^[1-9]$/.test(key)) return false;
    const buttons = this.#panel.body.querySelectorAll("button");
    buttons[Number(key) - 1]?.click();
    return true;
  }

  #draw(): void {
    const { dialogue } = this.#client.own;
    const said = dialogue.get("self");
    if (said === undefined) return this.#panel.close();
    const { body } = this.#panel;
    this.#panel.title = this.#nameOf(said.npc ?? 0) || "Talk";
    const list = make("ol", "answers");
    const answers = [...dialogue].filter(([key]) => key !== "self").sort(([a], [b]) => Number(a) - Number(b));
    for (const [key, { text }] of answers) {
      const row = make("li");
      const button = make("button", "answer");
      button.type = "button";
      button.append(make("kbd", "", String(Number(key) + 1)), make("span", "", text));
      button.addEventListener("click", () => this.#answer(Number(key), said.list ?? 0));
      row.append(button);
      list.append(row);
    }
    const services = make("ol", "answers services");
    servicesLeft(this.services(said.npc ?? 0), answers.map(([, value]) => value)).forEach((service, at) => {
      const button = make("button", "answer");
      button.type = "button";
      button.append(make("kbd", "", String(answers.length + at + 1)), make("span", "", service.text));
      button.addEventListener("click", () => service.act());
      const row = make("li");
      row.append(button);
      services.append(row);
    });
    body.replaceChildren(make("p", "said", said.text), ...this.#questOf(said.quest ?? 0), list, services);
    if (!this.#panel.isOpen) this.#panel.open();
  }

  /** What is offered just now, or what there is for it: what one answers to is told before. */
  #questOf(number: number): HTMLElement[] {
    const quest = this.#lore.quests.get(number);
    if (quest === undefined) return [];
    const { quests, vitals } = this.#client.own;
    const taken = quests.get(String(number));
    if (taken !== undefined && !taken.ready) return [];
    return [questCard(this.#lore, quest, { isDone: taken !== undefined, level: vitals.get("self")?.level ?? 1 })];
  }

  #answer(choice: number, list: number): void {
    if (this.#answered === list) return;
    this.#answered = list;
    this.#client.act("answer", { choice, list }).then((result) => {
      this.#answered = -1;
      if (result.type === "refused") this.#say(result.text);
    });
  }
}
