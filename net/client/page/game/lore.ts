/** What the catalog says, by number, for whoever on the page needs it: names, looks, abilities, classes. */
import type { CatalogEntryOf } from "../../../../world/content/mod.ts";
import { placeInGear, seenItems, type SeenSlot } from "../../../../world/seen_gear.ts";
import type { Rgb } from "../art/look.ts";
import type { Worn } from "../art/worn.ts";
import type { SeenEntity, WealdClient } from "../../sdk/mod.ts";
import type { Described } from "./actors.ts";

/** An ability as the catalog has it. */
export type AbilityLore = CatalogEntryOf<"abilities">;
/** An effect as the catalog has it. */
export type EffectLore = CatalogEntryOf<"effects">;
/** A class as the catalog has it. */
export type ClassLore = CatalogEntryOf<"classes">;
type CreatureLore = CatalogEntryOf<"creatures">;
type LandmarkLore = CatalogEntryOf<"landmarks">;
type NpcLore = CatalogEntryOf<"npcs">;
/** What grows, as the catalog has it. */
export type NodeLore = CatalogEntryOf<"nodes">;
/** A recipe as the catalog has it. */
export type RecipeLore = CatalogEntryOf<"recipes">;
/** A craft as the catalog has it. */
export type CraftLore = CatalogEntryOf<"crafts">;

/** What somebody of a class is for, in words. */
export const ROLE_WORDS = {
  guardian: "stands in front",
  striker: "strikes hard",
  caster: "works from afar",
  healer: "keeps others alive",
} as const;

const NAMELESS: Described = {
  name: "",
  title: "",
  form: null,
  growth: null,
  landmark: null,
  light: 0,
  tint: "",
  worn: null,
  mood: "friend",
  errand: "none",
};
/** Metres that creatures light up which carry a lamp, or shine themselves. */
const LIGHT_OF_PARTS = { lantern: 5, glow: 2.5 } as const;
function rgbOf(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, value >> 8 & 255, value & 255];
}

const MOOD = { hostile: "foe", neutral: "wary", timid: "wary", friendly: "friend" } as const;

/** Lives as long as the page. */
export class Lore {
  readonly #client: WealdClient;
  #hash = "";
  /** Names of the settlements that content counts, in their order. */
  places: readonly string[] = [];
  abilities: ReadonlyMap<number, AbilityLore> = new Map();
  effects: ReadonlyMap<number, EffectLore> = new Map();
  classes: readonly ClassLore[] = [];
  quests: ReadonlyMap<number, CatalogEntryOf<"quests">> = new Map();
  seasons: readonly CatalogEntryOf<"seasons">[] = [];
  events: ReadonlyMap<number, CatalogEntryOf<"events">> = new Map();
  tasks: ReadonlyMap<number, CatalogEntryOf<"worldQuests">> = new Map();
  nodes: ReadonlyMap<number, NodeLore> = new Map();
  recipes: ReadonlyMap<number, RecipeLore> = new Map();
  crafts: ReadonlyMap<number, CraftLore> = new Map();
  /** Texts of the product that the content has, by id. */
  texts: ReadonlyMap<string, string> = new Map();
  regions: ReadonlyMap<number, CatalogEntryOf<"regions">> = new Map();
  regionList: readonly CatalogEntryOf<"regions">[] = [];
  /** Those that have a plan, in the order in which the terrain counts them. */
  dungeons: readonly CatalogEntryOf<"dungeons">[] = [];
  attributes: readonly CatalogEntryOf<"attributes">[] = [];
  /** From which level on the switch for fights with players can be put on. */
  pvpLevelMin = 1;
  #items: ReadonlyMap<string, { readonly name: string; readonly number: number }> = new Map();
  #seen = seenItems<CatalogEntryOf<"items">>([]);
  readonly #worn = new Map<number, Worn>();
  /** Of kinds of things that give light, how far, by number. */
  #lights: ReadonlyMap<number, Described> = new Map();
  #creatures: ReadonlyMap<number, CreatureLore> = new Map();
  #npcs: ReadonlyMap<number, NpcLore> = new Map();
  #landmarks: ReadonlyMap<number, Described> = new Map();
  #texts = new Map<number, Described>();
  readonly #listeners: (() => void)[] = [];

