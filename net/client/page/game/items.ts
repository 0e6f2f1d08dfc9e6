/**
 * Things in play: what lies at one's feet, who sells and keeps, who is dead and leaves something, whom one can trade
 * with. Offers come by the prompt, a touch does the same, and the panels follow what the world tells.
 */
import { STATUS } from "../../../../world/kinds.ts";
import type { WealdClient } from "../../sdk/mod.ts";
import type { SeenEntity } from "../../sdk/mod.ts";
import type { Offer } from "../hud/prompt.ts";
import { BagPanel } from "../panels/bag.ts";
import { BankPanel } from "../panels/bank.ts";
import type { Worn } from "../art/worn.ts";
import { GearPanel } from "../panels/gear.ts";
import { LootPanel } from "../panels/loot.ts";
import type { Panels } from "../panels/panels.ts";
import type { ThingDeed } from "../panels/thing_card.ts";
import type { Service } from "../panels/services.ts";
import { coinText, type Thing, Things } from "../panels/things.ts";
import { TradePanel } from "../panels/trade.ts";
import { VendorPanel } from "../panels/vendor.ts";
import type { Going } from "./going.ts";
import type { Around, PlayPart } from "./play.ts";
import { soon } from "../soon.ts";

/** How near things, counters and corpses are that can be reached, in metres: a little less than the world's own. */
const PILE_METRES = 2.8;
const COUNTER_METRES = 4.6;
const CORPSE_METRES = 3.6;
const REACHES: Readonly<Partial<Record<string, number>>> = { pile: PILE_METRES, npc: COUNTER_METRES };
/** Who is as near takes what is given. */
const GIVE_METRES = 2.8;
/** To so many of them it is offered, who is aimed at before the nearest. */
const GIVE_MAX = 3;
/** A touch within this of somebody or something means it, in metres. */
const TOUCH_METRES = 1.1;

/** Topics that the panels show. */
const SHOWN = new Set([
  ...["bag", "bagPlaces", "bank", "worn", "vendor", "prices", "loot", "rolls", "trade", "tradeAsks", "vitals"],
]);

