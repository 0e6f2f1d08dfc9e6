/** Clients that mean harm, over real sockets: each ends its own connection, is counted, and nobody else notices. */
import assert from "node:assert/strict";
import { CLOSE_REASONS } from "../../net/close_reasons.ts";
import { type PartBench, testPart, until } from "./part_bench.ts";

const HANDSHAKE = (path: string, protocols = "", extra = "") =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n` +
  `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${protocols}${extra}\r\n`;
const BINARY = "Sec-WebSocket-Protocol: weald.v1\r\n";

/** A WebSocket frame of a client, with a mask of zeros. */
function frame(first: number, payload: Uint8Array): Uint8Array {
  const { length } = payload;
  const head = length < 126 ? [first, 0x80 | length] : [first, 0x80 | 126, length >> 8, length & 255];
  return Uint8Array.from([...head, 0, 0, 0, 0, ...payload]);
}

/** The close code in what a raw socket received after its handshake. */
function closeCode(received: string): number | null {
  const at = received.indexOf("\x88");
  return at < 0 || received.length < at + 4 ? null : received.charCodeAt(at + 2) << 8 | received.charCodeAt(at + 3);
}

async function upgraded(bench: PartBench) {
  const raw = await bench.raw(HANDSHAKE("/play", BINARY));
  await until(() => raw.received.includes("\r\n\r\n"), "the handshake");
  raw.received = "";
  return raw;
}

/** Runs `harm` next to a player who must not notice. */
function testHarm(
  name: string,
  limits: NonNullable<ConstructorParameters<typeof PartBench>[0]>["limits"] & object,
  harm: (bench: PartBench) => Promise<void>,
): void {
  testPart(name, { limits }, async (bench) => {
    const player = await bench.join("Ada");
    const pings = setInterval(() => player.send({ type: "ping", time: 0 }), 300);
    try {
      await harm(bench);
      const { length } = player.frames;
      const sequence = player.walk(0, 8, bench.world.world.tick);
      await until(
        () => player.frames.slice(length).some(({ input }) => input?.sequence === sequence),
        "the player's walk",
      );
      assert.equal(player.closed, null);
    } finally {
      clearInterval(pings);
    }
  });
}

testHarm("who never says hello is let go", { openingMs: 200 }, async (bench) => {
  const client = await bench.client();
  await until(() => client.closed, "the end");
  assert.equal(client.closed!.code, CLOSE_REASONS["too-slow-opening"].code);
});

testHarm("who falls silent is let go", { silenceMs: 800 }, async (bench) => {
  const client = await bench.join("Bo");
  await until(() => client.closed, "the end");
  assert.equal(client.closed!.code, CLOSE_REASONS.silent.code);
  await bench.stats(({ closed }) => closed.silent === 1);
});

testHarm("headers that never end are cut off", { headersMs: 300, requestMs: 600 }, async (bench) => {
  const slow = await bench.raw("GET / HTTP/1.1\r\nHost: x\r\n");
  const mute = await bench.raw("");
  const drip = setInterval(() => slow.socket.write("X-More: 1\r\n"), 50);
  try {
    await until(() => slow.closed && mute.closed, "the end of both");
  } finally {
    clearInterval(drip);
  }
  await bench.stats(({ refused }) => (refused["request-too-slow"] ?? 0) >= 2);
});

testHarm("huge headers and bytes that are no HTTP are cut off", {}, async (bench) => {
  const huge = await bench.raw(`GET / HTTP/1.1\r\nHost: x\r\nX: ${"x".repeat(40_000)}\r\n\r\n`);
  const garbage = await bench.raw("\x16\x03\x01\x02\x00\x01\x00\r\n\r\n");
  await until(() => huge.closed && garbage.closed, "the end of both");
  await bench.stats(({ refused }) => refused["request-malformed"] === 2);
});

testHarm("a thousand connections that say nothing leave room for who does", {
  halfOpenMax: 200,
  halfOpenStaleMs: 50,
  headersMs: 60_000,
  requestMs: 60_000,
}, async (bench) => {
  for (let batch = 0; batch < 10; batch++) {
    await Promise.all(Array.from({ length: 100 }, () => bench.raw("")));
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  const late = await bench.join("Bo");
  assert.equal(late.closed, null);
  const stats = await bench.stats(({ refused }) => (refused["half-open"] ?? 0) >= 800);
  assert.ok(stats.connections <= 203);
});

testHarm(
  "one address has only so many sockets",
  { loopbackExempt: false, connectionsPerAddressMax: 3 },
  async (bench) => {
    const second = await upgraded(bench);
    const third = await bench.client();
    const fourth = await bench.raw(HANDSHAKE("/play", BINARY));
    await until(() => fourth.closed, "the fourth's end");
    second.socket.destroy();
    await bench.stats(({ connections }) => connections === 2);
    const again = await bench.client();
    assert.deepEqual([third.closed, again.closed], [null, null]);
    await bench.stats(({ refused }) => refused["too-many-from-address"] === 1);
  },
);

testHarm(
  "one address may ask only so often, over one connection or many; what it has open goes on",
  { loopbackExempt: false, requestsPerAddressPerSecond: 1, requestsPerAddressBurst: 5 },
  async (bench) => {
    const ask = "GET /status HTTP/1.1\r\nHost: x\r\n\r\n";
    for (let count = 0; count < 5; count++) {
      const one = await bench.raw(ask);
      await until(() => one.received !== "", "an answer");
      assert.match(one.received, /^HTTP\/1\.1 200 /);
    }
    const another = await bench.raw(ask);
    await until(() => another.closed, "the end of another one");
    assert.match(another.received, /^HTTP\/1\.1 429 [\s\S]*retry-after: 1\r\n[\s\S]*Too many requests/i);
    await bench.stats(({ refused }) => (refused["requests-too-frequent"] ?? 0) >= 1);
  },
);

testHarm("P1 wrong ways to open are told what is right", {}, async (bench) => {
  const rows: [string, RegExp][] = [
    [HANDSHAKE("/elsewhere"), /^HTTP\/1\.1 404 [\s\S]*The WebSocket of this world is at \/play\./],
    [HANDSHAKE("/play", "Sec-WebSocket-Protocol: chat\r\n"), /^HTTP\/1\.1 400 [\s\S]*weald\.v1 or weald\.v1\.json/],
    [HANDSHAKE("/play").replace("Version: 13", "Version: 7"), /^HTTP\/1\.1 400 /],
    [HANDSHAKE("/play").replace(/Sec-WebSocket-Key: \S+/, "Sec-WebSocket-Key: short"), /^HTTP\/1\.1 400 /],
    [HANDSHAKE("/play", "Sec-WebSocket-Protocol: ,,\r\n"), /^HTTP\/1\.1 400 /],
    ["GET /play HTTP/1.1\r\nHost: x\r\n\r\n", /^HTTP\/1\.1 404 /],
  ];
  for (const [request, answer] of rows) {
    const raw = await bench.raw(request);
    await until(() => raw.received !== "", "an answer");
    assert.match(raw.received, answer);
  }
});

testHarm("messages of endless fragments end the connection", {}, async (bench) => {
  const raw = await upgraded(bench);
  raw.socket.write(frame(0x02, Uint8Array.of(5)));
  for (let count = 0; count < 100 && !raw.closed; count++) raw.socket.write(frame(0x00, Uint8Array.of(0)));
  await until(() => closeCode(raw.received), "a close frame");
  assert.equal(closeCode(raw.received), 1008);
  raw.socket.destroy();
  await bench.stats(({ closed }) => closed["too-large"] === 1);
});

testHarm("hundreds of handshakes, of slow ones, and of hellos without more end with what is documented", {
  silenceMs: 900,
  closingMs: 300,
  headersMs: 800,
  requestMs: 1600,
}, async (bench) => {
  const many = (text: string) => Promise.all(Array.from({ length: 100 }, () => bench.raw(text)));
  const slow = await many(HANDSHAKE("/play", BINARY).slice(0, -2));
  const mute = await many(HANDSHAKE("/play", BINARY));
  const greeting = await many(HANDSHAKE("/play", "Sec-WebSocket-Protocol: weald.v1.json\r\n"));
  const hello = new TextEncoder().encode('{"type":"hello","protocol":1,"client":"idle"}');
  for (const { socket } of greeting) socket.write(frame(0x81, hello));
  const drip = setInterval(() => slow.forEach(({ socket }) => socket.write("X")), 100);
  try {
    await until(() => [...slow, ...mute, ...greeting].every(({ closed }) => closed), "the end of all");
  } finally {
    clearInterval(drip);
  }
  assert.ok(slow.every(({ received }) => received === ""), "those who never came to an end are cut");
  for (const { received } of [...mute, ...greeting]) {
    assert.equal(closeCode(received), CLOSE_REASONS.silent.code);
  }
  await bench.stats(({ closed, refused }) => closed.silent === 200 && refused["request-too-slow"] === 100);
});

testHarm("a fragment that never gets its end is silence", { silenceMs: 500 }, async (bench) => {
  const raw = await upgraded(bench);
  raw.socket.write(frame(0x02, Uint8Array.of(5)));
  await until(() => closeCode(raw.received), "a close frame");
  assert.equal(closeCode(raw.received), CLOSE_REASONS.silent.code);
});

testHarm("messages that are too long, or claim to be, are not collected", {}, async (bench) => {
  const long = await upgraded(bench);
  long.socket.write(frame(0x82, new Uint8Array(2049)));
  await until(() => closeCode(long.received), "a close frame");
  assert.equal(closeCode(long.received), CLOSE_REASONS["too-large"].code);
  const claims = await upgraded(bench);
  claims.socket.write(Uint8Array.of(0x82, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0));
  await until(() => closeCode(claims.received), "a close frame");
  assert.equal(closeCode(claims.received), CLOSE_REASONS["too-large"].code);
  assert.match(claims.received, /That message was too large\. One has at most 2048 bytes\./);
});

testHarm("frames that break the rules of WebSocket end the connection", {}, async (bench) => {
  const rows: [string, Uint8Array, number][] = [
    ["no mask", Uint8Array.of(0x82, 0x01, 0x05), 1002],
    ["reserved bits", frame(0xf2, Uint8Array.of(5)), 1002],
    ["an unknown kind", frame(0x83, Uint8Array.of(5)), 1002],
    ["a continuation of nothing", frame(0x80, Uint8Array.of(5)), 1002],
    ["text that is not UTF-8", frame(0x81, Uint8Array.of(0xff, 0xfe)), 1007],
  ];
  for (const [what, bytes, code] of rows) {
    const raw = await upgraded(bench);
    raw.socket.write(bytes);
    await until(() => closeCode(raw.received), what);
    assert.equal(closeCode(raw.received), code, what);
    raw.socket.destroy();
  }
  await bench.stats(({ closed }) => closed.malformed === rows.length);
});

testHarm("a flood of WebSocket pings ends the connection", {}, async (bench) => {
  const raw = await upgraded(bench);
  for (let count = 0; count < 60; count++) raw.socket.write(frame(0x89, new Uint8Array(100)));
  await until(() => raw.received.includes("\x88"), "a close frame");
  raw.socket.destroy();
  await bench.stats(({ closed }) => closed["too-frequent"] === 1);
});

testHarm("P22 who never reads is behind, then closed", {
  slowBytes: 20_000,
  slowEndBytes: 1000,
  closeBytes: 60_000,
  probeMs: 100,
  probeLateMs: 200,
  behindMsMax: 500,
  closingMs: 100,
}, async (bench) => {
  const reader = await bench.join("Bo");
  reader.socket.pause();
  const asking = setInterval(() => reader.send({ type: "ping", time: 0 }), 300);
  try {
    const stats = await bench.stats(({ closed, connections }) => closed["too-far-behind"] === 1 && connections <= 1);
    assert.equal(stats.playing, 1);
  } finally {
    clearInterval(asking);
  }
});
