/**
 * Nothing lost, nothing doubled: what everybody has adds up, each single thing is in one account, and the rows on the disk
 * come to what the world says. Throws what differs.
 */
import type { DatabaseSync } from "node:sqlite";
import { accountText, balances, holderOf, isInstance, ledgerProblem, whatText } from "../../../world/ledger/mod.ts";
import type { World } from "../../../world/mod.ts";

/** Checks a saved world against the ledger's rows in its file. */
export function checkConservation(world: World, database: DatabaseSync): void {
  const problem = ledgerProblem(world.ledger);
  if (problem !== "") throw new Error(`the ledger does not add up: ${problem}`);
  const byRows = new Map<string, number>();
  /** Where each single thing is by its rows: the last of them says. */
  const places = new Map<number, string>();
  const add = (account: string, what: number, amount: number) => {
    const key = `${account}: ${whatText(what)}`;
    byRows.set(key, (byRows.get(key) ?? 0) + amount);
  };
  let entry = 0;
  for (const row of database.prepare("SELECT * FROM ledger ORDER BY entry").iterate()) {
    const [what, amount, from, to] = [
      Number(row.what),
      Number(row.amount),
      String(row.from_account),
      String(row.to_account),
    ];
    if (Number(row.entry) !== ++entry) throw new Error(`transfer ${entry} is missing on the disk`);
    if (isInstance(what)) {
      checkStep(what, amount, from, places.get(what));
      places.set(what, to);
    } else {
      add(from, what, -amount);
      add(to, what, amount);
    }
  }
  if (entry !== world.ledger.entries) {
    throw new Error(`${entry} transfers on the disk, ${world.ledger.entries} in the world`);
  }
  for (const { account, what, amount } of balances(world.ledger)) {
    if (!isInstance(what)) add(accountText(account), what, -amount);
  }
  for (const [key, amount] of byRows) {
    if (amount !== 0) throw new Error(`${key}: ${amount} more by the rows than in the world`);
  }
  for (const [what, place] of places) {
    const holder = holderOf(world.ledger, what);
    const said = holder === null ? "nowhere" : accountText(holder);
    if (isNamed(place) ? holder !== null : said !== place) {
      throw new Error(`${whatText(what)} is in ${place} by its rows, and in the world it is ${said}`);
    }
    places.delete(what);
  }
}

/** Each row of a single thing begins where the one before it ended, and its life begins at a source. */
function checkStep(what: number, amount: number, from: string, place: string | undefined): void {
  const about = `${whatText(what)} leaves ${from}`;
  if (amount !== 1) throw new Error(`${about}, ${amount} of it`);
  if (place === undefined || isNamed(place)) {
    if (!isNamed(from)) throw new Error(`${about} before it came from a source`);
  } else if (place !== from) throw new Error(`${about}, and was in ${place}`);
}

function isNamed(account: string): boolean {
  return !account.includes(" ");
}
