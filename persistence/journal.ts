/**
 * The journal on the disk: the entries of ticks as the world sends them, put together in rows. Entries wait here until
 * they are committed; a commit takes all whole ticks that wait. Each row carries a checksum over its bytes and the
 * checksum of the row before it, so that a row that is damaged, missing or from elsewhere is found.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { StateHash } from "../world/base/state_hash.ts";
import { LedgerRows } from "./ledger.ts";
import { JOURNAL_ROW_BYTES_MAX } from "./limits.ts";

/** An entry as it comes from the world. `last`: its tick is whole with it. */
export interface TickRecord {
  readonly tick: number;
  readonly last: boolean;
  readonly rules: number;
  readonly terrain: number;
  readonly bytes: Uint8Array;
  /** Transfers of the tick (world/ledger). */
  readonly ledger: Uint8Array;
}

/** A row: entries of the ticks from `firstTick` to `lastTick`. */
export interface JournalRow {
  readonly id: number;
  readonly firstTick: number;
  readonly lastTick: number;
  readonly rules: number;
  readonly terrain: number;
  readonly bytes: Uint8Array;
}

/** A row, or what is wrong with the one that should be there. */
export type ReadRow =
  | { readonly type: "row"; readonly row: JournalRow }
  | { readonly type: "damaged"; readonly message: string };

/** How much was given up. */
export interface GivenUp {
  readonly rows: number;
  readonly transfers: number;
  readonly firstTick: number;
  readonly lastTick: number;
}

/** Lives as long as its database. */
export class Journal {
  readonly #now: () => number;
  readonly #sql: ReturnType<typeof prepare>;
  readonly #ledger: LedgerRows;
  #waiting: TickRecord[] = [];
  /** The first entries of a tick that is not whole yet. */
  #partial: TickRecord[] = [];
  /** Checksum of the newest row. */
  #previous: string;
  /** Entries handed to the transaction that is under way, and the checksum after it. */
  #writing = { count: 0, previous: "", bytes: 0, ledgerBytes: 0 };
  waitingBytes = 0;
  /** What was committed since the file was opened. */
  readonly written = { ticks: 0, bytes: 0 };

  constructor(database: DatabaseSync, now: () => number) {
    this.#now = now;
    this.#sql = prepare(database);
    this.#ledger = new LedgerRows(database);
    this.#previous = String(this.#sql.newest.get()?.checksum ?? "");
  }

  /** Takes an entry; it is not on the disk yet. */
  add(record: TickRecord): void {
    const copy = { ...record, bytes: new Uint8Array(record.bytes), ledger: new Uint8Array(record.ledger) };
    this.waitingBytes += copy.bytes.length + copy.ledger.length;
    this.#partial.push(copy);
    if (!record.last) return;
    this.#waiting.push(...this.#partial);
    this.#partial = [];
  }

  /** The newest tick that waits, or null. */
  get waitingTick(): number | null {
    return this.#waiting.at(-1)?.tick ?? null;
  }

  /** Writes all that waits, within a transaction. It goes on waiting until `committed`. */
  write(): void {
    let previous = this.#previous;
    let group: TickRecord[] = [];
    let groupBytes = 0;
    const put = () => {
      if (group.length > 0) previous = this.#putRow(group, groupBytes, previous);
      group = [];
      groupBytes = 0;
    };
    let bytes = 0;
    let ledgerBytes = 0;
    let whole = true;
    for (const record of this.#waiting) {
      const first = group[0];
      const isOther = first !== undefined && (first.rules !== record.rules || first.terrain !== record.terrain);
      if (whole && (isOther || groupBytes + record.bytes.length > JOURNAL_ROW_BYTES_MAX)) put();
      group.push(record);
      groupBytes += record.bytes.length;
      bytes += record.bytes.length;
      if (record.ledger.length > 0) this.#ledger.write(record.tick, record.ledger);
      ledgerBytes += record.ledger.length;
      // The entries of one tick stay in one row.
      whole = record.last;
    }
    put();
    this.#writing = { count: this.#waiting.length, previous, bytes, ledgerBytes };
  }

