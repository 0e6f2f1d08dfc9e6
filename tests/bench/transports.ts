/**
 * What a client costs the server over WebSocket and over WebTransport: as many players of the same kind over each, one
 * after the other on two servers, with the generator on the same machine.
 *
 *     deno run -A tests/bench/transports.ts --players 1000 --seconds 20
 *
 * Players are spread so that about twenty others are in view, and turn about twice a second. Over WebTransport they
 * send each input in a datagram as well, and are told motion by datagrams besides: as the SDK does it.
 */
import { globalRuntime, type SocketLike } from "../../net/client/sdk/mod.ts";
import {
  type ClientMessage,
  decodeServerMessage,
  encodeClientMessage,
  encodeInputsDatagram,
  SERVER_MESSAGES,
  SUBPROTOCOL_BINARY,
} from "../../net/protocol/mod.ts";
import { coresBetween } from "./load/processor_time.ts";
import { LOAD_SEED, spreadMetres } from "./load/scenarios.ts";
import { startWeald } from "./load/weald_server.ts";
import { newWalker, nextTurnMs, turn, type Walker } from "./load/generator/walker.ts";
import { optionsOf, whole } from "../tools/options.ts";

/** What so many players over one transport cost. */
export interface TransportCost {
  readonly transport: "websocket" | "webtransport";
  /** In the world at the end of the measurement. */
  readonly playing: number;
  /** Connections that were lost while it was measured. */
  readonly lost: number;
  /** Of the server. */
  readonly memoryBytes: number;
  /** Cores of the whole server, and microseconds a second for each client beyond what the empty server takes. */
  readonly cores: number;
  readonly microsecondsPerClient: number;
  readonly framesPerClientPerSecond: number;
  readonly datagramsPerClientPerSecond: number;
  readonly bytesPerClientPerSecond: number;
}

const PING_MS = 5000;
const ROAM_METRES = 12;
/** Slow enough for the clients' own handshakes, which take most of a core. */
const CONNECTS_PER_SECOND = 30;
const AGAIN_MS = 1000;
const IDLE_MS = 5000;
const SETTLE_MS = 4000;

