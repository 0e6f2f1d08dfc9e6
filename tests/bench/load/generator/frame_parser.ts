/**
 * Reads the server's side of a WebSocket (RFC 6455, section 5.2) as cheaply as can be: a message is handed over as a
 * view of the bytes that came from the socket, and where only the head of a message is wanted the rest is skipped
 * without being looked at.
 */

/** What the parser tells. Views are valid until the call returns. */
export interface FrameSink {
  /** How many bytes of a message with this first byte and length are wanted, 1 to `length`. */
  wanted(firstByte: number, length: number): number;
  /** A message: as many bytes as were wanted, and its bytes on the wire, header included. */
  message(bytes: Uint8Array, wireBytes: number): void;
  ping(bytes: Uint8Array): void;
  closed(code: number, reason: string): void;
}

const OPCODE_TEXT = 1;
const OPCODE_BINARY = 2;
const OPCODE_CLOSE = 8;
const OPCODE_PING = 9;

const textDecoder = new TextDecoder();

/** One connection's parser. */
export class FrameParser {
  #skip = 0;
  #held: Uint8Array | null = null;

  /** Takes the next bytes of the connection. Throws if the server broke the protocol. */
  feed(chunk: Uint8Array, sink: FrameSink): void {
    let bytes = chunk;
    if (this.#held !== null) {
      bytes = new Uint8Array(this.#held.length + chunk.length);
      bytes.set(this.#held);
      bytes.set(chunk, this.#held.length);
      this.#held = null;
    }
    let at = Math.min(this.#skip, bytes.length);
    this.#skip -= at;
    while (at < bytes.length) {
      const used = this.#frame(bytes, at, sink);
      if (used === 0) {
        this.#held = bytes.slice(at);
        return;
      }
      at += used;
      if (at > bytes.length) {
        this.#skip = at - bytes.length;
        return;
      }
    }
  }

  /** Reads the frame at `at`; returns its whole length, or 0 if too little of it is here. */
  #frame(bytes: Uint8Array, at: number, sink: FrameSink): number {
    const here = bytes.length - at;
    if (here < 2) return 0;
    const first = bytes[at]!;
    let length = bytes[at + 1]!;
    let header = 2;
    if (length === 126) {
      if (here < 4) return 0;
      length = bytes[at + 2]! << 8 | bytes[at + 3]!;
      header = 4;
    } else if (length === 127) {
      if (here < 10) return 0;
      length = new DataView(bytes.buffer, bytes.byteOffset + at + 6, 4).getUint32(0);
      header = 10;
    }
    if ((first & 0x80) === 0) {
      throw new Error("read a server's frame: it is a fragment, and whole messages are expected");
    }
    const opcode = first & 0x0f;
    const isMessage = opcode === OPCODE_BINARY || opcode === OPCODE_TEXT;
    if (isMessage && length > 0) {
      if (here < header + 1) return 0;
      const wanted = sink.wanted(bytes[at + header]!, length);
      if (here < header + wanted) return 0;
      sink.message(bytes.subarray(at + header, at + header + wanted), header + length);
      return header + length;
    }
    if (here < header + length) return 0;
    const payload = bytes.subarray(at + header, at + header + length);
    if (opcode === OPCODE_PING) sink.ping(payload);
    else if (opcode === OPCODE_CLOSE) {
      const code = length >= 2 ? payload[0]! << 8 | payload[1]! : 1005;
      sink.closed(code, textDecoder.decode(payload.subarray(2)));
    }
    return header + length;
  }
}
