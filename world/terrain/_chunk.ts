/**
 * One chunk of 64 x 64 m, made from the plan alone. It is made with a margin of two metres, so that a tree just
 * outside blocks inside, and so that neighbours agree on every corner they share.
 */
import { blockBuilding, blockMetre, blockProp, makeBlocked } from "./_blocked.ts";
import { type Climate, fillCover, makeCover, naturalGround } from "./_ground.ts";
import { CHUNK_MARGIN_METRES, CHUNKS_PER_SIDE, CLIFF_METRES } from "./limits.ts";
import { smoothStep } from "./_noise.ts";
import type { ChunkPlan, Plan } from "./_plan.ts";
import { drawLine, isPaved, NATURAL, type Plot, YARD } from "./_plot.ts";
import { growPlants, type Soil } from "./_plants.ts";
import { heightsRect } from "./_surface.ts";
import { type Chunk, CHUNK_METRES, GROUND, type Prop } from "./types.ts";

const MARGIN = CHUNK_MARGIN_METRES;
const SIDE = CHUNK_METRES + 2 * MARGIN;
const CORNERS = SIDE + 1;
const CHUNK_CORNERS = CHUNK_METRES + 1;

// Scratch, overwritten by every chunk.
const corners = new Float64Array(CORNERS * CORNERS);
const drawnCells = new Uint8Array(SIDE * SIDE);
const groundCells = new Uint8Array(SIDE * SIDE);
const cover = makeCover(SIDE);

/** Makes the chunk at chunk coordinates within the world. */
export function makeChunk(plan: Plan, climate: Climate, chunkX: number, chunkY: number): Chunk {
  const number = chunkY * CHUNKS_PER_SIDE + chunkX;
  const here = plan.chunks[number] ?? null;
  const x = chunkX * CHUNK_METRES - MARGIN;
  const y = chunkY * CHUNK_METRES - MARGIN;
  heightsRect(plan.surface, number, x, y, CORNERS, corners);
  const drawn = { x, y, side: SIDE, cells: drawnCells };
  const ground = { x, y, side: SIDE, cells: groundCells };
  drawPlan(here, drawn);
  const tameAt = here === null || here.plots.length === 0 ? wild : (atX: number, atY: number) => tame(here, atX, atY);
  fillCover(climate, x, y, 1, cover);
  coverGround(climate, drawn, ground, tameAt);
  const soil: Soil = {
    climate,
    cover,
    ground,
    drawn,
    heightAt: (atX, atY) => corners[(atY - y) * CORNERS + atX - x]!,
    tameAt,
  };
  const standing: Prop[] = here === null ? [] : [...here.props];
  growPlants(soil, standing);
  const { blocked, solid } = blockAll(here, ground, standing);
  raiseBridges(ground, plan.layout.recipe.land.roads.bridgeCm / 100);
  return {
    x: chunkX,
    y: chunkY,
    heights: cutHeights(),
    ground: cutGround(),
    blocked,
    solid,
    props: standing.filter((prop) => prop.x >> 14 === chunkX && prop.y >> 14 === chunkY)
      .sort((a, b) => a.y - b.y || a.x - b.x || a.kind - b.kind),
    buildings: here === null
      ? []
      : here.buildings.filter((building) =>
        building.x < x + MARGIN + CHUNK_METRES && building.x + building.width > x + MARGIN &&
        building.y < y + MARGIN + CHUNK_METRES && building.y + building.height > y + MARGIN
      ),
  };
}

function wild(): number {
  return 0;
}

/** 1 in the middle of a settlement, 0 at its edge and outside. */
function tame(here: ChunkPlan, x: number, y: number): number {
  let most = 0;
  for (const plot of here.plots) {
    const radius = plot.side / 2;
    const dx = x - plot.x - radius;
    const dy = y - plot.y - radius;
    const value = smoothStep(radius * 1.05, radius * 0.7, Math.sqrt(dx * dx + dy * dy));
    if (value > most) most = value;
  }
  return most;
}

/** Roads first, then settlements: squares and floors lie over roads that lead into them. */
function drawPlan(here: ChunkPlan | null, drawn: Plot): void {
  drawn.cells.fill(NATURAL);
  if (here === null) return;
  for (const line of here.lines) drawLine(drawn, line, GROUND.road);
  for (const plot of here.plots) {
    const west = Math.max(plot.x, drawn.x);
    const east = Math.min(plot.x + plot.side, drawn.x + SIDE);
    const north = Math.max(plot.y, drawn.y);
    const south = Math.min(plot.y + plot.side, drawn.y + SIDE);
    for (let y = north; y < south; y++) {
      for (let x = west; x < east; x++) {
        const cell = plot.cells[(y - plot.y) * plot.side + x - plot.x]!;
        const at = (y - drawn.y) * SIDE + x - drawn.x;
        if (cell === NATURAL || cell === YARD && drawn.cells[at] !== NATURAL) continue;
        drawn.cells[at] = cell;
      }
    }
  }
}

