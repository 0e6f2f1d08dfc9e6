/**
 * Brings the parts to life in their order, watches over them, and brings them to rest in the opposite one.
 *
 *   start:  storage opens the file ─► the world is restored or made ─► gateways listen ─► the console listens
 *           (a saved world is restored while the content is checked; gateways and console load while the world comes)
 *   stop:   gateways say farewell, console closes ─► the world saves and stops ─► storage closes the file
 *
 * A part that fails stops the others in the same order: a world without its gateway, or a gateway without its world,
 * would only look alive. What comes then is for the caller to decide (command_line/serve.ts).
 */
import { randomBytes } from "node:crypto";
import { statSync } from "node:fs";
import type { Prepared } from "../content/mod.ts";
import { type BackupOptions, BackupSchedule } from "../backup/mod.ts";
import type { AdminHandle, startAdmin } from "../api/mod.ts";
import type { WorldConfig, WorldReady } from "../../world/part/types.ts";
import { DATABASE_FILE } from "../../persistence/limits.ts";
import type { StorageReady } from "../../persistence/mod.ts";
import { keepAlarms } from "./alarms.ts";
import { GatewayClient, listPlayers, tellEachOther } from "./gateway_client.ts";
import { type Life, PartFailure } from "./life.ts";
import { START_MS_MAX, STOP_STEP_MS_MAX } from "./limits.ts";
import { allocateLinks } from "./links.ts";
import type { Log } from "./log.ts";
import type { OnCrash, PartStarters, RunningPart } from "./parts.ts";
import { PastPool } from "./past_pool.ts";
import { ProcessLoad } from "./process_load.ts";
import { StorageClient } from "./storage_client.ts";
import { WorldClient } from "./world_client.ts";

/** What to serve. */
export interface ServerConfig {
  readonly version: string;
  readonly folder: string;
  readonly worldName: string;
  readonly host: string;
  readonly port: number;
  readonly adminHost: string;
  readonly adminPort: number;
  readonly playersMax: number;
  /** Disk for the world's past, in MB (10^6 bytes); what the console chose or the default if nothing is said. */
  readonly historyMb?: number;
  /** Backups by the clock; none if nothing is said. */
  readonly backup?: Pick<BackupOptions, "to" | "everyMinutes" | "keep">;
  /** See GatewayConfig, all three. */
  readonly crowdFrom?: number;
  readonly webTransport?: boolean;
  readonly certificate?: { readonly certFile: string; readonly keyFile: string };
  readonly world: WorldConfig;
  /** The content, checked beside what else is done at the start. */
  readonly content: Promise<Prepared>;
}

/** A server that runs. */
export interface Server {
  readonly world: WorldReady;
  /** The port where players connect. */
  readonly port: number;
  readonly adminPort: number;
  readonly adminUrl: string;
  /** The one-time link that makes the owner's account, or "" if there is one. */
  readonly setupUrl: string;
  /** Settles if a part fails. The server is to be stopped then. */
  readonly failed: Promise<PartFailure>;
  /** Stops everything in order. False: something did not stop, or was not saved; the log says what. */
  stop(): Promise<boolean>;
}

/** The server that runs, or what kept it from starting. */
export type StartResult =
  | { readonly ok: true; readonly server: Server }
  | { readonly ok: false; readonly failure: PartFailure };

/** Starts a server. If a part cannot start, all the others are stopped again. */
export async function startServer(config: ServerConfig, starters: PartStarters, log: Log): Promise<StartResult> {
  const server = new Supervisor(config, starters, log);
  try {
    return { ok: true, server: await server.start() };
  } catch (error) {
    await server.stop();
    if (error instanceof PartFailure) return { ok: false, failure: error };
    throw error;
  }
}

class Supervisor {
  readonly #config: ServerConfig;
  readonly #starters: PartStarters;
  readonly #log: Log;
  readonly #world: WorldClient;
  readonly #storage: StorageClient;
  readonly #gateways: readonly GatewayClient[];
  readonly #links: ReturnType<typeof allocateLinks>;
  /** Parts that were begun. */
  readonly #running = new Map<Life, RunningPart>();
  readonly #startedAt = Date.now();
  #admin: AdminHandle | null = null;
  #backups: BackupSchedule | null = null;
  #past: PastPool | null = null;
  #undoAlarms: () => void = () => {};

