/** The bank: what is kept there. What one would put there is picked in the bag. */
import { make } from "../hud/dom.ts";
import { makeCard } from "./thing_card.ts";
import { fillGrid, makeTile } from "./thing_tile.ts";
import type { Panel, Panels } from "./panels.ts";
import { coinText, type Things } from "./things.ts";

/** The panel of the bank, open while one stands with a banker. */
export class BankPanel {
  readonly panel: Panel;
  readonly #things: Things;
  readonly #coins = make("p", "purse");
  readonly #takeCoins = make("div");
  readonly #grid = make("div", "tiles");
  readonly #card = make("div");
  #picked = 0;
  /** The banker, or 0. */
  entity = 0;

  /** `bag` opens the bag, where there is no room beside this. */
  constructor(things: Things, panels: Panels, bag: HTMLElement) {
    this.#things = things;
    this.panel = panels.add({ id: "bank", title: "Bank", key: "", icon: "", waits: true });
    this.panel.body.append(this.#coins, bag, this.#takeCoins, this.#grid, this.#card);
    this.panel.onOpen = () => this.draw();
    this.panel.onClose = () => this.entity = 0;
  }

  /** Opens it at a banker's. */
  openAt(entity: number): void {
    this.entity = entity;
    this.panel.open();
  }

  draw(): void {
    if (!this.panel.isOpen) return;
    const { bank } = this.#things.client.own;
    const coins = bank.get("1")?.amount ?? 0;
    this.#coins.textContent = coins === 0
      ? "What you put here is safe. Pick it in your bag."
      : `${coinText(coins)} are kept here.`;
    this.#takeCoins.replaceChildren();
    if (coins > 0) {
      const thing = this.#things.thing(1, { amount: coins });
      this.#takeCoins.append(makeCard(this.#things, thing, [this.#taking(1)]));
    }
    const list = this.#things.list(bank);
    fillGrid(
      this.#grid,
      list.map((thing) =>
        makeTile(this.#things, thing, {
          picked: thing.what === this.#picked,
          onPick: () => {
            this.#picked = thing.what === this.#picked ? 0 : thing.what;
            this.draw();
          },
        })
      ),
      Math.max(6 - list.length % 6, 0),
    );
    const picked = list.find(({ what }) => what === this.#picked);
    if (picked === undefined) this.#card.replaceChildren();
    else this.#card.replaceChildren(makeCard(this.#things, picked, [this.#taking(picked.what)]));
  }

  #taking(what: number) {
    const act = (amount: number) => void this.#things.act("bankTake", { npc: this.entity, what, amount });
    return { text: "Take", counted: true, act };
  }
}
