/** SQLite's failures as words of ours: what storage cannot do, why, and what a host can do about it. */

/** What is wrong with the file or the disk. `other` is a failure that nobody foresaw. */
export type TroubleCode = "disk-full" | "damaged" | "not-sqlite" | "read-only" | "locked" | "io" | "other";

/** A failure outside our code: the disk, the file, another process. */
export interface Trouble {
  readonly code: TroubleCode;
  /** A sentence for people. */
  readonly text: string;
}

const TEXTS: Readonly<Record<TroubleCode, string>> = {
  "disk-full": "the disk is full",
  "damaged": "the world's file is damaged",
  "not-sqlite": "the file is not a SQLite file",
  "read-only": "the world's file cannot be written",
  "locked": "another program holds the world's file",
  "io": "the disk reported an error",
  "other": "the world's file could not be used",
};

// Primary result codes, from SQLite's list of result codes. Errors of `exec` carry no code on Deno, only the message.
const CODES: readonly { readonly code: TroubleCode; readonly result: number; readonly message: RegExp }[] = [
  { code: "disk-full", result: 13, message: /disk is full/ },
  { code: "damaged", result: 11, message: /malformed/ },
  { code: "not-sqlite", result: 26, message: /not a database/ },
  { code: "read-only", result: 8, message: /readonly/ },
  { code: "read-only", result: 14, message: /unable to open database/ },
  { code: "locked", result: 5, message: /database is locked/ },
  { code: "io", result: 10, message: /disk I\/O error/ },
];

/** SQLITE_IOERR_SHMSIZE: there is no room for the index of the log, which even a reader needs. A kind of `io` by its number. */
const NO_ROOM_FOR_INDEX = 4874;

/** What was read is not what was written: a value of another type, a row that is not there. */
export class DamagedError extends Error {
  override name = "DamagedError";
}

/** What an error thrown by node:sqlite, or a `DamagedError`, means; null if it is neither. */
export function troubleOf(error: unknown): Trouble | null {
  if (error instanceof DamagedError) return { code: "damaged", text: `${TEXTS.damaged} (${error.message})` };
  if (!(error instanceof Error) || (error as { code?: unknown }).code !== "ERR_SQLITE_ERROR") return null;
  const { errcode } = error as { errcode?: unknown };
  if (errcode === NO_ROOM_FOR_INDEX) return { code: "disk-full", text: `${TEXTS["disk-full"]} (${error.message})` };
  // The low byte is the primary code; the rest tells kinds of it apart.
  const result = typeof errcode === "number" ? errcode & 0xff : -1;
  const found = CODES.find((row) => row.result === result) ?? CODES.find((row) => row.message.test(error.message));
  const code = found?.code ?? "other";
  return { code, text: `${TEXTS[code]} (${error.message})` };
}

/** A failure of SQLite's in words. Throws what is none. */
export function troubleText(error: unknown): string {
  const trouble = troubleOf(error);
  if (trouble === null) throw error;
  return trouble.text;
}

/** Whether an error of the operating system says that there is no room, on the disk or in what is one's share of it. */
export function isDiskFull(error: Error): boolean {
  const { code } = error as { code?: unknown };
  return code === "ENOSPC" || code === "EDQUOT" || /no space left|not enough space|quota exceeded/i.test(error.message);
}

/** A failure of copying, flushing or naming a file, in words. */
export function fileTroubleText(error: Error): string {
  return isDiskFull(error) ? `${TEXTS["disk-full"]} (${error.message})` : error.message;
}
