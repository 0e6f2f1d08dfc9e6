/**
 * What grows in the land by itself: ores, herbs, shoals, bushes, each a body of its own. The land is cut into squares of
 * 128 m. When somebody comes near a square for the first time, what its content wants there finds its place, a little in
 * each tick, by chance of the seed; from then on it stays. Trees are part of the land: only stumps are bodies.
 */
import { hashWords } from "../base/prng.ts";
import { addRow, truncateTable } from "../base/table.ts";
import { UNITS_PER_METRE } from "../base/space.ts";
import { addBody, removeBody, setAmount, setSpecies } from "../bodies.ts";
import type { GatherNode, Numbered } from "../content/mod.ts";
import { hasRoom, indexEnd } from "../entities.ts";
import { join } from "../index_list.ts";
import { KIND } from "../kinds.ts";
import { SPACE_OVERWORLD, WAKE_MARGIN_METRES, WORLD_UNITS } from "../limits.ts";
import { regionAt, settlementsOf } from "../places/mod.ts";
import { GROUND } from "../terrain/types.ts";
import { positionX, positionY, type World } from "../world.ts";

/** Side of a square, as a shift of units: 128 m; and squares side by side. */
const SQUARE_SHIFT = 15;
const SQUARES_WIDE = WORLD_UNITS >> SQUARE_SHIFT;
/** What is looked at in one tick, of all squares: the ground may have to be made first. */
const LOOKS_PER_TICK = 2;
/** Something finds a free place this near to where it should be, in metres. */
const FREE_METRES = 3;
/** At most so many of a kind in one square. */
const PER_SQUARE_MAX = 16;
const SQUARES_PER_KM2 = 1_000_000 / (128 * 128);

/** Lays out what is new near somebody, and sees to another content or land. */
export function growWilds(world: World): void {
  const { laid } = world.crafts;
  if (laid.length === 0) addRow(laid);
  const { columns } = laid;
  const [content, land] = [contentMark(world), world.terrain.layout.seed];
  if (columns.content[0] !== content || columns.land[0] !== land) {
    [columns.content[0], columns.land[0]] = [content, land];
    clearWilds(world);
  }
  if (columns.bare[0] === 1) return;
  // At another tick than the areas of creatures look around.
  if (world.tick % world.facts.tickRate === 1) lookAround(world);
  layOut(world);
}

/** Nothing grows in this world by itself, whatever its content says: for tests and benches of other things. */
export function leaveBare(world: World): void {
  const { laid } = world.crafts;
  if (laid.length === 0) addRow(laid);
  laid.columns.bare[0] = 1;
}

/** The first half of the content's hash. */
function contentMark({ content }: World): number {
  return Number.parseInt(content.hash.slice(0, 8), 16) >>> 0;
}

/** Takes away what grew by another content. What was planted stays, as long as the content knows it. */
function clearWilds(world: World): void {
  const { squares, known } = world.crafts;
  const { kind, species } = world.entities.components.columns;
  const { alive } = world.entities.identity.columns;
  for (let index = 0; index < indexEnd(world.entities); index++) {
    if (alive[index] !== 1) continue;
    const isRelic = kind[index] === KIND.crop && (world.content.nodes.byNumber[species[index]!]?.crop ?? null) === null;
    if (kind[index] === KIND.node || isRelic) removeBody(world, index);
  }
  truncateTable(squares, 0);
  known.clear();
}

function lookAround(world: World): void {
  const { squares, known } = world.crafts;
  const reach = WAKE_MARGIN_METRES * UNITS_PER_METRE;
  const found = new Set<number>();
  for (const index of world.sessions.values()) {
    const [x, y] = [positionX(world, index), positionY(world, index)];
    // Rooms and dungeons lie beside the land: nothing grows there.
    if (x >= WORLD_UNITS) continue;
    const low = (value: number) => Math.max(0, (value - reach) >> SQUARE_SHIFT);
    const high = (value: number) => Math.min(SQUARES_WIDE - 1, (value + reach) >> SQUARE_SHIFT);
    for (let row = low(y); row <= high(y); row++) {
      for (let column = low(x); column <= high(x); column++) {
        const square = row * SQUARES_WIDE + column;
        if (!known.has(square)) found.add(square);
      }
    }
  }
  // In the order of squares and not of sessions, which are an accident.
  for (const square of [...found].sort((a, b) => a - b)) {
    if (squares.length >= squares.rowsMax) return;
    const row = addRow(squares);
    squares.columns.square[row] = square;
    squares.columns.next[row] = 1;
    known.add(square);
  }
}

