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
/** What one flush counts at most: after a single long one, be it by the collector, nothing is slowed. */
const FLUSH_LOAD_MAX = 1.25;
/** Flushes after which a mean is worth something, and over which it is taken: half a second and two seconds. */
const FLUSHES_MIN = 5;
const FLUSHES_MAX = 20;

/** Watches how long sending takes. Its lifetime is the gateway's. */
export class Pace {
  /** A client is told of at least so many flushes at once. */
  flushesAtOnce = 1;
  /** Flushes at which it was more than one. */
  flushesHeldBack = 0;
  readonly #flushMs: number;
  /**
   * Means since the last change, as parts of the time between two flushes: until the first frame goes out, which no rate
   * changes, and from there on.
   */
  #before = 0;
  #sending = 0;
  #flushes = 0;

  constructor(tickRate: number) {
    this.#flushMs = FLUSH_TICKS * 1000 / tickRate;
  }

  /**
   * A flush is out: so many milliseconds passed from its coming in to its first frame, and from there to its last; what
   * came in meanwhile was seen to as well.
   */
  took(beforeMs: number, sendingMs: number): void {
    const unit = Math.max(this.#flushMs, (beforeMs + sendingMs) / FLUSH_LOAD_MAX);
    this.#flushes = Math.min(this.#flushes + 1, FLUSHES_MAX);
    this.#before += (beforeMs / unit - this.#before) / this.#flushes;
    this.#sending += (sendingMs / unit - this.#sending) / this.#flushes;
    if (this.#flushes >= FLUSHES_MIN) this.#choose();
    if (this.flushesAtOnce > 1) this.flushesHeldBack++;
  }

  #choose(): void {
    const now = this.flushesAtOnce;
    const calm = this.#calmRate();
    if (calm < now || this.#loadAt(now) > LOAD_MAX) this.flushesAtOnce = calm;
    if (this.flushesAtOnce !== now) this.#flushes = 0;
  }

  /** The fewest flushes at once at which there is time to spare. */
  #calmRate(): number {
    let flushesAtOnce = 1;
    while (flushesAtOnce < AT_ONCE_MAX && this.#loadAt(flushesAtOnce) > LOAD_CALM) flushesAtOnce++;
    return flushesAtOnce;
  }

  /** The load that comes of telling so many flushes at once: what sending takes is about proportional to the rate. */
  #loadAt(flushesAtOnce: number): number {
    return this.#before + this.#sending * this.flushesAtOnce / flushesAtOnce;
  }
}
