/**
 * Reading the ledger's rows: by account, by thing, by tick. Numbers of rows go up with ticks, so ticks are found by
 * halving; no search looks at more rows than its limit, and says where it ended.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import {
  accountText,
  bankAccount,
  boxAccount,
  characterAccount,
  INSTANCE_MIN,
  isInstance,
  whatOf,
  whatText,
  wornAccount,
} from "../world/ledger/mod.ts";
import { LEDGER_ROWS_SEARCHED_MAX } from "./limits.ts";

/** One transfer, in words as the file has it. */
export interface LedgerLine {
  readonly entry: number;
  readonly tick: number;
  /** A character, or 0: the world itself. */
  readonly actor: number;
  readonly why: string;
  /** What moved, in words: "coin", or "thing 1048577" for one that has a number of its own. */
  readonly what: string;
  /** The number of that, and of its kind. */
  readonly number: number;
  readonly kind: number;
  readonly amount: number;
  readonly from: string;
  readonly to: string;
}

/** What is searched: texts that are "" count for nothing. */
export interface LedgerQuery {
  /** An account in words: "character 12". Rows from it or to it. */
  readonly account: string;
  /** A thing as the rows name it. Of "thing 1048577" they are its biography. */
  readonly what: string;
  readonly why: string;
  /** Only rows below this number; null: from the newest. */
  readonly before: number | null;
  readonly count: number;
}

/** Rows, newest first. `next`: the `before` of the search that goes on; null: there is no more. */
export interface LedgerPage {
  readonly rows: readonly LedgerLine[];
  readonly next: number | null;
}

/** Lives as long as its database. */
export class LedgerReader {
  readonly #sql: ReturnType<typeof prepare>;

  constructor(database: DatabaseSync) {
    this.#sql = prepare(database);
  }

  /** Rows that fit a query. */
  find({ account, what, why, before, count }: LedgerQuery): LedgerPage {
    const below = before ?? NEWEST;
    const number = what === "" ? 0 : whatOf(what);
    const found: LedgerLine[] = [];
    let looked = 0;
    let at = below;
    while (found.length < count && looked < LEDGER_ROWS_SEARCHED_MAX) {
      const batch = account !== ""
        ? this.#sql.accountBelow.all(account, at, BATCH, account, at, BATCH, BATCH)
        : isInstance(number)
        ? this.#sql.thingBelow.all(number, at, BATCH)
        : this.#sql.newestBelow.all(at, BATCH);
      for (const row of batch.map(lineOf)) {
        looked++;
        at = row.entry;
        if ((what !== "" && row.number !== number) || (why !== "" && row.why !== why)) continue;
        found.push(row);
        if (found.length === count) return { rows: found, next: at };
      }
      if (batch.length < BATCH) return { rows: found, next: null };
    }
    return { rows: found, next: at };
  }

  /**
   * The life of a single thing, newest first, at most `count` rows below a number. Numbers of things may come again after
   * very long: a life begins where it came from a named account.
   */
  ofThing(what: number, count: number, before = NEWEST): LedgerLine[] {
    return this.#sql.thingBelow.all(what, before, count).map(lineOf);
  }

  /** What a character got, gave, put on, put into the bank, or did to what is others': as with `ofThing`. */
  ofCharacter(character: number, count: number, before = NEWEST): LedgerLine[] {
    const own = [characterAccount, bankAccount, wornAccount, boxAccount];
    const accounts = own.map((account) => accountText(account(character)));
    const asked = [...accounts.flatMap((account) => [account, account]), character];
    return this.#sql.characterBelow.all(...asked.flatMap((one) => [one, before, count]), count).map(lineOf);
  }

