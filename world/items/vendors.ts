/**
 * Vendors: what they have, what they ask and pay. Their stock fills up with time, worked out when somebody looks; what
 * they were sold they keep for a while for whoever sold it.
 */
import { allHoldInWorld, eventPermille, POOR_POINTS, prosperityOf, RICH_POINTS, townAt } from "../almanac/mod.ts";
import type { Item, Npc, Numbered, Vendor } from "../content/mod.ts";
import { type Account, ACCOUNT_KIND, characterAccount, isInstance, namedAccount, transfer } from "../ledger/mod.ts";
import { markOwn } from "../own_marks.ts";
import type { Refusal } from "../refusals.ts";
import { positionX, positionY, type World } from "../world.ts";
import { carries, fitsBag, isAmount } from "./bag.ts";
import { mark } from "./open.ts";
import { BUYBACK_SECONDS, BUYBACKS_MAX, DEAL_AMOUNT_MAX } from "./limits.ts";
import { characterAt, npcWithin } from "./reach.ts";
import { dropRow, findRow, putRow, rowsOf } from "./state.ts";
import { COIN, durabilityMax, durabilityOf, itemOf, qualityPermille, supply } from "./things.ts";

/** A line of a vendor's stock. */
export type StockLine = Vendor["stock"][number];

/** What moves, and at whose counter. */
export interface Deal {
  readonly npc: number;
  readonly what: number;
  readonly amount: number;
}

/** The vendor that somebody with this content is, or undefined. */
export function vendorOf(world: World, npc: Npc): Numbered<Vendor> | undefined {
  return npc.vendor === null ? undefined : world.content.vendors.byId.get(npc.vendor);
}

/** What a vendor asks, in thousandths: less where the town does well, and by what goes on. */
function askPermille(world: World, vendor: Vendor, town: number): number {
  const isRich = town >= 0 && prosperityOf(world, town) >= RICH_POINTS;
  const rich = isRich ? world.content.economy.all[0]?.vendorAskWhenRichPermille ?? 1000 : 1000;
  return Math.floor(vendor.askPermille * rich * eventPermille(world, "pricesPermille") / 1_000_000);
}

/** The lines that a vendor sells just now to who stands there, with what it asks by its town and by what goes on. */
export function* linesOf(
  world: World,
  vendor: Vendor,
  index: number,
): Generator<{ readonly line: StockLine; readonly item: Numbered<Item>; readonly asks: number }> {
  const town = townAt(world, positionX(world, index), positionY(world, index));
  const permille = askPermille(world, vendor, town);
  for (const line of vendor.stock) {
    const item = world.content.items.byId.get(line.item)!;
    if (item.buyCoins === 0 || !allHoldInWorld(world, line.when, town)) continue;
    yield { line, item, asks: Math.max(1, Math.ceil(item.buyCoins * permille / 1000)) };
  }
}

/** How many of a line there are; -1: any number. */
export function stockOf(world: World, vendor: Numbered<Vendor>, line: StockLine): number {
  if (line.count === 0) return -1;
  const item = world.content.items.byId.get(line.item)!.number;
  const { stocks } = world.dealings;
  const row = findRow(stocks, { vendor: vendor.number, item });
  if (row < 0) return line.count;
  return Math.min(line.count, stocks.columns.count[row]! + arrivedSince(world, line, stocks.columns.sinceTick[row]!));
}

/** What a vendor pays who stands there for one of a thing; 0: it does not take it. */
export function paysFor(world: World, vendor: Vendor, what: number, index: number): number {
  const item = itemOf(world, what);
  if (!vendor.buys || item === undefined || item.sellCoins === 0) return 0;
  const town = townAt(world, positionX(world, index), positionY(world, index));
  const isPoor = town >= 0 && prosperityOf(world, town) < POOR_POINTS;
  const poor = isPoor ? world.content.economy.all[0]?.vendorPayWhenPoorPermille ?? 1000 : 1000;
  const worth = Math.floor(item.sellCoins * vendor.payPermille * poor / 1_000_000);
  if (!isInstance(what)) return worth;
  // Half for what is worn out; more for what is better than its kind, and never more than it costs.
  const whole = durabilityMax(world, what);
  const state = whole === 0 ? 1000 : 500 + Math.floor(500 * durabilityOf(world, what) / whole);
  const pays = Math.max(1, Math.floor(worth * qualityPermille(world, what) * state / 1_000_000));
  return item.buyCoins > 0 ? Math.min(pays, item.buyCoins) : pays;
}

