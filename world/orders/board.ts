/** Market boards: where they are, and what of them somebody looks at. */
import { UNITS_PER_METRE } from "../base/space.ts";
import { idAt } from "../entities.ts";
import { COUNTER_METRES } from "../items/limits.ts";
import { isDead, npcWithin } from "../items/mod.ts";
import { KIND } from "../kinds.ts";
import { ALL_KEYS, markOwn } from "../own_marks.ts";
import { buildingAt } from "../places/mod.ts";
import type { Refusal } from "../refusals.ts";
import { cellAt } from "../spatial.ts";
import { positionX, positionY, type World } from "../world.ts";
import { bookKey, bookOf } from "./books.ts";
import { BOARD_LINES } from "./limits.ts";
import type { BoardView } from "./state.ts";

/** Who keeps orders is within this: in the four cells of the corners around, at most. */
const REACH_UNITS = COUNTER_METRES * UNITS_PER_METRE;

/** A board hangs in and before each market house, and with people who keep orders. */
export function isAtBoard(world: World, index: number): boolean {
  const [x, y] = [positionX(world, index), positionY(world, index)];
  return buildingAt(world, x, y) === "market" || isByKeeper(world, index, x, y);
}

function isByKeeper(world: World, index: number, x: number, y: number): boolean {
  const { derived, components } = world.entities;
  const cells = new Set<number>();
  for (const dy of [-REACH_UNITS, REACH_UNITS]) {
    for (const dx of [-REACH_UNITS, REACH_UNITS]) cells.add(cellAt(x + dx, y + dy));
  }
  for (const cell of cells) {
    for (let next = world.spatial.others[cell]!; next !== 0; next = derived.columns.nextPlusOne[next - 1]!) {
      if (components.columns.kind[next - 1] !== KIND.npc) continue;
      const keeper = npcWithin(world, index, idAt(world.entities, next - 1));
      if (typeof keeper !== "string" && keeper.serves.includes("orders")) return true;
    }
  }
  return false;
}

/** All that a board has, from its first page on. */
export const WHOLE_BOARD: BoardView = { side: 0, kind: 0, craft: 0, page: 0 };

/** The action `openBoard`: looks at a page of the board, by side, kind and craft; 0 is any of them. */
export function openBoard(world: World, index: number, view: BoardView): Refusal | null {
  if (isDead(world, index)) return "dead";
  if (!isAtBoard(world, index)) return "no-board";
  const { side, kind, craft, page } = view;
  if (![side, kind, craft, page].every((one) => Number.isSafeInteger(one) && one >= 0)) return "unknown";
  if (side > 3 || (kind !== 0 && world.content.items.byNumber[kind] === undefined)) return "unknown";
  if (craft !== 0 && world.content.crafts.byNumber[craft] === undefined) return "unknown";
  world.orders.views.set(index, { side, kind, craft, page });
  markOwn(world, index, "board", ALL_KEYS);
  return null;
}

/** The action `closeBoard`. */
export function closeBoard(world: World, index: number): null {
  if (world.orders.views.delete(index)) markOwn(world, index, "board", ALL_KEYS);
  return null;
}

/** What a view shows: the numbers of its page, and how many there are in all. Lists by kind, then by side and price. */
export function pageOf(world: World, view: BoardView): { readonly numbers: readonly number[]; readonly all: number } {
  const { books } = world.orders;
  const numbers: number[] = [];
  const from = view.page * BOARD_LINES;
  let all = 0;
  for (const key of keysOf(world, view)) {
    const book = books.get(key)!;
    const first = Math.max(0, from - all);
    if (first < book.length && numbers.length < BOARD_LINES) {
      numbers.push(...book.slice(first, first + BOARD_LINES - numbers.length));
    }
    all += book.length;
  }
  return { numbers, all };
}

/** The books that a view shows, in their order. */
function keysOf(world: World, { side, kind, craft }: BoardView): number[] {
  const { books } = world.orders;
  const isShown = (key: number) => {
    const book = bookOf(key);
    return (side === 0 || book.side === side) && (kind === 0 || book.kind === kind);
  };
  const made = craft === 0 ? null : madeBy(world, craft);
  const keys = kind === 0
    ? [...books.keys()]
    : [1, 2, 3].map((one) => bookKey(one, kind)).filter((one) => books.has(one));
  return keys.filter((key) => isShown(key) && (made?.has(bookOf(key).kind) ?? true)).sort((a, b) => a - b);
}

/** The kinds that recipes of a craft make. */
function madeBy(world: World, craft: number): Set<number> {
  const { recipes, crafts, items } = world.content;
  const id = crafts.byNumber[craft]?.id;
  const made = recipes.all.filter((recipe) => recipe.craft === id);
  return new Set(made.map(({ output }) => items.byId.get(output.item)?.number ?? 0));
}

/** Closes what nobody stands at any more, and tells the rest what has changed of what they look at. */
export function watchBoards(world: World): void {
  const { views, changed } = world.orders;
  const { session } = world.entities.components.columns;
  for (const [index, view] of views) {
    if (session[index] === 0 || !isAtBoard(world, index)) closeBoard(world, index);
    else if (keysTouched(world, view, changed)) markOwn(world, index, "board", ALL_KEYS);
  }
  changed.clear();
}

function keysTouched(world: World, { side, kind, craft }: BoardView, changed: ReadonlySet<number>): boolean {
  const made = craft === 0 ? null : madeBy(world, craft);
  for (const key of changed) {
    const book = bookOf(key);
    if ((side === 0 || book.side === side) && (kind === 0 || book.kind === kind) && (made?.has(book.kind) ?? true)) {
      return true;
    }
  }
  return false;
}
