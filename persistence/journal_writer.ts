/**
 * When the journal is committed: at once if somebody waits for it, else with others after a while. While the disk does
 * not take it, it waits and is tried again, up to a limit of bytes and time.
 */
import type { Percentiles, StorageStats } from "../world/part/types.ts";
import type { TickRecord } from "./journal.ts";
import { JOURNAL_BEHIND_MS_MAX, JOURNAL_RETRY_MS, JOURNAL_WAIT_MS, JOURNAL_WAITING_BYTES_MAX } from "./limits.ts";
import type { Store } from "./store.ts";
import { troubleOf } from "./trouble.ts";

/** Whom the writer tells what. */
export interface JournalListener {
  /** Everything up to this tick is on the disk. */
  durable(tick: number): void;
  /** Why the disk does not take it, or "" when it does again. */
  trouble(text: string): void;
  /** It has waited too long: Weald is to stop. Told once. */
  behind(message: string): void;
}

/** Commits of which the times are kept for the statistics. */
const COMMITS_KEPT = 1_000;

/** Lives as long as the world is served. */
export class JournalWriter {
  readonly #store: Store;
  readonly #listener: JournalListener;
  #isUrgent = false;
  #waitingSinceMs = 0;
  #lastTryMs = 0;
  /** Since when the disk does not take it, or null. */
  #failingSinceMs: number | null = null;
  #isBehind = false;
  /** There is a checkpoint that the journal can follow: before, nothing counts as being on the disk. */
  #hasCheckpoint: boolean;
  #commits = 0;
  #commitMs: number[] = [];

  constructor(store: Store, listener: JournalListener) {
    this.#store = store;
    this.#listener = listener;
    this.#hasCheckpoint = store.checkpoints.newest() !== null;
  }

  /** Takes an entry from the world. */
  take(record: TickRecord & { readonly waits: boolean }): void {
    if (this.#store.journal.waitingTick === null) this.#waitingSinceMs = performance.now();
    this.#store.journal.add(record);
    if (record.waits) this.#isUrgent = true;
  }

  /** Commits if somebody waits for it, and the disk was all right the last time. */
  commitUrgent(): void {
    if (this.#isUrgent && this.#failingSinceMs === null) this.commit();
  }

  /** To be called every JOURNAL_WAIT_MS. */
  commitDue(): void {
    if (this.#store.journal.waitingTick === null) return;
    const now = performance.now();
    if (this.#failingSinceMs !== null) {
      this.#watch(now);
      if (now - this.#lastTryMs < JOURNAL_RETRY_MS) return;
    } else if (now - this.#waitingSinceMs < JOURNAL_WAIT_MS / 2) return;
    this.commit();
  }

  /** Commits what waits, now. False: the disk did not take it. */
  commit(): boolean {
    const { journal, commit } = this.#store;
    this.#isUrgent = false;
    if (journal.waitingTick === null) return true;
    const startedMs = performance.now();
    this.#lastTryMs = startedMs;
    try {
      commit.runNow(() => journal.write());
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === null) throw error;
      this.#failingSinceMs ??= startedMs;
      this.#listener.trouble(trouble.text);
      return false;
    }
    if (this.#failingSinceMs !== null) this.#listener.trouble("");
    this.#settle(performance.now() - startedMs);
    return true;
  }

  /** Within a checkpoint's transaction. */
  writeAlongside(tick: number): void {
    this.#store.journal.write();
    this.#store.history.prune(this.#store.budget.bytes, tick);
  }

  /** The checkpoint of this tick is on the disk, and with it the journal that waited. */
  checkpointWritten(tick: number): void {
    this.#hasCheckpoint = true;
    this.#settle(null);
    this.#listener.durable(tick);
  }

  #settle(ms: number | null): void {
    const { journal, history } = this.#store;
    this.#failingSinceMs = null;
    const before = journal.written.bytes;
    const tick = journal.committed();
    history.grew(journal.written.bytes - before);
    if (tick === null) return;
    this.#commits++;
    if (ms !== null) this.#commitMs.push(ms);
    if (this.#commitMs.length > COMMITS_KEPT) this.#commitMs.splice(0, COMMITS_KEPT / 2);
    if (this.#hasCheckpoint) this.#listener.durable(tick);
  }

  #watch(now: number): void {
    const { waitingBytes } = this.#store.journal;
    const ms = now - this.#failingSinceMs!;
    if (this.#isBehind || (waitingBytes <= JOURNAL_WAITING_BYTES_MAX && ms <= JOURNAL_BEHIND_MS_MAX)) return;
    this.#isBehind = true;
    this.#listener.behind(
      `The disk has not taken the journal for ${
        Math.round(ms / 1000)
      } seconds, and ${waitingBytes} bytes of it wait. ` +
        "Weald stops, so that no more is lost. See to the disk and start it again.",
    );
  }

  /** For the statistics. */
  report(): NonNullable<StorageStats["journal"]> {
    const { journal, history, budget } = this.#store;
    return {
      ...journal.written,
      commits: this.#commits,
      commitMs: percentiles(this.#commitMs),
      waitingBytes: journal.waitingBytes,
      historyBytes: history.bytes,
      historyFromTick: history.oldestTick(),
      historyFromAt: history.oldestAt(),
      historyMb: budget.megabytes,
      historyBytesPerHour: budget.bytesPerHour(),
    };
  }
}

function percentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 100) / 100;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}
