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
  /** Sums over the marks of the tick that is stepped (trace.ts). */
  readonly trace: {
    /** Of the system that runs. */
    sum: number;
    readonly bySystem: Uint32Array;
    /** By bits of `dirty`. */
    readonly byPart: Uint32Array;
  };
}

assert(NEAR_COMPONENTS.length <= 28, "a bit for each near component: 32 - 2 bits and a spare pair");

/** No changes. */
export function makeChanges(): Changes {
  const trace = { sum: 0, bySystem: new Uint32Array(32), byPart: new Uint32Array(32) };
  return { indexes: new Uint32Array(256), count: 0, trace };
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
  traceMark(changes, entities, index, bits);
}

/** Adds a mark to the sums: who, what, and where it is going. */
function traceMark({ trace }: Changes, entities: Entities, index: number, bits: number): void {
  const { originX, originY, heading, speed } = entities.components.columns;
  let mark = Math.imul(index ^ bits << 20, 0x9e37_79b1);
  mark = Math.imul(mark ^ mark >>> 15 ^ originX[index]!, 0x85eb_ca77);
  mark = Math.imul(mark ^ mark >>> 13 ^ originY[index]!, 0xc2b2_ae3d);
  mark = Math.imul(mark ^ mark >>> 16 ^ heading[index]! << 8 ^ speed[index]!, 0x27d4_eb2f);
  mark ^= mark >>> 15;
  trace.sum = (trace.sum + mark) | 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) trace.byPart[31 - Math.clz32(rest & -rest)]! += mark;
}

/** A tick begins: nothing is marked in it yet. */
export function beginTrace({ trace }: Changes): void {
  trace.bySystem.fill(0);
  trace.byPart.fill(0);
}

/** Forgets all changes. */
export function clearChanges(changes: Changes, entities: Entities): void {
  const { dirty } = entities.derived.columns;
  for (let at = 0; at < changes.count; at++) dirty[changes.indexes[at]!] = 0;
  changes.count = 0;
}
