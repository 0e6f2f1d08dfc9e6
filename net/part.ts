/**
 * The gateway part: holds the players' port and speaks to the others through links alone.
 *
 *   waiting ──start──► starting ──► running ──stop──► stopping ──► stopped
 */
import { Link, type LinkEnd } from "../world/base/link.ts";
import type { MessageOf } from "../world/base/record.ts";
import {
  gatewayToMain,
  gatewayToStorage,
  gatewayToWorld,
  mainToGateway,
  storageToGateway,
  worldToGateway,
} from "../world/part/messages.ts";
import { keepLeftoversWhile } from "../world/part/leftovers.ts";
import { type GatewayConfig, LOG_LEVELS, type LogLevel } from "../world/part/types.ts";
import { Gateway, type WorldLink } from "./gateway/gateway.ts";
import { PatientClock } from "./gateway/patient_clock.ts";
import type { StorageLink } from "./gateway/sign_ins.ts";
import { GatewayStatistics } from "./gateway/statistics.ts";
import { CATALOG_PATH } from "./http/answers.ts";
import { PlayerServer } from "./http/server.ts";
import { CertificateWatch } from "./transport/certificate_watch.ts";
import { type HostCertificate, readHostCertificate } from "./transport/host_certificate.ts";
import { WebTransportServer } from "./transport/webtransport_server.ts";
import { loadStaticFiles, makeStaticFile, type StaticFile, type StaticFiles } from "./http/static_files.ts";
import { checkLimits, DEFAULT_LIMITS, type NetLimits, withCrowdFrom } from "./limits.ts";

/** The ends of the links that a gateway holds. */
export interface GatewayPartEnds {
  readonly main: LinkEnd;
  readonly world: LinkEnd;
  readonly storage: LinkEnd;
}

/** What the part is made with besides its links. */
export interface GatewayPartOptions {
  readonly limits?: NetLimits;
  /** The folder of the built page. */
  readonly pages?: URL;
}

/** Statistics go out this often, in milliseconds. */
const STATS_MS = 1000;
/** While stopping: between two looks at what is still open, in milliseconds. */
const STOP_POLL_MS = 20;

/** Where the built page of the players is; inside of an executable as well. */
export const PLAYER_PAGES: URL = new URL("./client/dist/", import.meta.url);

/** Starts the part. It listens when main sends `start`, and does nothing more after `stopped`. */
export function startGatewayPart(ends: GatewayPartEnds, options: GatewayPartOptions = {}): void {
  new GatewayPart(ends, options).open();
}

interface Running {
  readonly gateway: Gateway;
  readonly server: PlayerServer;
  readonly webTransport: WebTransportServer;
  /** Over the host's certificate; null without one. */
  readonly watch: CertificateWatch | null;
}

class GatewayPart {
  readonly #main: Link<typeof gatewayToMain.declarations, typeof mainToGateway.declarations>;
  readonly #world: WorldLink;
  readonly #storage: StorageLink;
  readonly #limits: NetLimits;
  readonly #pages: URL;
  readonly #timers: ReturnType<typeof setInterval>[] = [];
  readonly #patience: PatientClock;
  /** Read while the world comes to be: nobody waits for them then. */
  readonly #files: Promise<StaticFiles>;
  #catalog: StaticFile = makeStaticFile("content.json", new Uint8Array());
  #running: Running | null = null;
  #state: "waiting" | "starting" | "running" | "stopping" | "stopped" = "waiting";

