/**
 * Numbers of entries. In the world's state and on the wire an entry is a number, from 1 on within its kind, given in the
 * order in which ids first appeared and never changed or used again. The list is saved with the world.
 */
import type { ByteReader, ByteWriter } from "../base/record.ts";
import { KIND_NAMES, type KindName } from "./schema/kind_names.ts";
import type { Pack } from "./pack.ts";

/** Ids by kind; an id's number is its place in the list, from 1 on. */
export type Numbers = { readonly [Kind in KindName]: readonly string[] };

/** Items that had these numbers before there were packs. */
export const FIRST_ITEMS = ["coin", "apple", "stone", "lantern"] as const;

/** The numbers of a world that has none yet. */
export const NO_NUMBERS: Numbers = {
  ...Object.fromEntries(KIND_NAMES.map((kind) => [kind, []])) as unknown as Numbers,
  items: FIRST_ITEMS,
};

/** The numbers of a world once it has this pack: those it had, and then what is new, in the order of the pack. */
export function numbersOf(pack: Pack, before: Numbers): Numbers {
  const numbers = KIND_NAMES.map((kind) => {
    const known = new Set(before[kind]);
    return [kind, [...before[kind], ...pack.entries[kind].map(({ id }) => id).filter((id) => !known.has(id))]] as const;
  });
  return Object.fromEntries(numbers) as unknown as Numbers;
}

/** Writes the numbers: for each kind its name, how many ids, and the ids. */
export function writeNumbers(writer: ByteWriter, numbers: Numbers): void {
  for (const kind of KIND_NAMES) {
    writer.text(kind);
    writer.varint(numbers[kind].length);
    for (const id of numbers[kind]) writer.text(id);
  }
}

/** Reads what `writeNumbers` wrote; kinds that came later have none. Nothing at all: a world from before there were packs. */
export function readNumbers(reader: ByteReader): Numbers {
  if (reader.remaining === 0) return NO_NUMBERS;
  const numbers: Record<string, readonly string[]> = { ...NO_NUMBERS };
  while (reader.remaining > 0) {
    const kind = reader.text();
    numbers[kind] = Array.from({ length: reader.varint() }, () => reader.text());
  }
  return numbers as Numbers;
}
