/** The actions that are about things: worn, used, dealt in, taken from the dead, traded. */
import { balanceOf, characterAccount, isInstance, transfer } from "../ledger/mod.ts";
import type { ActionHandlers } from "../systems/actions.ts";
import type { ActionCommandOf } from "../commands.ts";
import { KIND } from "../kinds.ts";
import type { Refusal } from "../refusals.ts";
import type { World } from "../world.ts";
import { bankPut, bankTake } from "./bank.ts";
import { type Change, fitsBag, isAmount } from "./bag.ts";
import { repair } from "./durability.ts";
import { equip, unequip } from "./equipment.ts";
import { TRADE_ASK_SECONDS, TRADE_METRES, TRADE_OFFERS_MAX } from "./limits.ts";
import { openCorpse, takeLoot } from "./loot.ts";
import { mark, open } from "./open.ts";
import { bodyWithin, characterAt, isDead, npcWithin } from "./reach.ts";
import { choose } from "./rolls.ts";
import { putRow } from "./state.ts";
import { isBound } from "./things.ts";
import { askRow, beginTrade, cancelTrade, canTrade, closeTrade, markTrade, tradeOf, type TradeSide } from "./trades.ts";
import { contentsOf } from "../ledger/mod.ts";
import { destroy } from "./use.ts";
import { buy, buyBack, sell, vendorOf } from "./vendors.ts";

/** The names of the actions that are about things. */
export type ItemActionName =
  | "equip"
  | "unequip"
  | "destroy"
  | "repair"
  | "bankPut"
  | "bankTake"
  | "openVendor"
  | "buy"
  | "sell"
  | "buyBack"
  | "openCorpse"
  | "takeLoot"
  | "roll"
  | "tradeAsk"
  | "tradeOffer"
  | "tradeAgree"
  | "tradeCancel";

export const ITEM_ACTIONS: ActionHandlers<ItemActionName> = {
  equip: (world, index, { what }) => equip(world, index, what),
  unequip: (world, index, { what }) => unequip(world, index, what),
  destroy: (world, index, { what, amount }) => destroy(world, index, what, amount),
  repair: (world, index, { npc, what }) => repair(world, index, npc, what),
  bankPut: (world, index, action) => bankPut(world, index, action),
  bankTake: (world, index, action) => bankTake(world, index, action),
  openVendor,
  buy: (world, index, action) => buy(world, index, action),
  sell: (world, index, action) => sell(world, index, action),
  buyBack: (world, index, action) => buyBack(world, index, action),
  openCorpse: (world, index, { corpse }) => openCorpse(world, index, corpse),
  takeLoot: (world, index, { corpse, what }) => takeLoot(world, index, corpse, what),
  roll: (world, index, action, output) => choose(world, index, action, output),
  tradeAsk,
  tradeOffer,
  tradeAgree,
  tradeCancel,
};

function openVendor(world: World, index: number, { npc }: ActionCommandOf<"openVendor">): Refusal | null {
  const found = npcWithin(world, index, npc);
  if (typeof found === "string") return found;
  if (vendorOf(world, found) === undefined) return "wrong-target";
  open(world, index, "vendor", npc);
  return null;
}

/** Asks somebody to trade; where the other has asked already, the trade begins. */
function tradeAsk(world: World, index: number, { to }: ActionCommandOf<"tradeAsk">): Refusal | null {
  const character = characterAt(world, index);
  if (isDead(world, index)) return "dead";
  const at = bodyWithin(world, index, to, { kind: [KIND.player], metres: TRADE_METRES });
  if (typeof at === "string") return at;
  const other = characterAt(world, at);
  if (!canTrade(world, character, other)) return "gone";
  if (tradeOf(world, character) !== null || tradeOf(world, other) !== null) return "busy";
  if (askRow(world, other, character) >= 0) return beginTrade(world, other, character) ? null : "full";
  if (askRow(world, character, other) >= 0) return null;
  const untilTick = world.tick + TRADE_ASK_SECONDS * world.facts.tickRate;
  if (!putRow(world.dealings.tradeAsks, { from: character, to: other, untilTick })) return "full";
  mark(world, other, "tradeAsks", String(character));
  return null;
}

/** Says how many of something one offers: more or less than before; 0 takes it back. Nobody has agreed then. */
function tradeOffer(world: World, index: number, { what, amount }: ActionCommandOf<"tradeOffer">): Refusal | null {
  const character = characterAt(world, index);
  const trade = tradeOf(world, character);
  if (trade === null) return "no-trade";
  const [bag, escrow] = [characterAccount(character), trade.mine];
  const before = balanceOf(world.ledger, escrow, what);
  const has = balanceOf(world.ledger, bag, what);
  if (amount !== 0 && !isAmount(amount)) return "not-enough";
  if (amount > before + has || (before === 0 && has === 0)) return "not-enough";
  if (amount === before) return null;
  if (amount > before) {
    if (isBound(world, what) || (isInstance(what) && amount > 1)) return "bound";
    if (before === 0 && contentsOf(world.ledger, escrow).length >= TRADE_OFFERS_MAX) return "full";
  }
  const moving = amount > before
    ? { from: bag, to: escrow, amount: amount - before, why: "offered" as const }
    : { from: escrow, to: bag, amount: before - amount, why: "taken back" as const };
  const done = transfer(world.ledger, { ...moving, what, actor: character });
  if (done !== "done") return done;
  world.dealings.trades.columns.agreed[trade.row] = 0;
  markTrade(world, trade.row);
  return null;
}

/** Agrees to the trade as it is, or takes that back. With the second agreement it is done. */
function tradeAgree(world: World, index: number, { yes }: ActionCommandOf<"tradeAgree">): Refusal | null {
  const character = characterAt(world, index);
  const trade = tradeOf(world, character);
  if (trade === null) return "no-trade";
  const { agreed } = world.dealings.trades.columns;
  if (yes === 0) agreed[trade.row]! &= ~trade.bit;
  else {
    if (!canTrade(world, character, trade.other)) return "too-far";
    if (!hasRoomFor(world, character, trade)) return "full";
    const theirs = tradeOf(world, trade.other)!;
    if (trade.theyAgree && !hasRoomFor(world, trade.other, theirs)) return "other-full";
    agreed[trade.row]! |= trade.bit;
    if (agreed[trade.row] === 3) {
      closeTrade(world, trade.row);
      return null;
    }
  }
  markTrade(world, trade.row);
  return null;
}

function tradeCancel(world: World, index: number): Refusal | null {
  const trade = tradeOf(world, characterAt(world, index));
  if (trade === null) return "no-trade";
  cancelTrade(world, trade.row);
  return null;
}

/** Whether a bag holds what would come, once what was offered is gone. */
function hasRoomFor(world: World, character: number, { mine, theirs }: TradeSide): boolean {
  const list = (account: TradeSide["mine"]): Change[] =>
    contentsOf(world.ledger, account).map((what) => ({ what, amount: balanceOf(world.ledger, account, what) }));
  return fitsBag(world, character, list(theirs), list(mine));
}