  /** What was written is on the disk. Answers its newest tick, or null if there was nothing. */
  committed(): number | null {
    const { count, previous, bytes, ledgerBytes } = this.#writing;
    if (count === 0) return null;
    const tick = this.#waiting[count - 1]!.tick;
    this.#waiting.splice(0, count);
    this.#previous = previous;
    this.waitingBytes -= bytes + ledgerBytes;
    this.written.ticks += count;
    this.written.bytes += bytes;
    this.#writing = { count: 0, previous: "", bytes: 0, ledgerBytes: 0 };
    return tick;
  }

  /** The rows with anything of the ticks from `from` to `to`, each checked; after a damaged one come no more. */
  *rows(from: number, to = Number.MAX_SAFE_INTEGER): Generator<ReadRow> {
    let previous: string | null = null;
    for (const { id } of this.#sql.list.all(from, to)) {
      const found = this.#sql.get.get(id!);
      const row: JournalRow = {
        id: Number(id),
        firstTick: Number(found?.first_tick),
        lastTick: Number(found?.last_tick),
        rules: Number(found?.rules),
        terrain: Number(found?.terrain),
        bytes: found?.bytes instanceof Uint8Array ? found.bytes : new Uint8Array(),
      };
      const where = `its row for ticks ${row.firstTick} to ${row.lastTick}`;
      if (checksumOf(String(found?.previous), row) !== found?.checksum) {
        yield { type: "damaged", message: `${where} is damaged (its checksum does not fit)` };
        return;
      }
      if (previous !== null && found?.previous !== previous) {
        yield { type: "damaged", message: `${where} does not follow the row before it: something is missing between` };
        return;
      }
      previous = String(found?.checksum);
      yield { type: "row", row };
    }
  }

  /**
   * Sets all rows aside, and transfers after `tick`, within a transaction. They count no more, and are kept. A row that is
   * not to be trusted may hold ticks before the checkpoint too, so the journal begins anew. Answers how much it was.
   */
  giveUp(tick: number): GivenUp {
    const found = this.#sql.span.get()!;
    this.#sql.keepGivenUp.run(this.#now());
    this.#sql.drop.run();
    this.#previous = "";
    const transfers = this.#ledger.giveUp(tick, this.#now());
    const { rows, first, last } = found;
    return { rows: Number(rows), transfers, firstTick: Number(first ?? tick), lastTick: Number(last ?? tick) };
  }

  #putRow(group: readonly TickRecord[], length: number, previous: string): string {
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const record of group) {
      bytes.set(record.bytes, at);
      at += record.bytes.length;
    }
    const { tick: firstTick, rules, terrain } = group[0]!;
    const lastTick = group.at(-1)!.tick;
    const checksum = checksumOf(previous, { firstTick, lastTick, rules, terrain, bytes });
    this.#sql.put.run(firstTick, lastTick, rules, terrain, this.#now(), previous, checksum, bytes);
    return checksum;
  }
}

/** What a row's checksum is taken of: all of it, and the checksum of the row before. */
export function checksumOf(previous: string, row: Omit<JournalRow, "id">): string {
  const hash = new StateHash();
  for (let at = 0; at < previous.length; at++) hash.word(previous.charCodeAt(at));
  for (const word of [row.firstTick, row.lastTick, row.rules, row.terrain]) hash.word(word);
  hash.bytes(row.bytes);
  return hash.digest();
}

function prepare(database: DatabaseSync): Readonly<
  Record<"put" | "newest" | "list" | "get" | "span" | "keepGivenUp" | "drop", StatementSync>
> {
  return {
    put: database.prepare(
      `INSERT INTO journal (first_tick, last_tick, rules, terrain, written_at, previous, checksum, bytes)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    newest: database.prepare("SELECT checksum FROM journal ORDER BY id DESC LIMIT 1"),
    list: database.prepare("SELECT id FROM journal WHERE last_tick >= ? AND first_tick <= ? ORDER BY id"),
    get: database.prepare("SELECT * FROM journal WHERE id = ?"),
    span: database.prepare(
      "SELECT count(*) AS rows, min(first_tick) AS first, max(last_tick) AS last FROM journal",
    ),
    keepGivenUp: database.prepare(
      `INSERT INTO journal_given_up (first_tick, last_tick, rules, terrain, written_at, bytes, given_up_at)
       SELECT first_tick, last_tick, rules, terrain, written_at, bytes, ? FROM journal`,
    ),
    drop: database.prepare("DELETE FROM journal"),
  };
}
