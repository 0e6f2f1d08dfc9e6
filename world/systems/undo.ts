/** Undoing transfers: staff reverse some by new ones, all of them or none, where what they moved is still there. */
import { removeBody, setAmount } from "../bodies.ts";
import { ByteReader } from "../base/record.ts";
import { indexOf, isAlive } from "../entities.ts";
import { KIND } from "../kinds.ts";
import {
  type Account,
  ACCOUNT_KIND,
  accountText,
  BALANCE_MAX,
  balanceOf,
  contentsOf,
  isInstance,
  type LedgerRow,
  pileAccount,
  readLedgerRows,
  transfer,
  whatText,
} from "../ledger/mod.ts";
import type { StaffCommand } from "../commands.ts";
import type { WorldOutput } from "../output.ts";
import { bodyOf } from "../roster.ts";
import type { World } from "../world.ts";

type Undo = Extract<StaffCommand, { type: "undo" }>;

/** Kinds of account that things are taken back from and given back to. */
const UNDOABLE: ReadonlySet<number> = new Set([
  ACCOUNT_KIND.named,
  ACCOUNT_KIND.character,
  ACCOUNT_KIND.pile,
  ACCOUNT_KIND.bank,
]);

/** Reverses the transfers of a command, the newest first; says what was in the way, or "". */
export function undoTransfers(world: World, { request, rows: bytes }: Undo, output: WorldOutput): void {
  const rows = [...readLedgerRows(new ByteReader(bytes))].sort((a, b) => b.entry - a.entry);
  const problem = whyNot(world, rows);
  if (problem === "") {
    for (const row of rows) reverse(world, row);
    const accounts = new Set<number>();
    for (const row of rows) {
      for (const { kind, id } of [fromOf(row), toOf(row)]) if (kind === ACCOUNT_KIND.pile) accounts.add(id);
      tell(world, row, output);
    }
    for (const pile of accounts) settlePile(world, pile);
  }
  output.undone(request, problem);
}

function fromOf({ fromKind, from }: LedgerRow): Account {
  return { kind: fromKind, id: from };
}

function toOf({ toKind, to }: LedgerRow): Account {
  return { kind: toKind, id: to };
}

/** Works out on paper what would come of it: the first reason why it cannot be, or "". */
function whyNot(world: World, rows: readonly LedgerRow[]): string {
  const paper = new Map<string, { account: Account; what: number; amount: number; before: number }>();
  const at = (account: Account, what: number) => {
    const key = `${account.kind} ${account.id} ${what}`;
    let line = paper.get(key);
    if (line === undefined) {
      const before = balanceOf(world.ledger, account, what);
      paper.set(key, line = { account, what, amount: before, before });
    }
    return line;
  };
  for (const row of rows) {
    const { entry, what, amount } = row;
    const strange = [fromOf(row), toOf(row)].find(({ kind }) => !UNDOABLE.has(kind));
    if (strange !== undefined) {
      return `Transfer ${entry}: what is in ${accountText(strange)} cannot be moved by undoing.`;
    }
    if (isInstance(what) && row.toKind === ACCOUNT_KIND.named) {
      return `Transfer ${entry}: ${whatText(what)} is gone for good since then.`;
    }
    const [holder, receiver] = [at(toOf(row), what), at(fromOf(row), what)];
    if (holder.account.kind !== ACCOUNT_KIND.named && holder.amount < amount) {
      const has = holder.amount === 0 ? `no ${whatText(what)}` : `${holder.amount} ${whatText(what)}`;
      return `Transfer ${entry}: ${
        nameOf(world, holder.account)
      } has ${has} by now, and ${amount} would have to come ` +
        `back. Where it went is to be undone with it.`;
    }
    if (receiver.account.kind !== ACCOUNT_KIND.named && receiver.amount + amount > BALANCE_MAX) {
      return `Transfer ${entry}: ${nameOf(world, receiver.account)} has no room for ${amount} ${whatText(what)}.`;
    }
    holder.amount -= amount;
    receiver.amount += amount;
  }
  for (const { account, what, amount, before } of paper.values()) {
    if (account.kind !== ACCOUNT_KIND.pile || amount === before || isPileOf(world, account.id, what)) continue;
    return `${amount} ${whatText(what)} would be back on the ground, in pile ${account.id}, which is gone. ` +
      `The transfer that put it there is to be undone with it.`;
  }
  return "";
}

function isPileOf(world: World, entity: number, what: number): boolean {
  const { kind } = world.entities.components.columns;
  const index = indexOf(entity);
  if (!isAlive(world.entities, entity) || kind[index] !== KIND.pile) return false;
  return contentsOf(world.ledger, pileAccount(entity)).includes(what);
}

function reverse(world: World, row: LedgerRow): void {
  const { what, amount } = row;
  transfer(world.ledger, { from: toOf(row), to: fromOf(row), what, amount, why: "undone", actor: 0 });
}

/** A pile shows what is in it, and is gone with the last of it. */
function settlePile(world: World, entity: number): void {
  if (!isAlive(world.entities, entity)) return;
  const index = indexOf(entity);
  const [what] = contentsOf(world.ledger, pileAccount(entity));
  const left = what === undefined ? 0 : balanceOf(world.ledger, pileAccount(entity), what);
  if (left === 0) removeBody(world, index);
  else setAmount(world, index, left);
}

/** Whoever is on reads what became of the own things. */
function tell(world: World, row: LedgerRow, output: WorldOutput): void {
  const { what, amount } = row;
  const thing = `${amount} × ${whatText(what)}`;
  const line = ({ kind, id }: Account, text: string) => {
    if (kind !== ACCOUNT_KIND.character) return;
    const index = bodyOf(world.roster, id);
    const session = index < 0 ? 0 : world.entities.components.columns.session[index]!;
    if (session !== 0) output.line(session, "notice", "", text);
  };
  line(toOf(row), `The host has undone a transfer: ${thing} was taken back.`);
  line(fromOf(row), `The host has undone a transfer: ${thing} was given back to you.`);
}

function nameOf(world: World, account: Account): string {
  if (account.kind !== ACCOUNT_KIND.character) return accountText(account);
  const row = world.roster.rowOf.get(account.id);
  const name = row === undefined ? "" : world.roster.table.columns.name[row]!;
  return name === "" ? accountText(account) : `${name} (${accountText(account)})`;
}
