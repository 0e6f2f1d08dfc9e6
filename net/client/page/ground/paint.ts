/**
 * Paints the ground of one tile, pixel by pixel. Edges between kinds of ground follow a smooth curve through the metre
 * grid, strayed by noise and worn by the grounds' own texture; slopes are lit from the north-west.
 *
 * Water is left partly transparent: the page draws moving water beneath, which shows most where it is shallow.
 */
import { GROUND, type Ground } from "../../../../world/terrain/types.ts";
import { type Grid, isWater, readField } from "./grid.ts";
import { WORLD_METRES } from "../../../../world/limits.ts";
import { placeColour } from "./paint_place.ts";
import { groundColour, noises, readNoises, step, strayX, strayY } from "./colours.ts";

/** Pixels along a tile's side. */
export const TILE_PIXELS = 512;

/** The painted pixels of a tile. */
export interface Painted {
  readonly pixels: ImageData;
  /** Lines of foam at the shore, near and farther out, of half the tile's fineness; null if there is no shore. */
  readonly foam: readonly [ImageData, ImageData] | null;
  readonly hasWater: boolean;
}

const colour = new Float32Array(3);
const mixed = new Float32Array(3);
const weights = new Float32Array(16);
const acrossWeights = new Float32Array(3);
const alongWeights = new Float32Array(3);

/** Paints the tile whose corner is world metre (x, y), `fineness` pixels to the metre. */
export function paintGround(grid: Grid, x: number, y: number, fineness: number): Painted {
  const pixels = new ImageData(TILE_PIXELS, TILE_PIXELS);
  const { data } = pixels;
  if (x >= WORLD_METRES) return { pixels, foam: null, hasWater: paintPlaces(data, grid, x, y, fineness) };
  const slopes = lightSlopes(grid);
  const pixel = 1 / fineness;
  let hasWater = false;
  let hasShore = false;
  for (let row = 0; row < TILE_PIXELS; row++) {
    const worldY = y + (row + 0.5) * pixel;
    for (let column = 0; column < TILE_PIXELS; column++) {
      const worldX = x + (column + 0.5) * pixel;
      const at = (row * TILE_PIXELS + column) * 4;
      const cell = (Math.floor(worldY) - grid.y) * grid.side + Math.floor(worldX) - grid.x;
      if (grid.calm[cell] === 1) {
        const kind = grid.ground[cell]!;
        if (isWater(kind)) {
          hasWater = true;
          paintWater(data, at, 1, 1, -readField(grid, grid.heights, worldX, worldY));
          continue;
        }
        readNoises(worldX, worldY);
        groundColour(kind as Ground, worldX, worldY, fineness, mixed);
        putLit(data, at, readField(grid, slopes, worldX, worldY));
        continue;
      }
      readNoises(worldX, worldY);
      const shoreX = worldX + (noises.middle - 0.5) * 0.9;
      const shoreY = worldY + (noises.fine - 0.5) * 0.5;
      const water = readField(grid, grid.water, shoreX, shoreY);
      const cover = step(0.47, 0.53, water);
      if (cover < 1) {
        mixGround(grid, worldX, worldY, fineness);
        const wet = 1 - step(0.16, 0.46, water) * 0.2;
        putLit(data, at, readField(grid, slopes, worldX, worldY) * wet);
      }
      if (cover > 0) {
        hasWater = true;
        if (cover < 1 || water < 0.8) hasShore = true;
        paintWater(data, at, cover, water, -readField(grid, grid.heights, worldX, worldY));
      }
    }
  }
  return { pixels, foam: hasShore ? paintFoam(grid, x, y, fineness) : null, hasWater };
}

/** Paints a tile beside the land. True if it has water. */
function paintPlaces(data: Uint8ClampedArray, grid: Grid, x: number, y: number, fineness: number): boolean {
  let hasWater = false;
  for (let row = 0; row < TILE_PIXELS; row++) {
    const worldY = y + (row + 0.5) / fineness;
    for (let column = 0; column < TILE_PIXELS; column++) {
      const worldX = x + (column + 0.5) / fineness;
      const at = (row * TILE_PIXELS + column) * 4;
      if (placeColour(grid, worldX, worldY, mixed)) putLit(data, at, 1);
      else {
        hasWater = true;
        const cell = (Math.floor(worldY) - grid.y) * grid.side + Math.floor(worldX) - grid.x;
        paintWater(data, at, 1, 1, grid.ground[cell] === GROUND.deepWater ? 3.5 : 0.7);
      }
    }
  }
  return hasWater;
}

function putLit(data: Uint8ClampedArray, at: number, light: number): void {
  data[at] = mixed[0]! * light;
  data[at + 1] = mixed[1]! * light;
  data[at + 2] = mixed[2]! * light;
  data[at + 3] = 255;
}

/** Mixes the land around (x, y) into `mixed`, by the quadratic B-spline over the nine square metres around. */
function mixGround(grid: Grid, x: number, y: number, fineness: number): void {
  const u = x + strayX(x, y) - grid.x;
  const v = y + strayY(x, y) - grid.y;
  const column = Math.floor(u);
  const row = Math.floor(v);
  const at = row * grid.side + column;
  if (grid.uniform[at] === 1 && !isWater(grid.ground[at]!)) {
    groundColour(grid.ground[at] as Ground, x, y, fineness, mixed);
    return;
  }
  const right = u - column;
  const down = v - row;
  spline(right, acrossWeights);
  spline(down, alongWeights);
  weights.fill(0);
  for (let rows = 0; rows < 3; rows++) {
    for (let columns = 0; columns < 3; columns++) {
      const kind = grid.ground[at + (rows - 1) * grid.side + columns - 1]!;
      if (!isWater(kind)) weights[kind]! += acrossWeights[columns]! * alongWeights[rows]!;
    }
  }
  blendByWear(x, y, fineness);
}

