/**
 * Weald: an online world in one file. Flags, then parts, then start, then stop: what happens in which order is in
 * admin/command_line and admin/supervisor; here the parts are put together.
 */
import project from "./deno.json" with { type: "json" };
import { runCommandLine } from "./admin/command_line/mod.ts";
// Not by its mod.ts: the server itself is loaded only to be started.
import {
  backUpInWorker,
  type OnCrash,
  type PartStarters,
  type RunningPart,
  startInWorker,
  THREAD_ENVIRONMENT,
} from "./admin/supervisor/parts.ts";
import { clearLeftoversSoon } from "./world/part/leftovers.ts";

/**
 * Each part in a thread of its own. The first two have the most to do before anybody may come: they are made at once,
 * and load their code while this thread loads the server's. The addresses are literal, so that `deno compile` and the
 * tests can read them.
 */
function inThreads(): PartStarters {
  setEnvironment();
  const world = aheadOf(() => new Worker(new URL("./world/part/worker.ts", import.meta.url), { type: "module" }));
  const storage = aheadOf(() => new Worker(new URL("./persistence/worker.ts", import.meta.url), { type: "module" }));
  const gateway = () => new Worker(new URL("./net/worker.ts", import.meta.url), { type: "module" });
  return {
    world: (ends, onCrash) => inThread(world(), ends, onCrash),
    storage: (ends, onCrash) => inThread(storage(), ends, onCrash),
    gateway: (ends, onCrash) => inThread(gateway(), ends, onCrash),
    past: inPast,
    backup: inBackup,
  };
}

/** For threads that are made from now on. What the host has set goes before. */
function setEnvironment(): void {
  for (const [name, value] of Object.entries(THREAD_ENVIRONMENT)) {
    if (Deno.env.get(name) === undefined) Deno.env.set(name, value);
  }
}

/** Makes the first one now, for whoever asks first. */
function aheadOf(make: () => Worker): () => Worker {
  let first: Worker | null = make();
  return () => {
    const made = first ?? make();
    first = null;
    return made;
  };
}

/** Who looks into the past does it in a thread of its own, whatever the others do. */
const inPast: PartStarters["past"] = (ends, onCrash) =>
  inThread(new Worker(new URL("./admin/past/worker.ts", import.meta.url), { type: "module" }), ends, onCrash);

/** So does a backup. */
const inBackup: PartStarters["backup"] = (job) =>
  backUpInWorker(new Worker(new URL("./admin/backup/worker.ts", import.meta.url), { type: "module" }), job);

/** All parts in this thread. Their code is loaded only if it is wanted. */
const ONE_THREAD: PartStarters = {
  storage: async (ends) => inThisThread((await import("./persistence/mod.ts")).startStoragePart, ends),
  world: async (ends) => inThisThread((await import("./world/part/part.ts")).startWorldPart, ends),
  gateway: async (ends) => inThisThread((await import("./net/part.ts")).startGatewayPart, ends),
  past: inPast,
  backup: inBackup,
};

function inThread(worker: Worker, ends: Parameters<typeof startInWorker>[1], onCrash: OnCrash): Promise<RunningPart> {
  return Promise.resolve(startInWorker(worker, ends, onCrash));
}

function inThisThread<Ends>(start: (ends: Ends) => unknown, ends: Ends): RunningPart {
  start(ends);
  // The process ends soon after: there is no thread to end.
  return { terminate: () => {} };
}

clearLeftoversSoon();
const code = await runCommandLine(Deno.args, {
  version: project.version,
  starters: (singleThread) => singleThread ? ONE_THREAD : inThreads(),
  resetPassword: async (...given) => (await import("./persistence/mod.ts")).resetStaffPassword(...given),
});
Deno.exit(code);
