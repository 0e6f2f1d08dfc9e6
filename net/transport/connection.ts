/**
 * A connection to one client, whatever carries it. The gateway knows no other way out.
 *
 * Rules, held for every transport by tests/contract/connection.ts:
 *
 *  C1  Messages arrive whole, in order, text as text and bytes as bytes.
 *  C2  Bytes given to `sendBytes` and `sendRoomed` belong to the connection from then on: nobody writes to them again.
 *      The same bytes may be given to many connections of one kind.
 *  C3  `close` ends it once, with that code and reason at the peer; what was sent before arrives first, if the peer
 *      reads. After `close`, sending does nothing and nothing more is received.
 *  C4  `onClosed` is called exactly once, after the connection ended, by whichever side; also after `terminate`.
 *  C5  `bufferedBytes` grows while the peer does not read and falls to 0 when it has read everything.
 *  C6  A message longer than allowed is refused before it is held whole, and ends the connection "too-large".
 *  C7  A probe that the peer answers sets `roundTripMs`; until then `probePendingSince` says since when it waits.
 *  C8  A handler that is set right after the connection was handed out misses nothing.
 *  C9  A datagram of at most `datagramBytesMax` bytes arrives whole or not at all, and may overtake whatever else was
 *      sent. Where `datagramBytesMax` is 0 there are none: none arrives, and sending one does nothing.
 */
import type { Buffer } from "node:buffer";
import { CLOSE_REASONS, type CloseReason } from "../close_reasons.ts";

/** How a connection ended: a reason of ours, or the peer's or the network's doing. */
export type ConnectionEnd =
  | { readonly by: "server"; readonly reason: CloseReason }
  /** The peer broke the rules of the transport. */
  | { readonly by: "fault"; readonly reason: CloseReason }
  /** The peer closed, or the connection was lost. */
  | { readonly by: "peer"; readonly code: number };

/** What the subprotocol speaks. */
export type Speech = "binary" | "json";

/** Milliseconds of a clock that only goes forward. */
export type Clock = () => number;

/** The server's end of a connection. */
export interface Connection {
  readonly kind: "websocket" | "webtransport" | "memory";
  readonly speech: Speech;
  /** The peer's address, as text. */
  readonly address: string;
  /** Bytes given to it that the system has not taken yet. */
  readonly bufferedBytes: number;
  /** The last measured round trip, or null. */
  readonly roundTripMs: number | null;
  /** When the unanswered probe was sent, or null. */
  readonly probePendingSince: number | null;
  /** The longest datagram, or 0 where the transport has none. */
  readonly datagramBytesMax: number;
  onMessage: (message: Uint8Array | string) => void;
  onDatagram: (bytes: Uint8Array) => void;
  onClosed: (end: ConnectionEnd) => void;
  sendText(text: string): void;
  sendBytes(bytes: Uint8Array): void;
  /** Sends `slab[start, end)`. The HEADROOM_BYTES before `start` are free for the transport's own header. */
  sendRoomed(slab: Buffer, start: number, end: number): void;
  /** Sends bytes that may be lost, and that are not kept where they cannot be sent at once. */
  sendDatagram(bytes: Uint8Array): void;
  /** Asks the peer for a sign of life, unless it still owes one. */
  probe(): void;
  /** Ends it with a reason that the peer is told. `text`: in place of the reason's usual sentence. */
  close(reason: CloseReason, text?: string): void;
  /** Ends it at once. */
  terminate(): void;
}

/** A close frame holds at most this many bytes of reason (RFC 6455, 5.5.1: 125 less two for the code). */
const CLOSE_TEXT_BYTES_MAX = 123;
const encoder = new TextEncoder();

/** The sentence that goes with closing: the given one or the reason's own, cut to what a close frame holds. */
export function closeText(reason: CloseReason, text: string | undefined): string {
  const wanted = text === undefined || text === "" ? CLOSE_REASONS[reason].text : text;
  // `encodeInto` stops before a letter that does not fit.
  const { read } = encoder.encodeInto(wanted, new Uint8Array(CLOSE_TEXT_BYTES_MAX));
  return wanted.slice(0, read);
}