  constructor(config: ServerConfig, starters: PartStarters, log: Log) {
    this.#config = config;
    this.#starters = starters;
    this.#log = log;
    this.#links = allocateLinks(config.world.gateways);
    this.#world = new WorldClient(this.#links.main.world, log);
    this.#storage = new StorageClient(this.#links.main.storage, log);
    this.#gateways = this.#links.main.gateways.map((end) => new GatewayClient(end, log));
    tellEachOther(this.#gateways);
  }

  get #lives(): readonly Life[] {
    return [this.#storage.life, this.#world.life, ...this.#gateways.map((gateway) => gateway.life)];
  }

  async start(): Promise<Server> {
    const { version, folder, worldName, host, playersMax, historyMb } = this.#config;
    this.#world.start({ ...this.#config.world, contentFollows: true });
    const openFile = () => this.#storage.start({ folder, version, ...(historyMb === undefined ? {} : { historyMb }) });
    // A saved world is recovered while the content is checked; a new one is not begun for content that has a mistake.
    const isSaved = bytesOf(`${folder}/${DATABASE_FILE}`) > 0;
    if (isSaved) openFile();
    // Threads load their code side by side, and hear what they may do when they have. The world first: it has the most
    // to do.
    const { storage, world, gateway } = this.#starters;
    await Promise.all([
      this.#bringUp(this.#world.life, (onCrash) => world(this.#links.world, onCrash)),
      this.#bringUp(this.#storage.life, (onCrash) => storage(this.#links.storage, onCrash)),
    ]);
    const content = await this.#unlessFailed(this.#config.content);
    if (!content.ok) throw new PartFailure("main", "content", content.message);
    this.#world.giveContent(content.pack);
    if (!isSaved) openFile();
    const storageReady: StorageReady = JSON.parse(await this.#ready(this.#storage.life));
    // Gateways and the console load their code while the world comes to be, which waits for neither.
    await Promise.all(
      this.#gateways.map(({ life }, index) =>
        this.#bringUp(life, (onCrash) => gateway(this.#links.gateways[index]!, onCrash))
      ),
    );
    const api = import("../api/mod.ts");
    this.#undoAlarms = keepAlarms(this.#log, this.#storage);
    const worldReady: WorldReady = JSON.parse(await this.#ready(this.#world.life));
    const { seed, terrainVersion, tickRate, dayTicks } = worldReady;
    const facts = { seed, terrainVersion, tickRate, dayTicks };
    const { webTransport = false, crowdFrom, certificate } = this.#config;
    const crowd = crowdFrom === undefined ? {} : { crowdFrom };
    const ways = { webTransport, ...crowd, ...(certificate === undefined ? {} : { certificate }) };
    let port = this.#config.port;
    // One after the other: with port 0, the first one's port is everybody's.
    for (const [index, client] of this.#gateways.entries()) {
      const gateways = this.#gateways.length;
      const place = { index, host, port, gateways, reusePort: gateways > 1, ...ways };
      const { catalog } = this.#world;
      client.start({ ...facts, ...place, content: catalog.hash, worldName, version, playersMax }, catalog);
      const ready: { port?: number } = JSON.parse(await this.#ready(client.life));
      port = ready.port ?? port;
    }
    const playersUrl = `${certificate === undefined ? "http" : "https"}://localhost:${port}`;
    const info = {
      ...facts,
      recipe: this.#world.recipe,
      things: this.#world.things,
      name: worldName,
      version,
      playersUrl,
    };
    this.#beginBackups();
    const admin = await this.#startAdmin((await api).startAdmin, storageReady.staff === 0, info);
    return {
      world: worldReady,
      port,
      adminPort: admin.port,
      adminUrl: admin.url,
      setupUrl: admin.setupUrl,
      failed: Promise.race(this.#lives.map((life) => life.failed)),
      stop: () => this.stop(),
    };
  }

  async #bringUp(life: Life, start: (onCrash: OnCrash) => Promise<RunningPart>): Promise<void> {
    this.#running.set(life, await start((message) => life.fail("crashed", message)));
  }

  /** What a part says when it is ready; rejects if it fails, or does not come to it, or another part fails before. */
  async #ready(life: Life): Promise<string> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      const message = `It did not start within ${START_MS_MAX / 1000} seconds.`;
      timer = setTimeout(() => reject(new PartFailure(life.name, "start-timeout", message)), START_MS_MAX);
    });
    try {
      return await this.#unlessFailed(Promise.race([life.ready, late]));
    } finally {
      clearTimeout(timer);
    }
  }

