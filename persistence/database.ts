/**
 * Opening the world's file. Whatever is wrong with it is found here, before anything is changed in it, and said in a
 * sentence that tells the host what to do.
 *
 * WAL with synchronous = FULL: every commit is on the disk before it is acknowledged, so that a player whose account
 * was made has it after a power cut. NORMAL would save the flush but may lose the last commits; with group commit
 * (group_commit.ts) the flush is paid once for many writes, and checkpoints come every half minute.
 */
import { DatabaseSync } from "node:sqlite";
import { BUSY_WAIT_MS, CACHE_KIB, DATABASE_FILE, QUICK_CHECK_BYTES_MAX, WAL_BYTES_KEPT, WAL_PAGES } from "./limits.ts";
import { type FolderLock, lockFolder } from "./lock.ts";
import { APPLICATION_ID, migrate, MIGRATIONS } from "./migrations.ts";
import { fileTroubleText, isDiskFull, type Trouble, troubleOf } from "./trouble.ts";

/** What a file's name ends in while it is copied: by a restore, say. */
export const UNFINISHED = ".unfinished";

/** Why a folder cannot be served or read. Codes of `failed` messages. */
export type OpenFailure =
  | "folder-in-use"
  | "folder-not-writable"
  | "no-world"
  | "half-restored"
  | "not-a-weald-file"
  | "newer-file"
  | "damaged-file"
  | "disk-full"
  | "file-busy"
  | "file-error";

/** The open file, or why there is none; `message` is a sentence for the host. */
export type OpenResult =
  | { readonly ok: true; readonly database: DatabaseSync; readonly lock: FolderLock | null; readonly version: number }
  | { readonly ok: false; readonly code: OpenFailure; readonly message: string };

/** How a file is opened. */
export interface OpenOptions {
  /**
   * "serve" takes the folder's lock and makes what is missing. "beside" opens an existing world, served or not, for
   * one short write: it makes nothing and migrates nothing.
   */
  readonly mode: "serve" | "beside";
  /** Version of the program, noted in the file. */
  readonly version: string;
  /**
   * Called with the file as soon as it is known to be a world of this version, before it is checked: what is read from
   * it then is to be used only once it is open.
   */
  readonly onKnown?: (database: DatabaseSync) => void;
  /** For tests: the steps to migrate by. */
  readonly migrations?: readonly string[];
}

/** Opens the world's file in `folder`. */
export function openDatabase(folder: string, options: OpenOptions): OpenResult {
  if (options.mode === "serve") {
    const problem = makeFolder(folder);
    if (problem !== null) return { ok: false, code: "folder-not-writable", message: problem };
  }
  let lock: FolderLock | null = null;
  let database: DatabaseSync | null = null;
  try {
    const path = `${folder}/${DATABASE_FILE}`;
    const fileBytes = sizeOf(path);
    if (options.mode === "serve") {
      lock = lockFolder(folder);
      if (lock === null) return { ok: false, code: "folder-in-use", message: inUse(folder) };
      const halfDone = fileBytes === 0 ? halfRestored(path) : "";
      if (halfDone !== "") {
        lock.release();
        return { ok: false, code: "half-restored", message: halfDone };
      }
    } else if (fileBytes === 0) {
      return { ok: false, code: "no-world", message: `Cannot open ${path}: there is no world in this folder.` };
    }
    database = openFile(path);
    let opened = identify(database, path, fileBytes, options);
    if (opened.ok && opened.version < opened.migrateTo) {
      if (fileBytes > 0) {
        // Closed, so that the log is folded into the file, and no lock of SQLite's is lost by the copying.
        database.close();
        const problem = keepCopy(path, `${path}.version-${opened.version}`);
        if (problem !== null) {
          lock?.release();
          return { ok: false, ...problem };
        }
        database = openFile(path);
      }
      migrate(database, opened.version, options.migrations);
      opened = { ...opened, version: opened.migrateTo };
    }
    if (opened.ok) {
      if (options.mode === "serve") prepareToServe(database, options.version);
      return { ok: true, database, lock, version: opened.version };
    }
    database.close();
    lock?.release();
    return opened;
  } catch (error) {
    const trouble = troubleOf(error);
    database?.close();
    lock?.release();
    if (trouble === null) throw error;
    return { ok: false, ...openFailure(folder, trouble) };
  }
}

