/** The own character's private state, as the server tells it: a map for each topic. */
import { TOPIC_NAMES, type TopicName, type TopicValue } from "../../../world/topics.ts";
import type { MessageOfType } from "./types.ts";

/** The maps by topic, as a program reads them: what the keys and values are is in docs/protocol.md. */
export type OwnMaps = { readonly [Topic in TopicName]: ReadonlyMap<string, TopicValue<Topic>> };

/** Lives as long as the client; emptied whenever its character comes into the world. */
export class OwnState {
  readonly #maps = new Map<TopicName, Map<string, unknown>>(TOPIC_NAMES.map((topic) => [topic, new Map()]));
  /** The same maps, by name. */
  readonly maps = Object.fromEntries(this.#maps) as unknown as OwnMaps;

  /** Takes in what the server says. A topic that is not known to this version is passed over: false. */
  take({ topic, key, value }: MessageOfType<"own">): boolean {
    const map = this.#maps.get(topic);
    if (map === undefined) return false;
    if (key === "") map.clear();
    else if (value === null) map.delete(key);
    else map.set(key, value);
    return true;
  }

  /** Forgets everything. */
  clear(): void {
    for (const map of this.#maps.values()) map.clear();
  }
}
