/** The market board: what others want and sell, what one has up oneself, and putting something up. */
import type { WealdClient } from "../../sdk/mod.ts";
import type { Lore } from "../game/lore.ts";
import { make } from "../hud/dom.ts";
import { MarketForm } from "./market_form.ts";
import { MarketList } from "./market_list.ts";
import { MarketOwn } from "./market_own.ts";
import type { Panel, Panels } from "./panels.ts";
import type { Things } from "./things.ts";

const PAGES = [["board", "The board"], ["own", "Yours"], ["form", "Put up"]] as const;
type PageName = (typeof PAGES)[number][0];

/** The panel of a market board. It opens with the topic `board`. */
export class MarketPanel {
  readonly panel: Panel;
  readonly #client: WealdClient;
  readonly #pages: Readonly<Record<PageName, { readonly element: HTMLElement; draw(): void }>>;
  readonly #tabs: ReadonlyMap<PageName, HTMLButtonElement>;
  #page: PageName = "board";

  constructor(client: WealdClient, lore: Lore, things: Things, panels: Panels) {
    this.#client = client;
    this.panel = panels.add({ id: "market", title: "Market board", key: "", icon: "", waits: true });
    this.panel.onClose = () => {
      if (client.own.board.has("self")) client.act("closeBoard", {});
    };
    this.#pages = {
      board: new MarketList(client, lore, things),
      own: new MarketOwn(client, lore, things),
      form: new MarketForm(client, lore, things, () => this.#show("own")),
    };
    const tabs = make("div", "market-tabs");
    tabs.setAttribute("role", "tablist");
    this.#tabs = new Map(PAGES.map(([name, text]) => {
      const tab = make("button", "small", text);
      tab.type = "button";
      tab.setAttribute("role", "tab");
      tab.addEventListener("click", () => this.#show(name));
      tabs.append(tab);
      return [name, tab];
    }));
    this.panel.body.append(tabs, ...Object.values(this.#pages).map(({ element }) => element));
    this.#show("board");
  }

  /** A board was opened: the world has told of it. */
  opened(): void {
    if (!this.panel.isOpen) this.panel.open();
  }

  /** Draws it, if it is open. */
  draw(): void {
    if (!this.panel.isOpen) return;
    const { orders, kept } = this.#client.own;
    const waiting = kept.size > 0 ? ` · ${kept.size} new` : orders.size > 0 ? ` · ${orders.size}` : "";
    this.#tabs.get("own")!.textContent = `Yours${waiting}`;
    this.#pages[this.#page].draw();
  }

  #show(name: PageName): void {
    this.#page = name;
    for (const [one, tab] of this.#tabs) {
      tab.setAttribute("aria-selected", String(one === name));
      this.#pages[one].element.hidden = one !== name;
    }
    this.draw();
  }
}
