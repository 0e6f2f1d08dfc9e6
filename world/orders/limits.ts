/** The limits of orders between players, each with its unit. */
import { assert } from "../base/assert.ts";
import { BALANCE_MAX } from "../ledger/mod.ts";

/** Orders that stand, of all together, and of one character; and commissions that one character has taken on. */
export const ORDERS_TOTAL_MAX = 65_536;
export const ORDERS_MAX = 20;
export const TAKEN_MAX = 3;
/** Things of one order, and coins for each, at most. */
export const ORDER_COUNT_MAX = 1_000;
export const ORDER_PRICE_MAX = 1_000_000;
/** Different things that wait for somebody at the boards: with more it can put up no order. */
export const BOX_THINGS_MAX = 60;
/** Who takes on a commission has it alone for so long, in seconds. */
export const TAKEN_SECONDS = 3_600;
/** Lines of one page of a board. */
export const BOARD_LINES = 12;
/** Pages that can be asked for. */
export const BOARD_PAGES_MAX = 1_000;
/** Real days for which an order stands at most where a world has no content that says it, and for what it pays then. */
export const ORDER_DAYS_DEFAULT = 7;
export const ORDER_FEE_PERMILLE_DEFAULT = 50;

assert(
  ORDER_COUNT_MAX * ORDER_PRICE_MAX <= BALANCE_MAX,
  "what an order is worth is a balance: 1,000 * 1,000,000 = 10^9",
);
