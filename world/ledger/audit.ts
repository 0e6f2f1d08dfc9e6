/**
 * Whether the ledger adds up, looked at while the world goes on: the balances are copied at one tick, and the copy is
 * summed in slices, so that no tick is held. What changes hands meanwhile is noted, so that after a good audit the next
 * one knows what each balance should be, and can name those that no transfer explains.
 */
import { ACCOUNT_KIND, accountText } from "./accounts.ts";
import { accountKey, keyOf, type Ledger, type LedgerRow } from "./ledger.ts";
import { isInstance, ITEM_KIND_MAX, whatText } from "./things.ts";

/** Balances looked at in one slice: some tenths of a millisecond. */
export const AUDIT_ROWS_PER_SLICE = 32_768;
/** Balances named in an alarm. */
const NAMED_MAX = 12;

/** The balances of one tick. */
interface Snapshot {
  readonly tick: number;
  readonly length: number;
  readonly kind: Uint8Array;
  readonly id: Uint32Array;
  readonly what: Uint32Array;
  /** How many instances there were, and their numbers in sum. */
  readonly instances: number;
  readonly instancesSum: number;
  readonly low: Uint32Array;
  readonly high: Int32Array;
}

/**
 * What the transfers since a snapshot come to for one balance, and the number of the last of them. Of an instance it is
 * not how many that counts but where it is: the account's key is added where it comes, and taken where it leaves.
 */
interface Moved {
  amount: number;
  entry: number;
}

/** What came of a slice: `good` and `bad` end the audit. */
export type AuditStep =
  | { readonly type: "idle" }
  | { readonly type: "running" }
  | { readonly type: "good"; readonly tick: number }
  | { readonly type: "bad"; readonly tick: number; readonly problem: string; readonly rows: readonly string[] };

/** Audits of one ledger, one after the other. Its lifetime is the world part's. */
export class LedgerAudit {
  #now: Snapshot | null = null;
  #cursor = 0;
  readonly #sums = new Float64Array(ITEM_KIND_MAX + 1);
  /** The kinds that have a sum. */
  readonly #summed = new Set<number>();
  #lastWhat = -1;
  #instances = 0;
  #instancesSum = 0;
  /** A row that no sum excuses: below zero, or an instance where none can be; -1: none. */
  #negative = -1;
  /** The last snapshot that added up, and what moved from it to the one that is looked at. */
  #good: Snapshot | null = null;
  #moved = new Map<number, Moved>();
  /** What moved since the one that is looked at. */
  #movedSince = new Map<number, Moved>();

  get isRunning(): boolean {
    return this.#now !== null;
  }

  /** Notes the transfers of a tick. Call it for every tick, before `begin`. */
  note(rows: readonly LedgerRow[]): void {
    const moved = this.#now === null ? this.#moved : this.#movedSince;
    for (const { entry, fromKind, from, toKind, to, what, amount } of rows) {
      move(moved, keyOf(fromKind, from, what), -weightOf(fromKind, from, what, amount), entry);
      move(moved, keyOf(toKind, to, what), weightOf(toKind, to, what, amount), entry);
    }
  }

