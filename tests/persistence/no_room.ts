/** A disk that is full at one step of some work: the name, the copy, the flush or the statement that finds no room. */
import { StatementSync } from "node:sqlite";

/**
 * Runs with a disk that has no room at step `nth`, counted from 1; a copy ends in its middle then, as on a real disk.
 * Steps are Deno's copying, renaming and flushing of files, and what `StatementSync.run` does. Answers what `run` did,
 * and whether there was such a step: once there is none, all of them have been tried.
 */
export function withoutRoomAt<T>(nth: number, run: () => T): { readonly result: T; readonly hadStep: boolean } {
  let step = 0;
  const isFull = () => ++step === nth;
  const real = { copy: Deno.copyFileSync, rename: Deno.renameSync, flush: Deno.FsFile.prototype.syncSync };
  const realRun = StatementSync.prototype.run;
  Deno.copyFileSync = (from, to) => {
    const full = isFull();
    real.copy(from, to);
    if (!full) return;
    half(String(to));
    throw noRoom(`copy '${from}' -> '${to}'`);
  };
  Deno.renameSync = (from, to) => {
    if (isFull()) throw noRoom(`rename '${from}' -> '${to}'`);
    real.rename(from, to);
  };
  Deno.FsFile.prototype.syncSync = function () {
    if (isFull()) throw noRoom("sync");
    real.flush.call(this);
  };
  const runOrNot = function (this: StatementSync, ...values: Parameters<typeof realRun>) {
    if (!isFull()) return realRun.apply(this, values);
    if (/^VACUUM INTO/.test(this.sourceSQL)) {
      realRun.apply(this, values);
      half(String(values[0]));
    }
    throw full();
  };
  // Two overloads: the last one stands for both.
  StatementSync.prototype.run = runOrNot as typeof realRun;
  try {
    const result = run();
    return { result, hadStep: step >= nth };
  } finally {
    Deno.copyFileSync = real.copy;
    Deno.renameSync = real.rename;
    Deno.FsFile.prototype.syncSync = real.flush;
    StatementSync.prototype.run = realRun;
  }
}

/** A disk on which statements find no room while `isFull` is set; `end` puts back what was there. */
export interface FullDisk {
  isFull: boolean;
  end(): void;
}

/** Puts such a disk under every statement that runs. */
export function putFullDisk(): FullDisk {
  const { run } = StatementSync.prototype;
  const disk: FullDisk = { isFull: true, end: () => void (StatementSync.prototype.run = run) };
  const runOrNot = function (this: StatementSync, ...values: Parameters<typeof run>) {
    if (disk.isFull) throw full();
    return run.apply(this, values);
  };
  // Two overloads: the last one stands for both.
  StatementSync.prototype.run = runOrNot as typeof run;
  return disk;
}

function full(): Error {
  return Object.assign(new Error("database or disk is full"), { code: "ERR_SQLITE_ERROR", errcode: 13 });
}

function noRoom(what: string): Error {
  return Object.assign(new Error(`No space left on device (os error 28): ${what}`), { code: "ENOSPC" });
}

function half(path: string): void {
  Deno.truncateSync(path, Deno.statSync(path).size >> 1);
}
