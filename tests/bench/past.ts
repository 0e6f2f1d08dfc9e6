/**
 * What looking into the past costs the running world: walkers on one server, first alone, then with two consoles that
 * play the past at 16 times its speed, one that asks for the timeline and the ledger without rest, and exports.
 *
 *     deno run -A tests/bench/past.ts [--players 200] [--seconds 15]
 */
import WebSocket from "ws";
import { Child, denoRun } from "./load/child.ts";
import { machineText } from "./load/machine.ts";
import { rounded } from "./load/numbers.ts";
import { coresByPart } from "./load/weald_server.ts";
import { type ServerStatistics, StatisticsCollector } from "./load/statistics.ts";
import { type BenchServer, startServer } from "./server.ts";
import { optionsOf, whole } from "../tools/options.ts";

const WALKERS = new URL("../bots/walkers.ts", import.meta.url).pathname;

/** One half of the measurement. */
interface Half {
  readonly statistics: ServerStatistics;
  /** Processor time of all threads, and of the world's. */
  readonly cores: { readonly total: number; readonly world: number };
}

async function measure(server: BenchServer, seconds: number): Promise<Half> {
  const statistics = new StatisticsCollector(server.console);
  statistics.start();
  const before = server.processorTime();
  await sleep(seconds * 1000);
  const { total, world } = coresByPart(before, server.processorTime());
  return { statistics: statistics.stop(), cores: { total: rounded(total, 3), world: rounded(world, 3) } };
}

/** A console that plays the past from a tick on, again and again. Answers how to stop, with the pictures that came. */
function playPast(server: BenchServer, from: number): () => { pictures: number; highest: number } {
  const { origin, cookie } = server.console.session;
  const socket = new WebSocket(`${origin.replace("http:", "ws:")}/live`, { headers: { cookie, origin } });
  const say = (message: unknown) => socket.send(JSON.stringify(message));
  let pictures = 0;
  let highest = 0;
  socket.on("open", () => {
    say({ type: "pastView", view: { x: 0, y: 0, width: 4096, height: 4096 } });
    say({ type: "pastCommands", filter: { sort: "all", find: "", within: null } });
    say({ type: "pastSeek", tick: from });
    say({ type: "pastPlay", speed: 16 });
  });
  socket.on("message", (data, isBinary) => {
    if (isBinary) {
      pictures++;
      return;
    }
    const { type, state } = JSON.parse(String(data));
    if (type !== "past" || state.type !== "shown") return;
    highest = Math.max(highest, state.tick);
    if (!state.atEnd) return;
    say({ type: "pastSeek", tick: from });
    say({ type: "pastPlay", speed: 16 });
  });
  return () => {
    socket.close();
    return { pictures, highest };
  };
}

/** Asks without rest. Answers how to stop, with how many answers came. */
function askWithoutRest(server: BenchServer): () => Promise<number> {
  const { origin, cookie } = server.console.session;
  let isOver = false;
  let answers = 0;
  const asking = (async () => {
    while (!isOver) {
      for (const path of ["/api/past/timeline", "/api/ledger?what=lantern&count=200"]) {
        const response = await fetch(origin + path, { headers: { cookie } });
        await response.text();
        answers++;
      }
    }
  })();
  return async () => {
    isOver = true;
    await asking;
    return answers;
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

if (import.meta.main) {
  const about = "What looking into the past costs the running world.";
  const { players, seconds } = optionsOf({ task: "deno run -A tests/bench/past.ts", about }, {
    players: whole("how many walk", 200, { max: 10_000 }),
    seconds: whole("how long to measure each", 15),
  });
  const folder = await Deno.makeTempDir({ prefix: "weald-past-" });
  const server = await startServer(folder, ["--checkpoint-seconds", "5"]);
  const url = `ws://127.0.0.1:${server.port}`;
  const walkers = new Child(denoRun(WALKERS, "--url", url, "--players", String(players), "--seconds", "0", "--json"));
  try {
    await sleep(20_000);
    const alone = await measure(server, seconds);
    const stops = [playPast(server, 40), playPast(server, 60)];
    const stopAsking = askWithoutRest(server);
    await sleep(2_000);
    const beside = await measure(server, seconds);
    const again = stops.map((stop) => stop());
    const answers = await stopAsking();
    await sleep(3_000);
    const after = await measure(server, seconds);
    const status = await fetch(`http://127.0.0.1:${server.port}/status`);
    const { online } = await status.json() as { online: number };
    console.log(`${machineText()}; ${online} walkers on`);
    for (const [name, { statistics, cores }] of Object.entries({ alone, beside, after })) {
      const { tickMsP50, tickMsP99, tickMsMax, ticksLate, queueRefused } = statistics;
      const ms = [tickMsP50, tickMsP99, tickMsMax].map((one) => one.toFixed(2)).join(" / ");
      console.log(
        `${name.padEnd(7)} tick p50 / p99 / max ${ms} ms, ${ticksLate} late, ${queueRefused} refused; ` +
          `${cores.total} cores, the world ${cores.world}`,
      );
    }
    console.log(`pictures of the past ${again.map(({ pictures }) => pictures).join(" and ")}, answers ${answers}`);
  } finally {
    Deno.kill(walkers.pid, "SIGINT");
    await walkers.stop();
    await server.stop();
    await Deno.remove(folder, { recursive: true });
  }
}
