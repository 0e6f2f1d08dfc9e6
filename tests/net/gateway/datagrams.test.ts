/** Datagrams of the gateway: motion ahead of the stream, inputs in front of their echoes, and what is spoiled. */
import assert from "node:assert/strict";
import { Track } from "../../../net/client/sdk/mod.ts";
import { CLOSE_REASONS, type CloseReason } from "../../../net/close_reasons.ts";
import { DATAGRAM_BYTES_MAX } from "../../../net/limits.ts";
import { DATAGRAM, encodeInputsDatagram, readMotions, type ToldMotion } from "../../../net/protocol/mod.ts";
import { Prng } from "../../../world/base/prng.ts";
import { type Harness, type HarnessClient, testGateway } from "./_harness.ts";

/** Keeps the datagrams that a client gets. */
function listen(client: HarnessClient): { tick: number; motions: ToldMotion[] }[] {
  const heard: { tick: number; motions: ToldMotion[] }[] = [];
  client.peer.onDatagram = (bytes) => {
    assert.ok(bytes.length <= DATAGRAM_BYTES_MAX);
    const motions: ToldMotion[] = [];
    const tick = readMotions(bytes, (motion) => motions.push({ ...motion }));
    heard.push({ tick: tick!, motions });
  };
  return heard;
}

const input = (sequence: number, heading = 0, speed = 16) => ({ sequence, tick: 0, heading, speed });

testGateway(
  "a motion is told in the datagrams of three flushes, as it is then; nobody else gets any",
  {},
  async (h) => {
    const ada = await h.join("Ada");
    const bob = await h.join("Bob", "binary", DATAGRAM_BYTES_MAX);
    const adaHeard = listen(ada);
    await h.ticks(20);
    const heard = listen(bob);
    await h.ticks(10);
    assert.equal(heard.length, 0, "who stands still is no news");
    ada.walk(0, 16, h.tick);
    await h.ticks(10);
    assert.equal(heard.length, 3);
    for (const { tick, motions } of heard) {
      assert.equal(motions.length, 1);
      const { entity, x, y, heading, speed } = motions[0]!;
      assert.deepEqual([entity, heading, speed], [ada.entity, 0, 16]);
      const [seenX, seenY] = bob.position(ada.entity, tick)!;
      assert.ok(Math.abs(x - seenX) <= 2 && Math.abs(y - seenY) <= 2, `at ${tick}: ${x}, ${y} and ${seenX}, ${seenY}`);
    }
    assert.equal(adaHeard.length, 0, "there are no datagrams where the connection has none");
  },
);

testGateway("two of three datagrams tell where somebody is, while the frames are held up", {}, async (h) => {
  const ada = await h.join("Ada");
  const bob = await h.join("Bob", "binary", DATAGRAM_BYTES_MAX);
  await h.ticks(20);
  const held: (Uint8Array | string)[] = [];
  bob.peer.onMessage = (data) => held.push(data);
  const track = new Track({ tick: 0, x: 0, y: 0, heading: 0, speed: 0 }, 20, 2);
  let count = 0;
  bob.peer.onDatagram = (bytes) => {
    if (count++ % 3 === 0) return;
    readMotions(bytes, ({ entity, ...motion }, tick) => {
      if (entity === ada.entity) track.say({ tick, ...motion });
    });
  };
  for (const heading of [0, 64, 128, 192, 32, 160]) {
    ada.walk(heading, 16, h.tick);
    await h.ticks(7);
    track.show(h.tick);
    const [trueX, trueY] = ada.position(ada.entity, h.tick)!;
    const off = Math.abs(track.x * 256 - trueX) + Math.abs(track.y * 256 - trueY);
    assert.ok(off <= 256, `Bob sees Ada where she is, at heading ${heading}: ${off} units off`);
  }
  ada.walk(0, 0, h.tick);
  await h.ticks(8);
  for (const data of held.splice(0)) bob.hear(data);
  assert.deepEqual(
    bob.position(ada.entity, h.tick),
    ada.position(ada.entity, h.tick),
    "the frames alone tell it exactly",
  );
});

