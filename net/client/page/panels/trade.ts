/** A trade: what both offer, side by side, and whether each agrees. What one offers is picked in the bag. */
import { make, setText } from "../hud/dom.ts";
import { fillGrid, makeTile } from "./thing_tile.ts";
import type { Panel, Panels } from "./panels.ts";
import { coinsWord, coinText, type Thing, type Things } from "./things.ts";

/** The panel of a trade. It opens with the topic `trade`, and closes with it. */
export class TradePanel {
  readonly panel: Panel;
  readonly #things: Things;
  readonly #onOpen: () => void;
  readonly #asks = make("div");
  readonly #mine = make("div", "tiles");
  readonly #theirs = make("div", "tiles");
  readonly #myWords = make("p");
  readonly #theirWords = make("p");
  readonly #theirName = make("h3");
  readonly #coins = make("input", "count");
  readonly #coinLabel = make("span");
  readonly #agree = make("button", "small primary", "Agree");
  readonly #deal = make("div");
  #isOpen = false;
  #wasTrading = false;

  /** `onOpen`: a trade has begun, and the bag belongs beside it; `bag` opens it, where there is no room for both. */
  constructor(things: Things, panels: Panels, onOpen: () => void, bag: HTMLElement) {
    this.#things = things;
    this.#onOpen = onOpen;
    this.panel = panels.add({ id: "trade", title: "Trade", key: "", icon: "", waits: true });
    this.panel.onClose = () => {
      if (this.isTrading) void this.#things.act("tradeCancel", {});
    };
    this.#agree.type = "button";
    this.#agree.addEventListener("click", () => {
      const yes = this.#things.client.own.trade.get("self")?.iAgree === true ? 0 : 1;
      void this.#things.act("tradeAgree", { yes });
    });
    this.#coins.type = "number";
    this.#coins.min = "0";
    this.#coins.inputMode = "numeric";
    this.#coins.id = "trade-coins";
    this.#coins.addEventListener("change", () => {
      const amount = Math.max(0, Math.floor(Number(this.#coins.value)) || 0);
      void this.#things.act("tradeOffer", { what: 1, amount });
    });
    const label = make("label", "coins");
    label.append(this.#coinLabel, this.#coins);
    this.#deal.append(
      make("h3", "", "You offer"),
      bag,
      this.#myWords,
      this.#mine,
      label,
      this.#theirName,
      this.#theirWords,
    );
    this.#deal.append(this.#theirs, this.#agree);
    this.panel.body.append(this.#asks, this.#deal);
  }

  get isTrading(): boolean {
    return this.#things.client.own.trade.has("self");
  }

  /** Follows the topics `trade` and `tradeAsks`. */
  draw(): void {
    const { trade, tradeAsks } = this.#things.client.own;
    const self = trade.get("self");
    this.#asks.replaceChildren(...[...tradeAsks.values()].map(({ name, entity }) => {
      const row = make("p", "ask");
      const yes = make("button", "small", "Trade");
      yes.type = "button";
      yes.addEventListener("click", () => void this.#things.act("tradeAsk", { to: entity }));
      row.append(make("span", "", `${name} would like to trade.`), yes);
      return row;
    }));
    const wanted = self !== undefined || tradeAsks.size > 0;
    if (wanted !== this.#isOpen) {
      this.#isOpen = wanted;
      if (wanted) this.panel.open();
      else this.panel.close();
    }
    this.#deal.hidden = self === undefined;
    if (self === undefined) {
      this.#wasTrading = false;
      return;
    }
    if (!this.#wasTrading) {
      this.#wasTrading = true;
      this.#onOpen();
      // Before the bag, where there is no room for both.
      this.panel.open();
    }
    this.#theirName.textContent = `${self.name ?? "The other"} offers`;
    this.#side("mine", this.#mine, this.#myWords, self.iAgree === true ? "You agree." : "");
    this.#side("theirs", this.#theirs, this.#theirWords, self.theyAgree === true ? `${self.name} agrees.` : "");
    this.#agree.textContent = self.iAgree === true ? "Not yet" : "Agree";
    setText(this.#coinLabel, `How many ${coinsWord()} you offer: `);
    if (document.activeElement !== this.#coins) this.#coins.value = String(trade.get("mine 1")?.amount ?? 0);
  }

  /** What can be done with a thing of the bag while one trades. */
  offer(thing: Thing, amount: number): void {
    const before = this.#things.client.own.trade.get(`mine ${thing.what}`)?.amount ?? 0;
    void this.#things.act("tradeOffer", { what: thing.what, amount: before + amount });
  }

  #side(side: "mine" | "theirs", grid: HTMLElement, words: HTMLElement, agrees: string): void {
    const lines = [...this.#things.client.own.trade].filter(([key]) => key.startsWith(`${side} `));
    const coins = lines.find(([, { what }]) => what === 1)?.[1].amount ?? 0;
    words.textContent = [coins > 0 ? coinText(coins) : lines.length === 0 ? "Nothing yet." : "", agrees]
      .filter((text) => text !== "").join(" · ");
    words.className = agrees === "" ? "soft" : "agreed";
    const tiles = lines.filter(([, { what }]) => what !== 1).map(([, value]) => {
      const thing = this.#things.thing(value.what ?? 0, value);
      return makeTile(this.#things, thing, {
        onPick: () => {
          if (side === "mine") void this.#things.act("tradeOffer", { what: thing.what, amount: 0 });
          else {this.#things.say(
              `${this.#things.name(thing.kind)}${thing.maker === "" ? "" : `, made by ${thing.maker}`}`,
            );}
        },
      });
    });
    fillGrid(grid, tiles, Math.max(0, 6 - tiles.length));
  }
}
