/** Who owns what: balances, transfers, piles on the ground. */
export {
  type Account,
  ACCOUNT_KIND,
  accountOf,
  accountText,
  characterAccount,
  DECAY,
  MINT,
  pileAccount,
} from "./accounts.ts";
export { AUDIT_ROWS_PER_SLICE, type AuditStep, LedgerAudit } from "./audit.ts";
export {
  BALANCE_MAX,
  balanceOf,
  balances,
  type Ledger,
  LEDGER_ROW,
  ledgerProblem,
  type LedgerRow,
  makeLedger,
  readLedgerRows,
  reindexLedger,
  type Transfer,
  transfer,
  type Transferred,
  writeLedgerRows,
} from "./ledger.ts";
export { putDown, takeUp } from "./piles.ts";
export { type Cause, CAUSES, THING, type ThingName, THINGS } from "./things.ts";
