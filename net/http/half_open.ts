/**
 * Sockets that have not sent a whole request yet. Making them costs an attacker nothing, so they are capped: where the
 * cap is reached, a new one takes the place of the oldest if that has had time enough, and is turned away otherwise.
 */
import type { NetLimits } from "../limits.ts";

interface Destroyable {
  destroy(): unknown;
}

/** The sockets that have not said anything yet, in the order of their coming. */
export class HalfOpen<Socket extends Destroyable> {
  // In order of arrival.
  readonly #since = new Map<Socket, number>();
  readonly #limits: NetLimits;

  constructor(limits: NetLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#since.size;
  }

  /** Takes note of a new socket. "full": it must be turned away; "replaced": the oldest was closed for it. */
  add(socket: Socket, nowMs: number): "added" | "replaced" | "full" {
    let outcome: "added" | "replaced" = "added";
    if (this.#since.size >= this.#limits.halfOpenMax) {
      const [oldest, since] = this.#since.entries().next().value!;
      if (nowMs - since < this.#limits.halfOpenStaleMs) return "full";
      this.#since.delete(oldest);
      oldest.destroy();
      outcome = "replaced";
    }
    this.#since.set(socket, nowMs);
    return outcome;
  }

  /** It sent its request, or closed. */
  remove(socket: Socket): void {
    this.#since.delete(socket);
  }
}
