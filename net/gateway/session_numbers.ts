/** Numbers of sessions: unique over all gateways, and not used again soon. */
import { SESSION_GATEWAY_SHIFT } from "../../world/limits.ts";

const NUMBERS = 1 << SESSION_GATEWAY_SHIFT;

/** The numbers of one gateway. */
export class SessionNumbers {
  readonly #first: number;
  #last = 0;

  constructor(gatewayIndex: number) {
    this.#first = gatewayIndex * NUMBERS;
  }

  /** The next number that is not taken. */
  next(isTaken: (number: number) => boolean): number {
    do {
      this.#last = (this.#last + 1) % NUMBERS;
    } while (this.#last === 0 || isTaken(this.#first + this.#last));
    return this.#first + this.#last;
  }
}
