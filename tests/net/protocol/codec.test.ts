import assert from "node:assert/strict";
import { encode } from "@msgpack/msgpack";
import { ByteWriter, MalformedError } from "../../../world/base/record.ts";
import { makeBlock } from "../blocks.ts";
import {
  CLIENT_MESSAGES,
  CLIENT_SHAPES,
  type ClientMessage,
  decodeClientJson,
  decodeClientMessage,
  decodeServerBody,
  decodeServerJson,
  decodeServerMessage,
  encodeClientJson,
  encodeClientMessage,
  encodeServerBody,
  encodeServerJson,
  encodeServerMessage,
  type Frame,
  type FrameHead,
  readFrame,
  SERVER_MESSAGES,
  type ServerMessage,
  SLOWED,
  writeFrameBlocks,
  writeFrameHead,
} from "../../../net/protocol/mod.ts";
import { CLIENT_EXAMPLES, SERVER_EXAMPLES } from "./_examples.ts";

Deno.test("protocol: every message of a client survives both subprotocols", () => {
  assert.deepEqual(new Set(CLIENT_EXAMPLES.map(({ type }) => type)), new Set(Object.keys(CLIENT_MESSAGES)));
  for (const message of CLIENT_EXAMPLES) {
    assert.deepEqual(decodeClientMessage(encodeClientMessage(message)), { ok: true, message });
    assert.deepEqual(decodeClientJson(encodeClientJson(message)), { ok: true, message });
  }
});

Deno.test("protocol: every message of the server survives both subprotocols", () => {
  assert.deepEqual(
    new Set([...SERVER_EXAMPLES.map(({ type }) => type), "frame"]),
    new Set(Object.keys(SERVER_MESSAGES)),
  );
  for (const message of SERVER_EXAMPLES) {
    assert.deepEqual(decodeServerMessage(encodeServerMessage(message)), message);
    assert.deepEqual(decodeServerJson(encodeServerJson(message)), message);
    assert.deepEqual(decodeServerBody(SERVER_MESSAGES[message.type], encodeServerBody(message)), message);
  }
});

Deno.test("protocol: where an older client throws something it says by whom alone", () => {
  const older = { type: "useItem", sequence: 22, what: 2, target: 9 };
  assert.deepEqual(decodeClientJson(JSON.stringify(older)), { ok: true, message: older });
  assert.deepEqual(decodeClientJson(JSON.stringify({ ...older, x: null })), { ok: true, message: older });
  assert.equal(decodeClientJson(JSON.stringify({ ...older, x: 16_385 })).ok, false);
  assert.equal(decodeClientJson(JSON.stringify({ ...older, y: "near" })).ok, false);
});

Deno.test("protocol: the largest valid messages fit their limits", () => {
  const largest: ClientMessage[] = [
    { type: "hello", protocol: 1, client: "c".repeat(100) },
    { type: "signIn", mode: "register", name: "n".repeat(300), password: "p".repeat(300), look: 0xffff_ffff },
    { type: "goTo", sequence: 65_535, x: 1 / 3, y: 1 / 3 },
    { type: "say", text: "🌍".repeat(200) },
    { type: "ping", time: -1 / 3 },
    { type: "pickUp", sequence: 65_535, pile: 0xffff_ffff },
    { type: "drop", sequence: 65_535, what: 65_535, amount: 1_000_000 },
    { type: "give", sequence: 65_535, to: 0xffff_ffff, what: 65_535, amount: 1_000_000 },
  ];
  for (const message of largest) {
    const { bytesMax } = CLIENT_MESSAGES[message.type];
    assert.ok(encodeClientMessage(message).length <= bytesMax, message.type);
    assert.ok(new TextEncoder().encode(encodeClientJson(message)).length <= bytesMax, message.type);
    assert.equal(decodeClientMessage(encodeClientMessage(message)).ok, true, message.type);
  }
});

