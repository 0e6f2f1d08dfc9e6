/**
 * What changed since the last flush: for each entity a mask of what, and the list of those with any. The encoder reads
 * and clears it; it is no part of the state.
 */
import { type ComponentName, NEAR_COMPONENTS } from "./components.ts";
import { assert } from "./base/assert.ts";
import type { Entities } from "./entities.ts";

/** Bits of `dirty`. Near components take the bits from `firstComponent` on, in the order of NEAR_COMPONENTS. */
export const DIRTY = { motion: 1, whereabouts: 2, firstComponent: 4 } as const;

/** Indexes of the entities that changed, each once. */
export interface Changes {
  indexes: Uint32Array;
  count: number;
}

assert(NEAR_COMPONENTS.length <= 28, "a bit for each near component: 32 - 2 bits and a spare pair");

/** No changes. */
export function makeChanges(): Changes {
  return { indexes: new Uint32Array(256), count: 0 };
}

/** The bit of a near component. */
export function dirtyBit(name: ComponentName): number {
  const place = NEAR_COMPONENTS.indexOf(name);
  assert(place >= 0, `${name} is a component that everyone near is told`);
  return DIRTY.firstComponent << place;
}

/** Marks something of an entity as changed. */
export function markDirty(changes: Changes, entities: Entities, index: number, bits: number): void {
  const { dirty } = entities.derived.columns;
  if (dirty[index] === 0) {
    if (changes.count === changes.indexes.length) {
      const grown = new Uint32Array(changes.indexes.length * 2);
      grown.set(changes.indexes);
      changes.indexes = grown;
    }
    changes.indexes[changes.count++] = index;
  }
  dirty[index] = dirty[index]! | bits;
}

/** Forgets all changes. */
export function clearChanges(changes: Changes, entities: Entities): void {
  const { dirty } = entities.derived.columns;
  for (let at = 0; at < changes.count; at++) dirty[changes.indexes[at]!] = 0;
  changes.count = 0;
}
