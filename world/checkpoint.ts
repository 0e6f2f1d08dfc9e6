/**
 * Checkpoints: the saved state in pages (sections.ts). A keeper remembers what storage holds and yields only the pages
 * that differ. A capture copies them at one tick; sending them may take as long as it likes.
 */
import { isSameBytes } from "./base/bytes.ts";
import { ByteReader, ByteWriter, MalformedError } from "./base/record.ts";
import { type ColumnArrays, reserveRows } from "./base/table.ts";
import {
  type BlobSection,
  blobsOf,
  columnOf,
  type ColumnSection,
  PAGE_BYTES,
  PAGE_ROWS,
  pagesOf,
  readFacts,
  sectionsOf,
  STATE_VERSION,
  type StateFacts,
  tablesOf,
  writeFacts,
} from "./sections.ts";
import { NO_PACK, readNumbers, readPack, recipeOf } from "./content/mod.ts";
import { combineHashes, hashPage } from "./hash.ts";
import { NUMBERS_SECTION, PACK_SECTION } from "./section_names.ts";
import { NEWCOMERS } from "./newcomers.ts";
import { TERRAIN_VERSION } from "./terrain/mod.ts";
import type { TerrainRecipe } from "./terrain/mod.ts";
import type { Terrain } from "./terrain/types.ts";
import { deriveWorld, makeWorld, type World, type WorldContent } from "./world.ts";

/** One page of a checkpoint. */
export interface CheckpointPage {
  readonly section: string;
  readonly page: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Remembers what storage holds. Its lifetime is the world's. */
export class CheckpointKeeper {
  /** Contents of each section as of the last capture. */
  readonly #shadows = new Map<string, ColumnArrays[keyof ColumnArrays]>();
  /** Pages that storage may hold otherwise than the shadow says, as "section page". */
  readonly #doubtful = new Set<string>();
  /** Hashes of the pages as they were at the last capture, by section. */
  readonly #hashes = new Map<string, string[]>();
  /** Stamps of blobs that have one, as of the last capture. */
  readonly #stamps = new Map<string, string>();
  readonly #writer = new ByteWriter(PAGE_BYTES * 2);

