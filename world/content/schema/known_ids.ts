/**
 * Which ids there are while a pack is checked. References ask here, so a reference to nothing is a mistake at its place
 * like any other. Outside of a check every id passes.
 */
import type { KindName } from "./kind_names.ts";

/** Ids by kind. */
export type KnownIds = ReadonlyMap<KindName, ReadonlySet<string>>;

let known: KnownIds | null = null;

/** Whether there is an entry of this kind and id, as far as anybody asks. */
export function isKnownId(kind: KindName, id: string): boolean {
  return known === null || known.get(kind)?.has(id) === true;
}

/** Runs something with these ids known. */
export function withKnownIds<Result>(ids: KnownIds, run: () => Result): Result {
  const before = known;
  known = ids;
  try {
    return run();
  } finally {
    known = before;
  }
}
