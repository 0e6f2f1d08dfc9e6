/** Streets of a settlement: a square in the middle, ways out of it where no road leads, and rings around a town. */
import type { Prng } from "../base/prng.ts";
import { HEADING_COS, HEADING_SIN } from "../base/space.ts";
import { drawLine, fillRect, isPaved, NATURAL, type Plot, type Rect, STREET } from "./_plot.ts";
import { heightPoint, type Surface } from "./_surface.ts";
import type { Site } from "./_sites.ts";
import { GROUND, type Road } from "./types.ts";

/** Something houses line up along: points in metres, its width, and whether houses stand on its left, too. */
export interface Street {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly width: number;
  readonly bothSides: boolean;
}

/** The drawn streets of a settlement, its square, and the pier if it has one. */
export interface Streets {
  readonly square: Rect;
  readonly streets: readonly Street[];
  readonly pier: { readonly x: number; readonly y: number; readonly heading: number } | null;
}

const DRY_METRES = 0.9;
const STREET_WIDTH = 4;
const STEP_METRES = 8;
const PIER_METRES_MAX = 18;

/** Draws roads, square and streets into the plot; what hangs together with the square becomes road ground. */
export function layStreets(surface: Surface, plot: Plot, site: Site, roads: readonly Road[], random: Prng): Streets {
  const town = site.kind === "town";
  const streets: Street[] = [];
  for (const road of roads) streets.push(...drawRoad(plot, site, road));
  const square = drawSquare(surface, plot, site, random);
  const pier = town ? drawPier(surface, plot, site, streets) : null;
  const reach = town ? 126 : 72;
  const offset = random.below(13) - 6;
  const ways = town ? 8 : 4;
  let wanted = town ? 8 : 1 + random.below(2);
  for (let way = 0; way < ways && wanted > 0; way++) {
    const heading = (way * 256 / ways + offset) & 255;
    if (hasRoadTowards(plot, site, heading)) continue;
    wanted--;
    streets.push(drawWay(surface, plot, site, heading, reach, random));
  }
  if (town) {
    for (const radius of [57, 96]) {
      streets.push(...drawRing(surface, plot, site, radius + random.below(7) - 3, random));
    }
  }
  joinStreets(plot, site);
  return { square, streets: [...edgesOf(square), ...streets], pier };
}

function drawRoad(plot: Plot, site: Site, road: Road): Street[] {
  const inside: { x: number; y: number }[] = [];
  for (let index = 0; index + 1 < road.points.length; index++) {
    const a = road.points[index]!;
    const b = road.points[index + 1]!;
    if (Math.abs(a.x - site.x) > site.radius + 40 || Math.abs(a.y - site.y) > site.radius + 40) continue;
    drawLine(plot, { ax: a.x, ay: a.y, bx: b.x, by: b.y, width: road.width }, GROUND.road);
    if (inside.length === 0) inside.push(a);
    inside.push(b);
  }
  return inside.length < 2 ? [] : [{ points: inside, width: road.width, bothSides: true }];
}

function drawSquare(surface: Surface, plot: Plot, site: Site, random: Prng): Rect {
  const town = site.kind === "town";
  const width = town ? 42 + random.below(5) * 2 : 16 + random.below(4) * 2;
  const height = town ? 34 + random.below(5) * 2 : 14 + random.below(4) * 2;
  const square = { x: site.x - width / 2, y: site.y - height / 2, width, height };
  for (let y = square.y; y < square.y + height; y += 2) {
    for (let x = square.x; x < square.x + width; x += 2) {
      if (heightPoint(surface, x, y) < 0.6) continue;
      fillRect(plot, { x, y, width: 2, height: 2 }, 0, GROUND.plaza, false);
    }
  }
  return square;
}

/** The square's edges as streets of no width with houses outside. */
function edgesOf(square: Rect): Street[] {
  const { x, y, width, height } = square;
  const corners = [{ x, y }, { x: x + width, y }, { x: x + width, y: y + height }, { x, y: y + height }, { x, y }];
  return [0, 1, 2, 3].map((side) => ({ points: [corners[side]!, corners[side + 1]!], width: 0, bothSides: false }));
}

/** Whether a road leaves the square within an eighth of a turn of this heading. */
function hasRoadTowards(plot: Plot, site: Site, heading: number): boolean {
  const away = site.kind === "town" ? 62 : 36;
  for (let off = -14; off <= 14; off += 2) {
    const x = Math.floor(site.x + HEADING_COS[(heading + off) & 255]! / 16384 * away);
    const y = Math.floor(site.y + HEADING_SIN[(heading + off) & 255]! / 16384 * away);
    for (let near = -1; near <= 1; near++) {
      if (plot.cells[(y + near - plot.y) * plot.side + x + near - plot.x] !== NATURAL) return true;
    }
  }
  return false;
}

