/** Runs this same deno as a child, for the tools that are made of its commands. */
import { Buffer } from "node:buffer";
import { spawn } from "node:child_process";
import process from "node:process";
import { ROOT } from "./source_files.ts";

/** How a command ended and all it printed, both streams in the order of arrival. */
export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs deno with `args` in the root of the project, without colours, and waits for its end. `more` joins the environment. */
export function run(args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const env = { ...process.env, NO_COLOR: "1", ...more };
  const child = spawn(Deno.execPath(), [...args], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  const chunks: Uint8Array[] = [];
  child.stdout.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}