  /** Copies every page that changed since the last capture. */
  capture(world: World): CheckpointPage[] {
    const pages: CheckpointPage[] = [];
    this.#writer.length = 0;
    writeFacts(this.#writer, world, TERRAIN_VERSION);
    pages.push({ section: "facts", page: 0, bytes: this.#writer.copy() });
    this.#takeUp(world, pages);
    return pages;
  }

  /** Remembers what the world is. Copies of what changed go to `pages`, if somebody wants them. */
  #takeUp(world: World, pages: CheckpointPage[] | null): void {
    for (const section of sectionsOf(world)) this.#captureColumn(section, pages);
    for (const blob of blobsOf(world)) {
      if (this.#isStamped(blob)) continue;
      this.#writer.length = 0;
      this.#writer.u32(0);
      blob.write(this.#writer);
      const bytes = this.#writer.copy();
      new DataView(bytes.buffer).setUint32(0, bytes.length - 4, true);
      this.#captureBlob(blob.section, bytes, pages);
    }
    // The content is half a megabyte, and is written once.
    this.#writer.restart(PAGE_BYTES * 2);
  }

  /** The hash of the world as it was captured just now: the same as `hashWorld`, without reading all of it again. */
  hash(world: World): string {
    return combineHashes(
      world,
      (section, page) => this.#hashes.get(section.section)?.[page] ?? hashPage(section, page),
    );
  }

  /** These pages did not reach storage: they are part of the next capture. */
  failed(pages: readonly CheckpointPage[]): void {
    for (const { section, page } of pages) this.#doubtful.add(`${section} ${page}`);
  }

  /** The world was just loaded from these pages: that is what storage holds. */
  restored(world: World, pages: readonly CheckpointPage[]): void {
    this.#takeUp(world, null);
    const counts = new Map<string, number>();
    for (const section of sectionsOf(world)) counts.set(section.section, pagesOf(section));
    for (const blob of blobsOf(world)) counts.set(blob.section, 0);
    // Pages from a time when the table was longer stay in storage; they are written again before they count again.
    for (const { section, page } of pages) {
      if (page >= (counts.get(section) ?? 0)) this.#doubtful.add(`${section} ${page}`);
    }
  }

  #captureColumn(section: ColumnSection, pages: CheckpointPage[] | null): void {
    const column = columnOf(section);
    const shadow = this.#shadowOf(section.section, column);
    const count = pagesOf(section);
    let hashes = this.#hashes.get(section.section);
    if (hashes === undefined) this.#hashes.set(section.section, hashes = []);
    for (let page = 0; page < count; page++) {
      const from = page * PAGE_ROWS;
      const to = Math.min(from + PAGE_ROWS, column.length);
      const doubtful = this.#doubtful.delete(`${section.section} ${page}`);
      if (Array.isArray(column)) {
        const isSame = isSameText(column, shadow as string[], from, to);
        if (!isSame || hashes[page] === undefined) hashes[page] = hashPage(section, page);
        if (!doubtful && isSame) continue;
        for (let row = from; row < to; row++) (shadow as string[])[row] = column[row]!;
        if (pages === null) continue;
        this.#writer.length = 0;
        for (let row = from; row < to; row++) this.#writer.text(column[row]!);
        pages.push({ section: section.section, page, bytes: this.#writer.copy() });
      } else {
        const bytes = bytesOf(column, from, to);
        const known = bytesOf(shadow as Uint8Array<ArrayBuffer>, from, to);
        const isSame = isSameBytes(bytes, known);
        if (!isSame || hashes[page] === undefined) hashes[page] = hashPage(section, page);
        if (!doubtful && isSame) continue;
        known.set(bytes);
        pages?.push({ section: section.section, page, bytes: bytes.slice() });
      }
    }
  }

  /** The section's shadow, as long as its column; what storage was never given is zeros. */
  #shadowOf(section: string, column: ColumnArrays[keyof ColumnArrays]): ColumnArrays[keyof ColumnArrays] {
    const known = this.#shadows.get(section);
    if (known !== undefined && known.length >= column.length) return known;
    let shadow: ColumnArrays[keyof ColumnArrays];
    if (Array.isArray(column)) {
      shadow = new Array<string>(column.length).fill("");
      if (known !== undefined) { for (let row = 0; row < known.length; row++) shadow[row] = (known as string[])[row]!; }
    } else {
      shadow = new (column.constructor as Uint8ArrayConstructor)(column.length);
      if (known !== undefined) shadow.set(known as Uint8Array);
    }
    this.#shadows.set(section, shadow);
    return shadow;
  }

  /** Whether a blob is as it was at the last capture, by its stamp, and storage holds it so. */
  #isStamped({ section, stamp }: BlobSection): boolean {
    if (stamp === null) return false;
    const now = stamp();
    const isSame = this.#stamps.get(section) === now;
    this.#stamps.set(section, now);
    return isSame && ![...this.#doubtful].some((page) => page.startsWith(`${section} `));
  }

  #captureBlob(section: string, bytes: Uint8Array<ArrayBuffer>, pages: CheckpointPage[] | null): void {
    const known = (this.#shadows.get(section) ?? new Uint8Array(0)) as Uint8Array;
    for (let page = 0; page * PAGE_BYTES < bytes.length; page++) {
      const part = bytes.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES);
      const before = known.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES);
      const doubtful = this.#doubtful.delete(`${section} ${page}`);
      if (doubtful || !isSameBytes(part, before)) pages?.push({ section, page, bytes: part.slice() });
    }
    this.#shadows.set(section, bytes);
  }
}

function bytesOf(
  column: Exclude<ColumnArrays[keyof ColumnArrays], string[]>,
  from: number,
  to: number,
): Uint8Array<ArrayBuffer> {
  const size = column.BYTES_PER_ELEMENT;
  return new Uint8Array(column.buffer, from * size, (to - from) * size);
}

function isSameText(a: readonly string[], b: readonly string[], from: number, to: number): boolean {
  for (let row = from; row < to; row++) if (a[row] !== b[row]) return false;
  return true;
}

/** What became of a load. */
export type Loaded =
  | { readonly type: "loaded"; readonly world: World }
  /** The pages are not a state that this program can go on from; `message` says why. */
  | { readonly type: "refused"; readonly message: string };

/** Makes the terrain of a seed and a recipe. */
export type TerrainMaker = (seed: number, recipe: TerrainRecipe) => Terrain;

/** Makes a world from the pages of a checkpoint, in any order. */
export function loadWorld(pages: readonly CheckpointPage[], terrainOf: TerrainMaker): Loaded {
  try {
    return load(pages, terrainOf);
  } catch (error) {
    if (error instanceof MalformedError) {
      return { type: "refused", message: `The saved world cannot be read: ${error.message}.` };
    }
    throw error;
  }
}

/** What the terrain of a saved world is made from; null where its page of facts is missing. */
export function savedTerrain(
  pages: readonly CheckpointPage[],
): { readonly seed: number; readonly recipe: TerrainRecipe } | null {
  const bySection = sortPages(pages);
  const facts = bySection.get("facts")?.[0];
  if (facts === undefined) return null;
  const { pack, numbers } = readContent(bySection);
  return { seed: savedFacts(facts.bytes).seed, recipe: recipeOf(pack, numbers) };
}

function sortPages(pages: readonly CheckpointPage[]): Map<string, CheckpointPage[]> {
  const bySection = new Map<string, CheckpointPage[]>();
  for (const page of pages) {
    const section = bySection.get(page.section);
    if (section === undefined) bySection.set(page.section, [page]);
    else section.push(page);
  }
  return bySection;
}

function load(pages: readonly CheckpointPage[], terrainOf: TerrainMaker): Loaded {
  const bySection = sortPages(pages);
  const factsPage = bySection.get("facts")?.[0];
  if (factsPage === undefined) throw new MalformedError("its page of facts is missing");
  const facts = readFacts(new ByteReader(factsPage.bytes));
  if (facts.stateVersion !== STATE_VERSION || facts.terrainVersion !== TERRAIN_VERSION) {
    return {
      type: "refused",
      message: `The saved world has state version ${facts.stateVersion} and terrain version ${facts.terrainVersion}; ` +
        `this program reads ${STATE_VERSION} and ${TERRAIN_VERSION}.`,
    };
  }
  const { seed, tickRate, dayTicks, newcomersMetres, tick } = facts;
  const newcomers = NEWCOMERS.find((rule) => rule === facts.newcomers);
  if (newcomers === undefined) throw new MalformedError(`there is no rule for newcomers named ${facts.newcomers}`);
  const content = readContent(bySection);
  const terrain = terrainOf(seed, recipeOf(content.pack, content.numbers));
  const world = makeWorld({ seed, tickRate, dayTicks, newcomers, newcomersMetres }, terrain, content);
  world.tick = tick;
  const lengths = new ByteReader(facts.lengths);
  for (const [name, table] of tablesOf(world)) {
    // A table that came with a later version is empty in what an earlier one wrote.
    const length = lengths.remaining > 0 ? lengths.u32() : 0;
    if (length > table.rowsMax) throw new MalformedError(`table ${name} has ${length} rows`);
    reserveRows(table, length);
    table.length = length;
  }
  for (const section of sectionsOf(world)) {
    for (const page of bySection.get(section.section) ?? []) loadPage(section, page);
  }
  for (const blob of blobsOf(world)) {
    const bytes = joinBlob(bySection.get(blob.section) ?? []);
    if (bytes.length > 0) blob.read(new ByteReader(bytes));
  }
  deriveWorld(world);
  return { type: "loaded", world };
}

/** The content of a saved world; none in one from before there was any. */
function readContent(bySection: ReadonlyMap<string, readonly CheckpointPage[]>): WorldContent {
  const bytes = joinBlob(bySection.get(PACK_SECTION) ?? []);
  const numbers = readNumbers(new ByteReader(joinBlob(bySection.get(NUMBERS_SECTION) ?? [])));
  if (bytes.length === 0) return { pack: NO_PACK, numbers };
  const pack = readPack(bytes);
  if (pack === NO_PACK) throw new MalformedError("its content is damaged");
  return { pack, numbers };
}

/** What a saved state says of itself in its page of facts. Throws `MalformedError` if it is none. */
export function savedFacts(page: Uint8Array): StateFacts {
  return readFacts(new ByteReader(page));
}

function loadPage(section: ColumnSection, page: CheckpointPage): void {
  const column = columnOf(section);
  const from = page.page * PAGE_ROWS;
  const to = Math.min(from + PAGE_ROWS, section.table.length);
  if (to <= from) return;
  if (Array.isArray(column)) {
    const reader = new ByteReader(page.bytes);
    for (let row = from; row < to && reader.remaining > 0; row++) column[row] = reader.text();
  } else {
    const target = bytesOf(column, from, to);
    target.set(page.bytes.subarray(0, target.length));
  }
}

function joinBlob(pages: readonly CheckpointPage[]): Uint8Array {
  const inOrder = [...pages].sort((a, b) => a.page - b.page);
  if (inOrder.length === 0) return new Uint8Array(0);
  const whole = new ByteWriter(inOrder.length * PAGE_BYTES);
  for (const page of inOrder) whole.raw(page.bytes);
  const reader = new ByteReader(whole.view());
  return reader.raw(reader.u32());
}
