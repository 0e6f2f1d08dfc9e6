/** A pack that was checked, its hash, and its bytes: as it crosses threads, and as it is saved with the world. */
import { isSameBytes } from "../base/bytes.ts";
import { StateHash } from "../base/state_hash.ts";
import { KIND_NAMES, type KindName } from "./schema/kind_names.ts";
import type { EntryOf } from "./schema/kinds.ts";

/** All entries of a world's content, by kind, in the order of its files. Plain data. */
export interface Pack {
  readonly name: string;
  readonly version: string;
  readonly entries: { readonly [Kind in KindName]: readonly EntryOf<Kind>[] };
}

/** A pack's canonical bytes and their hash, worked out once for each pack. */
interface Canon {
  readonly bytes: Uint8Array;
  readonly hash: string;
}

const canons = new WeakMap<Pack, Canon>();

function canonOf(pack: Pack): Canon {
  let canon = canons.get(pack);
  if (canon === undefined) canons.set(pack, canon = makeCanon(new TextEncoder().encode(canonicalText(pack))));
  return canon;
}

function makeCanon(bytes: Uint8Array): Canon {
  const hash = new StateHash();
  hash.bytes(bytes);
  return { bytes, hash: hash.digest() };
}

/**
 * The hash of a pack, as 16 hex digits: the same for the same name, version and entries in the same order, however its
 * files are laid out.
 */
export function packHash(pack: Pack): string {
  return canonOf(pack).hash;
}

/** Bytes of a pack at most; one that has more is refused when it is checked. Half of it is texts that will grow. */
export const PACK_BYTES_MAX = 1_500_000;

/** The content of a world from before there was any. */
export const NO_PACK: Pack = {
  name: "",
  version: "",
  entries: Object.fromEntries(KIND_NAMES.map((kind) => [kind, []])) as unknown as Pack["entries"],
};

/** A pack as bytes: its canonical text in UTF-8. They are not to be changed. */
export function writePack(pack: Pack): Uint8Array {
  return canonOf(pack).bytes;
}

/** The pack that was read last: a world's and its host's are most often the same, and need not be there twice. */
let newest: WeakRef<Pack> | null = null;

/** Reads what `writePack` wrote; NO_PACK if the bytes are none. Kinds that came later have no entries. */
export function readPack(bytes: Uint8Array): Pack {
  const known = newest?.deref();
  if (known !== undefined && isSameBytes(canonOf(known).bytes, bytes)) return known;
  try {
    const { name, version, entries }: Pack = JSON.parse(new TextDecoder().decode(bytes));
    const pack = { name, version, entries: { ...NO_PACK.entries, ...entries } };
    canons.set(pack, makeCanon(bytes.slice()));
    newest = new WeakRef(pack);
    return pack;
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
