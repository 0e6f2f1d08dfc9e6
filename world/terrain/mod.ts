/**
 * The terrain of a seed and a recipe: `makeTerrain(seed, recipe)`. Pure and bit-exact: the server, every player's page and the console
 * make the same one. See types.ts for what it answers.
 */
import { assert } from "../base/assert.ts";
import { PLANE_WIDTH_UNITS, WORLD_UNITS } from "../limits.ts";
import { makeChunk } from "./_chunk.ts";
import { type Climate, makeClimate } from "./_ground.ts";
import { CHUNK_COLUMNS, CHUNKS_CACHED_MAX, CHUNKS_FIRST_MAX, CHUNKS_PER_SIDE } from "./limits.ts";
import { makeOverview } from "./_overview.ts";
import { makePlan, type Plan } from "./_plan.ts";
import { makePlaceChunk } from "./_place_chunk.ts";
import { placeAt, sortByLot } from "./_place_layout.ts";
import { DEFAULT_RECIPE, type TerrainRecipe } from "./rules.ts";
import { findNearestFree, isClearOf } from "./walk.ts";
import {
  BLOCKED_PER_CHUNK,
  type Chunk,
  CHUNK_METRES,
  GROUND,
  type Ground,
  GROUND_PER_CHUNK,
  type Layout,
  type Overview,
  type Terrain,
} from "./types.ts";

export { type Floorplan, floorplanProblem, letterOf, lettersOf, type PlanSpot, spotsOf } from "./floorplan.ts";
export { DUNGEON_COPIES, DUNGEON_METRES_MAX, DUNGEONS_MAX } from "./_place_layout.ts";
export {
  DEFAULT_FOOTING,
  DEFAULT_LAND,
  DEFAULT_RECIPE,
  type FootingRules,
  LandError,
  type LandRules,
  type TerrainRecipe,
} from "./rules.ts";
export { findNearestFree, isClearOf } from "./walk.ts";
export { BLOCKED_PER_CHUNK, CHUNK_METRES, GROUND, GROUND_PER_CHUNK, PROP } from "./types.ts";
export type {
  Building,
  BuildingUse,
  Chunk,
  Ground,
  Layout,
  Overview,
  Place,
  Portal,
  Prop,
  PropKind,
  Road,
  Settlement,
  SettlementKind,
  Terrain,
} from "./types.ts";

/** Changes whenever the same seed gives another world. Saved worlds and clients name the version they were made with. */
export const TERRAIN_VERSION = 2;

const CHUNK_SHIFT = 14;
const HALF_METRE_SHIFT = 7;
const METRE_SHIFT = 8;

assert(1 << CHUNK_SHIFT === CHUNK_METRES * 256, "a chunk is 2^14 units: 64 * 256");

/**
 * The terrain of a seed, a whole number from 0 to 2^32 - 1, by the rules and with the dungeons of a recipe. Takes about
 * a tenth of a second; chunks come on demand. Throws `LandError` where the rules ask for more than there is room for.
 */
export function makeTerrain(seed: number, recipe: TerrainRecipe = DEFAULT_RECIPE): Terrain {
  assert(Number.isInteger(seed) && seed >= 0 && seed <= 0xffff_ffff, `a seed is from 0 to 2^32 - 1, not ${seed}`);
  return new ChunkedTerrain(makePlan(seed, recipe), makeClimate(seed, recipe.land));
}

/** All that chunks are made from: plain data, so that it can be kept and a terrain made from it again. */
export interface TerrainParts {
  readonly plan: Plan;
  readonly climate: Climate;
  /** Null if nobody asked for it yet. */
  readonly overview: Overview | null;
}

/** What is asked of a chunk as long as its terrain lives: flags and ground, and how much each metre rises. */
export interface ChunkFacts {
  readonly blocked: Uint32Array;
  /** The very same array as `blocked` where there is no deep water. */
  readonly solid: Uint32Array;
  readonly ground: Uint8Array;
  readonly rises: Uint8Array;
}

/** Changes whenever `TerrainParts` or `ChunkFacts` have another shape or meaning. A test holds it. */
export const PARTS_VERSION = 1;

/** What a terrain is made of. */
export function partsOf(terrain: Terrain): TerrainParts | null {
  return terrain instanceof ChunkedTerrain ? terrain.parts : null;
}

/** A terrain of these parts: the same as the one that they are of. */
export function terrainOfParts({ plan, climate, overview }: TerrainParts): Terrain {
  return new ChunkedTerrain(plan, climate, overview);
}

/** Numbers of the chunks that were made first, in their order: row * 64 columns and those beside the land + column. */
export function chunksMadeFirst(terrain: Terrain): readonly number[] {
  return terrain instanceof ChunkedTerrain ? terrain.madeFirst : [];
}

/** What is asked of a chunk that was made; null where some of it would have to be made again. */
export function chunkFactsOf(terrain: Terrain, number: number): ChunkFacts | null {
  return terrain instanceof ChunkedTerrain ? terrain.factsOf(number) : null;
}