function spline(part: number, into: Float32Array): void {
  into[0] = (1 - part) * (1 - part) / 2;
  into[1] = 0.75 - (part - 0.5) * (part - 0.5);
  into[2] = part * part / 2;
}

/** Of the kinds that meet, whichever stands highest shows: their weights, roughened by texture, decide sharply. */
function blendByWear(x: number, y: number, fineness: number): void {
  let highest = 0;
  let soft = 0.55;
  for (let kind = 0; kind < weights.length; kind++) {
    if (weights[kind] === 0) continue;
    // What grows passes into each other over metres; stone, sand and what people laid have an edge.
    if (kind === GROUND.forest) soft = Math.min(soft, 0.34);
    else if (kind !== GROUND.grass && kind !== GROUND.meadow) soft = 0.16;
    const rough = (kind & 1) === 0 ? noises.fine : 1 - noises.fine;
    weights[kind]! += (rough - 0.5) * 0.34;
    if (weights[kind]! > highest) highest = weights[kind]!;
  }
  let total = 0;
  mixed.fill(0);
  const floor = highest - soft;
  for (let kind = 0; kind < weights.length; kind++) {
    const share = weights[kind] === 0 ? 0 : weights[kind]! - floor;
    if (share <= 0) continue;
    groundColour(kind as Ground, x, y, fineness, colour);
    mixed[0]! += colour[0]! * share;
    mixed[1]! += colour[1]! * share;
    mixed[2]! += colour[2]! * share;
    total += share;
  }
  if (total === 0) groundColour(2, x, y, fineness, mixed);
  else for (let channel = 0; channel < 3; channel++) mixed[channel]! /= total;
}

/** Lays water over what is at `at`: sand shimmers through at the edge, then turquoise, then blue with the depth. */
function paintWater(data: Uint8ClampedArray, at: number, cover: number, water: number, depth: number): void {
  const out = step(0.5, 0.95, water);
  const deep = step(0.5, 4.5, depth);
  const red = mix3(188, 92, 34, out, deep);
  const green = mix3(196, 168, 96, out, deep);
  const blue = mix3(160, 168, 136, out, deep);
  const opacity = 0.5 + out * 0.12 + deep * 0.22;
  const below = 1 - cover;
  const alpha = opacity * cover + below;
  data[at] = (data[at]! * below + red * opacity * cover) / alpha;
  data[at + 1] = (data[at + 1]! * below + green * opacity * cover) / alpha;
  data[at + 2] = (data[at + 2]! * below + blue * opacity * cover) / alpha;
  data[at + 3] = alpha * 255;
}

function mix3(shore: number, shallow: number, deep: number, out: number, depth: number): number {
  const near = shore + (shallow - shore) * out;
  return near + (deep - near) * depth;
}

/** Two lines of foam along the shore: where the water has just begun, and a little farther out, broken up. */
function paintFoam(grid: Grid, x: number, y: number, fineness: number): [ImageData, ImageData] {
  const side = TILE_PIXELS / 2;
  const lines: [ImageData, ImageData] = [new ImageData(side, side), new ImageData(side, side)];
  const pixel = 2 / fineness;
  for (let row = 0; row < side; row++) {
    const worldY = y + (row + 0.5) * pixel;
    for (let column = 0; column < side; column++) {
      const worldX = x + (column + 0.5) * pixel;
      const coarse = readField(grid, grid.water, worldX, worldY);
      if (coarse < 0.42 || coarse > 0.95) continue;
      readNoises(worldX, worldY);
      const shoreX = worldX + (noises.middle - 0.5) * 0.9;
      const shoreY = worldY + (noises.fine - 0.5) * 0.5;
      const water = readField(grid, grid.water, shoreX, shoreY);
      const ragged = 0.55 + noises.fine * 0.6;
      const near = band(water, 0.5, 0.58, 0.035) * ragged;
      const far = band(water + (noises.fine - 0.5) * 0.1, 0.68, 0.73, 0.045) * step(0.35, 0.6, noises.middle);
      putWhite(lines[0].data, (row * side + column) * 4, near);
      putWhite(lines[1].data, (row * side + column) * 4, far);
    }
  }
  return lines;
}

function band(value: number, from: number, to: number, soft: number): number {
  return step(from - soft, from, value) * (1 - step(to, to + soft, value));
}

function putWhite(data: Uint8ClampedArray, at: number, strength: number): void {
  data[at] = data[at + 1] = data[at + 2] = 255;
  data[at + 3] = strength * 235;
}

/** How bright the slope at each square metre is: 1 on the flat, more towards the north-west light, less away from it. */
function lightSlopes(grid: Grid): Float32Array {
  const { side, heights } = grid;
  const slopes = new Float32Array(heights.length).fill(1);
  for (let row = 1; row < side - 1; row++) {
    for (let column = 1; column < side - 1; column++) {
      const at = row * side + column;
      const rise = (heights[at + 1]! - heights[at - 1]! + heights[at + side]! - heights[at - side]!) * 0.36;
      slopes[at] = 1 + 0.42 * rise / (1 + Math.abs(rise));
    }
  }
  return slopes;
}
