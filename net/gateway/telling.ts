/**
 * What clients are told: the cells and views of those who play, and at each flush their frames, slice by slice. With
 * thousands of clients a flush takes as long as there is between two of them; sent in one go, whoever connects or steers
 * would wait for all of it.
 */
import { FLUSH_TICKS } from "../../world/limits.ts";
import type { NetLimits } from "../limits.ts";
import type { Clock } from "../transport/connection.ts";
import { type CellSource, CellTable } from "./cells.ts";
import type { CrowdedPlace } from "../../world/part/types.ts";
import { listCrowds } from "./crowd_list.ts";
import { HISTORY_FLUSHES } from "./changed_cells.ts";
import { Fanout } from "./fanout.ts";
import { Lateness } from "./lateness.ts";
import { MotionDatagrams } from "./motion_datagrams.ts";
import { Pace } from "./pace.ts";
import { SlabAllocator } from "./slab.ts";
import type { Tally } from "./tally.ts";
import { ViewerList } from "./viewers.ts";
import { ViewTable } from "./views.ts";

/** What it works with. */
export interface TellingParts {
  readonly limits: NetLimits;
  readonly clock: Clock;
  /** One that goes on while this process is late. */
  readonly steadyClock: Clock;
  readonly tickRate: number;
  readonly source: CellSource;
  readonly refused: Tally;
  /** Runs something when what came in meanwhile was seen to. */
  readonly later: (run: () => void) => void;
}

/** Between two looks at the clock while frames are sent: some tenths of a millisecond. */
const VIEWERS_AT_ONCE = 32;

/** The gateway's half that sends. Its lifetime is the gateway's. */
export class Telling {
  readonly cells: CellTable;
  readonly views: ViewTable;
  readonly viewers: ViewerList;
  readonly fanout: Fanout;
  readonly motions: MotionDatagrams;
  readonly pace: Pace;
  /** Flushes that came so late that they were told with the next one. */
  flushesJoined = 0;
  readonly #parts: TellingParts;
  readonly #lateness: Lateness;
  readonly #flushMs: number;
  #joinedInARow = 0;
  #tick = 0;
  #isSending = false;
  #sinceMs = 0;
  #firstFrameMs = 0;

  constructor(parts: TellingParts) {
    const { limits, tickRate } = parts;
    this.#parts = parts;
    this.#lateness = new Lateness(parts.steadyClock, tickRate);
    this.#flushMs = FLUSH_TICKS * 1000 / tickRate;
    const slabs = new SlabAllocator();
    const cells = this.cells = new CellTable(tickRate, parts.source, limits);
    const views = this.views = new ViewTable(cells, slabs, limits.viewCells);
    const pace = this.pace = new Pace(tickRate);
    this.viewers = new ViewerList(views, limits, parts.refused);
    this.motions = new MotionDatagrams(cells.replica, tickRate);
    this.fanout = new Fanout({ cells, views, slabs, limits, pace, tickRate });
  }

  /** Whether frames of a flush are still to be sent. Until then no block of the next one may be taken. */
  get isSending(): boolean {
    return this.#isSending;
  }

  /**
   * All blocks of a flush are here, which the world sent `late` ticks after its time: frames go out. `whenDone` is called
   * if that is not done when this returns.
   */
  flush(tick: number, late: number, whenDone: () => void): void {
    this.#sinceMs = this.#parts.steadyClock();
    this.#tick = tick;
    const isLate = this.#lateness.take(tick, late) > this.#flushMs;
    this.cells.apply(tick);
    if (this.cells.flush % this.cells.crowds.slices === 0) this.views.judgeCrowds(this.#parts.clock());
    // The next one waits already: who is told of both at once is sooner told of the newer.
    if (isLate && this.pace.flushesAtOnce + this.#joinedInARow < HISTORY_FLUSHES - 1) {
      this.#joinedInARow++;
      this.flushesJoined++;
      return this.cells.end();
    }
    this.#joinedInARow = 0;
    this.fanout.begin(tick);
    this.#isSending = true;
    this.#firstFrameMs = this.#parts.steadyClock();
    this.#sendSlice(whenDone);
  }

  #sendSlice(whenDone: () => void): void {
    const { limits, clock, later } = this.#parts;
    const since = clock();
    let now = since;
    let isDone: boolean;
    do {
      isDone = this.fanout.run(this.viewers.all, VIEWERS_AT_ONCE, now);
      now = clock();
    } while (!isDone && now - since < limits.flushSliceMs);
    if (isDone) return this.#end();
    later(() => {
      this.#sendSlice(whenDone);
      if (!this.#isSending) whenDone();
    });
  }

  #end(): void {
    this.#isSending = false;
    this.motions.run(this.viewers.all, this.#tick);
    this.pace.took(this.#firstFrameMs - this.#sinceMs, this.#parts.steadyClock() - this.#firstFrameMs);
    this.cells.end();
  }

  /** Places that are overfull, the fullest first. */
  listCrowds(): CrowdedPlace[] {
    return listCrowds(this.cells.crowds.views, this.#parts.clock());
  }

  /** The world lost our place in its stream: everyone starts from nothing. */
  restart(): void {
    this.cells.restart();
    this.viewers.resetAll();
  }
}