  /** What is waited for; rejects if a part fails before. */
  #unlessFailed<T>(wanted: Promise<T>): Promise<T> {
    const failures = this.#lives.map((one) =>
      one.failed.then((failure) => {
        throw failure;
      })
    );
    return Promise.race([wanted, ...failures]);
  }

  #beginBackups(): void {
    const { folder, backup } = this.#config;
    if (backup === undefined) return;
    const options = { ...backup, folder, file: `${folder}/${DATABASE_FILE}` };
    this.#backups = new BackupSchedule(options, this.#starters.backup, this.#log);
    this.#backups.begin();
  }

  async #startAdmin(
    start: typeof startAdmin,
    isNew: boolean,
    info: Parameters<typeof startAdmin>[0]["info"],
  ): Promise<AdminHandle> {
    const { adminHost, adminPort } = this.#config;
    const load = new ProcessLoad();
    const stats = {
      sample: () => ({
        world: this.#world.stats,
        gateways: this.#gateways.flatMap((gateway) => gateway.stats === null ? [] : [gateway.stats]),
        storage: this.#storage.stats,
        ...(this.#backups === null ? {} : { backup: this.#backups.report() }),
        process: { ...load.sample(), startedAt: this.#startedAt },
      }),
    };
    this.#past = new PastPool({
      starter: this.#starters.past,
      folder: this.#config.folder,
      log: this.#log,
      worldStats: () => this.#world.stats,
      tickRate: info.tickRate,
    });
    await this.#past.tidy();
    try {
      this.#admin = await start({
        host: adminHost,
        port: adminPort,
        setupToken: isNew ? randomBytes(24).toString("base64url") : null,
        names: [],
        publicOrigin: "",
        info,
        ports: {
          world: this.#world,
          players: { list: (query) => listPlayers(this.#gateways, query) },
          stats,
          accounts: this.#storage.accounts,
          staff: this.#storage.staff,
          audit: this.#storage.audit,
          past: this.#past,
          history: this.#storage.history,
          logs: { recent: () => this.#log.recent(), subscribe: (listener) => this.#log.subscribe(listener) },
        },
        log: (level, text) => this.#log.write(level, "console", text),
        pagesFolder: "",
      });
      return this.#admin;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw new PartFailure("console", "listen", listenMessage({ host: adminHost, port: adminPort }, error));
    }
  }

  /** Stops what runs, each step within its time, and ends all threads. */
  async stop(): Promise<boolean> {
    const { gateways, world, storage, admin } = STOP_STEP_MS_MAX;
    const steps: Promise<boolean>[] = [];
    this.#past?.stop();
    this.#undoAlarms();
    const closed = this.#admin?.stop() ?? Promise.resolve();
    const farewell = this.#gateways.map((client) => this.#stopPart(client, gateways));
    steps.push(within(closed, admin), ...farewell);
    await Promise.all(steps);
    steps.push(this.#stopPart(this.#world, world));
    await Promise.all(steps);
    steps.push(this.#stopPart(this.#storage, storage));
    const results = await Promise.all(steps);
    for (const part of this.#running.values()) part.terminate();
    const trouble = this.#storage.stats?.trouble ?? "";
    if (trouble !== "") this.#log.write("error", "main", `What happened last is not saved: ${trouble}.`);
    return trouble === "" && results.every((done) => done);
  }

  async #stopPart(client: { readonly life: Life; stop(): boolean }, msMax: number): Promise<boolean> {
    // Before its thread runs, nobody would hear it.
    if (!this.#running.has(client.life)) return true;
    const done = client.stop() && await within(client.life.stopped, msMax);
    if (!done) this.#log.write("error", "main", `The ${client.life.name} did not stop within ${msMax / 1000} seconds.`);
    return done;
  }
}

/** Whether a promise settles in time. */
async function within(promise: Promise<unknown>, msMax: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => timer = setTimeout(() => resolve(false), msMax));
  const done = await Promise.race([promise.then(() => true), late]);
  clearTimeout(timer);
  return done;
}

/** Why the console cannot listen, and what to do. */
function listenMessage(at: { host: string; port: number }, error: Error): string {
  const code = (error as { code?: unknown }).code;
  const place = `Cannot open the console's port ${at.port} at ${at.host}`;
  if (code === "EADDRINUSE") {
    return `${place}: another program uses it. Choose another with --admin-port, or stop that program.`;
  }
  if (code === "EACCES") return `${place}: not allowed. Choose one above 1023 with --admin-port.`;
  return `${place}: ${error.message}. Check --admin-host and --admin-port.`;
}

/** The size of a file; 0 where there is none, or where it cannot be looked at: storage says why, when it opens it. */
function bytesOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}
