/**
 * Results that wait until what they say is on the disk. A player who was told that something is done must find it done
 * after a crash; so these are told when storage says so, in their order, and not before. Motion and talk do not wait.
 */
import type { MessageOf } from "../base/record.ts";
import { HELD_LATE_MS, HELD_RESULTS_MAX } from "./limits.ts";
import type { worldToGateway } from "./messages.ts";

type PrivateMessage = MessageOf<typeof worldToGateway.declarations>;

interface Held {
  readonly tick: number;
  readonly session: number;
  readonly message: PrivateMessage;
  readonly sinceMs: number;
}

/** What has changed since the last look: results have begun to come late, or come in time again. */
export type Lateness = "same" | "late" | "in-time";

/** Its lifetime is the world part's. */
export class HeldResults {
  #held: Held[] = [];
  #isLate = false;
  /** The newest tick that has a result which waits; 0 if there never was one. */
  newestTick = 0;

  get count(): number {
    return this.#held.length;
  }

  /** No more can be held: what would need it is to be refused before it reaches the world. */
  get isFull(): boolean {
    return this.#held.length >= HELD_RESULTS_MAX;
  }

  /** Holds a result of a tick. */
  add(tick: number, session: number, message: PrivateMessage): void {
    this.#held.push({ tick, session, message, sinceMs: performance.now() });
    this.newestTick = tick;
  }

  /** Hands over what is on the disk by now, in its order. */
  release(durableTick: number, send: (session: number, message: PrivateMessage) => void): void {
    let count = 0;
    while (count < this.#held.length && this.#held[count]!.tick <= durableTick) count++;
    for (const { session, message } of this.#held.splice(0, count)) send(session, message);
  }

  /**
   * Whether players are to be told that results are late, or would be: `behindMs` is how long the journal has waited.
   * `now` is of `performance.now`.
   */
  watch(now: number, behindMs: number): Lateness {
    const oldest = this.#held[0];
    const isLate = behindMs > HELD_LATE_MS || (oldest !== undefined && now - oldest.sinceMs > HELD_LATE_MS);
    if (isLate === this.#isLate) return "same";
    this.#isLate = isLate;
    return isLate ? "late" : "in-time";
  }
}