/** Gives a terrain what is asked of a chunk, as it was made by another of the same parts. */
export function giveChunkFacts(terrain: Terrain, number: number, facts: ChunkFacts): void {
  if (terrain instanceof ChunkedTerrain) terrain.give(number, facts);
}

/** A terrain with its cache. A class because it has a lifetime and its fields are on the hottest path of the server. */
class ChunkedTerrain implements Terrain {
  readonly layout: Layout;
  readonly #plan: Plan;
  readonly #climate: Climate;
  /** Places by the lot that they lie in. */
  readonly #lots: ReadonlyMap<number, number>;
  /** Blocked flags and ground of every chunk made so far: 6 to 8 kB each, 28 MB if a server walks the whole world. */
  readonly #blocked: (Uint32Array | null)[];
  readonly #solid: (Uint32Array | null)[];
  readonly #ground: (Uint8Array | null)[];
  /** How much each metre rises, of the chunks of which that was asked: 4 kB each. */
  readonly #rises: (Uint8Array | undefined)[] = [];
  /** Whole chunks, least recently asked for first. */
  readonly #chunks = new Map<number, Chunk>();
  #last: Chunk;
  #overview: Overview | null;
  readonly madeFirst: number[] = [];
  readonly #outside = makeOutside();

  constructor(plan: Plan, climate: Climate, overview: Overview | null = null) {
    this.#overview = overview;
    this.layout = plan.layout;
    this.#plan = plan;
    this.#climate = climate;
    this.#lots = sortByLot(plan.layout.places);
    this.#blocked = new Array(CHUNK_COLUMNS * CHUNKS_PER_SIDE).fill(null);
    this.#solid = new Array(CHUNK_COLUMNS * CHUNKS_PER_SIDE).fill(null);
    this.#ground = new Array(CHUNK_COLUMNS * CHUNKS_PER_SIDE).fill(null);
    this.#last = this.#outside;
  }

