/**
 * The binary subprotocol `weald.v1`: `u8 id` and a MessagePack map; `input` is nine bytes of its own (drawn in
 * frame.ts) because it is what clients send most. Frames are written and read in frame_codec.ts.
 */
import { Decoder, Encoder, ExtensionCodec } from "@msgpack/msgpack";
import { assert } from "../../world/base/assert.ts";
import { type Decoded, fault } from "./decoded.ts";
import { type Frame, readFrame } from "./frame_codec.ts";
import { INPUT_BYTES } from "./frame.ts";
import {
  CLIENT_MESSAGES,
  type ClientMessage,
  type ClientMessageRule,
  SERVER_MESSAGES,
  type ServerMessage,
} from "./messages.ts";
import { validateClientMessage } from "./validate.ts";

type ClientType = ClientMessage["type"];

const CLIENT_TYPE_BY_ID = indexById(
  (Object.keys(CLIENT_MESSAGES) as ClientType[]).map((type) => [CLIENT_MESSAGES[type].id, type]),
);
const SERVER_TYPE_BY_ID = indexById(
  (Object.keys(SERVER_MESSAGES) as (keyof typeof SERVER_MESSAGES)[]).map((type) => [SERVER_MESSAGES[type], type]),
);

function indexById<Type extends string>(pairs: [number, Type][]): (Type | undefined)[] {
  const byId: (Type | undefined)[] = [];
  for (const [id, type] of pairs) {
    assert(byId[id] === undefined && id >= 0 && id <= 255, `message id ${id} of ${type} is free and fits a byte`);
    byId[id] = type;
  }
  return byId;
}

// No extension types, timestamps included: nothing in the protocol uses them.
const NO_EXTENSIONS = new ExtensionCodec();

/** The longest body is 2,048 bytes, so nothing in it is longer; stated, so that a length in the bytes allocates nothing. */
const CLIENT_DECODER = new Decoder({
  maxStrLength: 2048,
  maxBinLength: 2048,
  maxArrayLength: 64,
  maxMapLength: 64,
  maxExtLength: 0,
  extensionCodec: NO_EXTENSIONS,
});

const SERVER_DECODER = new Decoder();

// One for all: each has a buffer of its own, and the library's `encode` would make one of 2 KB for each message.
const ENCODER = new Encoder({ extensionCodec: NO_EXTENSIONS });

/** The type of the client message that starts with this byte. */
export function clientTypeOf(id: number): ClientType | undefined {
  return CLIENT_TYPE_BY_ID[id];
}

/** Encodes what a client sends. */
export function encodeClientMessage(message: ClientMessage): Uint8Array<ArrayBuffer> {
  const { id } = CLIENT_MESSAGES[message.type];
  if (message.type !== "input") return withId(id, message);
  const bytes = new Uint8Array(INPUT_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, id);
  view.setUint16(1, message.sequence, true);
  view.setUint32(3, message.tick, true);
  view.setUint8(7, message.heading);
  view.setUint8(8, message.speed);
  return bytes;
}

/** Reads what a client sent. Size and rate were checked before. */
export function decodeClientMessage(bytes: Uint8Array): Decoded<ClientMessage> {
  const type = bytes.length > 0 ? clientTypeOf(bytes[0]!) : undefined;
  if (type === undefined) return fault("unknown-message", `No message has the id ${bytes[0] ?? "of no bytes"}.`);
  if (type === "input") {
    if (bytes.length !== INPUT_BYTES) return fault("malformed", `input has ${INPUT_BYTES} bytes, not ${bytes.length}.`);
    return validateClientMessage(type, {
      sequence: bytes[1]! | bytes[2]! << 8,
      tick: (bytes[3]! | bytes[4]! << 8 | bytes[5]! << 16 | bytes[6]! << 24) >>> 0,
      heading: bytes[7]!,
      speed: bytes[8]!,
    });
  }
  let body: unknown;
  try {
    body = CLIENT_DECODER.decode(bytes.subarray(1));
  } catch (error) {
    // The library throws RangeError, DecodeError and TypeError, all for bytes that are not MessagePack.
    return fault("malformed", `The body of ${type} is not MessagePack: ${(error as Error).message}.`);
  }
  return validateClientMessage(type, body);
}

/** Encodes what the server sends, but for frames. */
export function encodeServerMessage(message: ServerMessage): Uint8Array<ArrayBuffer> {
  return withId(SERVER_MESSAGES[message.type], message);
}

/** The MessagePack body of a server message, as it stands in a frame after id and length. */
export function encodeServerBody(message: ServerMessage): Uint8Array<ArrayBuffer> {
  const { type: _, ...fields } = message;
  return ENCODER.encode(fields);
}

/** Reads what the server sent. Throws `MalformedError` or the MessagePack library's error on bytes that are not it. */
export function decodeServerMessage(bytes: Uint8Array): ServerMessage | Frame {
  const type = SERVER_TYPE_BY_ID[bytes[0] ?? -1];
  if (type === "frame") return readFrame(bytes, decodeServerBody);
  return decodeServerBody(bytes[0] ?? -1, bytes.subarray(1));
}

/** Reads a server message from its id and body. */
export function decodeServerBody(id: number, body: Uint8Array): ServerMessage {
  const type = SERVER_TYPE_BY_ID[id];
  assert(type !== undefined && type !== "frame", `a server message has the id ${id}`);
  return { type, ...(SERVER_DECODER.decode(body) as object) } as ServerMessage;
}

/** The rule of a message type, with the type that all rules share. */
export function ruleOf(type: ClientType): ClientMessageRule {
  return CLIENT_MESSAGES[type];
}

function withId(id: number, message: ClientMessage | ServerMessage): Uint8Array<ArrayBuffer> {
  const { type: _, ...fields } = message;
  const body = ENCODER.encodeSharedRef(fields);
  const bytes = new Uint8Array(1 + body.length);
  bytes[0] = id;
  bytes.set(body, 1);
  return bytes;
}
