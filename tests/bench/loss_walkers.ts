/**
 * The players of the bench under loss: some walkers of the SDK in one place, all in view of all. Each turns every now
 * and then; told is how long it took from the turn to each of the others knowing of it, and for how long news stayed
 * away. Prints one line of JSON.
 *
 *     deno run -A --unstable-net tests/bench/loss_walkers.ts ws://127.0.0.1:7777/play websocket 20 20 5
 *
 * With a part of packets to be lost, in percent, it has them dropped in this network namespace once all are in: whoever
 * connects while packets get lost may take WebSocket, which is not what is measured here.
 */
import {
  connect,
  globalRuntime,
  type Runtime,
  type SocketLike,
  type TransportWish,
  type WealdClient,
} from "../../net/client/sdk/mod.ts";
import { setLoss } from "./loss_filter.ts";
import { decodeServerMessage, readMotions } from "../../net/protocol/mod.ts";
import { CellReplica } from "../../net/replica.ts";

/** What the walkers tell. Milliseconds. */
export interface LossResult {
  readonly transport: string;
  readonly samples: number;
  /** Turns that somebody who had the walker in view never heard of as such. */
  readonly missed: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly longestFreezeMs: number;
  /** Connections that were lost on the way. */
  readonly lost: number;
}

const TICK_RATE = 20;
/** Slow, so that they stay where they are, with free ground around most of them. */
const SPEED = 4;
const TURN_MS = [900, 1500] as const;
const SETTLE_MS = 4000;
const MISSED_MS = 4000;

interface Turn {
  readonly entity: number;
  readonly heading: number;
  readonly atMs: number;
}

/** Called when a walker hears that an entity has this heading now. */
type OnMoved = (walker: Walker, entity: number, heading: number) => void;

/** A player with a replica of its own beside the SDK's: that tells at once what the SDK shows in its own time. */
class Walker {
  readonly client: WealdClient;
  readonly replica: CellReplica;
  longestFreezeMs = 0;
  lost = 0;
  heading = 0;
  turnAtMs = 0;
  #newestTick = 0;
  #newestAtMs = 0;

  constructor(
    url: string,
    transport: TransportWish,
    onMoved: OnMoved,
  ) {
    this.replica = new CellReplica(TICK_RATE, { moved: ({ id, heading }) => onMoved(this, id, heading) });
    const runtime = globalRuntime();
    const { openWebTransport } = runtime;
    const tapped: Runtime = {
      ...runtime,
      openSocket: (address, subprotocol) => this.#tap(runtime.openSocket(address, subprotocol), onMoved),
      ...(openWebTransport === undefined
        ? {}
        : { openWebTransport: (address: string) => this.#tap(openWebTransport(address), onMoved) }),
    };
    this.client = connect({ url, client: "bench", transport, runtime: tapped });
    this.client.on("state", (state) => {
      if (state.name === "signing in" && !state.waiting) this.client.signIn({ mode: "guest" });
      if (state.name === "reconnecting") this.lost++;
    });
  }

  /** Forgets what the beginning was like. */
  begin(): void {
    this.longestFreezeMs = 0;
    this.#newestAtMs = performance.now();
  }

  #tap(inner: SocketLike, onMoved: OnMoved): SocketLike {
    const outer: SocketLike = {
      ...{ binaryType: "", onopen: null, onmessage: null, ondatagram: null, onclose: null, onerror: null },
      send: (data) => inner.send(data),
      sendDatagram: (data) => inner.sendDatagram?.(data),
      close: (code, reason) => inner.close(code, reason),
    };
    inner.binaryType = "arraybuffer";
    inner.onopen = () => outer.onopen?.();
    inner.onclose = (event) => outer.onclose?.(event);
    inner.onerror = () => outer.onerror?.();
    inner.onmessage = (event) => {
      this.#message(new Uint8Array(event.data as ArrayBuffer));
      outer.onmessage?.(event);
    };
    inner.ondatagram = (bytes) => {
      const tick = readMotions(bytes, ({ entity, heading }) => {
        if (this.replica.entities.has(entity)) onMoved(this, entity, heading);
      });
      this.#news(tick ?? 0);
      outer.ondatagram?.(bytes);
    };
    return outer;
  }

  #message(bytes: Uint8Array): void {
    const message = decodeServerMessage(bytes);
    if (message.type !== "frame") return;
    this.replica.take(message);
    this.#news(message.tick);
  }

