/**
 * `deno task bench:durability`: measures what durability costs and how quick it is, and prints a table.
 *
 *     deno task bench:durability [--only confirm,restart,…] [--small] [--executable dist/weald]
 */
import { asTaskStarts } from "../server.ts";
import { machineText } from "../load/machine.ts";
import { FROM_SOURCES, type RunOptions } from "../../command_line/weald_process.ts";
import { type ConfirmSizes, measureConfirm } from "./confirm.ts";
import { type BackupSizes, measureBackup } from "./backup.ts";
import { type JournalSizes, measureJournal } from "./journal.ts";
import { measureReplay } from "./replay.ts";
import type { WorldFileSizes } from "./world_file.ts";
import { measureRestart, type RestartSizes } from "./restart.ts";
import { oneOf, onOff, optionsOf, several, word } from "../../tools/options.ts";

/** A line of the table: what was measured, and what came of it. */
export type Row = readonly [what: string, result: string];

/** The sizes of everything. */
export interface DurabilitySizes {
  readonly confirm: ConfirmSizes;
  readonly restart: RestartSizes;
  readonly journal: JournalSizes;
  readonly replay: WorldFileSizes;
  readonly backup: BackupSizes;
}

export const FULL_SIZES: DurabilitySizes = {
  confirm: { traders: 8, walkers: 200, seconds: 60 },
  restart: { file: { creatures: 100_000, players: 1000, newcomers: "town", seconds: 60 }, times: 10 },
  journal: { players: 1000, seconds: 60 },
  replay: { creatures: 2830, players: 500, newcomers: "town", seconds: 300 },
  backup: { megabytes: 1000, players: 1000, backups: 4, secondsBefore: 30 },
};
/** For the gate: everything runs, nothing is judged by its time. */
export const SMALL_SIZES: DurabilitySizes = {
  confirm: { traders: 4, walkers: 0, seconds: 2 },
  restart: { file: { creatures: 500, players: 20, newcomers: "town", seconds: 3 }, times: 1 },
  journal: { players: 4, seconds: 2 },
  replay: { creatures: 300, players: 10, newcomers: "town", seconds: 5 },
  backup: { megabytes: 5, players: 2, backups: 1, secondsBefore: 5 },
};

const MEASURES = {
  async confirm({ confirm }, { program = FROM_SOURCES }) {
    const { confirmed, p50, p99, max } = await measureConfirm(confirm, program);
    const { traders, walkers } = confirm;
    const what = `from asking to "done", ${traders} traders and ${walkers} walkers: p50 / p99 / max`;
    return [[what, `${p50} / ${p99} / ${max} ms (${confirmed} confirmed)`]];
  },
  async restart({ restart }, options) {
    const { file, p50, max, recoveryP50 } = await measureRestart(restart, options);
    const { seconds, players } = restart.file;
    const what =
      `start after a kill, ${file.entities} saved entities and ${seconds} s of journal of ${players} players`;
    return [
      [`${what}: p50 / max`, `${p50} / ${max} ms`],
      ["of it stepping again (p50)", `${recoveryP50} ms for ${file.ticks} ticks with ${file.commands} commands`],
    ];
  },
  async journal({ journal }) {
    const { bytesPerPlayerHour, storageCores, commitMsP99 } = await measureJournal(journal);
    const perHour = `${Math.round(bytesPerPlayerHour * journal.players / 1e6)} MB an hour`;
    return [
      [`journal of ${journal.players} walkers`, `${bytesPerPlayerHour} bytes for a player's hour, ${perHour}`],
      ["storage's thread", `${(storageCores * 100).toFixed(2)} % of a core; commits ${commitMsP99} ms (p99)`],
    ];
  },
  async replay({ replay }, { program = FROM_SOURCES }) {
    const { commands, times } = await measureReplay(replay, program);
    const what = `weald replay of ${replay.seconds} s with ${replay.players} players (${commands} commands)`;
    return [[what, `${times} times as fast as it happened`]];
  },
  async backup({ backup }) {
    const { without, during, seconds, megabytes } = await measureBackup(backup);
    const what = `${backup.backups} backups of ${megabytes} MB under ${backup.players} walkers`;
    const ratio = (during.p99 / without.p99).toFixed(2);
    return [
      [what, `${seconds} s each, copied and checked`],
      ["tick without: p50 / p99", `${without.p50} / ${without.p99} ms (${without.ticks} ticks)`],
      ["tick meanwhile: p50 / p99", `${during.p50} / ${during.p99} ms (${during.ticks} ticks): p99 × ${ratio}`],
    ];
  },
} satisfies Record<string, (sizes: DurabilitySizes, options: RunOptions) => Promise<Row[]>>;

export type MeasureName = keyof typeof MEASURES;
export const MEASURE_NAMES = Object.keys(MEASURES) as MeasureName[];

/** Measures one thing on servers that are started so; from the sources if nothing is said. */
export function measure(name: MeasureName, sizes: DurabilitySizes, options: RunOptions = {}): Promise<Row[]> {
  return MEASURES[name](sizes, options);
}

if (import.meta.main) {
  const about = "What durability costs, and how quick it is.";
  const values = optionsOf({ task: "deno task bench:durability", about }, {
    only: several(oneOf("measures", MEASURE_NAMES, MEASURE_NAMES[0]!), MEASURE_NAMES),
    small: onOff("a little of each, to see that it works"),
    executable: word("the executable to measure instead of the sources", undefined, "FILE"),
  });
  const { executable } = values;
  // Of a start the loading of the program is a good part: it is measured as its users start it.
  const optionsFor = async (name: MeasureName): Promise<RunOptions> =>
    executable !== undefined ? { program: [executable] } : name === "restart" ? await asTaskStarts() : {};
  console.log(`${machineText()}; load ${Deno.loadavg()[0]!.toFixed(1)}; ${executable ?? Deno.execPath()}`);
  for (const name of MEASURE_NAMES.filter((name) => values.only.includes(name))) {
    for (const [what, result] of await measure(name, values.small ? SMALL_SIZES : FULL_SIZES, await optionsFor(name))) {
      console.log(`${what}: ${result}`);
    }
  }
}
