/**
 * Where people settle: gentle dry ground on the main land, the town beside water, villages well apart. The ground
 * under a settlement is levelled on the macro grid; water and river banks stay as they are.
 */
import { hashWords } from "../base/prng.ts";
import { HEADING_COS, HEADING_SIN } from "../base/space.ts";
import { MACRO_METRES, MACRO_SIDE, TOWN_RADIUS_METRES, VILLAGE_RADIUS_METRES } from "./limits.ts";
import { type Macro, vertexAt } from "./_macro.ts";
import { smoothStep } from "./_noise.ts";
import { LandError, type LandRules } from "./rules.ts";
import type { SettlementKind } from "./types.ts";

/** A place for a settlement, in metres, and what its surroundings are like. */
export interface Site {
  readonly kind: SettlementKind;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly level: number;
  readonly near: "shore" | "river" | "hills" | "plain";
}

const STEP = 4;
const SIDE = (MACRO_SIDE - 1) / STEP + 1;
const STEP_METRES = MACRO_METRES * STEP;
const NEIGHBOUR = [1, -1, SIDE, -SIDE];
const BORDER_METRES = 320;
/** Settlements nearer than this would have their grounds in one another. */
const APART_METRES_MIN = 300;

/** The town, then the villages. */
export function chooseSites(seed: number, macro: Macro, rules: LandRules["settlements"]): Site[] {
  const land = mainLand(macro);
  const townAt = chooseTown(seed, macro, land);
  const chosen = [townAt, ...chooseVillages(seed, macro, land, townAt, rules)];
  const sites = chosen.map((node, index) => makeSite(macro, node, index === 0 ? "town" : "village"));
  for (const site of sites) level(macro, site);
  return sites;
}

/** 1 for the nodes of the largest piece of dry land (rivers count as dry: roads bridge them). */
function mainLand(macro: Macro): Uint8Array {
  const piece = new Int32Array(SIDE * SIDE);
  let largest = 0;
  let largestCount = 0;
  let pieces = 0;
  for (let start = 0; start < piece.length; start++) {
    if (piece[start] !== 0 || heightAt(macro, nodeX(start), nodeY(start)) < 0.4) continue;
    const stack = [start];
    piece[start] = ++pieces;
    let count = 0;
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      count++;
      // The border is sea, so no step wraps to another row.
      for (let side = 0; side < 4; side++) {
        const other = node + NEIGHBOUR[side]!;
        if (piece[other] !== 0 || heightAt(macro, nodeX(other), nodeY(other)) < 0.4) continue;
        piece[other] = pieces;
        stack.push(other);
      }
    }
    if (count > largestCount) [largest, largestCount] = [pieces, count];
  }
  if (largestCount === 0) throw new LandError("there is no dry land");
  return new Uint8Array(piece.map((number) => number === largest ? 1 : 0));
}

function chooseTown(seed: number, macro: Macro, land: Uint8Array): number {
  let best = -1;
  let bestScore = -Infinity;
  for (let node = 0; node < land.length; node++) {
    if (land[node] === 0) continue;
    const score = townScore(macro, nodeX(node), nodeY(node)) + (hashWords(seed, node, 20) & 15) / 8;
    if (score > bestScore) [best, bestScore] = [node, score];
  }
  if (best < 0) throw new LandError("there is no place for a town");
  return best;
}

interface RingScore {
  readonly wet: number;
  readonly uneven: number;
}

const TOWN_RINGS = [makeRing(64), makeRing(92), makeRing(122)] as const;
const VILLAGE_RINGS = [makeRing(48), makeRing(96)] as const;

function townScore(macro: Macro, x: number, y: number): number {
  const height = heightAt(macro, x, y);
  if (height < 1.6 || height > 16 || outOfBounds(x, y)) return -1000;
  const off = Math.max(Math.abs(x - 2048), Math.abs(y - 2048));
  const core = ringScore(macro, x, y, TOWN_RINGS[0], height);
  const middle = ringScore(macro, x, y, TOWN_RINGS[1], height);
  const rim = ringScore(macro, x, y, TOWN_RINGS[2], height);
  const water = rim.wet < 2 ? rim.wet * 3 : rim.wet <= 5 ? 8 : 8 - (rim.wet - 5) * 2;
  return water - core.wet * 20 - middle.wet * 4 - (core.uneven + middle.uneven + rim.uneven) * 0.2 - off / 220;
}

function chooseVillages(
  seed: number,
  macro: Macro,
  land: Uint8Array,
  town: number,
  { villages: { min, max }, apartMetres }: LandRules["settlements"],
): number[] {
  const wanted = min + hashWords(seed, 21) % (max - min + 1);
  const scored: { node: number; score: number }[] = [];
  for (let node = 0; node < land.length; node++) {
    if (land[node] === 0) continue;
    const score = villageScore(macro, nodeX(node), nodeY(node));
    if (score > -24) scored.push({ node, score: score + (hashWords(seed, node, 22) & 255) / 16 });
  }
  scored.sort((a, b) => b.score - a.score || a.node - b.node);
  for (let apart = apartMetres;; apart *= 0.9) {
    const chosen: number[] = [];
    for (const { node } of scored) {
      if (chosen.length === wanted) break;
      if (distanceBetween(node, town) < apart * 0.95) continue;
      if (chosen.every((other) => distanceBetween(node, other) >= apart)) chosen.push(node);
    }
    if (chosen.length === wanted) return chosen;
    if (apart <= APART_METRES_MIN) {
      throw new LandError(`there is room for ${chosen.length} villages and not for ${wanted}`);
    }
  }
}

