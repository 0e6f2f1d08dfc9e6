/**
 * What was made of the land, kept beside the checkpoints: its plan, which code that the engine has not compiled yet takes
 * a quarter of a second to make, and the chunks that were made first. It is no state: all of it follows from the seed and
 * the recipe. What is missing, damaged or of another version is made again, and kept instead.
 *
 *   section "land"           page 0: text version, text digest of the parts, u32 their length; the parts in further pages
 *   section "land chunks"    a page for each chunk, by its number: text digest of its land, text digest of number and what follows,
 *                            blocked, whether it has a `solid` of its own and that, ground, rises
 *
 * The parts are written as the engine clones plain data (node:v8); so is a chunk's number the one of terrain/mod.ts.
 */
import { deserialize, serialize } from "node:v8";
import { ByteReader, ByteWriter, MalformedError } from "../base/record.ts";
import { StateHash } from "../base/state_hash.ts";
import type { CheckpointPage } from "../checkpoint.ts";
import { isSameRecipe } from "../content/mod.ts";
import { CHUNKS_SECTION, LAND_SECTION } from "../section_names.ts";
import {
  type ChunkFacts,
  chunkFactsOf,
  chunksMadeFirst,
  giveChunkFacts,
  PARTS_VERSION,
  partsOf,
  TERRAIN_VERSION,
  terrainOfParts,
  type TerrainParts,
  type TerrainRecipe,
} from "../terrain/mod.ts";
import { BLOCKED_PER_CHUNK, CHUNK_METRES, GROUND_PER_CHUNK, type Terrain } from "../terrain/types.ts";
import { LAND_PAGE_BYTES } from "./limits.ts";

const VERSION = `${TERRAIN_VERSION}.${PARTS_VERSION}`;
const FLAG_BYTES = BLOCKED_PER_CHUNK * BLOCKED_PER_CHUNK / 8;
/** Two kinds of flags, a byte of ground and one of rise for each square metre, and what comes before them. */
const CHUNK_BYTES_MAX = 2 * FLAG_BYTES + 2 * CHUNK_METRES * CHUNK_METRES + 64;

/** Knows what storage holds of the land. Its lifetime is the world part's. */
export class LandMemory {
  /** The terrain that storage holds the parts of, their digest, and the chunks that it holds. */
  #terrain: Terrain | null = null;
  #digest = "";
  readonly #chunks = new Set<number>();
  /** Pages of the parts that storage lacks. */
  #waiting: CheckpointPage[] = [];

  /** Writes down the parts, unless storage holds them: some twenty milliseconds, for a moment in which nobody is on. */
  prepare(terrain: Terrain): void {
    const parts = terrain === this.#terrain ? null : partsOf(terrain);
    if (parts === null) return;
    this.#waiting = [];
    this.#remember(terrain, writeParts(parts, this.#waiting));
  }

