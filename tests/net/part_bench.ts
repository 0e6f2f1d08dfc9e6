/** The whole gateway part on a real port, with a small world that steps in real time. */
import { connect, type Socket } from "node:net";
import { WebSocket } from "ws";
import { DEFAULT_LIMITS, type NetLimits } from "../../net/limits.ts";
import { startGatewayPart } from "../../net/part.ts";
import { SOCKET_PATH } from "../../net/protocol/mod.ts";
import type { MessageOf } from "../../world/base/record.ts";
import type { gatewayToMain } from "../../world/part/messages.ts";
import type { GatewayConfig, GatewayStats } from "../../world/part/types.ts";
import { TestClient } from "./client.ts";
import { allocateGatewayLinks, TEST_CONFIG, TestStorage, TestWorld } from "./world.ts";

type ToMain = MessageOf<typeof gatewayToMain.declarations>;

/** Waits until something holds, at most ten seconds. */
export async function until<Value>(find: () => Value | undefined | false | null, what: string): Promise<Value> {
  for (const start = Date.now(); Date.now() - start < 10_000;) {
    const found = find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`waiting for ${what}: not in 10 s`);
}

export class PartBench {
  readonly world: TestWorld;
  readonly storage: TestStorage;
  readonly said: ToMain[] = [];
  port = 0;
  readonly #main: ReturnType<ReturnType<typeof allocateGatewayLinks>["makeMain"]>;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #sockets: { terminate?(): void; destroy?(): void }[] = [];

  constructor(given: { limits?: Partial<NetLimits>; pages?: URL } = {}) {
    const links = allocateGatewayLinks();
    this.world = new TestWorld(links.world);
    this.storage = new TestStorage(links.storage);
    this.storage.link.onWake = () => this.storage.hear();
    this.storage.hear();
    this.#main = links.makeMain();
    // Bytes in a message are a view of the ring: what is kept is copied.
    this.#main.onWake = () =>
      this.#main.drain((message) =>
        this.said.push(
          "json" in message && typeof message.json !== "string"
            ? { ...message, json: message.json.slice() } as ToMain
            : message,
        )
      );
    this.#main.onWake();
    startGatewayPart(links.gateway, {
      limits: { ...DEFAULT_LIMITS, sweepMs: 20, ...given.limits },
      ...(given.pages === undefined ? {} : { pages: given.pages }),
    });
    this.#timer = setInterval(() => this.world.step(), 50);
  }

  /** Starts to listen; what main is told then. */
  async start(config: Partial<GatewayConfig> = {}): Promise<ToMain> {
    this.#main.mustSend({ type: "start", json: JSON.stringify({ ...TEST_CONFIG, ...config }) });
    const outcome = await until(
      () => this.said.find(({ type }) => type === "ready" || type === "failed"),
      "ready or failed",
    );
    if (outcome.type === "ready") this.port = (JSON.parse(outcome.json) as { port: number }).port;
    return outcome;
  }

  async list(find: string): Promise<unknown> {
    this.#main.mustSend({ type: "list", request: 5, find, offset: 0, count: 10 });
    const answer = await until(() => this.said.find(({ type }) => type === "players"), "the list");
    return answer.type === "players" ? JSON.parse(new TextDecoder().decode(answer.json)) : null;
  }

  /** The newest statistics, once they say what is waited for. */
  stats(fits: (stats: GatewayStats) => boolean): Promise<GatewayStats> {
    return until(() => {
      const message = this.said.findLast(({ type }) => type === "stats");
      if (message?.type !== "stats") return null;
      const stats = JSON.parse(new TextDecoder().decode(message.json)) as GatewayStats;
      return fits(stats) ? stats : null;
    }, "statistics");
  }

  /** A TCP connection that has sent `text`; what it receives is collected. */
  async raw(text: string): Promise<{ socket: Socket; received: string; closed: boolean }> {
    const socket = connect(this.port, "127.0.0.1");
    const raw = { socket, received: "", closed: false };
    this.#sockets.push(socket);
    socket.on("data", (data) => raw.received += data.toString("latin1"));
    socket.on("close", () => raw.closed = true);
    socket.on("error", () => {
      // Told by `closed`.
    });
    await until(() => !socket.connecting, "a TCP connection");
    if (text !== "") socket.write(text);
    return raw;
  }

  /** A client over a real WebSocket. */
  async client(subprotocol: string | null = "weald.v1", path = SOCKET_PATH): Promise<PartClient> {
    const url = `ws://127.0.0.1:${this.port}${path}`;
    const socket = subprotocol === null ? new WebSocket(url) : new WebSocket(url, subprotocol);
    this.#sockets.push(socket);
    const client = new TestClient(subprotocol === "weald.v1" ? "binary" : "json", socket);
    socket.on("message", (data: Uint8Array, isBinary) => client.hear(isBinary ? data : data.toString()));
    socket.on("close", (code, text) => client.closed = { code, text: text.toString() });
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    socket.on("error", () => {
      // Told by `closed`.
    });
    return Object.assign(client, { socket });
  }

  /** A client in the world. */
  async join(name: string, subprotocol: string | null = "weald.v1"): Promise<PartClient> {
    const client = await this.client(subprotocol);
    client.hello();
    client.signInAsGuest(name);
    await until(() => client.last("entered"), "entering");
    return client;
  }

  tell(message: { type: "stop" }): void {
    this.#main.mustSend(message);
  }

  async stop(): Promise<void> {
    if (this.port !== 0) {
      this.tell({ type: "stop" });
      await until(() => this.said.some(({ type }) => type === "stopped"), "stopped");
    }
    for (const socket of this.#sockets) (socket.terminate ?? socket.destroy)?.call(socket);
    clearInterval(this.#timer);
    this.#main.close();
    this.world.close();
    this.storage.close();
    // The sockets' last events.
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

export interface PartClient extends TestClient {
  readonly socket: WebSocket;
}

/** A test with the part on a port. */
export function testPart(
  name: string,
  given: ConstructorParameters<typeof PartBench>[0],
  run: (bench: PartBench) => Promise<void>,
): void {
  Deno.test(`gateway part: ${name}`, async () => {
    const bench = new PartBench(given);
    try {
      await bench.start();
      await run(bench);
    } finally {
      await bench.stop();
    }
  });
}
