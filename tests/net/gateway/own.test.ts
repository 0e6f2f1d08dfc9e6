/** Private state on its way to a client: bounded in each frame, never left out, the newest value only. */
import assert from "node:assert/strict";
import { TOPICS } from "../../../world/topics.ts";
import { encodeServerBody, type ServerMessage } from "../../../net/protocol/mod.ts";
import { DEFAULT_LIMITS } from "../../../net/limits.ts";
import { type Harness, type HarnessClient, testGateway } from "./_harness.ts";

const encoder = new TextEncoder();

function tell(harness: Harness, session: number, key: string, value: unknown): void {
  const changes = encoder.encode(JSON.stringify([[TOPICS.bag.id, key, value]]));
  harness.world.link.mustSend({ type: "own", session, changes });
}

function bagOf(messages: readonly ServerMessage[]): Extract<ServerMessage, { type: "own" }>[] {
  // With the key "" what was known of the topic is forgotten, once, at the beginning.
  return messages.filter((message) => message.type === "own" && message.topic === "bag" && message.key !== "") as never;
}

function framesOf(client: HarnessClient) {
  return client.frames.length > 0 ? client.frames : client.jsonFrames;
}

for (const speech of ["binary", "json"] as const) {
  testGateway(
    `P33 private state is told in parts that are bounded, all of it and in order (${speech})`,
    {},
    async (harness) => {
      const client = await harness.join("Ada", speech);
      const session = harness.world.said("enter")[0]!.session;
      const before = framesOf(client).length;
      const names = Array.from({ length: 400 }, (_, at) => String(at + 1));
      for (const key of names) tell(harness, session, key, { amount: Number(key) });
      await harness.ticks(60);
      const frames = framesOf(client).slice(before).map(({ messages }) => bagOf(messages));
      assert.deepEqual(
        frames.flat().map(({ key, value }) => [key, value?.amount]),
        names.map((key) => [key, Number(key)]),
      );
      assert.ok(frames.filter((told) => told.length > 0).length > 3);
      for (const told of frames) {
        const bytes = told.reduce((sum, message) => sum + encodeServerBody(message).length, 0);
        assert.ok(bytes <= DEFAULT_LIMITS.ownBytesPerFlush, `${bytes} bytes in a frame`);
      }
    },
  );
}

testGateway("P33 who reads nothing for a while is told what is by then, and only that", {}, async (harness) => {
  const client = await harness.join("Ada");
  const session = harness.world.said("enter")[0]!.session;
  client.peer.pause();
  for (let tick = 0; tick < 120; tick++) {
    for (let key = 1; key <= 40; key++) tell(harness, session, String(key), { amount: tick + key });
    await harness.ticks(1);
  }
  const seen = framesOf(client).length;
  client.peer.resume();
  await harness.ticks(40);
  const bag = new Map<string, unknown>();
  for (const { messages } of framesOf(client)) for (const { key, value } of bagOf(messages)) bag.set(key, value);
  assert.deepEqual(
    [...bag].map(([key, value]) => [key, value]),
    [...bag].map(([key]) => [key, { amount: 119 + Number(key) }]),
  );
  assert.equal(bag.size, 40);
  const late = framesOf(client).slice(seen).flatMap(({ messages }) => bagOf(messages));
  assert.ok(late.length >= 40, `${late.length} told after the pause`);
  assert.equal(harness.gateway.refused.get("private-message-dropped"), 0);
});

testGateway("texts of actions reach the world cleaned, as what is said is", {}, async (harness) => {
  const client = await harness.join("Ada");
  client.send({ type: "partySay", sequence: 1, text: "  Now\u202e\u0000,\n  then " });
  await harness.settle();
  harness.world.hear();
  assert.deepEqual(harness.world.said("partySay").map(({ sequence, text }) => [sequence, text]), [[1, "Now, then"]]);
});
