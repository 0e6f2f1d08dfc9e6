/**
 * The past: some old checkpoints, and the journal from the oldest of them on, within a budget of bytes. From the nearest
 * of them the journal leads to any tick in between.
 *
 * A kept checkpoint is not a copy of all pages. A page that is about to be replaced is kept if a kept checkpoint needs
 * it, with the ticks from which and until which it held; the pages of an old checkpoint are those that held at its tick.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { CheckpointPage } from "./checkpoints.ts";
import { FORGOTTEN_AT_ONCE_MAX, KEPT_CHECKPOINT_MS } from "./limits.ts";

/** An old checkpoint, or the newest. */
export interface KeptCheckpoint {
  readonly tick: number;
  readonly hash: string;
  readonly rules: number;
  readonly terrain: number;
}

/** Lives as long as its database. */
export class History {
  readonly #sql: ReturnType<typeof prepare>;
  /** The newest kept checkpoint's tick and time, and the versions that it was made by. */
  #newest: { tick: number; at: number; rules: number; terrain: number } | null;
  /** Bytes of kept pages and of the journal. */
  #bytes: number;
  /** Bytes that were added since the file was opened. */
  #grown = 0;

  constructor(database: DatabaseSync) {
    this.#sql = prepare(database);
    const row = this.#sql.newest.get();
    this.#newest = row === undefined ? null : { ...keptOf(row), at: Number(row.saved_at) };
    this.#bytes = Number(this.#sql.size.get()!.bytes);
  }

  /** Bytes of the past, the journal included. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Bytes that were added since the file was opened: what the past costs as time goes on. */
  get grown(): number {
    return this.#grown;
  }

  /** When the oldest kept checkpoint was made, in milliseconds since 1970, or null. */
  oldestAt(): number | null {
    const row = this.#sql.oldest.get();
    return row === undefined ? null : Number(row.saved_at);
  }

  /** The oldest tick that can be stood up, or null. */
  oldestTick(): number | null {
    const row = this.#sql.oldest.get();
    return row === undefined ? null : Number(row.tick);
  }

  /** All kept checkpoints, oldest first. */
  checkpoints(): KeptCheckpoint[] {
    return this.#sql.all.all().map(keptOf);
  }

  /** The newest kept checkpoint at or before a tick, or null. */
  before(tick: number): KeptCheckpoint | null {
    const row = this.#sql.before.get(tick);
    return row === undefined ? null : keptOf(row);
  }

  /** The pages of a kept checkpoint. */
  *pages(tick: number): Generator<CheckpointPage> {
    // Not `iterate`: older versions of the runtime do not begin anew at the second use of a statement.
    for (const row of this.#sql.pagesAt.all(tick, tick, tick)) {
      yield { section: String(row.section), page: Number(row.page), bytes: row.bytes as Uint8Array };
    }
  }

  /** Journal was written: it counts. */
  grew(bytes: number): void {
    this.#bytes += bytes;
    this.#grown += bytes;
  }

  /** Within the transaction of a checkpoint, before a page is replaced at `tick`. */
  replacing(section: string, page: number, tick: number): void {
    if (this.#newest === null) return;
    const { changes } = this.#sql.keepPage.run(tick, section, page, this.#newest.tick);
    if (Number(changes) > 0) this.grew(Number(this.#sql.pageBytes.get(section, page)!.bytes));
  }

  /**
   * Within the transaction of a checkpoint: keeps it if the last kept one is some minutes old, or by other versions: from
   * that one, no way leads on under these.
   */
  consider(checkpoint: KeptCheckpoint, now: number): void {
    const { tick, hash, rules, terrain } = checkpoint;
    const newest = this.#newest;
    const isOfThese = newest?.rules === rules && newest.terrain === terrain;
    if (newest !== null && isOfThese && Math.abs(now - newest.at) < KEPT_CHECKPOINT_MS) return;
    this.#sql.keep.run(tick, hash, rules, terrain, now);
    this.#newest = { tick, rules, terrain, at: now };
  }

  /** Within a transaction: forgets all of it. The journal is set aside by then. */
  clear(): void {
    this.#sql.clearPages.run();
    this.#sql.clearCheckpoints.run();
    this.#newest = null;
    this.#bytes = 0;
  }

  /**
   * Within a transaction: forgets the oldest until the rest is within `budget`, or some of them were forgotten: the next
   * checkpoint goes on. The journal since `tick` stays.
   */
  prune(budget: number, tick: number): void {
    for (let left = FORGOTTEN_AT_ONCE_MAX; left > 0 && this.#bytes > budget; left--) {
      const [oldest, next] = this.#sql.oldestTwo.all();
      // The newest kept one stays: pages are kept for it already.
      if (oldest === undefined || next === undefined) return;
      const until = Math.min(Number(next.tick), tick);
      this.#sql.drop.run(oldest.tick!);
      this.#sql.dropPages.run(until);
      this.#sql.dropJournal.run(until);
      this.#bytes = Number(this.#sql.size.get()!.bytes);
    }
  }
}

function keptOf(row: Record<string, unknown>): KeptCheckpoint {
  return {
    tick: Number(row.tick),
    hash: String(row.hash),
    rules: Number(row.rules),
    terrain: Number(row.terrain),
  };
}

function prepare(database: DatabaseSync) {
  const sql = (text: string): StatementSync => database.prepare(text);
  return {
    newest: sql("SELECT * FROM kept_checkpoint ORDER BY tick DESC LIMIT 1"),
    oldest: sql("SELECT tick, saved_at FROM kept_checkpoint ORDER BY tick LIMIT 1"),
    oldestTwo: sql("SELECT tick FROM kept_checkpoint ORDER BY tick LIMIT 2"),
    all: sql("SELECT * FROM kept_checkpoint ORDER BY tick"),
    before: sql("SELECT * FROM kept_checkpoint WHERE tick <= ? ORDER BY tick DESC LIMIT 1"),
    size: sql(
      `SELECT (SELECT coalesce(sum(length(bytes)), 0) FROM kept_page) +
         (SELECT coalesce(sum(length(bytes)), 0) FROM journal) AS bytes`,
    ),
    pagesAt: sql(
      `SELECT section, page, bytes FROM checkpoint_page WHERE tick <= ?
       UNION ALL SELECT section, page, bytes FROM kept_page WHERE from_tick <= ? AND until_tick > ?`,
    ),
    keepPage: sql(
      `INSERT OR REPLACE INTO kept_page (section, page, from_tick, until_tick, bytes)
       SELECT section, page, tick, ?, bytes FROM checkpoint_page WHERE section = ? AND page = ? AND tick <= ?`,
    ),
    pageBytes: sql("SELECT length(bytes) AS bytes FROM checkpoint_page WHERE section = ? AND page = ?"),
    keep: sql("INSERT OR REPLACE INTO kept_checkpoint (tick, hash, rules, terrain, saved_at) VALUES (?, ?, ?, ?, ?)"),
    drop: sql("DELETE FROM kept_checkpoint WHERE tick = ?"),
    clearPages: sql("DELETE FROM kept_page"),
    clearCheckpoints: sql("DELETE FROM kept_checkpoint"),
    dropPages: sql("DELETE FROM kept_page WHERE until_tick <= ?"),
    dropJournal: sql("DELETE FROM journal WHERE last_tick <= ?"),
  };
}
