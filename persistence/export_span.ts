/**
 * A span of the past as a file of its own: the state before it, the journal and the ledger's rows up to its end. It has
 * the tables of a world's file, so that whatever reads one reads it; accounts, tokens, staff and the audit log stay
 * empty, for nobody needs a password to see what happened.
 */
import { DatabaseSync } from "node:sqlite";
import { readEntries, writeEntries } from "../world/mod.ts";
import { exists, flush } from "./files.ts";
import { Journal } from "./journal.ts";
import type { TimedRow } from "./journal_walk.ts";
import { migrate, MIGRATIONS } from "./migrations.ts";
import type { PastFile } from "./past_file.ts";
import { troubleOf } from "./trouble.ts";

/** What is exported, and where to. */
export interface SpanExport {
  readonly file: PastFile;
  readonly fromTick: number;
  readonly toTick: number;
  /** The file that is made; it must not be there yet. */
  readonly path: string;
  /** It is given up where it would be longer than this. */
  readonly bytesMax: number;
}

/** What became of it. `bytes` are the file's. */
export type SpanExported =
  | { readonly ok: true; readonly stateTick: number; readonly bytes: number; readonly transfers: number }
  | { readonly ok: false; readonly message: string };

const ROWS_AT_ONCE = 64;
const TRANSFERS_AT_ONCE = 1_000;

/** Exports in steps: between two of them others may work. Answers with the last one. */
export function* exportSpan(given: SpanExport): Generator<undefined, SpanExported> {
  const { file, fromTick, toTick, path } = given;
  const wrong = (why: string): SpanExported => ({ ok: false, message: why });
  const span = file.span();
  if (span === null) return wrong("Nothing of this world was saved yet.");
  if (fromTick > toTick) return wrong(`The span ends (tick ${toTick}) before it begins (tick ${fromTick}).`);
  if (fromTick < span.fromTick) {
    return wrong(`Tick ${fromTick} is no longer kept: the past begins at tick ${span.fromTick}.`);
  }
  if (toTick > span.toTick) return wrong(`Tick ${toTick} is not on the disk: the newest that is is ${span.toTick}.`);
  if (exists(path)) return wrong(`Cannot write ${path}: that file exists. Choose another name, or move it away.`);
  const unfinished = `${path}.unfinished`;
  let database: DatabaseSync | null = null;
  try {
    if (exists(unfinished)) Deno.removeSync(unfinished);
    database = new DatabaseSync(unfinished);
    // Nothing but this reads it until it has its name.
    database.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
    migrate(database, 0, MIGRATIONS);
    const made = yield* fill(database, given);
    database.close();
    database = null;
    if (!made.ok) {
      Deno.removeSync(unfinished);
      return made;
    }
    flush(unfinished);
    if (exists(path)) return wrong(`Cannot write ${path}: that file exists. Choose another name, or move it away.`);
    Deno.renameSync(unfinished, path);
    return { ...made, bytes: Deno.statSync(path).size };
  } catch (error) {
    database?.close();
    if (exists(unfinished)) Deno.removeSync(unfinished);
    const why = troubleOf(error)?.text ?? (error instanceof Error ? error.message : String(error));
    return wrong(`Cannot write ${path}: ${why}.`);
  }
}

function* fill(database: DatabaseSync, given: SpanExport): Generator<undefined, SpanExported> {
  const { file, fromTick, toTick, bytesMax } = given;
  const stored = file.stateBefore(fromTick);
  if (stored === null) return { ok: false, message: `Tick ${fromTick} is no longer kept.` };
  const { checkpoint, pages } = stored;
  const { tick, hash, rules, terrain } = checkpoint;
  let bytes = 0;
  const tooLong = (): SpanExported => ({
    ok: false,
    message: `This span has more than ${Math.floor(bytesMax / 1e6)} MB: choose a shorter one, or use weald export.`,
  });
  database.exec("BEGIN");
  database.prepare("INSERT INTO checkpoint (id, tick, hash, rules, terrain, saved_at) VALUES (1, ?, ?, ?, ?, 0)")
    .run(tick, hash, rules, terrain);
  const putPage = database.prepare("INSERT INTO checkpoint_page (section, page, tick, bytes) VALUES (?, ?, ?, ?)");
  for (const page of pages) {
    putPage.run(page.section, page.page, tick, page.bytes);
    bytes += page.bytes.length;
  }
  database.prepare("INSERT INTO meta (name, value) VALUES ('span', ?)").run(JSON.stringify({ fromTick, toTick }));
  yield;
  let writtenAt = 0;
  const journal = new Journal(database, () => writtenAt);
  const walk = file.walk(tick);
  for (let rows = walk.next(ROWS_AT_ONCE); rows.length > 0; rows = walk.next(ROWS_AT_ONCE)) {
    for (const walked of rows) {
      if (walked.type === "damaged") return { ok: false, message: `The past is damaged there: ${walked.message}.` };
      if (walked.row.firstTick > toTick) break;
      writtenAt = walked.row.writtenAt;
      copyRow(journal, walked.row, toTick);
      bytes += walked.row.bytes.length;
    }
    if (bytes > bytesMax) return tooLong();
    const last = rows.at(-1)!;
    if (last.type === "row" && last.row.firstTick > toTick) break;
    yield;
  }
  const transfers = yield* copyLedger(database, given, tick + 1);
  database.exec("COMMIT");
  return { ok: true, stateTick: tick, bytes, transfers };
}

/** Copies a row of the journal; what is later than `toTick` in it is left out. */
function copyRow(journal: Journal, row: TimedRow, toTick: number): void {
  const { rules, terrain } = row;
  if (row.lastTick <= toTick && row.firstTick === row.lastTick) {
    journal.add({ tick: row.firstTick, last: true, rules, terrain, bytes: row.bytes, ledger: NOTHING });
  } else {
    for (const entry of readEntries(row.bytes)) {
      if (entry.tick > toTick) break;
      writeEntries(entry, (bytes, last) => {
        journal.add({ tick: entry.tick, last, rules, terrain, bytes, ledger: NOTHING });
      });
    }
  }
  journal.write();
  journal.committed();
}

const NOTHING = new Uint8Array();

function* copyLedger(
  database: DatabaseSync,
  { file, toTick }: SpanExport,
  fromTick: number,
): Generator<undefined, number> {
  const put = database.prepare(
    `INSERT INTO ledger (entry, tick, actor, why, what, kind, amount, from_account, to_account)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  let count = 0;
  for (let next = file.ledger.firstFrom(fromTick); next !== null;) {
    const rows = file.ledger.fromEntry(next, TRANSFERS_AT_ONCE).filter((row) => row.tick <= toTick);
    for (const { entry, tick, actor, why, number, kind, amount, from, to } of rows) {
      put.run(entry, tick, actor, why, number, kind, amount, from, to);
    }
    count += rows.length;
    next = rows.length === TRANSFERS_AT_ONCE ? rows.at(-1)!.entry + 1 : null;
    yield;
  }
  return count;
}
