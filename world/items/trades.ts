/**
 * Trades: two players put things into escrow, each sees what the other offers, and when both agree it changes hands at
 * once. A change takes back both agreements. Whoever goes away, dies or loses the connection gets back what is its own.
 */
import {
  type Account,
  ACCOUNT_KIND,
  balanceOf,
  bankAccount,
  characterAccount,
  contentsOf,
  transfer,
} from "../ledger/mod.ts";
import { STATUS } from "../kinds.ts";
import { ALL_KEYS, markOwn } from "../own_marks.ts";
import { bodyOf } from "../roster.ts";
import { setStatus } from "../bodies.ts";
import type { World } from "../world.ts";
import { isDead, isWithin } from "./reach.ts";
import { TRADE_METRES } from "./limits.ts";
import { dropRow, findRow, newNumber, putRow, rowsOf } from "./state.ts";

/** A trade as one side of it sees it. */
export interface TradeSide {
  readonly row: number;
  readonly other: number;
  /** What one's own side, and the other's, have put in. */
  readonly mine: Account;
  readonly theirs: Account;
  readonly iAgree: boolean;
  readonly theyAgree: boolean;
  /** One's own bit of `agreed`. */
  readonly bit: number;
}

/** The trade that a character is in, or null. */
export function tradeOf(world: World, character: number): TradeSide | null {
  const { trades } = world.dealings;
  const { number, from, to, agreed } = trades.columns;
  for (let row = 0; row < trades.length; row++) {
    if (from[row] !== character && to[row] !== character) continue;
    const first: Account = { kind: ACCOUNT_KIND.escrow, id: number[row]! };
    const second: Account = { kind: ACCOUNT_KIND.escrow, id: number[row]! + 1 };
    const isFirst = from[row] === character;
    const bit = isFirst ? 1 : 2;
    return {
      row,
      other: isFirst ? to[row]! : from[row]!,
      mine: isFirst ? first : second,
      theirs: isFirst ? second : first,
      iAgree: (agreed[row]! & bit) !== 0,
      theyAgree: (agreed[row]! & (3 - bit)) !== 0,
      bit,
    };
  }
  return null;
}

/** Where what a character has offered in a trade is, or null. */
export function escrowOf(world: World, character: number): Account | null {
  return tradeOf(world, character)?.mine ?? null;
}

/** Begins a trade. False if there are too many. */
export function beginTrade(world: World, from: number, to: number): boolean {
  const { dealings } = world;
  if (!putRow(dealings.trades, { number: newNumber(dealings), from, to, agreed: 0 })) return false;
  for (const character of [from, to]) {
    for (const side of ["from", "to"] as const) {
      for (const row of rowsOf(dealings.tradeAsks, { [side]: character }).reverse()) dropAsk(world, row);
    }
    showTrading(world, character, true);
  }
  return true;
}

/** Takes a question away, and tells whom it was for. */
export function dropAsk(world: World, row: number): void {
  const { tradeAsks } = world.dealings;
  const to = tradeAsks.columns.to[row]!;
  const from = tradeAsks.columns.from[row]!;
  dropRow(tradeAsks, row);
  const body = bodyOf(world.roster, to);
  if (body >= 0) markOwn(world, body, "tradeAsks", String(from));
}

/** Ends a trade: what each has put in comes back. */
export function cancelTrade(world: World, row: number): void {
  const { number, from, to } = world.dealings.trades.columns;
  const sides = [from[row]!, to[row]!];
  sides.forEach((character, side) => {
    const escrow = { kind: ACCOUNT_KIND.escrow, id: number[row]! + side };
    moveAll(world, escrow, character, "taken back");
  });
  endTrade(world, row, sides);
}

/** Both have agreed: what each has put in is the other's. */
export function closeTrade(world: World, row: number): void {
  const { number, from, to } = world.dealings.trades.columns;
  const sides = [from[row]!, to[row]!];
  sides.forEach((_character, side) => {
    moveAll(world, { kind: ACCOUNT_KIND.escrow, id: number[row]! + side }, sides[1 - side]!, "traded");
  });
  endTrade(world, row, sides);
}

/** Tells both sides all of their trade anew. */
export function markTrade(world: World, row: number): void {
  const { from, to } = world.dealings.trades.columns;
  for (const character of [from[row]!, to[row]!]) {
    const body = bodyOf(world.roster, character);
    if (body >= 0) markOwn(world, body, "trade", ALL_KEYS);
  }
}

/** Ends trades of whoever is not there any more, and questions that nobody answered; the newest first. */
export function watchTrades(world: World): void {
  const { trades, tradeAsks } = world.dealings;
  for (let row = trades.length - 1; row >= 0; row--) {
    const { from, to } = trades.columns;
    if (!canTrade(world, from[row]!, to[row]!)) cancelTrade(world, row);
  }
  for (let row = tradeAsks.length - 1; row >= 0; row--) {
    if (tradeAsks.columns.untilTick[row]! <= world.tick) dropAsk(world, row);
  }
}

/** Whether two characters stand before each other, alive and steered by somebody. */
export function canTrade(world: World, a: number, b: number): boolean {
  const [first, second] = [bodyOf(world.roster, a), bodyOf(world.roster, b)];
  if (first < 0 || second < 0) return false;
  const { session } = world.entities.components.columns;
  if (session[first] === 0 || session[second] === 0) return false;
  if (isDead(world, first) || isDead(world, second)) return false;
  return isWithin(world, first, second, TRADE_METRES);
}

/** Whether somebody has asked somebody to trade. */
export function askRow(world: World, from: number, to: number): number {
  return findRow(world.dealings.tradeAsks, { from, to });
}

function moveAll(world: World, escrow: Account, character: number, why: "taken back" | "traded"): void {
  const { ledger } = world;
  const to = characterAccount(character);
  for (const what of contentsOf(ledger, escrow)) {
    const moving = { from: escrow, what, amount: balanceOf(ledger, escrow, what), why, actor: character };
    // A bag always has room for what it held; only coins beyond the most that anybody has do not fit, and go to the bank.
    if (transfer(ledger, { ...moving, to }) !== "done") transfer(ledger, { ...moving, to: bankAccount(character) });
  }
}

function endTrade(world: World, row: number, sides: readonly number[]): void {
  markTrade(world, row);
  dropRow(world.dealings.trades, row);
  for (const character of sides) showTrading(world, character, false);
}

function showTrading(world: World, character: number, on: boolean): void {
  const body = bodyOf(world.roster, character);
  if (body < 0) return;
  setStatus(world, body, STATUS.trading, on);
  markOwn(world, body, "trade", ALL_KEYS);
}