/** Buys so many of a kind. */
export function buy(world: World, index: number, { npc, what: kind, amount }: Deal): Refusal | null {
  const vendor = vendorWithin(world, index, npc);
  if (typeof vendor === "string") return vendor;
  const found = [...linesOf(world, vendor, index)].find(({ item }) => item.number === kind);
  if (found === undefined) return "wrong-target";
  const { line, item, asks } = found;
  if (!isAmount(amount) || amount > DEAL_AMOUNT_MAX) return "not-enough";
  const left = stockOf(world, vendor, line);
  if (left >= 0 && left < amount) return "sold-out";
  const character = characterAt(world, index);
  const coins = asks * amount;
  if (!carries(world, character, COIN, coins)) return "not-enough";
  if (!fitsBag(world, character, [{ what: kind, amount }])) return "full";
  const to = characterAccount(character);
  const paid = transfer(world.ledger, {
    ...{ from: to, to: namedAccount("vendor"), what: COIN, amount: coins },
    ...{ why: "bought", actor: character } as const,
  });
  if (paid !== "done") return paid;
  const got = supply(world, { kind, amount, from: "vendor", to, why: "bought", actor: character });
  if (got.length < (item.single ? amount : 1)) return giveBack(world, character, got, coins);
  if (left >= 0) takeStock(world, vendor, line, left - amount);
  return null;
}

/** Sells so many of something in the bag. */
export function sell(world: World, index: number, { npc, what, amount }: Deal): Refusal | null {
  const vendor = vendorWithin(world, index, npc);
  if (typeof vendor === "string") return vendor;
  const character = characterAt(world, index);
  if (amount > DEAL_AMOUNT_MAX || !carries(world, character, what, amount)) return "not-enough";
  const coins = paysFor(world, vendor, what, index) * amount;
  const item = itemOf(world, what);
  if (coins === 0 || item?.binding === "quest") return "wrong-target";
  const bag = characterAccount(character);
  if (!fitsBag(world, character, [], [{ what, amount }])) return "full";
  makeRoomToBuyBack(world, character);
  const kept = keptAccount(character);
  const common = { amount, what, actor: character };
  const moved = transfer(world.ledger, { ...common, from: bag, to: kept, why: "sold" });
  if (moved !== "done") return moved;
  const paying = { from: namedAccount("vendor"), to: bag, what: COIN, amount: coins, actor: character };
  const paid = transfer(world.ledger, { ...paying, why: "sold" });
  if (paid !== "done") {
    transfer(world.ledger, { ...common, from: kept, to: bag, why: "taken back" });
    return paid;
  }
  const untilTick = world.tick + BUYBACK_SECONDS * world.facts.tickRate;
  putRow(world.dealings.buybacks, { character, what, amount, coins, untilTick });
  mark(world, character, "vendor", `sold ${what}`);
  return null;
}

/** Buys back what one sold, for what was paid for it: a whole line. */
export function buyBack(world: World, index: number, { npc, what }: Omit<Deal, "amount">): Refusal | null {
  const vendor = vendorWithin(world, index, npc);
  if (typeof vendor === "string") return vendor;
  const character = characterAt(world, index);
  const { buybacks } = world.dealings;
  const row = rowsOf(buybacks, { character, what }).at(-1) ?? -1;
  if (row < 0) return "gone";
  const [amount, coins] = [buybacks.columns.amount[row]!, buybacks.columns.coins[row]!];
  if (!carries(world, character, COIN, coins)) return "not-enough";
  if (!fitsBag(world, character, [{ what, amount }])) return "full";
  const bag = characterAccount(character);
  const paying = { from: bag, to: namedAccount("vendor"), what: COIN, amount: coins, actor: character };
  const paid = transfer(world.ledger, { ...paying, why: "bought back" });
  if (paid !== "done") return paid;
  const from = keptAccount(character);
  const moved = transfer(world.ledger, { from, to: bag, what, amount, why: "bought back", actor: character });
  if (moved !== "done") {
    transfer(world.ledger, { ...paying, from: paying.to, to: bag, why: "taken back" });
    return moved;
  }
  dropRow(buybacks, row);
  mark(world, character, "vendor", `sold ${what}`);
  return null;
}

