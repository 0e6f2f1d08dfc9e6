/**
 * Tells a lost connection by its silence. The server says something at least each second. TCP tells of most losses by
 * itself, so a WebSocket gets time. With UDP nothing does: there, after a short silence the server is asked, and if it
 * says nothing to that either, the connection is lost soon enough for another one to stand within two seconds.
 */
import type { Runtime } from "./runtime.ts";

const CHECK_MS = 1000;
const SILENCE_MS = 8000;
const FLEETING_CHECK_MS = 200;
const FLEETING_ASK_MS = 400;
const FLEETING_SILENCE_MS = 1400;
/** A check that comes so late was held up with everything else, and what came meanwhile was not heard yet. */
const LATE_MS = 250;

/** What the watch asks and tells. */
export interface SilenceListener {
  /** Whether there is nothing to watch any more. */
  readonly isOver: () => boolean;
  /** Whether the connection may vanish without a word. */
  readonly isFleeting: () => boolean;
  readonly ask: () => void;
  readonly lost: () => void;
}

/** Watches one connection. */
export class SilenceWatch {
  readonly #runtime: Runtime;
  readonly #listener: SilenceListener;
  #heardAt: number;
  #askedAt = -Infinity;

  constructor(runtime: Runtime, listener: SilenceListener) {
    this.#runtime = runtime;
    this.#listener = listener;
    this.#heardAt = runtime.now();
    this.#check();
  }

  /** The server said something. */
  heard(): void {
    this.#heardAt = this.#runtime.now();
  }

  #check(): void {
    const { isOver, isFleeting, ask, lost } = this.#listener;
    const wait = isFleeting() ? FLEETING_CHECK_MS : CHECK_MS;
    const due = this.#runtime.now() + wait;
    this.#runtime.later(wait, () => {
      if (isOver()) return;
      const now = this.#runtime.now();
      const silent = now - this.#heardAt;
      const fleeting = isFleeting();
      const isLate = now - due > LATE_MS;
      if (!isLate && silent > (fleeting ? FLEETING_SILENCE_MS : SILENCE_MS)) return lost();
      if (fleeting && silent > FLEETING_ASK_MS && now - this.#askedAt > FLEETING_ASK_MS) {
        this.#askedAt = now;
        ask();
      }
      this.#check();
    });
  }
}
