/**
 * The fan-out: at each flush, one frame for each client.
 *
 *   nothing private     the view's own frame, the same bytes for everyone with that view
 *   something private   a head of its own, then the view's blocks in one copy
 *   the view moved      a head with what to forget, blocks of the cells it keeps, keyframes of the new ones
 *   reset               keyframes of all cells in view
 *   nothing near        nothing once, if it was told of the flush before; the next frame tells both flushes
 *   in a crowd          what all with that view are told of it, and what is near (crowds.ts)
 *   behind              nothing, until it has drained; then a reset
 *   nothing to say      nothing, but a frame with the tick at least every `heartbeatMs`
 */
import { assert } from "../../world/base/assert.ts";
import { ByteWriter } from "../../world/base/record.ts";
import { FLUSH_TICKS } from "../../world/limits.ts";
import type { NetLimits } from "../limits.ts";
import {
  decodeServerBody,
  EMPTY_FRAME_BYTES,
  encodeServerJson,
  type FrameHead,
  frameToJson,
  readFrame,
  SLOWED,
  writeFrameHead,
} from "../protocol/mod.ts";
import { cellOf, entityX, entityY } from "../replica.ts";
import type { Connection } from "../transport/connection.ts";
import type { CellTable, WatchedCell } from "./cells.ts";
import { changedAt, firstChange, HISTORY_FLUSHES } from "./changed_cells.ts";
import { isNewsNear } from "./news.ts";
import { takeOwn } from "./own_queue.ts";
import type { Pace } from "./pace.ts";
import type { SlabAllocator } from "./slab.ts";
import type { Viewer } from "./viewer.ts";
import { CrowdFrames } from "./crowd_frames.ts";
import type { CrowdBlock } from "./crowds.ts";
import { cellBlocks, type CellsContent, copyBytes, measureCells, putCells } from "./frame_cells.ts";
import { holdsCell, isBeyond, putEmptyFrame, type View, type ViewTable } from "./views.ts";

/** What the fan-out has done, since the gateway's start. */
export interface FanoutCounts {
  frames: number;
  bytes: number;
  /** Frames that were left out because a client was behind. */
  skipped: number;
  /** Frames that started a client from nothing. */
  resets: number;
}

/** What a fan-out works on. */
export interface FanoutParts {
  readonly cells: CellTable;
  readonly views: ViewTable;
  readonly slabs: SlabAllocator;
  readonly limits: NetLimits;
  readonly pace: Pace;
  readonly tickRate: number;
}

/** Of flushes in which nothing near happens, a client is told by so many at once. */
const FAR_FLUSHES = 2;
assert(FAR_FLUSHES <= HISTORY_FLUSHES, "what is not told yet is kept");

const NOTHING: readonly never[] = [];