  constructor(ends: GatewayPartEnds, options: GatewayPartOptions) {
    this.#main = new Link(ends.main, gatewayToMain, mainToGateway);
    this.#world = new Link(ends.world, gatewayToWorld, worldToGateway);
    this.#storage = new Link(ends.storage, gatewayToStorage, storageToGateway);
    this.#limits = options.limits ?? DEFAULT_LIMITS;
    this.#pages = options.pages ?? PLAYER_PAGES;
    this.#patience = new PatientClock(() => performance.now(), this.#limits.sweepMs);
    checkLimits(this.#limits);
    this.#files = loadStaticFiles(this.#pages);
    this.#files.catch(() => {
      // Said by whoever waits for them, at the start.
    });
  }

  open(): void {
    keepLeftoversWhile(() => (this.#running?.gateway.connections ?? 0) > 0);
    this.#main.onWake = () => this.#guard(() => this.#main.drain((message) => this.#hearMain(message)));
    this.#main.onWake();
  }

  /** Whatever goes wrong in here is our bug: main is told, and the part stands still. */
  #guard(run: () => unknown): void {
    try {
      const result = run();
      if (result instanceof Promise) result.catch((error) => this.#broken(error));
    } catch (error) {
      this.#broken(error);
    }
  }

  #broken(error: unknown): void {
    this.#clearTimers();
    this.#running?.watch?.stop();
    this.#state = "stopped";
    const message = error instanceof Error ? error.stack ?? error.message : String(error);
    this.#main.send({ type: "failed", code: "gateway-bug", message: message.slice(0, 4000) });
  }

  #hearMain(message: MessageOf<typeof mainToGateway.declarations>): void {
    switch (message.type) {
      case "catalog":
        this.#catalog = makeStaticFile("content.json", message.json.slice(), message.hash);
        return;
      case "start":
        if (this.#state !== "waiting") return;
        this.#state = "starting";
        return this.#guard(() => this.#start(JSON.parse(message.json)));
      case "list": {
        const list = this.#running?.gateway.list(message) ?? { total: 0, rows: [] };
        this.#main.send({ type: "players", request: message.request, json: encodeJson(list) });
        return;
      }
      case "elsewhere":
        if (this.#running !== null) this.#running.gateway.playersElsewhere = message.players;
        return;
      case "stop":
        return this.#guard(() => this.#stop());
    }
  }

  async #start(config: GatewayConfig): Promise<void> {
    const { crowdFrom } = config;
    const limits = crowdFrom === undefined ? this.#limits : withCrowdFrom(this.#limits, crowdFrom);
    const { clock } = this.#patience;
    const log = (level: LogLevel, text: string) => this.#log(level, text);
    const gateway = new Gateway({
      steadyClock: () => performance.now(),
      ...{ config, limits, clock, log, world: this.#world, storage: this.#storage },
      // By a timer: the runtime accepts connections only when its loop comes to rest, which it does not while
      // something waits to be run immediately.
      later: (run) => void setTimeout(() => this.#guard(run), 0),
    });
    const { worldName: name, version } = config;
    const date = Date.now;
    const files = config.certificate ?? null;
    const read = files === null ? null : await readHostCertificate(files, date());
    if (read !== null && !read.ok) return this.#cannotListen("certificate", read.message);
    const server: PlayerServer = new PlayerServer({
      limits,
      files: new Map([...await this.#files, [CATALOG_PATH, this.#catalog]]),
      certificate: read?.certificate ?? null,
      clock,
      status: () => ({ name, version, online: gateway.online, tick: gateway.worldTick(clock()) }),
      offer: (speech) => webTransport.offer(speech),
      // Which gateway answers is chance, so a page may be told the port of any.
      otherPorts: () => config.webTransport === true ? udpPortsAfter(server.port, config.gateways ?? 1) : [],
      onConnection: (connection) => gateway.connect(connection),
      onRefused: (what) => gateway.count(what),
    });
    const webTransport: WebTransportServer = new WebTransportServer({
      limits,
      clock,
      date,
      gate: server.gate,
      hostCertificate: () => watch?.current ?? null,
      onConnection: (connection) => gateway.connect(connection),
      onRefused: (what) => gateway.count(what),
    });
    const listening = await server.listen(config.host, config.port, config.reusePort);
    // Told to stop in the meantime.
    if (this.#state !== "starting") return server.destroy();
    if (!listening.ok) return this.#cannotListen(listening.code, listening.message);
    const renewed = (certificate: HostCertificate) => this.#guard(() => this.#renew(certificate));
    const watch = files === null || read === null ? null : new CertificateWatch(
      { files, everyMs: limits.certificateLookMs, date, log, renewed },
      read.text,
      read.certificate,
    );
    this.#running = { gateway, server, webTransport, watch };
    this.#state = "running";
    this.#world.onWake = () => this.#guard(() => gateway.hear());
    this.#storage.onWake = () => this.#guard(() => this.#storage.drain((message) => gateway.hearStorage(message)));
    this.#world.onWake();
    this.#storage.onWake();
    const statistics = new GatewayStatistics(gateway, config.index, clock());
    const report = () => {
      const links = [this.#main.stats, this.#world.stats, this.#storage.stats];
      this.#main.send({ type: "stats", json: encodeJson(statistics.take(clock(), server.open, links)) });
    };
    this.#timers.push(
      setInterval(() => {
        this.#patience.beat();
        this.#guard(() => gateway.sweep());
      }, limits.sweepMs),
      setInterval(() => this.#guard(report), STATS_MS),
    );
    this.#main.mustSend({ type: "ready", json: JSON.stringify({ port: listening.port }) });
    // After that: players need not wait for the certificate, and come by WebSocket meanwhile.
    const udpPort = listening.port + config.index;
    if (config.webTransport === true) this.#guard(() => this.#listenByUdp(webTransport, config.host, udpPort));
  }

  #cannotListen(code: string, message: string): void {
    this.#state = "stopped";
    this.#main.send({ type: "failed", code, message });
  }

  /** The host's certificate was renewed: every way in takes it into use, and nobody is dropped. */
  async #renew(certificate: HostCertificate): Promise<void> {
    if (this.#running === null || this.#state !== "running") return;
    const { server, webTransport } = this.#running;
    const listening = await server.useCertificate(certificate);
    if (!listening.ok) this.#log("error", `The renewed certificate could not be taken into use. ${listening.message}`);
    await webTransport.renew().catch((error) => this.#log("error", `WebTransport's certificate: ${error}`));
  }

  /** Not to be reached by UDP is no failure: players come by WebSocket then. */
  async #listenByUdp(server: WebTransportServer, host: string, port: number): Promise<void> {
    const result = await server.listen(host, port);
    if (!result.ok) this.#log("debug", `WebTransport is off: ${result.message}. Players come by WebSocket.`);
    if (this.#state !== "running") server.destroy();
  }

  /** Says farewell to everyone, waits until that is out, at most `stopMs`, and ends what is still open. */
  async #stop(): Promise<void> {
    if (this.#state === "stopping" || this.#state === "stopped") return;
    this.#state = "stopping";
    if (this.#running !== null) {
      const { gateway, server, webTransport, watch } = this.#running;
      watch?.stop();
      server.stopListening();
      webTransport.stopListening();
      gateway.stop();
      const until = performance.now() + this.#limits.stopMs;
      while (gateway.connections > 0 && performance.now() < until) await sleep(STOP_POLL_MS);
      server.destroy();
      webTransport.destroy();
    }
    this.#clearTimers();
    this.#state = "stopped";
    while (!this.#main.send({ type: "stopped" })) await sleep(STOP_POLL_MS);
    this.#world.close();
    this.#storage.close();
    this.#main.close();
  }

  #clearTimers(): void {
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
  }

  #log(level: LogLevel, text: string): void {
    this.#main.send({ type: "log", level: LOG_LEVELS.indexOf(level), text: text.slice(0, 4000) });
  }
}

/** The ports on which the gateways besides the first take WebTransport: QUIC cannot share one between threads. */
function udpPortsAfter(first: number, gateways: number): number[] {
  return Array.from({ length: gateways - 1 }, (_, index) => first + 1 + index);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function encodeJson(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
