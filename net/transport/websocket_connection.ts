/**
 * A connection over WebSocket: the `ws` library on a socket of `node:http`.
 *
 * Frames go out past the library: it writes a header and a body as two buffers, while `sendRoomed` writes the header
 * into the room before the body and hands the socket one buffer (a fifth less processor time per frame). Both write
 * whole frames to the same stream at once, so they never mix: without compression the library queues nothing.
 */
import type { Buffer } from "node:buffer";
import type { Duplex } from "node:stream";
import { WebSocket } from "ws";
import { assert } from "../../world/base/assert.ts";
import { CLOSE_REASONS, type CloseReason } from "../close_reasons.ts";
import { CLIENT_MESSAGE_BYTES_MAX, HEADROOM_BYTES } from "../limits.ts";
import { TokenBucket } from "../token_bucket.ts";
import { type Clock, closeText, type Connection, type ConnectionEnd, type Speech } from "./connection.ts";

/** What a WebSocket connection is made of. */
export interface WebSocketParts {
  readonly socket: WebSocket;
  readonly stream: Duplex;
  readonly speech: Speech;
  readonly address: string;
  readonly clock: Clock;
  readonly controlsPerSecond: number;
  readonly controlsBurst: number;
}

/**
 * The library's socket, but it says why it ends by itself: where a peer breaks the rules of WebSocket the library closes
 * with a code alone.
 */
export class SpokenWebSocket extends WebSocket {
  override close(code?: number, data?: string | Buffer): void {
    super.close(code, data ?? (code === undefined ? undefined : FAULT_TEXTS[code]));
  }
}

const TOO_LARGE = `${CLOSE_REASONS["too-large"].text} One has at most ${CLIENT_MESSAGE_BYTES_MAX} bytes.`;
/** By the codes that the library closes with. */
const FAULT_TEXTS: Readonly<Record<number, string>> = {
  1002: CLOSE_REASONS.malformed.text,
  1007: CLOSE_REASONS.malformed.text,
  1008: "That message came in too many pieces.",
  1009: TOO_LARGE,
};

/** First byte of an unfragmented binary frame (RFC 6455, 5.2). */
const FINAL_BINARY = 0x82;

/** See the rules of `Connection`. */
export class WebSocketConnection implements Connection {
  readonly kind = "websocket";
  readonly speech: Speech;
  readonly address: string;
  readonly datagramBytesMax = 0;
  onMessage: (message: Uint8Array | string) => void = () => {};
  onDatagram: (bytes: Uint8Array) => void = () => {};
  onClosed: (end: ConnectionEnd) => void = () => {};
  roundTripMs: number | null = null;
  probePendingSince: number | null = null;
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #clock: Clock;
  readonly #controls: TokenBucket;
  /** Why it ends, once that is decided here. */
  #end: ConnectionEnd | null = null;

  constructor(parts: WebSocketParts) {
    const { socket } = parts;
    this.speech = parts.speech;
    this.address = parts.address;
    this.#socket = socket;
    this.#stream = parts.stream;
    this.#clock = parts.clock;
    this.#controls = new TokenBucket(parts.controlsPerSecond, parts.controlsBurst, parts.clock());
    socket.on("message", (data: Buffer, isBinary: boolean) => {
      if (this.#end === null) this.onMessage(isBinary ? data : data.toString());
    });
    socket.on("ping", () => this.#countControl());
    socket.on("pong", () => this.#heard());
    socket.on("error", (error: Error) => {
      this.#end ??= { by: "fault", reason: faultReason(error) };
    });
    socket.on("close", (code: number) => this.onClosed(this.#end ?? { by: "peer", code }));
  }

  get bufferedBytes(): number {
    return this.#stream.writableLength;
  }

  sendText(text: string): void {
    if (this.#isOpen()) this.#socket.send(text);
  }

  sendBytes(bytes: Uint8Array): void {
    if (this.#isOpen()) this.#socket.send(bytes);
  }

  sendRoomed(slab: Buffer, start: number, end: number): void {
    if (!this.#isOpen()) return;
    const length = end - start;
    let from: number;
    if (length < 126) {
      from = start - 2;
      slab[from + 1] = length;
    } else if (length < 0x1_0000) {
      from = start - 4;
      slab[from + 1] = 126;
      slab[from + 2] = length >> 8;
      slab[from + 3] = length & 0xff;
    } else {
      from = start - HEADROOM_BYTES;
      slab[from + 1] = 127;
      slab.writeUInt32BE(0, from + 2);
      slab.writeUInt32BE(length, from + 6);
    }
    assert(from >= 0, `a message at ${start} has room for its header`);
    slab[from] = FINAL_BINARY;
    this.#stream.write(slab.subarray(from, end));
  }

  sendDatagram(_bytes: Uint8Array): void {}

  probe(): void {
    if (this.probePendingSince !== null || !this.#isOpen()) return;
    this.probePendingSince = this.#clock();
    this.#socket.ping();
  }

  close(reason: CloseReason, text?: string): void {
    if (this.#end !== null) return;
    this.#end = { by: "server", reason };
    this.#socket.close(CLOSE_REASONS[reason].code, closeText(reason, text));
  }

  terminate(): void {
    this.#socket.terminate();
  }

  #isOpen(): boolean {
    return this.#end === null && this.#socket.readyState === WebSocket.OPEN;
  }

  #heard(): void {
    this.#countControl();
    if (this.probePendingSince === null) return;
    this.roundTripMs = this.#clock() - this.probePendingSince;
    this.probePendingSince = null;
  }

  #countControl(): void {
    if (!this.#controls.take(this.#clock())) this.close("too-frequent");
  }
}

function faultReason(error: Error & { code?: string }): CloseReason {
  switch (error.code) {
    case "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH":
    case "WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH":
    case "WS_ERR_TOO_MANY_BUFFERED_PARTS":
      return "too-large";
    default:
      return "malformed";
  }
}
