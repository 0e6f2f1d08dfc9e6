/** The hash of a world's saved state: two worlds with the same hash go on the same way. */
import { ByteWriter } from "./base/record.ts";
import { StateHash } from "./base/state_hash.ts";
import { blobsOf, columnOf, sectionsOf, tablesOf } from "./sections.ts";
import type { World } from "./world.ts";

/** Hashes facts, lengths and the rows in use of every saved column, as 16 hex digits. */
export function hashWorld(world: World): string {
  const hash = new StateHash();
  const { seed, tickRate, dayTicks, newcomers, newcomersMetres } = world.facts;
  hashText(hash, newcomers);
  for (const word of [seed, tickRate, dayTicks, newcomersMetres, world.tick]) hash.word(word);
  for (const [, table] of tablesOf(world)) hash.word(table.length);
  for (const section of sectionsOf(world)) {
    const column = columnOf(section);
    const { length } = section.table;
    if (Array.isArray(column)) {
      for (let row = 0; row < length; row++) hashText(hash, column[row]!);
    } else {
      // Rows beyond the length are zeros, so whole words may be read; capacities are multiples of four.
      const words = new Uint32Array(column.buffer, 0, Math.ceil((length * column.BYTES_PER_ELEMENT) / 4));
      for (let at = 0; at < words.length; at++) hash.word(words[at]!);
    }
  }
  for (const blob of blobsOf(world)) {
    scratch.length = 0;
    blob.write(scratch);
    hash.bytes(scratch.view());
  }
  return hash.digest();
}

const scratch = new ByteWriter(1024);

function hashText(hash: StateHash, text: string): void {
  hash.word(text.length);
  for (let at = 0; at < text.length; at++) hash.word(text.charCodeAt(at));
}
