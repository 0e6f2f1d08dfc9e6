/** How a bot deals: it sells what it does not need, has its gear repaired, and buys draughts, gear and lessons. */
import type { Item, Npc, Pack } from "../../world/content/mod.ts";
import type { SeenEntity, WealdClient } from "../../net/client/sdk/mod.ts";
import { gearFor } from "./gear.ts";
import { away, type Point } from "./legs.ts";
import type { Outfit } from "./outfit.ts";

/** What somebody is gone to for. */
export interface Errand {
  readonly npcId: string;
  readonly at: Point;
}

/** What heals in a fight, the best first, from which level on, and how many it wants to have. */
const DRAUGHTS = ["healing_draught", "small_healing_draught"] as const;
const DRAUGHTS_WANTED = 3;
const BREAD = "barley_bread";
const MEALS_WANTED = 6;
/** With so many kinds of things to sell it goes to sell them. */
const SELLS_FROM = 8;
const KEPT = new Set(["food", "drink", "potion", "quest", "tool", "bag", "key"]);
/** Of all its coins it spends on one thing at most this part. */
const SPENDS_PART = 0.5;
const FAR_METRES = 900;

/** The purse of one bot. */
export class Shopping {
  readonly #client: WealdClient;
  readonly #pack: Pack;
  readonly #outfit: Outfit;
  readonly #classId: string;
  readonly #items: ReadonlyMap<number, Item>;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #npcs: ReadonlyMap<number, Npc>;
  /** Where those who deal were seen. */
  readonly #seen = new Map<string, Point>();
  /** Second before which nobody is gone to again, after a visit that changed nothing. */
  #notBefore = 0;

