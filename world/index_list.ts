/**
 * Lists of entity indexes with their places kept in a derived column, so that joining and leaving cost nothing. Their
 * order is an accident: whoever reads one must not let the order matter.
 */
import type { Entities } from "./entities.ts";

/** Which derived column holds the places. */
type PlaceColumn = "moverPlusOne" | "awakePlusOne" | "lostPlusOne" | "decayPlusOne" | "growPlusOne";

/** Indexes, each once. */
export interface IndexList {
  readonly place: PlaceColumn;
  indexes: Uint32Array;
  count: number;
}

/** Nobody. */
export function makeIndexList(place: PlaceColumn): IndexList {
  return { place, indexes: new Uint32Array(256), count: 0 };
}

/** Whether an index is in the list. */
export function isListed(list: IndexList, entities: Entities, index: number): boolean {
  return entities.derived.columns[list.place][index] !== 0;
}

/** Adds an index, unless it is there. */
export function join(list: IndexList, entities: Entities, index: number): void {
  const place = entities.derived.columns[list.place];
  if (place[index] !== 0) return;
  if (list.count === list.indexes.length) {
    const grown = new Uint32Array(list.indexes.length * 2);
    grown.set(list.indexes);
    list.indexes = grown;
  }
  list.indexes[list.count++] = index;
  place[index] = list.count;
}

/** Takes an index out, if it is there; the last one takes its place. */
export function part(list: IndexList, entities: Entities, index: number): void {
  const place = entities.derived.columns[list.place];
  const at = place[index]! - 1;
  if (at < 0) return;
  const last = list.indexes[--list.count]!;
  list.indexes[at] = last;
  place[last] = at + 1;
  place[index] = 0;
}
