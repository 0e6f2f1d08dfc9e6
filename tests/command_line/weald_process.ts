/** Weald as a process of its own, from the sources or as the built executable: what it printed, where it listens. */
import { fileURLToPath } from "node:url";

/** The program and its first arguments. */
export type Program = readonly [string, ...string[]];

/** Weald from the sources, with this Deno. */
export const FROM_SOURCES: Program = [
  Deno.execPath(),
  ...["run", "--no-lock", "-A", "--config", fileURLToPath(new URL("../../deno.json", import.meta.url))],
  fileURLToPath(new URL("../../main.ts", import.meta.url)),
];

/** How a process ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A server that has said that it is ready. */
export interface RunningWeald {
  readonly pid: number;
  /** Where players connect: "http://127.0.0.1:1234". */
  readonly url: string;
  readonly adminUrl: string;
  /** The token of the setup link, or "". */
  readonly setupToken: string;
  readonly greeting: string;
  signal(name: Deno.Signal): void;
  /** Settles when the process has ended. */
  readonly ended: Promise<Ended>;
  /** Asks it to stop and waits for its end. */
  stop(): Promise<Ended>;
}

export interface RunOptions {
  readonly program?: Program;
  readonly stdin?: string;
  readonly cwd?: string;
  /** Variables besides those that are there. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command to its end. */
export async function runWeald(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const process = spawn(args, options);
  const writer = process.stdin.getWriter();
  await writer.write(new TextEncoder().encode(options.stdin ?? ""));
  await writer.close();
  const { code, stdout, stderr } = await process.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** Starts a server on loopback with free ports (or the `--port` given), and waits until it is ready. Throws what it printed if it ends before. */
export async function startWeald(args: readonly string[], options: RunOptions = {}): Promise<RunningWeald> {
  const port = args.includes("--port") ? [] : ["--port", "0"];
  const process = spawn(["--host", "127.0.0.1", ...port, "--admin-port", "0", ...args], options);
  await process.stdin.close();
  const errors = new Response(process.stderr).text();
  const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let printed = "";
  while (!printed.includes("Press Ctrl+C")) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`start Weald: it ended with ${(await process.status).code}: ${printed}${await errors}`);
    printed += value;
  }
  const greeting = printed;
  const ended = (async () => {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) printed += chunk.value;
    return { code: (await process.status).code, stdout: printed, stderr: await errors };
  })();
  let isOver = false;
  process.status.then(() => isOver = true);
  // A test that ended it itself may still be asked to stop it in the end.
  const signal = (name: Deno.Signal) => {
    if (!isOver) process.kill(name);
  };
  return {
    pid: process.pid,
    url: find(greeting, /Play at\s+(\S+)/),
    adminUrl: find(greeting, /onsole\s+(http:\/\/[^/\s]+)/),
    setupToken: /\/setup#(\S+)/.exec(greeting)?.[1] ?? "",
    greeting,
    signal,
    ended,
    stop() {
      signal("SIGTERM");
      return ended;
    },
  };
}

function spawn(args: readonly string[], { program = FROM_SOURCES, cwd, env }: RunOptions): Deno.ChildProcess {
  const [path, ...first] = program;
  const folder = cwd === undefined ? {} : { cwd };
  return new Deno.Command(path, {
    args: [...first, ...args],
    env: { NO_COLOR: "1", ...env },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    ...folder,
  }).spawn();
}

function find(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`find ${pattern} in what Weald printed: ${text}`);
  return found;
}

/** Runs with a folder that is removed afterwards. */
export async function withFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "weald-test-" });
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
