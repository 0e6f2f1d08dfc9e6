/**
 * Paints the ground of rooms and dungeons: floors of boards or flagstones, walls seen from above with the face that
 * looks south, and darkness around. Edges are those of the metre grid, for what people built has straight ones.
 */
import { GROUND } from "../../../../world/terrain/types.ts";
import { noises, readNoises } from "./colours.ts";
import { type Grid, isWater } from "./grid.ts";
import { hashPlace } from "./texture.ts";

/** How much of a wall's square metre its face takes, of those that look south onto a floor. */
const FACE_METRES = 0.62;
/** How far a wall's shadow reaches onto the floor, in metres. */
const SHADOW_METRES = 0.55;

/** Writes the colour at world metres (x, y) into `colour`. False where there is water: the caller paints that. */
export function placeColour(grid: Grid, x: number, y: number, colour: Float32Array): boolean {
  const column = Math.floor(x) - grid.x;
  const row = Math.floor(y) - grid.y;
  const at = row * grid.side + column;
  const kind = grid.ground[at]!;
  if (isWater(kind)) return false;
  readNoises(x, y);
  switch (kind) {
    case GROUND.wall:
      wall(grid, at, x, y, colour);
      break;
    case GROUND.planks:
      boards(x, y, colour);
      shadow(grid, at, x, y, colour);
      break;
    case GROUND.cave:
      flags(x, y, colour);
      shadow(grid, at, x, y, colour);
      break;
    default:
      put(colour, 16, 14, 18);
  }
  return true;
}

function put(colour: Float32Array, red: number, green: number, blue: number): void {
  colour[0] = red;
  colour[1] = green;
  colour[2] = blue;
}

function isSolid(kind: number | undefined): boolean {
  return kind === GROUND.wall || kind === GROUND.void;
}

/** Whether the floor beside a wall is of wood: then the wall is of timber and plaster, else of rock. */
function isHouse(grid: Grid, at: number): boolean {
  for (const step of [grid.side, -grid.side, 1, -1, grid.side + 1, grid.side - 1, 1 - grid.side, -1 - grid.side]) {
    if (grid.ground[at + step] === GROUND.planks) return true;
  }
  return false;
}

function wall(grid: Grid, at: number, x: number, y: number, colour: Float32Array): void {
  const house = isHouse(grid, at);
  const down = y - Math.floor(y);
  const hasFace = !isSolid(grid.ground[at + grid.side]);
  if (!hasFace || down < 1 - FACE_METRES) {
    const light = (house ? 0.86 : 0.78) + noises.fine * 0.14 + noises.grain * 0.06;
    if (house) put(colour, 92 * light, 72 * light, 56 * light);
    else put(colour, 78 * light, 76 * light, 82 * light);
    return;
  }
  const high = (down - (1 - FACE_METRES)) / FACE_METRES;
  if (house) {
    // Plaster between posts, a skirting board below.
    const post = Math.abs((x % 2) - 1) > 0.91 || high < 0.12 || high > 0.86;
    const light = 0.92 - high * 0.16 + noises.fine * 0.08;
    if (post) put(colour, 112 * light, 80 * light, 52 * light);
    else put(colour, 214 * light, 198 * light, 166 * light);
    return;
  }
  const course = Math.floor(high * 3);
  const along = x * 1.6 + (course & 1) * 0.5;
  const joint = Math.abs(along - Math.round(along)) < 0.05 || Math.abs(high * 3 - Math.round(high * 3)) < 0.08;
  const stone = 0.78 + (hashPlace(Math.floor(along), course + Math.floor(y) * 7, 5) & 63) / 420;
  const light = (joint ? 0.66 : stone) * (1.06 - high * 0.3) + noises.fine * 0.08;
  put(colour, 126 * light, 122 * light, 126 * light);
}

/** Boards of 22 cm along x, of all lengths. */
function boards(x: number, y: number, colour: Float32Array): void {
  const board = Math.floor(y / 0.22);
  const across = y / 0.22 - board;
  const length = 1.6 + (hashPlace(board, 0, 3) & 255) / 200;
  const along = (x + (hashPlace(board, 1, 9) & 255) / 64) / length;
  const number = Math.floor(along);
  const isGap = across < 0.06 || along - number < 0.014;
  const tint = (hashPlace(board, number, 17) & 255) / 255;
  const grain = 0.5 + 0.5 * Math.sin((x * 0.7 + noises.middle * 6) * 2 + board * 3);
  const light = isGap ? 0.56 : 0.84 + tint * 0.16 + grain * 0.05 + noises.grain * 0.05;
  put(colour, 170 * light, (126 + tint * 8) * light, 84 * light);
}

/** Flagstones of about a metre, worn and cracked. */
function flags(x: number, y: number, colour: Float32Array): void {
  const row = Math.floor(y / 0.9);
  const shifted = x / 1.1 + (row & 1) * 0.5;
  const column = Math.floor(shifted);
  const edge = Math.min(shifted - column, column + 1 - shifted, y / 0.9 - row, row + 1 - y / 0.9);
  const tint = (hashPlace(column, row, 29) & 255) / 255;
  const light = (edge < 0.05 + noises.fine * 0.04 ? 0.6 : 0.8 + tint * 0.14) + noises.fine * 0.12 + noises.grain * 0.05;
  const moss = noises.broad > 0.62 ? (noises.broad - 0.62) * 60 : 0;
  put(colour, (112 - moss * 0.4) * light, (110 + moss * 0.3) * light, (114 - moss) * light);
}

/** Walls to the north and west throw a soft shadow. */
function shadow(grid: Grid, at: number, x: number, y: number, colour: Float32Array): void {
  let light = 1;
  if (isSolid(grid.ground[at - grid.side])) light *= shade(y - Math.floor(y));
  if (isSolid(grid.ground[at - 1])) light *= shade(x - Math.floor(x));
  for (let channel = 0; channel < 3; channel++) colour[channel]! *= light;
}

function shade(away: number): number {
  return away >= SHADOW_METRES ? 1 : 0.62 + 0.38 * away / SHADOW_METRES;
}