  get parts(): TerrainParts {
    return { plan: this.#plan, climate: this.#climate, overview: this.#overview };
  }

  factsOf(number: number): ChunkFacts | null {
    const [blocked, solid, ground] = [this.#blocked[number], this.#solid[number], this.#ground[number]];
    if (!blocked || !solid || !ground) return null;
    const chunk = this.#chunks.get(number);
    if (chunk !== undefined) this.#rises[number] ??= makeRises(chunk);
    const rises = this.#rises[number];
    return rises === undefined ? null : { blocked, solid, ground, rises };
  }

  give(number: number, { blocked, solid, ground, rises }: ChunkFacts): void {
    this.#blocked[number] = blocked;
    this.#solid[number] = solid;
    this.#ground[number] = ground;
    this.#rises[number] = rises;
    this.#note(number);
  }

  #note(number: number): void {
    if (this.madeFirst.length < CHUNKS_FIRST_MAX && !this.madeFirst.includes(number)) this.madeFirst.push(number);
  }

  chunk(chunkX: number, chunkY: number): Chunk {
    if (this.#last.x === chunkX && this.#last.y === chunkY) return this.#last;
    if (!(chunkX >= 0 && chunkY >= 0 && chunkX < CHUNK_COLUMNS && chunkY < CHUNKS_PER_SIDE)) {
      return { ...this.#outside, x: chunkX, y: chunkY };
    }
    const number = chunkY * CHUNK_COLUMNS + chunkX;
    let chunk = this.#chunks.get(number);
    if (chunk === undefined) {
      chunk = this.#make(chunkX, chunkY);
      this.#blocked[number] = chunk.blocked;
      this.#solid[number] = chunk.solid;
      this.#ground[number] = chunk.ground;
      this.#note(number);
      if (this.#chunks.size >= CHUNKS_CACHED_MAX) {
        for (const oldest of this.#chunks.keys()) {
          this.#chunks.delete(oldest);
          break;
        }
      }
    } else this.#chunks.delete(number);
    this.#chunks.set(number, chunk);
    this.#last = chunk;
    return chunk;
  }

  #make(chunkX: number, chunkY: number): Chunk {
    if (chunkX < CHUNKS_PER_SIDE) return makeChunk(this.#plan, this.#climate, chunkX, chunkY);
    const place = placeAt(this.layout.places, this.#lots, chunkX * CHUNK_METRES, chunkY * CHUNK_METRES);
    return makePlaceChunk(place, chunkX, chunkY);
  }

  isBlocked(x: number, y: number): boolean {
    if (!(x >= 0 && y >= 0 && x < PLANE_WIDTH_UNITS && y < WORLD_UNITS)) return true;
    const number = (y >> CHUNK_SHIFT) * CHUNK_COLUMNS + (x >> CHUNK_SHIFT);
    return isSet(this.#blocked[number] ?? this.chunk(x >> CHUNK_SHIFT, y >> CHUNK_SHIFT).blocked, x, y);
  }

  isSolid(x: number, y: number): boolean {
    if (!(x >= 0 && y >= 0 && x < PLANE_WIDTH_UNITS && y < WORLD_UNITS)) return true;
    const number = (y >> CHUNK_SHIFT) * CHUNK_COLUMNS + (x >> CHUNK_SHIFT);
    return isSet(this.#solid[number] ?? this.chunk(x >> CHUNK_SHIFT, y >> CHUNK_SHIFT).solid, x, y);
  }

  groundAt(x: number, y: number): Ground {
    if (!(x >= 0 && y >= 0 && x < PLANE_WIDTH_UNITS && y < WORLD_UNITS)) return GROUND.deepWater;
    const number = (y >> CHUNK_SHIFT) * CHUNK_COLUMNS + (x >> CHUNK_SHIFT);
    const ground = this.#ground[number] ?? this.chunk(x >> CHUNK_SHIFT, y >> CHUNK_SHIFT).ground;
    const column = (x >> METRE_SHIFT) & (GROUND_PER_CHUNK - 1);
    const row = (y >> METRE_SHIFT) & (GROUND_PER_CHUNK - 1);
    return ground[row * GROUND_PER_CHUNK + column] as Ground;
  }

  heightAt(x: number, y: number): number {
    const { heights } = this.chunk(Math.floor(x / 16384), Math.floor(y / 16384));
    const side = CHUNK_METRES + 1;
    const at = ((y >> METRE_SHIFT) & (CHUNK_METRES - 1)) * side + ((x >> METRE_SHIFT) & (CHUNK_METRES - 1));
    const right = x & 255;
    const down = y & 255;
    const top = heights[at]! * (256 - right) + heights[at + 1]! * right;
    const bottom = heights[at + side]! * (256 - right) + heights[at + side + 1]! * right;
    // Heights are in 1/4 m, 64 units each; the weights add up to 2^16: 64 / 65536 = 1 / 1024.
    return Math.floor((top * (256 - down) + bottom * down) / 1024);
  }

  riseAt(x: number, y: number): number {
    if (!(x >= 0 && y >= 0 && x < PLANE_WIDTH_UNITS && y < WORLD_UNITS)) return 0;
    const number = (y >> CHUNK_SHIFT) * CHUNK_COLUMNS + (x >> CHUNK_SHIFT);
    const rises = this.#rises[number] ??= makeRises(this.chunk(x >> CHUNK_SHIFT, y >> CHUNK_SHIFT));
    return rises[((y >> METRE_SHIFT) & (CHUNK_METRES - 1)) * CHUNK_METRES + ((x >> METRE_SHIFT) & (CHUNK_METRES - 1))]!;
  }

  isClear(fromX: number, fromY: number, toX: number, toY: number): boolean {
    return isClearOf(this, fromX, fromY, toX, toY);
  }

  overview(): Overview {
    return this.#overview ??= makeOverview(this.#plan, this.#climate);
  }

  nearestFree(x: number, y: number, radius: number): { x: number; y: number } | null {
    return findNearestFree(this, x, y, radius);
  }
}

/** Whether the flag of the half metre at a point is set, of a chunk that holds the point. */
function isSet(flags: Uint32Array, x: number, y: number): boolean {
  const column = (x >> HALF_METRE_SHIFT) & (BLOCKED_PER_CHUNK - 1);
  const row = (y >> HALF_METRE_SHIFT) & (BLOCKED_PER_CHUNK - 1);
  return (flags[row * (BLOCKED_PER_CHUNK / 32) + (column >> 5)]! >>> (column & 31) & 1) === 1;
}

function makeRises({ heights }: Chunk): Uint8Array {
  const side = CHUNK_METRES + 1;
  const rises = new Uint8Array(CHUNK_METRES * CHUNK_METRES);
  for (let row = 0; row < CHUNK_METRES; row++) {
    for (let column = 0; column < CHUNK_METRES; column++) {
      const at = row * side + column;
      const [a, b, c, d] = [heights[at]!, heights[at + 1]!, heights[at + side]!, heights[at + side + 1]!];
      rises[row * CHUNK_METRES + column] = Math.min(255, Math.max(a, b, c, d) - Math.min(a, b, c, d));
    }
  }
  return rises;
}

function makeOutside(): Chunk {
  const blocked = new Uint32Array(BLOCKED_PER_CHUNK * BLOCKED_PER_CHUNK / 32).fill(0xffff_ffff);
  return {
    x: -1,
    y: -1,
    heights: new Int16Array((CHUNK_METRES + 1) * (CHUNK_METRES + 1)).fill(-40),
    ground: new Uint8Array(CHUNK_METRES * CHUNK_METRES).fill(GROUND.deepWater),
    blocked,
    solid: blocked,
    props: [],
    buildings: [],
  };
}
