/**
 * A connection over WebTransport: one stream with records (net/protocol/stream_records.ts) for what must arrive, and
 * datagrams for what the next one makes good.
 *
 * Closing is a record on the stream, because ending a WebTransport session throws away what its streams still hold:
 * the peer reads the record after everything before it and ends the session. If it does not in `closingMs`, we do.
 */
import type { Buffer } from "node:buffer";
import { CLOSE_REASONS, type CloseReason } from "../close_reasons.ts";
import { DATAGRAM_BYTES_MAX } from "../limits.ts";
import {
  decodeRecordText,
  encodeCloseRecord,
  encodeRecord,
  encodeTextRecord,
  RECORD,
  RecordReader,
  type StreamRecord,
} from "../protocol/mod.ts";
import { TokenBucket } from "../token_bucket.ts";
import { type Clock, closeText, type Connection, type ConnectionEnd, type Speech } from "./connection.ts";

/** The part of a WebTransport session that is used. */
export interface TransportSession {
  readonly closed: Promise<{ closeCode?: number; reason?: string }>;
  readonly datagrams: {
    readonly readable: ReadableStream<Uint8Array>;
    readonly writable: WritableStream<Uint8Array>;
  };
  close(info?: { closeCode?: number; reason?: string }): void;
}

/** What a WebTransport connection is made of. */
export interface WebTransportParts {
  readonly session: TransportSession;
  readonly stream: { readonly readable: ReadableStream<Uint8Array>; readonly writable: WritableStream<Uint8Array> };
  readonly speech: Speech;
  readonly address: string;
  readonly clock: Clock;
  readonly messageBytesMax: number;
  readonly controlsPerSecond: number;
  readonly controlsBurst: number;
  readonly datagramsPerSecond: number;
  readonly datagramsBurst: number;
  /** How long the peer has for its first record, and for ending the session after a close. */
  readonly firstMessageMs: number;
  readonly closingMs: number;
  /** Called when it has ended, to give back what the session stood on. */
  readonly release: () => void;
}

const NO_BYTES = new Uint8Array(0);

/** The record of a slab's part that was made last: a frame goes to many, one after the other. */
let lastRoomed: { slab: Buffer; start: number; end: number; record: Uint8Array } | null = null;

/** A copy: the room before the bytes belongs to the WebSockets that send the same frame. */
function recordOfSlab(slab: Buffer, start: number, end: number): Uint8Array {
  const last = lastRoomed;
  if (last !== null && last.slab === slab && last.start === start && last.end === end) return last.record;
  const record = encodeRecord(RECORD.message, slab.subarray(start, end));
  lastRoomed = { slab, start, end, record };
  return record;
}

/** See the rules of `Connection`. */
export class WebTransportConnection implements Connection {
  readonly kind = "webtransport";
  readonly speech: Speech;
  readonly address: string;
  readonly datagramBytesMax = DATAGRAM_BYTES_MAX;
  onMessage: (message: Uint8Array | string) => void = () => {};
  onDatagram: (bytes: Uint8Array) => void = () => {};
  onClosed: (end: ConnectionEnd) => void = () => {};
  roundTripMs: number | null = null;
  probePendingSince: number | null = null;
  bufferedBytes = 0;
  readonly #parts: WebTransportParts;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #datagramWriter: WritableStreamDefaultWriter<Uint8Array>;
  readonly #datagramReader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #controls: TokenBucket;
  readonly #datagrams: TokenBucket;
  /** Why it ends, once that is decided here. */
  #end: ConnectionEnd | null = null;
  #closed = false;
  /** Runs out while the peer owes its first record, or the end of the session. */
  #deadline: ReturnType<typeof setTimeout>;
  #isDatagramUnderWay = false;
  #nextDatagram: Uint8Array | null = null;