  #news(tick: number): void {
    if (tick <= this.#newestTick) return;
    const now = performance.now();
    if (this.#newestAtMs > 0) this.longestFreezeMs = Math.max(this.longestFreezeMs, now - this.#newestAtMs);
    this.#newestTick = tick;
    this.#newestAtMs = now;
  }
}

/** Lets so many walk for so long. */
async function measure(
  url: string,
  { transport, count, seconds, percent }: {
    readonly transport: TransportWish;
    readonly count: number;
    readonly seconds: number;
    readonly percent: number;
  },
): Promise<LossResult> {
  await setLoss(0);
  const turns = new Map<number, Turn>();
  const waiting = new Map<Walker, Map<number, Turn>>();
  const samples: number[] = [];
  let missed = 0;
  let isMeasured = false;
  const onMoved: OnMoved = (walker, entity, heading) => {
    const turn = waiting.get(walker)?.get(entity);
    if (turn === undefined || turn.heading !== heading) return;
    waiting.get(walker)!.delete(entity);
    if (isMeasured) samples.push(performance.now() - turn.atMs);
  };
  const walkers = Array.from({ length: count }, () => new Walker(url, transport, onMoved));
  for (const walker of walkers) waiting.set(walker, new Map());

  const turn = (walker: Walker, now: number) => {
    walker.turnAtMs = now + TURN_MS[0] + Math.random() * (TURN_MS[1] - TURN_MS[0]);
    // To and fro, never twice the same.
    walker.heading = (walker.heading + 128 + 1 + Math.floor(Math.random() * 6)) & 255;
    const entity = walker.client.ownId;
    const given = { entity, heading: walker.heading, atMs: now };
    turns.set(entity, given);
    for (const other of walkers) {
      if (other === walker || !other.replica.entities.has(entity)) continue;
      const before = waiting.get(other)!.get(entity);
      // Walls turn walkers as well: what never came as it was given is not counted as late.
      if (before !== undefined && isMeasured) missed++;
      waiting.get(other)!.set(entity, given);
    }
  };
  const step = setInterval(() => {
    const now = performance.now();
    for (const walker of walkers) {
      walker.client.update();
      if (walker.client.state.name !== "playing") continue;
      if (now >= walker.turnAtMs) turn(walker, now);
      walker.client.steer(walker.heading, SPEED);
    }
  }, 25);
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  while (walkers.some(({ client }) => client.state.name !== "playing")) await sleep(50);
  await setLoss(percent);
  await sleep(SETTLE_MS);
  isMeasured = true;
  for (const walker of walkers) walker.begin();
  await sleep(seconds * 1000);
  clearInterval(step);
  await sleep(Math.min(MISSED_MS, 1000));
  const transports = new Set(walkers.map(({ client }) => client.transport));
  const longestFreezeMs = Math.max(...walkers.map((walker) => walker.longestFreezeMs));
  const lost = walkers.reduce((sum, walker) => sum + walker.lost, 0);
  for (const { client } of walkers) client.signOut();
  await sleep(300);
  samples.sort((a, b) => a - b);
  const part = (share: number) => Math.round(samples[Math.floor((samples.length - 1) * share)] ?? NaN);
  return {
    transport: [...transports].join("+"),
    samples: samples.length,
    missed,
    ...{ p50Ms: part(0.5), p95Ms: part(0.95), p99Ms: part(0.99) },
    longestFreezeMs: Math.round(longestFreezeMs),
    lost,
  };
}

if (import.meta.main) {
  const [url = "", transport = "automatic", count = "20", seconds = "20", percent = "0"] = Deno.args;
  const wanted = { count: Number(count), seconds: Number(seconds), percent: Number(percent) };
  console.log(JSON.stringify(await measure(url, { transport: transport as TransportWish, ...wanted })));
  Deno.exit(0);
}