function coverGround(climate: Climate, drawn: Plot, ground: Plot, tameAt: (x: number, y: number) => number): void {
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const at = row * SIDE + column;
      const cell = drawn.cells[at]!;
      if (cell < YARD) {
        ground.cells[at] = cell;
        continue;
      }
      const corner = row * CORNERS + column;
      const northWest = corners[corner]!;
      const southEast = corners[corner + CORNERS + 1]!;
      const height = (northWest + corners[corner + 1]! + corners[corner + CORNERS]! + southEast) / 4;
      const x = ground.x + column;
      const y = ground.y + row;
      const nature = naturalGround(climate, cover, at, height, rise(corner), tameAt(x, y));
      ground.cells[at] = cell === YARD && nature === GROUND.forest ? GROUND.grass : nature;
    }
  }
}

/** How much the square metre at a corner rises from its lowest to its highest corner. */
function rise(corner: number): number {
  const a = corners[corner]!;
  const b = corners[corner + 1]!;
  const c = corners[corner + CORNERS]!;
  const d = corners[corner + CORNERS + 1]!;
  const most = Math.max(a, b, c, d);
  return most - Math.min(a, b, c, d);
}

function blockAll(
  here: ChunkPlan | null,
  ground: Plot,
  standing: readonly Prop[],
): { blocked: Uint32Array; solid: Uint32Array } {
  const blocked = makeBlocked();
  blockCliffs(ground, blocked, false);
  const isWet = ground.cells.includes(GROUND.deepWater);
  const solid = isWet ? blocked.slice() : blocked;
  if (isWet) blockCliffs(ground, blocked, true);
  const cornerX = (ground.x + MARGIN) * 256;
  const cornerY = (ground.y + MARGIN) * 256;
  for (const flags of isWet ? [blocked, solid] : [blocked]) {
    if (here !== null) { for (const building of here.buildings) blockBuilding(flags, building, cornerX, cornerY); }
    for (const prop of standing) blockProp(flags, prop, cornerX, cornerY);
  }
  return { blocked, solid };
}

/** Blocks the metres that rise too much, or those of deep water. */
function blockCliffs(ground: Plot, blocked: Uint32Array, water: boolean): void {
  for (let row = 0; row < CHUNK_METRES; row++) {
    for (let column = 0; column < CHUNK_METRES; column++) {
      const cell = ground.cells[(row + MARGIN) * SIDE + column + MARGIN]!;
      if (isPaved(cell)) continue;
      const corner = (row + MARGIN) * CORNERS + column + MARGIN;
      const isBlocked = cell === GROUND.deepWater ? water : !water && rise(corner) > CLIFF_METRES;
      if (isBlocked) blockMetre(blocked, column, row);
    }
  }
}

/** Lifts the corners of paved metres above the water: bridges, piers and dams. */
function raiseBridges(ground: Plot, least: number): void {
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      if (!isPaved(ground.cells[row * SIDE + column]!)) continue;
      const corner = row * CORNERS + column;
      for (const at of [corner, corner + 1, corner + CORNERS, corner + CORNERS + 1]) {
        if (corners[at]! < least) corners[at] = least;
      }
    }
  }
}

function cutHeights(): Int16Array {
  const heights = new Int16Array(CHUNK_CORNERS * CHUNK_CORNERS);
  for (let row = 0; row < CHUNK_CORNERS; row++) {
    for (let column = 0; column < CHUNK_CORNERS; column++) {
      const height = corners[(row + MARGIN) * CORNERS + column + MARGIN]!;
      heights[row * CHUNK_CORNERS + column] = Math.floor(height * 4 + 0.5);
    }
  }
  return heights;
}

function cutGround(): Uint8Array {
  const ground = new Uint8Array(CHUNK_METRES * CHUNK_METRES);
  for (let row = 0; row < CHUNK_METRES; row++) {
    const from = (row + MARGIN) * SIDE + MARGIN;
    ground.set(groundCells.subarray(from, from + CHUNK_METRES), row * CHUNK_METRES);
  }
  return ground;
}
