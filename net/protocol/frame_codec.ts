/** Reads and writes frames. The bytes are drawn in frame.ts. */
import { ByteReader, ByteWriter, MalformedError } from "../../world/base/record.ts";
import { FRAME_FLAG } from "./frame.ts";
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
  /** Cell blocks, each for `readBlock` of world/replication/cell_block.ts; views of the frame's bytes. */
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
      (head.slowed !== null ? FRAME_FLAG.slowed : 0),
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
}

/** Writes a block as it stands in a frame. */
export function writeFrameBlock(writer: ByteWriter, block: Uint8Array): void {
  writer.varint(block.length);
  writer.raw(block);
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
  const blocks: Uint8Array[] = [];
  while (reader.remaining > 0) blocks.push(reader.raw(reader.varint()));
  return { type: "frame", tick, reset: (flags & FRAME_FLAG.reset) !== 0, input, forget, messages, slowed, blocks };
}
