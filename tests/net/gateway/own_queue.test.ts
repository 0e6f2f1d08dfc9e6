import assert from "node:assert/strict";
import { type OwnMessage, OwnQueue } from "../../../net/gateway/own_queue.ts";

function bag(key: string, amount: number | null): OwnMessage {
  return { type: "own", topic: "bag", key, value: amount === null ? null : { amount } };
}

Deno.test("own queue: of a key only the newest waits; a topic that is forgotten takes what waits of it along", () => {
  const queue = new OwnQueue();
  queue.add(bag("1", 5));
  queue.add(bag("2", 6));
  queue.add(bag("1", 7));
  queue.add({ type: "own", topic: "vitals", key: "self", value: null });
  assert.deepEqual(queue.take(10_000).map(({ message }) => message), [
    bag("1", 7),
    bag("2", 6),
    { type: "own", topic: "vitals", key: "self", value: null },
  ]);
  assert.ok(queue.isEmpty);
  queue.add(bag("1", 1));
  queue.add({ type: "own", topic: "vitals", key: "self", value: null });
  queue.add(bag("", null));
  queue.add(bag("3", 2));
  assert.deepEqual(queue.take(10_000).map(({ message }) => message), [
    { type: "own", topic: "vitals", key: "self", value: null },
    bag("", null),
    bag("3", 2),
  ]);
});

Deno.test("own queue: a frame takes what fits, the next ones the rest, in order, and nothing is left out", () => {
  const queue = new OwnQueue();
  for (let what = 1; what <= 100; what++) queue.add(bag(String(what), what));
  const told: unknown[] = [];
  let frames = 0;
  while (!queue.isEmpty) {
    const taken = queue.take(300);
    const bytes = taken.reduce((sum, message) => sum + message.encoded().body.length, 0);
    assert.ok(bytes <= 300, `${bytes} bytes`);
    told.push(...taken.map(({ message }) => message));
    frames++;
  }
  assert.deepEqual(told, Array.from({ length: 100 }, (_, at) => bag(String(at + 1), at + 1)));
  assert.ok(frames > 5 && frames < 30, `${frames} frames`);
  // However little fits, one goes: it would wait for ever.
  queue.add(bag("1", 1));
  assert.equal(queue.take(1).length, 1);
});
