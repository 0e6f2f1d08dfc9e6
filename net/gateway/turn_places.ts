/**
 * Where turns took place, for clients who are told positions and do not add up: kept for the flushes that are kept, in
 * the order in which they were applied, since later ones change what they followed from.
 */

/** The turns of one flush: slot, x and y of each, one after the other. */
interface Turns {
  values: Int32Array;
  length: number;
}

const VALUES = 3;
const FIRST_TURNS = 256;

/** A place in units of the world. */
export interface TurnedAt {
  readonly x: number;
  readonly y: number;
}

/** Places of turns by flush. Its lifetime is that of the cells. */
export class TurnPlaces {
  readonly #flushes: Turns[];

  constructor(flushes: number) {
    this.#flushes = Array.from(
      { length: flushes },
      () => ({ values: new Int32Array(FIRST_TURNS * VALUES), length: 0 }),
    );
  }

  /** A flush begins: what was kept in its place is forgotten. */
  begin(flush: number): void {
    this.#of(flush).length = 0;
  }

  /** Where the next turn of a flush will be kept. */
  end(flush: number): number {
    return this.#of(flush).length;
  }

  add(flush: number, slot: number, x: number, y: number): void {
    const turns = this.#of(flush);
    if (turns.length + VALUES > turns.values.length) {
      const larger = new Int32Array(turns.values.length * 2);
      larger.set(turns.values);
      turns.values = larger;
    }
    turns.values[turns.length++] = slot;
    turns.values[turns.length++] = x;
    turns.values[turns.length++] = y;
  }

  /** The place of a slot's turn among those from `start` to `end`; null if it did not turn. */
  find(flush: number, start: number, end: number, slot: number): TurnedAt | null {
    const { values } = this.#of(flush);
    for (let at = start; at < end; at += VALUES) {
      if (values[at] === slot) return { x: values[at + 1]!, y: values[at + 2]! };
    }
    return null;
  }

  #of(flush: number): Turns {
    return this.#flushes[flush % this.#flushes.length]!;
  }
}