  /** What storage lacks: the parts that were prepared, once, and some of the chunks. */
  capture(terrain: Terrain, chunksMax: number): CheckpointPage[] {
    const pages = this.#waiting;
    this.#waiting = [];
    // Other content made another land of it: that is kept from the next start on.
    if (terrain !== this.#terrain) return [];
    let left = chunksMax;
    for (const number of chunksMadeFirst(terrain)) {
      if (left === 0) break;
      const facts = this.#chunks.has(number) ? null : chunkFactsOf(terrain, number);
      if (facts === null) continue;
      left--;
      this.#chunks.add(number);
      pages.push({ section: CHUNKS_SECTION, page: number, bytes: writeChunk(this.#digest, number, facts) });
    }
    return pages;
  }

  /** These pages did not reach storage: what is of the land among them is written again. */
  failed(pages: readonly CheckpointPage[]): void {
    for (const { section, page } of pages) {
      // The parts are prepared again when the world next begins.
      if (section === LAND_SECTION) this.#terrain = null;
      if (section === CHUNKS_SECTION) this.#chunks.delete(page);
    }
  }

  /** The terrain of this seed and recipe out of the pages of its section, or null. */
  recall(pages: readonly CheckpointPage[], seed: number, recipe: TerrainRecipe): Terrain | null {
    const read = readParts(pages);
    if (read === null) return null;
    const { layout } = read.parts.plan;
    if (layout.seed !== seed || !isSameRecipe(layout.recipe, recipe)) return null;
    const terrain = terrainOfParts(read.parts);
    this.#remember(terrain, read.digest);
    return terrain;
  }

  /** Gives the terrain that was recalled what is kept of its chunks. */
  recallChunks(pages: readonly CheckpointPage[]): void {
    if (this.#terrain === null) return;
    for (const { page, bytes } of pages) {
      const facts = readChunk(this.#digest, page, bytes);
      if (facts === null) continue;
      giveChunkFacts(this.#terrain, page, facts);
      this.#chunks.add(page);
    }
  }

  #remember(terrain: Terrain, digest: string): void {
    this.#terrain = terrain;
    this.#digest = digest;
    this.#chunks.clear();
  }
}

/** Of the bytes, and of the number that they are kept under. */
function digestOf(bytes: Uint8Array, number = 0): string {
  const hash = new StateHash();
  hash.word(number);
  hash.bytes(bytes);
  return hash.digest();
}

/** Writes the parts into pages; answers their digest. */
function writeParts(parts: TerrainParts, pages: CheckpointPage[]): string {
  const { buffer, byteOffset, length } = serialize(parts);
  const bytes = new Uint8Array(buffer as ArrayBuffer, byteOffset, length);
  const digest = digestOf(bytes);
  const head = new ByteWriter(64);
  head.text(VERSION);
  head.text(digest);
  head.u32(bytes.length);
  pages.push({ section: LAND_SECTION, page: 0, bytes: head.copy() });
  // Views, for a copy of all of it would be some megabytes more.
  for (let from = 0; from < bytes.length; from += LAND_PAGE_BYTES) {
    pages.push({ section: LAND_SECTION, page: pages.length, bytes: bytes.subarray(from, from + LAND_PAGE_BYTES) });
  }
  return digest;
}

function readParts(
  pages: readonly CheckpointPage[],
): { readonly parts: TerrainParts; readonly digest: string } | null {
  const [head, ...parts] = [...pages].sort((a, b) => a.page - b.page);
  return readOr(head?.bytes ?? new Uint8Array(0), (reader) => {
    if (reader.text() !== VERSION) return null;
    const digest = reader.text();
    const wanted = reader.u32();
    // Pages of a longer land may stand behind those of this one.
    if (wanted > parts.reduce((sum, part) => sum + part.bytes.length, 0)) return null;
    const bytes = new Uint8Array(wanted);
    let length = 0;
    for (const part of parts) {
      if (length + part.bytes.length > bytes.length) break;
      bytes.set(part.bytes, length);
      length += part.bytes.length;
    }
    // The bytes are those that were written, so that the engine reads them but for one thing: it may be an older one.
    return digestOf(bytes) === digest ? { parts: deserialize(bytes) as TerrainParts, digest } : null;
  });
}

// Used for one chunk after the other: hundreds of kilobytes would be left to the collector at each checkpoint.
const body = new ByteWriter(CHUNK_BYTES_MAX);
const writer = new ByteWriter(CHUNK_BYTES_MAX);

function writeChunk(
  land: string,
  number: number,
  { blocked, solid, ground, rises }: ChunkFacts,
): Uint8Array<ArrayBuffer> {
  body.length = 0;
  body.raw(bytesOf(blocked));
  body.bool(solid !== blocked);
  if (solid !== blocked) body.raw(bytesOf(solid));
  body.raw(ground);
  body.raw(rises);
  writer.length = 0;
  writer.text(land);
  writer.text(digestOf(body.view(), number));
  writer.raw(body.view());
  return writer.copy();
}

function readChunk(land: string, number: number, bytes: Uint8Array): ChunkFacts | null {
  return readOr(bytes, (reader) => {
    if (reader.text() !== land) return null;
    const digest = reader.text();
    const bytes = reader.raw(reader.remaining);
    if (digestOf(bytes, number) !== digest) return null;
    const body = new ByteReader(bytes);
    const blocked = flagsOf(body.raw(FLAG_BYTES));
    const solid = body.bool() ? flagsOf(body.raw(FLAG_BYTES)) : blocked;
    const ground = body.raw(GROUND_PER_CHUNK * GROUND_PER_CHUNK).slice();
    return { blocked, solid, ground, rises: body.raw(CHUNK_METRES * CHUNK_METRES).slice() };
  });
}

/** What is read of bytes; null where they are not what they should be. */
function readOr<Read>(bytes: Uint8Array, read: (reader: ByteReader) => Read | null): Read | null {
  try {
    return read(new ByteReader(bytes));
  } catch (error) {
    // The engine's own complaint about a version that it does not know is a plain Error.
    if (error instanceof MalformedError || error instanceof Error && /deserialize/i.test(error.message)) return null;
    throw error;
  }
}

function bytesOf(flags: Uint32Array): Uint8Array {
  return new Uint8Array(flags.buffer, flags.byteOffset, flags.byteLength);
}

function flagsOf(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.slice().buffer);
}
