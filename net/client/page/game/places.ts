/** Where one is, in the content's words: lands with their levels, dungeons and their rooms, and the doors between. */
import { UNITS_PER_METRE } from "../../../../world/base/space.ts";
import type { CatalogEntryOf } from "../../../../world/content/mod.ts";
import { DOOR_REACH_UNITS } from "../../../../world/limits.ts";
import { spotsOf } from "../../../../world/terrain/mod.ts";
import type { Layout, Place, Portal, Settlement } from "../../../../world/terrain/types.ts";
import type { WealdClient } from "../../sdk/mod.ts";
import type { Offer } from "../hud/prompt.ts";
import type { Lore } from "./lore.ts";
import { isWithin, nameOutside, placeAt, settlementAt } from "./place_names.ts";
import type { Around, PlayPart } from "./play.ts";

type DungeonLore = CatalogEntryOf<"dungeons">;
type RoomLore = DungeonLore["rooms"][number];

/** Shows for a while where one has come to: its name, what it is, a sentence of it. */
export type Arrival = (name: string, what: string, text: string) => void;

/** Levels in words: "level 5", "levels 4 to 6". */
export function levelsText({ min, max }: (DungeonLore | CatalogEntryOf<"regions">)["level"]): string {
  return min === max ? `level ${min}` : `levels ${min} to ${max}`;
}

/** For how many players something is meant, in words. */
export function playersText({ min, max }: DungeonLore["players"]): string {
  if (max === 1) return "for one player";
  return min === max ? `for ${min} players` : `for ${min} to ${max} players`;
}

/** The room of a dungeon that a point of its plan is in, in metres from its corner: that of the nearest spot of a room. */
export function roomAt({ plan, rooms }: Pick<DungeonLore, "plan" | "rooms">, x: number, y: number): RoomLore | null {
  let nearest: RoomLore | null = null;
  let least = Infinity;
  for (const spot of spotsOf({ rows: plan })) {
    const room = rooms.find(({ marks }) => marks.includes(spot.mark));
    const away = Math.hypot(spot.x + 0.5 - x, spot.y + 0.5 - y);
    if (room !== undefined && away < least) [nearest, least] = [room, away];
  }
  return nearest;
}

/** Lives as long as the page. */
export class PlacesPart implements PlayPart {
  readonly #client: WealdClient;
  readonly #lore: Lore;
  readonly #say: (text: string) => void;
  readonly #arrive: Arrival;
  /** What the place is called where one is. */
  name = "";
  #entity = 0;
  #settlement: Settlement | null = null;
  #region = 0;
  #dungeon: DungeonLore | null = null;
  #room: RoomLore | null = null;

  /** `say` shows a sentence to the player. */
  constructor(client: WealdClient, lore: Lore, say: (text: string) => void, arrive: Arrival) {
    this.#client = client;
    this.#lore = lore;
    this.#say = say;
    this.#arrive = arrive;
    client.on("entered", ({ entity }) => {
      // Who only lost the connection for a moment has come to nowhere new.
      if (entity === this.#entity) return;
      this.#entity = entity;
      [this.#region, this.#settlement, this.#dungeon, this.#room] = [0, null, null, null];
    });
  }

  look({ terrain, x, y }: Around): void {
    const place = placeAt(terrain.layout, { x, y });
    const dungeon = place === undefined ? null : this.#dungeonOf(place);
    if (dungeon !== null) return this.#lookUnderground(dungeon, x - place!.x, y - place!.y);
    [this.#dungeon, this.#room] = [null, null];
    if (place === undefined) this.#lookOutside(terrain.layout, { x, y });
    const settlement = place === undefined ? this.#settlement : null;
    this.name = settlement?.name ?? nameOutside(terrain.layout, { x, y });
  }

  offers({ terrain, x, y }: Around): Offer[] {
    const { layout } = terrain;
    let nearest: Portal | null = null;
    let least = DOOR_REACH_UNITS / UNITS_PER_METRE;
    for (const door of layout.portals) {
      const metres = Math.hypot(door.x / UNITS_PER_METRE - x, door.y / UNITS_PER_METRE - y);
      if (metres < least) [nearest, least] = [door, metres];
    }
    if (nearest === null) return [];
    const act = () => {
      this.#client.act("passDoor", {}).then((result) => {
        if (result.type === "refused") this.#say(result.text);
      });
    };
    return [{ ...this.#describeDoor(layout, nearest), metres: least, act }];
  }

  #lookOutside(layout: Layout, at: { readonly x: number; readonly y: number }): void {
    this.#lookForLand();
    if (this.#settlement !== null && isWithin(this.#settlement, at, 1.08)) return;
    const here = settlementAt(layout, at);
    if (here === this.#settlement) return;
    this.#settlement = here;
    if (here !== null) this.#arrive(here.name, here.kind === "town" ? "Town" : "Village", "");
  }

  #lookForLand(): void {
    const number = this.#client.own.pvp.get("self")?.region ?? 0;
    const region = this.#lore.regions.get(number);
    if (region === undefined || number === this.#region) return;
    this.#region = number;
    this.#arrive(region.name, sentence(levelsText(region.level)), this.#lore.filled(region.text));
  }

  #lookUnderground(dungeon: DungeonLore, x: number, y: number): void {
    const room = roomAt(dungeon, x, y);
    const isNew = dungeon !== this.#dungeon;
    const before = this.#room;
    [this.#dungeon, this.#room] = [dungeon, room];
    this.name = room === null ? dungeon.name : `${room.name}, ${dungeon.name}`;
    if (isNew) {
      const what = `${sentence(levelsText(dungeon.level))}, ${playersText(dungeon.players)}`;
      this.#arrive(dungeon.name, what, this.#lore.filled(dungeon.text));
    }
    if (room === null || room === before) return;
    this.#arrive(room.name, isNew ? "" : dungeon.name, this.#lore.filled(room.text));
  }

  #dungeonOf({ use }: Place): DungeonLore | null {
    return use.kind === "dungeon" ? this.#lore.dungeons[use.dungeon] ?? null : null;
  }

  #describeDoor({ places, settlements }: Layout, { place, inward }: Portal): Pick<Offer, "text" | "about"> {
    const { use } = places[place]!;
    if (!inward) return { text: "Go outside" };
    if (use.kind === "dungeon") {
      const dungeon = this.#dungeonOf(places[place]!);
      if (dungeon === null) return { text: "Go down" };
      const about = `${sentence(levelsText(dungeon.level))}, ${playersText(dungeon.players)}`;
      return { text: `Go down: ${dungeon.name}`, about };
    }
    const house = settlements.flatMap(({ buildings }) => buildings).find(({ id }) => id === use.house);
    return { text: `Enter the ${house?.use ?? "house"}` };
  }
}

function sentence(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
