/**
 * A gateway with a small world and a storage, without sockets, threads and clocks: time passes when the test says so.
 */
import { Gateway } from "../../../net/gateway/gateway.ts";
import { checkLimits, DEFAULT_LIMITS, type NetLimits } from "../../../net/limits.ts";
import { createMemoryPair, type MemoryPeer } from "../../../net/transport/memory_connection.ts";
import type { Speech } from "../../../net/transport/connection.ts";
import { Link } from "../../../world/base/link.ts";
import { gatewayToStorage, gatewayToWorld, storageToGateway, worldToGateway } from "../../../world/part/messages.ts";
import type { GatewayConfig } from "../../../world/part/types.ts";
import { TestClient } from "../client.ts";
import { allocateGatewayLinks, RING_SIZES, type RingSizes, TEST_CONFIG, TestStorage, TestWorld } from "../world.ts";

const TICK_MS = 50;

/** A client with its end of the connection. */
export interface HarnessClient extends TestClient {
  readonly peer: MemoryPeer;
}

export class Harness {
  readonly gateway: Gateway;
  readonly world: TestWorld;
  readonly storage: TestStorage;
  readonly log: string[] = [];
  nowMs = 1000;
  readonly #world: Link<typeof gatewayToWorld.declarations, typeof worldToGateway.declarations>;
  readonly #storage: Link<typeof gatewayToStorage.declarations, typeof storageToGateway.declarations>;
  readonly #main: { close(): void };
  #sweptAtMs = 1000;

  constructor(
    given: { limits?: Partial<NetLimits>; config?: Partial<GatewayConfig>; rings?: Partial<RingSizes> } = {},
  ) {
    const links = allocateGatewayLinks({ ...RING_SIZES, ...given.rings });
    this.world = new TestWorld(links.world);
    this.storage = new TestStorage(links.storage);
    this.#main = links.makeMain();
    this.#world = new Link(links.gateway.world, gatewayToWorld, worldToGateway);
    this.#storage = new Link(links.gateway.storage, gatewayToStorage, storageToGateway);
    const limits = { ...DEFAULT_LIMITS, ...given.limits };
    checkLimits(limits);
    this.gateway = new Gateway({
      config: { ...TEST_CONFIG, ...given.config },
      limits,
      clock: () => this.nowMs,
      steadyClock: () => this.nowMs,
      world: this.#world,
      storage: this.#storage,
      log: (level, text) => this.log.push(`${level} ${text}`),
      later: queueMicrotask,
    });
  }

  get tick(): number {
    return this.world.world.tick;
  }

  connect(speech: Speech = "binary", datagramBytesMax = 0): HarnessClient {
    const clock = () => this.nowMs;
    const options = { speech, address: "memory", clock, messageBytesMax: 1 << 20, datagramBytesMax };
    const { connection, peer } = createMemoryPair(options);
    const client = Object.assign(new TestClient(speech, peer), { peer });
    peer.onMessage = (data) => client.hear(data);
    peer.onClosed = (code, text) => client.closed = { code, text };
    this.gateway.connect(connection);
    return client;
  }

  /** A client in the world, with its first frames. */
  async join(name: string, speech: Speech = "binary", datagramBytesMax = 0): Promise<HarnessClient> {
    const client = this.connect(speech, datagramBytesMax);
    client.hello();
    await this.settle();
    client.signInAsGuest(name);
    await this.settle();
    await this.ticks(4);
    if (client.last("entered") === undefined) {
      throw new Error(`${name} did not get in: ${JSON.stringify(client.closed)}`);
    }
    return client;
  }

  /** Lets everything that was said be heard, without time passing in the world. */
  async settle(): Promise<void> {
    for (let round = 0; round < 4; round++) {
      for (let turn = 0; turn < 4; turn++) await Promise.resolve();
      this.storage.hear();
      this.#storage.drain((message) => this.gateway.hearStorage(message));
      this.gateway.hear();
    }
    for (let turn = 0; turn < 4; turn++) await Promise.resolve();
  }

  /** Steps the world, and the clock with it. */
  async ticks(count: number): Promise<void> {
    for (let left = count; left > 0; left--) {
      this.world.step();
      await this.wait(TICK_MS);
    }
  }

  /** Time passes without the world. */
  async wait(ms: number): Promise<void> {
    this.nowMs += ms;
    if (this.nowMs - this.#sweptAtMs >= 250) {
      this.#sweptAtMs = this.nowMs;
      this.gateway.sweep();
    }
    await this.settle();
  }

  /** Walks a client until it is at least this many metres to the east, in game time. */
  async walkEast(client: TestClient, metres: number): Promise<void> {
    client.walk(0, 40, this.tick);
    // 40 / 8 m/s = 5 m/s: 4 ticks a metre.
    await this.ticks(4 * metres + 4);
    client.walk(0, 0, this.tick);
    await this.ticks(4);
  }

  close(): void {
    this.#world.close();
    this.#storage.close();
    this.#main.close();
    this.world.close();
    this.storage.close();
  }
}

/** A test with a harness. */
export function testGateway(
  name: string,
  given: ConstructorParameters<typeof Harness>[0],
  run: (harness: Harness) => Promise<void>,
): void {
  Deno.test(`gateway: ${name}`, async () => {
    const harness = new Harness(given);
    try {
      await run(harness);
    } finally {
      harness.close();
    }
  });
}
