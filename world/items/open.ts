/**
 * What a player has open: a vendor's counter, a corpse; and whom it aims at. It decides only what its client is told, and is no part of the
 * state: what can be done goes by who stands where.
 */
import { ALL_KEYS, markOwn } from "../own_marks.ts";
import { bodyOf } from "../roster.ts";
import type { TopicName } from "../topics.ts";
import { indexOf, isAlive } from "../entities.ts";
import type { World } from "../world.ts";
import { OPENED, type Opened } from "./state.ts";
import { COUNTER_METRES } from "./limits.ts";
import { isWithin } from "./reach.ts";

/** What is told of each: topics and their keys. */
const TOLD: Readonly<Record<Opened, readonly (readonly [TopicName, string])[]>> = {
  vendor: [["vendor", ALL_KEYS], ["prices", ALL_KEYS]],
  loot: [["loot", ALL_KEYS]],
  bank: [["counters", "bank"]],
  timeline: [["counters", "timeline"]],
  aim: [["lasting", ALL_KEYS]],
};
/** One sees hardly farther than this, whatever the screen. */
const SIGHT_METRES = 96;
/** How far away it may be, in metres. */
const REACH: Readonly<Record<Opened, number>> = {
  ...{ vendor: COUNTER_METRES + 1, loot: COUNTER_METRES + 1, bank: COUNTER_METRES + 1, timeline: COUNTER_METRES + 1 },
  aim: SIGHT_METRES,
};

/** Opens something for a body, instead of what was open. */
export function open(world: World, index: number, opened: Opened, entity: number): void {
  world.opened[opened].set(index, entity);
  tell(world, index, opened);
}

/** The entity that a body has open, or 0. */
export function openedBy(world: World, index: number, opened: Opened): number {
  return world.opened[opened].get(index) ?? 0;
}

/** Closes what a body has open. */
export function close(world: World, index: number, opened: Opened): void {
  if (world.opened[opened].delete(index)) tell(world, index, opened);
}

/** Whether something is there, and near enough to be open. */
export function canBeOpen(world: World, index: number, opened: Opened, entity: number): boolean {
  return isAlive(world.entities, entity) && isWithin(world, index, indexOf(entity), REACH[opened]);
}

function tell(world: World, index: number, opened: Opened): void {
  for (const [topic, key] of TOLD[opened]) markOwn(world, index, topic, key);
}

/** Closes what is gone or too far away, and what nobody looks at any more. */
export function closeWhatIsFar(world: World): void {
  const { session } = world.entities.components.columns;
  for (const opened of OPENED) {
    for (const [index, entity] of world.opened[opened]) {
      if (session[index] === 0 || !canBeOpen(world, index, opened, entity)) close(world, index, opened);
    }
  }
}

/** Marks a topic of a character's, if it has a body. */
export function mark(world: World, character: number, topic: TopicName, key: string): void {
  const body = bodyOf(world.roster, character);
  if (body >= 0) markOwn(world, body, topic, key);
}
