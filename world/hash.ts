/**
 * The hash of a world's saved state: two worlds with the same hash go on the same way. It is a hash of the hashes of
 * pages (sections.ts), so that a checkpoint hashes only what changed.
 *
 * What is all zeros counts as not there, and everything else is named: so a column or table that a later version adds
 * leaves the hash of a world that was saved before it alone, and an update finds the world that it expects.
 */
import { ByteWriter } from "./base/record.ts";
import { StateHash } from "./base/state_hash.ts";
import { blobsOf, columnOf, type ColumnSection, PAGE_ROWS, pagesOf, sectionsOf, tablesOf } from "./sections.ts";
import type { World } from "./world.ts";

/** The hash of a page that is all zeros. */
const NOTHING = "";

/** Gives the hash of a section's page. */
export type PageHash = (section: ColumnSection, page: number) => string;

/** Hashes the whole state, as 16 hex digits. */
export function hashWorld(world: World): string {
  return combineHashes(world, hashPage);
}

/** The hash of a world from the hashes of its pages. */
export function combineHashes(world: World, pageHash: PageHash): string {
  const hash = new StateHash();
  const { seed, tickRate, dayTicks, newcomers, newcomersMetres } = world.facts;
  hashText(hash, newcomers);
  for (const word of [seed, tickRate, dayTicks, newcomersMetres, world.tick]) hash.word(word);
  for (const [name, table] of tablesOf(world)) {
    if (table.length === 0) continue;
    hashText(hash, name);
    hash.word(table.length);
  }
  for (const section of sectionsOf(world)) {
    for (let page = 0; page < pagesOf(section); page++) {
      const ofPage = pageHash(section, page);
      if (ofPage === NOTHING) continue;
      hashText(hash, section.section);
      hash.word(page);
      hashText(hash, ofPage);
    }
  }
  for (const blob of blobsOf(world)) {
    if (blob.stamp !== null) {
      const stamp = blob.stamp();
      if (stamp === "") continue;
      hashText(hash, blob.section);
      hashText(hash, stamp);
      continue;
    }
    scratch.length = 0;
    blob.write(scratch);
    const bytes = scratch.view();
    if (bytes.every((byte) => byte === 0)) continue;
    hashText(hash, blob.section);
    hash.bytes(bytes);
  }
  return hash.digest();
}

/**
 * Hashes one page; "" if it is all zeros. Rows for which there is no room yet count as zeros: capacity is no part of
 * the state.
 */
export function hashPage(section: ColumnSection, page: number): string {
  const column = columnOf(section);
  const from = page * PAGE_ROWS;
  const to = Math.min(from + PAGE_ROWS, column.length);
  const hash = new StateHash();
  // Most pages are all zeros: nothing of them is hashed.
  if (Array.isArray(column)) {
    let any = 0;
    for (let row = from; row < to; row++) any |= column[row]!.length;
    if (any === 0) return NOTHING;
    for (let row = from; row < to; row++) hashText(hash, column[row]!);
    for (let row = to; row < from + PAGE_ROWS; row++) hash.word(0);
  } else {
    const bytes = column.BYTES_PER_ELEMENT;
    const words = new Int32Array(column.buffer, from * bytes, ((to - from) * bytes) >> 2);
    if (isZero(words)) return NOTHING;
    hash.words(words);
    for (let at = words.length; at < (PAGE_ROWS * bytes) >> 2; at++) hash.word(0);
  }
  return hash.digest();
}

function isZero(words: Int32Array): boolean {
  for (let at = 0; at < words.length; at++) if (words[at] !== 0) return false;
  return true;
}

const scratch = new ByteWriter(1024);

function hashText(hash: StateHash, text: string): void {
  hash.word(text.length);
  for (let at = 0; at < text.length; at++) hash.word(text.charCodeAt(at));
}
