/** What players are told of their things, and of what they have open. */
import {
  type Account,
  balanceOf,
  bankAccount,
  characterAccount,
  contentsOf,
  INSTANCE_FLAG,
  instanceRow,
  isInstance,
  kindOf,
  wornAccount,
} from "../ledger/mod.ts";
import { idAt } from "../entities.ts";
import { bodyOf } from "../roster.ts";
import type { TopicReader } from "../systems/topic_readers.ts";
import { ONLY_KEY } from "../topics.ts";
import type { World } from "../world.ts";
import { bagPlaces } from "./bag.ts";
import { repairCoins } from "./durability.ts";
import { corpseAccount } from "./corpses.ts";
import { openedBy } from "./open.ts";
import { characterAt, npcWithin } from "./reach.ts";
import { choiceOf, rollOf, rollsOf } from "./rolls.ts";
import { findRow, rowsOf } from "./state.ts";
import { itemOf } from "./things.ts";
import { tradeOf } from "./trades.ts";
import { linesOf, paysFor, soldBy, stockOf, vendorOf } from "./vendors.ts";

/** What has no topic of its own that says whether it is open. */
const OPENED_BY_TALK = ["bank", "timeline"] as const;

/** What is told of so many of a thing; of a single thing what it is, too. */
function thingValue(world: World, what: number, amount: number) {
  if (!isInstance(what)) return { amount };
  const { instances } = world.ledger;
  const row = instanceRow(instances, what);
  const { quality, durability, flags, maker } = instances.table.columns;
  return {
    amount,
    kind: kindOf(world.ledger, what),
    quality: quality[row]!,
    durability: durability[row]!,
    maker: maker[row]!,
    bound: (flags[row]! & INSTANCE_FLAG.bound) !== 0,
  };
}

/** The same with the kind, whatever it is. */
export function anyValue(world: World, what: number, amount: number) {
  return { ...thingValue(world, what, amount), kind: kindOf(world.ledger, what) };
}

/** A topic that is what an account of one's own holds, by the numbers of the things. */
export function accountTopic(accountOf: (character: number) => Account): TopicReader<"bag"> {
  return {
    keys: (world, index) => contentsOf(world.ledger, accountOf(characterAt(world, index))).map(String),
    read: (world, index, key) => {
      const amount = balanceOf(world.ledger, accountOf(characterAt(world, index)), Number(key));
      return amount === 0 ? null : thingValue(world, Number(key), amount);
    },
  };
}

export const BAG_TOPIC = accountTopic(characterAccount);
export const BANK_TOPIC: TopicReader<"bank"> = accountTopic(bankAccount);

export const BAG_PLACES_TOPIC: TopicReader<"bagPlaces"> = {
  keys: () => [ONLY_KEY],
  read: (world, index) => bagPlaces(world, characterAt(world, index)),
};

/** What one wears, by the slot. What is of no slot any more, by "relic" and its number. */
export const WORN_TOPIC: TopicReader<"worn"> = {
  keys: (world, index) =>
    contentsOf(world.ledger, wornAccount(characterAt(world, index))).map((what) => slotOf(world, what)),
  read: (world, index, key) => {
    const worn = contentsOf(world.ledger, wornAccount(characterAt(world, index)));
    const what = worn.find((one) => slotOf(world, one) === key);
    return what === undefined ? null : { ...anyValue(world, what, 1), what, repairCoins: repairCoins(world, what) };
  },
};

function slotOf(world: World, what: number): string {
  return itemOf(world, what)?.slot ?? `relic ${what}`;
}

/** The counter that is open: the vendor, its stock, and what one sold. */
export const VENDOR_TOPIC: TopicReader<"vendor"> = {
  keys: (world, index) => {
    const vendor = openVendor(world, index);
    if (vendor === null) return [];
    const stock = [...linesOf(world, vendor.vendor, index)].map(({ item }) => `stock ${item.number}`);
    const sold = soldBy(world, characterAt(world, index)).map(({ what }) => `sold ${what}`);
    return [ONLY_KEY, ...stock, ...new Set(sold)];
  },
  read: (world, index, key) => {
    const open = openVendor(world, index);
    if (open === null) return null;
    const { vendor, entity } = open;
    if (key === ONLY_KEY) {
      const { name, buys, repairs, payPermille } = vendor;
      return { entity, name, buys, repairs, payPermille };
    }
    const number = Number(key.split(" ")[1]);
    if (key.startsWith("sold ")) {
      const sold = soldBy(world, characterAt(world, index)).findLast(({ what }) => what === number);
      if (sold === undefined) return null;
      return { ...anyValue(world, number, sold.amount), what: number, coins: sold.coins };
    }
    const line = [...linesOf(world, vendor, index)].find(({ item }) => item.number === number);
    if (line === undefined) return null;
    return { kind: number, coins: line.asks, left: stockOf(world, vendor, line.line) };
  },
};

