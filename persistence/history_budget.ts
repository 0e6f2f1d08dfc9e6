/** How much disk the past may take, and what that buys: chosen by the host at the start, or by staff while it is served. */
import type { DatabaseSync } from "node:sqlite";
import type { History } from "./history.ts";
import { HISTORY_MB_DEFAULT, HISTORY_MB_MAX, HISTORY_MB_MIN } from "./limits.ts";

/** The present rate is taken over so many minutes, one sample each. */
const RATE_MINUTES = 60;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Lives as long as its database. */
export class HistoryBudget {
  readonly #database: DatabaseSync;
  readonly #history: History;
  readonly #now: () => number;
  #megabytes: number;
  /** What had been added by some times, oldest first. */
  readonly #samples: { readonly at: number; readonly grown: number }[];

  /** `given`: what the host said at the start, in MB; it counts before what staff chose. Null: nothing. */
  constructor(database: DatabaseSync, history: History, now: () => number, given: number | null) {
    this.#database = database;
    this.#history = history;
    this.#now = now;
    const chosen = database.prepare("SELECT value FROM meta WHERE name = 'history_mb'").get();
    this.#megabytes = given ?? (chosen === undefined ? HISTORY_MB_DEFAULT : Number(chosen.value));
    this.#samples = [{ at: now(), grown: 0 }];
  }

  get megabytes(): number {
    return this.#megabytes;
  }

  get bytes(): number {
    return this.#megabytes * 1e6;
  }

  /** Within a transaction: another budget, which holds after the next start too if the host says nothing then. */
  choose(megabytes: number): { readonly megabytes: number } {
    const within = Math.max(HISTORY_MB_MIN, Math.min(HISTORY_MB_MAX, Math.round(megabytes)));
    this.#database.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES ('history_mb', ?)").run(String(within));
    this.#megabytes = within;
    return { megabytes: within };
  }

  /** What an hour of the past costs at present: as in the last hour, or for as long as is known. Null: nothing is. */
  bytesPerHour(): number | null {
    const now = this.#now();
    const { grown, bytes } = this.#history;
    const last = this.#samples.at(-1)!;
    if (now - last.at >= MINUTE_MS) {
      this.#samples.push({ at: now, grown });
      if (this.#samples.length > RATE_MINUTES) this.#samples.shift();
    }
    const first = this.#samples[0]!;
    if (now - first.at >= 2 * MINUTE_MS) return (grown - first.grown) * HOUR_MS / (now - first.at);
    // Just started: what is kept says it, as far as it goes back.
    const oldest = this.#history.oldestAt();
    return oldest === null || now - oldest < 2 * MINUTE_MS ? null : bytes * HOUR_MS / (now - oldest);
  }
}
