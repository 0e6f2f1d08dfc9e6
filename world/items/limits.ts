/** The limits of things and of what is done with them, each with its unit. */
import { assert } from "../base/assert.ts";

/** Places of a bag, and of what is kept at the bank, where a world has no content that says it. */
export const BAG_PLACES_DEFAULT = 24;
export const BANK_PLACES_DEFAULT = 60;
/** Bags that one carries count so many at most: the largest. */
export const BAGS_COUNTED_MAX = 4;

/** How far somebody is from a vendor or banker whom it deals with, in metres. */
export const COUNTER_METRES = 5;
/** Things bought or sold in one action. */
export const DEAL_AMOUNT_MAX = 1_000;
/** What somebody sold can be bought back: so many lines, for so many seconds. */
export const BUYBACKS_MAX = 12;
export const BUYBACK_SECONDS = 1_800;
/** Lines to buy back, of all together; and lines of stock that are not full. */
export const BUYBACKS_TOTAL_MAX = 262_144;
export const STOCKS_MAX = 65_536;

/** Two who trade stand within this, in metres; who is further away has left. */
export const TRADE_METRES = 10;
/** Who is asked to trade has so many seconds to answer. */
export const TRADE_ASK_SECONDS = 30;
/** Different things that one side of a trade offers. */
export const TRADE_OFFERS_MAX = 12;
/** Trades, and questions whether to trade, of all together. */
export const TRADES_MAX = 16_384;

/** Corpses with something to take, of all together, and who may take it. */
export const CORPSES_MAX = 65_536;
export const CORPSE_RIGHTS_MAX = CORPSES_MAX * 5;
/** Rolls that go on, of all together. */
export const ROLLS_MAX = 65_536;
/** A throw is 1 to this. */
export const THROW_MAX = 100;
/** Where a world has no content that says it: seconds for a roll, and until a corpse is everybody's. */
export const ROLL_SECONDS_DEFAULT = 30;
export const LOOT_FREE_SECONDS_DEFAULT = 90;
/** Tables of loot within tables. */
export const LOOT_DEPTH_MAX = 8;
/** Lines of loot on one corpse. */
export const LOOT_LINES_MAX = 24;

/** Things whose use somebody has to wait for, of all together. */
export const WAITS_MAX = 262_144;

/** What a step of quality above that of the kind makes of a thing's worth and stats, in thousandths. */
export const QUALITY_STEP_PERMILLE = 100;
/** What is worn and wears out loses one point of durability by so many blows. */
export const BLOWS_PER_DURABILITY = 8;

assert(TRADE_OFFERS_MAX <= BAG_PLACES_DEFAULT, "what is offered was in a bag: 12 of 24 places");