/** What was sold and is not wanted back goes for good, the oldest first. */
export function letGoOfSold(world: World): void {
  const { buybacks } = world.dealings;
  for (let row = buybacks.length - 1; row >= 0; row--) {
    if (buybacks.columns.untilTick[row]! <= world.tick) letGo(world, row);
  }
}

/** What a character sold and may buy back, newest last: what, how many, and for how much. */
export function soldBy(world: World, character: number): { what: number; amount: number; coins: number }[] {
  const { columns } = world.dealings.buybacks;
  return rowsOf(world.dealings.buybacks, { character })
    .sort((a, b) => columns.untilTick[a]! - columns.untilTick[b]! || a - b)
    .map((row) => ({ what: columns.what[row]!, amount: columns.amount[row]!, coins: columns.coins[row]! }));
}

function vendorWithin(world: World, index: number, entity: number): Numbered<Vendor> | Refusal {
  const npc = npcWithin(world, index, entity);
  if (typeof npc === "string") return npc;
  return vendorOf(world, npc) ?? "wrong-target";
}

function keptAccount(character: number): Account {
  return { kind: ACCOUNT_KIND.vendor, id: character };
}

function arrivedSince(world: World, line: StockLine, sinceTick: number): number {
  const each = Math.max(1, line.restockSeconds * world.facts.tickRate);
  return Math.floor((world.tick - sinceTick) / each);
}

/** Notes that so many are left. The next one comes when it would have come. */
function takeStock(world: World, vendor: Numbered<Vendor>, line: StockLine, left: number): void {
  const { stocks } = world.dealings;
  const item = world.content.items.byId.get(line.item)!.number;
  const row = findRow(stocks, { vendor: vendor.number, item });
  const each = Math.max(1, line.restockSeconds * world.facts.tickRate);
  if (row < 0) putRow(stocks, { vendor: vendor.number, item, count: left, sinceTick: world.tick });
  else {
    const { count, sinceTick } = stocks.columns;
    const wasFull = count[row]! + arrivedSince(world, line, sinceTick[row]!) >= line.count;
    sinceTick[row] = wasFull ? world.tick : sinceTick[row]! + arrivedSince(world, line, sinceTick[row]!) * each;
    count[row] = left;
  }
  for (const index of world.opened.vendor.keys()) markOwn(world, index, "vendor", `stock ${item}`);
}

/** Tells whoever looks at a counter what of its stock is there by now. */
export function tellStock(world: World): void {
  const { item } = world.dealings.stocks.columns;
  for (const index of world.opened.vendor.keys()) {
    for (let row = 0; row < world.dealings.stocks.length; row++) markOwn(world, index, "vendor", `stock ${item[row]}`);
  }
}

function makeRoomToBuyBack(world: World, character: number): void {
  const rows = rowsOf(world.dealings.buybacks, { character });
  if (rows.length < BUYBACKS_MAX) return;
  const { untilTick } = world.dealings.buybacks.columns;
  letGo(world, rows.reduce((oldest, row) => untilTick[row]! < untilTick[oldest]! ? row : oldest));
}

function letGo(world: World, row: number): void {
  const { buybacks } = world.dealings;
  const [character, what, amount] = [
    buybacks.columns.character[row]!,
    buybacks.columns.what[row]!,
    buybacks.columns.amount[row]!,
  ];
  dropRow(buybacks, row);
  const from = keptAccount(character);
  transfer(world.ledger, { from, to: namedAccount("vendor"), what, amount, why: "let go", actor: 0 });
  mark(world, character, "vendor", `sold ${what}`);
}

/** A world that is full of things gives no more of them: the coins come back, and so do those that were made. */
function giveBack(world: World, character: number, got: readonly number[], coins: number): Refusal {
  const bag = characterAccount(character);
  const back = { from: bag, to: namedAccount("vendor"), why: "taken back", actor: character } as const;
  for (const what of got) transfer(world.ledger, { ...back, what, amount: 1 });
  transfer(world.ledger, { ...back, from: back.to, to: bag, what: COIN, amount: coins });
  return "full";
}