Deno.test("protocol: the bytes are frozen", () => {
  const hex = (bytes: Uint8Array) => bytes.toHex();
  assert.equal(
    hex(encodeClientMessage({ type: "input", sequence: 0x0201, tick: 0x0605_0403, heading: 64, speed: 36 })),
    "030102030405064024",
  );
  assert.equal(hex(encodeClientMessage({ type: "ping", time: 1 })), "0681a474696d6501");
  assert.equal(hex(encodeClientMessage({ type: "signOut" })), "0780");
  assert.equal(hex(encodeServerMessage({ type: "pong", time: 1, tick: 2 })), "4682a474696d6501a47469636b02");
  assert.equal(
    hex(makeFrame({ ...EMPTY_HEAD, tick: 0x0403_0201, input: { sequence: 5, lead: -1 } }, [
      makeBlock({ cell: [73, 33], motions: [{ slot: 0, motion: { x: 128, y: 64, speed: 16 } }] }),
      makeBlock({ cell: [74, 35], happenings: [{ type: "said", entity: 7, text: "hi" }] }),
      makeBlock({ cell: [73, 34], turns: [{ slot: 5, heading: 7, speed: 16, ticksBefore: 1, dx: 1, dy: 0 }] }),
    ])),
    "4401020304020500ff" + "49002100" + "000801" + "0080000800" + "40" + "21200101" + "07000000" + "0200" + "6869" +
      "10810b0750",
  );
});

/** What is wrong with bytes or a text, by reason code. */
function reasonOf(message: Uint8Array | string): string {
  const decoded = typeof message === "string" ? decodeClientJson(message) : decodeClientMessage(message);
  assert.ok(decoded.ok || decoded.text.length > 0);
  return decoded.ok ? "ok" : decoded.reason;
}

function binary(id: number, body: unknown): Uint8Array {
  return Uint8Array.of(id, ...encode(body));
}

Deno.test("protocol: what cannot be read, is unknown or out of range has its own reason", () => {
  const rows: [string, Uint8Array | string][] = [
    ["unknown-message", new Uint8Array(0)],
    ["unknown-message", Uint8Array.of(0)],
    ["unknown-message", Uint8Array.of(68, 1, 2)],
    ["unknown-message", '{"type":"frame"}'],
    ["unknown-message", '{"type":"__proto__"}'],
    ["unknown-message", '{"type":"constructor"}'],
    ["malformed", Uint8Array.of(1)],
    ["malformed", Uint8Array.of(1, 0xc1)],
    ["malformed", Uint8Array.of(1, 0x80, 0x80)],
    // An array, a map and a text that claim four thousand million items: read as lengths, never allocated.
    ["malformed", Uint8Array.of(5, 0xdd, 0xff, 0xff, 0xff, 0xff)],
    ["malformed", Uint8Array.of(5, 0xdf, 0xff, 0xff, 0xff, 0xff)],
    ["malformed", Uint8Array.of(5, 0x81, 0xa4, 0x74, 0x65, 0x78, 0x74, 0xdb, 0xff, 0xff, 0xff, 0xff)],
    // Two thousand arrays, one in the other.
    ["malformed", new Uint8Array(2000).fill(0x91).with(0, 5)],
    ["malformed", binary(5, [1])],
    ["malformed", binary(5, null)],
    ["malformed", binary(5, {})],
    ["malformed", binary(5, { text: 5 })],
    ["malformed", binary(5, { text: null })],
    ["malformed", binary(5, { text: new Date() })],
    ["malformed", Uint8Array.of(3, 1, 2, 3)],
    ["malformed", new Uint8Array(10).with(0, 3)],
    ["malformed", binary(6, { time: Infinity })],
    ["malformed", binary(6, { time: NaN })],
    ["malformed", binary(6, { time: "1" })],
    ["malformed", binary(4, { sequence: 1.5, x: 1, y: 1 })],
    ["malformed", ""],
    ["malformed", "{"],
    ["malformed", "null"],
    ["malformed", "[]"],
    ["malformed", "{}"],
    ["malformed", '{"type":5}'],
    ["malformed", '{"type":"say"}'],
    ["malformed", '{"type":"input","sequence":1,"tick":1,"heading":"1","speed":1}'],
    ["malformed", '{"type":"signIn"}'],
    ["protocol-version", binary(1, { protocol: 2, client: "x" })],
    ["protocol-version", '{"type":"hello","protocol":"1","client":"x"}'],
    ["bad-value", new Uint8Array(9).with(0, 3).with(8, 64)],
    ["bad-value", '{"type":"input","sequence":65536,"tick":1,"heading":1,"speed":1}'],
    ["bad-value", '{"type":"input","sequence":-1,"tick":1,"heading":1,"speed":1}'],
    ["bad-value", binary(4, { sequence: 1, x: -0.001, y: 1 })],
    ["bad-value", binary(4, { sequence: 1, x: 1, y: 8192.001 })],
    ["bad-value", binary(5, { text: "x".repeat(201) })],
    ["bad-value", '{"type":"signIn","mode":"magic"}'],
    ["bad-value", '{"type":"signIn","mode":"toString"}'],
    ["bad-value", '{"type":"signIn","mode":"guest","look":4294967296}'],
    ["ok", '{"type":"say","text":"x","and":"more"}'],
    ["ok", '{"type":"signIn","mode":"guest","name":null}'],
  ];
  for (const [reason, message] of rows) {
    assert.equal(reasonOf(message), reason, typeof message === "string" ? message : message.slice(0, 20).toHex());
  }
});