testGateway("inputs in datagrams count once, whichever way they come first", {}, async (h) => {
  const ada = await h.join("Ada", "binary", DATAGRAM_BYTES_MAX);
  const given = () => h.world.said("input").map(({ sequence }) => sequence);
  ada.peer.sendDatagram(encodeInputsDatagram([input(1)]));
  await h.settle();
  ada.send({ type: "input", ...input(1) });
  ada.peer.sendDatagram(encodeInputsDatagram([input(1), input(2), input(3)]));
  await h.settle();
  ada.send({ type: "input", ...input(2) });
  ada.send({ type: "input", ...input(3) });
  ada.send({ type: "goTo", sequence: 2, x: 10, y: 10 });
  ada.send({ type: "input", ...input(4) });
  await h.settle();
  await h.ticks(1);
  assert.deepEqual(given(), [1, 2, 3, 4]);
  assert.deepEqual(h.world.said("goTo"), [], "an input that was given later has ended it");
  assert.equal(ada.closed, null);
});

async function clientIn(h: Harness, state: string): Promise<HarnessClient> {
  if (state === "playing") return await h.join("Ada", "binary", DATAGRAM_BYTES_MAX);
  const client = h.connect("binary", DATAGRAM_BYTES_MAX);
  if (state === "opening") return client;
  client.hello();
  await h.settle();
  if (state === "greeted") return client;
  h.storage.holdBack = state === "signingIn";
  client.signInAsGuest("Ada");
  await h.settle();
  return client;
}

const SPOILED: readonly (readonly [string, Uint8Array, CloseReason])[] = [
  ["playing", new Uint8Array(0), "unknown-message"],
  ["playing", Uint8Array.of(DATAGRAM.motions, 0, 0, 0, 0), "unknown-message"],
  ["playing", Uint8Array.of(DATAGRAM.inputs), "malformed"],
  ["playing", new Uint8Array(10).fill(DATAGRAM.inputs), "malformed"],
  ["playing", new Uint8Array(1 + 9 * 8).fill(DATAGRAM.inputs), "malformed"],
  ["playing", encodeInputsDatagram([input(1, 0, 64)]), "bad-value"],
  ["opening", encodeInputsDatagram([input(1)]), "not-allowed"],
  ["greeted", encodeInputsDatagram([input(1)]), "not-allowed"],
  ["signingIn", encodeInputsDatagram([input(1)]), "not-allowed"],
];

for (const [state, bytes, reason] of SPOILED) {
  testGateway(`a datagram of ${bytes.length} bytes while ${state} ends the session: ${reason}`, {}, async (h) => {
    const client = await clientIn(h, state);
    client.peer.sendDatagram(bytes);
    await h.settle();
    assert.equal(client.closed?.code, CLOSE_REASONS[reason].code);
  });
}

testGateway("fuzz: spoiled datagrams in every state cost nobody but who sent them", {}, async (h) => {
  const random = new Prng(11);
  const bystander = await h.join("Bo");
  const codes = new Set<number>();
  for (let round = 0; round < 400; round++) {
    const client = await clientIn(h, ["opening", "greeted", "signingIn", "entering", "playing"][round % 5]!);
    for (let tries = 0; tries < 4 && client.closed === null; tries++) {
      const bytes = encodeInputsDatagram(Array.from({ length: random.u32() % 10 }, (_, at) => input(at + 1)));
      for (let spoil = random.u32() % 4; spoil > 0; spoil--) bytes[random.u32() % bytes.length] = random.u32();
      client.peer.sendDatagram(
        bytes.subarray(0, random.u32() % 3 === 0 ? random.u32() % (bytes.length + 1) : undefined),
      );
      await h.settle();
    }
    if (client.closed !== null) codes.add(client.closed.code);
    else client.peer.close(1000);
    h.storage.holdBack = false;
    if (round % 20 === 0) bystander.send({ type: "ping", time: round });
    await h.ticks(1);
  }
  const known = new Set<number>(Object.values(CLOSE_REASONS).map(({ code }) => code));
  assert.ok(codes.size >= 3 && [...codes].every((code) => known.has(code)), [...codes].join(", "));
  assert.ok(!codes.has(CLOSE_REASONS["server-fault"].code), h.log.join("\n"));
  assert.equal(bystander.closed, null);
  assert.equal(h.gateway.connections, 1, "nothing is left of the others");
});