function drawWay(surface: Surface, plot: Plot, site: Site, heading: number, reach: number, random: Prng): Street {
  const points = [{ x: site.x, y: site.y }];
  let { x, y } = site;
  let bend = 0;
  for (let gone = 0; gone < reach; gone += STEP_METRES) {
    bend = Math.floor(bend / 2) + random.below(25) - 12;
    x += HEADING_COS[(heading + bend) & 255]! / 16384 * STEP_METRES;
    y += HEADING_SIN[(heading + bend) & 255]! / 16384 * STEP_METRES;
    if (!isDry(surface, x, y)) break;
    points.push({ x, y });
  }
  drawAll(plot, points, STREET_WIDTH, STREET);
  return { points, width: STREET_WIDTH, bothSides: true };
}

/** A ring between a circle and a square, in as many pieces as there is dry ground for. */
function drawRing(surface: Surface, plot: Plot, site: Site, radius: number, random: Prng): Street[] {
  const streets: Street[] = [];
  let points: { x: number; y: number }[] = [];
  let first: { x: number; y: number } | null = null;
  for (let heading = 0; heading <= 256; heading += 8) {
    const cos = HEADING_COS[heading & 255]! / 16384;
    const sin = HEADING_SIN[heading & 255]! / 16384;
    const most = Math.max(Math.abs(cos), Math.abs(sin));
    const out = radius * (0.35 + 0.65 / most) * (0.96 + random.below(9) / 100);
    let point = { x: Math.floor(site.x + cos * out + 0.5), y: Math.floor(site.y + sin * out + 0.5) };
    if (first === null) first = point;
    else if (heading === 256) point = first;
    if (
      Math.max(Math.abs(point.x - site.x), Math.abs(point.y - site.y)) < site.radius - 8 &&
      isDry(surface, point.x, point.y)
    ) {
      points.push(point);
      continue;
    }
    if (points.length > 1) streets.push({ points, width: STREET_WIDTH, bothSides: true });
    points = [];
  }
  if (points.length > 1) streets.push({ points, width: STREET_WIDTH, bothSides: true });
  for (const street of streets) drawAll(plot, street.points, STREET_WIDTH, STREET);
  return streets;
}

/** A straight street from the square to the nearest water, and on over it as a pier. */
function drawPier(surface: Surface, plot: Plot, site: Site, streets: Street[]): Streets["pier"] {
  for (let away = 40; away < site.radius - 24; away += 4) {
    for (let turn = 0; turn < 8; turn++) {
      // Along the axes first: there houses line up best.
      const heading = (turn & 3) * 64 + (turn >> 2) * 32;
      const cos = HEADING_COS[heading]! / 16384;
      const sin = HEADING_SIN[heading]! / 16384;
      if (heightPoint(surface, Math.floor(site.x + cos * away), Math.floor(site.y + sin * away)) > -0.4) continue;
      const shore = { x: site.x + Math.floor(cos * away), y: site.y + Math.floor(sin * away) };
      // Out over the water, but not to the other bank of a river.
      let length = 2;
      while (length < PIER_METRES_MAX && isWater(surface, shore.x + cos * (length + 6), shore.y + sin * (length + 6))) {
        length++;
      }
      const end = { x: shore.x + Math.floor(cos * length), y: shore.y + Math.floor(sin * length) };
      const points = [{ x: site.x, y: site.y }, shore];
      drawAll(plot, points, STREET_WIDTH, GROUND.road);
      drawAll(plot, [shore, end], 3, GROUND.road);
      streets.push({ points, width: STREET_WIDTH, bothSides: true });
      return { ...end, heading };
    }
  }
  return null;
}

function isWater(surface: Surface, x: number, y: number): boolean {
  return heightPoint(surface, Math.floor(x), Math.floor(y)) < -0.3;
}

function isDry(surface: Surface, x: number, y: number): boolean {
  return heightPoint(surface, Math.floor(x), Math.floor(y)) >= DRY_METRES;
}

function drawAll(plot: Plot, points: readonly { x: number; y: number }[], width: number, value: number): void {
  for (let index = 0; index + 1 < points.length; index++) {
    const a = points[index]!;
    const b = points[index + 1]!;
    drawLine(plot, { ax: a.x, ay: a.y, bx: b.x, by: b.y, width }, value);
  }
}

/** Street cells that can be walked to from the square become road; the others nature again. */
function joinStreets(plot: Plot, site: Site): void {
  const { cells, side } = plot;
  const reached = new Uint8Array(cells.length);
  const stack = [(site.y - plot.y) * side + site.x - plot.x];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const cell = cells[at];
    if (cell === undefined || reached[at] === 1 || !(isPaved(cell) || cell === STREET)) continue;
    reached[at] = 1;
    if (cell === STREET) cells[at] = GROUND.road;
    const column = at % side;
    if (column > 0) stack.push(at - 1);
    if (column < side - 1) stack.push(at + 1);
    stack.push(at - side, at + side);
  }
  for (let at = 0; at < cells.length; at++) if (cells[at] === STREET) cells[at] = NATURAL;
}
