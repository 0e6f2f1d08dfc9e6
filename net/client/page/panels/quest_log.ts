/** The quests that one has: a log with what each is about, and a short list at the side that stays in view. */
import type { WealdClient } from "../../sdk/mod.ts";
import type { Lore } from "../game/lore.ts";
import { byId, make } from "../hud/dom.ts";
import type { Panel, Panels } from "./panels.ts";
import { companyText, type QuestLore, rewardText, wantedOf } from "./quest_words.ts";
import { soon } from "../soon.ts";

const ICON = "M5 3h11l3 3v15H5Zm3 5v2h8V8Zm0 4v2h8v-2Zm0 4v2h5v-2Z";
/** Quests at the side at most. */
const TRACKED_MAX = 4;

/** What a stage says that has nothing to say. */
const NO_TEXT = "-";

/** Lives as long as the page. */
export class QuestLog {
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #panel: Panel;
  readonly #side = byId("tracker");
  readonly #say: (text: string) => void;
  readonly #drawSoon = soon(() => this.draw());
  #ready = new Set<string>();

  /** `say` shows a sentence to the player. */
  constructor(client: WealdClient, lore: Lore, panels: Panels, say: (text: string) => void) {
    this.#client = client;
    this.#lore = lore;
    this.#say = say;
    this.#panel = panels.add({ id: "quests", title: "Quests", key: "J", icon: ICON });
    this.#panel.onOpen = () => this.draw();
    client.on("own", ({ topic }) => {
      if (topic === "quests") this.#drawSoon();
    });
  }

  /** Draws both. */
  draw(): void {
    const quests = [...this.#client.own.quests];
    this.#side.hidden = quests.length === 0;
    this.#side.replaceChildren(...quests.slice(0, TRACKED_MAX).map(([key]) => this.#tracked(key)));
    for (const [key, { ready }] of quests) {
      const quest = this.#quest(key);
      if (ready && !this.#ready.has(key) && quest !== undefined) {
        this.#say(`${quest.name}: done. ${this.#lore.personName(quest.turnIn ?? quest.giver)} waits for you.`);
      }
    }
    this.#ready = new Set(quests.filter(([, { ready }]) => ready).map(([key]) => key));
    if (!this.#panel.isOpen) return;
    const { body } = this.#panel;
    body.replaceChildren();
    if (quests.length === 0) {
      body.append(make("p", "soft", "You have nothing to do. Who has a ! over the head has something for you."));
    }
    for (const [chain, keys] of this.#byChain(quests.map(([key]) => key))) {
      if (chain !== "") body.append(make("h3", "chain", chain));
      for (const key of keys) body.append(this.#entry(key));
    }
  }

  /** The quests of each story together, by its name, in the order of their first; last those that belong to none. */
  #byChain(keys: readonly string[]): (readonly [chain: string, keys: readonly string[]])[] {
    const groups = Map.groupBy(keys, (key) => this.#quest(key)?.chain ?? "");
    return [...groups].sort(([a], [b]) => Number(a === "") - Number(b === ""));
  }

  #quest(key: string): QuestLore | undefined {
    return this.#lore.quests.get(Number(key));
  }

  /** What is to be done now, a line each. */
  #lines(key: string): { readonly text: string; readonly isDone: boolean }[] {
    const quest = this.#quest(key);
    const value = this.#client.own.quests.get(key);
    if (quest === undefined || value === undefined) return [];
    if (value.ready) {
      return [{ text: `Go to ${this.#lore.personName(quest.turnIn ?? quest.giver)}`, isDone: false }];
    }
    const counts = value.counts.split(",").map(Number);
    return (quest.stages[value.stage]?.objectives ?? []).map((objective, at) => {
      const wanted = wantedOf(objective);
      const count = counts[at] ?? 0;
      return { text: wanted > 1 ? `${objective.text} ${count}/${wanted}` : objective.text, isDone: count >= wanted };
    });
  }

  #tracked(key: string): HTMLElement {
    const item = make("li", this.#client.own.quests.get(key)?.ready === true ? "ready" : "");
    item.append(make("b", "", this.#quest(key)?.name ?? "A quest"));
    for (const { text, isDone } of this.#lines(key)) item.append(make("span", isDone ? "done" : "", text));
    return item;
  }

  #entry(key: string): HTMLElement {
    const quest = this.#quest(key);
    const entry = make("article", "quest");
    if (quest === undefined) return entry;
    entry.append(
      make("h3", "", `${quest.name} · level ${quest.level}`),
      make("p", "", this.#lore.filled(quest.summary)),
    );
    const words = companyText(quest);
    if (words !== "") entry.append(make("p", "company", words));
    const now = quest.stages[this.#client.own.quests.get(key)?.stage ?? 0]?.text ?? NO_TEXT;
    if (now !== NO_TEXT) entry.append(make("p", "now", this.#lore.filled(now)));
    const list = make("ul", "objectives");
    for (const { text, isDone } of this.#lines(key)) list.append(make("li", isDone ? "done" : "", text));
    entry.append(list, make("p", "soft", rewardText(this.#lore, quest)));
    const row = make("div", "row");
    const value = this.#client.own.quests.get(key);
    const stage = quest.stages[value?.stage ?? 0];
    if (stage !== undefined && stage.next.length > 1 && this.#lines(key).every(({ isDone }) => isDone)) {
      stage.next.forEach(({ choice }, at) => {
        row.append(
          this.#button(choice ?? `Way ${at + 1}`, () => this.#act("questWay", { quest: quest.number, way: at + 1 })),
        );
      });
    }
    row.append(this.#button("Give up", () => this.#act("leaveQuest", { quest: quest.number })));
    entry.append(row);
    return entry;
  }

  #button(text: string, act: () => void): HTMLButtonElement {
    const button = make("button", "small", text);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }

  #act(...[name, fields]: Parameters<WealdClient["act"]>): void {
    this.#client.act(name, fields).then((result) => {
      if (result.type === "refused") this.#say(result.text);
    });
  }
}
