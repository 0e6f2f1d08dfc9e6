/**
 * Group commit: writes that arrive together share one transaction, and with it one flush of the disk. Whoever asked
 * for a write is told when it is on the disk, not before. The world's journal will commit through here.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { GROUP_COMMIT_MAX } from "./limits.ts";
import { rollBack } from "./migrations.ts";

interface Waiting {
  /** Runs inside the transaction. May run twice, if another write of its group fails: it touches only the database. */
  readonly work: () => unknown;
  readonly done: (value: unknown) => void;
  readonly failed: (error: unknown) => void;
}

/** The file was closed before this could be written. Whoever asked is stopping, too. */
export class ClosedError extends Error {
  override name = "ClosedError";
}

/** The one way to write. Lives as long as its database. */
export class GroupCommit {
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #database: DatabaseSync;
  #waiting: Waiting[] = [];
  #scheduled = false;
  #closed = false;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#begin = database.prepare("BEGIN IMMEDIATE");
    this.#commit = database.prepare("COMMIT");
  }

  /**
   * Runs `work` in a transaction soon, with others. Settles when it is on the disk, or rejects with SQLite's error. To
   * read what was written, read in `work`: the file may be closed when the promise settles.
   */
  run<T>(work: () => T): Promise<T> {
    if (this.#closed) return Promise.reject(new ClosedError("the world's file is closed"));
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, done: resolve as (value: unknown) => void, failed: reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      setTimeout(() => this.flush(), 0);
    });
  }

  /** Runs `work` in a transaction of its own, now. Throws what it throws, with nothing written then. */
  runNow<T>(work: () => T): T {
    this.#begin.run();
    try {
      const value = work();
      this.#commit.run();
      return value;
    } catch (error) {
      rollBack(this.#database);
      throw error;
    }
  }

  /** Commits what waits, and takes nothing more: passwords that are still being checked come to nothing. */
  close(): void {
    this.flush();
    this.#closed = true;
  }

  /** Commits what waits, now. */
  flush(): void {
    this.#scheduled = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let at = 0; at < waiting.length; at += GROUP_COMMIT_MAX) this.#group(waiting.slice(at, at + GROUP_COMMIT_MAX));
  }

  #group(group: readonly Waiting[]): void {
    try {
      const values = this.runNow(() => group.map((one) => one.work()));
      group.forEach((one, index) => one.done(values[index]));
    } catch (error) {
      if (group.length === 1) return group[0]!.failed(error);
      // One of them spoiled the group: each alone, so that only that one fails.
      for (const one of group) this.#group([one]);
    }
  }
}
