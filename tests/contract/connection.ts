/**
 * What every transport promises: the rules C1 to C9 above `Connection` (net/transport/connection.ts). Each transport
 * runs this suite with a harness of its own.
 */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { CLOSE_REASONS } from "../../net/close_reasons.ts";
import { HEADROOM_BYTES } from "../../net/limits.ts";
import type { Connection, ConnectionEnd, Speech } from "../../net/transport/connection.ts";

/** The client's end, as the suite uses it. */
export interface ContractPeer {
  /** Messages that arrived: texts, and bytes as arrays. */
  readonly received: (string | number[])[];
  /** Settles when the connection ended for the client. */
  readonly closed: Promise<{ code: number; text: string }>;
  /** Datagrams that arrived. */
  readonly datagrams: number[][];
  send(message: string | Uint8Array): void;
  sendDatagram(bytes: Uint8Array): void;
  close(code: number): void;
  pause(): void;
  resume(): void;
}

export interface ContractHarness {
  /** Connects a client. `onConnection` gets the server's end at once. */
  connect(speech: Speech, onConnection: (connection: Connection) => void): Promise<ContractPeer>;
  /** The longest message that the transport takes from a client. */
  readonly messageBytesMax: number;
  /** Frees whatever the harness holds. */
  stop(): Promise<void>;
}

/** The server's end with all that it heard. */
class ServerEnd {
  readonly connection: Connection;
  readonly received: (string | number[])[] = [];
  readonly datagrams: number[][] = [];
  readonly ends: ConnectionEnd[] = [];

  constructor(connection: Connection) {
    this.connection = connection;
    connection.onMessage = (data) => this.received.push(typeof data === "string" ? data : [...data]);
    connection.onDatagram = (bytes) => this.datagrams.push([...bytes]);
    connection.onClosed = (end) => this.ends.push(end);
  }
}

