/**
 * Walkers: players without pages, who walk about as people do and say something now and then.
 *
 *     deno run -A tests/bots/walkers.ts --url ws://127.0.0.1:7777 --players 200 --seconds 30 --json
 *
 * They sign in as guests, turn about twice a second, and leave by signing out. What they received is printed at the
 * end. With --seconds 0 they stay until Ctrl+C: company for whoever works on the page or the console.
 */
import process from "node:process";
import { newCounts } from "../bench/load/generator/client.ts";
import { mean, percentile, rounded } from "../bench/load/numbers.ts";
import { Population } from "../bench/load/generator/population.ts";
import { wealdProtocol } from "../bench/load/generator/protocol_weald.ts";
import { TickClock } from "../bench/load/generator/tick_clock.ts";
import { fraction, onOff, optionsOf, whole, word } from "../tools/options.ts";

/** What the walkers were told and said in the time that was measured. */
export interface WalkersResult {
  readonly players: number;
  /** In the world at the end. */
  readonly playing: number;
  readonly seconds: number;
  readonly framesPerPlayerPerSecond: { readonly mean: number; readonly p1: number };
  readonly bytesPerPlayerPerSecond: { readonly mean: number; readonly p99: number };
  readonly inputs: number;
  readonly said: number;
  /** Milliseconds from connecting to being in the world. */
  readonly entryMsP99: number;
  /** Connections that ended, by why. */
  readonly dropped: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
}

/** How many walk where, and for how long. */
export interface WalkersOptions {
  readonly hostname: string;
  readonly port: number;
  readonly players: number;
  /** Measured after all are in. */
  readonly seconds: number;
  readonly sayEverySeconds: number;
  readonly roamMetres: number;
}

/** How long all may take to get in, in milliseconds. */
const ENTRY_MS_MAX = 60_000;

/** Lets walkers in, measures, and takes them out again. Throws if not all get in. */
export async function walk(options: WalkersOptions, stop: Promise<void>): Promise<WalkersResult> {
  const { hostname, port, players, sayEverySeconds, roamMetres } = options;
  const population = new Population(
    {
      ...{ hostname, port, sayEverySeconds, roamMetres, moving: true, deafPart: 0, play: null },
      connectsPerSecond: 200,
      // Read several times a second and only the beginnings of frames: many walkers fit one core.
      readEveryMs: 250,
    },
    (events) => wealdProtocol(events, new TickClock(), null),
  );
  try {
    population.add(players);
    const entry = { since: performance.now(), counts: newCounts() };
    while (population.playing < players) {
      await sleep(50);
      if (performance.now() - entry.since < ENTRY_MS_MAX) continue;
      const { dropped, refused } = population.counts;
      throw new Error(
        `let ${players} walkers in: ${population.playing} are in after ${ENTRY_MS_MAX / 1000} s; ` +
          `dropped: ${JSON.stringify(dropped)}, refused: ${JSON.stringify(refused)}`,
      );
    }
    const entryMsP99 = rounded(percentile(population.entryMs, 0.99), 1);
    population.clearCounts();
    const since = performance.now();
    await Promise.race([stop, options.seconds > 0 ? sleep(options.seconds * 1000) : new Promise<never>(() => {})]);
    const seconds = (performance.now() - since) / 1000;
    const { counts, clients, playing } = population;
    const frames = clients.map((client) => client.frames / seconds);
    const bytes = clients.map((client) => client.bytes / seconds);
    return {
      ...{ players, playing, seconds: rounded(seconds, 1), inputs: counts.inputs, said: counts.said, entryMsP99 },
      framesPerPlayerPerSecond: { mean: rounded(mean(frames), 2), p1: rounded(percentile(frames, 0.01), 2) },
      bytesPerPlayerPerSecond: { mean: rounded(mean(bytes)), p99: rounded(percentile(bytes, 0.99)) },
      dropped: counts.dropped,
      refused: counts.refused,
    };
  } finally {
    population.stop();
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function main(): Promise<void> {
  const values = optionsOf({ task: "deno run -A tests/bots/walkers.ts", about: "Players who walk about and talk." }, {
    url: word("the players' port of a server", "ws://127.0.0.1:7777", "URL"),
    players: whole("how many", 50, { max: 100_000 }),
    seconds: whole("for how long; 0: until Ctrl+C", 30, { min: 0 }),
    "say-seconds": fraction("how often each says something", 60),
    "roam-metres": fraction("how far each goes", 30),
    json: onOff("prints the result on one line"),
  });
  const url = new URL(values.url);
  const stop = new Promise<void>((resolve) => process.once("SIGINT", () => resolve()));
  const result = await walk({
    hostname: url.hostname,
    port: Number(url.port) || 80,
    players: values.players,
    seconds: values.seconds,
    sayEverySeconds: values["say-seconds"],
    roamMetres: values["roam-metres"],
  }, stop);
  console.log(JSON.stringify(result, null, values.json ? 0 : 2));
  // Sockets that say goodbye in their own time hold nobody up.
  setTimeout(() => process.exit(result.playing === result.players ? 0 : 1), 100);
}

if (import.meta.main) await main();
