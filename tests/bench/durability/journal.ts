/** What the journal of walking players costs: bytes, and the storage thread's time. */
import { withFolder } from "../../command_line/weald_process.ts";
import { rounded } from "../load/numbers.ts";
import { coresByPart } from "../load/weald_server.ts";
import { startServer } from "../server.ts";
import { addWalkers } from "./walkers.ts";

/** How much is measured. */
export interface JournalSizes {
  readonly players: number;
  readonly seconds: number;
}

/** What came of it. */
export interface JournalResult {
  readonly bytesPerPlayerHour: number;
  /** Of the storage thread: all that it did, checkpoints included. */
  readonly storageCores: number;
  readonly commitMsP99: number;
}

/** Lets walkers walk and measures. */
export async function measureJournal({ players, seconds }: JournalSizes): Promise<JournalResult> {
  let result: JournalResult | null = null;
  await withFolder(async (folder) => {
    const server = await startServer(folder);
    const crowd = await addWalkers(`http://127.0.0.1:${server.port}`, players);
    const journal = async () => (await server.console.overview()).sample.storage?.journal;
    await sleep(3_000);
    const [before, times] = [await journal(), server.processorTime()];
    await sleep(seconds * 1000);
    const [after, later] = [await journal(), server.processorTime()];
    const bytes = (after?.bytes ?? 0) - (before?.bytes ?? 0);
    result = {
      bytesPerPlayerHour: Math.round(bytes / players / seconds * 3600),
      storageCores: rounded(coresByPart(times, later).storage, 4),
      commitMsP99: after?.commitMs.p99 ?? 0,
    };
    await crowd.stop();
    await server.stop();
  });
  return result!;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
