/**
 * The macro grid: height and roughness each 16 m for the whole world. Between its vertices heights follow a cubic
 * B-spline, which is smooth to the second derivative; what is finer than the grid is added per metre.
 */
import { MACRO_METRES, MACRO_SIDE } from "./limits.ts";

/** Fields over the vertices of the macro grid, row by row. */
export interface Macro {
  /** Height in metres above the water line. */
  readonly heights: Float64Array;
  /** Strength of the fine detail, in metres. */
  readonly roughness: Float64Array;
  /** Distance to the nearest river's middle in metres, or `RIVER_FAR` if more. */
  readonly riverDistance: Float64Array;
}

export const RIVER_FAR = 400;

// Weights of the four vertices around each of the 16 metres between two of them.
const WEIGHTS = new Float64Array(MACRO_METRES * 4);
for (let metre = 0; metre < MACRO_METRES; metre++) {
  const t = metre / MACRO_METRES;
  const u = 1 - t;
  WEIGHTS[metre * 4] = u * u * u / 6;
  WEIGHTS[metre * 4 + 1] = (3 * t * t * t - 6 * t * t + 4) / 6;
  WEIGHTS[metre * 4 + 2] = (3 * u * u * u - 6 * u * u + 4) / 6;
  WEIGHTS[metre * 4 + 3] = t * t * t / 6;
}

/** Empty fields. */
export function makeMacro(): Macro {
  const count = MACRO_SIDE * MACRO_SIDE;
  return {
    heights: new Float64Array(count),
    roughness: new Float64Array(count),
    riverDistance: new Float64Array(count).fill(RIVER_FAR),
  };
}

/** Index of a vertex, coordinates held within the grid. */
export function vertexAt(column: number, row: number): number {
  const x = column < 0 ? 0 : column >= MACRO_SIDE ? MACRO_SIDE - 1 : column;
  const y = row < 0 ? 0 : row >= MACRO_SIDE ? MACRO_SIDE - 1 : row;
  return y * MACRO_SIDE + x;
}

/** The field at one whole metre. The same operations in the same order as `splineRect`, so the same bits. */
export function splinePoint(field: Float64Array, x: number, y: number): number {
  const column = x >> 4;
  const row = y >> 4;
  const weight = (x & 15) * 4;
  return WEIGHTS[weight]! * splineColumn(field, column - 1, row, y & 15) +
    WEIGHTS[weight + 1]! * splineColumn(field, column, row, y & 15) +
    WEIGHTS[weight + 2]! * splineColumn(field, column + 1, row, y & 15) +
    WEIGHTS[weight + 3]! * splineColumn(field, column + 2, row, y & 15);
}

function splineColumn(field: Float64Array, column: number, row: number, metre: number): number {
  const weight = metre * 4;
  if (column >= 0 && row >= 1 && column < MACRO_SIDE && row < MACRO_SIDE - 2) {
    const at = row * MACRO_SIDE + column;
    return WEIGHTS[weight]! * field[at - MACRO_SIDE]! +
      WEIGHTS[weight + 1]! * field[at]! +
      WEIGHTS[weight + 2]! * field[at + MACRO_SIDE]! +
      WEIGHTS[weight + 3]! * field[at + 2 * MACRO_SIDE]!;
  }
  return WEIGHTS[weight]! * field[vertexAt(column, row - 1)]! +
    WEIGHTS[weight + 1]! * field[vertexAt(column, row)]! +
    WEIGHTS[weight + 2]! * field[vertexAt(column, row + 1)]! +
    WEIGHTS[weight + 3]! * field[vertexAt(column, row + 2)]!;
}

const columns = new Float64Array(16);

/** The field at the whole metres of a square from (x, y), `side` to a row, into `into`. */
export function splineRect(field: Float64Array, x: number, y: number, side: number, into: Float64Array): void {
  const first = (x >> 4) - 1;
  const count = ((x + side - 1) >> 4) + 2 - first + 1;
  for (let row = 0; row < side; row++) {
    const metreY = y + row;
    for (let column = 0; column < count; column++) {
      columns[column] = splineColumn(field, first + column, metreY >> 4, metreY & 15);
    }
    for (let column = 0; column < side; column++) {
      const metreX = x + column;
      const at = (metreX >> 4) - 1 - first;
      const weight = (metreX & 15) * 4;
      into[row * side + column] = WEIGHTS[weight]! * columns[at]! + WEIGHTS[weight + 1]! * columns[at + 1]! +
        WEIGHTS[weight + 2]! * columns[at + 2]! + WEIGHTS[weight + 3]! * columns[at + 3]!;
    }
  }
}
