/**
 * Colyseus 0.18 as a light client needs it: matchmaking over HTTP, then a WebSocket on which the first byte of each
 * message says what it is (@colyseus/shared-types, Protocol). Patches are counted, not decoded.
 */
import { encode } from "@msgpack/msgpack";
import type { Client } from "./client.ts";
import { OPCODE_BINARY } from "./client_frame.ts";
import type { PlayEvents, Protocol } from "./protocol.ts";

const JOIN_ROOM = 10;
const ROOM_DATA = 13;
const ROOM_STATE = 14;
const ROOM_STATE_PATCH = 15;

/** The answer of `POST /matchmake/joinOrCreate/<room>`. */
interface SeatReservation {
  readonly processId?: string;
  readonly roomId: string;
  readonly sessionId: string;
  readonly error?: string;
}

/** Colyseus's protocol against the room `field` of tests/bench/peer. */
export function colyseusProtocol(events: PlayEvents, origin: string): Protocol {
  return {
    subprotocol: "",
    async prepare() {
      const response = await fetch(`${origin}/matchmake/joinOrCreate/field`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: "{}",
      });
      const seat = await response.json() as SeatReservation;
      if (seat.error !== undefined || !response.ok) throw new Error(`reserve a seat: ${seat.error ?? response.status}`);
      return `/${seat.processId ?? "p"}/${seat.roomId}?sessionId=${seat.sessionId}`;
    },
    wanted: () => 1,
    opened: () => {},
    message(client, bytes, wireBytes) {
      if (bytes[0] === JOIN_ROOM) client.socket?.send(OPCODE_BINARY, new Uint8Array([JOIN_ROOM]));
      else if (bytes[0] === ROOM_STATE) events.playing(client);
      else if (bytes[0] === ROOM_STATE_PATCH) events.frame(client, wireBytes);
    },
    input(client) {
      const { heading, speed } = client.walker;
      sendData(client, 0, [heading, speed]);
    },
    say: () => {},
    act: () => {},
    ping: () => {},
    signOut: () => {},
  };
}

/** A message of the room's numbered kind: ROOM_DATA, the kind as a schema number (below 128 one byte), MessagePack. */
function sendData(client: Client, kind: number, body: unknown): void {
  const packed = encode(body);
  const bytes = new Uint8Array(2 + packed.length);
  bytes[0] = ROOM_DATA;
  bytes[1] = kind;
  bytes.set(packed, 2);
  client.socket?.send(OPCODE_BINARY, bytes);
}
