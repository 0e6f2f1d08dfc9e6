/** The height of any metre: the macro grid's curve, fine detail upon it, and the beds of rivers cut into it. */
import { CHUNK_METRES } from "./types.ts";
import { CHUNKS_PER_SIDE } from "./limits.ts";
import { type Macro, splinePoint, splineRect } from "./_macro.ts";
import { makeNoise, noise, noiseRect, type NoiseTable, smoothStep } from "./_noise.ts";
import type { River } from "./_rivers.ts";

/** What heights are made of. Lives as long as its terrain. */
export interface Surface {
  readonly macro: Pick<Macro, "heights" | "roughness">;
  readonly detail: NoiseTable;
  /** Segments of rivers as [x, y, towardsX, towardsY, halfWidth], by chunk: those that may touch it or its margin. */
  readonly beds: readonly (readonly number[] | null)[];
}

const BED_REACH_METRES = 18;
const SEGMENT = 5;

/** The surface over a finished macro grid. */
export function makeSurface(seed: number, macro: Macro, rivers: readonly River[]): Surface {
  const beds: (number[] | null)[] = new Array(CHUNKS_PER_SIDE * CHUNKS_PER_SIDE).fill(null);
  for (const river of rivers) {
    for (let index = 0; index + 1 < river.length; index++) {
      const a = river[index]!;
      const b = river[index + 1]!;
      eachChunkNear(a, b, BED_REACH_METRES + 2, (chunk) => {
        const segments = beds[chunk] ?? (beds[chunk] = []);
        segments.push(a.x, a.y, b.x - a.x, b.y - a.y, a.halfWidth);
      });
    }
  }
  const { heights, roughness } = macro;
  return { macro: { heights, roughness }, detail: makeNoise(seed, 11), beds };
}

/** Calls `visit` with the index of each chunk within `reach` metres of the box around a and b. */
export function eachChunkNear(
  a: { readonly x: number; readonly y: number },
  b: { readonly x: number; readonly y: number },
  reach: number,
  visit: (chunk: number) => void,
): void {
  const west = chunkOf(Math.min(a.x, b.x) - reach);
  const east = chunkOf(Math.max(a.x, b.x) + reach);
  const south = chunkOf(Math.max(a.y, b.y) + reach);
  for (let row = chunkOf(Math.min(a.y, b.y) - reach); row <= south; row++) {
    for (let column = west; column <= east; column++) visit(row * CHUNKS_PER_SIDE + column);
  }
}

function chunkOf(metre: number): number {
  const chunk = Math.floor(metre / CHUNK_METRES);
  return chunk < 0 ? 0 : chunk >= CHUNKS_PER_SIDE ? CHUNKS_PER_SIDE - 1 : chunk;
}

/** Height in metres at one whole metre. The same bits as `heightsRect`. */
export function heightPoint(surface: Surface, x: number, y: number): number {
  const macro = splinePoint(surface.macro.heights, x, y);
  const roughness = splinePoint(surface.macro.roughness, x, y);
  const beds = surface.beds[chunkOf(y) * CHUNKS_PER_SIDE + chunkOf(x)];
  const fine = noise(surface.detail, x / 29, y / 29) + 0.4 * noise(surface.detail, x / 12 + 71.3, y / 12 + 17.9);
  const height = macro + roughness * fine;
  return beds ? cutBed(surface.detail, height, beds, x, y) : height;
}

// Scratch of heightsRect.
let roughnessRect = new Float64Array(0);
let broadRect = new Float64Array(0);
let fineRect = new Float64Array(0);

/**
 * Heights of the whole metres of a square from (x, y), `side` to a row, into `into`. The square is one chunk and its
 * margin: rivers are taken from chunk number `chunk`.
 */
export function heightsRect(
  surface: Surface,
  chunk: number,
  x: number,
  y: number,
  side: number,
  into: Float64Array,
): void {
  if (roughnessRect.length < side * side) {
    roughnessRect = new Float64Array(side * side);
    broadRect = new Float64Array(side * side);
    fineRect = new Float64Array(side * side);
  }
  splineRect(surface.macro.heights, x, y, side, into);
  splineRect(surface.macro.roughness, x, y, side, roughnessRect);
  const along = (from: number, metres: number, shift: number) =>
    Float64Array.from({ length: side }, (_, at) => (from + at) / metres + shift);
  noiseRect(surface.detail, along(x, 29, 0), along(y, 29, 0), broadRect);
  noiseRect(surface.detail, along(x, 12, 71.3), along(y, 12, 17.9), fineRect);
  const beds = surface.beds[chunk] ?? null;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const at = row * side + column;
      const height = into[at]! + roughnessRect[at]! * (broadRect[at]! + 0.4 * fineRect[at]!);
      into[at] = beds === null ? height : cutBed(surface.detail, height, beds, x + column, y + row);
    }
  }
}

function cutBed(detail: NoiseTable, height: number, beds: readonly number[], x: number, y: number): number {
  let depth = 1;
  let bed = 0;
  for (let at = 0; at < beds.length; at += SEGMENT) {
    const dx = x - beds[at]!;
    const dy = y - beds[at + 1]!;
    if (dx > 40 || dx < -40 || dy > 40 || dy < -40) continue;
    const towardsX = beds[at + 2]!;
    const towardsY = beds[at + 3]!;
    const halfWidth = beds[at + 4]!;
    let part = (dx * towardsX + dy * towardsY) / (towardsX * towardsX + towardsY * towardsY);
    part = part < 0 ? 0 : part > 1 ? 1 : part;
    const offX = dx - part * towardsX;
    const offY = dy - part * towardsY;
    const away = (Math.sqrt(offX * offX + offY * offY) - halfWidth * 0.3) / (halfWidth * 0.7 + 5);
    if (away < depth) {
      depth = away;
      bed = -0.5 - halfWidth * 0.2;
    }
  }
  if (depth >= 1) return height;
  const ragged = depth <= 0 ? 0 : depth + 0.7 * depth * (1 - depth) * noise(detail, x / 9 + 5.1, y / 9 + 9.7);
  return height <= bed ? height : bed + (height - bed) * smoothStep(0, 1, ragged);
}
