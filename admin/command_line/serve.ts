/** `weald serve`: starts the server, greets the host, waits for the end, stops. */
import { resolve } from "node:path";
import process from "node:process";
import { readHostCertificate } from "../../net/transport/host_certificate.ts";
import {
  Log,
  type PartFailure,
  type PartStarters,
  RESTARTS_MAX,
  RESTARTS_WINDOW_MS,
  type Server,
  type ServerConfig,
  startServer,
} from "../supervisor/mod.ts";
import type { Prepared } from "../content/mod.ts";
import { greetingText, networkAddresses } from "./greeting.ts";
import type { ServeOptionName, ServeOptions } from "./options.ts";

/** What to serve, and with what. */
export interface ServeArguments {
  readonly version: string;
  readonly options: ServeOptions;
  /** Options that somebody set. */
  readonly given: ReadonlySet<ServeOptionName>;
  readonly starters: PartStarters;
  /** The host's content, on its way. */
  readonly content: Promise<Prepared>;
}

/** Exit code of a process that was interrupted a second time, as shells have it. */
const INTERRUPTED = 130;

/** What a part cannot know: the option that would help. */
const OPTION_HINTS: Readonly<Record<string, string>> = {
  "port-in-use": " The option for it is --port.",
  "cannot-listen": " The options for it are --host and --port.",
  "certificate": " The options for it are --tls-cert and --tls-key.",
};

/**
 * Serves until a signal or a failure; answers the exit code. When a gateway fails, the world is saved and Weald starts
 * anew on the same ports, which takes a second: players come back by themselves. When the world or storage fails, or a
 * gateway again and again, Weald ends.
 */
export async function runServe({ version, options, given, starters, content }: ServeArguments): Promise<number> {
  const log = new Log(options["log-level"], (line) => console.error(line));
  const signals = listenToSignals();
  const restarts: number[] = [];
  try {
    let config = serverConfig(version, options, given, content);
    // Looked at before anything is begun: a slip in a file's name should not make a new world.
    const refused = await certificateTrouble(config);
    if (refused !== null) {
      log.write("error", "main", refused);
      return 1;
    }
    for (;;) {
      const started = await startServer(config, starters, log);
      if (!started.ok) {
        const { part, code, message } = started.failure;
        log.write("error", part, message + (OPTION_HINTS[code] ?? ""));
        return 1;
      }
      const { server } = started;
      if (restarts.length === 0) {
        for (const warning of keptWarnings(server.world, options, given)) log.write("warn", "main", warning);
      }
      const scheme = config.certificate === undefined ? "http" : "https";
      console.log(greetingText({ ...config, ...server.world, ...server, scheme, addresses: networkAddresses() }));
      const end = await Promise.race([signals.first, server.failed]);
      if (typeof end === "string") return await stopBySignal(server, end);
      log.write("error", end.part, `This part failed (${end.code}): ${end.message}`);
      const clean = await server.stop();
      if (!clean || !mayStartAnew(end, restarts)) {
        log.write("error", "main", "Weald stops. Start it again to go on from the last time the world was saved.");
        return 1;
      }
      log.write("warn", "main", "The world is saved. Weald starts anew.");
      config = { ...config, port: server.port, adminPort: server.adminPort };
    }
  } finally {
    signals.close();
  }
}

/** What is wrong with the host's certificate; null where it is good, or there is none. */
async function certificateTrouble({ certificate }: ServerConfig): Promise<string | null> {
  if (certificate === undefined) return null;
  const read = await readHostCertificate(certificate, Date.now());
  return read.ok ? null : `${read.message} The options for it are --tls-cert and --tls-key.`;
}

