/**
 * Backups by the clock: every so many minutes one is made in a thread of its own, checked, and the oldest beyond a
 * number are removed. What goes wrong is said in the log and in the console, and tried again at the next time.
 */
import type { BackupResult } from "../../persistence/mod.ts";
import type { BackupReport } from "../api/ports.ts";
import type { Log } from "../supervisor/mod.ts";
import { backupName, bytesOf, freeBytes, listBackups, removeFile } from "./folder.ts";
import { BACKUP_FREE_BYTES_MIN, BACKUP_RETRY_MS } from "./limits.ts";

/** What a thread is to copy, and where to. */
export interface BackupJob {
  readonly folder: string;
  readonly to: string;
}

/** What it answers. */
export type BackupDone = BackupResult & { readonly ms: number };

/** A thread that makes one backup: settles with what came of it. */
export type BackupStarter = (job: BackupJob) => Promise<BackupDone>;

/** What the host wants. */
export interface BackupOptions {
  /** The world's folder, and its file. */
  readonly folder: string;
  readonly file: string;
  /** Where backups go. */
  readonly to: string;
  /** Minutes from one to the next; 0: none. */
  readonly everyMinutes: number;
  readonly keep: number;
}

/** Its lifetime is the server's. */
export class BackupSchedule {
  readonly #options: BackupOptions;
  readonly #start: BackupStarter;
  readonly #log: Log;
  readonly #now: () => number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: BackupReport["last"] = null;
  #trouble = "";
  #nextAt = 0;
  #count = 0;
  #isRunning = false;

  constructor(options: BackupOptions, start: BackupStarter, log: Log, now: () => number = Date.now) {
    this.#options = options;
    this.#start = start;
    this.#log = log;
    this.#now = now;
  }

  /** Begins to wait for the first one: it is due so long after the newest that is there. */
  begin(): void {
    const { everyMinutes, to } = this.#options;
    if (everyMinutes === 0) return;
    const all = listBackups(to);
    const newest = all.at(-1);
    this.#count = all.length;
    const everyMs = everyMinutes * 60_000;
    const age = newest === undefined ? everyMs : this.#now() - newest.at;
    if (newest !== undefined) this.#last = { at: newest.at, file: newest.path, bytes: bytesOf(newest.path), ms: 0 };
    // One from the future was made before the clock was set back: it counts as made now.
    this.#wait(age < 0 ? everyMs : Math.max(BACKUP_RETRY_MS, everyMs - age));
  }

  /** What there is to say of it, for the console. */
  report(): BackupReport {
    const { everyMinutes, keep, to } = this.#options;
    return {
      ...{ everyMinutes, keep, folder: to, count: this.#count, last: this.#last, nextAt: this.#nextAt },
      ...{ isRunning: this.#isRunning, trouble: this.#trouble },
    };
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Makes one now and tidies up. Settles when that is over; what went wrong is in the report. */
  async run(): Promise<void> {
    const { folder, file, to } = this.#options;
    this.#isRunning = true;
    try {
      Deno.mkdirSync(to, { recursive: true });
      const at = this.#now();
      const path = `${to}/${backupName(at)}`;
      const wanted = bytesOf(file) + BACKUP_FREE_BYTES_MIN;
      const free = freeBytes(to);
      const done: BackupDone = free !== null && free < wanted
        ? { ok: false, ms: 0, message: roomMessage(path, free, wanted) }
        : await this.#start({ folder, to: path });
      if (!done.ok) return this.#failed(done.message);
      const bytes = bytesOf(path);
      this.#last = { at, file: path, bytes, ms: done.ms };
      this.#trouble = "";
      this.#log.write("info", "backup", `The world is copied to ${path}, checked: ${bytes} bytes in ${done.ms} ms.`);
      this.#forget();
    } catch (error) {
      this.#failed(`Cannot make a backup in ${to}: ${error instanceof Error ? error.message : error}.`);
    } finally {
      this.#isRunning = false;
    }
  }

  #failed(message: string): void {
    this.#trouble = message;
    this.#log.write("error", "backup", message);
  }

  #forget(): void {
    const all = listBackups(this.#options.to);
    const old = all.slice(0, Math.max(0, all.length - this.#options.keep));
    for (const { path } of old) removeFile(path);
    this.#count = all.length - old.length;
  }

  #wait(ms: number): void {
    this.#nextAt = this.#now() + ms;
    this.#timer = setTimeout(async () => {
      await this.run();
      this.#wait(this.#options.everyMinutes * 60_000);
    }, ms);
  }
}

function roomMessage(path: string, free: number, wanted: number): string {
  const mb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  return `The backup ${path} was not made: ${mb(free)} are free there, and ${
    mb(wanted)
  } are wanted, so that the world ` +
    "itself can go on being saved. Free some space, or choose another folder with --backup-dir.";
}
