/** The journal's entries one after the other, read in batches as they are wanted. */
import type { JournalWalk, TimedRow } from "../../persistence/mod.ts";
import { MalformedError } from "../../world/base/record.ts";
import { type JournalEntry, readEntries, RULES_VERSION, TERRAIN_VERSION } from "../../world/mod.ts";
import { ROWS_PER_BATCH } from "./limits.ts";
import type { PastRefusal } from "./types.ts";

/** Why the journal cannot be followed from here on. */
export interface Obstacle {
  readonly reason: PastRefusal;
  readonly why: string;
}

/** What comes next. */
export type NextEntry =
  | { readonly type: "entry"; readonly entry: JournalEntry }
  /** Nothing more is on the disk yet. */
  | { readonly type: "end" }
  | { readonly type: "obstacle"; readonly obstacle: Obstacle };

/** Lives as long as the world that is stepped through them. */
export class Entries {
  readonly #walk: JournalWalk;
  #rows: TimedRow[] = [];
  #entries: JournalEntry[] = [];
  #at = 0;
  #obstacle: Obstacle | null = null;

  constructor(walk: JournalWalk) {
    this.#walk = walk;
  }

  /** The next entry, which stays the next one until it is taken. */
  peek(): NextEntry {
    while (this.#at >= this.#entries.length) {
      if (this.#obstacle !== null) return { type: "obstacle", obstacle: this.#obstacle };
      const row = this.#rows.shift() ?? this.#nextRow();
      if (row === null) {
        if (this.#obstacle === null) return { type: "end" };
        continue;
      }
      this.#open(row);
    }
    return { type: "entry", entry: this.#entries[this.#at]! };
  }

  take(): void {
    this.#at++;
  }

  /** Entries after the next one that were read already, up to a tick. */
  ahead(toTick: number): JournalEntry[] {
    // Reading on drops what was taken, and would move the place that is looked at.
    this.#dropTaken();
    let end = 0;
    while ((end < this.#entries.length || this.#readOn()) && this.#entries[end]!.tick <= toTick) end++;
    return this.#entries.slice(0, end);
  }

  /** Reads one more row behind the entries that wait. */
  #readOn(): boolean {
    if (this.#obstacle !== null) return false;
    const row = this.#rows.shift() ?? this.#nextRow();
    if (row === null) return false;
    const before = this.#entries.length;
    this.#open(row);
    return this.#entries.length > before || this.#readOn();
  }

  #nextRow(): TimedRow | null {
    for (const walked of this.#walk.next(ROWS_PER_BATCH)) {
      if (walked.type === "row") this.#rows.push(walked.row);
      else this.#obstacle = { reason: "damaged", why: `The past cannot be followed: ${walked.message}.` };
    }
    return this.#rows.shift() ?? null;
  }

  #dropTaken(): void {
    if (this.#at === 0) return;
    this.#entries.splice(0, this.#at);
    this.#at = 0;
  }

  #open(row: TimedRow): void {
    this.#dropTaken();
    const foreign = versionProblem(row.firstTick, row);
    if (foreign !== null) {
      this.#rows = [];
      this.#obstacle = foreign;
      return;
    }
    try {
      this.#entries.push(...readEntries(row.bytes));
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      const why = `The journal of ticks ${row.firstTick} to ${row.lastTick} cannot be read: ${error.message}.`;
      this.#obstacle = { reason: "damaged", why };
    }
  }
}

/** What keeps this program from stepping a world that others made, or null. */
export function versionProblem(
  tick: number,
  { rules, terrain }: { readonly rules: number; readonly terrain: number },
): Obstacle | null {
  if (rules === RULES_VERSION && terrain === TERRAIN_VERSION) return null;
  const theirs = `rules version ${rules} and terrain version ${terrain}`;
  const why = `From tick ${tick} on the past was made by ${theirs}, and this program has ${RULES_VERSION} and ` +
    `${TERRAIN_VERSION}: it can be looked at with the Weald that made it.`;
  return { reason: "other-version", why };
}
