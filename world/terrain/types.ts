/**
 * What terrain is, for whoever uses it: the simulation (collision, paths, places), the players' page (drawing,
 * prediction) and the console's map. It is a pure function of a seed and a recipe (rules.ts), so the page makes its own and no terrain
 * crosses the network.
 */

import type { TerrainRecipe } from "./rules.ts";

/** Side of a chunk in metres, and of its grids: ground samples each metre, blocked flags each half metre. */
export const CHUNK_METRES = 64;
export const GROUND_PER_CHUNK = 64;
export const BLOCKED_PER_CHUNK = 128;

/** Kinds of ground, as stored in `Chunk.ground`. */
export const GROUND = {
  deepWater: 0,
  shallowWater: 1,
  sand: 2,
  grass: 3,
  meadow: 4,
  forest: 5,
  rock: 6,
  snow: 7,
  road: 8,
  plaza: 9,
  field: 10,
  floor: 11,
  /** Beside the land: where nothing is, walls, floors of wood and of stone. */
  void: 12,
  wall: 13,
  planks: 14,
  cave: 15,
} as const;
export type Ground = (typeof GROUND)[keyof typeof GROUND];

/**
 * Things that stand on the ground and never move. A fence is one section of 2 m, and bit 0 of its variant is its
 * direction: 0 along x, 1 along y. Wells and stalls stand on patches of `floor`, so that road and plaza never block.
 */
export const PROP = {
  oak: 0,
  pine: 1,
  birch: 2,
  bush: 3,
  boulder: 4,
  reeds: 5,
  flowers: 6,
  well: 7,
  stall: 8,
  fence: 9,
  lamp: 10,
  bench: 11,
  haystack: 12,
  deadTree: 13,
  snowPine: 14,
  boat: 15,
  table: 16,
  stool: 17,
  bed: 18,
  hearth: 19,
  barrel: 20,
  shelf: 21,
  anvil: 22,
  crate: 23,
  counter: 24,
  pillar: 25,
  bones: 26,
  crystal: 27,
  altar: 28,
  torch: 29,
} as const;
export type PropKind = (typeof PROP)[keyof typeof PROP];

/** A prop: where (units of 1/256 m), of what kind, how large, and a number from which drawing varies it. */
export interface Prop {
  readonly kind: PropKind;
  readonly x: number;
  readonly y: number;
  /** Radius of what is drawn (a crown, a boulder), in units. What blocks may be smaller: a trunk. */
  readonly radius: number;
  /** Radius that blocks, in units; 0 for none. */
  readonly blockRadius: number;
  readonly variant: number;
}

/** What a building is for. */
export type BuildingUse = "house" | "tavern" | "smithy" | "mill" | "market" | "chapel" | "hall" | "barn" | "workshop";

/** A building: an axis-aligned rectangle of walls, which block, with a door on one side into a room beside the land. */
export interface Building {
  /** Unique in the world: settlement index * 256 + number. */
  readonly id: number;
  readonly use: BuildingUse;
  /** Corner with the least x and y, and size, in whole metres. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** A walkable point just outside the door, in units. */
  readonly doorX: number;
  readonly doorY: number;
  /** Side of the door. */
  readonly doorSide: "north" | "east" | "south" | "west";
  readonly variant: number;
}

/** One town to a world, and villages around it. */
export type SettlementKind = "town" | "village";

/** A town or village: a name, a square in its middle, buildings. Coordinates in units. */
export interface Settlement {
  readonly index: number;
  readonly kind: SettlementKind;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** Everything of it lies within this radius, in units. */
  readonly radius: number;
  readonly buildings: readonly Building[];
}