  constructor(client: WealdClient) {
    this.#client = client;
  }

  /** Calls `listener` when the catalog has come. */
  listen(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Asks for the catalog, if it is another one than before. */
  refresh(): void {
    const hash = this.#client.welcome?.content ?? "";
    if (hash === "" || hash === this.#hash) return;
    this.#hash = hash;
    this.#client.catalog().then(({ kinds }) => {
      const byNumber = <Entry>(entries: readonly { readonly number: number; readonly relic?: boolean }[]) =>
        new Map(entries.filter(({ relic }) => relic !== true).map((entry) => [entry.number, entry as Entry]));
      this.abilities = byNumber<AbilityLore>(kinds.abilities);
      this.effects = byNumber<EffectLore>(kinds.effects);
      this.classes = [...byNumber<ClassLore>(kinds.classes).values()];
      this.#creatures = byNumber<CreatureLore>(kinds.creatures);
      this.#npcs = byNumber<NpcLore>(kinds.npcs);
      this.quests = byNumber<CatalogEntryOf<"quests">>(kinds.quests);
      this.seasons = [...byNumber<CatalogEntryOf<"seasons">>(kinds.seasons).values()];
      this.events = byNumber<CatalogEntryOf<"events">>(kinds.events);
      this.tasks = byNumber<CatalogEntryOf<"worldQuests">>(kinds.worldQuests);
      this.nodes = byNumber<NodeLore>(kinds.nodes);
      this.recipes = byNumber<RecipeLore>(kinds.recipes);
      this.crafts = byNumber<CraftLore>(kinds.crafts);
      this.regions = byNumber<CatalogEntryOf<"regions">>(kinds.regions);
      this.regionList = [...this.regions.values()];
      this.dungeons = [...byNumber<CatalogEntryOf<"dungeons">>(kinds.dungeons).values()];
      this.attributes = [...byNumber<CatalogEntryOf<"attributes">>(kinds.attributes).values()];
      this.pvpLevelMin = Number(kinds.economy[0]?.["pvpLevelMin"] ?? 1);
      this.#items = new Map(kinds.items.map((entry) => [entry.id, entry as never]));
      const items = [...byNumber<CatalogEntryOf<"items">>(kinds.items).values()];
      this.#seen = seenItems(items);
      this.#worn.clear();
      const lamps = items.filter(({ light }) => light > 0);
      this.#lights = new Map(lamps.map(({ number, light }) => [number, { ...NAMELESS, light }]));
      const texts = byNumber<CatalogEntryOf<"texts">>(kinds.texts).values();
      this.texts = new Map([...texts].map(({ id, text }) => [id, text]));
      const landmarks = byNumber<LandmarkLore>(kinds.landmarks).values();
      this.#landmarks = new Map([...landmarks].map((landmark) => [landmark.number, {
        ...{ ...NAMELESS, name: landmark.name, light: landmark.lightMetres },
        landmark: { ...landmark, text: this.filled(landmark.text) },
      }]));
      this.#texts.clear();
      for (const listener of this.#listeners) listener();
    }, () => {
      // It is asked for again with the next look around.
      this.#hash = "";
    });
  }

  /** What somebody near is called and looks like. */
  describe(entity: SeenEntity): Described {
    if (entity.kind === "node" || entity.kind === "crop") return this.#growing(entity);
    const isOfContent = entity.kind === "creature" || entity.kind === "npc";
    if (entity.kind === "object") return this.#landmarks.get(entity.species) ?? NAMELESS;
    if (entity.kind === "pile") return this.#pile(entity.thing);
    if (!isOfContent) return entity.name === "" ? NAMELESS : { ...NAMELESS, name: entity.name };
    const key = entity.kind === "creature" ? entity.species : -entity.species;
    let found = this.#texts.get(key);
    if (found === undefined) {
      found = entity.kind === "creature" ? this.#creature(entity.species) : this.#npc(entity);
      this.#texts.set(key, found);
    }
    if (entity.kind === "creature") return found;
    const errand = this.#client.own.errands.get(String(entity.species));
    return errand === undefined ? found : { ...found, errand: errand.ready ? "ready" : "offers" };
  }

  /** Somebody of the content, by its number. */
  npc(species: number): NpcLore | undefined {
    return this.#npcs.get(species);
  }

  /** What somebody of the content is called, by its id. */
  personName(id: string): string {
    for (const npc of this.#npcs.values()) if (npc.id === id) return npc.name;
    return "somebody";
  }

  /** What a thing is called, by its id. */
  itemName(id: string): string {
    return this.#items.get(id)?.name ?? "something";
  }

  /** The number of a thing's kind, by its id; 0 if there is none. */
  itemNumber(id: string): number {
    return this.#items.get(id)?.number ?? 0;
  }

  /** Metres that things of a kind light up by night. */
  lightOf(kind: number): number {
    return this.#lights.get(kind)?.light ?? 0;
  }

  /** What is seen to be worn, by the component `gear`; the same object for the same things. */
  wornOf(gear: number): Worn | null {
    if (gear === 0) return null;
    let worn = this.#worn.get(gear);
    if (worn === undefined) {
      const thing = (slot: SeenSlot) => {
        const look = this.#seen[slot][placeInGear(gear, slot) - 1]?.look ?? null;
        return look === null ? null : { shape: look.shape, colour: rgbOf(look.colour) };
      };
      worn = { mainHand: thing("mainHand"), head: thing("head"), chest: thing("chest"), offHand: thing("offHand") };
      this.#worn.set(gear, worn);
    }
    return worn;
  }

  /** A craft, by its id. */
  craft(id: string): CraftLore | undefined {
    for (const craft of this.crafts.values()) if (craft.id === id) return craft;
    return undefined;
  }

  /** A creature of the content, by its number. */
  creature(species: number): CreatureLore | undefined {
    return this.#creatures.get(species);
  }

  /** A text with the names that this world has. */
  filled(text: string): string {
    return text.replace(/\{(town|village[1-6])\}/g, (whole, name: string) => {
      return this.places[name === "town" ? 0 : Number(name[7])] ?? whole;
    });
  }

  #pile(thing: number): Described {
    return this.#lights.get(thing) ?? NAMELESS;
  }

  #growing({ species, amount, kind }: SeenEntity): Described {
    const lore = this.nodes.get(species);
    if (lore === undefined) return NAMELESS;
    const stages = lore.crop?.stages ?? 1;
    const isCrop = kind === "crop";
    const growth = {
      ...lore.look,
      full: isCrop ? amount >= stages : amount > 0,
      size: isCrop ? amount / stages : 1,
      stump: lore.where.props.length > 0,
    };
    return { ...NAMELESS, growth };
  }

  #creature(species: number): Described {
    const lore = this.#creatures.get(species);
    if (lore === undefined) return NAMELESS;
    const { parts, plan } = lore.look;
    const shines = parts.includes("glow") || plan === "wisp";
    const light = parts.includes("lantern") ? LIGHT_OF_PARTS.lantern : shines ? LIGHT_OF_PARTS.glow : 0;
    return { ...NAMELESS, name: lore.name, form: lore.look, light, mood: MOOD[lore.attitude] };
  }

  #npc({ species, name }: SeenEntity): Described {
    const lore = this.#npcs.get(species);
    const title = this.filled(lore?.title ?? "");
    return { ...NAMELESS, name: lore?.name ?? name, title };
  }
}
