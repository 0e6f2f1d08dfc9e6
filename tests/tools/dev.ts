/**
 * `deno task dev`: builds the pages and starts the world, and does both anew whenever a file changes.
 *
 *     deno task dev --port 8000     arguments go to the server
 *
 * The server reads the pages once, at its start, so a changed page takes a new start too. It is asked to stop as on
 * Ctrl+C: it saves the world, the next one goes on from there, and open pages connect again by themselves. A build
 * that fails leaves the running server alone.
 */
import { type ChildProcess, spawn } from "node:child_process";
import process from "node:process";
import { ROOT } from "./source_files.ts";

/** What is watched, and what of it is made by the build itself. */
const WATCHED = ["main.ts", "deno.json", "world", "net", "persistence", "admin"];
const MADE = /(^|\/)dist(\/|$)/;
/** Editors write a file in several steps, and several files at once. */
const SETTLE_MS = 200;

function start(...args: string[]): ChildProcess {
  return spawn(Deno.execPath(), ["run", "-A", ...args], { cwd: ROOT, stdio: "inherit" });
}

/** Waits for the end of a child; its exit code, or null if a signal ended it. */
function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once("exit", resolve));
}

let server: ChildProcess | null = null;
let stopping = false;

async function stopServer(): Promise<void> {
  if (server === null) return;
  server.kill("SIGTERM");
  await ended(server);
}

async function startAnew(): Promise<void> {
  if (stopping || await ended(start("net/client/build.ts")) !== 0) return;
  await stopServer();
  if (!stopping) server = start("main.ts", ...Deno.args);
}

async function stop(): Promise<void> {
  // Ctrl+C in a terminal reaches the server as well; it may be on its way out already.
  stopping = true;
  await stopServer();
  process.exit(0);
}

process.once("SIGINT", stop);
process.once("SIGTERM", stop);

let turn = startAnew();
let timer: ReturnType<typeof setTimeout> | undefined;
for await (const { kind, paths } of Deno.watchFs(WATCHED.map((name) => ROOT + name))) {
  if (kind === "access" || paths.every((path) => MADE.test(path.slice(ROOT.length).replaceAll("\\", "/")))) continue;
  clearTimeout(timer);
  timer = setTimeout(() => {
    console.log("dev: files changed");
    turn = turn.then(startAnew);
  }, SETTLE_MS);
}