/** A player who reads no more than it must. */
class Player {
  isPlaying = false;
  frames = 0;
  datagrams = 0;
  bytes = 0;
  #tick = 0;
  #sequence = 0;
  /** Connections that ended by themselves. */
  lost = 0;
  #socket!: SocketLike;
  #hasLeft = false;
  readonly #open: () => SocketLike;
  readonly #walker: Walker = newWalker();
  readonly #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(open: () => SocketLike) {
    this.#open = open;
    this.#connect();
  }

  #connect(): void {
    const socket = this.#socket = this.#open();
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.#send({ type: "hello", protocol: 1, client: "bench" });
    socket.onmessage = ({ data }) => this.#hear(new Uint8Array(data as ArrayBuffer));
    socket.ondatagram = ({ length }) => {
      this.datagrams++;
      this.bytes += length;
    };
    socket.onclose = () => {
      this.#stop();
      if (this.#hasLeft) return;
      this.lost++;
      setTimeout(() => this.#connect(), AGAIN_MS);
    };
    socket.onerror = () => {};
  }

  leave(): void {
    this.#hasLeft = true;
    this.#send({ type: "signOut" });
    this.#stop();
  }

  #stop(): void {
    this.isPlaying = false;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #send(message: ClientMessage): void {
    this.#socket.send(encodeClientMessage(message));
  }

  #hear(bytes: Uint8Array): void {
    this.frames++;
    this.bytes += bytes.length;
    if (bytes[0] === SERVER_MESSAGES.frame) {
      this.#tick = (bytes[1]! | bytes[2]! << 8 | bytes[3]! << 16 | bytes[4]! << 24) >>> 0;
      return;
    }
    const message = decodeServerMessage(bytes);
    if (message.type === "welcome") this.#send({ type: "signIn", mode: "guest" });
    if (message.type !== "entered") return;
    this.isPlaying = true;
    this.#again(0, () => this.#turn(), nextTurnMs);
    this.#again(1, () => this.#send({ type: "ping", time: 0 }), () => PING_MS);
  }

  #again(timer: number, run: () => void, waitMs: () => number): void {
    this.#timers[timer] = setTimeout(() => {
      if (!this.isPlaying) return;
      run();
      this.#again(timer, run, waitMs);
    }, waitMs());
  }

  #turn(): void {
    turn(this.#walker, ROAM_METRES);
    this.#sequence = (this.#sequence + 1) & 0xffff;
    const { heading, speed } = this.#walker;
    const input = { sequence: this.#sequence, tick: this.#tick + 2, heading, speed };
    this.#send({ type: "input", ...input });
    this.#socket.sendDatagram?.(encodeInputsDatagram([input]));
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Measures both transports, WebSocket first, each on a server of its own. */
export async function measureTransports(players: number, seconds: number): Promise<TransportCost[]> {
  const spread = ["--newcomers", "anywhere", "--newcomers-metres", String(Math.ceil(spreadMetres(players)))];
  const costs: TransportCost[] = [];
  for (const transport of ["websocket", "webtransport"] as const) {
    const server = await startWeald(["--seed", String(LOAD_SEED), ...spread]);
    try {
      await sleep(IDLE_MS);
      const before = server.processorTime();
      await sleep(IDLE_MS);
      const idle = coresBetween(before, server.processorTime()).total;
      const open = opener(transport, `ws://${server.hostname}:${server.port}/play`);
      const cost = await measure(server, { transport, open, players, seconds, idle });
      costs.push(cost);
      console.error(JSON.stringify(cost));
    } finally {
      await server.stop();
    }
  }
  return costs;
}

function opener(transport: TransportCost["transport"], url: string): () => SocketLike {
  const { openSocket, openWebTransport } = globalRuntime();
  if (transport === "websocket") return () => openSocket(url, SUBPROTOCOL_BINARY);
  if (openWebTransport === undefined) throw new Error("measure WebTransport: this runtime has none");
  return () => openWebTransport(url);
}

async function measure(
  server: Awaited<ReturnType<typeof startWeald>>,
  { transport, open, players, seconds, idle }: {
    readonly transport: TransportCost["transport"];
    readonly open: () => SocketLike;
    readonly players: number;
    readonly seconds: number;
    readonly idle: number;
  },
): Promise<TransportCost> {
  const all: Player[] = [];
  const playing = () => all.filter(({ isPlaying }) => isPlaying).length;
  for (let count = 0; count < players; count++) {
    all.push(new Player(open));
    await sleep(1000 / CONNECTS_PER_SECOND);
  }
  for (let waited = 0; playing() < players && waited < 40_000; waited += 100) await sleep(100);
  await sleep(SETTLE_MS);
  for (const player of all) {
    player.frames =
      player.datagrams =
      player.bytes =
      player.lost =
        0;
  }
  const from = server.processorTime();
  await sleep(seconds * 1000);
  const to = server.processorTime();
  if (to.seconds === 0) throw new Error(`measure ${transport}: the server is gone: ${server.lastErrors().join("\n")}`);
  const { total } = coresBetween(from, to);
  const each = (of: (player: Player) => number) => all.reduce((sum, player) => sum + of(player), 0) / players / seconds;
  const cost: TransportCost = {
    transport,
    playing: playing(),
    lost: all.reduce((sum, { lost }) => sum + lost, 0),
    memoryBytes: server.memoryBytes(),
    cores: total,
    microsecondsPerClient: (total - idle) * 1e6 / players,
    framesPerClientPerSecond: each(({ frames }) => frames),
    datagramsPerClientPerSecond: each(({ datagrams }) => datagrams),
    bytesPerClientPerSecond: each(({ bytes }) => bytes),
  };
  for (const player of all) player.leave();
  await sleep(3000);
  return cost;
}

/** The costs as rows of a table. */
export function costRows(costs: readonly TransportCost[]): string[] {
  return [
    "| transport | in the world | lost | memory | server, cores | µs a second for each client | frames a second | datagrams a second | bytes a second |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ...costs.map((cost) =>
      `| ${cost.transport} | ${cost.playing} | ${cost.lost} | ${Math.round(cost.memoryBytes / 1e6)} MB | ${
        cost.cores.toFixed(2)
      } | ${Math.round(cost.microsecondsPerClient)} | ` +
      `${cost.framesPerClientPerSecond.toFixed(1)} | ${cost.datagramsPerClientPerSecond.toFixed(1)} | ` +
      `${Math.round(cost.bytesPerClientPerSecond)} |`
    ),
  ];
}

if (import.meta.main) {
  const about = "What a client costs the server over WebSocket and over WebTransport.";
  const { players, seconds } = optionsOf({ task: "deno task bench:transports", about }, {
    players: whole("how many over each", 1000, { max: 20_000 }),
    seconds: whole("how long to measure each", 20),
  });
  const costs = await measureTransports(players, seconds);
  for (const row of costRows(costs)) console.log(row);
  Deno.exit();
}
