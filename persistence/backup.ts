/** Backups: a copy of the world's file while it is served, and a copy put in its place while it is not. */
import { UNFINISHED } from "./database.ts";
import { exists, flush } from "./files.ts";
import { DATABASE_FILE } from "./limits.ts";
import { lockFolder } from "./lock.ts";
import { lookAt } from "./look.ts";
import { fileTroubleText, troubleText } from "./trouble.ts";

/** Nothing, or why it was not done. */
export type BackupResult = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** Looks into a finished copy: "" if it is good. */
export type CheckCopy = (path: string) => string;

/** Copies the world of a folder to a new file; it has its name only once `check` finds nothing wrong with it. */
export function backUp(folder: string, to: string, check: CheckCopy): BackupResult {
  const wrong = (why: string): BackupResult => ({ ok: false, message: `Cannot make the backup ${to}: ${why}.` });
  if (exists(to)) return wrong("that file exists; choose another name");
  const opened = lookAt(`${folder}/${DATABASE_FILE}`, true);
  if (!opened.ok) return opened;
  const unfinished = `${to}.unfinished`;
  try {
    remove(unfinished);
    opened.look.copyTo(unfinished);
    flush(unfinished);
    const problem = check(unfinished);
    if (problem !== "") throw new CopyError(`the copy is not sound (${problem})`);
    Deno.renameSync(unfinished, to);
    return { ok: true };
  } catch (error) {
    remove(unfinished);
    return wrong(reasonOf(error));
  } finally {
    opened.look.close();
  }
}

/** What a restore did. */
export type RestoreResult =
  /** `kept`: where the file is that it replaced, or "". */
  | { readonly ok: true; readonly kept: string }
  | { readonly ok: false; readonly message: string };

/** Puts a copy of a file in a folder that nobody serves. A world that is there is kept under another name. */
export function restore(file: string, folder: string, mayReplace: boolean, check: CheckCopy, at: Date): RestoreResult {
  const wrong = (why: string): RestoreResult => ({ ok: false, message: `Cannot restore ${file}: ${why}.` });
  const path = `${folder}/${DATABASE_FILE}`;
  const unfinished = path + UNFINISHED;
  try {
    Deno.mkdirSync(folder, { recursive: true });
    const lock = lockFolder(folder);
    if (lock === null) return wrong(`${folder} is being served; stop that Weald first`);
    try {
      if (exists(path) && !mayReplace) {
        return wrong(`there is a world in ${folder}; --replace keeps it under another name`);
      }
      const before = check(file);
      if (before !== "") return wrong(before);
      remove(unfinished);
      Deno.copyFileSync(file, unfinished);
      flush(unfinished);
      const after = check(unfinished);
      if (after !== "") throw new CopyError(`the copy is not sound (${after})`);
      return { ok: true, kept: replace(path, unfinished, at) };
    } finally {
      lock.release();
    }
  } catch (error) {
    remove(unfinished);
    return wrong(reasonOf(error));
  }
}

class CopyError extends Error {
  override name = "CopyError";
}

/**
 * Moves a file away, with the logs that SQLite may have left beside it, puts another in its place, and says where the
 * old one is; "" if there was nothing. A log without its file goes too: SQLite would take it for that of the file that
 * comes. All of it or nothing: even a new name may find no room on a full disk, and then every old name is given back.
 */
function replace(path: string, by: string, at: Date): string {
  const to = `${path}.replaced-${at.toISOString().slice(0, 19).replaceAll(":", "-")}`;
  const ends = ["-wal", "-shm", ""].filter((end) => exists(path + end));
  const moves = [...ends.map((end) => [path + end, to + end] as const), [by, path] as const];
  const moved: (readonly [string, string])[] = [];
  try {
    for (const move of moves) {
      Deno.renameSync(...move);
      moved.push(move);
    }
  } catch (error) {
    for (const [from, now] of moved.reverse()) Deno.renameSync(now, from);
    throw error;
  }
  return ends.length === 0 ? "" : to;
}

/** Removes a file that is not finished, and what SQLite may have left beside it. */
function remove(path: string): void {
  for (const end of ["-wal", "-shm", "-journal", ""]) if (exists(path + end)) Deno.removeSync(path + end);
}

function reasonOf(error: unknown): string {
  if (error instanceof CopyError) return error.message;
  if (error instanceof Error && (error as { code?: unknown }).code !== "ERR_SQLITE_ERROR") {
    return fileTroubleText(error);
  }
  return troubleText(error);
}
