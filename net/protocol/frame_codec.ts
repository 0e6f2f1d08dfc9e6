/** Reads and writes frames. The bytes are drawn in frame.ts. */
import { assert } from "../../world/base/assert.ts";
import { ByteReader, ByteWriter, MalformedError } from "../../world/base/record.ts";
import { FLUSH_TICKS } from "../../world/limits.ts";
import { SECTION, skipSections, skipTurn } from "../../world/replication/cell_block.ts";
import { FRAME_FLAG, ONLY_TURNS } from "./frame.ts";
import { SERVER_MESSAGES, type ServerMessage } from "./messages.ts";

/** Kinds of slowing, as told in a frame. */
export const SLOWED = { no: 0, fewerFrames: 1 } as const;

/** A frame's content. Parts that the frame does not have are null or empty. */
export interface Frame {
  readonly type: "frame";
  /** The world's tick that all positions in the blocks are of. */
  readonly tick: number;
  /** Forget every cell before reading on. */
  readonly reset: boolean;
  /** The last input applied, and how many ticks before its time it came (negative: late). */
  readonly input: { readonly sequence: number; readonly lead: number } | null;
  /** Cells no longer in view. */
  readonly forget: readonly { readonly x: number; readonly y: number }[];
  readonly messages: readonly ServerMessage[];
  /** A change in how this connection is slowed (SLOWED), or null. */
  readonly slowed: number | null;
  /** Its blocks tell of a crowd: everybody in view under numbers of the crowd's own, those far off by steps. */
  readonly crowd: boolean;
  /** What the frame tells, the oldest flush first; the last is that of `tick`. */
  readonly flushes: readonly FrameFlush[];
}

/** The blocks of one flush, each for `readBlock` of world/replication/cell_block.ts. Positions are as of `tick`. */
export interface FrameFlush {
  readonly tick: number;
  readonly blocks: readonly Uint8Array[];
}

/** A private message within a frame: its id and encoded body. */
export interface EncodedMessage {
  readonly id: number;
  readonly body: Uint8Array;
}

/** What goes before the blocks of a frame. */
export interface FrameHead {
  tick: number;
  reset: boolean;
  input: { sequence: number; lead: number } | null;
  forget: readonly { readonly x: number; readonly y: number }[];
  messages: readonly EncodedMessage[];
  slowed: number | null;
  crowd: boolean;
  /** Numbers of blocks of the flushes before that the frame tells, the oldest first. */
  earlier: readonly number[];
}

/** Bytes of a frame that says nothing but its tick. */
export const EMPTY_FRAME_BYTES = 6;

/** Writes everything of a frame that comes before its blocks. Blocks follow: varint length and bytes, each. */
export function writeFrameHead(writer: ByteWriter, head: FrameHead): void {
  const { forget, messages } = head;
  writer.u8(SERVER_MESSAGES.frame);
  writer.u32(head.tick);
  writer.u8(
    (head.reset ? FRAME_FLAG.reset : 0) | (head.input !== null ? FRAME_FLAG.input : 0) |
      (forget.length > 0 ? FRAME_FLAG.forget : 0) | (messages.length > 0 ? FRAME_FLAG.private : 0) |
      (head.slowed !== null ? FRAME_FLAG.slowed : 0) | (head.earlier.length > 0 ? FRAME_FLAG.earlier : 0) |
      (head.crowd ? FRAME_FLAG.crowd : 0),
  );
  if (head.input !== null) {
    writer.u16(head.input.sequence);
    writer.i8(head.input.lead);
  }
  if (forget.length > 0) {
    writer.varint(forget.length);
    for (const cell of forget) {
      writer.i16(cell.x);
      writer.i16(cell.y);
    }
  }
  if (messages.length > 0) {
    writer.varint(messages.length);
    for (const { id, body } of messages) {
      writer.u8(id);
      writer.varint(body.length);
      writer.raw(body);
    }
  }
  if (head.slowed !== null) writer.u8(head.slowed);
  if (head.earlier.length > 0) {
    writer.u8(head.earlier.length);
    for (const count of head.earlier) writer.varint(count);
  }
}

/** Cells of a frame lie within a square of this side: their places in it are four bits each. */
export const FRAME_CELLS_MAX = 16;
/** Bytes of a block's head: two coordinates. A frame has them once, and one byte for each block. */
const CELL_BYTES = 4;

