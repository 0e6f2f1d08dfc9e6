/** Walks along the journal in batches, from a tick on, as far as it is on the disk by then; later there may be more. */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { checksumOf, type JournalRow } from "./journal.ts";

/** A row with the time at which it was written, in milliseconds since 1970. */
export type TimedRow = JournalRow & { readonly writtenAt: number };

/** A row, or what is wrong with the one that should be there. */
export type WalkedRow =
  | { readonly type: "row"; readonly row: TimedRow }
  | { readonly type: "damaged"; readonly message: string };

/** Lives as long as whoever walks. Holds no transaction between two batches. */
export class JournalWalk {
  readonly #first: StatementSync;
  readonly #batch: StatementSync;
  readonly #fromTick: number;
  /** Number of the row that comes next at the earliest; 0: the first row was not looked for yet. */
  #nextId = 0;
  /** Checksum of the row before; null before the first. */
  #previous: string | null = null;

  constructor(database: DatabaseSync, fromTick: number) {
    this.#fromTick = fromTick;
    this.#first = database.prepare("SELECT id FROM journal WHERE last_tick >= ? ORDER BY last_tick, id LIMIT 1");
    this.#batch = database.prepare("SELECT * FROM journal WHERE id >= ? ORDER BY id LIMIT ?");
  }

  /** The next rows, each checked; after a damaged one come no more. None: there are no more yet. */
  next(rowsMax: number): WalkedRow[] {
    if (this.#nextId === 0) this.#nextId = Number(this.#first.get(this.#fromTick)?.id ?? 0);
    if (this.#nextId === 0) return [];
    const walked: WalkedRow[] = [];
    for (const found of this.#batch.all(this.#nextId, rowsMax)) {
      const row = rowOf(found);
      const problem = this.#problem(row, String(found.previous), String(found.checksum));
      if (problem !== "") {
        walked.push({ type: "damaged", message: problem });
        break;
      }
      this.#previous = String(found.checksum);
      this.#nextId = row.id + 1;
      walked.push({ type: "row", row });
    }
    return walked;
  }

  #problem(row: TimedRow, previous: string, checksum: string): string {
    const where = `the journal's row for ticks ${row.firstTick} to ${row.lastTick}`;
    if (checksumOf(previous, row) !== checksum) return `${where} is damaged (its checksum does not fit)`;
    if (this.#previous === null || this.#previous === previous) return "";
    return `${where} does not follow the row before it: something is missing between`;
  }
}

function rowOf(found: Record<string, unknown>): TimedRow {
  return {
    id: Number(found.id),
    firstTick: Number(found.first_tick),
    lastTick: Number(found.last_tick),
    rules: Number(found.rules),
    terrain: Number(found.terrain),
    bytes: found.bytes instanceof Uint8Array ? found.bytes : new Uint8Array(),
    writtenAt: Number(found.written_at),
  };
}
