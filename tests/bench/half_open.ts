/**
 * Sockets that are opened and not used, in each of five ways, beside players who walk: how the tick fares meanwhile,
 * and how all of them end.
 *
 *     deno run -A tests/bench/half_open.ts [--sockets 10000] [--players 50] [--way "silent,half a head"]
 *
 * The limit of open files must be above the number of sockets: `ulimit -n`.
 */
import { Child, denoRun } from "./load/child.ts";
import { machineText } from "./load/machine.ts";
import { rounded } from "./load/numbers.ts";
import { StatisticsCollector } from "./load/statistics.ts";
import { type BenchServer, startServer } from "./server.ts";
import { oneOf, optionsOf, several, whole } from "../tools/options.ts";

/** What each socket sends, and what it drips every second after. */
interface Way {
  readonly name: string;
  readonly first: string | Uint8Array;
  readonly drip: string;
}

const UPGRADE = "GET /play HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
  "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
const HELLO = JSON.stringify({ type: "hello", protocol: 1, client: "idle" });

const WAYS: readonly Way[] = [
  { name: "silent", first: "", drip: "" },
  { name: "half a head", first: "GET /play HTTP/1.1\r\nHost: x\r\n", drip: "" },
  { name: "slow upgrade", first: UPGRADE, drip: "X" },
  { name: "handshake and no more", first: `${UPGRADE}\r\n`, drip: "" },
  { name: "hello and no more", first: concat(`${UPGRADE}\r\n`, textFrame(HELLO)), drip: "" },
];

/** First byte of a WebSocket's close frame; in what the server sends to these it stands nowhere else. */
const CLOSE_FRAME = 0x88;
/** How long the last of them may take to end: a client's silence is 20 s, a close without an answer 2 s. */
const ENDS_SECONDS_MAX = 60;
const OPENED_AT_ONCE = 200;

/** What became of the sockets of one way. */
interface Outcome {
  readonly way: string;
  readonly opened: number;
  readonly ended: number;
  readonly lastEndSeconds: number;
  readonly ends: Readonly<Record<string, number>>;
  readonly tickMsP99Before: number;
  readonly tickMsP99During: number;
  readonly ticksLate: number;
  /** What a stranger meets who asks for /status twice a second. */
  readonly statusMsMax: number;
  readonly statusRefused: number;
}

async function measureWay(server: BenchServer, way: Way, count: number): Promise<Outcome> {
  const before = new StatisticsCollector(server.console);
  before.start();
  await sleep(10_000);
  const { tickMsP99: tickMsP99Before } = before.stop();
  const during = new StatisticsCollector(server.console);
  during.start();
  const sockets = new Set<Deno.Conn>();
  const ends: Record<string, number> = {};
  const began = performance.now();
  let opened = 0;
  let ended = 0;
  let lastEndMs = 0;
  let statusMsMax = 0;
  let statusRefused = 0;
  const one = async () => {
    let socket: Deno.Conn;
    try {
      socket = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
    } catch (error) {
      const name = `not connected: ${error instanceof Error ? error.name : error}`;
      ends[name] = (ends[name] ?? 0) + 1;
      return;
    }
    opened++;
    sockets.add(socket);
    const bytes = typeof way.first === "string" ? new TextEncoder().encode(way.first) : way.first;
    if (bytes.length > 0) await send(socket, bytes);
    watchEnd(socket).then((end) => {
      sockets.delete(socket);
      ended++;
      lastEndMs = performance.now() - began;
      ends[end] = (ends[end] ?? 0) + 1;
    });
  };
  const drips = setInterval(() => {
    const drip = new TextEncoder().encode(way.drip);
    if (drip.length > 0) { for (const socket of sockets) void send(socket, drip); }
  }, 1000);
  const looks = setInterval(async () => {
    const since = performance.now();
    try {
      await (await fetch(`http://127.0.0.1:${server.port}/status`)).text();
      statusMsMax = Math.max(statusMsMax, performance.now() - since);
    } catch {
      // Where there is no room at this moment a newcomer is turned away, and counted.
      statusRefused++;
    }
  }, 500);
  for (let at = 0; at < count; at += OPENED_AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(OPENED_AT_ONCE, count - at) }, one));
  }
  while (ended < opened && performance.now() - began < ENDS_SECONDS_MAX * 1000) await sleep(100);
  clearInterval(drips);
  clearInterval(looks);
  const { tickMsP99: tickMsP99During, ticksLate } = during.stop();
  for (const socket of sockets) socket.close();
  return {
    ...{ way: way.name, opened, ended, ends, ticksLate },
    lastEndSeconds: rounded(lastEndMs / 1000, 1),
    tickMsP99Before: rounded(tickMsP99Before, 2),
    tickMsP99During: rounded(tickMsP99During, 2),
    statusMsMax: rounded(statusMsMax),
    statusRefused,
  };
}

/** Reads until the end: the code of a WebSocket's close frame, or how the socket ended without one. */
async function watchEnd(socket: Deno.Conn): Promise<string> {
  const bytes = new Uint8Array(2048);
  let end = "cut";
  try {
    for (let count = await socket.read(bytes); count !== null; count = await socket.read(bytes)) {
      const at = bytes.subarray(0, count).indexOf(CLOSE_FRAME);
      if (at >= 0 && at + 3 < count) end = `code ${bytes[at + 2]! << 8 | bytes[at + 3]!}`;
    }
    socket.close();
  } catch {
    try {
      socket.close();
    } catch {
      // It is closed already.
    }
  }
  return end;
}

async function send(socket: Deno.Conn, bytes: Uint8Array): Promise<void> {
  try {
    await socket.write(bytes);
  } catch {
    // Cut meanwhile: watchEnd tells.
  }
}

function textFrame(text: string): Uint8Array {
  const payload = new TextEncoder().encode(text);
  return Uint8Array.from([0x81, 0x80 | payload.length, 0, 0, 0, 0, ...payload]);
}

function concat(text: string, bytes: Uint8Array): Uint8Array {
  return Uint8Array.from([...new TextEncoder().encode(text), ...bytes]);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

if (import.meta.main) {
  const about = "Sockets that are opened and not used, beside players who walk.";
  const names = WAYS.map(({ name }) => name);
  const values = optionsOf({ task: "deno run -A tests/bench/half_open.ts", about }, {
    sockets: whole("how many sockets, in each way", 10_000, { max: 60_000 }),
    players: whole("how many walk beside them", 50, { max: 10_000 }),
    way: several(oneOf("in which ways they are not used", names, names[0]!), names),
  });
  console.log(`${machineText()}\n`);
  const folder = await Deno.makeTempDir({ prefix: "weald-bench-" });
  const server = await startServer(`${folder}/world`);
  const walkers = new URL("../bots/walkers.ts", import.meta.url).pathname;
  const url = `ws://127.0.0.1:${server.port}`;
  const child = new Child(
    denoRun(walkers, "--url", url, "--players", String(values.players), "--seconds", "0", "--json"),
  );
  const walked = child.find("the walkers' result", (line) => line.startsWith("{") ? line : null);
  try {
    await sleep(8000);
    for (const way of WAYS) {
      if (values.way.includes(way.name)) {
        console.log(JSON.stringify(await measureWay(server, way, values.sockets)));
      }
    }
    const { sample } = await server.console.overview();
    for (const { closed, refused } of sample.gateways) console.log(JSON.stringify({ closed, refused }));
    Deno.kill(child.pid, "SIGINT");
    console.log(`the walkers: ${await walked}`);
  } finally {
    await child.stop();
    await server.stop();
    await Deno.remove(folder, { recursive: true });
  }
}