  /** Copies the balances as they are at this tick. Nothing if an audit is under way. */
  begin(ledger: Ledger, tick: number): void {
    if (this.#now !== null) return;
    const { length, columns } = ledger.table;
    const { table } = ledger.instances;
    let instancesSum = 0;
    for (let row = 0; row < table.length; row++) instancesSum += table.columns.what[row]!;
    const what = Uint32Array.from(columns.what.subarray(0, length));
    for (let row = 0; row < length; row++) what[row]! += columns.whatHigh[row]! * 0x1_0000;
    this.#now = {
      ...{ tick, length, kind: columns.kind.slice(0, length), id: columns.id.slice(0, length) },
      ...{ what, instances: table.length, instancesSum, low: columns.low.slice(0, length) },
      high: columns.high.slice(0, length),
    };
    this.#cursor = 0;
    for (const what of this.#summed) this.#sums[what] = 0;
    this.#summed.clear();
    this.#lastWhat = -1;
    this.#instances = this.#instancesSum = 0;
    this.#negative = -1;
  }

  /** Looks at the next slice. */
  step(rowsMax = AUDIT_ROWS_PER_SLICE): AuditStep {
    const now = this.#now;
    if (now === null) return { type: "idle" };
    const end = Math.min(now.length, this.#cursor + rowsMax);
    for (let row = this.#cursor; row < end; row++) {
      const amount = amountAt(now, row);
      const what = now.what[row]!;
      const isNamed = now.kind[row] === ACCOUNT_KIND.named;
      if (isInstance(what)) {
        this.#instances++;
        this.#instancesSum += what;
        if (amount !== 1 || isNamed) this.#negative = row;
        continue;
      }
      // Rows of one kind come in runs: most need no look at the set.
      if (what !== this.#lastWhat) this.#summed.add(this.#lastWhat = what);
      this.#sums[what]! += amount;
      if (amount < 0 && !isNamed) this.#negative = row;
    }
    this.#cursor = end;
    return end < now.length ? { type: "running" } : this.#judge(now);
  }

  #judge(now: Snapshot): AuditStep {
    const wrong = [...this.#summed].find((what) => this.#sums[what] !== 0) ?? -1;
    const isWhole = this.#instances === now.instances && this.#instancesSum === now.instancesSum;
    const problem = wrong >= 0
      ? `all balances of ${whatText(wrong)} come to ${this.#sums[wrong]}, wanted 0`
      : this.#negative >= 0
      ? `${balanceText(now, this.#negative)}`
      : isWhole
      ? ""
      : `of ${now.instances} single things not each is in one account`;
    this.#now = null;
    const { tick } = now;
    if (problem !== "") return { type: "bad", tick, problem, rows: this.#unexplained(now) };
    this.#good = now;
    this.#moved = this.#movedSince;
    this.#movedSince = new Map();
    return { type: "good", tick };
  }

  /** Balances that are not what the last good ones and the transfers since come to. */
  #unexplained(now: Snapshot): string[] {
    const good = this.#good;
    const found: string[] = [];
    if (good === null) {
      if (this.#negative >= 0) found.push(balanceText(now, this.#negative));
      return [...found, "no audit before this one was good, so `weald verify` has to say which balance it is"];
    }
    const wanted = new Map<number, number>();
    for (let row = 0; row < good.length; row++) wanted.set(keyAt(good, row), weightAt(good, row));
    for (const [key, { amount }] of this.#moved) wanted.set(key, (wanted.get(key) ?? 0) + amount);
    const about = (key: number, row: number) => {
      const entry = this.#moved.get(key)?.entry;
      const last = entry === undefined ? `no transfer since tick ${good.tick}` : `its last transfer is ${entry}`;
      const come = isInstance(now.what[row]!) ? "lead elsewhere" : `come to ${wanted.get(key) ?? 0}`;
      return `${balanceText(now, row)}, its transfers ${come} (${last})`;
    };
    for (let row = 0; row < now.length; row++) {
      const key = keyAt(now, row);
      if ((wanted.get(key) ?? 0) !== weightAt(now, row)) found.push(about(key, row));
      wanted.delete(key);
    }
    for (let row = 0; row < good.length; row++) {
      const left = wanted.get(keyAt(good, row)) ?? 0;
      if (left !== 0) found.push(`${balanceText(good, row)} by its transfers, and it is gone`);
    }
    return found.length <= NAMED_MAX
      ? found
      : [...found.slice(0, NAMED_MAX), `and ${found.length - NAMED_MAX} balances more`];
  }
}

function move(moved: Map<number, Moved>, key: number, amount: number, entry: number): void {
  const known = moved.get(key);
  if (known === undefined) moved.set(key, { amount, entry });
  else {
    known.amount += amount;
    known.entry = entry;
  }
}

/** What a row counts for its key, see `Moved`. */
function weightOf(kind: number, id: number, what: number, amount: number): number {
  if (!isInstance(what)) return amount;
  return kind === ACCOUNT_KIND.named ? 0 : amount * accountKey(kind, id);
}

function weightAt(snapshot: Snapshot, row: number): number {
  return weightOf(snapshot.kind[row]!, snapshot.id[row]!, snapshot.what[row]!, amountAt(snapshot, row));
}

function amountAt({ low, high }: Snapshot, row: number): number {
  return high[row]! * 0x1_0000_0000 + low[row]!;
}

function keyAt({ kind, id, what }: Snapshot, row: number): number {
  return keyOf(kind[row]!, id[row]!, what[row]!);
}

function balanceText(snapshot: Snapshot, row: number): string {
  const account = accountText({ kind: snapshot.kind[row]!, id: snapshot.id[row]! });
  return `${account} has ${amountAt(snapshot, row)} of ${whatText(snapshot.what[row]!)}`;
}
