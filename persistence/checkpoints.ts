/**
 * The world's checkpoint: pages of bytes that only the world understands. A checkpoint brings the pages that changed;
 * they replace theirs in one transaction with the tick that they stand for, so that the file holds one whole checkpoint
 * at every moment, whatever happens in between.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { assert } from "../world/base/assert.ts";
import type { GroupCommit } from "./group_commit.ts";
import type { History, KeptCheckpoint } from "./history.ts";
import { CHECKPOINT_BYTES_MAX, LARGE_PAGE_BYTES } from "./limits.ts";
import { TERRAIN_SECTIONS } from "../world/section_names.ts";
import { DamagedError, troubleOf } from "./trouble.ts";

/** A page of a checkpoint. */
export interface CheckpointPage {
  readonly section: string;
  readonly page: number;
  readonly bytes: Uint8Array;
}

/** A copy of one that arrives. */
type ArrivedPage = CheckpointPage & { readonly bytes: Uint8Array<ArrayBuffer> };

/** What became of a checkpoint. */
export type SaveResult =
  | { readonly ok: true; readonly tick: number; readonly pages: number; readonly ms: number }
  | { readonly ok: false; readonly tick: number; readonly reason: string };

/** The pages of the newest checkpoint that the terrain follows from. */
export function terrainPages(database: DatabaseSync): CheckpointPage[] {
  const statement = preparePages(database);
  return TERRAIN_SECTIONS.flatMap((section) => [...pagesOf(statement, section)]);
}

function preparePages(database: DatabaseSync): StatementSync {
  return database.prepare("SELECT page, bytes FROM checkpoint_page WHERE section = ? ORDER BY page");
}

function* pagesOf(statement: StatementSync, section: string): Generator<CheckpointPage> {
  for (const { page, bytes } of statement.all(section)) {
    if (!(bytes instanceof Uint8Array)) throw new DamagedError(`page ${page} of ${section} has no bytes`);
    yield { section, page: Number(page), bytes };
  }
}

/** Collects a checkpoint as it arrives, and writes it. Lives as long as its database. */
export class Checkpoints {
  readonly #commit: GroupCommit;
  readonly #history: History;
  readonly #now: () => number;
  readonly #newest: StatementSync;
  readonly #sections: StatementSync;
  readonly #pagesOf: StatementSync;
  readonly #putPage: StatementSync;
  readonly #putTick: StatementSync;
  /** Gives back what the library keeps of pages of the file. */
  readonly #shrink: StatementSync;
  #arriving: (KeptCheckpoint & { pages: ArrivedPage[]; bytes: number }) | null = null;

  constructor(database: DatabaseSync, commit: GroupCommit, history: History, now: () => number) {
    this.#commit = commit;
    this.#history = history;
    this.#now = now;
    this.#newest = database.prepare("SELECT tick, hash, rules, terrain FROM checkpoint");
    this.#sections = database.prepare(
      `SELECT DISTINCT section FROM checkpoint_page
       WHERE section NOT IN (${TERRAIN_SECTIONS.map(() => "?").join()}) ORDER BY section`,
    );
    this.#pagesOf = preparePages(database);
    this.#shrink = database.prepare("PRAGMA shrink_memory");
    this.#putPage = database.prepare(
      `INSERT INTO checkpoint_page (section, page, tick, bytes) VALUES (?, ?, ?, ?)
       ON CONFLICT (section, page) DO UPDATE SET tick = excluded.tick, bytes = excluded.bytes`,
    );
    this.#putTick = database.prepare(
      `INSERT OR REPLACE INTO checkpoint (id, tick, hash, rules, terrain, saved_at) VALUES (1, ?, ?, ?, ?, ?)`,
    );
  }

  /** The newest checkpoint, without its pages, or null if there is none. */
  newest(): KeptCheckpoint | null {
    const row = this.#newest.get();
    if (row === undefined) return null;
    const { tick, hash, rules, terrain } = row;
    return { tick: Number(tick), hash: String(hash), rules: Number(rules), terrain: Number(terrain) };
  }

  /** Its pages by section and number. First come those of `TERRAIN_SECTIONS`. */
  *pages(): Generator<CheckpointPage> {
    for (const section of TERRAIN_SECTIONS) yield* pagesOf(this.#pagesOf, section);
    yield* this.pagesBesideTerrain();
  }

  /** Its pages of all other sections. Each section is read when it is asked for: other work may go on in between. */
  *pagesBesideTerrain(): Generator<CheckpointPage> {
    for (const { section } of this.#sections.all(...TERRAIN_SECTIONS)) yield* pagesOf(this.#pagesOf, String(section));
  }

  /** A checkpoint follows. One that was not ended is forgotten. */
  begin(tick: number, hash: string, rules = 0, terrain = 0): void {
    this.#arriving = { tick, hash, rules, terrain, pages: [], bytes: 0 };
  }

  /** Keeps a copy of a page until the end. */
  page(page: CheckpointPage): void {
    const arriving = this.#arriving;
    assert(arriving !== null, "a page comes between a checkpoint's begin and its end");
    arriving.bytes += page.bytes.length;
    if (arriving.bytes <= CHECKPOINT_BYTES_MAX) arriving.pages.push({ ...page, bytes: new Uint8Array(page.bytes) });
    else arriving.pages.length = 0;
  }

  /** Megabytes in a few pages are given back at once: the collector of a thread that does little comes after minutes. */
  #letGo(pages: readonly ArrivedPage[]): void {
    const large = pages.filter(({ bytes }) => bytes.length >= LARGE_PAGE_BYTES);
    for (const { bytes } of large) bytes.buffer.transfer(0);
    if (large.length > 0) this.#shrink.run();
  }

  /** Writes what arrived, and what `alongside` writes. Nothing of it is written if that fails. */
  end(tick: number, pages: number, alongside: () => void = () => {}): SaveResult {
    const arriving = this.#arriving;
    this.#arriving = null;
    assert(arriving !== null && arriving.tick === tick, `the checkpoint of tick ${tick} was begun`);
    if (arriving.bytes > CHECKPOINT_BYTES_MAX) {
      const reason = `the checkpoint has ${arriving.bytes} bytes, at most ${CHECKPOINT_BYTES_MAX} can be saved`;
      return { ok: false, tick, reason };
    }
    assert(arriving.pages.length === pages, `${pages} pages arrived, not ${arriving.pages.length}`);
    const startedAt = performance.now();
    try {
      this.#commit.runNow(() => {
        for (const page of arriving.pages) {
          this.#history.replacing(page.section, page.page, tick);
          this.#putPage.run(page.section, page.page, tick, page.bytes);
        }
        this.#putTick.run(tick, arriving.hash, arriving.rules, arriving.terrain, this.#now());
        this.#history.consider(arriving, this.#now());
        alongside();
      });
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === null) throw error;
      return { ok: false, tick, reason: trouble.text };
    } finally {
      this.#letGo(arriving.pages);
    }
    return { ok: true, tick, pages, ms: performance.now() - startedAt };
  }
}
