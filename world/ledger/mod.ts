/** Who owns what: balances, transfers, single things, piles on the ground. */
export {
  type Account,
  ACCOUNT_KIND,
  accountOf,
  accountText,
  bankAccount,
  characterAccount,
  DECAY,
  MINT,
  NAMED,
  namedAccount,
  pileAccount,
  wornAccount,
} from "./accounts.ts";
export { AUDIT_ROWS_PER_SLICE, type AuditStep, LedgerAudit } from "./audit.ts";
export { INSTANCE_FLAG, instanceRow, type NewInstance } from "./instances.ts";
export {
  BALANCE_MAX,
  balanceOf,
  balances,
  contentsOf,
  holderOf,
  kindOf,
  type Ledger,
  LEDGER_ROW,
  ledgerProblem,
  type LedgerRow,
  makeInstance,
  makeLedger,
  type Making,
  readLedgerRows,
  reindexLedger,
  type Transfer,
  transfer,
  type Transferred,
  writeLedgerRows,
} from "./ledger.ts";
export { putDown, takeUp } from "./piles.ts";
export {
  type Cause,
  CAUSES,
  INSTANCE_MIN,
  isInstance,
  ITEM_KIND_MAX,
  THING,
  type ThingName,
  THINGS,
  whatOf,
  whatText,
} from "./things.ts";
