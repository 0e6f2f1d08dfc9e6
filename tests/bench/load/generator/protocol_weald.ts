/** Weald's protocol `weald.v1` (net/protocol), as little of it as a light client needs. */
import { decode, encode } from "@msgpack/msgpack";
import { FRAME_FLAG, INPUT_BYTES } from "../../../../net/protocol/frame.ts";
import {
  CLIENT_MESSAGES,
  type ClientMessage,
  SERVER_MESSAGES,
  type ServerMessage,
  SUBPROTOCOL_BINARY,
} from "../../../../net/protocol/messages.ts";
import type { Client } from "./client.ts";
import { OPCODE_BINARY } from "./client_frame.ts";
import type { PlayEvents, Protocol } from "./protocol.ts";
import type { TickClock } from "./tick_clock.ts";

/** Id, tick, flags. */
const FRAME_HEAD_BYTES = 6;

const MESSAGE_BY_ID = new Map<number, ServerMessage["type"]>(
  (Object.keys(SERVER_MESSAGES) as (keyof typeof SERVER_MESSAGES)[])
    .filter((type) => type !== "frame")
    .map((type) => [SERVER_MESSAGES[type], type as ServerMessage["type"]]),
);

/** Decodes a message that is not a frame; null if it is none of ours. */
export function decodeServerMessage(bytes: Uint8Array): ServerMessage | null {
  const type = MESSAGE_BY_ID.get(bytes[0]!);
  if (type === undefined) return null;
  return { type, ...decode(bytes.subarray(1)) as object } as ServerMessage;
}

/** Encodes a message other than `input`. */
export function encodeClientMessage(message: Exclude<ClientMessage, { type: "input" }>): Uint8Array {
  const { type, ...body } = message;
  const packed = encode(body);
  const bytes = new Uint8Array(1 + packed.length);
  bytes[0] = CLIENT_MESSAGES[type].id;
  bytes.set(packed, 1);
  return bytes;
}

const inputBytes = new Uint8Array(INPUT_BYTES);
const inputView = new DataView(inputBytes.buffer);

/** The bytes of an `input`; valid until the next call. */
export function encodeInput(sequence: number, tick: number, heading: number, speed: number): Uint8Array {
  inputView.setUint8(0, CLIENT_MESSAGES.input.id);
  inputView.setUint16(1, sequence, true);
  inputView.setUint32(3, tick, true);
  inputView.setUint8(7, heading);
  inputView.setUint8(8, speed);
  return inputBytes;
}

/** The protocol as the light clients speak it. */
export function wealdProtocol(events: PlayEvents, clock: TickClock): Protocol {
  const frameId: number = SERVER_MESSAGES.frame;

  function send(client: Client, message: Exclude<ClientMessage, { type: "input" }>): void {
    client.socket?.send(OPCODE_BINARY, encodeClientMessage(message));
  }

  function signIn(client: Client): void {
    if (client.token === "") send(client, { type: "signIn", mode: "guest" });
    else send(client, { type: "signIn", mode: "token", token: client.token });
  }

  function takeFrame(client: Client, bytes: Uint8Array, wireBytes: number): void {
    client.tick = (bytes[1]! | bytes[2]! << 8 | bytes[3]! << 16 | bytes[4]! << 24) >>> 0;
    clock.heard(client.tick);
    const flags = bytes[5]!;
    if (flags & FRAME_FLAG.slowed) events.slowed(client);
    if (flags & FRAME_FLAG.reset) events.reset(client);
    events.frame(client, wireBytes);
  }

  return {
    subprotocol: SUBPROTOCOL_BINARY,
    prepare: () => Promise.resolve("/"),
    wanted: (firstByte, length) => firstByte === frameId ? Math.min(length, FRAME_HEAD_BYTES) : length,
    opened: (client) => send(client, { type: "hello", protocol: 1, client: "load test" }),
    message(client, bytes, wireBytes) {
      if (bytes[0] === frameId) {
        takeFrame(client, bytes, wireBytes);
        return;
      }
      const message = decodeServerMessage(bytes);
      if (message === null) throw new Error(`read a message: the id ${bytes[0]} is none of the protocol's`);
      switch (message.type) {
        case "welcome":
          clock.tickRate = message.tickRate;
          signIn(client);
          break;
        case "signedIn":
          client.token = message.token;
          client.character = message.character;
          break;
        case "refused":
          if (message.reason === "token-unknown") client.token = "";
          events.refused(client, message.reason, () => signIn(client));
          break;
        case "entered":
          client.entity = message.entity;
          clock.heard(message.tick);
          events.playing(client);
          break;
        case "line":
        case "pong":
        case "wayFound":
          break;
      }
    },
    input(client) {
      client.sequence = (client.sequence + 1) & 0xffff;
      const { heading, speed } = client.walker;
      client.socket?.send(OPCODE_BINARY, encodeInput(client.sequence, clock.now() + 1, heading, speed));
    },
    say: (client, text) => send(client, { type: "say", text }),
    ping: (client) => send(client, { type: "ping", time: Math.floor(performance.now()) }),
    signOut(client) {
      send(client, { type: "signOut" });
      client.token = "";
    },
  };
}
