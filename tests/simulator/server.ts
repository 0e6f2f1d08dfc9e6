/**
 * A whole server in simulated time: the storage and world parts as they are, and a gateway without a port, to which
 * players come on connections in memory. The simulator stands where main does.
 */
import type { Prng } from "../../world/base/prng.ts";
import { Link } from "../../world/base/link.ts";
import type { MessageOf } from "../../world/base/record.ts";
import { FLUSH_TICKS } from "../../world/limits.ts";
import {
  gatewayToStorage,
  gatewayToWorld,
  mainToStorage,
  mainToWorld,
  storageToGateway,
  storageToMain,
  worldToGateway,
  worldToMain,
} from "../../world/part/messages.ts";
import { writePack } from "../../world/content/mod.ts";
import { startWorldPart } from "../../world/part/part.ts";
import type { WorldPartOptions } from "../../world/part/options.ts";
import type { EntityReport, GatewayConfig, WorldConfig, WorldReady } from "../../world/part/types.ts";
import { Gateway } from "../../net/gateway/gateway.ts";
import { CLIENT_MESSAGE_BYTES_MAX, DEFAULT_LIMITS, type NetLimits, withCrowdFrom } from "../../net/limits.ts";
import { CellReplica } from "../../net/replica.ts";
import { createMemoryPair, type MemoryPeer } from "../../net/transport/memory_connection.ts";
import { startStoragePart } from "../../persistence/part.ts";
import { simulatedLinks } from "./links.ts";
import { simulatedPack } from "./pack.ts";
import { sharedTerrain } from "./saved.ts";
import type { SimulatedTime } from "./time.ts";

/** What every simulated world is like. */
export const SIMULATED = { seed: 7, tickRate: 20, dayMinutes: 5, checkpointSeconds: 5 } as const;

/** Where newcomers of a new world appear, and how many in view are a crowd; the product's own way unless it is said. */
export type ServerRule =
  & Pick<WorldConfig, "newcomers" | "newcomersMetres">
  & Pick<GatewayConfig, "crowdFrom">
  & Pick<WorldPartOptions, "onWorld">;

const VERSION = "0.0.0-simulated";

/** A server that runs. Lifetime: from `startServer` until `stop` or `crash`. */
export class SimulatedServer {
  readonly gateway: Gateway;
  readonly ready: WorldReady;
  /** What staff's map holds: every cell that has anyone in it, by the same blocks as players get. */
  readonly map: CellReplica;
  /** Writing fails, so the world may say so. */
  tolerates = false;
  /** The tick of the last flush that the map took in. */
  mapTick = 0;
  readonly #time: SimulatedTime;
  readonly #limits: NetLimits;
  readonly #world: Link<typeof mainToWorld.declarations, typeof worldToMain.declarations>;
  readonly #storage: Link<typeof mainToStorage.declarations, typeof storageToMain.declarations>;
  readonly #answers = new Map<number, EntityReport | null>();
  #requests = 0;
  #sweep: ReturnType<typeof setInterval> | undefined;
  /** What main has been told of the parts' lives. */
  readonly #said = { worldReady: null as WorldReady | null, storageReady: false, stopped: new Set<string>() };