function layOut(world: World): void {
  const { columns, length } = world.crafts.squares;
  const { all } = world.content.nodes;
  let left = LOOKS_PER_TICK;
  for (let row = 0; row < length && left > 0; row++) {
    while (columns.next[row] !== 0 && left > 0) {
      const at = columns.next[row]! - 1;
      columns.next[row] = at + 1 < all.length ? at + 2 : 0;
      const node = all[at];
      if (node !== undefined) left -= place(world, columns.square[row]!, node);
    }
  }
}

/** Puts what of a kind belongs into a square there. How many places were looked at. */
function place(world: World, square: number, node: Numbered<GatherNode>): number {
  const wanted = node.where.perSquareKm * 1024 / SQUARES_PER_KM2;
  if (wanted === 0) return 0;
  const chance = hashWords(world.facts.seed, square, node.number, 0x6e6f_6465);
  const count = Math.min(PER_SQUARE_MAX, Math.floor((wanted + (chance & 1023)) / 1024));
  for (let number = 0; number < count; number++) placeOne(world, square, node, hashWords(chance, number));
  return count;
}

function placeOne(world: World, square: number, node: Numbered<GatherNode>, chance: number): void {
  const { terrain } = world;
  const x = ((square % SQUARES_WIDE) << SQUARE_SHIFT) + (chance & 0x7fff);
  const y = (Math.floor(square / SQUARES_WIDE) << SQUARE_SHIFT) + ((chance >>> 16) & 0x7fff);
  const { grounds, regions } = node.where;
  const here = terrain.groundAt(x, y);
  if (grounds.length > 0 && !grounds.some((name) => GROUND[name] === here)) return;
  if (regions.length > 0) {
    const region = world.content.regions.byNumber[regionAt(world, x, y)];
    if (region === undefined || !regions.includes(region.id)) return;
  }
  const isInTown = settlementsOf(world).some((one) => {
    const [dx, dy] = [one.x - x, one.y - y];
    return dx * dx + dy * dy < one.radius * one.radius;
  });
  const at = isInTown || !hasRoom(world.entities) ? null : terrain.nearestFree(x, y, FREE_METRES * UNITS_PER_METRE);
  if (at === null || terrain.groundAt(at.x, at.y) !== here) return;
  const index = addNode(world, KIND.node, node, at);
  setAmount(world, index, timesOf(world, node, at));
}

/** Puts a body of a node somewhere. Ask `hasRoom` first. */
export function addNode(
  world: World,
  kind: number,
  node: Numbered<GatherNode>,
  { x, y }: { readonly x: number; readonly y: number },
): number {
  const index = addBody(world, { kind, space: SPACE_OVERWORLD, x, y, heading: 0, name: "", look: 0 });
  setSpecies(world, index, node.number);
  return index;
}

/** How often a node gives before it is empty: other each time that it has grown again. */
export function timesOf(
  world: World,
  { amount, number }: Numbered<GatherNode>,
  { x, y }: { readonly x: number; readonly y: number },
): number {
  return amount.min + hashWords(x, y, number, world.tick) % (amount.max - amount.min + 1);
}

/** A node has given once. An empty one grows again, or what stands for it goes when it has. */
export function useUp(world: World, index: number, node: Numbered<GatherNode>): void {
  const { amount } = world.entities.components.columns;
  setAmount(world, index, Math.max(0, amount[index]! - 1));
  if (amount[index] === 0) growAt(world, index, world.tick + node.regrowSeconds * world.facts.tickRate);
}

/** Something happens to what grows at a tick: `regrow` sees to it. */
export function growAt(world: World, index: number, tick: number): void {
  world.entities.components.columns.lingerUntil[index] = tick;
  join(world.growing, world.entities, index);
}
