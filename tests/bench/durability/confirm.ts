/** How long it takes from asking for something until hearing that it is done, and on the disk. */
import { type Program, startWeald, withFolder } from "../../command_line/weald_process.ts";
import { Bot, type Memory } from "../../durability/bot.ts";
import { percentile, rounded } from "../load/numbers.ts";
import { addWalkers } from "./walkers.ts";

/** How much is measured. */
export interface ConfirmSizes {
  /** Those who pick up, drop and give without rest. */
  readonly traders: number;
  /** Those who only walk, on the same square. */
  readonly walkers: number;
  readonly seconds: number;
}

/** Milliseconds from asking to hearing. */
export interface ConfirmResult {
  readonly confirmed: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** What joining leaves behind is over by then. */
const SETTLE_MS = 2_000;

/** Lets traders trade on a real server and times what they are told. */
export async function measureConfirm(
  { traders, walkers, seconds }: ConfirmSizes,
  program: Program,
): Promise<ConfirmResult> {
  const ackMs: number[] = [];
  await withFolder(async (folder) => {
    const server = await startWeald(["--data", folder, "--seed", "5"], { program });
    const crowd = await addWalkers(server.url, walkers);
    const others = new Map<number, Bot>();
    const memories: Memory[] = Array.from({ length: traders }, (_, at) => ({
      ...{ name: `Trader ${String.fromCharCode(97 + at % 26).repeat(2 + Math.floor(at / 26))}`, token: "" },
      ...{ character: 0, done: [], unanswered: [], ackMs: [] },
    }));
    const bots = memories.map((memory, at) => new Bot(server.url, memory, at, others));
    await sleep(SETTLE_MS);
    for (const memory of memories) memory.ackMs.length = 0;
    await sleep(seconds * 1000);
    for (const memory of memories) ackMs.push(...memory.ackMs);
    for (const bot of bots) bot.close();
    await Promise.all(bots.map((bot) => bot.closed));
    await crowd.stop();
    await server.stop();
  });
  const at = (part: number) => rounded(percentile(ackMs, part), 1);
  return { confirmed: ackMs.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
