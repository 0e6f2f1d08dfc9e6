/** Private state for a gateway that stands still: what finds no room is told anew, whole, as soon as there is room. */
import assert from "node:assert/strict";
import { allocateLink, Link } from "../../../world/base/link.ts";
import { mainToWorld, worldToMain } from "../../../world/part/messages.ts";
import { PRIVATE_BACKLOG_MAX } from "../../../world/part/limits.ts";
import { type GatewayLink, Subscribers } from "../../../world/part/subscribers.ts";
import { BlockEncoder } from "../../../world/replication/encode.ts";
import { TOPICS } from "../../../world/topics.ts";

const SELF = { topic: "vitals", key: "self", value: null } as const;

Deno.test("private state that was lost for want of room is asked for again, once there is room, and no other", () => {
  let hasRoom = true;
  const heard: string[] = [];
  const gateway = {
    send(message: { type: string; changes: Uint8Array }) {
      if (hasRoom) heard.push(`${message.type} ${new TextDecoder().decode(message.changes)}`);
      return hasRoom;
    },
  } as unknown as GatewayLink;
  const ends = allocateLink("world", "main", 1 << 16, 1 << 16);
  const [main, other] = [new Link(ends.a, worldToMain, mainToWorld), new Link(ends.b, mainToWorld, worldToMain)];
  const subscribers = new Subscribers([gateway], main, new BlockEncoder());
  subscribers.own(1, [SELF]);
  assert.deepEqual([heard, subscribers.takeUntold()], [[`own [[${TOPICS.vitals.id},"self",null]]`], []]);
  hasRoom = false;
  for (let at = 0; at < PRIVATE_BACKLOG_MAX; at++) {
    subscribers.own(2, [{ topic: "vitals", key: String(at), value: null }]);
  }
  assert.deepEqual(subscribers.takeUntold(), [], "it waits, and nothing is lost yet");
  subscribers.own(3, [SELF]);
  subscribers.own(3, [SELF]);
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
  assert.throws(
    () => subscribers.own(1, [{ topic: "bag", key: "1", value: { amount: "x".repeat(1000) } }]),
    /at most 1,000 bytes/,
  );
  assert.throws(() => subscribers.own(1, [{ topic: "bag", key: "k".repeat(61), value: null }]), /at most 60 letters/);
  main.close();
  other.close();
});

Deno.test("what changed for one session goes in few messages: as much as fits, and apart what waits for the disk", () => {
  const told: { topic: number; key: string }[][] = [];
  const gateway = {
    send({ changes }: { changes: Uint8Array }) {
      const list = JSON.parse(new TextDecoder().decode(changes)) as [number, string, unknown][];
      told.push(list.map(([topic, key]) => ({ topic, key })));
      return true;
    },
  } as unknown as GatewayLink;
  const ends = allocateLink("world", "main", 1 << 16, 1 << 16);
  const [main, other] = [new Link(ends.a, worldToMain, mainToWorld), new Link(ends.b, mainToWorld, worldToMain)];
  const subscribers = new Subscribers([gateway], main, new BlockEncoder());
  assert.deepEqual([TOPICS.vitals.held, TOPICS.bag.held], [false, true]);
  const apples = Array.from({ length: 60 }, (_, at) => ({
    ...{ topic: "bag" as const, key: String(at) },
    value: { amount: 1, maker: "x".repeat(300) },
  }));
  subscribers.own(1, [SELF, ...apples, SELF]);
  assert.deepEqual(told.flat().map(({ key }) => key), ["self", "self"], "what is held is not told yet");
  assert.equal(told.length, 2);
  subscribers.release(0);
  const late = told.slice(2);
  assert.deepEqual(late.flat().map(({ key }) => key), apples.map(({ key }) => key));
  assert.ok(late.length > 1 && late.length < 6, `${late.length} messages`);
  main.close();
  other.close();
});