Deno.test("protocol: P4 fields that the table does not name never reach a handler", () => {
  const decoded = decodeClientJson('{"type":"say","text":"x","__proto__":{"a":1},"constructor":1}');
  assert.deepEqual(decoded, { ok: true, message: { type: "say", text: "x" } });
});

Deno.test("protocol: each message has a shape, each shape a message", () => {
  assert.deepEqual(Object.keys(CLIENT_SHAPES), Object.keys(CLIENT_MESSAGES));
});

const EMPTY_HEAD: FrameHead = {
  tick: 0,
  reset: false,
  input: null,
  forget: [],
  messages: [],
  slowed: null,
  crowd: false,
  earlier: [],
};

function makeFrame(head: FrameHead, blocks: readonly Uint8Array[]): Uint8Array {
  const writer = new ByteWriter();
  writeFrameHead(writer, head);
  writeFrameBlocks(writer, blocks);
  return writer.copy();
}

Deno.test("protocol: a frame with everything in it is read as it was written", () => {
  const line: ServerMessage = { type: "line", kind: "tell", from: "host", text: "x".repeat(300) };
  const older = makeBlock({
    cell: [12, -6],
    departures: [{ slot: 1 }, { slot: 200, to: [3, 1] }],
    arrivals: [{ slot: 1, entity: 7, components: { kind: 1, name: "Ada", look: 9 } }],
    motions: [{ slot: 300, motion: { x: 1, heading: 3 } }],
    changes: [{ slot: 0, component: "activity", value: 0 }, { slot: 0, component: "name", value: "Bo" }],
    happenings: [{ type: "said", entity: 131_073, text: "hi" }],
    turns: [{ slot: 300, heading: 255, speed: 63, ticksBefore: 1, dx: 1, dy: 1 }],
  });
  const keyframe = makeBlock({ cell: [-3, 9], keyframe: true });
  const turns = makeBlock({ cell: [0, 0], turns: [{ slot: 1, heading: 2, speed: 3, ticksBefore: 1, dx: 0, dy: 1 }] });
  const bytes = makeFrame({
    tick: 0xfeed_beef,
    reset: true,
    input: { sequence: 65_535, lead: -128 },
    forget: [{ x: -1, y: 127 }, { x: 3, y: 4 }],
    messages: [{ id: SERVER_MESSAGES.line, body: encodeServerBody(line) }],
    slowed: SLOWED.fewerFrames,
    crowd: false,
    earlier: [1, 0, 2],
  }, [older, turns, keyframe, turns]);
  const frame = decodeServerMessage(bytes) as Frame;
  assert.deepEqual(frame, {
    type: "frame",
    tick: 0xfeed_beef,
    reset: true,
    input: { sequence: 65_535, lead: -128 },
    forget: [{ x: -1, y: 127 }, { x: 3, y: 4 }],
    messages: [line],
    slowed: 1,
    crowd: false,
    flushes: [
      { tick: 0xfeed_beef - 6, blocks: [older] },
      { tick: 0xfeed_beef - 4, blocks: [] },
      { tick: 0xfeed_beef - 2, blocks: [turns, keyframe] },
      { tick: 0xfeed_beef, blocks: [turns] },
    ],
  });
});

Deno.test("protocol: a frame cut short is malformed, wherever it is cut", () => {
  const bytes = makeFrame(
    { ...EMPTY_HEAD, input: { sequence: 1, lead: 2 }, forget: [{ x: 1, y: 2 }], slowed: 0 },
    [makeBlock({ cell: [0, 0], motions: [{ slot: 0, motion: {} }] })],
  );
  // Four bytes of the corner, one of the place, a section byte, a count, slot and motion.
  const headEnd = bytes.length - 13;
  for (let length = 0; length < bytes.length; length++) {
    if (length === headEnd) continue;
    assert.throws(() => readFrame(bytes.subarray(0, length), decodeServerBody), MalformedError, `${length} bytes`);
  }
});
