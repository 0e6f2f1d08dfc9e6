/** The WebTransport server against those who do not come as they should. Over real UDP on loopback. */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createSocket } from "node:dgram";
import { AddressGate } from "../../../net/http/address_gate.ts";
import { DEFAULT_LIMITS, type NetLimits } from "../../../net/limits.ts";
import { encodeRecord, RECORD } from "../../../net/protocol/mod.ts";
import type { Connection, ConnectionEnd } from "../../../net/transport/connection.ts";
import { type WebTransportOffer, WebTransportServer } from "../../../net/transport/webtransport_server.ts";

const SHORT = { handshakeMs: 400, firstMessageMs: 300, closingMs: 200, quicIdleMs: 4500 } as const;

/** For promises that fail when a session ends. */
function ignored(): void {
  // The end is what the tests look at; that a promise hears of it too is of no interest.
}

/** A server with what happened to it. */
class Bench {
  readonly server: WebTransportServer;
  readonly gate: AddressGate;
  readonly connections: Connection[] = [];
  readonly ends: ConnectionEnd[] = [];
  readonly messages: number[][] = [];
  readonly refused: string[] = [];
  readonly #sessions: WebTransport[] = [];

  constructor(given: Partial<NetLimits>) {
    const limits = { ...DEFAULT_LIMITS, ...SHORT, ...given };
    this.gate = new AddressGate(limits);
    this.server = new WebTransportServer({
      limits,
      clock: () => performance.now(),
      date: Date.now,
      hostCertificate: () => null,
      gate: this.gate,
      onConnection: (connection) => {
        this.connections.push(connection);
        connection.onMessage = (data) => this.messages.push([...data as Uint8Array]);
        connection.onClosed = (end) => this.ends.push(end);
      },
      onRefused: (what) => this.refused.push(what),
    });
  }

  async offer(): Promise<WebTransportOffer> {
    const offer = await this.server.offer("binary");
    assert.ok(offer !== null);
    return offer;
  }

  /** A session to that offer; all that it promises may fail. */
  open(offer: WebTransportOffer, path = offer.path): WebTransport {
    const session = new WebTransport(`https://127.0.0.1:${offer.port}${path}`, {
      serverCertificateHashes: offer.certificateHashes.map((hash) => ({
        algorithm: "sha-256",
        value: Buffer.from(hash, "base64"),
      })),
    });
    for (const promise of [session.ready, session.closed]) promise.catch(ignored);
    this.#sessions.push(session);
    return session;
  }

  /** A session that said something. */
  async play(): Promise<WebTransport> {
    const before = this.messages.length;
    const session = this.open(await this.offer());
    await session.ready;
    const writer = (await session.createBidirectionalStream()).writable.getWriter();
    writer.closed.catch(ignored);
    await writer.write(encodeRecord(RECORD.message, Uint8Array.of(7)));
    writer.releaseLock();
    await until(() => this.messages.length > before, "its message");
    return session;
  }

