/** Market boards in play: where there is one, the panel that opens there, and word of what waits. */
import { UNITS_PER_METRE } from "../../../../world/base/space.ts";
import { buildingIn } from "../../../../world/places/buildings.ts";
import type { WealdClient } from "../../sdk/mod.ts";
import type { Offer } from "../hud/prompt.ts";
import { MarketPanel } from "../panels/market.ts";
import type { Panels } from "../panels/panels.ts";
import type { Service } from "../panels/services.ts";
import type { Things } from "../panels/things.ts";
import type { Lore } from "./lore.ts";
import type { Around, PlayPart } from "./play.ts";
import { soon } from "../soon.ts";

/** How near who keeps orders is, in metres: a little less than the world's own. */
const KEEPER_METRES = 4.6;
/** A board that is told anew is away for less than this, in milliseconds. */
const AWAY_MS = 700;

/** All of it. Lives as long as the page. */
export class MarketPart implements PlayPart {
  readonly #client: WealdClient;
  readonly #things: Things;
  readonly #panel: MarketPanel;
  readonly #say: (text: string) => void;
  /** Many values come with one frame: the panel is drawn once after all of them. */
  readonly #drawSoon = soon(() => this.#panel.draw());
  #awaySince = 0;
  #waits = 0;

  /** `say` shows a sentence to the player. */
  constructor(client: WealdClient, lore: Lore, things: Things, panels: Panels, say: (text: string) => void) {
    this.#client = client;
    this.#things = things;
    this.#say = say;
    this.#panel = new MarketPanel(client, lore, things, panels);
    lore.listen(() => this.#drawSoon());
    client.on("own", ({ topic, key, value }) => {
      if (topic === "board" && key === "self" && value !== null) this.#panel.opened();
      if (topic === "board" || topic === "orders" || topic === "kept" || topic === "bag") this.#drawSoon();
    });
    // Whoever comes in hears of what waited meanwhile.
    client.on("entered", () => this.#waits = 0);
  }

  look(): void {
    const isThere = this.#client.own.board.has("self");
    if (isThere || this.#awaySince === 0) this.#awaySince = performance.now();
    if (this.#panel.panel.isOpen && performance.now() - this.#awaySince > AWAY_MS) this.#panel.panel.close();
    const { size } = this.#client.own.kept;
    if (size > this.#waits && !this.#panel.panel.isOpen) this.#say("Something waits for you at the market boards.");
    this.#waits = size;
  }

  offers(around: Around): Offer[] {
    if (this.#panel.panel.isOpen) return [];
    const metres = this.#boardWithin(around);
    return metres === null ? [] : [{ text: "Look at the market board", metres, act: () => this.#open() }];
  }

  /** What a person offers besides a talk. */
  servicesOf(entity: number): Service[] {
    const seen = [...this.#client.entities].find(({ id }) => id === entity);
    const npc = seen === undefined ? undefined : this.#things.npc(seen.species);
    if (npc === undefined || !npc.serves.includes("orders")) return [];
    return [{ deed: "openOrders", text: "Show me the market board.", act: () => this.#open() }];
  }

  /** How far a board is, in metres; null if there is none. */
  #boardWithin({ terrain, x, y }: Around): number | null {
    const units = (metres: number) => Math.floor(metres * UNITS_PER_METRE);
    if (buildingIn(terrain.layout, units(x), units(y)) === "market") return KEEPER_METRES / 2;
    for (const entity of this.#client.entities) {
      const metres = Math.hypot(entity.x - x, entity.y - y);
      if (entity.kind !== "npc" || metres > KEEPER_METRES) continue;
      if (this.#things.npc(entity.species)?.serves.includes("orders") === true) return metres + 0.02;
    }
    return null;
  }

  #open(): void {
    void this.#things.act("openBoard", { side: 0, kind: 0, craft: 0, page: 0 });
  }
}
