import { deepEqual, equal, match } from "node:assert/strict";
import { type BackupJob, BackupSchedule } from "../../../admin/backup/mod.ts";
import { backupName, listBackups } from "../../../admin/backup/folder.ts";
import { Log } from "../../../admin/supervisor/log.ts";
import { withFolder } from "../../command_line/weald_process.ts";

const DAY_MS = 86_400_000;
const START = Date.UTC(2030, 0, 1, 12);

interface Bench {
  readonly schedule: BackupSchedule;
  readonly jobs: BackupJob[];
  readonly log: string[];
  readonly clock: { now: number };
  fails: string;
}

function bench(folder: string, keep: number): Bench {
  const log: string[] = [];
  const jobs: BackupJob[] = [];
  const clock = { now: START };
  const made: Bench = {
    ...{ jobs, log, clock, fails: "" },
    schedule: new BackupSchedule(
      { folder, file: `${folder}/weald.db`, to: `${folder}/backups`, everyMinutes: 60, keep },
      (job) => {
        jobs.push(job);
        if (made.fails !== "") return Promise.resolve({ ok: false, message: made.fails, ms: 3 });
        Deno.writeTextFileSync(job.to, "a copy");
        return Promise.resolve({ ok: true, ms: 3 });
      },
      new Log("info", (line) => log.push(line)),
      () => clock.now,
    ),
  };
  return made;
}

Deno.test("D8 backups by the clock: the oldest beyond the number go, files of other names stay", () =>
  withFolder(async (folder) => {
    const { schedule, clock } = bench(folder, 2);
    Deno.mkdirSync(`${folder}/backups`);
    Deno.writeTextFileSync(`${folder}/backups/weald-mine.db`, "mine");
    for (let day = 0; day < 4; day++) {
      clock.now = START + day * DAY_MS;
      await schedule.run();
    }
    const names = [...Deno.readDirSync(`${folder}/backups`)].map(({ name }) => name).sort();
    deepEqual(names, ["weald-2030-01-03T12-00-00Z.db", "weald-2030-01-04T12-00-00Z.db", "weald-mine.db"]);
    const { count, last, trouble } = schedule.report();
    deepEqual([count, last?.bytes, last?.at, trouble], [2, 6, START + 3 * DAY_MS, ""]);
  }));

Deno.test("D8 a backup that failed is told, removes nothing, and the next good one ends the trouble", () =>
  withFolder(async (folder) => {
    const made = bench(folder, 1);
    await made.schedule.run();
    made.clock.now += DAY_MS;
    made.fails = "Cannot make the backup: the disk is full.";
    await made.schedule.run();
    equal(made.schedule.report().trouble, made.fails);
    equal(listBackups(`${folder}/backups`).length, 1);
    match(made.log.at(-1)!, /error.*the disk is full/);
    made.fails = "";
    made.clock.now += DAY_MS;
    await made.schedule.run();
    equal(made.schedule.report().trouble, "");
    equal(listBackups(`${folder}/backups`)[0]!.at, START + 2 * DAY_MS);
  }));

Deno.test("D8 the next one is due by the newest that is there, also where the clock was set back", () =>
  withFolder((folder) => {
    const due = (newestAt: number) => {
      Deno.mkdirSync(`${folder}/backups`, { recursive: true });
      const path = `${folder}/backups/${backupName(newestAt)}`;
      Deno.writeTextFileSync(path, "");
      const { schedule } = bench(folder, 5);
      schedule.begin();
      schedule.stop();
      Deno.removeSync(path);
      return (schedule.report().nextAt - START) / 60_000;
    };
    deepEqual([due(START - 20 * 60_000), due(START - DAY_MS), due(START + 300 * DAY_MS)], [40, 1, 60]);
    return Promise.resolve();
  }));

Deno.test("D8 a folder that cannot be made is trouble in words", () =>
  withFolder(async (folder) => {
    Deno.writeTextFileSync(`${folder}/backups`, "a file in the way");
    const { schedule, jobs } = bench(folder, 5);
    await schedule.run();
    equal(jobs.length, 0);
    match(schedule.report().trouble, /Cannot make a backup in .*backups: /);
  }));