/** A road between two settlements: a polyline in whole metres and a width in metres. */
export interface Road {
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** A room or a copy of a dungeon, beside the land. Corner and size in metres, points in units. */
export interface Place {
  readonly number: number;
  readonly use:
    | { readonly kind: "room"; readonly house: number }
    | { readonly kind: "dungeon"; readonly dungeon: number; readonly copy: number };
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Its floor plan: floorplan.ts. */
  readonly rows: readonly string[];
  /** The middle of its door, and the first step inside. */
  readonly doorX: number;
  readonly doorY: number;
  readonly insideX: number;
  readonly insideY: number;
  readonly variant: number;
}

/** A door, seen from one side: where it is and where it leads, in units. */
export interface Portal {
  readonly x: number;
  readonly y: number;
  /** The place that it leads into, or out of; of a dungeon the first copy, whichever copy one comes to. */
  readonly place: number;
  readonly inward: boolean;
  readonly toX: number;
  readonly toY: number;
}

/** What is decided for the whole world at once, before any chunk: made in well under 300 ms. */
export interface Layout {
  readonly seed: number;
  /** Side of the world in metres. */
  readonly metres: number;
  readonly settlements: readonly Settlement[];
  readonly roads: readonly Road[];
  /** Where newcomers appear, in units: a free place on the town's square. */
  readonly spawnX: number;
  readonly spawnY: number;
  readonly places: readonly Place[];
  readonly portals: readonly Portal[];
  /** What the terrain was made of besides its seed. */
  readonly recipe: TerrainRecipe;
}

/** One chunk of 64 x 64 m. */
export interface Chunk {
  /** Chunk coordinates: metres / 64, rounded down. */
  readonly x: number;
  readonly y: number;
  /** Heights at the corners of the metre grid, (64 + 1)^2, in 1/4 m above the water line, row by row. */
  readonly heights: Int16Array;
  /** Ground of each square metre, 64^2, row by row. */
  readonly ground: Uint8Array;
  /** One bit per half metre, 128^2, row by row, low bit first: 1 where the middle of a walker cannot be. */
  readonly blocked: Uint32Array;
  /** The same for who swims: deep water is free. Where there is none, the very same array. */
  readonly solid: Uint32Array;
  /** Props whose middle lies in this chunk, ordered by y then x. */
  readonly props: readonly Prop[];
  /** Buildings that touch this chunk. */
  readonly buildings: readonly Building[];
}

/** A coarse picture of the whole world: one sample each 16 m, for minimaps, the console and the far simulation. */
export interface Overview {
  /** Samples per side: metres / 16. */
  readonly size: number;
  /** Ground of each sample, row by row. */
  readonly ground: Uint8Array;
  /** Height of each sample in 1/4 m. */
  readonly heights: Int16Array;
}

/** The terrain of one seed. Everything it answers is the same on every machine and in every order of asking. */
export interface Terrain {
  readonly layout: Layout;
  /** The chunk at chunk coordinates; made on demand and kept in a bounded cache. Outside the world: all deep water, blocked. */
  chunk(chunkX: number, chunkY: number): Chunk;
  /** Whether the middle of a walker may not be at (x, y), in units. Fast: one lookup in a cached chunk. */
  isBlocked(x: number, y: number): boolean;
  /** The same for who swims. */
  isSolid(x: number, y: number): boolean;
  /** Ground at (x, y), in units. */
  groundAt(x: number, y: number): Ground;
  /** Height at (x, y), in units of position, interpolated between the corners. */
  heightAt(x: number, y: number): number;
  /** How much the square metre at (x, y) rises from its lowest to its highest corner, in 1/4 m; at most 255. */
  riseAt(x: number, y: number): number;
  /** True if a walker can go straight from one point to the other, sampled each quarter metre. */
  isClear(fromX: number, fromY: number, toX: number, toY: number): boolean;
  /** The coarse picture; made once, on first use, in under 150 ms. */
  overview(): Overview;
  /** The nearest free point to (x, y) within `radius` units, or null. Deterministic: rings outward, fixed order. */
  nearestFree(x: number, y: number, radius: number): { x: number; y: number } | null;
}
