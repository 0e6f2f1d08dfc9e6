/**
 * Rounds of a real server that is killed: bots pick up, drop and give; at a random moment the process gets SIGKILL; it
 * starts again; and what is in its file is compared with every acknowledgement that the bots ever got.
 */
import { DatabaseSync } from "node:sqlite";
import { verifyFile } from "../../admin/files/mod.ts";
import { Prng } from "../../world/base/prng.ts";
import { type Program, startWeald } from "../command_line/weald_process.ts";
import { acknowledgedProblem } from "./acknowledged.ts";
import { Bot, type Memory } from "./bot.ts";

/** What some rounds came to. */
export interface RoundsReport {
  readonly kills: number;
  readonly acknowledged: number;
  /** Actions in flight at a kill, of which nothing is promised. */
  readonly unanswered: number;
  /** Milliseconds from starting the process to its greeting, after each kill. */
  readonly restartMs: readonly number[];
  /** Milliseconds from asking to the acknowledgement. */
  readonly ackMs: readonly number[];
}

const BOTS = 8;
const ALIVE_MS_MIN = 600;

/** How the rounds go. */
export interface RoundsOptions {
  readonly kills: number;
  readonly seed: number;
  /** The server lives at most this long, in milliseconds. */
  readonly aliveMsMax: number;
  readonly program: Program;
}

/** Kills a server of its own `kills` times. Throws with seed and round at the first thing that is not as was told. */
export async function killRounds(folder: string, options: RoundsOptions): Promise<RoundsReport> {
  const { kills, seed, aliveMsMax, program } = options;
  const prng = new Prng(seed);
  const memories: Memory[] = Array.from({ length: BOTS }, (_, at) => ({
    ...{ name: `Robin ${"abcdefgh"[at]!.repeat(3)}`, token: "", character: 0 },
    ...{ done: [], unanswered: [], ackMs: [] },
  }));
  const restartMs: number[] = [];
  const args = ["--data", folder, "--seed", "5", "--checkpoint-seconds", "2"];
  let server = await startWeald(args, { program });
  for (let round = 1; round <= kills; round++) {
    const others = new Map<number, Bot>();
    const bots = memories.map((memory) => new Bot(server.url, memory, prng.below(1 << 30), others));
    await new Promise((resolve) => setTimeout(resolve, ALIVE_MS_MIN + prng.below(aliveMsMax - ALIVE_MS_MIN)));
    server.signal("SIGKILL");
    await server.ended;
    await Promise.all(bots.map((bot) => bot.closed));
    const startedMs = performance.now();
    server = await startWeald(args, { program });
    restartMs.push(Math.round(performance.now() - startedMs));
    const problem = compare(`${folder}/weald.db`, memories);
    if (problem === "") continue;
    await server.stop();
    throw new Error(`seed ${seed}, kill ${round}: ${problem}`);
  }
  await server.stop();
  const verified = verifyFile(`${folder}/weald.db`, true);
  if (!verified.ok) throw new Error(`seed ${seed}, at the end: ${verified.message}`);
  return {
    kills,
    acknowledged: memories.reduce((sum, { done }) => sum + done.length, 0),
    unanswered: memories.reduce((sum, { unanswered }) => sum + unanswered.length, 0),
    restartMs,
    ackMs: memories.flatMap(({ ackMs }) => ackMs),
  };
}

/** What is wrong between a file and what bots remember, or "". */
function compare(path: string, memories: readonly Memory[]): string {
  const verified = verifyFile(path, false);
  if (!verified.ok) return verified.message;
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return acknowledgedProblem(database, memories);
  } finally {
    database.close();
  }
}
