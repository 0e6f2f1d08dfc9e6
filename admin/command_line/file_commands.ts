/** `weald verify`, `replay`, `backup` and `restore`: what is done with a world's file; each answers its exit code. */
import { resolve } from "node:path";
import { backUp, DATABASE_FILE, lookAt, restore } from "../../persistence/mod.ts";
import { replayFile } from "./replay.ts";
import { verifyFile } from "./verify.ts";

/** What these commands were given. */
export type FileCommand =
  /** `file` "": the world of the folder. */
  | { readonly command: "verify"; readonly data: string; readonly file: string }
  | { readonly command: "replay"; readonly data: string; readonly from: number | null; readonly to: number | null }
  | { readonly command: "backup"; readonly data: string; readonly file: string }
  | { readonly command: "restore"; readonly data: string; readonly file: string; readonly replace: boolean };

/** Runs one of them. */
export function runFileCommand(given: FileCommand): number {
  const folder = resolve(given.data);
  switch (given.command) {
    case "verify":
      return runVerify(given.file === "" ? `${folder}/${DATABASE_FILE}` : resolve(given.file));
    case "replay":
      return runReplay(`${folder}/${DATABASE_FILE}`, given.from, given.to);
    case "backup": {
      const to = resolve(given.file);
      const done = backUp(folder, to, problemOf);
      return done.ok ? said(`The world of ${folder} is in ${to}, and was checked.`) : failed(done.message);
    }
    case "restore": {
      const done = restore(resolve(given.file), folder, given.replace, problemOf, new Date());
      if (!done.ok) return failed(done.message);
      const kept = done.kept === "" ? "" : ` What it replaced is kept as ${done.kept}.`;
      return said(`${resolve(given.file)} is the world of ${folder} now.${kept}`);
    }
  }
}

/** What is wrong with a copy, or "". */
function problemOf(path: string): string {
  const verified = verifyFile(path, false);
  return verified.ok ? "" : verified.message.replace(/\.$/, "");
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

function said(text: string): number {
  console.log(text);
  return 0;
}

function failed(message: string): number {
  console.error(message);
  return 1;
}
