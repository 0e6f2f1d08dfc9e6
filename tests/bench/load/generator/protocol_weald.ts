/**
 * Weald's protocol `weald.v1` (net/protocol). Light clients read the first bytes of a frame and no more; full clients
 * read everything and hand each frame to whoever watches them.
 */
import {
  type ClientMessage,
  decodeServerBody,
  decodeServerMessage,
  encodeClientMessage,
  type Frame,
  FRAME_FLAG,
  readFrame,
  SERVER_MESSAGES,
  SOCKET_PATH,
  SUBPROTOCOL_BINARY,
} from "../../../../net/protocol/mod.ts";
import type { Client } from "./client.ts";
import { OPCODE_BINARY } from "./client_frame.ts";
import type { PlayEvents, Protocol } from "./protocol.ts";
import type { TickClock } from "./tick_clock.ts";

/** Id, tick, flags. */
const FRAME_HEAD_BYTES = 6;

/** Who looks at what full clients see. */
export interface Watcher {
  entered(client: Client, tickRate: number): void;
  frame(client: Client, frame: Frame, wireBytes: number): void;
  /** The client sends this heading and speed now. */
  turned(client: Client, heading: number, speed: number): void;
}

/** The protocol as light clients speak it, or, with a watcher, full ones. */
export function wealdProtocol(events: PlayEvents, clock: TickClock, watcher: Watcher | null): Protocol {
  const frameId: number = SERVER_MESSAGES.frame;

  function send(client: Client, message: ClientMessage): void {
    client.socket?.send(OPCODE_BINARY, encodeClientMessage(message));
  }

  function signIn(client: Client): void {
    if (client.token === "") send(client, { type: "signIn", mode: "guest" });
    else send(client, { type: "signIn", mode: "token", token: client.token });
  }

  function takeFrame(client: Client, bytes: Uint8Array, wireBytes: number): void {
    const flags = bytes[5]!;
    if (flags & FRAME_FLAG.slowed) events.slowed(client);
    // The first frame of a connection is a reset, too, and nothing to be counted.
    if ((flags & FRAME_FLAG.reset) !== 0 && client.tick !== 0) events.reset(client);
    client.tick = (bytes[1]! | bytes[2]! << 8 | bytes[3]! << 16 | bytes[4]! << 24) >>> 0;
    clock.heard(client.tick);
    events.frame(client, wireBytes);
    if (watcher === null && client.adventurer === null) return;
    const frame = readFrame(bytes, decodeServerBody);
    watcher?.frame(client, frame, wireBytes);
    client.adventurer?.take(frame);
  }

  return {
    subprotocol: SUBPROTOCOL_BINARY,
    prepare: () => Promise.resolve(SOCKET_PATH),
    wanted: (client, firstByte, length) =>
      firstByte === frameId && watcher === null && client.adventurer === null
        ? Math.min(length, FRAME_HEAD_BYTES)
        : length,
    opened: (client) => send(client, { type: "hello", protocol: 1, client: "load test" }),
    message(client, bytes, wireBytes) {
      if (bytes[0] === frameId) {
        takeFrame(client, bytes, wireBytes);
        return;
      }
      const message = decodeServerMessage(bytes);
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
          watcher?.entered(client, clock.tickRate);
          events.entering(client, clock.tickRate);
          events.playing(client);
          break;
        case "frame":
        case "line":
        case "pong":
        case "wayFound":
          break;
        default:
          client.adventurer?.hear(message);
      }
    },
    input(client) {
      client.sequence = (client.sequence + 1) & 0xffff;
      const { heading, speed } = client.walker;
      watcher?.turned(client, heading, speed);
      send(client, { type: "input", sequence: client.sequence, tick: clock.now() + 1, heading, speed });
    },
    say: (client, text) => send(client, { type: "say", text }),
    act: send,
    ping: (client) => send(client, { type: "ping", time: Math.floor(performance.now()) }),
    signOut(client) {
      send(client, { type: "signOut" });
      client.token = "";
    },
  };
}
