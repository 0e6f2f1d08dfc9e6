/** The command line of `deno task bench:load`. */
import { parseArgs } from "node:util";
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

export const USAGE = `deno task bench:load [options]

  --scenario NAME    ${Object.keys(SCENARIOS).join(", ")} [spread]
  --players N        players, all of them [1000; of a report the largest number, 8000]
  --seconds S        how long to measure, once everyone is in [20]
  --full N           of the players, how many read and check everything [32]
  --url ws://…       use this server instead of starting one
  --admin http://…   its console, with --admin-name and the password in WEALD_BENCH_PASSWORD
  --generators N     processes that play the light clients [1]
  --read-ms MS       how often a light client's connection is read; 0: at once [400]
  --connects N       connections opened per second [500]
  --no-floor         leave out the bare broadcast
  --peer             measure Colyseus doing the same, too
  --json             print the result alone, on one line
  --report           run everything that docs/performance.md shows, and write it there
  --server "…"       more options for the server
  --runtime="…"      more options for the runtime that runs it: --v8-flags=--perf-basic-prof for a profiler
`;

/** Reads the command line. Throws an error with a sentence about what is wrong. */
export function parseOptions(args: readonly string[]): LoadOptions | "help" {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scenario: { type: "string", default: "spread" },
      players: { type: "string" },
      seconds: { type: "string", default: "20" },
      full: { type: "string", default: "32" },
      url: { type: "string", default: "" },
      admin: { type: "string", default: "" },
      "admin-name": { type: "string", default: "" },
      generators: { type: "string", default: "1" },
      "read-ms": { type: "string", default: "400" },
      connects: { type: "string", default: "500" },
      "no-floor": { type: "boolean", default: false },
      peer: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      report: { type: "boolean", default: false },
      server: { type: "string", default: "" },
      runtime: { type: "string", default: "" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  if (!Object.hasOwn(SCENARIOS, values.scenario)) {
    throw new Error(`--scenario is ${values.scenario}; wanted one of ${Object.keys(SCENARIOS).join(", ")}`);
  }
  const players = wholeNumber("players", values.players ?? (values.report ? "8000" : "1000"), 2, 100_000);
  return {
    scenario: values.scenario as ScenarioName,
    players,
    fullClients: Math.min(wholeNumber("full", values.full, 0, 1000) & ~1, players & ~1),
    seconds: wholeNumber("seconds", values.seconds, 1, 86_400),
    url: values.url,
    adminUrl: values.admin,
    adminName: values["admin-name"],
    adminPassword: Deno.env.get("WEALD_BENCH_PASSWORD") ?? "",
    generators: wholeNumber("generators", values.generators, 1, 64),
    readEveryMs: wholeNumber("read-ms", values["read-ms"], 0, 2000),
    connectsPerSecond: wholeNumber("connects", values.connects, 1, 100_000),
    floor: !values["no-floor"],
    peer: values.peer,
    json: values.json,
    report: values.report,
    serverArgs: wordsOf(values.server),
    runtimeArgs: wordsOf(values.runtime),
  };
}

function wordsOf(text: string): string[] {
  return text.split(" ").filter((word) => word !== "");
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(`--${name} is ${text}; wanted a whole number from ${min} to ${max}`);
}
