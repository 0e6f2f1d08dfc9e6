/** The players' port over TLS: who is slow, who speaks something else, and a certificate that is renewed. */
import { equal, match, ok } from "node:assert/strict";
import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { WebSocket } from "ws";
import { PlayerServer } from "../../../net/http/server.ts";
import { DEFAULT_LIMITS, type NetLimits } from "../../../net/limits.ts";
import type { Connection } from "../../../net/transport/connection.ts";
import { makeTestCertificate } from "../certificates.ts";
import { until } from "../part_bench.ts";

const first = await makeTestCertificate({ name: "First" });
const second = await makeTestCertificate({ name: "Second" });

interface Bench {
  readonly server: PlayerServer;
  readonly port: number;
  readonly connections: Connection[];
  readonly refused: string[];
}

async function withServer(limits: Partial<NetLimits>, run: (bench: Bench) => Promise<void>): Promise<void> {
  const connections: Connection[] = [];
  const refused: string[] = [];
  const server = new PlayerServer({
    limits: { ...DEFAULT_LIMITS, ...limits },
    files: new Map(),
    certificate: first,
    clock: () => performance.now(),
    status: () => ({ name: "test", version: "0", online: 0, tick: 0 }),
    otherPorts: () => [],
    offer: () => Promise.resolve(null),
    onConnection: (connection) => void connections.push(connection),
    onRefused: (what) => refused.push(what),
  });
  const listening = await server.listen("127.0.0.1", 0, false);
  ok(listening.ok);
  try {
    await run({ server, port: listening.port, connections, refused });
  } finally {
    server.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function onEnd(socket: Socket): Promise<void> {
  socket.on("error", () => {
    // Told by its end.
  });
  socket.resume();
  return new Promise((resolve) => socket.once("close", () => resolve()));
}

/** A TLS connection, and whose certificate it was shown. */
async function greet(port: number): Promise<{ socket: TLSSocket; name: string; ended: Promise<void> }> {
  const socket = connectTls({ port, host: "127.0.0.1", rejectUnauthorized: false });
  const ended = onEnd(socket);
  await new Promise((resolve) => socket.once("secureConnect", resolve));
  return { socket, name: String(socket.getPeerCertificate().subject.CN), ended };
}

async function play(port: number): Promise<{ socket: WebSocket; received: string[]; closed: () => boolean }> {
  const socket = new WebSocket(`wss://127.0.0.1:${port}/play`, "weald.v1.json", { rejectUnauthorized: false });
  const received: string[] = [];
  let closed = false;
  socket.on("message", (data) => received.push(String(data)));
  socket.on("close", () => closed = true);
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return { socket, received, closed: () => closed };
}

Deno.test("over TLS: pages and WebSockets, and every socket is given back", () =>
  withServer({}, async ({ server, port, connections }) => {
    const client = Deno.createHttpClient({ caCerts: [first.authority] });
    const response = await fetch(`https://localhost:${port}/status`, { client });
    equal((await response.json()).name, "test");
    client.close();
    const { socket, received } = await play(port);
    connections[0]!.sendText("hello");
    await until(() => received.length === 1, "a message");
    equal(connections[0]!.address, "127.0.0.1");
    socket.close();
    await until(() => server.open === 0, "all sockets given back");
    equal(server.halfOpen, 0);
  }));

Deno.test("over TLS: a renewed certificate greets who comes, and who is there stays", () =>
  withServer({}, async ({ server, port, connections }) => {
    const { socket, received, closed } = await play(port);
    const before = await greet(port);
    equal(before.name, "First");
    ok((await server.useCertificate(second)).ok);
    const after = await greet(port);
    equal(after.name, "Second");
    connections[0]!.sendText("still here");
    await until(() => received.length === 1, "a message after the renewal");
    equal(closed(), false);
    before.socket.destroy();
    after.socket.destroy();
    socket.close();
    await Promise.all([before.ended, after.ended]);
  }));

Deno.test("over TLS: who does not get through the handshake, or says nothing after it, is cut", () =>
  withServer({ headersMs: 300, requestMs: 300 }, async ({ server, port, refused }) => {
    const silent = connectTcp(port, "127.0.0.1");
    const silentEnd = onEnd(silent);
    const { socket, ended } = await greet(port);
    equal(server.halfOpen, 2, "neither has sent a request");
    socket.write("GET / HT");
    await Promise.all([silentEnd, ended]);
    await until(() => server.open === 0 && server.halfOpen === 0, "all sockets given back");
    ok(refused.includes("tls-handshake"), refused.join());
  }));

Deno.test("over TLS: who speaks HTTP, or nothing that is TLS, is turned away and counted", () =>
  withServer({}, async ({ server, port, refused }) => {
    for (const words of ["GET / HTTP/1.1\r\nHost: x\r\n\r\n", "\u0016\u0003\u0001\u0000\u0001x"]) {
      const socket = connectTcp(port, "127.0.0.1");
      const ended = onEnd(socket);
      socket.end(words);
      await ended;
    }
    await until(() => server.open === 0, "all sockets given back");
    match(refused[0] ?? "", /tls-handshake/);
    const { socket, ended } = await greet(port);
    socket.destroy();
    await ended;
  }));

Deno.test("over TLS: sockets without a request have their cap, and the oldest gives way", () =>
  withServer({ halfOpenMax: 2, halfOpenStaleMs: 0 }, async ({ server, port, refused }) => {
    const oldest = connectTcp(port, "127.0.0.1");
    const oldestEnd = onEnd(oldest);
    await until(() => server.halfOpen === 1, "the first");
    const others = [await greet(port), await greet(port)];
    await oldestEnd;
    equal(server.halfOpen, 2);
    ok(refused.includes("half-open"));
    for (const { socket } of others) socket.destroy();
    await Promise.all(others.map(({ ended }) => ended));
  }));
