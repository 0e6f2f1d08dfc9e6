/** What is told of each topic: the keys that there are, and the value of a key. One row for each topic. */
import { EVENTS_TOPIC, TASKS_TOPIC, TIMELINE_TOPIC, TOWNS_TOPIC } from "../almanac/mod.ts";
import {
  ABILITIES_TOPIC,
  CASTING_TOPIC,
  COOLDOWNS_TOPIC,
  DEATH_TOPIC,
  EFFECTS_TOPIC,
  LASTING_TOPIC,
  PVP_TOPIC,
  STATS_TOPIC,
} from "../combat/mod.ts";
import {
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
} from "../items/mod.ts";
import { GAIT_TOPIC } from "../gait.ts";
import { WORK_TOPIC } from "../crafts/mod.ts";
import { BOARD_TOPIC, KEPT_TOPIC, ORDERS_TOPIC } from "../orders/mod.ts";
import { INVITES_TOPIC, PARTY_TOPIC } from "../parties/mod.ts";
import { DIALOGUE_TOPIC, ERRANDS_TOPIC, MARKS_TOPIC, QUESTS_TOPIC } from "../quests/mod.ts";
import { RECIPES_TOPIC, SKILLS_TOPIC } from "../skills/mod.ts";
import { ONLY_KEY, type TopicName, type TopicValue } from "../topics.ts";
import { readVitals } from "../vitals.ts";
import type { World } from "../world.ts";

/** How a topic is read of a player's body. Reading changes nothing. */
export interface TopicReader<Name extends TopicName> {
  /** The keys that have a value, in the order in which they are told. */
  readonly keys: (world: World, index: number) => Iterable<string>;
  /** What a key is by now; null if it is not there (any more). */
  readonly read: (world: World, index: number, key: string) => TopicValue<Name> | null;
}

export const TOPIC_READERS: { readonly [Name in TopicName]: TopicReader<Name> } = {
  bag: BAG_TOPIC,
  vitals: { keys: () => [ONLY_KEY], read: readVitals },
  party: PARTY_TOPIC,
  invites: INVITES_TOPIC,
  bank: BANK_TOPIC,
  bagPlaces: BAG_PLACES_TOPIC,
  worn: WORN_TOPIC,
  vendor: VENDOR_TOPIC,
  prices: PRICES_TOPIC,
  loot: LOOT_TOPIC,
  rolls: ROLLS_TOPIC,
  trade: TRADE_TOPIC,
  tradeAsks: TRADE_ASKS_TOPIC,
  abilities: ABILITIES_TOPIC,
  cooldowns: COOLDOWNS_TOPIC,
  casting: CASTING_TOPIC,
  effects: EFFECTS_TOPIC,
  lasting: LASTING_TOPIC,
  quests: QUESTS_TOPIC,
  errands: ERRANDS_TOPIC,
  dialogue: DIALOGUE_TOPIC,
  skills: SKILLS_TOPIC,
  recipes: RECIPES_TOPIC,
  work: WORK_TOPIC,
  events: EVENTS_TOPIC,
  tasks: TASKS_TOPIC,
  towns: TOWNS_TOPIC,
  timeline: TIMELINE_TOPIC,
  marks: MARKS_TOPIC,
  counters: COUNTERS_TOPIC,
  pvp: PVP_TOPIC,
  death: DEATH_TOPIC,
  stats: STATS_TOPIC,
  gait: GAIT_TOPIC,
  board: BOARD_TOPIC,
  orders: ORDERS_TOPIC,
  kept: KEPT_TOPIC,
};
