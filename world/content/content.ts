/** A pack as the world reads it: entries by id and by number. */
import { assert } from "../base/assert.ts";
import { KIND_NAMES, type KindName } from "./schema/kind_names.ts";
import type { EntryOf } from "./schema/kinds.ts";
import { type Numbers, numbersOf } from "./numbers.ts";
import { type Pack, packHash, writePack } from "./pack.ts";

/** An entry with its number. */
export type Numbered<Entry> = Entry & { readonly number: number };

/** All entries of a kind. */
export interface Listing<Entry> {
  /** In the order of their numbers. Relics, which the pack has no more, are not among them. */
  readonly all: readonly Numbered<Entry>[];
  readonly byId: ReadonlyMap<string, Numbered<Entry>>;
  /** Undefined: there never was such a number, or it is a relic's. Place 0 is empty. */
  readonly byNumber: readonly (Numbered<Entry> | undefined)[];
  /** Ids of all numbers, relics too. Place 0 is "". */
  readonly ids: readonly string[];
}

/** The content of a world. It is never changed: another pack makes another one. */
export type Content = { readonly [Kind in KindName]: Listing<EntryOf<Kind>> } & {
  readonly pack: Pack;
  /** Of the pack. */
  readonly hash: string;
  /** The pack as it is saved. */
  readonly bytes: Uint8Array;
  /** The numbers by which entries are known in this world. */
  readonly numbers: Numbers;
  /** Ids of the quests whose escorts wait until they are asked in a talk to come along. */
  readonly escortsAsked: ReadonlySet<string>;
};

/** Puts a pack in order for a world that knows these numbers already. */
export function indexContent(pack: Pack, before: Numbers): Content {
  const numbers = numbersOf(pack, before);
  const listings = Object.fromEntries(
    KIND_NAMES.map((
      kind,
    ) => [kind, makeListing(pack.entries[kind] as readonly { readonly id: string }[], numbers[kind])]),
  );
  const more = { pack, hash: packHash(pack), bytes: writePack(pack), numbers, escortsAsked: escortsAskedIn(pack) };
  return { ...listings, ...more } as unknown as Content;
}

function escortsAskedIn({ entries }: Pack): Set<string> {
  const deeds = entries.dialogues.flatMap(({ nodes }) => nodes).flatMap(({ choices }) => choices)
    .flatMap(({ does }) => does);
  return new Set(deeds.flatMap((deed) => deed.type === "startEscort" ? [deed.quest] : []));
}

/** The entry of an id that has to be there, because the check of the pack says so. */
export function entryOf<Kind extends KindName>(content: Content, kind: Kind, id: string): Numbered<EntryOf<Kind>> {
  const entry = (content[kind] as Listing<EntryOf<Kind>>).byId.get(id);
  assert(entry !== undefined, `there is an entry ${id} of ${kind}`);
  return entry;
}

function makeListing<Entry extends { readonly id: string }>(
  entries: readonly Entry[],
  ids: readonly string[],
): Listing<Entry> {
  const numberOf = new Map(ids.map((id, index) => [id, index + 1]));
  const byNumber = new Array<Numbered<Entry> | undefined>(ids.length + 1).fill(undefined);
  const byId = new Map<string, Numbered<Entry>>();
  for (const entry of entries) {
    const numbered = Object.freeze({ ...entry, number: numberOf.get(entry.id)! });
    byNumber[numbered.number] = numbered;
    byId.set(entry.id, numbered);
  }
  const all = byNumber.filter((entry) => entry !== undefined);
  return { all, byId, byNumber, ids: ["", ...ids] };
}
