/**
 * The ledger: what is owned is a balance, and balances change by `transfer` alone, which takes from one account what it
 * gives to another. Balances are part of the world's state; each transfer leaves a row that storage keeps for ever.
 *
 * All balances of a kind come to 0: its sources are as far below as the others are above. An instance is in one account,
 * with a balance of 1; sources and sinks keep no balance of instances: one that leaves a source begins, one that goes to
 * a sink ends.
 */
import { assert } from "../base/assert.ts";
import { type ByteReader, ByteWriter, readRecord, type RecordValue, writeRecord } from "../base/record.ts";
import { addRow, clearRow, copyRow, makeTable, type Table, truncateTable } from "../base/table.ts";
import { type Account, ACCOUNT_KIND, accountText } from "./accounts.ts";
import {
  addInstance,
  dropInstance,
  instanceRow,
  type Instances,
  INSTANCES_MAX,
  makeInstances,
  type NewInstance,
  reindexInstances,
} from "./instances.ts";
import { type Cause, CAUSES, isInstance, ITEM_KIND_MAX, whatText } from "./things.ts";

/** What one account holds of one thing at most; a balance beyond it is refused. */
export const BALANCE_MAX = 1_000_000_000;
/** Balances other than zero, of all accounts together. */
export const BALANCES_MAX = 2 ** 21;

const BALANCES = {
  kind: { column: "u8", saved: true },
  id: { column: "u32", saved: true },
  /** What it is a balance of: whatHigh * 2^16 + what. */
  what: { column: "u16", saved: true },
  whatHigh: { column: "u16", saved: true },
  /** The balance is high * 2^32 + low; sources go far below zero. */
  low: { column: "u32", saved: true },
  high: { column: "i32", saved: true },
  /** The rows of the same account form a chain; named accounts have none. */
  nextPlusOne: { column: "u32", saved: false },
  beforePlusOne: { column: "u32", saved: false },
} as const;

/** One transfer, as storage keeps it. `actor` is the character that did it, 0 the world itself. */
export const LEDGER_ROW = {
  entry: "u53",
  fromKind: "u8",
  from: "u32",
  toKind: "u8",
  to: "u32",
  what: "u32",
  /** The kind of `what`: itself, or that of the instance. */
  kind: "u16",
  amount: "u32",
  why: "u8",
  actor: "u32",
} as const;
export type LedgerRow = RecordValue<typeof LEDGER_ROW>;

/** All balances, and the rows of the tick that is stepped. */
export interface Ledger {
  /** Balances other than zero; a row for each account and thing. */
  readonly table: Table<typeof BALANCES>;
  readonly instances: Instances;
  /** Row of each account and kind, and of each instance; derived. */
  readonly rowOf: Map<number, number>;
  /** The first row of each account that is not named, plus one; derived. */
  readonly heads: Map<number, number>;
  /** Transfers ever made: the number of the last one. */
  entries: number;
  /** Transfers of the tick, in their order. No part of the state. */
  readonly rows: LedgerRow[];
}

/** Nobody has anything. */
export function makeLedger(): Ledger {
  return {
    table: makeTable(BALANCES, BALANCES_MAX),
    instances: makeInstances(),
    rowOf: new Map(),
    heads: new Map(),
    entries: 0,
    rows: [],
  };
}

