/**
 * A server of the benches: a process of its own in a folder of its own, with the times of its start and stop. It is
 * bundled and started with what the task `start` starts it with, so that what is measured is what users have.
 */
import { readFileSync } from "node:fs";
import type { RunOptions } from "../command_line/weald_process.ts";
import { ROOT } from "../tools/source_files.ts";
import { Child, denoRun } from "./load/child.ts";
import { ConsoleClient } from "./load/console_client.ts";
import { type ProcessorTime, readProcessorTime, residentBytes } from "./load/processor_time.ts";

const OWNER = "Bench";
const PASSWORD = "a bench's own password";

/** A running server. Lifetime: until `stop`. */
export interface BenchServer {
  readonly port: number;
  /** From starting the process until a page was served. */
  readonly readyMs: number;
  readonly console: ConsoleClient;
  processorTime(): ProcessorTime;
  memoryBytes(): number;
  /** Asks it to stop; how long that took. Throws if it had to be killed. */
  stop(): Promise<number>;
}

/** Bundled once for each bench. */
let bundled: Promise<void> | null = null;

async function bundle(): Promise<void> {
  const [program, ...args] = denoRun(`${ROOT}tests/tools/bundle.ts`);
  const { success, stderr } = await new Deno.Command(program!, { args, cwd: ROOT }).output();
  if (!success) throw new Error(`bundle the server: ${new TextDecoder().decode(stderr)}`);
}

/** The last step of the task `start`: variables, then `deno` and its arguments. */
function startStep(): { readonly env: Record<string, string>; readonly args: readonly string[] } {
  const { tasks } = JSON.parse(readFileSync(`${ROOT}deno.json`, "utf8")) as { tasks: { start: { command: string } } };
  const words = tasks.start.command.split("&&").at(-1)!.trim().split(" ");
  const program = words.indexOf("deno");
  return {
    env: Object.fromEntries(words.slice(0, program).map((word) => word.split("=") as [string, string])),
    args: words.slice(program + 1),
  };
}

/** How the task `start` starts the server, bundled. */
export async function asTaskStarts(): Promise<Required<Pick<RunOptions, "program" | "cwd" | "env">>> {
  await (bundled ??= bundle());
  const { env, args } = startStep();
  return { program: [Deno.execPath(), ...args], cwd: ROOT, env };
}

/** Starts a server on this data folder. The first start of a folder sets the console up, later ones sign in. */
export async function startServer(folder: string, args: readonly string[] = []): Promise<BenchServer> {
  const { program, cwd, env } = await asTaskStarts();
  const place = ["--data", folder, "--host", "127.0.0.1", "--port", "0", "--admin-port", "0"];
  const began = performance.now();
  const child = new Child([...program, ...place, ...args], { cwd, env });
  let port = 0;
  const greeting = await child.find("the server's greeting", (line) => {
    port = Number(/Play at\s+http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1] ?? port);
    return /^\s+(?:Console|Set up the console)\s+(http:\/\/[^\s/]+)\/?(?:setup#(\S+))?/.exec(line);
  });
  const page = await fetch(`http://127.0.0.1:${port}/status`);
  await page.text();
  const readyMs = performance.now() - began;
  const [, origin, token] = greeting;
  const staff = token === undefined
    ? await ConsoleClient.signIn(origin!, OWNER, PASSWORD)
    : await ConsoleClient.setUp(origin!, token, OWNER, PASSWORD);
  return {
    ...{ port, readyMs, console: staff },
    processorTime: () => readProcessorTime(child.pid),
    memoryBytes: () => residentBytes(child.pid),
    async stop() {
      const since = performance.now();
      if (!await child.stop(20_000)) {
        throw new Error(`stop the server: not within 20 s: ${child.lastErrors.join("\n")}`);
      }
      return performance.now() - since;
    },
  };
}