  constructor(
    client: WealdClient,
    pack: Pack,
    outfit: Outfit,
    classId: string,
    numbersOf: (kind: "items" | "npcs") => ReadonlyMap<string, number>,
  ) {
    [this.#client, this.#pack, this.#outfit, this.#classId] = [client, pack, outfit, classId];
    this.#numbers = numbersOf("items");
    const npcs = numbersOf("npcs");
    this.#items = new Map(pack.entries.items.map((one) => [this.#numbers.get(one.id)!, one]));
    this.#npcs = new Map(pack.entries.npcs.map((one) => [npcs.get(one.id)!, one]));
  }

  /** Notes who deals among those in view. */
  look(inWorld: (at: Point) => boolean): void {
    for (const entity of this.#client.entities) {
      const npc = entity.kind === "npc" ? this.#npcs.get(entity.species) : undefined;
      if (npc === undefined || (npc.vendor === null && !npc.serves.includes("repair"))) continue;
      if (inWorld(entity)) this.#seen.set(npc.id, { x: entity.x, y: entity.y });
    }
  }

  /** To whom it would go now, if to anybody. */
  wish(own: SeenEntity, level: number, coins: number, seconds: number): Errand | null {
    if (seconds < this.#notBefore) return null;
    const nearest = (suits: (npc: Npc) => boolean): Errand | null => {
      let found: Errand | null = null;
      for (const [npcId, at] of this.#seen) {
        const npc = this.#pack.entries.npcs.find(({ id }) => id === npcId)!;
        if (!suits(npc) || away(at, own) > FAR_METRES) continue;
        if (found === null || away(at, own) < away(found.at, own)) found = { npcId, at };
      }
      return found;
    };
    if (this.#outfit.needsSmith(coins)) {
      const smith = nearest((npc) => this.#repairs(npc));
      if (smith !== null) return smith;
    }
    if (this.#surplus().length >= SELLS_FROM) return nearest(({ vendor }) => vendor !== null);
    const wanted = this.#wanted(level, coins);
    if (wanted.length === 0) return null;
    return nearest((npc) => wanted.some((item) => this.#stock(npc).includes(item.id)));
  }

  /** Deals with somebody who is near: what it did, in words. Wait a little and ask again until it is "". */
  deal(npc: SeenEntity, level: number, coins: number, seconds: number): string {
    const lore = this.#npcs.get(npc.species)!;
    if (this.#repairs(lore) && this.#outfit.isWorn(coins)) {
      void this.#client.act("repair", { npc: npc.id, what: 0 });
      return "has its gear repaired";
    }
    const [surplus] = lore.vendor === null ? [] : this.#surplus();
    if (surplus !== undefined) {
      void this.#client.act("sell", { npc: npc.id, ...surplus }).then(({ type }) => {
        if (type !== "done") this.#unsold.add(surplus.what);
      });
      return "sells what it does not need";
    }
    const wanted = this.#wanted(level, coins).find((item) => this.#stock(lore).includes(item.id));
    if (wanted !== undefined && !this.#lacking.has(wanted.id)) {
      void this.#client.act("buy", { npc: npc.id, what: this.#numbers.get(wanted.id)!, amount: 1 }).then(({ type }) => {
        if (type !== "done") this.#lacking.add(wanted.id);
      });
      return `buys ${wanted.name}`;
    }
    this.#lacking.clear();
    this.#unsold.clear();
    this.#notBefore = seconds + 240;
    return "";
  }
  readonly #lacking = new Set<string>();
  readonly #unsold = new Set<number>();

  /** The number of a draught that it carries, or 0. */
  draught(): number {
    for (const id of DRAUGHTS) {
      const number = this.#numbers.get(id)!;
      if ((this.#client.own.bag.get(String(number))?.amount ?? 0) > 0) return number;
    }
    return 0;
  }

  #repairs(npc: Npc): boolean {
    const vendor = this.#pack.entries.vendors.find(({ id }) => id === npc.vendor);
    return npc.serves.includes("repair") || vendor?.repairs === true;
  }

  #stock(npc: Npc): readonly string[] {
    return this.#pack.entries.vendors.find(({ id }) => id === npc.vendor)?.stock.map(({ item }) => item) ?? [];
  }

  #surplus(): { readonly what: number; readonly amount: number }[] {
    return [...this.#client.own.bag].flatMap(([key, { kind, amount }]) => {
      const item = this.#items.get(kind ?? Number(key));
      const what = Number(key);
      if (item === undefined || KEPT.has(item.category) || item.binding === "quest" || item.sellCoins === 0) return [];
      return what === 1 || this.#unsold.has(what) ? [] : [{ what, amount: amount ?? 1 }];
    });
  }

  /** What it would buy if it were sold where it is. */
  #wanted(level: number, coins: number): Item[] {
    const own = this.#pack.entries.classes.find(({ id }) => id === this.#classId)!;
    const worn = (slot: Item["slot"]) => this.#items.get(this.#client.own.worn.get(slot ?? "")?.kind ?? 0);
    const gear = gearFor(this.#pack, own, level + 1).filter((item) =>
      item.buyCoins > 0 && item.buyCoins <= coins * SPENDS_PART && (worn(item.slot)?.level ?? 0) < item.level
    );
    const has = DRAUGHTS.reduce(
      (sum, id) => sum + (this.#client.own.bag.get(String(this.#numbers.get(id)))?.amount ?? 0),
      0,
    );
    const draught = DRAUGHTS.map((id) => this.#pack.entries.items.find((item) => item.id === id)!)
      .filter((item) => item.level <= level && item.buyCoins <= coins * SPENDS_PART);
    const meals = [...this.#client.own.bag].reduce(
      (sum, [key, { kind, amount }]) =>
        this.#items.get(kind ?? Number(key))?.category === "food" ? sum + (amount ?? 1) : sum,
      0,
    );
    const bread = this.#pack.entries.items.filter(({ id, buyCoins }) => id === BREAD && buyCoins * 4 <= coins);
    return [...gear, ...(has < DRAUGHTS_WANTED ? draught : []), ...(meals < MEALS_WANTED ? bread : [])];
  }
}
