/**
 * What is kept of the past, read from a world's file beside whoever serves it. Every call reads for a moment and lets
 * go: a reader that held on would keep the file's log from being folded in, and it would grow.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { TICK_RATE_DEFAULT } from "../world/limits.ts";
import { type CheckpointPage, savedFacts } from "../world/mod.ts";
import { History, type KeptCheckpoint } from "./history.ts";
import { JournalWalk } from "./journal_walk.ts";
import { type LedgerLine, LedgerReader } from "./ledger_reader.ts";
import { ALARMS_READ_MAX } from "./limits.ts";
import { openToRead } from "./open_to_read.ts";

/** A tick, and when it was, in milliseconds since 1970. */
export interface TimePoint {
  readonly tick: number;
  readonly at: number;
}

/** A checkpoint of the past with its pages. */
export interface StoredState {
  readonly checkpoint: KeptCheckpoint;
  readonly pages: readonly CheckpointPage[];
}

/** Something went wrong at a time. */
export interface AlarmRow {
  readonly at: number;
  readonly part: string;
  readonly text: string;
}

/** From which tick to which the past can be stood up, as far as it is on the disk now. */
export interface PastSpan {
  readonly fromTick: number;
  readonly toTick: number;
}

/** The open file, or why it cannot be read. */
export type OpenedPast =
  | { readonly ok: true; readonly file: PastFile }
  | { readonly ok: false; readonly message: string };

/** Opens the file at `path`. */
export function openPast(path: string): OpenedPast {
  const opened = openToRead(path);
  return opened.ok ? { ok: true, file: new PastFile(opened.database) } : opened;
}

/** Lives as long as whoever looks into the past. Calls may throw SQLite's errors; `troubleText` puts them in words. */
export class PastFile {
  readonly ledger: LedgerReader;
  readonly #database: DatabaseSync;
  readonly #history: History;
  readonly #sql: ReturnType<typeof prepare>;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#history = new History(database);
    this.#sql = prepare(database);
    this.ledger = new LedgerReader(database);
  }

  /** Null: nothing was saved yet. */
  span(): PastSpan | null {
    return this.#atOneMoment(() => {
      const newest = this.#sql.newest.get();
      if (newest === undefined) return null;
      const newestTick = Number(newest.tick);
      const fromTick = Math.min(this.#history.oldestTick() ?? newestTick, newestTick);
      return { fromTick, toTick: Math.max(newestTick, Number(this.#sql.lastTick.get()?.tick ?? 0)) };
    });
  }

  /** The newest checkpoint at or before a tick, or null. */
  before(tick: number): KeptCheckpoint | null {
    const newest = this.#newestIfBefore(tick);
    return newest ?? this.#history.before(tick);
  }

  /** The same with its pages. */
  stateBefore(tick: number): StoredState | null {
    return this.#atOneMoment(() => {
      const newest = this.#newestIfBefore(tick);
      if (newest !== null) return { checkpoint: newest, pages: this.#sql.newestPages.all().map(pageOf) };
      const checkpoint = this.#history.before(tick);
      if (checkpoint === null) return null;
      const pages = [...this.#history.pages(checkpoint.tick)].map((page) => ({ ...page, bytes: page.bytes.slice() }));
      return { checkpoint, pages: pages as CheckpointPage[] };
    });
  }

  /** Ticks per second, as the saved state says; the usual number where nothing was saved yet. */
  tickRate(): number {
    const bytes = this.#sql.facts.get()?.bytes;
    return bytes instanceof Uint8Array ? savedFacts(bytes).tickRate : TICK_RATE_DEFAULT;
  }

  /** Walks along the journal from a tick on. */
  walk(fromTick: number): JournalWalk {
    return new JournalWalk(this.#database, fromTick);
  }

  /**
   * When ticks were, oldest first: some hundred points along the journal, and both sides of each time at which the
   * world stood still for more than a few seconds. `msPerTick` is what a tick takes.
   */
  timePoints(msPerTick: number, pointsMax: number): TimePoint[] {
    return this.#atOneMoment(() => {
      const ends = this.#sql.rowEnds.get();
      const points: TimePoint[] = this.#sql.savedAt.all().map(timePointOf);
      if (ends !== undefined && ends.first !== null) {
        points.push(...this.#sample(Number(ends.first), Number(ends.last), msPerTick, pointsMax));
      }
      points.sort((a, b) => a.tick - b.tick || a.at - b.at);
      return points;
    });
  }

  /** What went wrong since a time, newest first. */
  alarms(since: number): AlarmRow[] {
    return this.#sql.alarms.all(since, ALARMS_READ_MAX).map((row) => ({
      at: Number(row.at),
      part: String(row.target),
      text: String((JSON.parse(String(row.details)) as { text?: unknown }).text ?? ""),
    }));
  }

  /** Of some rows of the ledger, the numbers of those that staff have undone: the audit log says so, and the ledger. */
  undoneBefore(rows: readonly LedgerLine[]): number[] {
    const asked = new Set<unknown>();
    for (const row of this.#sql.undos.all()) {
      const { entries } = JSON.parse(String(row.details)) as { entries?: unknown };
      if (Array.isArray(entries)) { for (const entry of entries) asked.add(entry); }
    }
    return rows.filter((row) => asked.has(row.entry) && this.ledger.isReversed(row)).map(({ entry }) => entry);
  }

  /** Names of characters by number, as far as their accounts are there. */
  namesOf(characters: Iterable<number>): ReadonlyMap<number, string> {
    const names = new Map<number, string>();
    for (const character of new Set(characters)) {
      const row = character === 0 ? undefined : this.#sql.nameOf.get(character);
      if (row !== undefined) names.set(character, String(row.name));
    }
    return names;
  }

  /** Characters whose name is a text, else those whose name has it in it, by name. */
  charactersNamed(find: string): { readonly character: number; readonly name: string }[] {
    const text = find.toLowerCase();
    const found = this.#sql.named.all(text, NAMES_FOUND_MAX).map((row) => {
      return { character: Number(row.character), name: String(row.name) };
    });
    const exact = found.filter(({ name }) => name.toLowerCase() === text);
    return exact.length > 0 ? exact : found;
  }

  close(): void {
    this.#database.close();
  }

  #newestIfBefore(tick: number): KeptCheckpoint | null {
    const row = this.#sql.newest.get();
    if (row === undefined || Number(row.tick) > tick) return null;
    const { hash, rules, terrain } = row;
    return { tick: Number(row.tick), hash: String(hash), rules: Number(rules), terrain: Number(terrain) };
  }

  /** Rows evenly by number, and more of them where time went on without ticks. */
  #sample(first: number, last: number, msPerTick: number, pointsMax: number): TimePoint[] {
    type Sample = TimePoint & { readonly id: number };
    const at = (id: number): Sample | null => {
      const row = this.#sql.rowFrom.get(id);
      return row === undefined ? null : { id: Number(row.id), tick: Number(row.tick), at: Number(row.at) };
    };
    const even = Math.max(2, Math.floor(pointsMax / 2));
    const samples: Sample[] = [];
    for (let step = 0; step <= even; step++) {
      const sample = at(first + Math.floor((last - first) * step / even));
      if (sample !== null && sample.id !== samples.at(-1)?.id) samples.push(sample);
    }
    const stood = (a: Sample, b: Sample) => b.at - a.at - (b.tick - a.tick) * msPerTick > STOOD_STILL_MS;
    const gaps: [Sample, Sample][] = [];
    samples.forEach((sample, index) => {
      if (index > 0 && stood(samples[index - 1]!, sample)) gaps.push([samples[index - 1]!, sample]);
    });
    for (let pair = gaps.pop(); pair !== undefined && samples.length < pointsMax; pair = gaps.pop()) {
      const [a, b] = pair;
      if (b.id - a.id < 2) continue;
      const middle = at(a.id + Math.ceil((b.id - a.id) / 2));
      if (middle === null || middle.id >= b.id) continue;
      samples.push(middle);
      if (stood(a, middle)) gaps.push([a, middle]);
      if (stood(middle, b)) gaps.push([middle, b]);
    }
    return samples;
  }

  #atOneMoment<T>(read: () => T): T {
    this.#database.exec("BEGIN");
    try {
      return read();
    } finally {
      this.#database.exec("COMMIT");
    }
  }
}