/** Sends the frames. Its lifetime is the gateway's. */
export class Fanout {
  readonly counts: FanoutCounts = { frames: 0, bytes: 0, skipped: 0, resets: 0 };
  readonly #cells: CellTable;
  readonly #views: ViewTable;
  readonly #slabs: SlabAllocator;
  readonly #limits: NetLimits;
  readonly #pace: Pace;
  readonly #tickRate: number;
  readonly #headWriter = new ByteWriter(1024);
  readonly #head: FrameHead = {
    tick: 0,
    reset: false,
    input: null,
    forget: [],
    messages: [],
    slowed: null,
    crowd: false,
    earlier: [],
  };
  readonly #input = { sequence: 0, lead: 0 };
  readonly #earlier: number[] = [];
  readonly #place = { x: 0, y: 0 };
  /** Place in the list of viewers of the one that is served next. */
  #next = 0;
  /** The cells whose keyframes the frame under way holds. */
  #keyframes: readonly WatchedCell[] = NOTHING;
  readonly #crowdFrames: CrowdFrames;
  /** Of the frame under way to a client in a crowd: whose blocks it tells, and those besides. */
  #crowdView: View | null = null;
  #crowdMore: readonly CrowdBlock[] = NOTHING;
  /** Clients that may still change to or from a crowd at this flush. */
  #changesLeft = 0;

  constructor(parts: FanoutParts) {
    this.#cells = parts.cells;
    this.#views = parts.views;
    this.#slabs = parts.slabs;
    this.#limits = parts.limits;
    this.#pace = parts.pace;
    this.#tickRate = parts.tickRate;
    this.#crowdFrames = new CrowdFrames(parts);
  }

  /** The flush at `tick` begins: all blocks were applied, nobody was told. */
  begin(tick: number): void {
    this.#head.tick = tick;
    this.#next = 0;
    this.#changesLeft = this.#limits.crowdChangesPerFlush;
  }

  /** Sends the next `count` viewers their frames. Whether those were the last. Viewers may come and go between calls. */
  run(viewers: readonly Viewer[], count: number, nowMs: number): boolean {
    const { tick } = this.#head;
    const end = Math.min(viewers.length, this.#next + count);
    while (this.#next < end) this.#serve(viewers[this.#next++]!, tick, nowMs);
    return this.#next >= viewers.length;
  }

  #serve(viewer: Viewer, tick: number, nowMs: number): void {
    const before = this.#follow(viewer, tick, nowMs);
    const { connection } = viewer.session;
    if (this.#isBehind(viewer, connection, nowMs)) {
      this.counts.skipped++;
      return;
    }
    const { view } = viewer;
    const { flush } = this.#cells;
    // It was passed over for longer than flushes are kept: no part of the gateway does that, but nobody shall see less.
    if (flush - viewer.toldFlush > HISTORY_FLUSHES) viewer.reset = true;
    if (viewer.reset || this.#isToChange(viewer, before)) {
      viewer.reset = true;
      // Cells that nobody saw before come from the world a flush later: they are awaited, but not for ever.
      const waited = nowMs - viewer.lastFrameAtMs >= this.#limits.heartbeatMs;
      if (waited || view.cells.every((cell) => cell.complete)) this.#startOver(viewer, nowMs);
      return;
    }
    if (viewer.slowedUntilMs !== null && nowMs >= viewer.slowedUntilMs) {
      viewer.slowedUntilMs = null;
      viewer.tellSlowed = SLOWED.no;
    }
    if (viewer.isCrowded) return this.#serveInCrowd(viewer, before, nowMs);
    if (before !== null) {
      const left = before.cells.filter((cell) => !holdsCell(view, cell));
      const entered = view.cells.filter((cell) => cell.complete && !holdsCell(before, cell));
      this.#sendOwn(viewer, { forget: left, keyframes: entered, nowMs });
      return;
    }
    const isOwed = viewer.messages.length > 0 || viewer.own !== null || viewer.tellSlowed !== null;
    if (!isOwed && this.#mayWait(viewer, tick)) return;
    const frame = this.#views.frame(view, firstChange(view.changed, viewer.toldFlush, flush), tick);
    if (viewer.hasApplied || isOwed) {
      this.#sendOwn(viewer, { forget: NOTHING, keyframes: NOTHING, nowMs });
      return;
    }
    const due = nowMs - viewer.lastFrameAtMs >= this.#limits.heartbeatMs;
    if (frame.slab === null && !due) {
      viewer.toldFlush = flush;
      return;
    }
    if (connection.speech === "json") this.#sendOwn(viewer, { forget: NOTHING, keyframes: NOTHING, nowMs });
    else if (frame.slab !== null) {
      connection.sendRoomed(frame.slab, frame.start, frame.end);
      this.#sent(viewer, frame.end - frame.start, nowMs);
    } else {
      const start = this.#slabs.reserve(EMPTY_FRAME_BYTES);
      putEmptyFrame(this.#slabs.bytes, start, tick);
      connection.sendRoomed(this.#slabs.bytes, start, start + EMPTY_FRAME_BYTES);
      this.#sent(viewer, EMPTY_FRAME_BYTES, nowMs);
    }
  }

  /** Whether a client is told of cells and shall be told of a crowd from now on, or the other way round. */
  #isToChange({ view, isCrowded }: Viewer, before: View | null): boolean {
    if (isCrowded === (view.crowd?.isFull ?? false)) return false;
    // For a view that is not crowded any more nothing is put together.
    if (isCrowded && (view.crowd === null || before !== null)) return true;
    return this.#changesLeft-- > 0;
  }

  #serveInCrowd(viewer: Viewer, before: View | null, nowMs: number): void {
    const { view } = viewer;
    const { crowds, flush } = this.#cells;
    const isOwed = viewer.messages.length > 0 || viewer.own !== null || viewer.tellSlowed !== null;
    if (before === null && !isOwed && flush - viewer.toldFlush < this.#pace.flushesAtOnce) return;
    if (before !== null) {
      this.#crowdView = before;
      const departures = crowds.departures(before.cells.filter((cell) => !holdsCell(view, cell)));
      const arrivals = crowds.keyframes(view.cells.filter((cell) => !holdsCell(before, cell)));
      this.#crowdMore = departures === null ? arrivals : [departures, ...arrivals];
    }
    this.#sendOwn(viewer, { forget: NOTHING, keyframes: NOTHING, nowMs });
    this.#crowdView = null;
    this.#crowdMore = NOTHING;
  }

  /** Whether a client can be told of this flush together with the next one. */
  #mayWait(viewer: Viewer, tick: number): boolean {
    const untold = this.#cells.flush - viewer.toldFlush;
    const { flushesAtOnce } = this.#pace;
    return untold < flushesAtOnce || (untold < FAR_FLUSHES && !this.#isNear(viewer, tick));
  }

  /** Whether something happened near a client's character, other than to itself. */
  #isNear({ body, entity, view }: Viewer, tick: number): boolean {
    const { flush, news } = this.#cells;
    const { nearUnits } = this.#limits;
    if (body === null || nearUnits === Infinity) return true;
    if (!changedAt(view.changed, flush)) return false;
    const place = this.#place;
    place.x = entityX(body, tick, this.#tickRate);
    place.y = entityY(body, tick, this.#tickRate);
    const { left, top, columns, cells } = view;
    const rows = cells.length / columns;
    const firstRow = Math.max(0, cellOf(place.y - nearUnits) - top);
    const lastRow = Math.min(rows - 1, cellOf(place.y + nearUnits) - top);
    const firstColumn = Math.max(0, cellOf(place.x - nearUnits) - left);
    const lastColumn = Math.min(columns - 1, cellOf(place.x + nearUnits) - left);
    for (let row = firstRow; row <= lastRow; row++) {
      for (let column = firstColumn; column <= lastColumn; column++) {
        const cell = cells[row * columns + column]!;
        if (cell.newsFlush === flush && isNewsNear(news, cell.newsFirst, place, nearUnits, entity)) return true;
      }
    }
    return false;
  }

  /** Moves the view after the character. Returns the view before, if it moved. */
  #follow(viewer: Viewer, tick: number, nowMs: number): View | null {
    let { body } = viewer;
    // Most are known already, and most of those stand where they stood: nothing to work out.
    if (body === null || body.cell === null) {
      body = viewer.body = this.#cells.replica.entities.get(viewer.entity) ?? null;
      if (body === null) return null;
    } else if (body.speed === 0 && body.tick === viewer.bodyTick) return null;
    viewer.bodyTick = body.tick;
    const x = entityX(body, tick, this.#tickRate);
    const y = entityY(body, tick, this.#tickRate);
    const before = viewer.view;
    if (!isBeyond(before, x, y, this.#limits.viewSlackUnits)) return null;
    viewer.view = this.#views.acquire(cellOf(x), cellOf(y), nowMs);
    // Only now: what both views hold stays watched.
    this.#views.release(before, nowMs);
    return before;
  }

  #isBehind(viewer: Viewer, connection: Connection, nowMs: number): boolean {
    const limits = this.#limits;
    const mark = viewer.behindSinceMs === null ? limits.slowBytes : limits.slowEndBytes;
    const since = connection.probePendingSince;
    const behind = connection.bufferedBytes > mark || (since !== null && nowMs - since > limits.probeLateMs);
    if (behind) {
      viewer.behindSinceMs ??= nowMs;
      viewer.reset = true;
      return true;
    }
    if (viewer.behindSinceMs !== null) {
      viewer.behindSinceMs = null;
      viewer.slowedUntilMs = nowMs + limits.slowedCalmMs;
      viewer.tellSlowed = SLOWED.fewerFrames;
    }
    return false;
  }

  #startOver(viewer: Viewer, nowMs: number): void {
    this.counts.resets++;
    this.#head.reset = true;
    const { view } = viewer;
    viewer.isCrowded = view.crowd?.isFull ?? false;
    this.#crowdMore = viewer.isCrowded ? this.#cells.crowds.keyframes(view.cells) : NOTHING;
    const keyframes = viewer.isCrowded ? NOTHING : view.cells.filter((cell) => cell.complete);
    this.#sendOwn(viewer, { forget: NOTHING, keyframes, nowMs });
    this.#crowdMore = NOTHING;
    this.#head.reset = false;
    viewer.reset = false;
  }

  /**
   * Sends a frame with a head of its own. Cells in `keyframes` are told whole, all others in view by their blocks;
   * cells that are not complete have neither.
   */
  #sendOwn(
    viewer: Viewer,
    content: { forget: readonly WatchedCell[]; keyframes: readonly WatchedCell[]; nowMs: number },
  ): void {
    const head = this.#head;
    head.forget = content.forget;
    head.input = null;
    if (viewer.hasApplied) {
      this.#input.sequence = viewer.appliedSequence;
      this.#input.lead = viewer.appliedLead;
      head.input = this.#input;
    }
    head.slowed = viewer.tellSlowed;
    // Private state comes before the answers that may be about it.
    if (viewer.own !== null) {
      viewer.messages = [...takeOwn(viewer, this.#limits.ownBytesPerFlush), ...viewer.messages];
    }
    this.#keyframes = content.keyframes;
    for (const cell of content.keyframes) this.#cells.prepareKeyframe(cell, head.tick);
    head.crowd = viewer.isCrowded;
    if (viewer.session.connection.speech === "json") this.#sendJson(viewer, content.nowMs);
    else this.#sendBinary(viewer, content.nowMs);
    viewer.hasApplied = false;
    viewer.tellSlowed = null;
    if (viewer.messages.length > 0) viewer.messages = [];
  }

  /** What a client is told of cells now. */
  #content({ view, toldFlush, reset }: Viewer): CellsContent {
    const { flush } = this.#cells;
    const first = reset ? flush : firstChange(view.changed, toldFlush, flush);
    return { view, first, keyframes: this.#keyframes };
  }

  #sendBinary(viewer: Viewer, nowMs: number): void {
    const head = this.#head;
    const { view } = viewer;
    head.messages = viewer.messages.length === 0 ? NOTHING : viewer.messages.map((message) => message.encoded());
    if (viewer.isCrowded) {
      const { slab, start, end } = this.#crowdFrames.make(
        viewer,
        head,
        this.#crowdView ?? viewer.view,
        this.#crowdMore,
      );
      viewer.session.connection.sendRoomed(slab, start, end);
      return this.#sent(viewer, end - start, nowMs);
    }
    const content = this.#content(viewer);
    // What the view has in common is put together once.
    const shared = this.#keyframes.length === 0 && head.forget.length === 0
      ? this.#views.frame(view, content.first, head.tick)
      : null;
    const cellsLength = shared === null
      ? measureCells(this.#cells, content, this.#earlier)
      : shared.end - shared.cellsStart;
    head.earlier = cellsLength === 0 ? NOTHING : shared?.earlier ?? this.#earlier;
    this.#headWriter.length = 0;
    writeFrameHead(this.#headWriter, head);
    const headBytes = this.#headWriter.view();
    const start = this.#slabs.reserve(headBytes.length + cellsLength);
    const slab = this.#slabs.bytes;
    slab.set(headBytes, start);
    const at = start + headBytes.length;
    if (shared !== null) {
      if (shared.slab !== null) copyBytes(shared.slab, shared.cellsStart, shared.end, slab, at);
    } else if (cellsLength > 0) putCells(this.#cells, content, slab, at);
    viewer.session.connection.sendRoomed(slab, start, at + cellsLength);
    this.#sent(viewer, headBytes.length + cellsLength, nowMs);
  }

  #sendCrowdJson(viewer: Viewer, nowMs: number): void {
    const head = this.#head;
    head.messages = NOTHING;
    const { slab, start, end } = this.#crowdFrames.make(viewer, head, this.#crowdView ?? viewer.view, this.#crowdMore);
    const frame = readFrame(slab.subarray(start, end), decodeServerBody);
    const messages = viewer.messages.map(({ message }) => message);
    const places = this.#crowdFrames.places(this.#crowdView ?? viewer.view, head.tick);
    const text = encodeServerJson(frameToJson({ ...frame, messages }, () => null, places));
    viewer.session.connection.sendText(text);
    this.#sent(viewer, text.length, nowMs);
  }

  #sendJson(viewer: Viewer, nowMs: number): void {
    if (viewer.isCrowded) return this.#sendCrowdJson(viewer, nowMs);
    const { tick, reset, input, forget, slowed } = this.#head;
    const told = cellBlocks(this.#cells, this.#content(viewer));
    const flushes = told.map((blocks, at) => ({ tick: tick - (told.length - 1 - at) * FLUSH_TICKS, blocks }));
    const messages = viewer.messages.map(({ message }) => message);
    const { flush } = this.#cells;
    const frame = { type: "frame", tick, reset, input, forget, messages, slowed, crowd: false, flushes } as const;
    const json = frameToJson(
      frame,
      (told, [x, y], slot) => this.#cells.turnPlace(flush - (tick - told) / FLUSH_TICKS, x, y, slot),
    );
    const text = encodeServerJson(json);
    viewer.session.connection.sendText(text);
    this.#sent(viewer, text.length, nowMs);
  }

  #sent(viewer: Viewer, bytes: number, nowMs: number): void {
    viewer.lastFrameAtMs = nowMs;
    viewer.toldFlush = this.#cells.flush;
    viewer.session.bytesOut += bytes;
    this.counts.frames++;
    this.counts.bytes += bytes;
  }
}
