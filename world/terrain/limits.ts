/** The limits of the terrain, each with its unit. */
import { assert } from "../base/assert.ts";
import { PLANE_WIDTH_METRES, WORLD_METRES } from "../limits.ts";
import { CHUNK_METRES } from "./types.ts";

/** Chunks per side of the land. */
export const CHUNKS_PER_SIDE = WORLD_METRES / CHUNK_METRES;
/** Chunks of the plane from west to east; there are as many rows as on the land. */
export const CHUNK_COLUMNS = PLANE_WIDTH_METRES / CHUNK_METRES;

/** Whole chunks kept at once (props and heights). Blocked flags and ground, 6 kB a chunk, are kept for every chunk made. */
export const CHUNKS_CACHED_MAX = 768;

/** Chunks whose numbers are noted as they are made: what is kept of them is 8 to 12 kB each (part/land_memory.ts). */
export const CHUNKS_FIRST_MAX = 256;

/** Spacing of the macro grid, in metres, and its vertices per side. */
export const MACRO_METRES = 16;
export const MACRO_SIDE = WORLD_METRES / MACRO_METRES + 1;

/** Metres around a chunk that are made with it, so that what stands just outside blocks inside. */
export const CHUNK_MARGIN_METRES = 2;

/** A walker's radius in units: 0.3 m. */
export const WALKER_RADIUS_UNITS = 77;

/** Ground lower than this is deep: it blocks. In metres. */
export const DEEP_METRES = -1;

/** A square metre that rises more than this blocks. In metres. */
export const CLIFF_METRES = 1.35;

/** Radius within which all of a settlement lies, in metres. */
export const TOWN_RADIUS_METRES = 160;
export const VILLAGE_RADIUS_METRES = 112;

assert(WORLD_METRES % CHUNK_METRES === 0, "the world is a whole number of chunks: 4096 / 64 = 64");
assert(CHUNK_METRES % MACRO_METRES === 0, "a chunk is a whole number of macro cells: 64 / 16 = 4");
