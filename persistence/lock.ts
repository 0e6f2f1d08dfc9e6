/**
 * One server per data folder. The lock is SQLite's own exclusive file lock on an empty file beside the world's: the
 * operating system holds it for the process and lets go when the process ends, however it ends. It does not wait, and
 * it works alike on every platform and version of Deno in use (`FsFile.tryLock` is missing in the older ones).
 */
import { DatabaseSync } from "node:sqlite";
import { troubleOf } from "./trouble.ts";

export const LOCK_FILE = "weald.lock";

/** The lock of a folder, held until it is released or the process ends. */
export interface FolderLock {
  release(): void;
}

/** Takes the lock of `folder`: null if another server holds it. Throws what SQLite throws if the folder is no good. */
export function lockFolder(folder: string): FolderLock | null {
  const file = new DatabaseSync(`${folder}/${LOCK_FILE}`);
  try {
    file.prepare("PRAGMA busy_timeout = 0").get();
    file.prepare("BEGIN EXCLUSIVE").run();
  } catch (error) {
    file.close();
    if (troubleOf(error)?.code === "locked") return null;
    throw error;
  }
  return { release: () => file.close() };
}
