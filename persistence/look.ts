/**
 * A world's file looked at and not changed: for checking it, replaying it, and copying it while it is served or not.
 */
import { DatabaseSync } from "node:sqlite";
import { INSTANCE_MIN } from "../world/ledger/mod.ts";
import type { CheckpointPage } from "../world/mod.ts";
import { type CheckpointPage as StoredPage, Checkpoints } from "./checkpoints.ts";
import { GroupCommit } from "./group_commit.ts";
import { History, type KeptCheckpoint } from "./history.ts";
import { Journal, type ReadRow } from "./journal.ts";
import { BUSY_WAIT_MS } from "./limits.ts";
import { openToRead } from "./open_to_read.ts";
import { troubleText } from "./trouble.ts";

/** What an account has of a thing by the rows of the ledger. */
export interface LedgerBalance {
  readonly account: string;
  readonly what: number;
  readonly amount: number;
}

/** An open file. Everything but `close` may throw SQLite's errors; `troubleText` puts them in words. */
export interface Look {
  /** SQLite's own check of the whole file: "" if it is sound. */
  integrity(): string;
  /** The newest checkpoint, or null if nothing was saved yet. */
  newest(): KeptCheckpoint | null;
  newestPages(): CheckpointPage[];
  /** Older checkpoints that can be stood up, oldest first. */
  kept(): KeptCheckpoint[];
  keptPages(tick: number): CheckpointPage[];
  /** Rows of the journal with anything from this tick on. */
  journal(from: number): Generator<ReadRow>;
  /** Transfers of higher numbers than this: how many, and the number of the last one. */
  transfers(after: number): { readonly count: number; readonly last: number };
  /** If the file is an exported span (export_span.ts): its first tick and its last; else null. */
  span(): { readonly fromTick: number; readonly toTick: number } | null;
  /**
   * What the rows of higher numbers than this come to, but for zeros, and without those that sources and sinks would have
   * of single things.
   */
  balances(after: number): LedgerBalance[];
  /** Writes a copy of it, as of one moment, to a file that is not there yet. */
  copyTo(path: string): void;
  close(): void;
}

/** The open file, or why it cannot be looked at. */
export type LookResult =
  | { readonly ok: true; readonly look: Look }
  | { readonly ok: false; readonly message: string };

/** Opens a file to look at it: all that is read is of one moment, unless it is opened `toCopy`. */
export function lookAt(path: string, toCopy = false): LookResult {
  const opened = openToRead(path);
  if (!opened.ok) return opened;
  const { database } = opened;
  try {
    const look = makeLook(database, path);
    if (!toCopy) database.exec("BEGIN");
    return { ok: true, look };
  } catch (error) {
    database.close();
    return { ok: false, message: `Cannot read ${path}: ${troubleText(error)}.` };
  }
}

/**
 * Copies a file and its log while nobody can commit. Whoever serves the world waits for it, and tries again if that is
 * too long: what it confirms comes later then, and the world goes on.
 */
function copyLocked(path: string, to: string): void {
  const lock = new DatabaseSync(path);
  try {
    lock.exec(`PRAGMA busy_timeout = ${BUSY_WAIT_MS}; BEGIN IMMEDIATE`);
    Deno.copyFileSync(path, to);
    Deno.copyFileSync(`${path}-wal`, `${to}-wal`);
  } finally {
    // Closing ends the transaction.
    lock.close();
  }
  // Opened and closed once, the log is folded into the file.
  const copy = new DatabaseSync(to);
  copy.prepare("PRAGMA journal_mode = DELETE").get();
  copy.close();
}

function makeLook(database: DatabaseSync, path: string): Look {
  const now = () => 0;
  const history = new History(database);
  const checkpoints = new Checkpoints(database, new GroupCommit(database), history, now);
  const journal = new Journal(database, now);
  const copied = (page: StoredPage): CheckpointPage => ({ ...page, bytes: new Uint8Array(page.bytes) });
  return {
    integrity() {
      const found = String(Object.values(database.prepare("PRAGMA integrity_check(1)").get() ?? {})[0]);
      return found === "ok" ? "" : found;
    },
    newest: () => checkpoints.newest(),
    newestPages: () => [...checkpoints.pages()].map(copied),
    kept: () => history.checkpoints(),
    keptPages: (tick) => [...history.pages(tick)].map(copied),
    journal: (from) => journal.rows(from),
    transfers(after) {
      const sql = "SELECT count(*) AS count, coalesce(max(entry), 0) AS last FROM ledger WHERE entry > ?";
      const row = database.prepare(sql).get(after)!;
      return { count: Number(row.count), last: Number(row.last) };
    },
    span() {
      const row = database.prepare("SELECT value FROM meta WHERE name = 'span'").get();
      return row === undefined ? null : JSON.parse(String(row.value));
    },
    balances: (after) =>
      database.prepare(
        `SELECT account, what, sum(amount) AS amount FROM (
           SELECT to_account AS account, what, amount FROM ledger WHERE entry > ?
           UNION ALL SELECT from_account, what, -amount FROM ledger WHERE entry > ?)
         WHERE what < ${INSTANCE_MIN} OR instr(account, ' ') > 0
         GROUP BY account, what HAVING sum(amount) <> 0`,
      ).all(after, after).map((row) => ({
        account: String(row.account),
        what: Number(row.what),
        amount: Number(row.amount),
      })),
    // One read transaction from beginning to end: whoever serves the world goes on writing beside it. SQLite's backup
    // interface would begin anew at each commit of another process, and there are twenty in a second.
    copyTo(to) {
      try {
        database.prepare("VACUUM INTO ?").run(to);
      } catch (error) {
        // Older versions of the runtime allow SQLite no second file.
        if (!(error instanceof Error && /too many attached databases/.test(error.message))) throw error;
        copyLocked(path, to);
      }
    },
    close: () => database.close(),
  };
}
