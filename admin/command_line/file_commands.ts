/** `weald verify`, `replay`, `export`, `backup` and `restore`: what is done with a world's file; each answers its exit code. */
import { resolve } from "node:path";
import { backUp, DATABASE_FILE, exportSpan, lookAt, openPast, restore, troubleText } from "../../persistence/mod.ts";
import { type Moment, tickAtTime, TIME_POINTS_MAX } from "../past/mod.ts";
import { copyProblem, replayFile, verifyFile } from "../files/mod.ts";

/** What these commands were given. */
export type FileCommand =
  /** `file` "": the world of the folder. */
  | { readonly command: "verify"; readonly data: string; readonly file: string }
  | {
    readonly command: "replay";
    readonly data: string;
    /** "": the world of the folder. */
    readonly file: string;
    readonly from: number | null;
    readonly to: number | null;
  }
  | {
    readonly command: "export";
    readonly data: string;
    readonly from: Moment;
    readonly to: Moment;
    readonly file: string;
  }
  | { readonly command: "backup"; readonly data: string; readonly file: string }
  | { readonly command: "restore"; readonly data: string; readonly file: string; readonly replace: boolean };

/** Runs one of them. */
export function runFileCommand(given: FileCommand): number {
  const folder = resolve(given.data);
  switch (given.command) {
    case "verify":
      return runVerify(given.file === "" ? `${folder}/${DATABASE_FILE}` : resolve(given.file));
    case "replay":
      return runReplay(
        given.file === "" ? `${folder}/${DATABASE_FILE}` : resolve(given.file),
        given.from,
        given.to,
      );
    case "export":
      return runExport(`${folder}/${DATABASE_FILE}`, given.from, given.to, resolve(given.file));
    case "backup": {
      const to = resolve(given.file);
      const done = backUp(folder, to, copyProblem);
      return done.ok ? said(`The world of ${folder} is in ${to}, and was checked.`) : failed(done.message);
    }
    case "restore": {
      const done = restore(resolve(given.file), folder, given.replace, copyProblem, new Date());
      if (!done.ok) return failed(done.message);
      const kept = done.kept === "" ? "" : ` What it replaced is kept as ${done.kept}.`;
      return said(`${resolve(given.file)} is the world of ${folder} now.${kept}`);
    }
  }
}

function runVerify(path: string): number {
  const verified = verifyFile(path, true);
  return verified.ok ? said(verified.lines.join("\n")) : failed(verified.message);
}

function runReplay(path: string, from: number | null, to: number | null): number {
  const opened = lookAt(path);
  if (!opened.ok) return failed(opened.message);
  const startedMs = performance.now();
  try {
    const oldest = opened.look.kept()[0]?.tick ?? opened.look.newest()?.tick ?? 0;
    const replayed = replayFile(opened.look, from ?? oldest, to ?? Number.MAX_SAFE_INTEGER);
    if (!replayed.ok) return failed(replayed.message);
    const { fromTick, toTick, commands, states, pulses, world } = replayed.report;
    const seconds = (performance.now() - startedMs) / 1000;
    const times = (toTick - fromTick) / world.facts.tickRate / seconds;
    return said(
      `Ticks ${fromTick} to ${toTick} with ${commands} commands: ${states} states and ${pulses} pulses, all the same.\n` +
        `${seconds.toFixed(1)} s, ${Math.round(times)} times as fast as it happened.`,
    );
  } finally {
    opened.look.close();
  }
}

/** A span in one go; the journal says when ticks were. */
function runExport(path: string, from: Moment, to: Moment, out: string): number {
  const opened = openPast(path);
  if (!opened.ok) return failed(opened.message);
  const { file } = opened;
  try {
    const tickRate = file.tickRate();
    const clock = { points: file.timePoints(1000 / tickRate, TIME_POINTS_MAX), tickRate };
    const tickOf = (moment: Moment) => moment.type === "tick" ? moment.tick : tickAtTime(clock, moment.at) ?? 0;
    const steps = exportSpan({ file, fromTick: tickOf(from), toTick: tickOf(to), path: out, bytesMax: Infinity });
    let step = steps.next();
    while (!step.done) step = steps.next();
    const exported = step.value;
    if (!exported.ok) return failed(exported.message);
    return said(
      `Ticks ${tickOf(from)} to ${tickOf(to)} are in ${out} (${
        (exported.bytes / 1e6).toFixed(1)
      } MB), with the state ` +
        `of tick ${exported.stateTick} and ${exported.transfers} transfers. It has no accounts, passwords or addresses.`,
    );
  } catch (error) {
    return failed(`Cannot export from ${path}: ${troubleText(error)}.`);
  } finally {
    file.close();
  }
}

function said(text: string): number {
  console.log(text);
  return 0;
}

function failed(message: string): number {
  console.error(message);
  return 1;
}