/** Works out the rows' places anew, after a load. */
export function reindexLedger(ledger: Ledger): void {
  reindexInstances(ledger.instances);
  ledger.rowOf.clear();
  ledger.heads.clear();
  for (let row = 0; row < ledger.table.length; row++) {
    ledger.rowOf.set(keyOfRow(ledger, row), row);
    linkRow(ledger, row);
  }
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

/** Moves something from one account to another. An instance that goes to a named account is gone. */
export function transfer(ledger: Ledger, moving: Transfer): Transferred {
  const { from, to, what, amount } = moving;
  assert(Number.isSafeInteger(amount) && amount > 0 && amount <= BALANCE_MAX, `amount ${amount} is 1 to 10^9`);
  assert(from.kind !== to.kind || from.id !== to.id, "a transfer has two sides");
  if (isInstance(what)) return transferInstance(ledger, moving);
  assert(Number.isInteger(what) && what > 0 && what <= ITEM_KIND_MAX, `kind ${what} is 1 to ${ITEM_KIND_MAX}`);
  const left = balanceOf(ledger, from, what) - amount;
  const got = balanceOf(ledger, to, what) + amount;
  if (from.kind !== ACCOUNT_KIND.named && left < 0) return "not-enough";
  if (to.kind !== ACCOUNT_KIND.named && got > BALANCE_MAX) return "full";
  if (ledger.table.length + 2 > BALANCES_MAX) return "full";
  setBalance(ledger, from, what, left);
  setBalance(ledger, to, what, got);
  noteRow(ledger, moving, what);
  return "done";
}

function transferInstance(ledger: Ledger, moving: Transfer): Transferred {
  const { from, to, what, amount } = moving;
  assert(from.kind !== ACCOUNT_KIND.named, `thing ${what} comes from a source once: makeInstance`);
  assert(Number.isInteger(what) && amount === 1, `of thing ${what} there is one`);
  if (balanceOf(ledger, from, what) !== 1) return "not-enough";
  if (ledger.table.length + 1 > BALANCES_MAX) return "full";
  noteRow(ledger, moving, kindOf(ledger, what));
  setBalance(ledger, from, what, 0);
  if (to.kind === ACCOUNT_KIND.named) dropInstance(ledger.instances, what);
  else setBalance(ledger, to, what, 1);
  return "done";
}

/**
 * Moves all of these, or nothing: what came of the first that would not go. They are worked out on paper first, each
 * after those before it, so that one may move on what another brought.
 */
export function transferAll(ledger: Ledger, moving: readonly Transfer[]): Transferred {
  const paper = new Map<string, number>();
  const add = (account: Account, what: number, amount: number) => {
    const key = `${account.kind} ${account.id} ${what}`;
    const sum = (paper.get(key) ?? balanceOf(ledger, account, what)) + amount;
    paper.set(key, sum);
    return sum;
  };
  if (ledger.table.length + 2 * moving.length > BALANCES_MAX) return "full";
  for (const { from, to, what, amount } of moving) {
    assert(from.kind !== ACCOUNT_KIND.named || !isInstance(what), `thing ${what} comes from a source once`);
    if (add(from, what, -amount) < 0 && from.kind !== ACCOUNT_KIND.named) return "not-enough";
    if (add(to, what, amount) > BALANCE_MAX && to.kind !== ACCOUNT_KIND.named) return "full";
  }
  for (const one of moving) assert(transfer(ledger, one) === "done", "what adds up on paper goes");
  return "done";
}

/** Where a new instance comes from and goes to. */
export type Making = Omit<Transfer, "what" | "amount">;

/** Makes an instance: it comes from a named account into another one. Its number, or 0 if there is no room. */
export function makeInstance(ledger: Ledger, made: NewInstance, { from, to, why, actor }: Making): number {
  assert(from.kind === ACCOUNT_KIND.named && to.kind !== ACCOUNT_KIND.named, "an instance comes from a source");
  assert(made.kind > 0 && made.kind <= ITEM_KIND_MAX, `kind ${made.kind} is 1 to ${ITEM_KIND_MAX}`);
  if (ledger.instances.table.length >= INSTANCES_MAX || ledger.table.length >= BALANCES_MAX) return 0;
  const what = addInstance(ledger.instances, made);
  setBalance(ledger, to, what, 1);
  noteRow(ledger, { from, to, what, amount: 1, why, actor }, made.kind);
  return what;
}

function noteRow(ledger: Ledger, { from, to, what, amount, why, actor }: Transfer, kind: number): void {
  ledger.entries++;
  ledger.rows.push({
    entry: ledger.entries,
    fromKind: from.kind,
    from: from.id,
    toKind: to.kind,
    to: to.id,
    what,
    kind,
    amount,
    why: CAUSES.indexOf(why),
    actor,
  });
}

/** What an account has of a thing. */
export function balanceOf(ledger: Ledger, { kind, id }: Account, what: number): number {
  const row = ledger.rowOf.get(keyOf(kind, id, what));
  if (row === undefined) return 0;
  const { columns } = ledger.table;
  if (isInstance(what)) return columns.kind[row] === kind && columns.id[row] === id ? 1 : 0;
  return columns.high[row]! * 0x1_0000_0000 + columns.low[row]!;
}

/** The kind of a thing: its own number, or that of an instance, which must be there. */
export function kindOf({ instances }: Ledger, what: number): number {
  return isInstance(what) ? instances.table.columns.kind[instanceRow(instances, what)]! : what;
}

/** Where an instance is, or null if there is none of this number. */
export function holderOf({ rowOf, table }: Ledger, what: number): Account | null {
  const row = isInstance(what) ? rowOf.get(-what) : undefined;
  return row === undefined ? null : { kind: table.columns.kind[row]!, id: table.columns.id[row]! };
}

/** All that an account holds that is not named: numbers from low to high. */
export function contentsOf({ heads, table }: Ledger, { kind, id }: Account): number[] {
  const contents: number[] = [];
  const { what, whatHigh, nextPlusOne } = table.columns;
  for (let next = heads.get(accountKey(kind, id)) ?? 0; next !== 0; next = nextPlusOne[next - 1]!) {
    contents.push(whatHigh[next - 1]! * 0x1_0000 + what[next - 1]!);
  }
  // The order of the chain is an accident.
  return contents.sort((a, b) => a - b);
}

/** Every balance that is not zero, in the order of the table. */
export function* balances(ledger: Ledger): Generator<{ account: Account; what: number; amount: number }> {
  const { kind, id, low, high } = ledger.table.columns;
  for (let row = 0; row < ledger.table.length; row++) {
    const account = { kind: kind[row]!, id: id[row]! };
    yield { account, what: whatOf(ledger, row), amount: high[row]! * 0x1_0000_0000 + low[row]! };
  }
}

/**
 * What is wrong with the ledger, as a sentence, or "": all balances of a kind are 0 in sum, none below 0 but named, and
 * each instance is in exactly one account, which is not named.
 */
export function ledgerProblem(ledger: Ledger): string {
  const sums = new Map<number, number>();
  const found = new Set<number>();
  for (const { account, what, amount } of balances(ledger)) {
    const has = `${accountText(account)} has ${amount} of ${whatText(what)}`;
    if (isInstance(what)) {
      if (amount !== 1 || account.kind === ACCOUNT_KIND.named) return has;
      if (!ledger.instances.rowOf.has(what)) return `${has}, which is not there`;
      if (found.has(what)) return `${has}, and so has another account`;
      found.add(what);
      continue;
    }
    sums.set(what, (sums.get(what) ?? 0) + amount);
    if (amount < 0 && account.kind !== ACCOUNT_KIND.named) return has;
  }
  for (const [what, sum] of sums) if (sum !== 0) return `all balances of ${whatText(what)} come to ${sum}, wanted 0`;
  for (const what of ledger.instances.rowOf.keys()) if (!found.has(what)) return `nobody has ${whatText(what)}`;
  return "";
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

/** The key of a balance. Kinds: 4 bits, 32 bits and 16 bits, below 2^53. Instances: below zero, a row each whoever has it. */
export function keyOf(kind: number, id: number, what: number): number {
  return isInstance(what) ? -what : accountKey(kind, id) * 0x1_0000 + what;
}

/** An account as a number, below 2^36. */
export function accountKey(kind: number, id: number): number {
  return kind * 0x1_0000_0000 + id;
}

function whatOf({ table }: Ledger, row: number): number {
  return table.columns.whatHigh[row]! * 0x1_0000 + table.columns.what[row]!;
}

function keyOfRow(ledger: Ledger, row: number): number {
  const { kind, id } = ledger.table.columns;
  return keyOf(kind[row]!, id[row]!, whatOf(ledger, row));
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
    columns.whatHigh[row] = what >>> 16;
    linkRow(ledger, row);
  }
  table.columns.high[row] = Math.floor(amount / 0x1_0000_0000);
  table.columns.low[row] = amount;
}

/** The last row takes the place of one that is zero: the order follows from the transfers alone. */
function removeBalance(ledger: Ledger, row: number, key: number): void {
  const { table, rowOf } = ledger;
  const last = table.length - 1;
  rowOf.delete(key);
  unlinkRow(ledger, row);
  if (row !== last) {
    unlinkRow(ledger, last);
    copyRow(table, last, row);
    rowOf.set(keyOfRow(ledger, row), row);
    linkRow(ledger, row);
  }
  clearRow(table, last);
  truncateTable(table, last);
}

/** Puts a row in front of its account's chain. */
function linkRow({ table, heads }: Ledger, row: number): void {
  const { kind, id, nextPlusOne, beforePlusOne } = table.columns;
  if (kind[row] === ACCOUNT_KIND.named) return;
  const key = accountKey(kind[row]!, id[row]!);
  const head = heads.get(key) ?? 0;
  nextPlusOne[row] = head;
  beforePlusOne[row] = 0;
  if (head !== 0) beforePlusOne[head - 1] = row + 1;
  heads.set(key, row + 1);
}

function unlinkRow({ table, heads }: Ledger, row: number): void {
  const { kind, id, nextPlusOne, beforePlusOne } = table.columns;
  if (kind[row] === ACCOUNT_KIND.named) return;
  const [next, before] = [nextPlusOne[row]!, beforePlusOne[row]!];
  if (next !== 0) beforePlusOne[next - 1] = before;
  if (before !== 0) nextPlusOne[before - 1] = next;
  else if (next !== 0) heads.set(accountKey(kind[row]!, id[row]!), next);
  else heads.delete(accountKey(kind[row]!, id[row]!));
}