  /** The account that was the first to put something into one ("order 17"): whose order it is; "" if none did. */
  firstGiver(account: string): string {
    return String(this.#sql.firstGiver.get(account)?.from_account ?? "");
  }

  /** Whether an account in words has any row. */
  has(account: string): boolean {
    return this.#sql.accountBelow.get(account, NEWEST, 1, account, NEWEST, 1, 1) !== undefined;
  }

  /** Whether a later row undoes one: the same back again. */
  isReversed({ entry, from, to, number, amount }: LedgerLine): boolean {
    return this.#sql.reversal.get(to, entry, from, number, amount) !== undefined;
  }

  /** Rows of the ticks from one to another, both included, oldest first, at most `count`. */
  between(fromTick: number, toTick: number, count: number): LedgerLine[] {
    const first = this.firstFrom(fromTick);
    if (first === null) return [];
    const end = this.firstFrom(toTick + 1) ?? Number.MAX_SAFE_INTEGER;
    return this.#sql.from.all(first, end, count).map(lineOf);
  }

  /** Rows from a number on, oldest first. */
  fromEntry(entry: number, count: number): LedgerLine[] {
    return this.#sql.from.all(entry, Number.MAX_SAFE_INTEGER, count).map(lineOf);
  }

  /** The rows of these numbers that exist, oldest first. */
  rows(entries: readonly number[]): LedgerLine[] {
    const found = entries.map((entry) => this.#sql.row.get(entry));
    return found.flatMap((row) => row === undefined ? [] : [lineOf(row)]).sort((a, b) => a.entry - b.entry);
  }

  /** The number of the first row of a tick or later; null: there is none. */
  firstFrom(tick: number): number | null {
    const ends = this.#sql.ends.get();
    if (ends === undefined || ends.first === null) return null;
    let low = Number(ends.first);
    let high = Number(ends.last) + 1;
    // Every row below `low` is before the tick; the one at `high`, if there is one, is not.
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const row = this.#sql.entryFrom.get(middle);
      if (row !== undefined && Number(row.tick) < tick) low = Number(row.entry) + 1;
      else high = middle;
    }
    const row = this.#sql.entryFrom.get(low);
    return row === undefined ? null : Number(row.entry);
  }

  /** How many rows each of the spans between these ticks has: one number less than ticks. */
  counts(ticks: readonly number[]): number[] {
    const end = Number(this.#sql.ends.get()?.last ?? 0) + 1;
    const firsts = ticks.map((tick) => this.firstFrom(tick) ?? end);
    return firsts.slice(1).map((first, index) => first - firsts[index]!);
  }
}

const BATCH = 500;
const NEWEST = Number.MAX_SAFE_INTEGER;

function lineOf(row: Record<string, unknown>): LedgerLine {
  return {
    entry: Number(row.entry),
    tick: Number(row.tick),
    actor: Number(row.actor),
    why: String(row.why),
    what: whatText(Number(row.what)),
    number: Number(row.what),
    kind: Number(row.kind),
    amount: Number(row.amount),
    from: String(row.from_account),
    to: String(row.to_account),
  };
}

function prepare(database: DatabaseSync) {
  const sql = (text: string): StatementSync => database.prepare(text);
  // Each part ends by itself: only so many rows are read, however many there are.
  const part = (condition: string) =>
    `SELECT * FROM (SELECT * FROM ledger WHERE ${condition} AND entry < ? ORDER BY entry DESC LIMIT ?)`;
  const sides = [part("from_account = ?"), part("to_account = ?")];
  return {
    ends: sql("SELECT min(entry) AS first, max(entry) AS last FROM ledger"),
    entryFrom: sql("SELECT entry, tick FROM ledger WHERE entry >= ? ORDER BY entry LIMIT 1"),
    row: sql("SELECT * FROM ledger WHERE entry = ?"),
    firstGiver: sql("SELECT from_account FROM ledger WHERE to_account = ? ORDER BY entry LIMIT 1"),
    reversal: sql(
      `SELECT 1 FROM ledger WHERE from_account = ? AND entry > ? AND why = 'undone' AND to_account = ? AND what = ?
         AND amount = ? LIMIT 1`,
    ),
    from: sql("SELECT * FROM ledger WHERE entry >= ? AND entry < ? ORDER BY entry LIMIT ?"),
    newestBelow: sql("SELECT * FROM ledger WHERE entry < ? ORDER BY entry DESC LIMIT ?"),
    // The first condition is that of the index.
    thingBelow: sql(
      `SELECT * FROM ledger WHERE what >= ${INSTANCE_MIN} AND what = ? AND entry < ? ORDER BY entry DESC LIMIT ?`,
    ),
    accountBelow: sql(`SELECT * FROM (${sides.join(" UNION ")}) ORDER BY entry DESC LIMIT ?`),
    characterBelow: sql(
      `SELECT * FROM (${
        [...sides, ...sides, ...sides, ...sides, part("actor <> 0 AND actor = ?")].join(" UNION ")
      }) ORDER BY entry DESC LIMIT ?`,
    ),
  };
}
