/** `weald serve`: starts the server, greets the host, waits for the end, stops. */
import { resolve } from "node:path";
import process from "node:process";
import { Log, type PartStarters, type Server, startServer } from "../supervisor/mod.ts";
import { greetingText, networkAddresses } from "./greeting.ts";
import type { ServeOptionName, ServeOptions } from "./options.ts";

/** What to serve, and with what. */
export interface ServeArguments {
  readonly version: string;
  readonly options: ServeOptions;
  /** Options that somebody set. */
  readonly given: ReadonlySet<ServeOptionName>;
  readonly starters: PartStarters;
}

/** Exit code of a process that was interrupted a second time, as shells have it. */
const INTERRUPTED = 130;

/** What a part cannot know: the option that would help. */
const OPTION_HINTS: Readonly<Record<string, string>> = {
  "port-in-use": " The option for it is --port.",
  "cannot-listen": " The options for it are --host and --port.",
};

/** Serves until a signal or a failure; answers the exit code. */
export async function runServe({ version, options, given, starters }: ServeArguments): Promise<number> {
  const log = new Log(options["log-level"], (line) => console.error(line));
  const signal = waitForSignal();
  const folder = resolve(options.data);
  const seed = options.seed ?? crypto.getRandomValues(new Uint32Array(1))[0]!;
  const starting = startServer(
    {
      version,
      folder,
      worldName: options.name,
      host: options.host,
      port: options.port,
      adminHost: options["admin-host"],
      adminPort: options["admin-port"],
      playersMax: options["players-max"],
      world: {
        seed,
        tickRate: options["tick-rate"],
        dayMinutes: options["day-minutes"],
        newcomers: options.newcomers,
        newcomersMetres: options["newcomers-metres"],
        checkpointSeconds: options["checkpoint-seconds"],
        gateways: options.gateways ?? gatewaysByCores(navigator.hardwareConcurrency),
      },
    },
    starters,
    log,
  );
  const started = await starting;
  if (!started.ok) {
    const { part, code, message } = started.failure;
    log.write("error", part, message + (OPTION_HINTS[code] ?? ""));
    return 1;
  }
  const { server } = started;
  for (const warning of keptWarnings(server.world, options, given)) log.write("warn", "main", warning);
  const { world: { fresh, seed: seedInUse }, port, adminUrl, setupUrl } = server;
  const { name: worldName, host } = options;
  const addresses = networkAddresses();
  console.log(
    greetingText({ version, worldName, fresh, seed: seedInUse, host, port, adminUrl, setupUrl, folder, addresses }),
  );
  const end = await Promise.race([signal, server.failed]);
  if (typeof end === "string") {
    console.log(`\nStopping (${end}); saving the world…`);
    const clean = await server.stop();
    console.log(
      clean ? "Everything is saved. Goodbye." : "Stopped, but not everything as it should; see the log above.",
    );
    return clean ? 0 : 1;
  }
  log.write("error", end.part, `This part failed (${end.code}), so Weald stops: ${end.message}`);
  await server.stop();
  return 1;
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

/** The name of the first signal that asks to stop. The second one ends the process at once. */
function waitForSignal(): Promise<string> {
  // Windows knows neither SIGTERM nor SIGHUP from outside.
  const signals: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT", "SIGBREAK"] : ["SIGINT", "SIGTERM", "SIGHUP"];
  return new Promise((resolve) => {
    let seen = false;
    for (const signal of signals) {
      Deno.addSignalListener(signal, () => {
        if (seen) process.exit(INTERRUPTED);
        seen = true;
        resolve(signal);
      });
    }
  });
}
