/** Private state for a gateway that stands still: what finds no room is told anew, whole, as soon as there is room. */
import assert from "node:assert/strict";
import { allocateLink, Link } from "../../../world/base/link.ts";
import { mainToWorld, worldToMain } from "../../../world/part/messages.ts";
import { PRIVATE_BACKLOG_MAX } from "../../../world/part/limits.ts";
import { type GatewayLink, Subscribers } from "../../../world/part/subscribers.ts";
import { BlockEncoder } from "../../../world/replication/encode.ts";

Deno.test("private state that was lost for want of room is asked for again, once there is room, and no other", () => {
  let hasRoom = true;
  const heard: string[] = [];
  const gateway = {
    send(message: { type: string; key?: string }) {
      if (hasRoom) heard.push(`${message.type} ${message.key}`);
      return hasRoom;
    },
  } as unknown as GatewayLink;
  const ends = allocateLink("world", "main", 1 << 16, 1 << 16);
  const [main, other] = [new Link(ends.a, worldToMain, mainToWorld), new Link(ends.b, mainToWorld, worldToMain)];
  const subscribers = new Subscribers([gateway], main, new BlockEncoder());
  subscribers.own(1, "vitals", "self", null);
  assert.deepEqual([heard, subscribers.takeUntold()], [["own self"], []]);
  hasRoom = false;
  for (let at = 0; at < PRIVATE_BACKLOG_MAX; at++) subscribers.own(2, "vitals", String(at), null);
  assert.deepEqual(subscribers.takeUntold(), [], "it waits, and nothing is lost yet");
  subscribers.own(3, "vitals", "self", null);
  subscribers.own(3, "vitals", "self", null);
  subscribers.retryPrivate();
  assert.deepEqual(subscribers.takeUntold(), [], "not before there is room");
  hasRoom = true;
  subscribers.retryPrivate();
  assert.equal(heard.length, 1 + PRIVATE_BACKLOG_MAX);
  assert.deepEqual(subscribers.takeUntold(), [3]);
  assert.deepEqual(subscribers.takeUntold(), []);
  assert.equal(subscribers.takeLost(), 0);
  main.close();
  other.close();
});

Deno.test("values that are too long for a message are our own fault, and found at once", () => {
  const ends = allocateLink("world", "main", 1 << 16, 1 << 16);
  const [main, other] = [new Link(ends.a, worldToMain, mainToWorld), new Link(ends.b, mainToWorld, worldToMain)];
  const subscribers = new Subscribers([], main, new BlockEncoder());
  assert.throws(() => subscribers.own(1, "bag", "1", { amount: "x".repeat(1000) }), /at most 1,000 bytes/);
  assert.throws(() => subscribers.own(1, "bag", "k".repeat(61), null), /at most 60 letters/);
  main.close();
  other.close();
});
