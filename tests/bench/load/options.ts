/** The command line of `deno task bench:load`. */
import { oneOf, onOff, optionsOf, readOptions, type ValuesOf, whole, word } from "../../tools/options.ts";
import { type ScenarioName, SCENARIOS } from "./scenarios.ts";

/** What to measure. */
export interface LoadOptions {
  readonly scenario: ScenarioName;
  readonly players: number;
  /** Of the players, how many read everything and check it. Even: they come in pairs. */
  readonly fullClients: number;
  readonly seconds: number;
  /** A running server's players' page, or "" to start one. */
  readonly url: string;
  /** That server's console and an account of its staff: without, nothing is known of its ticks and nothing compared. */
  readonly adminUrl: string;
  readonly adminName: string;
  readonly adminPassword: string;
  /** Processes that play the light clients. */
  readonly generators: number;
  readonly readEveryMs: number;
  /** Connections opened per second. */
  readonly connectsPerSecond: number;
  /** Whether to measure the floor and the peer as well. */
  readonly floor: boolean;
  readonly peer: boolean;
  /** Print the result alone, and as JSON on one line. */
  readonly json: boolean;
  /** Run everything that docs/performance.md shows, and write it there. */
  readonly report: boolean;
  /** More options for the server that is started, and for the runtime that runs it. */
  readonly serverArgs: readonly string[];
  readonly runtimeArgs: readonly string[];
}

const TASK = {
  task: "deno task bench:load",
  about: "Thousands of players on one world, and a bare broadcast beside it.",
};
const SCENARIO_NAMES = Object.keys(SCENARIOS) as ScenarioName[];
const OPTIONS = {
  scenario: oneOf("what they do", SCENARIO_NAMES, "spread"),
  players: whole("players, all of them [1000; of a report the largest number, 8000]", undefined, { min: 2, max: 1e5 }),
  seconds: whole("how long to measure, once everyone is in", 20, { max: 86_400 }),
  full: whole("of the players, how many read and check everything", 32, { min: 0, max: 1000 }),
  url: word("use this server instead of starting one", "", "ws://…"),
  admin: word("its console, with --admin-name and the password in WEALD_BENCH_PASSWORD", "", "http://…"),
  "admin-name": word("an account of its staff", ""),
  generators: whole("processes that play the light clients", 1, { max: 64 }),
  "read-ms": whole("how often a light client's connection is read; 0: at once", 400, { min: 0, max: 2000 }),
  connects: whole("connections opened per second", 500, { max: 1e5 }),
  floor: onOff("leaves out the bare broadcast", true),
  peer: onOff("measures Colyseus doing the same, too"),
  json: onOff("prints the result alone, on one line"),
  report: onOff("runs everything that docs/performance.md shows, and writes it there"),
  server: word("more options for the server", "", '"…"'),
  runtime: word("more options for the runtime that runs it: --v8-flags=--perf-basic-prof for a profiler", "", '"…"'),
} as const;

/** The options of this process's command line. With `--help`, or something wrong, it says so and ends. */
export function loadOptions(): LoadOptions {
  return loadOptionsFrom(optionsOf(TASK, OPTIONS));
}

/** What is measured with these values of the command line. */
function loadOptionsFrom(values: ValuesOf<typeof OPTIONS>): LoadOptions {
  const players = values.players ?? (values.report ? 8000 : 1000);
  return {
    scenario: values.scenario,
    players,
    fullClients: Math.min(values.full & ~1, players & ~1),
    seconds: values.seconds,
    url: values.url,
    adminUrl: values.admin,
    adminName: values["admin-name"],
    adminPassword: Deno.env.get("WEALD_BENCH_PASSWORD") ?? "",
    generators: values.generators,
    readEveryMs: values["read-ms"],
    connectsPerSecond: values.connects,
    floor: values.floor,
    peer: values.peer,
    json: values.json,
    report: values.report,
    serverArgs: wordsOf(values.server),
    runtimeArgs: wordsOf(values.runtime),
  };
}

/** The same of these words. Throws an error with a sentence about what is wrong. */
export function parseOptions(words: readonly string[]): LoadOptions {
  const read = readOptions(TASK, OPTIONS, words);
  if ("values" in read) return loadOptionsFrom(read.values);
  throw new Error("help" in read ? read.help : read.wrong);
}

function wordsOf(text: string): string[] {
  return text.split(" ").filter((word) => word !== "");
}
