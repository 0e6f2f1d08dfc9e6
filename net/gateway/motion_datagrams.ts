/**
 * Motion ahead of the stream: at each flush, who has datagrams gets one with the motions of the last flushes around it.
 *
 * The frames on the stream say everything, and where a packet is lost all frames behind it wait. A datagram waits for
 * nothing. It repeats the motions of the last `REPEAT_FLUSHES` flushes, so one that is lost is made good by the next,
 * and what is lost for longer by the stream. It is the same bytes for everyone with the same view, made of parts that
 * are the same for everyone who sees the cell. Where a place is so full that not all fits, the nearest cells go first;
 * the stream has the rest.
 */
import { ByteWriter } from "../../world/base/record.ts";
import { CELL_UNITS, FLUSH_TICKS } from "../../world/limits.ts";
import { type CellMotion, writeMotion } from "../../world/replication/cell_block.ts";
import { DATAGRAM_BYTES_MAX } from "../limits.ts";
import { writeMotionsHead } from "../protocol/mod.ts";
import { type CellReplica, entityX, entityY } from "../replica.ts";
import type { Viewer } from "./viewer.ts";

/** How many flushes tell a motion. */
const REPEAT_FLUSHES = 3;
const REPEAT_TICKS = REPEAT_FLUSHES * FLUSH_TICKS;

/** The part of a cell that is needed; and of a view. */
interface Cell {
  readonly x: number;
  readonly y: number;
  readonly key: number;
}
interface View {
  readonly cellX: number;
  readonly cellY: number;
  readonly cells: readonly Cell[];
}

const NOTHING = new Uint8Array(0);

/** Sends the datagrams. Its lifetime is the gateway's. */
export class MotionDatagrams {
  /** Datagrams and their bytes, since the gateway's start. */
  readonly counts = { datagrams: 0, bytes: 0 };
  readonly #replica: CellReplica;
  readonly #tickRate: number;
  readonly #writer = new ByteWriter(DATAGRAM_BYTES_MAX);
  readonly #motion: CellMotion = { x: 0, y: 0, heading: 0, speed: 0 };
  // Of one flush.
  readonly #parts = new Map<number, Uint8Array>();
  readonly #datagrams = new Map<View, Uint8Array>();
  readonly #order = new WeakMap<View, readonly Cell[]>();

  constructor(replica: CellReplica, tickRate: number) {
    this.#replica = replica;
    this.#tickRate = tickRate;
  }

  /** Sends to all viewers that have datagrams, after the replica was brought to `tick`. */
  run(viewers: readonly Viewer[], tick: number): void {
    this.#parts.clear();
    this.#datagrams.clear();
    for (const viewer of viewers) {
      const { connection } = viewer.session;
      if (connection.datagramBytesMax === 0 || connection.speech !== "binary") continue;
      // Who knows nothing yet, or nothing any more, has no use for what moves.
      if (viewer.reset || viewer.behindSinceMs !== null) continue;
      // In a crowd a datagram would be full each time, and more than all else.
      if (viewer.isCrowded) continue;
      const datagram = this.#datagramOf(viewer.view, tick);
      if (datagram.length === 0) continue;
      connection.sendDatagram(datagram);
      viewer.session.bytesOut += datagram.length;
      this.counts.datagrams++;
      this.counts.bytes += datagram.length;
    }
  }

  #datagramOf(view: View, tick: number): Uint8Array {
    let datagram = this.#datagrams.get(view);
    if (datagram === undefined) this.#datagrams.set(view, datagram = this.#makeDatagram(view, tick));
    return datagram;
  }

  #makeDatagram(view: View, tick: number): Uint8Array {
    const parts: Uint8Array[] = [];
    const writer = this.#writer;
    for (const cell of this.#nearestFirst(view)) {
      const part = this.#partOf(cell, tick);
      if (part.length > 0) parts.push(part);
    }
    if (parts.length === 0) return NOTHING;
    writer.length = 0;
    writeMotionsHead(writer, tick);
    for (const part of parts) if (writer.length + part.length <= DATAGRAM_BYTES_MAX) writer.raw(part);
    return writer.view().slice();
  }

  #nearestFirst(view: View): readonly Cell[] {
    let order = this.#order.get(view);
    if (order === undefined) {
      const far = ({ x, y }: Cell) => Math.max(Math.abs(x - view.cellX), Math.abs(y - view.cellY));
      order = [...view.cells].sort((a, b) => far(a) - far(b));
      this.#order.set(view, order);
    }
    return order;
  }

  /** What moves in a cell, as it stands in a datagram; empty if nothing does. */
  #partOf(cell: Cell, tick: number): Uint8Array {
    let part = this.#parts.get(cell.key);
    if (part === undefined) this.#parts.set(cell.key, part = this.#makePart(cell, tick));
    return part;
  }

  #makePart(cell: Cell, tick: number): Uint8Array {
    const held = this.#replica.cells.get(cell.key);
    if (held === undefined) return NOTHING;
    const moved = held.slots.filter((entity) => entity !== undefined && entity.tick > tick - REPEAT_TICKS);
    if (moved.length === 0) return NOTHING;
    const writer = this.#writer;
    writer.length = 0;
    writer.i16(cell.x);
    writer.i16(cell.y);
    writer.varint(moved.length);
    const motion = this.#motion;
    for (const entity of moved) {
      if (entity === undefined) continue;
      writer.u32(entity.id);
      motion.x = withinCell(entityX(entity, tick, this.#tickRate) - cell.x * CELL_UNITS);
      motion.y = withinCell(entityY(entity, tick, this.#tickRate) - cell.y * CELL_UNITS);
      motion.heading = entity.heading;
      motion.speed = entity.speed;
      writeMotion(writer, motion);
    }
    return writer.view().slice();
  }
}

/** Rounding can lead one unit past the edge before the world says that the entity crossed it. */
function withinCell(offset: number): number {
  return Math.max(0, Math.min(CELL_UNITS - 1, offset));
}
