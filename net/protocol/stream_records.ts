/**
 * Records: how messages stand on a stream of bytes, as WebTransport has one. Both sides write records one after the
 * other; nothing is between them.
 *
 *   record  u8 kind | varint length | that many bytes
 *
 *   kind 0  message  one message of the binary subprotocol
 *   kind 1  text     one message of the JSON subprotocol, UTF-8
 *   kind 2  ping     at most 8 bytes, to be sent back as they are
 *   kind 3  pong     the bytes of the ping
 *   kind 4  close    u16 close code | its text, UTF-8. The last record; who reads it ends the connection.
 */

/** Kinds of records. */
export const RECORD = { message: 0, text: 1, ping: 2, pong: 3, close: 4 } as const;

/** The most bytes before a record's content: its kind and a length of at most 28 bits. */
const RECORD_HEADER_BYTES_MAX = 5;
const LENGTH_BYTES_MAX = 4;
/** The longest ping, and the longest close: its code and what a WebSocket could say as well. */
const PING_BYTES_MAX = 8;
const CLOSE_BYTES_MAX = 125;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** What a record says. */
export interface StreamRecord {
  readonly kind: number;
  readonly bytes: Uint8Array;
}

/** Why bytes are not records. */
export type RecordFault = "too-large" | "malformed";

/** Writes a record's header so that it ends at `end`. Returns where it starts. */
function putRecordHeader(bytes: Uint8Array, end: number, kind: number, length: number): number {
  let size = 1;
  for (let rest = length; rest > 0x7f; rest >>>= 7) size++;
  const start = end - size - 1;
  bytes[start] = kind;
  for (let at = start + 1; at < end; at++, length >>>= 7) bytes[at] = (length & 0x7f) | (at < end - 1 ? 0x80 : 0);
  return start;
}

/** A record of its own. */
export function encodeRecord(kind: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(RECORD_HEADER_BYTES_MAX + content.length);
  bytes.set(content, RECORD_HEADER_BYTES_MAX);
  return bytes.subarray(putRecordHeader(bytes, RECORD_HEADER_BYTES_MAX, kind, content.length));
}

/** A record with a text. */
export function encodeTextRecord(text: string): Uint8Array<ArrayBuffer> {
  return encodeRecord(RECORD.text, encoder.encode(text));
}

/** The record that ends a connection. */
export function encodeCloseRecord(code: number, text: string): Uint8Array<ArrayBuffer> {
  const sentence = encoder.encode(text);
  const content = new Uint8Array(2 + sentence.length);
  content[0] = code;
  content[1] = code >> 8;
  content.set(sentence, 2);
  return encodeRecord(RECORD.close, content);
}

/** What a close record says. */
export function decodeClose(bytes: Uint8Array): { readonly code: number; readonly text: string } {
  if (bytes.length < 2) return { code: 1005, text: "" };
  return { code: bytes[0]! | bytes[1]! << 8, text: decodeRecordText(bytes.subarray(2)) ?? "" };
}

/** The text of a record, or null if it is not UTF-8. */
export function decodeRecordText(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return null;
  }
}

/** Puts records together from the pieces in which a stream's bytes come. It holds no more than one record. */
export class RecordReader {
  readonly #messageBytesMax: number;
  readonly #take: (record: StreamRecord) => void;
  #kind = -1;
  #length = 0;
  #lengthBytes = 0;
  /** Where the content is collected; null while the header is read. */
  #content: Uint8Array | null = null;
  #held = 0;
  #fault: RecordFault | null = null;

  /** Calls `take` for each record, with bytes that are the taker's. Messages and texts may have so many bytes. */
  constructor(messageBytesMax: number, take: (record: StreamRecord) => void) {
    this.#messageBytesMax = messageBytesMax;
    this.#take = take;
  }

  /** Takes the next bytes. What is wrong with them, or null; after a fault nothing more is read. */
  push(chunk: Uint8Array): RecordFault | null {
    let at = 0;
    while (at < chunk.length && this.#fault === null) {
      at = this.#content === null ? this.#readHeader(chunk, at) : this.#readContent(chunk, at);
    }
    return this.#fault;
  }

  #readHeader(chunk: Uint8Array, at: number): number {
    const byte = chunk[at]!;
    if (this.#kind < 0) {
      if (byte > RECORD.close) this.#fault = "malformed";
      this.#kind = byte;
      return at + 1;
    }
    this.#length |= (byte & 0x7f) << (7 * this.#lengthBytes++);
    if (byte >= 0x80) {
      if (this.#lengthBytes === LENGTH_BYTES_MAX) this.#fault = "malformed";
      return at + 1;
    }
    if (this.#length > this.#bytesMax()) {
      this.#fault = "too-large";
      return at + 1;
    }
    const whole = chunk.length - at - 1 >= this.#length;
    if (!whole) {
      this.#content = new Uint8Array(this.#length);
      return at + 1;
    }
    const end = at + 1 + this.#length;
    this.#finish(chunk.subarray(at + 1, end));
    return end;
  }

  #readContent(chunk: Uint8Array, at: number): number {
    const content = this.#content!;
    const end = Math.min(chunk.length, at + content.length - this.#held);
    content.set(chunk.subarray(at, end), this.#held);
    this.#held += end - at;
    if (this.#held === content.length) this.#finish(content);
    return end;
  }

  #finish(bytes: Uint8Array): void {
    const kind = this.#kind;
    this.#kind = -1;
    this.#length = this.#lengthBytes = this.#held = 0;
    this.#content = null;
    this.#take({ kind, bytes });
  }

  #bytesMax(): number {
    switch (this.#kind) {
      case RECORD.ping:
      case RECORD.pong:
        return PING_BYTES_MAX;
      case RECORD.close:
        return CLOSE_BYTES_MAX;
      default:
        return this.#messageBytesMax;
    }
  }
}
