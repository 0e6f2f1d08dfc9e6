/**
 * Marks of private state: which keys of which topics of a body have changed in this tick. No part of the state: they say
 * what is told, and decide nothing. Bodies without a session are never marked.
 */
import type { TopicName } from "./topics.ts";
import type { World } from "./world.ts";

/** A topic as a whole: it is forgotten, and all its keys are told. */
export const ALL_KEYS = "";

/** Marked keys by topic, by the index of the body; each in the order of the marks. */
export type OwnMarks = Map<number, Map<TopicName, Set<string>>>;

/** Marks a key of a topic of a player's body as changed; a topic that changed as a whole with ALL_KEYS. */
export function markOwn(world: World, index: number, topic: TopicName, key: string): void {
  if (world.entities.components.columns.session[index] === 0) return;
  let topics = world.ownMarks.get(index);
  if (topics === undefined) world.ownMarks.set(index, topics = new Map());
  const keys = topics.get(topic);
  if (keys === undefined) topics.set(topic, new Set([key]));
  else keys.add(key);
}
