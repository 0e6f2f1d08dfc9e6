/** Things: bags, what is worn, used, dealt in, left by the dead and traded. */
export { ITEM_ACTIONS } from "./actions.ts";
export { bagPlaces, carries, type Change, fitsBag, isAmount, takeIntoBag, type Taking } from "./bag.ts";
export { carriedOf, pickOut, type TakenOut, takeOut } from "./carried.ts";
export { hasRight } from "./corpses.ts";
export { repairAt, repairCoins, wearAll, wearArmour, wearWeapon } from "./durability.ts";
export { equip, gearChanged, giveBeginning, mayUse, showGear, wornAt } from "./equipment.ts";
export { endCorpse, leaveLoot } from "./loot.ts";
export { drawLoot, type LootDrawn, mostOf } from "./loot_tables.ts";
export { canBeOpen, close, open, openedBy } from "./open.ts";
export { bodyWithin, isDead, isLying, isWithin, npcWithin } from "./reach.ts";
export { type Dealings, dropRow, findRow, makeDealings, newNumber, type Opened, putRow, rowsOf } from "./state.ts";
export {
  ATTRIBUTES,
  type CharacterStats,
  classOf,
  forgetStats,
  type KnownStats,
  STAT,
  STAT_NAMES,
  statsOf,
  statsOfBody,
  type WeaponInHand,
} from "./stats.ts";
export { watchDealings } from "./system.ts";
export {
  bind,
  COIN,
  durabilityMax,
  durabilityOf,
  isBound,
  itemOf,
  itemOfKind,
  qualityNumber,
  type Supply,
  supply,
} from "./things.ts";
export { useTool } from "./tools.ts";
export { useThing } from "./use.ts";
export {
  accountTopic,
  anyValue,
  BAG_PLACES_TOPIC,
  BAG_TOPIC,
  BANK_TOPIC,
  COUNTERS_TOPIC,
  LOOT_TOPIC,
  PRICES_TOPIC,
  ROLLS_TOPIC,
  TRADE_ASKS_TOPIC,
  TRADE_TOPIC,
  VENDOR_TOPIC,
  WORN_TOPIC,
} from "./topics.ts";
export { cancelTrade, tradeOf } from "./trades.ts";