function serverConfig(
  version: string,
  options: ServeOptions,
  given: ReadonlySet<ServeOptionName>,
  content: Promise<Prepared>,
): ServerConfig {
  return {
    version,
    folder: resolve(options.data),
    worldName: options.name,
    host: options.host,
    port: options.port,
    adminHost: options["admin-host"],
    adminPort: options["admin-port"],
    playersMax: options["players-max"],
    crowdFrom: options["crowd-from"],
    webTransport: !options["no-webtransport"],
    ...(options["tls-cert"] === ""
      ? {}
      : { certificate: { certFile: resolve(options["tls-cert"]), keyFile: resolve(options["tls-key"]) } }),
    content,
    backup: {
      to: options["backup-dir"] === "" ? `${resolve(options.data)}/backups` : resolve(options["backup-dir"]),
      everyMinutes: options["backup-every"],
      keep: options["backup-keep"],
    },
    ...(given.has("history-mb") ? { historyMb: options["history-mb"] } : {}),
    world: {
      seed: options.seed ?? crypto.getRandomValues(new Uint32Array(1))[0]!,
      tickRate: options["tick-rate"],
      dayMinutes: options["day-minutes"],
      newcomers: options.newcomers,
      newcomersMetres: options["newcomers-metres"],
      checkpointSeconds: options["checkpoint-seconds"],
      recover: options.recover,
      playersMax: options["players-max"],
      gateways: options.gateways ?? gatewaysByCores(navigator.hardwareConcurrency),
    },
  };
}

async function stopBySignal(server: Server, signal: string): Promise<number> {
  console.log(`\nStopping (${signal}); saving the world…`);
  const clean = await server.stop();
  console.log(clean ? "Everything is saved. Goodbye." : "Stopped, but not everything as it should; see the log above.");
  return clean ? 0 : 1;
}

/** Whether a failure is cured by starting anew. Notes the time of each in `restarts`. */
function mayStartAnew(failure: PartFailure, restarts: number[]): boolean {
  const now = performance.now();
  const lately = restarts.filter((at) => at > now - RESTARTS_WINDOW_MS).length;
  restarts.push(now);
  return failure.part.startsWith("gateway") && lately < RESTARTS_MAX;
}

/** Settings that a world keeps from its beginning, where somebody asked for other ones. */
function keptWarnings(world: Server["world"], options: ServeOptions, given: ReadonlySet<ServeOptionName>): string[] {
  if (world.fresh) return [];
  const dayMinutes = world.dayTicks / world.tickRate / 60;
  const kept: [ServeOptionName, number][] = [["seed", world.seed], ["tick-rate", world.tickRate], [
    "day-minutes",
    dayMinutes,
  ]];
  return kept.filter(([name, value]) => given.has(name) && options[name] !== value)
    .map(([name, value]) =>
      `This world was made with --${name} ${value} and keeps it; --${name} ${options[name]} is not used. ` +
      `For a new world choose an empty folder with --data.`
    );
}

/**
 * Gateways where nobody chose: one core is the world's, one is left to main and storage. Only Linux spreads the
 * connections of one port over several listeners.
 */
export function gatewaysByCores(cores: number): number {
  if (Deno.build.os !== "linux") return 1;
  return Math.max(1, Math.min(8, cores - 2));
}

/** Signals that ask to stop. `first` settles with the first one's name; the second one ends the process at once. */
function listenToSignals(): { readonly first: Promise<string>; close(): void } {
  // Windows knows neither SIGTERM nor SIGHUP from outside.
  const signals: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT", "SIGBREAK"] : ["SIGINT", "SIGTERM", "SIGHUP"];
  const listeners: [Deno.Signal, () => void][] = [];
  let seen = false;
  const first = new Promise<string>((resolve) => {
    for (const signal of signals) {
      const listener = () => {
        if (seen) process.exit(INTERRUPTED);
        seen = true;
        resolve(signal);
      };
      listeners.push([signal, listener]);
      Deno.addSignalListener(signal, listener);
    }
  });
  return {
    first,
    close: () => {
      for (const [signal, listener] of listeners) Deno.removeSignalListener(signal, listener);
    },
  };
}
