/**
 * The way into the world. Coming in costs the gateway and the world more than playing does: all that is around, all
 * that one has, is told at once. So only some come in with each flush, and the others wait for their turn: a thousand
 * who come back together come in evenly, and whoever plays already notices nothing of it. It is so many for a time, not
 * so many at a time: where everything takes longer, as many come in as before.
 */
import type { MessageOf } from "../../world/base/record.ts";
import type { gatewayToWorld } from "../../world/part/messages.ts";

/** Asks the world to let a session's character in. */
export type EnterMessage = Extract<MessageOf<typeof gatewayToWorld.declarations>, { type: "enter" }>;

/** Its lifetime is the gateway's. */
export class Entrance {
  readonly #perFlush: number;
  /** Hands a message to the world; where that cannot be done, the session ends, and has left when this returns. */
  readonly #send: (message: EnterMessage) => void;
  /** By session, the first to come first. */
  readonly #waiting = new Map<number, EnterMessage>();
  readonly #onTheWay = new Set<number>();
  /** So many more may come in before the next flush. */
  #left: number;

  constructor(perFlush: number, send: (message: EnterMessage) => void) {
    this.#perFlush = this.#left = perFlush;
    this.#send = send;
  }

  /** Sessions that wait or are on their way. */
  get size(): number {
    return this.#waiting.size + this.#onTheWay.size;
  }

  /** A session wants to come in: now, or when it is its turn. */
  queue(message: EnterMessage): void {
    this.#waiting.set(message.session, message);
    this.#letIn();
  }

  /** A flush of the world is here. */
  flush(): void {
    this.#left = this.#perFlush;
    this.#letIn();
  }

  /** The world has let a session in. */
  entered(session: number): void {
    this.#onTheWay.delete(session);
  }

  /** A session that has not come in leaves. True if the world was asked for it. */
  leave(session: number): boolean {
    if (this.#waiting.delete(session)) return false;
    this.#onTheWay.delete(session);
    return true;
  }

  #letIn(): void {
    for (const [session, message] of this.#waiting) {
      if (this.#left === 0) return;
      this.#left--;
      this.#waiting.delete(session);
      this.#onTheWay.add(session);
      this.#send(message);
    }
  }
}
