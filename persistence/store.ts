/** Everything that is in an open file, put together: what the storage part and the command line work with. */
import type { DatabaseSync } from "node:sqlite";
import { Accounts } from "./accounts.ts";
import { Audit } from "./audit.ts";
import { Checkpoints } from "./checkpoints.ts";
import { openDatabase, type OpenFailure, readFailure } from "./database.ts";
import { GroupCommit } from "./group_commit.ts";
import { DATABASE_FILE } from "./limits.ts";
import { History } from "./history.ts";
import { Journal } from "./journal.ts";
import { HistoryBudget } from "./history_budget.ts";
import type { FolderLock } from "./lock.ts";
import { type PasswordCost, Passwords } from "./passwords.ts";
import { StaffAccounts } from "./staff.ts";
import { type Trouble, troubleOf } from "./trouble.ts";

/** How a store is opened. */
export interface StoreOptions {
  readonly folder: string;
  readonly mode: "serve" | "beside";
  /** Version of the program, noted in the file. */
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onTrouble: (trouble: Trouble) => void;
  /** Disk for old checkpoints and journal, in MB; what staff chose or the default if nothing is said. */
  readonly historyMb?: number;
  /** See OpenOptions. */
  readonly onKnown?: (database: DatabaseSync) => void;
  /** For tests: a cheaper hash. */
  readonly passwordCost?: PasswordCost;
}

/** An open world file. */
export interface Store {
  readonly database: DatabaseSync;
  readonly commit: GroupCommit;
  readonly passwords: Passwords;
  readonly accounts: Accounts;
  readonly staff: StaffAccounts;
  readonly audit: Audit;
  readonly checkpoints: Checkpoints;
  readonly journal: Journal;
  readonly history: History;
  readonly budget: HistoryBudget;
  /** Bytes of the file and of its write-ahead log. */
  fileBytes(): { readonly file: number; readonly log: number };
  /** Commits what waits, folds the log into the file, closes it and lets go of the folder. */
  close(): void;
}

/** The open store, or why there is none; `message` is a sentence for the host. */
export type StoreResult =
  | { readonly ok: true; readonly store: Store }
  | { readonly ok: false; readonly code: OpenFailure; readonly message: string };

/** Opens the world's file in a folder. */
export function openStore(options: StoreOptions): StoreResult {
  const { folder, mode, version, onKnown } = options;
  const opened = openDatabase(folder, { mode, version, ...(onKnown === undefined ? {} : { onKnown }) });
  if (!opened.ok) return opened;
  const { database, lock } = opened;
  try {
    return { ok: true, store: makeStore(database, lock, options) };
  } catch (error) {
    const trouble = troubleOf(error);
    database.close();
    lock?.release();
    if (trouble === null) throw error;
    // Its tables are not those of the version that it says.
    return { ok: false, ...readFailure(folder, trouble) };
  }
}

function makeStore(database: DatabaseSync, lock: FolderLock | null, options: StoreOptions): Store {
  const { folder, now, onTrouble } = options;
  const commit = new GroupCommit(database);
  const passwords = new Passwords(options.passwordCost);
  const path = `${folder}/${DATABASE_FILE}`;
  const history = new History(database);
  const audit = new Audit(database, now);
  return {
    database,
    commit,
    passwords,
    accounts: new Accounts({ database, commit, passwords, audit, now, onTrouble }),
    staff: new StaffAccounts({ database, commit, passwords, now }),
    audit,
    checkpoints: new Checkpoints(database, commit, history, now),
    journal: new Journal(database, now),
    history,
    budget: new HistoryBudget(database, history, now, options.historyMb ?? null),
    fileBytes: () => ({ file: bytesOf(path), log: bytesOf(`${path}-wal`) }),
    close: () => close(database, commit, lock),
  };
}

function close(database: DatabaseSync, commit: GroupCommit, lock: FolderLock | null): void {
  commit.close();
  // Closing the last connection folds the log into the file and removes it.
  database.close();
  lock?.release();
}

function bytesOf(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}