function openVendor(world: World, index: number) {
  const entity = openedBy(world, index, "vendor");
  const npc = entity === 0 ? "gone" : npcWithin(world, index, entity);
  const vendor = typeof npc === "string" ? undefined : vendorOf(world, npc);
  return vendor === undefined ? null : { vendor, entity };
}

/** What somebody who was talked to has opened, besides a vendor's counter. */
export const COUNTERS_TOPIC: TopicReader<"counters"> = {
  keys: (world, index) => OPENED_BY_TALK.filter((opened) => openedBy(world, index, opened) !== 0),
  read: (world, index, key) => {
    const opened = OPENED_BY_TALK.find((one) => one === key);
    const entity = opened === undefined ? 0 : openedBy(world, index, opened);
    return entity === 0 ? null : { entity };
  },
};

/** What the open counter pays for each thing in the bag, by the numbers of the things. */
export const PRICES_TOPIC: TopicReader<"prices"> = {
  keys: (world, index) => {
    if (openVendor(world, index) === null) return [];
    return contentsOf(world.ledger, characterAccount(characterAt(world, index))).map(String);
  },
  read: (world, index, key) => {
    const open = openVendor(world, index);
    const what = Number(key);
    if (open === null || balanceOf(world.ledger, characterAccount(characterAt(world, index)), what) === 0) return null;
    const coins = paysFor(world, open.vendor, what, index);
    return coins === 0 ? null : { coins };
  },
};

/** What is in the corpse that is open. */
export const LOOT_TOPIC: TopicReader<"loot"> = {
  keys: (world, index) => {
    const corpse = openedBy(world, index, "loot");
    return corpse === 0 ? [] : [ONLY_KEY, ...contentsOf(world.ledger, corpseAccount(corpse)).map(String)];
  },
  read: (world, index, key) => {
    const corpse = openedBy(world, index, "loot");
    if (corpse === 0) return null;
    if (key === ONLY_KEY) return { entity: corpse };
    const what = Number(key);
    const amount = balanceOf(world.ledger, corpseAccount(corpse), what);
    if (amount === 0) return null;
    const roll = rollOf(world, corpse, what);
    const mine = roll?.winner === characterAt(world, index);
    const state = roll === null || mine ? "free" : roll.winner === 0 ? "rolling" : "won";
    return { ...anyValue(world, what, amount), state };
  },
};

/** The rolls that one has a part in, by number. */
export const ROLLS_TOPIC: TopicReader<"rolls"> = {
  keys: (world, index) => rollsOf(world, characterAt(world, index)).map(String),
  read: (world, index, key) => {
    const character = characterAt(world, index);
    if (!rollsOf(world, character).includes(Number(key))) return null;
    const { rolls } = world.dealings;
    const row = findRow(rolls, { number: Number(key) });
    const what = rolls.columns.what[row]!;
    return {
      ...anyValue(world, what, rolls.columns.amount[row]!),
      what,
      untilTick: rolls.columns.untilTick[row]!,
      choice: choiceOf(world, Number(key), character),
    };
  },
};

/** One's trade: with whom, and what both have put in. */
export const TRADE_TOPIC: TopicReader<"trade"> = {
  keys: (world, index) => {
    const trade = tradeOf(world, characterAt(world, index));
    if (trade === null) return [];
    const list = (side: string, account: Account) => contentsOf(world.ledger, account).map((what) => `${side} ${what}`);
    return [ONLY_KEY, ...list("mine", trade.mine), ...list("theirs", trade.theirs)];
  },
  read: (world, index, key) => {
    const trade = tradeOf(world, characterAt(world, index));
    if (trade === null) return null;
    if (key === ONLY_KEY) {
      const { other, iAgree, theyAgree } = trade;
      return { character: other, ...whoIs(world, other), iAgree, theyAgree };
    }
    const [side, number] = key.split(" ");
    const what = Number(number);
    const amount = balanceOf(world.ledger, side === "mine" ? trade.mine : trade.theirs, what);
    return amount === 0 ? null : { ...anyValue(world, what, amount), what };
  },
};

/** Who asks one to trade, by character. */
export const TRADE_ASKS_TOPIC: TopicReader<"tradeAsks"> = {
  keys: (world, index) => {
    const { tradeAsks } = world.dealings;
    const rows = rowsOf(tradeAsks, { to: characterAt(world, index) });
    return rows.map((row) => tradeAsks.columns.from[row]!).sort((a, b) => a - b).map(String);
  },
  read: (world, index, key) => {
    const from = Number(key);
    const asks = findRow(world.dealings.tradeAsks, { from, to: characterAt(world, index) }) >= 0;
    return asks ? whoIs(world, from) : null;
  },
};

function whoIs(world: World, character: number): { name: string; entity: number } {
  const row = world.roster.rowOf.get(character);
  const body = bodyOf(world.roster, character);
  return {
    name: row === undefined ? "" : world.roster.table.columns.name[row]!,
    entity: body < 0 ? 0 : idAt(world.entities, body),
  };
}
