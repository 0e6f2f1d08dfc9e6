/** Questions that wait for their answer, by number, each with a time limit. */
// Not by its mod.ts: the console itself is loaded later.
import { PortError } from "../api/ports.ts";
import { QUESTIONS_WAITING_MAX } from "./limits.ts";

interface Waiting {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: PortError) => void;
  readonly timer: ReturnType<typeof setTimeout> | undefined;
}

/** Lives as long as the link that it numbers the questions of. */
export class Requests {
  readonly #part: string;
  readonly #msMax: number | null;
  readonly #waitingMax: number;
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;

  /** `msMax`: null for questions that may take as long as they take. */
  constructor(part: string, msMax: number | null, waitingMax: number = QUESTIONS_WAITING_MAX) {
    this.#part = part;
    this.#msMax = msMax;
    this.#waitingMax = waitingMax;
  }

  /** Questions that wait. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Nobody will answer any more: all that wait are rejected with this sentence. */
  giveUp(why: string): void {
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(new PortError(why));
    }
    this.#waiting.clear();
  }

  /** Sends a question by `send` (false: no room) and resolves with the answer's JSON. Rejects with a `PortError`. */
  ask<T>(send: (request: number) => boolean): Promise<T> {
    return new Promise((resolve, reject) => {
      const request = this.#next;
      this.#next = (this.#next + 1) >>> 0;
      if (this.#waiting.size >= this.#waitingMax || !send(request)) {
        return reject(new PortError(`The ${this.#part} has too much to do at the moment. Try again.`));
      }
      const msMax = this.#msMax;
      const timer = msMax === null ? undefined : setTimeout(() => {
        this.#waiting.delete(request);
        reject(new PortError(`The ${this.#part} did not answer within ${msMax / 1000} seconds.`));
      }, msMax);
      const parse = (bytes: Uint8Array) => resolve(JSON.parse(textOf(bytes)));
      this.#waiting.set(request, { resolve: parse, reject, timer });
    });
  }

  /** An answer came. One that nobody waits for any more is dropped. */
  answer(request: number, json: Uint8Array): void {
    const waiting = this.#waiting.get(request);
    if (waiting === undefined) return;
    this.#waiting.delete(request);
    clearTimeout(waiting.timer);
    waiting.resolve(json);
  }
}

/** Text of bytes that may lie in a ring: TextDecoder takes no views of shared memory. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.slice());
}