/** All of it. Lives as long as the page. */
export class ItemsPart implements PlayPart {
  readonly #client: WealdClient;
  readonly #going: Going;
  readonly things: Things;
  readonly #bag: BagPanel;
  readonly #gear: GearPanel;
  /** What is seen to be worn, by the component `gear`. */
  wornOf: (gear: number) => Worn | null = () => null;
  /** What somebody of a class is called. */
  classOf: (number: number) => string = () => "";
  /** Whom the player aims at; 0 for nobody. */
  aimedAt: () => number = () => 0;
  /** Uses a thing that does the ability of this id. True if the player is to choose a place for it yet. */
  useThing: (what: number, ability: string) => boolean = () => false;
  /** What was to be thrown is kept. */
  keepThing: () => void = () => {};
  /** Players near enough to be given something. */
  #takers: readonly SeenEntity[] = [];
  readonly #vendor: VendorPanel;
  readonly #bank: BankPanel;
  readonly #loot: LootPanel;
  readonly #trade: TradePanel;
  readonly #beside: () => void;
  /** Many values come with one frame: the panels are drawn once after all of them. */
  readonly #drawSoon = soon(() => {
    this.#vendor.draw();
    this.#loot.draw();
    this.#trade.draw();
    this.#bank.draw();
    this.#gear.draw();
    this.#bag.draw();
  });

  /** `going` walks to what is touched farther off; `say` shows a sentence to the player. */
  constructor(
    client: WealdClient,
    panels: Panels,
    { going, say }: { readonly going: Going; readonly say: (text: string) => void },
  ) {
    this.#client = client;
    this.#going = going;
    this.things = new Things(client, say);
    this.#bag = new BagPanel(this.things, panels, (thing) => this.#deedsOf(thing), (what) => this.#priceOf(what));
    this.#bag.useThing = (what, ability) => this.useThing(what, ability);
    this.#bag.keepThing = () => this.keepThing();
    this.#gear = new GearPanel(this.things, panels);
    // Opened before what it stands beside: where there is no room for both, the bag gives way, and a button leads to it.
    const beside = () => this.#bag.panel.open();
    this.#beside = beside;
    this.#vendor = new VendorPanel(this.things, panels, beside, this.#bag.makeButton());
    this.#vendor.panel.onClose = () => this.#drawSoon();
    this.#bank = new BankPanel(this.things, panels, this.#bag.makeButton());
    this.#loot = new LootPanel(this.things, panels);
    this.#trade = new TradePanel(this.things, panels, beside, this.#bag.makeButton());
    this.#gear.wornOf = (gear) => this.wornOf(gear);
    this.#gear.classOf = (number) => this.classOf(number);
    this.#gear.repairs = () => this.#repairs();
    this.things.onCatalog = () => {
      this.#loot.redrawRolls();
      this.#drawSoon();
    };
    client.on("own", ({ topic, key, value }) => {
      if (SHOWN.has(topic)) this.#drawSoon();
      // Whoever opens a counter is told whose it is, and only then.
      if (topic === "counters" && key === "bank" && value !== null) this.#openBank(Number(value.entity));
      if (topic === "vendor" && key === "self" && value !== null) queueMicrotask(() => this.#vendor.opened());
    });
  }

  look(around: Around): void {
    this.things.refresh();
    this.#lookForTakers(around);
    this.#loot.drawRolls(this.#client.tick, this.#client.welcome?.tickRate ?? 20);
    if (this.#bank.entity !== 0 && this.#distance(this.#bank.entity, around) > COUNTER_METRES + 1) {
      this.#bank.panel.close();
    }
  }

  offers(around: Around): Offer[] {
    const offers: Offer[] = [];
    for (const entity of this.#client.entities) {
      const metres = Math.hypot(entity.x - around.x, entity.y - around.y);
      if (metres < COUNTER_METRES) offers.push(...this.#offersOf(entity, metres));
    }
    return offers;
  }

  tap(x: number, y: number, around: Around): boolean {
    let nearest: SeenEntity | null = null;
    let least = TOUCH_METRES;
    for (const entity of this.#client.entities) {
      // Somebody stands where its feet are, and is touched higher up.
      const metres = Math.min(Math.hypot(entity.x - x, entity.y - y), Math.hypot(entity.x - x, entity.y - 0.8 - y));
      if (metres < least && entity.id !== this.#client.ownId) [nearest, least] = [entity, metres];
    }
    if (nearest === null) return false;
    const { id } = nearest;
    const offer = this.#offersOf(nearest, 0).at(0);
    if (offer === undefined) return false;
    const place = () => [...this.#client.entities].find((one) => one.id === id) ?? null;
    this.#going.to({ place, reach: REACHES[nearest.kind] ?? CORPSE_METRES, act: offer.act }, around);
    return true;
  }

  /** Notes who is near enough to be given something; the bag offers that by name. */
  #lookForTakers({ x, y }: Around): void {
    const aim = this.aimedAt();
    const rank = (one: SeenEntity) => one.id === aim ? -1 : Math.hypot(one.x - x, one.y - y);
    const takers = [...this.#client.entities]
      .filter(({ id, kind }) => kind === "player" && id !== this.#client.ownId)
      .filter((one) => Math.hypot(one.x - x, one.y - y) < GIVE_METRES)
      .sort((a, b) => rank(a) - rank(b)).slice(0, GIVE_MAX);
    const same = takers.length === this.#takers.length && takers.every(({ id }, at) => id === this.#takers[at]!.id);
    this.#takers = takers;
    if (!same) this.#drawSoon();
  }

  #give({ id: to, name }: SeenEntity, { what, kind }: Thing, amount: number): void {
    this.things.act("give", { to, what, amount }).then((done) => {
      if (done) this.things.say(`You gave ${name}: ${this.things.amountText(kind, amount)}.`);
    });
  }

  /** Asks somebody to trade. */
  askToTrade(entity: number): void {
    this.things.act("tradeAsk", { to: entity }).then((done) => {
      const name = [...this.#client.entities].find(({ id }) => id === entity)?.name ?? "them";
      if (done && !this.#trade.isTrading) this.things.say(`You asked ${name} to trade.`);
    });
  }

  /** What a person offers besides a talk. */
  servicesOf(entity: number): Service[] {
    const seen = [...this.#client.entities].find(({ id }) => id === entity);
    const npc = seen === undefined ? undefined : this.things.npc(seen.species);
    const services: Service[] = [];
    if (npc === undefined || seen === undefined) return services;
    if (npc.vendor !== null) {
      const act = () => void this.things.act("openVendor", { npc: entity });
      services.push({ deed: "openVendor", text: "Show me what you sell.", act });
    }
    const coins = [...this.#client.own.worn.values()].reduce((sum, { repairCoins }) => sum + repairCoins, 0);
    if (npc.serves.includes("repair") && coins > 0) {
      const act = () => void this.things.act("repair", { npc: entity, what: 0 });
      services.push({ deed: "repairAll", text: `Mend my things: ${coinText(coins)}.`, act });
    }
    if (npc.serves.includes("bank")) {
      services.push({ deed: "openBank", text: "Open my bank.", act: () => this.#openBank(entity) });
    }
    return services;
  }

  #offersOf(entity: SeenEntity, metres: number): Offer[] {
    const { id, kind, thing, amount, species, status } = entity;
    if (kind === "pile" && metres < PILE_METRES) {
      const text = `Pick up: ${this.things.amountText(thing, amount)}`;
      return [{ text, metres, act: () => void this.things.act("pickUp", { pile: id }) }];
    }
    if (kind === "npc" && metres < COUNTER_METRES) {
      const npc = this.things.npc(species);
      const offers: Offer[] = [];
      if (npc?.vendor) {
        offers.push({
          text: `Trade with ${npc.name}`,
          metres,
          act: () => void this.things.act("openVendor", { npc: id }),
        });
      }
      if (npc?.serves.includes("bank")) {
        offers.push({ text: `The bank: ${npc.name}`, metres, act: () => this.#openBank(id) });
      }
      return offers;
    }
    // A chest that has something left; a gate is only to be seen.
    if (kind === "object" && (status & STATUS.dead) !== 0 && (status & STATUS.looted) === 0 && metres < CORPSE_METRES) {
      return [{ text: "Open the chest", metres, act: () => this.#openCorpse(id) }];
    }
    const isLeft = (status & STATUS.dead) !== 0 && (status & STATUS.looted) === 0;
    if ((kind === "creature" || kind === "npc") && isLeft && metres < CORPSE_METRES) {
      return [{ text: "See what it leaves", metres, act: () => this.#openCorpse(id) }];
    }
    return [];
  }

  /** What can be done with a thing of the bag by what else is open. */
  #deedsOf(thing: Thing): ThingDeed[] {
    const { what } = thing;
    const deeds: ThingDeed[] = [];
    if (this.#trade.isTrading && !thing.bound) {
      deeds.push({ text: "Offer", counted: true, act: (amount) => this.#trade.offer(thing, amount) });
    }
    for (const taker of thing.bound ? [] : this.#takers) {
      deeds.push({ text: `Give to ${taker.name}`, counted: true, act: (amount) => this.#give(taker, thing, amount) });
    }
    if (this.things.item(thing.kind)?.category === "seed") {
      deeds.push({ text: "Sow one here", act: () => void this.things.act("plant", { what, x: 0, y: 0 }) });
    }
    const pays = this.#priceOf(what);
    const npc = this.#vendor.entity;
    if (pays !== 0) {
      const act = (amount: number) => void this.things.act("sell", { npc, what, amount });
      deeds.push({
        text: (amount) => `Sell${thing.amount > 1 ? ` ${amount}` : ""} for ${coinText(amount * pays)}`,
        counted: true,
        act,
      });
    }
    if (this.#bank.entity !== 0) {
      const banker = this.#bank.entity;
      const act = (amount: number) => void this.things.act("bankPut", { npc: banker, what, amount });
      deeds.push({ text: "Put into the bank", counted: true, act });
    }
    return deeds;
  }

  /** What the open counter pays for one of a thing; 0: nothing. */
  #priceOf(what: number): number {
    return this.#vendor.entity === 0 ? 0 : this.#client.own.prices.get(String(what))?.coins ?? 0;
  }

  #openBank(banker: number): void {
    this.#beside();
    this.#bank.openAt(banker);
  }

  #openCorpse(corpse: number): void {
    this.things.act("openCorpse", { corpse }).then((done) => {
      if (done) this.#loot.opened();
    });
  }

  #repairs(): ThingDeed[] {
    if (!this.#vendor.repairs) return [];
    const coins = [...this.#client.own.worn.values()].reduce((sum, { repairCoins }) => sum + repairCoins, 0);
    if (coins === 0) return [];
    const npc = this.#vendor.entity;
    return [{ text: `Repair all · ${coinText(coins)}`, act: () => void this.things.act("repair", { npc, what: 0 }) }];
  }

  #distance(id: number, { x, y }: Around): number {
    for (const entity of this.#client.entities) if (entity.id === id) return Math.hypot(entity.x - x, entity.y - y);
    return Infinity;
  }
}
