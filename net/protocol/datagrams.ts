/**
 * Datagrams: what may be lost, because the stream says it as well and the next datagram says it again.
 *
 *   motions  u8 1 | u32 tick | cells to the end         from the server
 *     cell     i16 cellX | i16 cellY | varint count, count × (u32 entity | motion)
 *     motion   5 bytes, as in cell blocks (world/replication/cell_block.ts), as of `tick`
 *
 *   inputs   u8 2 | 1 to 8 × (u16 sequence | u32 tick | u8 heading | u8 speed), oldest first       from a client
 *
 * Motions name entities by their id, because slots mean nothing without all that the stream said before.
 */
import { ByteReader, type ByteWriter } from "../../world/base/record.ts";
import { SPEED_STEP_MAX } from "../../world/base/space.ts";
import { CELL_UNITS } from "../../world/limits.ts";
import { type CellMotion, readMotion } from "../../world/replication/cell_block.ts";
import type { ClientMessage } from "./messages.ts";
import { type Decoded, fault } from "./decoded.ts";

/** The first byte of a datagram. */
export const DATAGRAM = { motions: 1, inputs: 2 } as const;

/** Inputs in one datagram, at most. */
export const DATAGRAM_INPUTS_MAX = 8;
const INPUT_CONTENT_BYTES = 8;

type Input = Extract<ClientMessage, { type: "input" }>;

/** An entity's motion as a datagram tells it. Positions in units of the world. */
export interface ToldMotion {
  entity: number;
  x: number;
  y: number;
  heading: number;
  speed: number;
}

/** Writes the head of a motion datagram; cells follow. */
export function writeMotionsHead(writer: ByteWriter, tick: number): void {
  writer.u8(DATAGRAM.motions);
  writer.u32(tick);
}

/**
 * Reads a motion datagram and calls `tell` for each motion, with an object that is used again. Returns its tick, or
 * null if it is a datagram that this version does not know. Throws `MalformedError` if the bytes are not one.
 */
export function readMotions(bytes: Uint8Array, tell: (motion: ToldMotion, tick: number) => void): number | null {
  const reader = new ByteReader(bytes);
  if (reader.u8() !== DATAGRAM.motions) return null;
  const tick = reader.u32();
  while (reader.remaining > 0) {
    const left = reader.i16() * CELL_UNITS;
    const top = reader.i16() * CELL_UNITS;
    for (let count = reader.varint(); count > 0; count--) {
      told.entity = reader.u32();
      readMotion(reader, cellMotion);
      told.x = left + cellMotion.x;
      told.y = top + cellMotion.y;
      told.heading = cellMotion.heading;
      told.speed = cellMotion.speed;
      tell(told, tick);
    }
  }
  return tick;
}

const told: ToldMotion = { entity: 0, x: 0, y: 0, heading: 0, speed: 0 };
const cellMotion: CellMotion = { x: 0, y: 0, heading: 0, speed: 0 };

/** A datagram with the newest of these inputs; they are oldest first. */
export function encodeInputsDatagram(inputs: readonly Omit<Input, "type">[]): Uint8Array<ArrayBuffer> {
  const newest = inputs.slice(-DATAGRAM_INPUTS_MAX);
  const bytes = new Uint8Array(1 + newest.length * INPUT_CONTENT_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, DATAGRAM.inputs);
  for (const [index, { sequence, tick, heading, speed }] of newest.entries()) {
    const at = 1 + index * INPUT_CONTENT_BYTES;
    view.setUint16(at, sequence, true);
    view.setUint32(at + 2, tick, true);
    view.setUint8(at + 6, heading);
    view.setUint8(at + 7, speed);
  }
  return bytes;
}

/** Reads a client's datagram. */
export function decodeInputsDatagram(bytes: Uint8Array): Decoded<readonly Input[]> {
  if (bytes[0] !== DATAGRAM.inputs) {
    return fault("unknown-message", `No datagram starts with ${bytes[0] ?? "nothing"}.`);
  }
  const count = (bytes.length - 1) / INPUT_CONTENT_BYTES;
  if (!Number.isInteger(count) || count < 1 || count > DATAGRAM_INPUTS_MAX) {
    const wanted = `1 to ${DATAGRAM_INPUTS_MAX} inputs of ${INPUT_CONTENT_BYTES} bytes`;
    return fault("malformed", `A datagram of inputs has ${wanted}, not ${bytes.length - 1} bytes.`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const inputs: Input[] = [];
  for (let at = 1; at < bytes.length; at += INPUT_CONTENT_BYTES) {
    const speed = view.getUint8(at + 7);
    if (speed > SPEED_STEP_MAX) {
      return fault("bad-value", `input.speed must be from 0 to ${SPEED_STEP_MAX}, not ${speed}.`);
    }
    inputs.push({
      type: "input",
      sequence: view.getUint16(at, true),
      tick: view.getUint32(at + 2, true),
      heading: view.getUint8(at + 6),
      speed,
    });
  }
  return { ok: true, message: inputs };
}
