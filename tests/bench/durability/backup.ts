/**
 * What backups of a large world do to the ticks of the players on it. The server makes them by its clock, one a minute;
 * several, so that the slowest hundredth of the ticks is more than two or three of them.
 */
import { DatabaseSync } from "node:sqlite";
import { withFolder } from "../../command_line/weald_process.ts";
import { percentile, rounded } from "../load/numbers.ts";
import { startServer } from "../server.ts";
import { addWalkers } from "./walkers.ts";

/** How much is measured. */
export interface BackupSizes {
  readonly megabytes: number;
  readonly players: number;
  readonly backups: number;
  /** Before the first backup, at most. */
  readonly secondsBefore: number;
}

/** Ticks before, between and while they were made, in milliseconds; how long the last took and how large it is. */
export interface BackupResult {
  readonly without: { readonly ticks: number; readonly p50: number; readonly p99: number };
  readonly during: { readonly ticks: number; readonly p50: number; readonly p99: number };
  readonly seconds: number;
  readonly megabytes: number;
}

const POLL_MS = 1_000;
/** The first backup begins a minute after the start, each other a minute after the one before. */
const BACKUP_MS_MAX = 240_000;
const PAGE_BYTES = 100_000;

/** Fills a world's file with a past of this size, and measures. */
export async function measureBackup(sizes: BackupSizes): Promise<BackupResult> {
  const { megabytes, players, backups, secondsBefore } = sizes;
  let result: BackupResult | null = null;
  await withFolder(async (folder) => {
    await (await startServer(folder)).stop();
    fillPast(`${folder}/weald.db`, megabytes);
    const server = await startServer(folder, ["--backup-every", "1", "--history-mb", "100000"]);
    const crowd = await addWalkers(`http://127.0.0.1:${server.port}`, players);
    const ticks = { before: [] as number[], between: [] as number[], during: [] as number[] };
    const until = performance.now() + BACKUP_MS_MAX * backups;
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      const { world, backup } = (await server.console.overview()).sample;
      if (backup === undefined || performance.now() > until || backup.trouble !== "") {
        throw new Error(`make a backup: ${backup?.trouble ?? "there is none"} within ${BACKUP_MS_MAX} ms`);
      }
      const when = backup.isRunning ? "during" : ticks.during.length === 0 ? "before" : "between";
      ticks[when].push(...world?.tickMsEach ?? []);
      if (backup.last === null || backup.isRunning || backup.count < backups) continue;
      const { bytes, ms } = backup.last;
      const of = (values: readonly number[]) => ({
        ticks: values.length,
        p50: rounded(percentile(values, 0.5), 2),
        p99: rounded(percentile(values, 0.99), 2),
      });
      // The walkers came in meanwhile: what counts is the time just before.
      const without = of([...ticks.before.slice(-secondsBefore * 20), ...ticks.between]);
      result = {
        without,
        during: of(ticks.during),
        seconds: rounded(ms / 1000, 1),
        megabytes: Math.round(bytes / 1e6),
      };
      break;
    }
    await crowd.stop();
    await server.stop();
  });
  return result!;
}

/** Old pages, as years of a world leave them. */
function fillPast(path: string, megabytes: number): void {
  const file = new DatabaseSync(path);
  const put = file.prepare(
    "INSERT INTO kept_page (section, page, from_tick, until_tick, bytes) VALUES ('entities.originX', ?, 0, 1, ?)",
  );
  const bytes = crypto.getRandomValues(new Uint8Array(65_536));
  const page = new Uint8Array(PAGE_BYTES);
  for (let at = 0; at < PAGE_BYTES; at++) page[at] = bytes[at % bytes.length]!;
  file.exec("BEGIN");
  for (let number = 0; number < megabytes * 1e6 / PAGE_BYTES; number++) {
    page[number % PAGE_BYTES]! ^= 0x55;
    put.run(1_000_000 + number, page);
  }
  file.exec("COMMIT");
  file.close();
}
