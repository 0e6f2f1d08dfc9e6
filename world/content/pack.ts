/** A pack that was checked, and its hash. */
import { StateHash } from "../base/state_hash.ts";
import { KIND_NAMES, type KindName } from "./schema/kind_names.ts";
import type { EntryOf } from "./schema/kinds.ts";

/** All entries of a world's content, by kind, in the order of its files. Plain data: it crosses threads as JSON. */
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
  for (const kind of KIND_NAMES) {
    addText(hash, kind);
    for (const entry of pack.entries[kind]) addText(hash, canonicalText(entry));
  }
  return hash.digest();
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

function addText(hash: StateHash, text: string): void {
  hash.word(text.length);
  for (let at = 0; at < text.length; at++) hash.word(text.charCodeAt(at));
}
