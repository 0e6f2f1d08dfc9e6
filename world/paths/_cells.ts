/**
 * The cells of a search's window, in memory for as many as the largest search came near. The window is cut into squares
 * of 32 by 32; a square gets a place when it is first looked at, and its cells lie together there. A search among a few
 * houses so uses some dozen kB, where a window that lies in memory as a whole would use a piece of every row.
 */
import { assert } from "../base/assert.ts";
import { WINDOW_CELLS } from "./limits.ts";

/** Of how a cell was come to: that it was. All else in it is the search's. */
export const SEEN = 32;

const SHIFT = 5;
const SIDE = 1 << SHIFT;
const MASK = SIDE - 1;
const SQUARES = WINDOW_CELLS >> SHIFT;
const NOWHERE = 0xffff;
const SQUARES_AT_FIRST = 32;

assert(SQUARES === SIDE, "a square's number and a cell's are cut the same way");

/** Used by one search after another; nodes are valid until `clear`, the arrays until `at`. */
export class SearchCells {
  costs = new Int32Array(SQUARES_AT_FIRST * SIDE * SIDE);
  /** 0 for a cell that was not come to. */
  came = new Uint8Array(SQUARES_AT_FIRST * SIDE * SIDE);
  /** Where each square is, and which one is where. */
  readonly #places = new Uint16Array(SQUARES * SQUARES).fill(NOWHERE);
  readonly #squares = new Uint16Array(SQUARES * SQUARES);
  #used = 0;

  /** Forgets all cells. */
  clear(): void {
    for (let place = 0; place < this.#used; place++) this.#places[this.#squares[place]!] = NOWHERE;
    this.#used = 0;
  }

  /** The node of a cell of the window. */
  at(column: number, row: number): number {
    const square = ((row >> SHIFT) << SHIFT) + (column >> SHIFT);
    const known = this.#places[square]!;
    const place = known === NOWHERE ? this.#enter(square) : known;
    return (((place << SHIFT) + (row & MASK)) << SHIFT) + (column & MASK);
  }

  columnOf(node: number): number {
    return ((this.#squares[node >> (2 * SHIFT)]! & MASK) << SHIFT) + (node & MASK);
  }

  rowOf(node: number): number {
    return ((this.#squares[node >> (2 * SHIFT)]! >> SHIFT) << SHIFT) + ((node >> SHIFT) & MASK);
  }

  #enter(square: number): number {
    const place = this.#used++;
    const start = place * SIDE * SIDE;
    if (start === this.came.length) this.#grow();
    this.came.fill(0, start, start + SIDE * SIDE);
    this.#squares[place] = square;
    this.#places[square] = place;
    return place;
  }

  #grow(): void {
    const { costs, came } = this;
    this.costs = new Int32Array(costs.length * 2);
    this.came = new Uint8Array(came.length * 2);
    this.costs.set(costs);
    this.came.set(came);
  }
}
