/**
 * Private state that waits for a client's next frames. Only the newest value of a key is kept, so however slow a client
 * is, no more waits than there is; what does not fit a frame goes with the next one, and nothing is ever left out.
 */
import { assert } from "../../world/base/assert.ts";
import type { MessageOf } from "../../world/base/record.ts";
import type { worldToGateway } from "../../world/part/messages.ts";
import { TOPIC_BY_ID } from "../../world/topics.ts";
import type { ServerMessage } from "../protocol/mod.ts";
import { type PrivateMessage, privateMessage } from "./viewer.ts";

/** A message about private state. */
export type OwnMessage = Extract<ServerMessage, { type: "own" }>;

/** What the world says of a client's private state. */
export type OwnTold = Pick<Extract<MessageOf<typeof worldToGateway.declarations>, { type: "own" }>, "changes">;

/** The same as the client is told it. */
export function ownMessages(told: OwnTold): OwnMessage[] {
  const changes = JSON.parse(textDecoder.decode(told.changes.slice())) as [number, string, OwnMessage["value"]][];
  return changes.map(([id, key, value]) => {
    const topic = TOPIC_BY_ID[id];
    assert(topic !== undefined, `a topic has the id ${id}`);
    return { type: "own", topic, key, value };
  });
}

const textDecoder = new TextDecoder();

/** The key that stands for a whole topic. */
const ALL_KEYS = "";

/** What waits for one client. Made when something does, gone when nothing does. */
export class OwnQueue {
  /** By topic, and in it by key, in the order in which they are told. No topic is empty. */
  readonly #waiting = new Map<string, Map<string, PrivateMessage>>();

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  /** Adds what a key is by now. A topic that is forgotten takes with it all that waits of it. */
  add(message: OwnMessage): void {
    const { topic, key } = message;
    if (key === ALL_KEYS) this.#waiting.delete(topic);
    let keys = this.#waiting.get(topic);
    if (keys === undefined) this.#waiting.set(topic, keys = new Map());
    keys.set(key, privateMessage(message));
  }

  /** Takes the first of what waits: one at least, and no more than fit so many bytes. */
  take(bytesMax: number): PrivateMessage[] {
    const taken: PrivateMessage[] = [];
    let bytes = 0;
    for (const [topic, keys] of this.#waiting) {
      for (const [key, message] of keys) {
        bytes += message.encoded().body.length;
        if (taken.length > 0 && bytes > bytesMax) return taken;
        taken.push(message);
        keys.delete(key);
      }
      this.#waiting.delete(topic);
    }
    return taken;
  }
}

/** Takes of a client's private state what fits so many bytes; where nothing is left, it has no queue any more. */
export function takeOwn(viewer: { own: OwnQueue | null }, bytesMax: number): readonly PrivateMessage[] {
  if (viewer.own === null) return NOTHING;
  const taken = viewer.own.take(bytesMax);
  if (viewer.own.isEmpty) viewer.own = null;
  return taken;
}

const NOTHING: readonly PrivateMessage[] = [];
