/**
 * The ledger: what is owned is a balance, and balances change by `transfer` alone, which takes from one account what it
 * gives to another. Balances are part of the world's state; each transfer leaves a row that storage keeps for ever.
 */
import { assert } from "../base/assert.ts";
import { type ByteReader, ByteWriter, readRecord, type RecordValue, writeRecord } from "../base/record.ts";
import { addRow, clearRow, copyRow, makeTable, type Table, truncateTable } from "../base/table.ts";
import { type Account, ACCOUNT_KIND, accountText } from "./accounts.ts";
import { type Cause, CAUSES, THINGS } from "./things.ts";

/** What one account holds of one thing at most; a balance beyond it is refused. */
export const BALANCE_MAX = 1_000_000_000;
/** Balances other than zero, of all accounts together. */
export const BALANCES_MAX = 2 ** 21;

const BALANCES = {
  kind: { column: "u8", saved: true },
  id: { column: "u32", saved: true },
  what: { column: "u16", saved: true },
  /** The balance is high * 2^32 + low; sources go far below zero. */
  low: { column: "u32", saved: true },
  high: { column: "i32", saved: true },
} as const;

/** One transfer, as storage keeps it. `actor` is the character that did it, 0 the world itself. */
export const LEDGER_ROW = {
  entry: "u53",
  fromKind: "u8",
  from: "u32",
  toKind: "u8",
  to: "u32",
  what: "u16",
  amount: "u32",
  why: "u8",
  actor: "u32",
} as const;
export type LedgerRow = RecordValue<typeof LEDGER_ROW>;

/** All balances, and the rows of the tick that is stepped. */
export interface Ledger {
  /** Balances other than zero; a row for each account and thing. */
  readonly table: Table<typeof BALANCES>;
  /** Row of each account and thing; derived. */
  readonly rowOf: Map<number, number>;
  /** Transfers ever made: the number of the last one. */
  entries: number;
  /** Transfers of the tick, in their order. No part of the state. */
  readonly rows: LedgerRow[];
}

/** Nobody has anything. */
export function makeLedger(): Ledger {
  return { table: makeTable(BALANCES, BALANCES_MAX), rowOf: new Map(), entries: 0, rows: [] };
}

/** Works out the rows' places anew, after a load. */
export function reindexLedger(ledger: Ledger): void {
  ledger.rowOf.clear();
  const { kind, id, what } = ledger.table.columns;
  for (let row = 0; row < ledger.table.length; row++) ledger.rowOf.set(keyOf(kind[row]!, id[row]!, what[row]!), row);
}

/** What moves, from whom to whom, and why. */
export interface Transfer {
  readonly from: Account;
  readonly to: Account;
  readonly what: number;
  readonly amount: number;
  readonly why: Cause;
  /** The character that does it, or 0. */
  readonly actor: number;
}

/** What became of a transfer. A refused one changed nothing. */
export type Transferred = "done" | "not-enough" | "full";

/** Moves something from one account to another. */
export function transfer(ledger: Ledger, { from, to, what, amount, why, actor }: Transfer): Transferred {
  assert(Number.isSafeInteger(amount) && amount > 0 && amount <= BALANCE_MAX, `amount ${amount} is 1 to 10^9`);
  assert(what > 0 && what < THINGS.length, `there is a thing of number ${what}`);
  assert(from.kind !== to.kind || from.id !== to.id, "a transfer has two sides");
  const left = balanceOf(ledger, from, what) - amount;
  const got = balanceOf(ledger, to, what) + amount;
  if (from.kind !== ACCOUNT_KIND.named && left < 0) return "not-enough";
  if (to.kind !== ACCOUNT_KIND.named && got > BALANCE_MAX) return "full";
  if (ledger.table.length + 2 > BALANCES_MAX) return "full";
  setBalance(ledger, from, what, left);
  setBalance(ledger, to, what, got);
  ledger.entries++;
  ledger.rows.push({
    entry: ledger.entries,
    fromKind: from.kind,
    from: from.id,
    toKind: to.kind,
    to: to.id,
    what,
    amount,
    why: CAUSES.indexOf(why),
    actor,
  });
  return "done";
}

/** What an account has of a thing. */
export function balanceOf(ledger: Ledger, { kind, id }: Account, what: number): number {
  const row = ledger.rowOf.get(keyOf(kind, id, what));
  if (row === undefined) return 0;
  const { low, high } = ledger.table.columns;
  return high[row]! * 0x1_0000_0000 + low[row]!;
}

/** Every balance that is not zero, in the order of the table. */
export function* balances(ledger: Ledger): Generator<{ account: Account; what: number; amount: number }> {
  const { kind, id, what } = ledger.table.columns;
  for (let row = 0; row < ledger.table.length; row++) {
    const account = { kind: kind[row]!, id: id[row]! };
    yield { account, what: what[row]!, amount: balanceOf(ledger, account, what[row]!) };
  }
}

/** What is wrong with the ledger, as a sentence, or "": all balances of a thing are 0 in sum, none below 0 but named. */
export function ledgerProblem(ledger: Ledger): string {
  const sums = new Array<number>(THINGS.length).fill(0);
  for (const { account, what, amount } of balances(ledger)) {
    sums[what]! += amount;
    if (amount < 0 && account.kind !== ACCOUNT_KIND.named) {
      return `${accountText(account)} has ${amount} of ${THINGS[what]}`;
    }
  }
  const wrong = sums.findIndex((sum) => sum !== 0);
  return wrong < 0 ? "" : `all balances of ${THINGS[wrong]} come to ${sums[wrong]}, wanted 0`;
}

/** The rows of the tick as bytes, one after the other. */
export function writeLedgerRows(rows: readonly LedgerRow[]): Uint8Array {
  rowWriter.length = 0;
  for (const row of rows) writeRecord(rowWriter, LEDGER_ROW, row);
  return rowWriter.view();
}

const rowWriter = new ByteWriter(1024);

/** Reads what `writeLedgerRows` wrote. Throws `MalformedError` if the bytes are none. */
export function* readLedgerRows(reader: ByteReader): Generator<LedgerRow> {
  while (reader.remaining > 0) yield readRecord(reader, LEDGER_ROW);
}

/** The key of a balance: 2 bits, 32 bits and 16 bits, below 2^53. */
export function keyOf(kind: number, id: number, what: number): number {
  return (kind * 0x1_0000_0000 + id) * 0x1_0000 + what;
}

function setBalance(ledger: Ledger, { kind, id }: Account, what: number, amount: number): void {
  const { table, rowOf } = ledger;
  const key = keyOf(kind, id, what);
  let row = rowOf.get(key);
  if (amount === 0) {
    if (row !== undefined) removeBalance(ledger, row, key);
    return;
  }
  if (row === undefined) {
    row = addRow(table);
    rowOf.set(key, row);
    const { columns } = table;
    columns.kind[row] = kind;
    columns.id[row] = id;
    columns.what[row] = what;
  }
  table.columns.high[row] = Math.floor(amount / 0x1_0000_0000);
  table.columns.low[row] = amount;
}

/** The last row takes the place of one that is zero: the order follows from the transfers alone. */
function removeBalance({ table, rowOf }: Ledger, row: number, key: number): void {
  const last = table.length - 1;
  rowOf.delete(key);
  if (row !== last) {
    copyRow(table, last, row);
    const { kind, id, what } = table.columns;
    rowOf.set(keyOf(kind[row]!, id[row]!, what[row]!), row);
  }
  clearRow(table, last);
  truncateTable(table, last);
}
