/** What is told of each topic: the keys that there are, and the value of a key. One row for each topic. */
import { balanceOf, characterAccount, contentsOf } from "../ledger/mod.ts";
import { INVITES_TOPIC, PARTY_TOPIC } from "../parties/mod.ts";
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
  bag: { keys: bagKeys, read: readBag },
  vitals: { keys: () => [ONLY_KEY], read: readVitals },
  party: PARTY_TOPIC,
  invites: INVITES_TOPIC,
};

function bagKeys(world: World, index: number): Iterable<string> {
  const { character } = world.entities.components.columns;
  return contentsOf(world.ledger, characterAccount(character[index]!)).map(String);
}

function readBag(world: World, index: number, key: string): TopicValue<"bag"> | null {
  const amount = carried(world, index, Number(key));
  return amount === 0 ? null : { amount };
}

function carried(world: World, index: number, what: number): number {
  const { character } = world.entities.components.columns;
  return balanceOf(world.ledger, characterAccount(character[index]!), what);
}
