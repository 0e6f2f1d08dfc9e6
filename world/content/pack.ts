/** A pack that was checked, its hash, and its bytes: as it crosses threads, and as it is saved with the world. */
import { StateHash } from "../base/state_hash.ts";
import { KIND_NAMES, type KindName } from "./schema/kind_names.ts";
import type { EntryOf } from "./schema/kinds.ts";

/** All entries of a world's content, by kind, in the order of its files. Plain data. */
export interface Pack {
  readonly name: string;
  readonly version: string;
  readonly entries: { readonly [Kind in KindName]: readonly EntryOf<Kind>[] };
}

/**
 * The hash of what a pack says, as 16 hex digits: the same for the same entries in the same order, however its files are
 * laid out and whatever its name and version are.
 */
export function packHash(pack: Pack): string {
  const hash = new StateHash();
  hash.bytes(new TextEncoder().encode(canonicalText(pack.entries)));
  return hash.digest();
}

/** Bytes of a pack at most; one that has more is refused when it is checked. Half of it is texts that will grow. */
export const PACK_BYTES_MAX = 1_500_000;

/** The content of a world from before there was any. */
export const NO_PACK: Pack = {
  name: "",
  version: "",
  entries: Object.fromEntries(KIND_NAMES.map((kind) => [kind, []])) as unknown as Pack["entries"],
};

/** A pack as bytes: its canonical text in UTF-8. */
export function writePack(pack: Pack): Uint8Array {
  return new TextEncoder().encode(canonicalText(pack));
}

/** Reads what `writePack` wrote; NO_PACK if the bytes are none. Kinds that came later have no entries. */
export function readPack(bytes: Uint8Array): Pack {
  try {
    const { name, version, entries }: Pack = JSON.parse(new TextDecoder().decode(bytes));
    return { name, version, entries: { ...NO_PACK.entries, ...entries } };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return NO_PACK;
    throw error;
  }
}

/** JSON with the keys of every object in their order, and nothing between. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0)
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalText(member)}`);
  return `{${members.join(",")}}`;
}
