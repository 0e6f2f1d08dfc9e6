/**
 * The same walkers over WebSocket and over WebTransport, in a network namespace that drops packets at random. Needs
 * root, `ip` and `nft` (Linux).
 *
 *     deno run -A tests/bench/loss.ts --rates 0,1,2,5,10 --walkers 20 --seconds 20 --plot docs/loss.svg
 *
 * Everything is on one machine, so there is no delay but what a loss causes: each packet is dropped on its way in with
 * the given chance, in both directions, from when all walkers are in.
 */
import { fileURLToPath } from "node:url";
import { drawLoss, type LossPoint } from "./loss_plot.ts";
import type { LossResult } from "./loss_walkers.ts";
import { fraction, optionsOf, several, whole, word } from "../tools/options.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const NAMESPACE = `weald-loss-${Deno.pid}`;
const PORT = 7777;

const about = "The same walkers over WebSocket and WebTransport, with packets dropped at random.";
const values = optionsOf({ task: "deno task bench:loss", about }, {
  rates: several(fraction("of a hundred packets so many are dropped", 0, { max: 99 }), [0, 1, 2, 5, 10]),
  walkers: whole("how many walk", 20, { min: 2, max: 1000 }),
  seconds: whole("how long to measure each", 20),
  plot: word("where to write the plot", "", "FILE"),
});

/** Runs a command in the namespace, or outside of it, and answers what it printed. Throws if it failed. */
async function run(program: string, args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(program, { args: [...args], cwd: ROOT }).output();
  if (success) return new TextDecoder().decode(stdout);
  throw new Error(`run ${program} ${args.join(" ")}: ${new TextDecoder().decode(stderr).trim().slice(-2000)}`);
}

function inside(...command: string[]): readonly string[] {
  return ["netns", "exec", NAMESPACE, ...command];
}

async function startServer(folder: string): Promise<Deno.ChildProcess> {
  const flags = ["--host", "127.0.0.1", "--port", String(PORT), "--admin-port", "0", "--data", folder, "--seed", "7"];
  const args = inside(Deno.execPath(), "run", "-A", "--no-check", "main.ts", ...flags);
  const server = new Deno.Command("ip", { args: [...args], cwd: ROOT, stdout: "piped", stderr: "inherit" }).spawn();
  const reader = server.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let printed = "";
  while (!printed.includes("Press Ctrl+C")) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`start Weald: it ended: ${printed}`);
    printed += value;
  }
  reader.releaseLock();
  return server;
}

async function measure(transport: string, percent: number): Promise<LossResult> {
  const walkers = ["tests/bench/loss_walkers.ts", `ws://127.0.0.1:${PORT}/play`, transport];
  const program = [
    Deno.execPath(),
    "run",
    "-A",
    "--no-check",
    ...walkers,
    String(values.walkers),
    String(values.seconds),
    `${percent}`,
  ];
  return JSON.parse(await run("ip", inside(...program)));
}

const points: LossPoint[] = [];
const folder = await Deno.makeTempDir({ prefix: "weald-loss-" });
await run("ip", ["netns", "add", NAMESPACE]);
try {
  await run("ip", inside("ip", "link", "set", "lo", "up"));
  const server = await startServer(folder);
  try {
    console.log("| loss | transport | turns seen | p50 | p95 | p99 | longest freeze |");
    console.log("| ---- | --------- | ---------- | --- | --- | --- | -------------- |");
    for (const percent of values.rates) {
      for (const wish of ["websocket", "automatic"]) {
        const result = await measure(wish, percent);
        points.push({ ...result, percent });
        const { transport, samples, p50Ms, p95Ms, p99Ms, longestFreezeMs, lost } = result;
        const times = [p50Ms, p95Ms, p99Ms, longestFreezeMs].map((ms) => `${ms} ms`).join(" | ");
        console.log(`| ${percent} % | ${transport} | ${samples} | ${times} |${lost > 0 ? ` ${lost} lost` : ""}`);
      }
    }
  } finally {
    server.kill("SIGTERM");
    await server.status;
  }
} finally {
  await run("ip", ["netns", "del", NAMESPACE]);
  await Deno.remove(folder, { recursive: true });
}
if (values.plot !== "") await Deno.writeTextFile(values.plot, drawLoss(points));
const p95At = (percent: number, transport: string) =>
  points.find((point) => point.percent === percent && point.transport === transport)?.p95Ms ?? NaN;
console.log(`p95 at 5 %, WebTransport / WebSocket: ${(p95At(5, "webtransport") / p95At(5, "websocket")).toFixed(2)}`);
