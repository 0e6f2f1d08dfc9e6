/**
 * How often clients are told while the gateway has more to do than it can. Telling everyone of two or three
 * flushes in one frame costs half or a third of the time: the gateway gives up rate, and nothing else.
 */
import { FLUSH_TICKS } from "../../world/limits.ts";
import { HISTORY_FLUSHES } from "./changed_cells.ts";

/** The part of the time between two flushes after which all frames should be out on average. */
const LOAD_MAX = 0.75;
/** Below this part, as it would be at the higher rate, the rate rises again. */
const LOAD_CALM = 0.5;
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
  #load = 0;

  constructor(tickRate: number) {
    this.#flushMs = FLUSH_TICKS * 1000 / tickRate;
  }

  /** So long after it came in, all frames of a flush were out; what came in meanwhile was seen to as well. */
  took(ms: number): void {
    this.#load += (ms / this.#flushMs - this.#load) * WEIGHT;
    const now = this.flushesAtOnce;
    if (this.#load > LOAD_MAX && now < AT_ONCE_MAX) this.#change(now + 1);
    else if (now > 1 && this.#load * now / (now - 1) < LOAD_CALM) this.#change(now - 1);
    if (this.flushesAtOnce > 1) this.flushesHeldBack++;
  }

  /** What sending takes is about proportional to the rate. */
  #change(flushesAtOnce: number): void {
    this.#load *= this.flushesAtOnce / flushesAtOnce;
    this.flushesAtOnce = flushesAtOnce;
  }
}
