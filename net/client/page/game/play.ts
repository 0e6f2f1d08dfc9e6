/**
 * What there is to do besides walking and talking: panels, the prompt for what is at hand, and what a touch on somebody
 * or something means. Each topic of the game has a part here, which hears of keys, of touches and of what is near.
 */
import { settlementsInOrder } from "../../../../world/places/regions.ts";
import type { Terrain } from "../../../../world/terrain/types.ts";
import type { SeenEntity, WealdClient } from "../../sdk/mod.ts";
import type { MapMark } from "../hud/map.ts";
import { type Offer, Prompt } from "../hud/prompt.ts";
import { addHelp } from "../panels/help.ts";
import { Panels } from "../panels/panels.ts";
import { PartyPanel } from "../panels/party.ts";
import type { Actor } from "../scene/actor.ts";
import type { Described } from "./actors.ts";
import { CraftsPart } from "./crafts.ts";
import { DeathPart } from "./death.ts";
import { FightPart } from "./fight.ts";
import { GainsPart } from "./gains.ts";
import { Going } from "./going.ts";
import { HintsPart } from "./hints.ts";
import { ItemsPart } from "./items.ts";
import { LivingPart } from "./living.ts";
import { LandmarksPart } from "./landmarks.ts";
import { Lore } from "./lore.ts";
import { MarketPart } from "./market.ts";
import { type Arrival, PlacesPart } from "./places.ts";
import { PvpPart } from "./pvp.ts";
import { QuestPart } from "./quests.ts";

/** What is around, a few times a second. */
export interface Around {
  readonly terrain: Terrain;
  readonly actors: readonly Actor[];
  /** Where the own character is, in metres. */
  readonly x: number;
  readonly y: number;
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** One topic of the game, as far as it takes part in the play. */
export interface PlayPart {
  /** Looks at what is around. */
  look?(around: Around): void;
  /** What it offers to do here. */
  offers?(around: Around): Offer[];
  /** Takes a key; true if it did something with it. */
  press?(key: string): boolean;
  /** Takes a touch at world metres (x, y); true if it did something with it. */
  tap?(x: number, y: number, around: Around): boolean;
}

/** All of it. Lives as long as the page. */
export class Play {
  readonly panels = new Panels();
  /** What the content says. */
  readonly lore: Lore;
  readonly fight: FightPart;
  readonly living: LivingPart;
  readonly quests: QuestPart;
  readonly places: PlacesPart;
  readonly landmarks: LandmarksPart;
  readonly #pvp: PvpPart;
  readonly #death: DeathPart;
  readonly #going: Going;
  readonly #prompt = new Prompt();
  readonly #parts: readonly PlayPart[];
  readonly #client: WealdClient;
  #around: Around | null = null;
  #ownLight = 0;