/** Writes blocks as they stand in a frame. The cells lie within FRAME_CELLS_MAX of one another. */
export function writeFrameBlocks(writer: ByteWriter, blocks: readonly Uint8Array[], isCrowd = false): void {
  if (blocks.length === 0) return;
  const cells = blocks.map((block) => {
    const reader = new ByteReader(block);
    return { x: reader.i16(), y: reader.i16() };
  });
  const left = Math.min(...cells.map(({ x }) => x));
  const top = Math.min(...cells.map(({ y }) => y));
  writer.i16(left);
  writer.i16(top);
  blocks.forEach((block, at) => {
    const column = cells[at]!.x - left;
    const row = cells[at]!.y - top;
    assert(column < FRAME_CELLS_MAX && row < FRAME_CELLS_MAX, `the cell ${column}, ${row} from the corner is near it`);
    writer.u8(column | row << 4);
    const turns = isCrowd ? 0 : onlyTurns(block);
    if (turns > 0) writer.u8(ONLY_TURNS | turns);
    writer.raw(block.subarray(turns > 0 ? CELL_BYTES + 2 : CELL_BYTES));
  });
}

/** How many turns a block has if it has nothing else and their number fits the short form; else 0. */
function onlyTurns(block: Uint8Array): number {
  return block[CELL_BYTES] === SECTION.turns && block[CELL_BYTES + 1]! < ONLY_TURNS ? block[CELL_BYTES + 1]! : 0;
}

/** The bytes that a block takes in a frame: its cell is one byte there. */
export function frameBlockBytes(block: Uint8Array): number {
  return block.length - CELL_BYTES + (onlyTurns(block) > 0 ? 0 : 1);
}

/** Reads the blocks at the end of a frame, each with its cell's coordinates before it. */
function readFrameBlocks(reader: ByteReader, bytes: Uint8Array, isCrowd: boolean): Uint8Array[] {
  const blocks: Uint8Array[] = [];
  if (reader.remaining === 0) return blocks;
  const left = reader.i16();
  const top = reader.i16();
  if (reader.remaining === 0) throw new MalformedError("a frame with a corner has blocks");
  while (reader.remaining > 0) {
    const place = reader.u8();
    const turns = isCrowd ? -1 : bytes[reader.at]! - ONLY_TURNS;
    if (turns >= 0) reader.u8();
    const from = reader.at;
    if (turns >= 0) { for (let left = turns; left > 0; left--) skipTurn(reader); }
    else skipSections(reader);
    const headBytes = turns >= 0 ? CELL_BYTES + 2 : CELL_BYTES;
    const block = new Uint8Array(headBytes + reader.at - from);
    const view = new DataView(block.buffer);
    view.setInt16(0, left + (place & 15), true);
    view.setInt16(2, top + (place >> 4), true);
    if (turns >= 0) {
      block[CELL_BYTES] = SECTION.turns;
      block[CELL_BYTES + 1] = turns;
    }
    block.set(bytes.subarray(from, reader.at), headBytes);
    blocks.push(block);
  }
  return blocks;
}

function splitFlushes(blocks: readonly Uint8Array[], earlier: readonly number[], tick: number): FrameFlush[] {
  const flushes: FrameFlush[] = [];
  let at = 0;
  earlier.forEach((count, index) => {
    const before = earlier.length - index;
    flushes.push({ tick: tick - before * FLUSH_TICKS, blocks: blocks.slice(at, at += count) });
  });
  if (at > blocks.length) throw new MalformedError(`${at} blocks of earlier flushes wanted, ${blocks.length} there`);
  flushes.push({ tick, blocks: blocks.slice(at) });
  return flushes;
}

/** Reads a frame. `decodeMessage` reads a private message. Throws `MalformedError` if the bytes are not a frame. */
export function readFrame(bytes: Uint8Array, decodeMessage: (id: number, body: Uint8Array) => ServerMessage): Frame {
  const reader = new ByteReader(bytes);
  const id = reader.u8();
  if (id !== SERVER_MESSAGES.frame) throw new MalformedError(`a frame starts with ${SERVER_MESSAGES.frame}, not ${id}`);
  const tick = reader.u32();
  const flags = reader.u8();
  let input: Frame["input"] = null;
  if (flags & FRAME_FLAG.input) input = { sequence: reader.u16(), lead: reader.i8() };
  const forget: { x: number; y: number }[] = [];
  if (flags & FRAME_FLAG.forget) {
    for (let left = reader.varint(); left > 0; left--) forget.push({ x: reader.i16(), y: reader.i16() });
  }
  const messages: ServerMessage[] = [];
  if (flags & FRAME_FLAG.private) {
    for (let left = reader.varint(); left > 0; left--) {
      const messageId = reader.u8();
      messages.push(decodeMessage(messageId, reader.raw(reader.varint())));
    }
  }
  const slowed = flags & FRAME_FLAG.slowed ? reader.u8() : null;
  const earlier: number[] = [];
  if (flags & FRAME_FLAG.earlier) { for (let left = reader.u8(); left > 0; left--) earlier.push(reader.varint()); }
  const crowd = (flags & FRAME_FLAG.crowd) !== 0;
  const flushes = splitFlushes(readFrameBlocks(reader, bytes, crowd), earlier, tick);
  const reset = (flags & FRAME_FLAG.reset) !== 0;
  return { type: "frame", tick, reset, input, forget, messages, slowed, crowd, flushes };
}