/** A world that fell behind by less than this did not stand still. */
const STOOD_STILL_MS = 3_000;

/** Players that one text stands for, at most. */
const NAMES_FOUND_MAX = 20;

function timePointOf(row: Record<string, unknown>): TimePoint {
  return { tick: Number(row.tick), at: Number(row.at) };
}

function pageOf(row: Record<string, unknown>): CheckpointPage {
  return {
    section: String(row.section),
    page: Number(row.page),
    bytes: (row.bytes as Uint8Array<ArrayBuffer>).slice(),
  };
}

function prepare(database: DatabaseSync) {
  const sql = (text: string): StatementSync => database.prepare(text);
  return {
    newest: sql("SELECT tick, hash, rules, terrain FROM checkpoint"),
    newestPages: sql("SELECT section, page, bytes FROM checkpoint_page"),
    facts: sql("SELECT bytes FROM checkpoint_page WHERE section = 'facts'"),
    lastTick: sql("SELECT last_tick AS tick FROM journal ORDER BY id DESC LIMIT 1"),
    rowEnds: sql("SELECT min(id) AS first, max(id) AS last FROM journal"),
    rowFrom: sql("SELECT id, last_tick AS tick, written_at AS at FROM journal WHERE id >= ? ORDER BY id LIMIT 1"),
    savedAt: sql("SELECT tick, saved_at AS at FROM kept_checkpoint UNION SELECT tick, saved_at FROM checkpoint"),
    undos: sql("SELECT details FROM audit WHERE action = 'undo'"),
    nameOf: sql("SELECT name FROM character WHERE id = ?"),
    named: sql(
      `SELECT id AS character, name FROM character
       WHERE instr(lower(name), ?) > 0 ORDER BY length(name), name LIMIT ?`,
    ),
    alarms: sql("SELECT at, target, details FROM audit WHERE action = 'alarm' AND at >= ? ORDER BY id DESC LIMIT ?"),
  };
}