  /**
   * `say` shows a sentence to the player; `walkTo` walks to a point in metres; `arrive` says where one has come to;
   * `bubble` shows words above somebody or something; `whisper` begins a line to the player of a name alone.
   */
  constructor(
    client: WealdClient,
    say: (text: string) => void,
    walkTo: (x: number, y: number) => void,
    arrive: Arrival,
    bubble: (entity: number, text: string) => void,
    whisper: (name: string) => void,
  ) {
    this.#client = client;
    this.lore = new Lore(client);
    this.fight = new FightPart(client, this.lore, this.panels, { walkTo, say });
    this.living = new LivingPart(client, this.lore, this.panels, say);
    this.#going = new Going(walkTo);
    this.quests = new QuestPart(client, this.lore, this.panels, { going: this.#going, say });
    this.places = new PlacesPart(client, this.lore, say, arrive);
    this.landmarks = new LandmarksPart(bubble);
    this.#pvp = new PvpPart(client, this.lore, say);
    this.#death = new DeathPart(client, this.lore, say);
    const party = new PartyPanel(client, this.lore, this.panels, say);
    const items = new ItemsPart(client, this.panels, { going: this.#going, say });
    items.wornOf = (gear) => this.lore.wornOf(gear);
    items.classOf = (number) => this.lore.classes.find((one) => one.number === number)?.name ?? "No class yet";
    items.aimedAt = () => this.fight.target;
    items.useThing = (what, ability) => this.fight.useThing(what, ability);
    items.keepThing = () => void this.fight.endAiming();
    const crafts = new CraftsPart(client, this.lore, this.panels, {
      ...{ things: items.things, going: this.#going, say },
    });
    const market = new MarketPart(client, this.lore, items.things, this.panels, say);
    this.quests.services = (entity) => [items, crafts, market].flatMap((part) => part.servicesOf(entity));
    party.aim = (entity) => this.fight.aimAt(entity);
    party.trade = (entity) => items.askToTrade(entity);
    const { frame } = this.fight;
    frame.mayAsk = (entity) => party.mayAsk(entity);
    frame.ask = (entity) => party.ask(entity);
    frame.trade = (entity) => items.askToTrade(entity);
    frame.whisper = whisper;
    this.#parts = [
      { look: ({ actors }) => party.show(actors) },
      this.#going,
      this.places,
      this.quests,
      items,
      market,
      new GainsPart(client, items.things, (entity, text) => this.fight.rise(entity, text)),
      new HintsPart(client, this.lore, say),
      this.living,
      this.#pvp,
      this.#death,
      this.fight,
      // After who can be aimed at: a touch on a carcass skins it, one on who lives aims.
      crafts,
      this.landmarks,
    ];
    addHelp(this.panels);
  }

  /** What belongs on the maps. */
  get marks(): MapMark[] {
    return [...this.landmarks.marks, ...this.quests.marks, ...this.#death.marks];
  }

  /** What somebody near is called, looks like, and how it stands to the player. */
  describe(entity: SeenEntity): Described {
    let described = this.#pvp.describe(entity, this.lore.describe(entity));
    const tint = entity.aura === 0 ? null : this.lore.effects.get(entity.aura)?.tint ?? null;
    if (tint !== null) described = { ...described, tint };
    if (described.landmark !== null && !this.landmarks.isNamed(entity.id)) described = { ...described, name: "" };
    if (entity.gear !== 0) described = { ...described, worn: this.lore.wornOf(entity.gear) };
    return entity.id === this.#client.ownId ? { ...described, light: this.#ownLight } : described;
  }

  /** How far the best lamp shines that one carries, in metres. */
  #lookForLamps(): void {
    const { bag, worn } = this.#client.own;
    this.#ownLight = 0;
    for (const [key, { kind }] of [...bag, ...worn]) {
      this.#ownLight = Math.max(this.#ownLight, this.lore.lightOf(kind ?? Number(key)));
    }
  }

  /** Looks at what is around. */
  look(around: Around): void {
    this.#around = around;
    this.#lookForLamps();
    if (this.lore.places.length === 0) {
      this.lore.places = settlementsInOrder(around.terrain.layout).map(({ name }) => name);
    }
    for (const part of this.#parts) part.look?.(around);
    // Nobody offers anything to the dead.
    this.#prompt.show(this.fight.isDead ? [] : this.#parts.flatMap((part) => part.offers?.(around) ?? []));
  }

  /** The player walks by its own will: it goes after nothing any more. */
  stopGoing(): void {
    this.fight.stopFollowing();
    this.#going.stop();
  }

  /**
   * Escape: looks for no place any more, or closes the newest panel, or else stops what the character is at. False if the
   * character is to stop.
   */
  escape(): boolean {
    if (this.fight.endAiming() || this.panels.closeLast()) return true;
    this.fight.letGo();
    return false;
  }

  /** Takes a key that neither walks nor talks. */
  press(key: string): boolean {
    return this.#prompt.press(key) || this.panels.press(key) || this.#parts.some((part) => part.press?.(key) ?? false);
  }

  /** The mouse is over a pixel of the page, and over a place in the world, in metres; null while nothing is shown. */
  point(pixel: Spot, place: Spot | null): void {
    this.fight.point(pixel.x, pixel.y);
    this.landmarks.point(place);
  }

  /** Takes a touch at world metres (x, y). False if it means nothing but walking there. */
  tap(x: number, y: number): boolean {
    const around = this.#around;
    this.#going.stop();
    return this.fight.tapGround(x, y) ||
      around !== null && this.#parts.some((part) => part.tap?.(x, y, around) ?? false);
  }
}
