/**
 * What a tick did, in a few bytes: for each system, and for each part of an entity, a sum over everything that it marked
 * as changed (changes.ts). A world that does otherwise from some tick on, after a restart or on another machine, is so
 * found at that tick, in that system.
 *
 *   trace   u32 mask of systems, u16 for each | u32 mask of parts (the bits of DIRTY), u16 for each
 *
 * Sums, so that the order in which a system goes over entities is nothing to it.
 */
import { ByteReader, ByteWriter } from "./base/record.ts";
import { type Changes, DIRTY } from "./changes.ts";
import { NEAR_COMPONENTS } from "./components.ts";

/** Systems that a trace has room for. */
export const TRACED_SYSTEMS_MAX = 32;

/** A trace that was not taken. */
export const NO_TRACE: Uint8Array = new Uint8Array();

/** The place of the bit of the first near component. */
const FIRST_COMPONENT_BIT = 31 - Math.clz32(DIRTY.firstComponent);

const writer = new ByteWriter(256);

/** The trace of the tick that was stepped last. */
export function traceOf({ trace }: Changes): Uint8Array {
  writer.length = 0;
  for (const sums of [trace.bySystem, trace.byPart]) {
    let mask = 0;
    sums.forEach((sum, at) => mask |= (sum & 0xffff) === 0 ? 0 : 1 << at);
    writer.u32(mask >>> 0);
    for (const sum of sums) if ((sum & 0xffff) !== 0) writer.u16(sum & 0xffff);
  }
  return writer.copy();
}

/** Where two traces of a tick differ: the first system (its place in SYSTEMS), and parts in words; null: nowhere. */
export function traceDifference(
  now: Uint8Array,
  was: Uint8Array,
): { readonly system: number; readonly parts: readonly string[] } | null {
  if (now.length === was.length && now.every((byte, at) => byte === was[at])) return null;
  const [a, b] = [sumsOf(now), sumsOf(was)];
  const differing = (list: number) => a[list]!.flatMap((sum, at) => sum === b[list]![at] ? [] : [at]);
  return { system: differing(0)[0] ?? 0, parts: differing(1).map(partText) };
}

function sumsOf(bytes: Uint8Array): number[][] {
  const reader = new ByteReader(bytes);
  return [0, 1].map(() => {
    const mask = reader.u32();
    return Array.from({ length: 32 }, (_, at) => (mask >>> at & 1) === 0 ? 0 : reader.u16());
  });
}

function partText(bit: number): string {
  if (1 << bit === DIRTY.motion) return "originX, originY, heading, speed, startTick";
  if (1 << bit === DIRTY.whereabouts) return "space and cell";
  return NEAR_COMPONENTS[bit - FIRST_COMPONENT_BIT] ?? `part ${bit}`;
}