  async stop(): Promise<void> {
    for (const session of this.#sessions) endQuietly(session);
    this.server.destroy();
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
}

function endQuietly(session: WebTransport): void {
  try {
    session.close();
  } catch {
    // It has ended already.
  }
}

async function until(check: () => boolean, what: string): Promise<void> {
  for (let waited = 0; !check(); waited += 10) {
    if (waited > 15_000) throw new Error(`wait for ${what}: not within 15 s`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function testServer(name: string, limits: Partial<NetLimits>, run: (bench: Bench) => Promise<void>): void {
  // Handshakes that the runtime gave up on end when they end.
  Deno.test({
    name: `webtransport server: ${name}`,
    sanitizeOps: false,
    sanitizeResources: false,
    async fn() {
      const bench = new Bench(limits);
      const listening = await bench.server.listen("127.0.0.1", 0);
      assert.deepEqual(listening, { ok: true });
      try {
        await run(bench);
      } finally {
        await bench.stop();
      }
    },
  });
}

testServer("a ticket that is not good, or was used, opens nothing", {}, async (bench) => {
  const offer = await bench.offer();
  for (const path of ["/", "/play/", "/play/nonsense", "/elsewhere/x"]) bench.open(offer, path);
  await until(() => bench.refused.filter((what) => what === "webtransport-ticket").length === 4, "four refusals");
  await bench.play();
  const used = await bench.offer();
  const first = bench.open(used);
  await first.ready;
  bench.open(used);
  await until(() => bench.refused.filter((what) => what === "webtransport-ticket").length === 5, "the fifth");
  assert.equal(bench.connections.length, 1);
});

testServer("who opens no stream, and who says nothing on it, is let go", {}, async (bench) => {
  const idle = bench.open(await bench.offer());
  await idle.ready;
  await until(() => bench.refused.includes("webtransport-handshake-failed"), "the first one's end");
  assert.equal(bench.connections.length, 0);
  const mute = bench.open(await bench.offer());
  await mute.ready;
  const stream = await mute.createBidirectionalStream();
  // Part of a record: the stream is there, a message is not.
  const writer = stream.writable.getWriter();
  writer.closed.catch(ignored);
  await writer.write(Uint8Array.of(RECORD.message));
  await until(() => bench.ends.length === 1, "the second one's end");
  assert.deepEqual(bench.ends, [{ by: "server", reason: "too-slow-opening" }]);
  await until(() => bench.gate.open === 0, "both are gone");
});

testServer("handshakes under way have a cap, and room comes back", { handshakesMax: 3 }, async (bench) => {
  const offers = await Promise.all(Array.from({ length: 12 }, () => bench.offer()));
  for (const offer of offers) bench.open(offer);
  await until(() => bench.refused.includes("webtransport-handshakes"), "a refusal");
  await until(() => bench.server.underWay === 0, "an end of the others");
  await bench.play();
});

testServer("rubbish by UDP and peers that die in the middle leave players untouched", {}, async (bench) => {
  await bench.play();
  const socket = createSocket("udp4");
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", () => resolve()));
  for (let count = 0; count < 3000; count++) {
    const bytes = crypto.getRandomValues(new Uint8Array(1 + count % 1300));
    // Every other one looks like the first packet of QUIC version 1.
    if (count % 2 === 0) bytes.set([0xc3, 0, 0, 0, 1, 8].slice(0, bytes.length));
    socket.send(bytes, bench.server.port, "127.0.0.1");
    if (count % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  for (let count = 0; count < 20; count++) {
    const session = bench.open(await bench.offer());
    setTimeout(() => endQuietly(session), count % 5);
  }
  await until(() => bench.server.underWay === 0, "all handshakes' ends");
  socket.close();
  assert.equal(bench.ends.length, 0, "who plays plays on");
  await bench.play();
});

testServer("a certificate is renewed while players play; newcomers are told the new hash", {}, async (bench) => {
  const old = await bench.offer();
  await bench.play();
  await bench.server.renew();
  const fresh = await bench.offer();
  assert.notDeepEqual(fresh.certificateHashes, old.certificateHashes);
  assert.equal(fresh.port, old.port);
  await bench.play();
  assert.equal(bench.ends.length, 0, "who played plays on");
});

testServer("spoiled records end their session with its code, and nobody else's", {}, async (bench) => {
  const player = await bench.play();
  for (const bytes of [[9], [RECORD.text, 1, 0xff], [RECORD.close, 2, 0, 0], [RECORD.message, 255, 255, 255, 127]]) {
    const before = bench.ends.length;
    const session = bench.open(await bench.offer());
    await session.ready;
    const writer = (await session.createBidirectionalStream()).writable.getWriter();
    writer.closed.catch(ignored);
    await writer.write(Uint8Array.from(bytes));
    await until(() => bench.ends.length > before, "its end");
  }
  const reasons = bench.ends.map((end) => end.by === "fault" ? end.reason : end);
  assert.deepEqual(reasons, ["malformed", "malformed", "malformed", "too-large"]);
  endQuietly(player);
  await until(() => bench.ends.length === 5, "the player's end");
  assert.equal(bench.ends[4]!.by, "peer");
});

testServer("a flood of datagrams ends the connection", { datagramsPerSecond: 5, datagramsBurst: 10 }, async (bench) => {
  const session = await bench.play();
  const writer = session.datagrams.writable.getWriter();
  writer.closed.catch(ignored);
  for (let count = 0; count < 200 && bench.ends.length === 0; count++) {
    writer.write(Uint8Array.of(2)).catch(ignored);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await until(() => bench.ends.length === 1, "the end");
  assert.deepEqual(bench.ends, [{ by: "server", reason: "too-frequent" }]);
});

testServer(
  "an empty datagram, at which the runtime stumbles, ends nothing but its own datagrams",
  {},
  async (bench) => {
    const player = await bench.play();
    const session = await bench.play();
    const writer = session.datagrams.writable.getWriter();
    writer.closed.catch(ignored);
    for (let tries = 0; !bench.refused.includes("webtransport-runtime"); tries++) {
      assert.ok(tries < 100, "it arrives");
      writer.write(new Uint8Array(0)).catch(ignored);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.equal(bench.ends.length, 0);
    await bench.play();
    endQuietly(player);
  },
);