type Identified =
  | { readonly ok: true; readonly version: number; readonly migrateTo: number }
  | { readonly ok: false; readonly code: OpenFailure; readonly message: string };

/** Looks at an open file, and only looks: ours, of a version that we know, sound. */
function identify(database: DatabaseSync, path: string, fileBytes: number, options: OpenOptions): Identified {
  const steps = options.migrations ?? MIGRATIONS;
  const applicationId = pragmaNumber(database, "application_id");
  const version = pragmaNumber(database, "user_version");
  const pages = pragmaNumber(database, "page_count");
  const isNew = applicationId === 0 && version === 0 && pages === 0;
  if (!isNew && applicationId !== APPLICATION_ID) {
    return { ok: false, code: "not-a-weald-file", message: foreign(path) };
  }
  if (version > steps.length) {
    return {
      ok: false,
      code: "newer-file",
      message:
        `Cannot open ${path}: it was written by a newer Weald (file version ${version}, this program knows up to ` +
        `${steps.length}). Start it with that newer Weald.`,
    };
  }
  if (options.mode === "beside") {
    if (version === steps.length) return { ok: true, version, migrateTo: version };
    return {
      ok: false,
      code: "file-error",
      message: `Cannot open ${path}: it has file version ${version} and needs ${steps.length}. ` +
        `Start Weald once with this data folder; that brings it up to date.`,
    };
  }
  if (!isNew && version === steps.length) options.onKnown?.(database);
  if (!isNew && fileBytes <= QUICK_CHECK_BYTES_MAX) {
    const found = String(Object.values(database.prepare("PRAGMA quick_check(1)").get() ?? {})[0]);
    if (found !== "ok") return { ok: false, code: "damaged-file", message: damaged(path, found) };
  }
  return { ok: true, version, migrateTo: steps.length };
}

/**
 * Sets how the file is written, and notes who serves it for whoever finds it locked. A new file has its tables by now:
 * it is switched to WAL only here, so that it is never an unknown file with a log beside it.
 */
function prepareToServe(database: DatabaseSync, version: string): void {
  database.prepare("PRAGMA journal_mode = WAL").get();
  database.exec(
    `PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -${CACHE_KIB}; ` +
      `PRAGMA wal_autocheckpoint = ${WAL_PAGES}; PRAGMA journal_size_limit = ${WAL_BYTES_KEPT}`,
  );
  // This also says now, not at the first save, whether the file can be written.
  const note = database.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)");
  note.run("process", String(Deno.pid));
  note.run("version", version);
}

