/**
 * The map's feed: the world's cell streams in, each console's part of them out.
 *
 *   world ─► block ─► replica (all cells)          flush ─► for each console:
 *                 └─► this flush's blocks                    changes of its cells, or notes if it is slow,
 *                                                            keyframes of cells it does not have yet
 *
 * The world streams everything while any map is open, and for some seconds after. A console's queue is its socket's
 * unsent bytes; beyond a mark it gets nothing, and the cells it missed are sent as keyframes when it has caught up.
 */
import { CellReplica } from "../../net/replica.ts";
import { ByteReader, ByteWriter } from "../../world/base/record.ts";
import { CELL_COLUMNS } from "../../world/limits.ts";
import { CONSOLE_WAITING_BYTES_MAX, KEYFRAME_BYTES_PER_FLUSH, MAP_LINGER_MS } from "./limits.ts";
import { type CellRectangle, cellsOf, type LiveMessage, MAP_FRAME, type MapView } from "./live_messages.ts";
import type { StreamListener, WorldPort } from "./ports.ts";

/** The space that the map shows. */
const OVERWORLD = 0;

/** A console, as the feed sees it. */
export interface MapConsole {
  /** Bytes handed to its socket and not sent yet. */
  readonly waitingBytes: number;
  sendFrame(bytes: Uint8Array): void;
  send(message: LiveMessage): void;
}

interface Viewer {
  readonly console: MapConsole;
  cells: CellRectangle;
  /** Keys of cells whose keyframe it needs, in order of need. */
  readonly owed: Set<number>;
}

interface FlushBlock {
  readonly x: number;
  readonly y: number;
  readonly bytes: Uint8Array;
}

/** Feeds the maps of all consoles. Lifetime: the listener's. */
export class MapFeed implements StreamListener {
  readonly #world: WorldPort;
  readonly #tickRate: number;
  #replica: CellReplica;
  readonly #viewers = new Map<MapConsole, Viewer>();
  readonly #writer = new ByteWriter(65_536);
  readonly #keyframeWriter = new ByteWriter(16_384);
  #blocks: FlushBlock[] = [];
  #streaming = false;
  #tick = 0;
  #linger: ReturnType<typeof setTimeout> | null = null;

  constructor(world: WorldPort, tickRate: number) {
    this.#world = world;
    this.#tickRate = tickRate;
    this.#replica = new CellReplica(tickRate);
  }

  /** Consoles that have a map open. */
  get viewers(): number {
    return this.#viewers.size;
  }

  /** A console looks at `view` from now on; null: at nothing. */
  look(console: MapConsole, view: MapView | null): void {
    if (view === null) {
      this.#viewers.delete(console);
      if (this.#viewers.size === 0) this.#stopSoon();
      return;
    }
    const cells = cellsOf(view);
    let viewer = this.#viewers.get(console);
    if (viewer === undefined) {
      viewer = { console, cells: { x0: 0, y0: 0, x1: -1, y1: -1 }, owed: new Set() };
      this.#viewers.set(console, viewer);
      this.#start();
    }
    const before = viewer.cells;
    viewer.cells = cells;
    for (const key of viewer.owed) {
      if (!contains(cells, key % CELL_COLUMNS, Math.floor(key / CELL_COLUMNS))) viewer.owed.delete(key);
    }
    console.send({ type: "view", cells });
    for (const cell of this.#replica.cells.values()) {
      if (contains(cells, cell.x, cell.y) && !contains(before, cell.x, cell.y)) viewer.owed.add(keyOf(cell.x, cell.y));
    }
  }

  /** Stops the stream at once: the listener ends. */
  stop(): void {
    if (this.#linger !== null) clearTimeout(this.#linger);
    this.#viewers.clear();
    this.#end();
  }

  block(space: number, bytes: Uint8Array): void {
    if (space !== OVERWORLD || !this.#streaming) return;
    const copy = bytes.slice();
    const header = new ByteReader(copy);
    this.#blocks.push({ x: header.i16(), y: header.i16(), bytes: copy });
  }

  flush(tick: number): void {
    this.#tick = tick;
    for (const { bytes } of this.#blocks) this.#replica.apply(bytes, tick);
    this.#replica.settle();
    for (const viewer of this.#viewers.values()) this.#serve(viewer);
    this.#blocks = [];
  }

  restart(_tick: number): void {
    this.#replica = new CellReplica(this.#tickRate);
    this.#blocks = [];
    for (const viewer of this.#viewers.values()) {
      viewer.owed.clear();
      viewer.console.send({ type: "fresh" });
    }
  }

  #serve(viewer: Viewer): void {
    const { console, cells, owed } = viewer;
    const isSlow = console.waitingBytes > CONSOLE_WAITING_BYTES_MAX;
    const writer = this.#writer;
    writer.length = 0;
    writer.u8(MAP_FRAME);
    writer.u32(this.#tick);
    for (const block of this.#blocks) {
      if (!contains(cells, block.x, block.y)) continue;
      const key = keyOf(block.x, block.y);
      if (isSlow) owed.add(key);
      else if (!owed.has(key)) writeBlock(writer, block.bytes);
    }
    if (isSlow) return;
    const changesEnd = writer.length;
    for (const key of owed) {
      if (writer.length - changesEnd > KEYFRAME_BYTES_PER_FLUSH) break;
      owed.delete(key);
      writeBlock(writer, this.#keyframe(key % CELL_COLUMNS, Math.floor(key / CELL_COLUMNS)));
    }
    console.sendFrame(writer.copy());
  }

  #keyframe(cellX: number, cellY: number): Uint8Array {
    const writer = this.#keyframeWriter;
    writer.length = 0;
    // A cell that is not held any more is told as an empty one.
    const cell = this.#replica.cell(cellX, cellY) ?? { x: cellX, y: cellY, slots: [], count: 0 };
    this.#replica.writeKeyframe(writer, cell, this.#tick);
    return writer.view();
  }

  #start(): void {
    if (this.#linger !== null) clearTimeout(this.#linger);
    this.#linger = null;
    if (this.#streaming) return;
    this.#streaming = true;
    this.#world.watchAll(true);
  }

  #stopSoon(): void {
    if (this.#linger !== null || !this.#streaming) return;
    this.#linger = setTimeout(() => {
      this.#linger = null;
      if (this.#viewers.size === 0) this.#end();
    }, MAP_LINGER_MS);
  }

  #end(): void {
    if (!this.#streaming) return;
    this.#streaming = false;
    this.#world.watchAll(false);
    this.#replica = new CellReplica(this.#tickRate);
    this.#blocks = [];
  }
}

function writeBlock(writer: ByteWriter, bytes: Uint8Array): void {
  writer.varint(bytes.length);
  writer.raw(bytes);
}

function keyOf(x: number, y: number): number {
  return y * CELL_COLUMNS + x;
}

function contains(cells: CellRectangle, x: number, y: number): boolean {
  return x >= cells.x0 && x <= cells.x1 && y >= cells.y0 && y <= cells.y1;
}
