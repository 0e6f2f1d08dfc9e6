/** Things as the panels show them: what a number is, its name and colour, and what is done with it. */
import type { CatalogEntryOf, Icon, Item } from "../../../../world/content/mod.ts";
import type { ActionFields, ActionName } from "../../../../world/actions.ts";
import { isInstance } from "../../../../world/ledger/things.ts";
import type { WealdClient } from "../../sdk/mod.ts";

/** What the catalog says of an item. */
export type CatalogItem =
  & Pick<Item, "id" | "name" | "text" | "icon" | "category" | "quality" | "stack" | "level" | "classes" | "slot">
  & Pick<Item, "twoHanded" | "stats" | "weapon" | "armour" | "use" | "binding" | "durability" | "bagPlaces" | "tool">
  & Pick<Item, "teaches" | "opens" | "light">
  & { readonly number: number };

/** So many of something. */
export interface Thing {
  /** Its number: a kind, or a single thing. */
  readonly what: number;
  readonly kind: number;
  readonly amount: number;
  readonly quality: number;
  /** -1: it does not wear out, or is no single thing. */
  readonly durability: number;
  readonly maker: string;
  readonly bound: boolean;
}

/** What values of topics have of a thing. */
type ThingFields = { readonly [Field in keyof Thing]?: Thing[Field] | undefined };

/** Names of qualities from low to high; the style sheet has a colour for each. */
export const QUALITY_WORDS = ["poor", "common", "fine", "rare", "storied"] as const;

const UNKNOWN_ICON: Icon = { shape: "circle", colour: "#8a8f96", back: "#2b2f36" };
/** The order of a bag: by what things are for. */
const CATEGORIES: readonly Item["category"][] = [
  ...["weapon", "armour", "jewellery", "trinket", "bag", "potion", "food", "drink", "scroll", "recipe"] as const,
  ...["tool", "light", "seed", "material", "quest", "key", "junk", "coin"] as const,
];

/** What is done with one that does something by itself, for a button; "" for one that does nothing. */
export function useWord({ use, teaches, opens }: Pick<CatalogItem, "use" | "teaches" | "opens">): string {
  if (teaches !== null) return "Read";
  if (opens !== null) return "Open";
  return use === null ? "" : "Use";
}

/** The catalog's items, and what is done with things. Lives as long as the page. */
export class Things {
  readonly client: WealdClient;
  readonly #say: (text: string) => void;
  #items: readonly (CatalogItem | undefined)[] = [];
  #npcs: ReadonlyMap<
    number,
    { readonly name: string; readonly serves: readonly string[]; readonly vendor: string | null }
  > = new Map();
  #tradable: readonly CatalogItem[] = [];
  /** What attributes are called, and what a point of one is good for, by id. */
  #attributes: ReadonlyMap<string, { readonly name: string; readonly text: string }> = new Map();
  #hash = "";
  /** Called when the catalog has come. */
  onCatalog: () => void = () => {};

  /** `say` shows a sentence to the player. */
  constructor(client: WealdClient, say: (text: string) => void) {
    this.client = client;
    this.#say = say;
  }

  /** Asks for the catalog, if it is another one than before. */
  refresh(): void {
    const hash = this.client.welcome?.content ?? "";
    if (hash === "" || hash === this.#hash) return;
    this.#hash = hash;
    this.client.catalog().then(({ kinds }) => {
      const items: (CatalogItem | undefined)[] = [];
      for (const entry of kinds.items) if (entry.relic !== true) items[entry.number] = entry as unknown as CatalogItem;
      this.#items = items;
      this.#tradable = [];
      const attributes = kinds.attributes as unknown as readonly CatalogEntryOf<"attributes">[];
      this.#attributes = new Map(attributes.map(({ id, name, text }) => [id, { name, text }]));
      const [economy] = kinds.economy as unknown as readonly CatalogEntryOf<"economy">[];
      if (economy !== undefined) [coinWords.one, coinWords.many] = [economy.coin.one, economy.coin.many];
      this.#npcs = new Map(kinds.npcs.map((entry) => [entry.number, entry as never]));
      this.onCatalog();
    }, () => {
      // It is asked for again with the next look around.
      this.#hash = "";
    });
  }

  /** What an item's kind is; undefined where the content has it no more, or has not come. */
  item(kind: number): CatalogItem | undefined {
    return this.#items[kind];
  }

  /** What an attribute is called and good for; undefined for other stats. */
  attribute(stat: string) {
    return this.#attributes.get(stat);
  }

  /** Whether things of a kind can change hands at a market board at all. */
  isTradable(kind: number): boolean {
    const binding = this.item(kind)?.binding;
    return kind > 1 && binding !== undefined && binding !== "pickUp" && binding !== "quest";
  }

  /** All kinds that can, by name. */
  tradable(): readonly CatalogItem[] {
    if (this.#tradable.length === 0) {
      const known = this.#items.filter((item) => item !== undefined);
      this.#tradable = known.filter(({ number }) => this.isTradable(number)).sort((a, b) => a.name < b.name ? -1 : 1);
    }
    return this.#tradable;
  }

  /** What a kind is called; dots while the catalog is still on its way. */
  name(kind: number): string {
    return this.item(kind)?.name ?? (this.#items.length === 0 ? "…" : "Something forgotten");
  }

  /** So many of a kind, in words. */
  amountText(kind: number, amount: number): string {
    if (kind === COINS) return coinText(amount);
    return amount === 1 ? this.name(kind) : `${amount} × ${this.name(kind)}`;
  }

  icon(kind: number): Icon {
    return this.item(kind)?.icon ?? UNKNOWN_ICON;
  }

  /** Somebody of the content, by its number. */
  npc(species: number) {
    return this.#npcs.get(species);
  }

  /** A thing from the key of a topic and its value. */
  thing(what: number, value: ThingFields): Thing {
    const { amount = 1, durability = 0, maker = "", bound = false } = value;
    const kind = value.kind ?? what;
    const item = this.item(kind);
    const isSingle = isInstance(what);
    const quality = isSingle && value.quality !== undefined
      ? value.quality
      : QUALITY_WORDS.indexOf(item?.quality ?? "common");
    return { what, kind, amount, quality, durability: isSingle && item?.durability ? durability : -1, maker, bound };
  }

  /** All things of a topic whose keys are numbers of things, in order; coins are left out. */
  list(topic: ReadonlyMap<string, ThingFields>): Thing[] {
    const things = [...topic].filter(([key]) => Number(key) > 1).map(([key, value]) => this.thing(Number(key), value));
    return things.sort((a, b) =>
      this.#order(a) - this.#order(b) || b.quality - a.quality || a.kind - b.kind || a.what - b.what
    );
  }

  /** Does something, and says why if it is refused. */
  async act<Name extends ActionName>(name: Name, fields: ActionFields<Name>): Promise<boolean> {
    const result = await this.client.act(name, fields);
    if (result.type === "refused") this.#say(result.text);
    return result.type === "done";
  }

  say(text: string): void {
    this.#say(text);
  }

  #order({ kind }: Thing): number {
    return CATEGORIES.indexOf(this.item(kind)?.category ?? "junk");
  }
}

/** Coins are of this kind. */
export const COINS = 1;

/** What coins are called by the content of the page's world. */
const coinWords = { one: "coin", many: "coins" };

/** Coins in words. */
export function coinText(coins: number): string {
  return coins === 1 ? `1 ${coinWords.one}` : `${coins.toLocaleString("en")} ${coinWords.many}`;
}

/** What several coins are called. */
export function coinsWord(): string {
  return coinWords.many;
}
