/**
 * Records of one flush by where they are: encoded once, and copied for each client that is near enough. A crowd is too
 * dense for cells: the hundred nearest stand within a few metres.
 */
import type { Buffer } from "node:buffer";
import { ByteWriter } from "../../world/base/record.ts";
import { UNITS_PER_METRE } from "../../world/base/space.ts";

/** Side of a square of the table, in units: a power of two. */
const SIDE_SHIFT = 10;
const SIDE_UNITS = 4 * UNITS_PER_METRE;
/** Squares in each direction; what is further apart than this shares them, and is told apart by its place. */
const SQUARES = 64;
const FIRST_ENTRIES = 256;
/** Fewer than so many are looked through one by one. */
const FEW = 16;

/** Records that were found, and the bytes they take. Used again and again. */
export interface Found {
  entries: Int32Array;
  count: number;
  bytes: number;
}

/** Nothing found. */
export function makeFound(): Found {
  return { entries: new Int32Array(FIRST_ENTRIES), count: 0, bytes: 0 };
}

/** The square of the table that a place is in. */
function squareOf(x: number, y: number): number {
  return x >> SIDE_SHIFT & SQUARES - 1 | (y >> SIDE_SHIFT & SQUARES - 1) << 6;
}

/** The records of one kind. Lifetime: the crowds'; cleared for each flush. */
export class NearRecords {
  readonly #heads = new Int32Array(SQUARES * SQUARES);
  #x = new Int32Array(FIRST_ENTRIES);
  #y = new Int32Array(FIRST_ENTRIES);
  #next = new Int32Array(FIRST_ENTRIES);
  #start = new Int32Array(FIRST_ENTRIES);
  #end = new Int32Array(FIRST_ENTRIES);
  /** Of a record that is in two places: the other entry, where it counts if it is near as well. Else −1. */
  #twin = new Int32Array(FIRST_ENTRIES);
  #count = 0;
  /** Where records are written before they are added. */
  readonly writer = new ByteWriter(4096);

  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#heads.fill(0);
    this.#count = 0;
    this.writer.length = 0;
  }

  /**
   * Adds the record that was written from `start` to the writer's end, at a place in units. Returns its entry: one that
   * is added at a second place as well names it as its twin.
   */
  add(x: number, y: number, start: number, twin = -1): number {
    const at = this.#count++;
    if (at === this.#x.length) this.#grow();
    this.#x[at] = x;
    this.#y[at] = y;
    this.#start[at] = start;
    this.#end[at] = this.writer.length;
    this.#twin[at] = twin;
    const square = squareOf(x, y);
    this.#next[at] = this.#heads[square]!;
    this.#heads[square] = at + 1;
    return at;
  }

  /** Finds the records within `distance` of a place, in units. */
  find(x: number, y: number, distance: number, found: Found): void {
    found.count = 0;
    found.bytes = 0;
    if (this.#count === 0) return;
    const most = distance * distance;
    if (this.#count < FEW || distance >= SIDE_UNITS * SQUARES / 4) {
      for (let at = 0; at < this.#count; at++) if (this.#apart(at, x, y) <= most) this.#take(at, x, y, most, found);
      return;
    }
    const last = y + distance >> SIDE_SHIFT;
    const right = x + distance >> SIDE_SHIFT;
    const heads = this.#heads;
    const nexts = this.#next;
    for (let row = y - distance >> SIDE_SHIFT; row <= last; row++) {
      for (let column = x - distance >> SIDE_SHIFT; column <= right; column++) {
        for (let next = heads[column & SQUARES - 1 | (row & SQUARES - 1) << 6]!; next !== 0; next = nexts[next - 1]!) {
          if (this.#apart(next - 1, x, y) <= most) this.#take(next - 1, x, y, most, found);
        }
      }
    }
  }

  /** Copies what was found to `slab` at `at`, and returns the end there. */
  put({ entries, count }: Found, slab: Buffer, at: number): number {
    const bytes = this.writer.view();
    for (let index = 0; index < count; index++) {
      const entry = entries[index]!;
      for (let from = this.#start[entry]!; from < this.#end[entry]!; from++) slab[at++] = bytes[from]!;
    }
    return at;
  }

  #take(at: number, x: number, y: number, most: number, found: Found): void {
    const twin = this.#twin[at]!;
    if (twin >= 0 && this.#apart(twin, x, y) <= most) return;
    if (found.count === found.entries.length) {
      const larger = new Int32Array(found.count * 2);
      larger.set(found.entries);
      found.entries = larger;
    }
    found.entries[found.count++] = at;
    found.bytes += this.#end[at]! - this.#start[at]!;
  }

  /** How far an entry is from a place, squared. */
  #apart(at: number, x: number, y: number): number {
    const dx = this.#x[at]! - x;
    const dy = this.#y[at]! - y;
    return dx * dx + dy * dy;
  }

  #grow(): void {
    const larger = (old: Int32Array<ArrayBuffer>) => {
      const made = new Int32Array(old.length * 2);
      made.set(old);
      return made;
    };
    this.#x = larger(this.#x);
    this.#y = larger(this.#y);
    this.#next = larger(this.#next);
    this.#start = larger(this.#start);
    this.#end = larger(this.#end);
    this.#twin = larger(this.#twin);
  }
}
