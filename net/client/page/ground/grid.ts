/** The metres around one tile, read from the terrain's chunks into flat arrays that the painter can look up fast. */
import { type Chunk, CHUNK_METRES, GROUND, type Terrain } from "../../../../world/terrain/types.ts";

/** Metres around a tile that are read with it: edges are softened across them. */
export const MARGIN_METRES = 6;

/** Ground and heights of a square of metres. */
export interface Grid {
  /** World metre of the first column and row. */
  readonly x: number;
  readonly y: number;
  /** Columns and rows. */
  readonly side: number;
  /** Kind of ground of each square metre. */
  readonly ground: Uint8Array;
  /** Whether a square metre and its eight neighbours are of one kind. */
  readonly uniform: Uint8Array;
  /** Whether all within three metres are of one kind: no edge strays as far. */
  readonly calm: Uint8Array;
  /** How much of the surroundings of each square metre's middle is water, 0 to 1. */
  readonly water: Float32Array;
  /** Height at each square metre's middle in metres, smoothed. */
  readonly heights: Float32Array;
}

/** Reads the square of `metres` from (x, y) on and its margin. */
export function readGrid(terrain: Terrain, x: number, y: number, metres: number): Grid {
  const side = metres + 2 * MARGIN_METRES;
  const left = x - MARGIN_METRES;
  const top = y - MARGIN_METRES;
  const ground = new Uint8Array(side * side);
  const raw = new Float32Array(side * side);
  for (let row = 0; row < side; row++) {
    let chunk: Chunk | null = null;
    for (let column = 0; column < side; column++) {
      const worldX = left + column;
      const worldY = top + row;
      const chunkX = Math.floor(worldX / CHUNK_METRES);
      const chunkY = Math.floor(worldY / CHUNK_METRES);
      if (chunk === null || chunk.x !== chunkX) chunk = terrain.chunk(chunkX, chunkY);
      const inX = worldX - chunkX * CHUNK_METRES;
      const inY = worldY - chunkY * CHUNK_METRES;
      const corner = inY * (CHUNK_METRES + 1) + inX;
      const { heights } = chunk;
      ground[row * side + column] = chunk.ground[inY * CHUNK_METRES + inX]!;
      raw[row * side + column] = (heights[corner]! + heights[corner + 1]! + heights[corner + CHUNK_METRES + 1]! +
        heights[corner + CHUNK_METRES + 2]!) / 16;
    }
  }
  const wet = new Float32Array(side * side);
  for (let at = 0; at < wet.length; at++) wet[at] = isWater(ground[at]!) ? 1 : 0;
  const uniform = findUniform(ground, side);
  return {
    x: left,
    y: top,
    side,
    ground,
    uniform,
    calm: shrink(shrink(uniform, side), side),
    water: blur(blur(wet, side), side),
    // Heights come in steps of a quarter of a metre; without smoothing, a gentle slope shows as terraces.
    heights: blur(blur(blur(raw, side), side), side),
  };
}

/** Whether a kind of ground is water. */
export function isWater(kind: number): boolean {
  return kind === GROUND.deepWater || kind === GROUND.shallowWater;
}

function findUniform(ground: Uint8Array, side: number): Uint8Array {
  const uniform = new Uint8Array(side * side);
  for (let row = 1; row < side - 1; row++) {
    for (let column = 1; column < side - 1; column++) {
      const at = row * side + column;
      const kind = ground[at];
      uniform[at] = ground[at - side - 1] === kind && ground[at - side] === kind && ground[at - side + 1] === kind &&
          ground[at - 1] === kind && ground[at + 1] === kind && ground[at + side - 1] === kind &&
          ground[at + side] === kind && ground[at + side + 1] === kind
        ? 1
        : 0;
    }
  }
  return uniform;
}

/** Keeps only the ones among ones: those whose eight neighbours are ones too. */
function shrink(flags: Uint8Array, side: number): Uint8Array {
  const kept = new Uint8Array(flags.length);
  for (let row = 1; row < side - 1; row++) {
    for (let at = row * side + 1; at < row * side + side - 1; at++) {
      kept[at] = flags[at]! & flags[at - 1]! & flags[at + 1]! & flags[at - side]! & flags[at - side - 1]! &
        flags[at - side + 1]! & flags[at + side]! & flags[at + side - 1]! & flags[at + side + 1]!;
    }
  }
  return kept;
}

/** Mixes each value with its neighbours, 1 2 1 along both axes. */
function blur(values: Float32Array, side: number): Float32Array {
  const across = new Float32Array(values.length);
  const mixed = new Float32Array(values.length);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const at = row * side + column;
      const before = column > 0 ? at - 1 : at;
      const after = column < side - 1 ? at + 1 : at;
      across[at] = (values[before]! + 2 * values[at]! + values[after]!) / 4;
    }
  }
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const at = row * side + column;
      const before = row > 0 ? at - side : at;
      const after = row < side - 1 ? at + side : at;
      mixed[at] = (across[before]! + 2 * across[at]! + across[after]!) / 4;
    }
  }
  return mixed;
}

/** Reads a field of the grid at world metres (x, y), blended between the four square metres around. */
export function readField(grid: Grid, field: Float32Array, x: number, y: number): number {
  const u = x - grid.x - 0.5;
  const v = y - grid.y - 0.5;
  const column = Math.floor(u);
  const row = Math.floor(v);
  const right = u - column;
  const down = v - row;
  const at = row * grid.side + column;
  const top = field[at]! + (field[at + 1]! - field[at]!) * right;
  const bottom = field[at + grid.side]! + (field[at + grid.side + 1]! - field[at + grid.side]!) * right;
  return top + (bottom - top) * down;
}
