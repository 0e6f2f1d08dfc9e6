/** How far the nearest of a crowd stand: where everybody was a moment ago, by squares. */
import { UNITS_PER_METRE } from "../../world/base/space.ts";

const SIDE_SHIFT = 9;
const SIDE_UNITS = 2 * UNITS_PER_METRE;
const SQUARES = 64;
/** Further than so many squares nobody is near. */
const RINGS_MAX = 16;
/** Distances are sorted into so many bins. */
const BINS = 128;

/** Places by square. Lifetime: the crowds'; filled anew about once a second. */
export class NearGrid {
  readonly #heads = new Int32Array(SQUARES * SQUARES);
  #x = new Int32Array(1024);
  #y = new Int32Array(1024);
  #next = new Int32Array(1024);
  #count = 0;
  readonly #bins = new Uint32Array(BINS);

  clear(): void {
    this.#heads.fill(0);
    this.#count = 0;
  }

  /** Adds somebody at a place in units. */
  add(x: number, y: number): void {
    const at = this.#count++;
    if (at === this.#x.length) this.#grow();
    this.#x[at] = x;
    this.#y[at] = y;
    const square = x >> SIDE_SHIFT & SQUARES - 1 | (y >> SIDE_SHIFT & SQUARES - 1) << 6;
    this.#next[at] = this.#heads[square]!;
    this.#heads[square] = at + 1;
  }

  /**
   * The distance in units within which at least `wanted` are around a place; at most 32 m. `guess`: what it may be, such
   * as what it was a second ago; a good one saves time, and a bad one does no harm.
   */
  reach(x: number, y: number, wanted: number, guess: number): number {
    let rings = Math.max(1, Math.min(RINGS_MAX, Math.ceil(guess / SIDE_UNITS)));
    for (;;) {
      const reach = this.#reachWithin(x, y, rings, wanted);
      if (reach !== null) return reach;
      if (rings === RINGS_MAX) return RINGS_MAX * SIDE_UNITS;
      rings = Math.min(RINGS_MAX, Math.ceil(rings * 1.5));
    }
  }

  /** The same, if so many are nearer than `rings` squares are wide: then no square further off has a nearer one. */
  #reachWithin(x: number, y: number, rings: number, wanted: number): number | null {
    const bins = this.#bins.fill(0);
    const limit = rings * SIDE_UNITS;
    const middleRow = y >> SIDE_SHIFT;
    const middleColumn = x >> SIDE_SHIFT;
    for (let row = middleRow - rings; row <= middleRow + rings; row++) {
      for (let column = middleColumn - rings; column <= middleColumn + rings; column++) {
        const square = column & SQUARES - 1 | (row & SQUARES - 1) << 6;
        for (let next = this.#heads[square]!; next !== 0; next = this.#next[next - 1]!) {
          const distance = Math.sqrt((this.#x[next - 1]! - x) ** 2 + (this.#y[next - 1]! - y) ** 2);
          if (distance < limit) bins[Math.floor(distance * BINS / limit)]!++;
        }
      }
    }
    let count = 0;
    for (let bin = 0; bin < BINS; bin++) {
      count += bins[bin]!;
      if (count >= wanted) return Math.ceil((bin + 1) * limit / BINS);
    }
    return null;
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
  }
}
