/**
 * The threads that look into the past: one that answers everybody's questions, and one for each console that is shown a
 * world. There are few of them, they start when they are wanted, and end when they are not.
 */
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { readdir } from "node:fs/promises";
import type { PastListener, PastLook, PastPort, PreparedSpan } from "../api/mod.ts";
import type { AskPast } from "../past/mod.ts";
import { EXPORT_BYTES_MAX, IDLE_MS_MAX, LOOK_IDLE_MS_MAX, LOOKS_MAX, SHARE, SHARE_WHEN_BUSY } from "../past/limits.ts";
import type { WorldStats } from "../../world/part/types.ts";
import type { Log } from "./log.ts";
import type { PartStarters } from "./parts.ts";
import { PastThread } from "./past_thread.ts";

/** What a pool works with. */
export interface PastPoolOptions {
  readonly starter: PartStarters["past"];
  readonly folder: string;
  readonly log: Log;
  /** The newest statistics of the running world, which goes first. */
  readonly worldStats: () => WorldStats | null;
  readonly tickRate: number;
}

/** How files begin that are made to be sent and removed. */
const EXPORT_PREFIX = ".weald-export-";

interface Looking {
  readonly who: string;
  readonly thread: PastThread;
  readonly listener: PastListener;
}

/** Lives as long as the console's listener. */
export class PastPool implements PastPort {
  readonly #options: PastPoolOptions;
  readonly #looks = new Set<Looking>();
  #answering: PastThread | null = null;
  #timer: ReturnType<typeof setInterval> | null = null;
  #ticksLate = 0;

  constructor(options: PastPoolOptions) {
    this.#options = options;
  }

  /** Removes what a server that was killed had prepared to be sent. */
  async tidy(): Promise<void> {
    const { folder, log } = this.#options;
    try {
      for (const name of await readdir(folder)) if (name.startsWith(EXPORT_PREFIX)) removeFile(`${folder}/${name}`);
    } catch (error) {
      log.write("warn", "past", `look for old exports in ${folder}: ${error instanceof Error ? error.message : error}`);
    }
  }

  get lookers(): readonly string[] {
    return [...this.#looks].map(({ who }) => who);
  }

  readonly ask: AskPast = (question, input) => {
    this.#answering ??= this.#start(null, () => this.#answering = null);
    return this.#answering.ask(question, input);
  };

  async prepare(fromTick: number, toTick: number): Promise<PreparedSpan | { readonly error: string }> {
    const path = `${this.#options.folder}/${EXPORT_PREFIX}${randomBytes(9).toString("hex")}.db`;
    const made = await this.ask("export", { fromTick, toTick, path, bytesMax: EXPORT_BYTES_MAX });
    if (!made.ok) return { error: made.message };
    return { path, bytes: made.bytes, transfers: made.transfers, remove: () => removeFile(path) };
  }

  look(who: string, listener: PastListener): PastLook | null {
    if (this.#looks.size >= LOOKS_MAX) return null;
    const thread = this.#start(listener, (why) => this.#end(looking, why));
    const looking: Looking = { who, thread, listener };
    this.#looks.add(looking);
    const close = () => {
      this.#looks.delete(looking);
      thread.close();
    };
    return {
      seek: (tick) => thread.seek(tick),
      play: (speed) => thread.play(speed),
      view: (view) => thread.view(view),
      inspect: (entity) => thread.inspect(entity),
      commands: (filter) => thread.commands(filter),
      taken: () => thread.taken(),
      close,
    };
  }

  /** Ends all of them: the server stops. */
  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#answering?.close();
    this.#answering = null;
    for (const { thread } of this.#looks) thread.close();
    this.#looks.clear();
  }

  #start(listener: PastListener | null, gone: (why: string) => void): PastThread {
    const { starter, folder, log } = this.#options;
    this.#timer ??= setInterval(() => this.#second(), 1000);
    const thread: PastThread = new PastThread({
      ...{ starter, folder, listener },
      onCrash: (why) => {
        log.write("error", "past", `A thread that looked into the past failed: ${why}`);
        thread.close();
        gone("The thread that looked into the past failed; the server's log says more. Try again.");
      },
      log: (text) => log.write("warn", "past", text),
    });
    return thread;
  }

  #end(looking: Looking, why: string): void {
    this.#looks.delete(looking);
    looking.thread.close();
    looking.listener.ended(why);
  }

  /** Ends what nobody uses, and tells the others how much they may take. */
  #second(): void {
    const now = performance.now();
    const answering = this.#answering;
    if (answering !== null && answering.waiting === 0 && now - answering.usedAtMs > IDLE_MS_MAX) {
      answering.close();
      this.#answering = null;
    }
    for (const looking of [...this.#looks]) {
      if (now - looking.thread.usedAtMs < LOOK_IDLE_MS_MAX) continue;
      this.#end(looking, "Nobody looked for a while, so the world of the past was put away. Go on where you like.");
    }
    const percent = Math.round((this.#isWorldBusy() ? SHARE_WHEN_BUSY : SHARE) * 100);
    for (const { thread } of this.#looks) thread.share(percent);
    this.#answering?.share(percent);
    if (this.#answering !== null || this.#looks.size > 0 || this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Whether the running world used more than half of its time in the last second, or fell behind. */
  #isWorldBusy(): boolean {
    const stats = this.#options.worldStats();
    if (stats === null) return false;
    const fellBehind = stats.ticksLate > this.#ticksLate;
    this.#ticksLate = stats.ticksLate;
    return fellBehind || stats.tickMs.p99 > 500 / this.#options.tickRate;
  }
}

function removeFile(path: string): void {
  rmSync(path, { force: true });
}
