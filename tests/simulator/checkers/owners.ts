/** What lies about is owned by its pile and by nobody else: piles and their balances are the same. */
import { idAt, indexEnd } from "../../../world/entities.ts";
import { KIND } from "../../../world/kinds.ts";
import { ACCOUNT_KIND, balances, kindOf } from "../../../world/ledger/mod.ts";
import type { World } from "../../../world/mod.ts";

/** Kinds of accounts whose number is a character's. */
const OF_CHARACTERS: readonly number[] = [
  ACCOUNT_KIND.character,
  ACCOUNT_KIND.bank,
  ACCOUNT_KIND.worn,
  ACCOUNT_KIND.vendor,
];

/** Throws if a pile shows what it does not own, or a balance belongs to a pile or character that is not there. */
export function checkOwners(world: World): void {
  const { entities, roster, ledger } = world;
  const { kind, thing, amount } = entities.components.columns;
  const shown = new Map<string, number>();
  for (let index = 0; index < indexEnd(entities); index++) {
    const id = idAt(entities, index);
    if (id !== 0 && kind[index] === KIND.pile) shown.set(`${id} ${thing[index]}`, amount[index]!);
  }
  const escrows = openEscrows(world);
  for (const { account, what, amount } of balances(ledger)) {
    if (OF_CHARACTERS.includes(account.kind) && !roster.rowOf.has(account.id)) {
      throw new Error(`owners: character ${account.id} has ${amount} of ${what}, and was never here`);
    }
    if (account.kind === ACCOUNT_KIND.escrow && !escrows.has(account.id)) {
      throw new Error(`owners: ${amount} of ${what} is in escrow ${account.id}, which nothing is open for`);
    }
    if (account.kind !== ACCOUNT_KIND.pile) continue;
    // A pile of a single thing shows its kind.
    const key = `${account.id} ${kindOf(ledger, what)}`;
    if (shown.get(key) !== amount) {
      throw new Error(`owners: pile ${key} owns ${amount} and shows ${shown.get(key) ?? "nothing"}`);
    }
    shown.delete(key);
  }
  for (const [key, amount] of shown) throw new Error(`owners: pile ${key} shows ${amount} and owns nothing`);
}

/** Accounts of what is promised: two of each trade that goes on. */
function openEscrows({ dealings: { trades } }: World): ReadonlySet<number> {
  const numbers = [...trades.columns.number.subarray(0, trades.length)];
  return new Set(numbers.flatMap((number) => [number, number + 1]));
}
