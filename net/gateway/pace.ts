/**
 * How often clients are told while the gateway has more to do than it can. Telling everyone of two or three
 * flushes in one frame costs half or a third of the time: the gateway gives up rate, and nothing else.
 */
import { FLUSH_TICKS } from "../../world/limits.ts";
import { HISTORY_FLUSHES } from "./changed_cells.ts";

/** The part of the time between two flushes after which all frames should be out on average. */
const LOAD_MAX = 0.85;
/** Below this part, as it would be at the higher rate, the rate rises again. */
const LOAD_CALM = 0.7;
/** One flush less than are kept: a client that is passed over once, because another left, misses nothing. */
const AT_ONCE_MAX = HISTORY_FLUSHES - 1;
/** The weight of one flush in the average: some 20 flushes, two seconds. */
const WEIGHT = 0.05;

/** Watches how long sending takes. Its lifetime is the gateway's. */
export class Pace {
  /** A client is told of at least so many flushes at once. */
  flushesAtOnce = 1;
  /** Flushes at which it was more than one. */
  flushesHeldBack = 0;
  readonly #flushMs: number;
  /** Parts of the time between two flushes: until the first frame goes out, which no rate changes, and from there on. */
  #before = 0;
  #sending = 0;

  constructor(tickRate: number) {
    this.#flushMs = FLUSH_TICKS * 1000 / tickRate;
  }

  /**
   * A flush is out: so many milliseconds passed from its coming in to its first frame, and from there to its last; what
   * came in meanwhile was seen to as well.
   */
  took(beforeMs: number, sendingMs: number): void {
    this.#before += (beforeMs / this.#flushMs - this.#before) * WEIGHT;
    this.#sending += (sendingMs / this.#flushMs - this.#sending) * WEIGHT;
    const now = this.flushesAtOnce;
    if (this.#loadAt(now) > LOAD_MAX && now < AT_ONCE_MAX) this.#change(now + 1);
    else if (now > 1 && this.#loadAt(now - 1) < LOAD_CALM) this.#change(now - 1);
    if (this.flushesAtOnce > 1) this.flushesHeldBack++;
  }

  /** The load that comes of telling so many flushes at once: what sending takes is about proportional to the rate. */
  #loadAt(flushesAtOnce: number): number {
    return this.#before + this.#sending * this.flushesAtOnce / flushesAtOnce;
  }

  #change(flushesAtOnce: number): void {
    this.#sending *= this.flushesAtOnce / flushesAtOnce;
    this.flushesAtOnce = flushesAtOnce;
  }
}
