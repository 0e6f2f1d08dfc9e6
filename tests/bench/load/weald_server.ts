/** Starts Weald as its users do: a process of its own, a new world in a temporary folder, free ports. */
import { Child } from "./child.ts";
import type { PackFile } from "../../../world/content/check/mod.ts";
import { peacefulFiles } from "./peaceful_pack.ts";
import { ConsoleClient } from "./console_client.ts";
import { coresBetween, type ProcessorTime, readProcessorTime, residentBytes } from "./processor_time.ts";

const MAIN = new URL("../../../main.ts", import.meta.url).pathname;
const OWNER = "Load Test";

/** A server that can be played on, and looked into. Lifetime: one scenario. */
export interface WealdServer {
  readonly hostname: string;
  readonly port: number;
  /** Null where nobody gave an account of the console. */
  readonly console: ConsoleClient | null;
  /** Processor time so far; empty for a server that somebody else started. */
  processorTime(): ProcessorTime;
  memoryBytes(): number;
  /** What it printed as errors lately. */
  lastErrors(): readonly string[];
  stop(): Promise<void>;
}

/** Starts a server with these options besides and this content, and sets up its console. */
export async function startWeald(
  args: readonly string[],
  runtimeArgs: readonly string[] = [],
  files: readonly PackFile[] = peacefulFiles(),
): Promise<WealdServer> {
  const folder = await Deno.makeTempDir({ prefix: "weald-load-" });
  const pack = `${folder}/content`;
  await Deno.mkdir(pack);
  for (const { path, json } of files) await Deno.writeTextFile(`${pack}/${path}`, JSON.stringify(json));
  const fixed = [
    "--content",
    pack,
    "--data",
    `${folder}/world`,
    "--host",
    "127.0.0.1",
    "--port",
    "0",
    "--admin-port",
    "0",
    "--players-max",
    "20000",
  ];
  const child = new Child([Deno.execPath(), "run", "-A", ...runtimeArgs, MAIN, ...fixed, ...args]);
  let port = 0;
  const setup = await child.find("the server's greeting", (line) => {
    port = Number(/Play at\s+http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1] ?? port);
    return /(http:\/\/\S+)\/setup#(\S+)/.exec(line);
  });
  const password = crypto.randomUUID();
  const staff = await ConsoleClient.setUp(setup[1]!, setup[2]!, OWNER, password);
  return {
    hostname: "127.0.0.1",
    port,
    console: staff,
    processorTime: () => readProcessorTime(child.pid),
    memoryBytes: () => residentBytes(child.pid),
    lastErrors: () => child.lastErrors,
    async stop() {
      const clean = await child.stop(20_000);
      await Deno.remove(folder, { recursive: true });
      if (!clean) throw new Error(`stop the server: it did not end within 20 s: ${child.lastErrors.join("\n")}`);
    },
  };
}

/** A server that runs already. */
export async function useWeald(
  url: string,
  admin: { readonly url: string; readonly name: string; readonly password: string },
): Promise<WealdServer> {
  const { hostname, port } = new URL(url);
  const staff = admin.url === ""
    ? null
    : await ConsoleClient.signIn(new URL(admin.url).origin, admin.name, admin.password);
  return {
    hostname,
    port: Number(port) || 80,
    console: staff,
    processorTime: () => ({ atMs: performance.now(), seconds: 0, threads: [] }),
    memoryBytes: () => 0,
    lastErrors: () => [],
    stop: () => Promise.resolve(),
  };
}

/** Processor use by part, in cores. `other`: the engine's helpers (garbage collection, compiling) and the runtime's. */
export interface CoresByPart {
  readonly total: number;
  readonly main: number;
  readonly world: number;
  readonly gateways: number;
  readonly storage: number;
  readonly other: number;
}

/**
 * Splits the time between two readings by part. Deno names the threads of workers "worker-<n>" in the order in which
 * they were made: the world, storage, gateways (main.ts).
 */
export function coresByPart(from: ProcessorTime, to: ProcessorTime): CoresByPart {
  const { total, threads } = coresBetween(from, to);
  const sum = (pick: (name: string, id: number) => boolean) =>
    threads.reduce((cores, thread) => cores + (pick(thread.name, thread.id) ? thread.cores : 0), 0);
  const first = to.threads[0]?.id;
  const main = sum((_, id) => id === first);
  // Threads that only prepare something have ended by then: of those that are left, the world was made first.
  const workers = to.threads.map(({ name }) => /^worker-(\d+)$/.exec(name)?.[1]).filter((number) =>
    number !== undefined
  )
    .map(Number).sort((a, b) => a - b);
  const world = sum((name) => name === `worker-${workers[0]}`);
  const storage = sum((name) => name === `worker-${workers[1]}`);
  const gateways = sum((name) => workers.slice(2).some((number) => name === `worker-${number}`));
  return { total, main, world, gateways, storage, other: Math.max(0, total - main - storage - world - gateways) };
}
