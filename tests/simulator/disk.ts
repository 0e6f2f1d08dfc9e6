/**
 * The disk under a simulated server: SQLite's real files, with faults that a seed asks for. While writes fail, every
 * statement that runs may fail as on a full or broken disk. A kill leaves what was written; a disk that lied about
 * having written leaves less; a bit may flip in what it leaves.
 */
import { StatementSync } from "node:sqlite";
import type { Prng } from "../../world/base/prng.ts";

/** How writing fails: SQLite's result codes for a full disk and for an I/O error. */
export type WriteFault = "full" | "io";

/** What a crash leaves: all that was written, that and a torn piece more, or less than the disk said. */
export type Leaving = "all" | "torn" | "lied";

const ERRORS: Readonly<Record<WriteFault, { readonly errcode: number; readonly message: string }>> = {
  full: { errcode: 13, message: "database or disk is full" },
  io: { errcode: 10, message: "disk I/O error" },
};

const FILES = ["weald.db", "weald.db-wal"] as const;
const TORN_BYTES_MAX = 9_000;

/** Lifetime: one course of events. */
export class SimulatedDisk {
  /** While set, two of three statements that run fail so. */
  fault: WriteFault | null = null;
  readonly #prng: Prng;

  constructor(prng: Prng) {
    this.#prng = prng;
  }

  /** Puts itself under every statement, until the returned function is called. */
  install(): () => void {
    const { run } = StatementSync.prototype;
    const fails = () => this.fault !== null && this.#prng.below(3) > 0 ? ERRORS[this.fault] : null;
    const faulty = function (this: StatementSync, ...values: Parameters<typeof run>) {
      const error = fails();
      if (error !== null) {
        throw Object.assign(new Error(error.message), { code: "ERR_SQLITE_ERROR", errcode: error.errcode });
      }
      return run.apply(this, values);
    };
    // Two overloads: the last one stands for both.
    StatementSync.prototype.run = faulty as typeof run;
    return () => void (StatementSync.prototype.run = run);
  }

  /**
   * Copies what a crash at this moment leaves of a folder. Whether that can be a mixture: what the log has lost was moved
   * into the file already, over pages of which the log has older ones.
   */
  crash(from: string, to: string, leaving: Leaving): boolean {
    copy(from, to);
    const log = `${to}/weald.db-wal`;
    const bytes = sizeOf(log);
    let isMixed = false;
    if (leaving === "lied" && bytes > 0) {
      const left = this.#prng.below(bytes + 1);
      isMixed = left < movedBytes(from);
      Deno.truncateSync(log, left);
    }
    if (leaving === "torn" && bytes > 0) {
      const torn = Uint8Array.from({ length: this.#prng.below(TORN_BYTES_MAX) }, () => this.#prng.below(256));
      Deno.writeFileSync(log, torn, { append: true });
    }
    return isMixed;
  }

  /** Copies a folder and flips one bit in one of its files. Answers where, or null where there is nothing to flip. */
  flip(from: string, to: string): { readonly file: string; readonly at: number } | null {
    copy(from, to);
    const file = FILES[this.#prng.below(FILES.length)]!;
    const bytes = sizeOf(`${to}/${file}`);
    if (bytes === 0) return null;
    const at = this.#prng.below(bytes);
    const content = Deno.readFileSync(`${to}/${file}`);
    content[at]! ^= 1 << this.#prng.below(8);
    Deno.writeFileSync(`${to}/${file}`, content);
    return { file, at };
  }
}

/** A folder for a course: in memory, where the machine has that. */
export function makeCourseFolder(): string {
  const options = { prefix: "weald-simulator-" };
  try {
    return Deno.makeTempDirSync({ ...options, dir: "/dev/shm" });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound || error instanceof Deno.errors.PermissionDenied)) throw error;
    return Deno.makeTempDirSync(options);
  }
}

/**
 * How many bytes of its log SQLite has moved into the file: `nBackfill` of the log's index, and the size of a page in the
 * log's head (https://www.sqlite.org/walformat.html, 1.2 and 2.1).
 */
function movedBytes(folder: string): number {
  const index = Deno.readFileSync(`${folder}/weald.db-shm`);
  const head = Deno.readFileSync(`${folder}/weald.db-wal`);
  const frames = new DataView(index.buffer).getUint32(96, true);
  return frames === 0 ? 0 : 32 + frames * (24 + new DataView(head.buffer).getUint32(8));
}

function copy(from: string, to: string): void {
  Deno.mkdirSync(to, { recursive: true });
  for (const name of FILES) if (sizeOf(`${from}/${name}`) > 0) Deno.copyFileSync(`${from}/${name}`, `${to}/${name}`);
}

function sizeOf(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}
