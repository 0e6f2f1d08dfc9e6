/** Where the middle of a walker cannot be: one bit per half metre of a chunk, set where its middle is too near. */
import { WALKER_RADIUS_UNITS } from "./limits.ts";
import { FENCE_METRES } from "./_furniture.ts";
import { BLOCKED_PER_CHUNK, type Building, PROP, type Prop } from "./types.ts";

const HALF_METRE_UNITS = 128;
const WORDS_PER_ROW = BLOCKED_PER_CHUNK / 32;

/** A chunk's flags, all free. */
export function makeBlocked(): Uint32Array {
  return new Uint32Array(BLOCKED_PER_CHUNK * WORDS_PER_ROW);
}

/** Blocks one square metre, given within the chunk. */
export function blockMetre(blocked: Uint32Array, column: number, row: number): void {
  const word = row * 2 * WORDS_PER_ROW + (column >> 4);
  const bits = 3 << (column * 2 & 31);
  blocked[word]! |= bits;
  blocked[word + WORDS_PER_ROW]! |= bits;
}

/** Blocks a building and a walker's radius around it. Chunk corner in units. */
export function blockBuilding(blocked: Uint32Array, building: Building, cornerX: number, cornerY: number): void {
  const { x, y, width, height } = building;
  blockRect(
    blocked,
    x * 256 - cornerX - WALKER_RADIUS_UNITS,
    y * 256 - cornerY - WALKER_RADIUS_UNITS,
    (x + width) * 256 - cornerX + WALKER_RADIUS_UNITS,
    (y + height) * 256 - cornerY + WALKER_RADIUS_UNITS,
  );
}

/** Blocks what of a prop blocks and a walker's radius around it. Chunk corner in units. */
export function blockProp(blocked: Uint32Array, prop: Prop, cornerX: number, cornerY: number): void {
  if (prop.blockRadius === 0) return;
  const x = prop.x - cornerX;
  const y = prop.y - cornerY;
  const reach = prop.blockRadius + WALKER_RADIUS_UNITS;
  if (prop.kind !== PROP.fence) return blockDisc(blocked, x, y, reach);
  const along = FENCE_METRES * 128 + WALKER_RADIUS_UNITS;
  const upright = (prop.variant & 1) === 1;
  const reachX = upright ? reach : along;
  const reachY = upright ? along : reach;
  blockRect(blocked, x - reachX, y - reachY, x + reachX, y + reachY);
}

/** First half metre whose middle is at or after `units`, and last whose middle is at or before it, within the chunk. */
function firstFrom(units: number): number {
  const cell = Math.ceil((units - HALF_METRE_UNITS / 2) / HALF_METRE_UNITS);
  return cell < 0 ? 0 : cell;
}

function lastUpTo(units: number): number {
  const cell = Math.floor((units - HALF_METRE_UNITS / 2) / HALF_METRE_UNITS);
  return cell >= BLOCKED_PER_CHUNK ? BLOCKED_PER_CHUNK - 1 : cell;
}

function blockRect(blocked: Uint32Array, west: number, north: number, east: number, south: number): void {
  const lastRow = lastUpTo(south);
  const lastColumn = lastUpTo(east);
  for (let row = firstFrom(north); row <= lastRow; row++) {
    for (let column = firstFrom(west); column <= lastColumn; column++) {
      blocked[row * WORDS_PER_ROW + (column >> 5)]! |= 1 << (column & 31);
    }
  }
}

function blockDisc(blocked: Uint32Array, x: number, y: number, radius: number): void {
  const lastRow = lastUpTo(y + radius);
  const lastColumn = lastUpTo(x + radius);
  const firstColumn = firstFrom(x - radius);
  for (let row = firstFrom(y - radius); row <= lastRow; row++) {
    const dy = row * HALF_METRE_UNITS + HALF_METRE_UNITS / 2 - y;
    for (let column = firstColumn; column <= lastColumn; column++) {
      const dx = column * HALF_METRE_UNITS + HALF_METRE_UNITS / 2 - x;
      if (dx * dx + dy * dy <= radius * radius) {
        blocked[row * WORDS_PER_ROW + (column >> 5)]! |= 1 << (column & 31);
      }
    }
  }
}