  /** Starts on a folder and waits until players may come. */
  static async start(
    time: SimulatedTime,
    prng: Prng,
    folder: string,
    rule: ServerRule = {},
  ): Promise<SimulatedServer> {
    const { server, ends } = SimulatedServer.#boot(time, prng, folder, rule);
    await time.until("the parts to be ready", () => server.#said.storageReady && server.#said.worldReady !== null);
    server.#begin(ends);
    return server;
  }

  /** Starts on a folder, and ends like a process that is killed while it starts, after some steps. */
  static async startAndKill(
    time: SimulatedTime,
    prng: Prng,
    folder: string,
    steps: number,
    rule: ServerRule = {},
  ): Promise<SimulatedServer> {
    const { server } = SimulatedServer.#boot(time, prng, folder, rule);
    await time.until("the file to be open", () => server.#said.storageReady);
    await time.steps(steps);
    return server;
  }

  static #boot(time: SimulatedTime, prng: Prng, folder: string, { crowdFrom, onWorld, ...newcomers }: ServerRule) {
    const links = simulatedLinks(time, prng);
    startStoragePart(links.storage);
    startWorldPart(links.world, { terrainOf: sharedTerrain, auditSeconds: 0, onWorld });
    const server = new SimulatedServer(time, links.main, crowdFrom);
    server.#storage.mustSend({ type: "start", json: JSON.stringify({ folder, version: VERSION }) });
    server.#world.mustSend({ type: "content", pack: writePack(simulatedPack()) });
    server.#world.mustSend({ type: "start", json: JSON.stringify({ ...SIMULATED, ...newcomers, gateways: 1 }) });
    return { server, ends: links.gateways[0]! };
  }

  private constructor(
    time: SimulatedTime,
    main: ReturnType<typeof simulatedLinks>["main"],
    crowdFrom: number | undefined,
  ) {
    this.#time = time;
    this.#limits = crowdFrom === undefined ? DEFAULT_LIMITS : withCrowdFrom(DEFAULT_LIMITS, crowdFrom);
    this.map = new CellReplica(SIMULATED.tickRate);
    this.#world = new Link(main.world, mainToWorld, worldToMain);
    this.#storage = new Link(main.storage, mainToStorage, storageToMain);
    this.#world.onWake = () => void this.#world.drain((message) => this.#hearWorld(message));
    this.#storage.onWake = () =>
      void this.#storage.drain((message) => {
        if (message.type === "failed") throw new Error(`storage failed (${message.code}): ${message.message}`);
        if (message.type === "ready") this.#said.storageReady = true;
        if (message.type === "stopped") this.#said.stopped.add("storage");
      });
    this.#world.onWake();
    this.#storage.onWake();
    // Both are set by #begin, which `start` calls before anybody sees the server.
    this.gateway = null as unknown as Gateway;
    this.ready = null as unknown as WorldReady;
  }

  #begin(ends: ReturnType<typeof simulatedLinks>["gateways"][number]): void {
    const ready = this.#said.worldReady!;
    const config: GatewayConfig = {
      ...{ index: 0, host: "", port: 0, reusePort: false, worldName: "Simulated", version: VERSION, playersMax: 1000 },
      ...{
        seed: ready.seed,
        terrainVersion: ready.terrainVersion,
        tickRate: ready.tickRate,
        dayTicks: ready.dayTicks,
        content: "",
      },
    };
    const world = new Link(ends.world, gatewayToWorld, worldToGateway);
    const storage = new Link(ends.storage, gatewayToStorage, storageToGateway);
    const gateway = new Gateway({
      ...{
        config,
        limits: this.#limits,
        clock: () => this.#time.nowMs,
        steadyClock: () => this.#time.nowMs,
        world,
        storage,
        later: queueMicrotask,
      },
      log(level, text) {
        if (level === "error") throw new Error(`the gateway logs an error: ${text}`);
      },
    });
    Object.assign(this, { gateway, ready });
    world.onWake = () => gateway.hear();
    storage.onWake = () => void storage.drain((message) => gateway.hearStorage(message));
    world.onWake();
    storage.onWake();
    this.#sweep = setInterval(() => gateway.sweep(), DEFAULT_LIMITS.sweepMs);
    this.#world.mustSend({ type: "watchAll", space: 0, on: true });
  }

  #hearWorld(message: MessageOf<typeof worldToMain.declarations>): void {
    switch (message.type) {
      case "failed":
        throw new Error(`the world failed (${message.code}): ${message.message}`);
      case "log":
        if (message.level === 3 && !this.tolerates) throw new Error(`the world logs an error: ${message.text}`);
        return;
      case "ready":
        this.#said.worldReady = JSON.parse(message.json);
        return;
      case "stopped":
        this.#said.stopped.add("world");
        return;
      case "block":
        this.#blocks.push(message.bytes.slice());
        return;
      case "flush":
        for (const block of this.#blocks.splice(0)) this.map.apply(block, message.tick);
        this.map.settle();
        this.mapTick = message.tick;
        return;
      case "restart":
        this.#blocks.length = 0;
        this.map.forgetAll();
        this.map.settle();
        return;
      case "answer":
        this.#answers.set(message.request, JSON.parse(new TextDecoder().decode(message.json)));
        return;
      case "stats":
        return;
    }
  }
  readonly #blocks: Uint8Array[] = [];

  /** A player's connection. */
  connect(address: string, datagramBytesMax = 0): MemoryPeer {
    const { connection, peer } = createMemoryPair({
      ...{ speech: "binary", address, messageBytesMax: CLIENT_MESSAGE_BYTES_MAX, datagramBytesMax },
      clock: () => this.#time.nowMs,
    });
    this.gateway.connect(connection);
    return peer;
  }

  /** Lets time pass until a flush has reached the gateway and the map, and nothing has happened since. */
  async untilFlush(): Promise<number> {
    const before = this.gateway.tick;
    await this.#time.until("a flush", () => this.gateway.tick > before && this.mapTick === this.gateway.tick);
    return this.gateway.tick;
  }

  /** What the world says of entities, as of its present tick. Null for those that are not. */
  async inspect(entities: readonly number[]): Promise<(EntityReport | null)[]> {
    const requests = entities.map((entity) => {
      const request = ++this.#requests;
      this.#world.mustSend({ type: "inspect", request, entity });
      return request;
    });
    await this.#time.until("answers of the inspector", () => requests.every((request) => this.#answers.has(request)));
    return requests.map((request) => {
      const answer = this.#answers.get(request)!;
      this.#answers.delete(request);
      return answer;
    });
  }

  /** Stops in order, as main does: farewells, the last checkpoint, the file. */
  async stop(): Promise<void> {
    this.gateway.stop();
    await this.#time.until("farewells", () => this.gateway.connections === 0);
    clearInterval(this.#sweep);
    await this.#stopPart("world", () => this.#world.mustSend({ type: "stop" }));
    await this.#stopPart("storage", () => this.#storage.mustSend({ type: "stop" }));
    await this.#time.pass(100);
  }

  /**
   * Ends like a process that is killed: nothing of it runs on. `leave` copies what is on the disk at that moment; then
   * the file is closed, which a kill would not do, and what that writes is nobody's.
   */
  async crash(leave: () => void): Promise<void> {
    this.#time.clear();
    leave();
    this.#storage.mustSend({ type: "stop" });
    await this.#time.until("the file to be closed", () => {
      // A bell that was on its way is gone with the others: whoever waits for it has to look.
      this.#storage.onWake();
      return this.#said.stopped.has("storage");
    });
    this.#time.clear();
  }

  async #stopPart(name: string, stop: () => void): Promise<void> {
    stop();
    await this.#time.until(`the ${name} to stop`, () => this.#said.stopped.has(name));
  }
}

/** Ticks between two flushes. */
export const FLUSH = FLUSH_TICKS;