function openFile(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA busy_timeout = ${BUSY_WAIT_MS}`);
  return database;
}

function pragmaNumber(database: DatabaseSync, name: string): number {
  return Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
}

/** Copies a file before it is migrated, whole or not at all: under another name first. What is wrong if it fails. */
function keepCopy(path: string, to: string): { code: OpenFailure; message: string } | null {
  const cannot = (why: string) => `Cannot bring ${path} up to date: a copy of it as ${to} is made first, and ${why}.`;
  if (sizeOf(`${path}-wal`) > 0) {
    // The copy would lack what is in the log.
    const why = "its log could not be folded into it: another program has it open, or the disk is full";
    return { code: "file-error", message: `${cannot(why)} See to that and start Weald again.` };
  }
  const unfinished = `${to}${UNFINISHED}`;
  try {
    Deno.copyFileSync(path, unfinished);
    Deno.renameSync(unfinished, to);
    return null;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // Half a copy is of no use, and takes room where there may be none.
    removeIfThere(unfinished);
    const message = cannot(`that failed: ${fileTroubleText(error)}`);
    if (!isDiskFull(error)) return { code: "file-error", message };
    return { code: "disk-full", message: `${message} Free some space and start Weald again.` };
  }
}

function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** Makes the folder if there is none, and writes a byte in it. A sentence if that cannot be done. */
function makeFolder(folder: string): string | null {
  try {
    Deno.mkdirSync(folder, { recursive: true });
    const probe = Deno.makeTempFileSync({ dir: folder, prefix: ".weald-", suffix: ".tmp" });
    Deno.removeSync(probe);
    return null;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return notWritable(folder, error.message);
  }
}

/** A folder without a world in which a restore or a log was left: a new world must not hide that. "" if there is none. */
function halfRestored(path: string): string {
  if (sizeOf(path + UNFINISHED) > 0) {
    return `Cannot open ${path}: a restore was not finished here. Run \`weald restore\` once more, or remove ` +
      `${path}${UNFINISHED} to begin a new world.`;
  }
  if (sizeOf(`${path}-wal`) === 0) return "";
  return `Cannot open ${path}: the file is gone, and its log ${path}-wal is there. Put the file back beside it; or ` +
    "restore a backup with `weald restore`, which keeps the log under another name.";
}

function sizeOf(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}

/** Who serves a locked folder, as far as it can be known: the server wrote its process id into the file. */
function inUse(folder: string): string {
  let process = "another process";
  try {
    const database = new DatabaseSync(`${folder}/${DATABASE_FILE}`, { readOnly: true });
    const row = database.prepare("SELECT value FROM meta WHERE name = 'process'").get();
    if (row !== undefined) process = `process ${row.value}`;
    database.close();
  } catch (error) {
    // The other server may be making the file at this moment: the sentence is right without the number.
    if (troubleOf(error) === null) throw error;
  }
  return `Cannot serve ${folder}: ${process} is serving it already. Stop that one first, or choose another folder with --data.`;
}

/**
 * The failure that it is when an opened file cannot be read. What SQLite says besides of a sound file's tables, that one
 * of them is not there, say, comes from damage as well.
 */
export function readFailure(folder: string, trouble: Trouble): { code: OpenFailure; message: string } {
  return openFailure(folder, trouble.code === "other" ? { ...trouble, code: "damaged" } : trouble);
}

function openFailure(folder: string, trouble: Trouble): { code: OpenFailure; message: string } {
  const path = `${folder}/${DATABASE_FILE}`;
  switch (trouble.code) {
    case "not-sqlite":
      return { code: "not-a-weald-file", message: foreign(path) };
    case "damaged":
      return { code: "damaged-file", message: damaged(path, trouble.text) };
    case "read-only":
      return { code: "folder-not-writable", message: notWritable(folder, trouble.text) };
    case "disk-full":
      return {
        code: "disk-full",
        message: `Cannot open ${path}: ${trouble.text}. Free some space and start Weald again.`,
      };
    case "locked":
      return {
        code: "file-busy",
        message: `Cannot open ${path}: ${trouble.text}. Close the program that has it open and try again.`,
      };
    case "io":
    case "other":
      return { code: "file-error", message: `Cannot open ${path}: ${trouble.text}.` };
  }
}

function foreign(path: string): string {
  return `Cannot open ${path}: it is not a Weald world. Move that file away, or choose another folder with --data.`;
}

function notWritable(folder: string, why: string): string {
  return `Cannot write in the data folder ${folder}: ${why}. Choose a folder that you may write to with --data.`;
}

function damaged(path: string, why: string): string {
  return `Cannot open ${path}: it is damaged (${why}). Nothing in it was changed. Put a copy from a backup in its place ` +
    `(and remove ${DATABASE_FILE}-wal and ${DATABASE_FILE}-shm beside it), or move it away to begin a new world. ` +
    `The sqlite3 program's ".recover" command may save what can still be read.`;
}