async function until(condition: () => boolean, what: string): Promise<void> {
  for (let waited = 0; !condition(); waited += 5) {
    if (waited > 10_000) throw new Error(`waiting for ${what}: not in 10 s`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Runs the suite on a transport, named in the tests' titles. */
export function testConnection(transport: string, makeHarness: () => Promise<ContractHarness>): void {
  const test = (name: string, run: (harness: ContractHarness) => Promise<void>) => {
    Deno.test(`connection, ${transport}: ${name}`, async () => {
      const harness = await makeHarness();
      try {
        await run(harness);
      } finally {
        await harness.stop();
      }
    });
  };

  async function open(harness: ContractHarness, speech: Speech = "binary") {
    let server: ServerEnd | undefined;
    const peer = await harness.connect(speech, (connection) => server = new ServerEnd(connection));
    await until(() => server !== undefined, "the connection");
    return { server: server!, peer, connection: server!.connection };
  }

  test("C1, C8 what a client sends arrives whole and in order", async (harness) => {
    const { server, peer, connection } = await open(harness);
    assert.equal(connection.speech, "binary");
    const sent = Array.from({ length: 50 }, (_, index) => new Array<number>(1 + index * 7).fill(index));
    for (const bytes of sent) peer.send(Uint8Array.from(bytes));
    await until(() => server.received.length === sent.length, "all messages");
    assert.deepEqual(server.received, sent);
  });

  test("C1 texts arrive as texts, both ways", async (harness) => {
    const { server, peer, connection } = await open(harness, "json");
    assert.equal(connection.speech, "json");
    peer.send("grüße 🌍");
    connection.sendText("zurück 🌍");
    await until(() => server.received.length === 1 && peer.received.length === 1, "both texts");
    assert.deepEqual([server.received[0], peer.received[0]], ["grüße 🌍", "zurück 🌍"]);
  });

  test("C1, C2 all ways of sending keep one order, for messages of every length", async (harness) => {
    const { peer, connection } = await open(harness);
    const lengths = [0, 1, 125, 126, 127, 65_535, 65_536, 200_000];
    const expected: number[][] = [];
    for (const [index, length] of lengths.entries()) {
      const slab = Buffer.alloc(HEADROOM_BYTES + length + 5, index + 1);
      connection.sendRoomed(slab, HEADROOM_BYTES, HEADROOM_BYTES + length);
      connection.sendBytes(Uint8Array.of(index));
      expected.push(new Array<number>(length).fill(index + 1), [index]);
    }
    await until(() => peer.received.length === expected.length, "all messages");
    assert.deepEqual(peer.received, expected);
  });

  test("C2 the same bytes go to many connections", async (harness) => {
    const all = [await open(harness), await open(harness), await open(harness)];
    const slab = Buffer.alloc(HEADROOM_BYTES + 300, 9);
    for (const { connection } of all) connection.sendRoomed(slab, HEADROOM_BYTES, slab.length);
    await until(() => all.every(({ peer }) => peer.received.length === 1), "one message each");
    for (const { peer } of all) assert.deepEqual(peer.received[0], new Array(300).fill(9));
  });

  test("C3, C4 closing tells the reason after what was sent before, once", async (harness) => {
    const { server, peer, connection } = await open(harness);
    connection.sendBytes(Uint8Array.of(1));
    connection.close("kicked", "You know why.");
    connection.close("full");
    connection.sendBytes(Uint8Array.of(2));
    peer.send(Uint8Array.of(3));
    assert.deepEqual(await peer.closed, { code: CLOSE_REASONS.kicked.code, text: "You know why." });
    await until(() => server.ends.length > 0, "the end");
    assert.deepEqual(server.ends, [{ by: "server", reason: "kicked" }]);
    assert.deepEqual(peer.received, [[1]]);
    assert.deepEqual(server.received, []);
  });

  test("C3 without a text of its own a reason has its usual one; a long one is cut between letters", async (harness) => {
    const first = await open(harness);
    first.connection.close("full");
    assert.equal((await first.peer.closed).text, CLOSE_REASONS.full.text);
    const second = await open(harness);
    second.connection.close("kicked", "é".repeat(100));
    assert.equal((await second.peer.closed).text, "é".repeat(61));
  });

  test("C4 a client that closes ends it, once", async (harness) => {
    const { server, peer, connection } = await open(harness);
    peer.close(4999);
    await until(() => server.ends.length > 0, "the end");
    assert.deepEqual(server.ends, [{ by: "peer", code: 4999 }]);
    connection.sendBytes(Uint8Array.of(1));
    connection.close("kicked");
    connection.terminate();
    await peer.closed;
    assert.equal(server.ends.length, 1);
  });

  test("C4 terminating ends it at once, also where a close was under way", async (harness) => {
    const first = await open(harness);
    first.connection.terminate();
    await until(() => first.server.ends.length === 1, "the end");
    const second = await open(harness);
    second.peer.pause();
    second.connection.close("silent");
    second.connection.terminate();
    await until(() => second.server.ends.length === 1, "the end");
    assert.deepEqual(second.server.ends, [{ by: "server", reason: "silent" }]);
    second.peer.resume();
  });

  test("C5 what a client does not read waits, and is read later", async (harness) => {
    const { peer, connection } = await open(harness);
    peer.pause();
    const chunk = Buffer.alloc(HEADROOM_BYTES + 256 * 1024, 5);
    let sent = 0;
    // The system takes some megabytes before anything waits here.
    while (connection.bufferedBytes < 1_000_000 && sent < 400) {
      connection.sendRoomed(Buffer.from(chunk), HEADROOM_BYTES, chunk.length);
      sent++;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    assert.ok(connection.bufferedBytes >= 1_000_000, `${sent} chunks were sent`);
    peer.resume();
    await until(() => connection.bufferedBytes === 0, "an empty buffer");
    await until(() => peer.received.length === sent, "everything");
  });

  test("C6 a message that is too long ends the connection", async (harness) => {
    const { server, peer } = await open(harness);
    peer.send(new Uint8Array(harness.messageBytesMax));
    await until(() => server.received.length === 1, "the longest message");
    peer.send(new Uint8Array(harness.messageBytesMax + 1));
    assert.equal((await peer.closed).code, CLOSE_REASONS["too-large"].code);
    await until(() => server.ends.length > 0, "the end");
    assert.deepEqual(server.ends, [{ by: "fault", reason: "too-large" }]);
    assert.equal(server.received.length, 1);
  });

  test("C9 datagrams arrive whole, both ways, where the transport has them", async (harness) => {
    const { server, peer, connection } = await open(harness);
    const { datagramBytesMax } = connection;
    if (datagramBytesMax === 0) {
      connection.sendDatagram(Uint8Array.of(1));
      connection.sendBytes(Uint8Array.of(2));
      await until(() => peer.received.length === 1, "the message");
      assert.deepEqual([peer.datagrams, peer.received], [[], [[2]]]);
      return;
    }
    // Any may be lost: each is sent until one arrived.
    const exchange = async (length: number) => {
      const bytes = new Uint8Array(length).fill(length);
      const counts = [server.datagrams.length, peer.datagrams.length] as const;
      for (let tries = 0; server.datagrams.length === counts[0] || peer.datagrams.length === counts[1]; tries++) {
        assert.ok(tries < 50, `one of 50 datagrams of ${length} bytes arrives`);
        peer.sendDatagram(bytes);
        connection.sendDatagram(bytes);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      assert.deepEqual([server.datagrams.at(-1), peer.datagrams.at(-1)], [[...bytes], [...bytes]]);
    };
    for (const length of [1, 100, datagramBytesMax]) await exchange(length);
    connection.close("kicked");
    const count = peer.datagrams.length;
    connection.sendDatagram(Uint8Array.of(1));
    await peer.closed;
    assert.equal(peer.datagrams.length, count, "none after the end");
  });

  test("C7 a probe measures the round trip; while the client does not read it waits", async (harness) => {
    const { peer, connection } = await open(harness);
    assert.equal(connection.roundTripMs, null);
    connection.probe();
    await until(() => connection.probePendingSince === null, "the answer");
    assert.ok(connection.roundTripMs !== null && connection.roundTripMs >= 0);
    peer.pause();
    connection.probe();
    const since = connection.probePendingSince;
    assert.ok(since !== null);
    connection.probe();
    assert.equal(connection.probePendingSince, since, "one at a time");
    peer.resume();
    await until(() => connection.probePendingSince === null, "the answer");
  });
}