function villageScore(macro: Macro, x: number, y: number): number {
  const height = heightAt(macro, x, y);
  if (height < 1.6 || height > 26 || outOfBounds(x, y)) return -1000;
  const core = ringScore(macro, x, y, VILLAGE_RINGS[0], height);
  const rim = ringScore(macro, x, y, VILLAGE_RINGS[1], height);
  const water = rim.wet === 0 ? 0 : rim.wet <= 4 ? 3 : 3 - rim.wet * 2;
  return water - core.wet * 20 - (core.uneven * 1.5 + rim.uneven) * 0.16;
}

/** Sixteen vertices around another, as differences of their indexes. */
function makeRing(radius: number): Int32Array {
  const ring = new Int32Array(16);
  for (let point = 0; point < 16; point++) {
    const column = Math.floor(HEADING_COS[point * 16]! / 16384 * radius / MACRO_METRES + 0.5);
    const row = Math.floor(HEADING_SIN[point * 16]! / 16384 * radius / MACRO_METRES + 0.5);
    ring[point] = row * MACRO_SIDE + column;
  }
  return ring;
}

/** Of sixteen vertices around (x, y): how many are water or river, and how much the others differ from `height`. */
function ringScore(macro: Macro, x: number, y: number, ring: Int32Array, height: number): RingScore {
  const { heights, riverDistance } = macro;
  const middle = vertexNear(x, y);
  let wet = 0;
  let uneven = 0;
  for (let point = 0; point < 16; point++) {
    const vertex = middle + ring[point]!;
    const there = heights[vertex]!;
    if (there < 0.8 || riverDistance[vertex]! < 20) wet++;
    else uneven += there > height ? (there - height) / 4 : (height - there) / 4;
  }
  return { wet, uneven };
}

function makeSite(macro: Macro, node: number, kind: SettlementKind): Site {
  const x = nodeX(node);
  const y = nodeY(node);
  const radius = kind === "town" ? TOWN_RADIUS_METRES : VILLAGE_RADIUS_METRES;
  let sum = 0;
  let count = 0;
  for (let away = 0; away < radius; away += 24) {
    for (let heading = 0; heading < 256; heading += 16) {
      const there = macro.heights[
        vertexNear(x + HEADING_COS[heading]! / 16384 * away, y + HEADING_SIN[heading]! / 16384 * away)
      ]!;
      if (there < 1.2) continue;
      sum += there;
      count++;
    }
  }
  const mean = count === 0 ? 3 : sum / count;
  const height = heightAt(macro, x, y);
  const shore = ringScore(macro, x, y, TOWN_RINGS[2], height).wet;
  const river = macro.riverDistance[vertexNear(x, y)]! < 170;
  const near = river ? "river" : shore > 1 ? "shore" : height > 14 ? "hills" : "plain";
  return { kind, x, y, radius, level: mean < 2.4 ? 2.4 : mean, near };
}

function level(macro: Macro, site: Site): void {
  const reach = Math.ceil(site.radius * 1.6 / MACRO_METRES);
  const middleColumn = site.x / MACRO_METRES;
  const middleRow = site.y / MACRO_METRES;
  for (let row = middleRow - reach; row <= middleRow + reach; row++) {
    for (let column = middleColumn - reach; column <= middleColumn + reach; column++) {
      const at = vertexAt(column, row);
      const dx = column * MACRO_METRES - site.x;
      const dy = row * MACRO_METRES - site.y;
      const inside = smoothStep(site.radius * 1.55, site.radius * 0.8, Math.sqrt(dx * dx + dy * dy));
      const height = macro.heights[at]!;
      const dry = smoothStep(0, 2.2, height) * smoothStep(14, 50, macro.riverDistance[at]!);
      // A little of the old shape stays, so that the place is not a table.
      macro.heights[at] = height + (site.level - height) * inside * dry * 0.86;
      macro.roughness[at] = macro.roughness[at]! * (1 - 0.75 * inside);
    }
  }
}

function nodeX(node: number): number {
  return node % SIDE * STEP_METRES;
}

function nodeY(node: number): number {
  return Math.floor(node / SIDE) * STEP_METRES;
}

function vertexNear(x: number, y: number): number {
  return vertexAt(Math.floor(x / MACRO_METRES + 0.5), Math.floor(y / MACRO_METRES + 0.5));
}

function heightAt(macro: Macro, x: number, y: number): number {
  return macro.heights[vertexNear(x, y)]!;
}

function outOfBounds(x: number, y: number): boolean {
  const end = (MACRO_SIDE - 1) * MACRO_METRES - BORDER_METRES;
  return x < BORDER_METRES || y < BORDER_METRES || x > end || y > end;
}

function distanceBetween(a: number, b: number): number {
  const dx = nodeX(a) - nodeX(b);
  const dy = nodeY(a) - nodeY(b);
  return Math.sqrt(dx * dx + dy * dy);
}
