/** What everybody is told of. */
import { ALL_KEYS, markOwn } from "../own_marks.ts";
import type { TopicName } from "../topics.ts";
import type { World } from "../world.ts";

/** Marks a key of a topic for all who are on; "" is the whole topic. In the order of bodies. */
export function markAll(world: World, topic: TopicName, key: string): void {
  for (const index of [...world.sessions.values()].sort((a, b) => a - b)) {
    markOwn(world, index, topic, key === "" ? ALL_KEYS : key);
  }
}