  constructor(parts: WebTransportParts) {
    const { session, stream, clock } = parts;
    this.#parts = parts;
    this.speech = parts.speech;
    this.address = parts.address;
    this.#writer = stream.writable.getWriter();
    this.#reader = stream.readable.getReader();
    this.#datagramWriter = session.datagrams.writable.getWriter();
    this.#datagramReader = session.datagrams.readable.getReader();
    this.#controls = new TokenBucket(parts.controlsPerSecond, parts.controlsBurst, clock());
    this.#datagrams = new TokenBucket(parts.datagramsPerSecond, parts.datagramsBurst, clock());
    this.#deadline = setTimeout(() => this.close("too-slow-opening"), parts.firstMessageMs);
    // The ways to learn of the end are many, and each of them may fail; all of them lead to one place.
    this.#writer.closed.catch(() => this.#lost());
    this.#datagramWriter.closed.catch(() => this.#lost());
    session.closed.then(({ closeCode }) => this.#finish(closeCode ?? 1005), () => this.#lost());
    this.#read().catch(() => this.#lost());
    this.#readDatagrams().catch(() => this.#lost());
  }

  sendText(text: string): void {
    if (this.#end === null) this.#write(encodeTextRecord(text));
  }

  sendBytes(bytes: Uint8Array): void {
    if (this.#end === null) this.#write(encodeRecord(RECORD.message, bytes));
  }

  sendRoomed(slab: Buffer, start: number, end: number): void {
    if (this.#end === null) this.#write(recordOfSlab(slab, start, end));
  }

  sendDatagram(bytes: Uint8Array): void {
    if (this.#end !== null) return;
    // At most one is under way and one waits: what is older than that is of no use to anybody.
    this.#nextDatagram = bytes;
    if (!this.#isDatagramUnderWay) this.#sendNextDatagram();
  }

  probe(): void {
    if (this.probePendingSince !== null || this.#end !== null) return;
    this.probePendingSince = this.#parts.clock();
    this.#write(encodeRecord(RECORD.ping, NO_BYTES));
  }

  close(reason: CloseReason, text?: string): void {
    this.#closeWith({ by: "server", reason }, reason, text);
  }

  terminate(): void {
    this.#end ??= { by: "peer", code: 1006 };
    this.#cut();
  }

  #closeWith(end: ConnectionEnd, reason: CloseReason, text?: string): void {
    if (this.#end !== null || this.#closed) return;
    this.#end = end;
    this.#write(encodeCloseRecord(CLOSE_REASONS[reason].code, closeText(reason, text)));
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#cut(), this.#parts.closingMs);
  }

  #write(record: Uint8Array): void {
    const { length } = record;
    this.bufferedBytes += length;
    const written = () => void (this.bufferedBytes -= length);
    this.#writer.write(record).then(written, written);
  }

  #sendNextDatagram(): void {
    const bytes = this.#nextDatagram;
    this.#nextDatagram = null;
    this.#isDatagramUnderWay = bytes !== null;
    if (bytes === null) return;
    // One that does not get through is lost, as any may be.
    const sent = () => this.#sendNextDatagram();
    this.#datagramWriter.write(bytes).then(sent, sent);
  }

  async #read(): Promise<void> {
    const records = new RecordReader(this.#parts.messageBytesMax, (record) => this.#take(record));
    while (this.#end === null) {
      const { value, done } = await this.#reader.read();
      // The peer wrote its last: nobody talks to somebody who listens no more.
      if (done) return this.#lost();
      const fault = this.#end === null ? records.push(value) : null;
      if (fault !== null) this.#closeWith({ by: "fault", reason: fault }, fault);
    }
  }

  #take({ kind, bytes }: StreamRecord): void {
    if (this.#end !== null) return;
    clearTimeout(this.#deadline);
    switch (kind) {
      case RECORD.message:
        return this.onMessage(bytes);
      case RECORD.text: {
        const text = decodeRecordText(bytes);
        if (text === null) return this.#closeWith({ by: "fault", reason: "malformed" }, "malformed");
        return this.onMessage(text);
      }
      case RECORD.ping:
        if (this.#countControl()) this.#write(encodeRecord(RECORD.pong, bytes));
        return;
      case RECORD.pong:
        if (!this.#countControl() || this.probePendingSince === null) return;
        this.roundTripMs = this.#parts.clock() - this.probePendingSince;
        this.probePendingSince = null;
        return;
      default:
        return this.#closeWith({ by: "fault", reason: "malformed" }, "malformed");
    }
  }

  async #readDatagrams(): Promise<void> {
    while (!this.#closed) {
      const { value, done } = await this.#datagramReader.read();
      if (done) return;
      // After the end they are read and thrown away: older runtimes spin over datagrams that nobody reads.
      if (this.#end !== null) continue;
      if (!this.#datagrams.take(this.#parts.clock())) {
        this.close("too-frequent");
        continue;
      }
      this.onDatagram(value);
    }
  }

  #countControl(): boolean {
    if (this.#controls.take(this.#parts.clock())) return true;
    this.close("too-frequent");
    return false;
  }

  #cut(): void {
    const end = this.#end;
    const code = end === null || end.by === "peer" ? 1006 : CLOSE_REASONS[end.reason].code;
    try {
      this.#parts.session.close({ closeCode: code, reason: "" });
    } catch {
      // It is closed already, or was lost: what was wanted.
    }
    queueMicrotask(() => this.#finish(1006));
  }

  #lost(): void {
    // A session that the peer closed tells its code a little after its streams have failed.
    if (!this.#closed) setTimeout(() => this.#finish(1006), LOST_GRACE_MS);
  }

  #finish(code: number): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#deadline);
    this.#end ??= { by: "peer", code };
    this.bufferedBytes = 0;
    this.#nextDatagram = null;
    try {
      this.#parts.session.close();
    } catch {
      // It is closed already.
    }
    // A little later: what ends the session has to get out first.
    setTimeout(this.#parts.release, LOST_GRACE_MS);
    this.onClosed(this.#end);
  }
}

const LOST_GRACE_MS = 50;
