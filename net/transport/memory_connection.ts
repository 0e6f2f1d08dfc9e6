/**
 * A connection within the process, for tests and benches: no sockets, the same rules. What one end sends, the other
 * receives in a later microtask, in order.
 */
import type { Buffer } from "node:buffer";
import { CLOSE_REASONS, type CloseReason } from "../close_reasons.ts";
import { type Clock, closeText, type Connection, type ConnectionEnd, type Speech } from "./connection.ts";

/** What a connection in memory is made with. */
export interface MemoryOptions {
  readonly speech: Speech;
  readonly address: string;
  readonly clock: Clock;
  readonly messageBytesMax: number;
  /** 0, or left out: it has no datagrams. */
  readonly datagramBytesMax?: number;
}

/** The client's end. */
export interface MemoryPeer {
  onMessage: (message: Uint8Array | string) => void;
  onDatagram: (bytes: Uint8Array) => void;
  onClosed: (code: number, text: string) => void;
  send(message: Uint8Array | string): void;
  sendDatagram(bytes: Uint8Array): void;
  close(code: number): void;
  /** Stops reading: what is sent to it waits at the server's end. */
  pause(): void;
  resume(): void;
}

/** Makes a connection and the client's end of it. */
export function createMemoryPair(options: MemoryOptions): { connection: Connection; peer: MemoryPeer } {
  const connection = new MemoryConnection(options);
  return { connection, peer: connection.peer };
}

type ToPeer =
  | { kind: "message"; message: Uint8Array | string; bytes: number }
  | { kind: "probe" }
  | { kind: "close"; code: number; text: string };

const encoder = new TextEncoder();

class MemoryConnection implements Connection {
  readonly kind = "memory";
  readonly speech: Speech;
  readonly address: string;
  readonly datagramBytesMax: number;
  onMessage: (message: Uint8Array | string) => void = () => {};
  onDatagram: (bytes: Uint8Array) => void = () => {};
  onClosed: (end: ConnectionEnd) => void = () => {};
  roundTripMs: number | null = null;
  probePendingSince: number | null = null;
  bufferedBytes = 0;
  readonly peer: MemoryPeer;
  readonly #options: MemoryOptions;
  readonly #toPeer: ToPeer[] = [];
  #end: ConnectionEnd | null = null;
  #closed = false;
  #paused = false;
  #scheduled = false;

  constructor(options: MemoryOptions) {
    this.#options = options;
    this.speech = options.speech;
    this.address = options.address;
    this.datagramBytesMax = options.datagramBytesMax ?? 0;
    this.peer = {
      onMessage: () => {},
      onDatagram: () => {},
      sendDatagram: (bytes) =>
        queueMicrotask(() => {
          if (this.#end === null && bytes.length <= this.datagramBytesMax) this.onDatagram(bytes);
        }),
      onClosed: () => {},
      send: (message) => queueMicrotask(() => this.#receive(message)),
      close: (code) => queueMicrotask(() => this.#finish({ by: "peer", code }, code, "")),
      pause: () => void (this.#paused = true),
      resume: () => {
        this.#paused = false;
        this.#schedule();
      },
    };
  }

  sendText(text: string): void {
    this.#push({ kind: "message", message: text, bytes: encoder.encode(text).length });
  }

  sendBytes(bytes: Uint8Array): void {
    this.#push({ kind: "message", message: bytes, bytes: bytes.length });
  }

  sendRoomed(slab: Buffer, start: number, end: number): void {
    this.sendBytes(slab.subarray(start, end));
  }

  sendDatagram(bytes: Uint8Array): void {
    if (this.#end !== null || bytes.length > this.datagramBytesMax) return;
    queueMicrotask(() => {
      if (!this.#closed) this.peer.onDatagram(bytes);
    });
  }

  probe(): void {
    if (this.probePendingSince !== null || this.#end !== null) return;
    this.probePendingSince = this.#options.clock();
    this.#push({ kind: "probe" });
  }

  close(reason: CloseReason, text?: string): void {
    this.#closeWith({ by: "server", reason }, reason, text);
  }

  terminate(): void {
    queueMicrotask(() => this.#finish(this.#end ?? { by: "peer", code: 1006 }, 1006, ""));
  }

  #closeWith(end: ConnectionEnd, reason: CloseReason, text?: string): void {
    if (this.#end !== null) return;
    this.#push({ kind: "close", code: CLOSE_REASONS[reason].code, text: closeText(reason, text) });
    this.#end = end;
  }

  #push(item: ToPeer): void {
    if (this.#end !== null) return;
    if (item.kind === "message") this.bufferedBytes += item.bytes;
    this.#toPeer.push(item);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled || this.#paused || this.#toPeer.length === 0) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#deliver();
    });
  }

  #deliver(): void {
    while (this.#toPeer.length > 0 && !this.#paused && !this.#closed) {
      const item = this.#toPeer.shift()!;
      switch (item.kind) {
        case "message":
          this.bufferedBytes -= item.bytes;
          this.peer.onMessage(item.message);
          break;
        case "probe":
          this.roundTripMs = this.#options.clock() - (this.probePendingSince ?? 0);
          this.probePendingSince = null;
          break;
        case "close":
          this.#finish(this.#end!, item.code, item.text);
          break;
      }
    }
  }

  #receive(message: Uint8Array | string): void {
    if (this.#end !== null || this.#closed) return;
    const bytes = typeof message === "string" ? encoder.encode(message).length : message.length;
    if (bytes > this.#options.messageBytesMax) this.#closeWith({ by: "fault", reason: "too-large" }, "too-large");
    else this.onMessage(message);
  }

  #finish(end: ConnectionEnd, code: number, text: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#end = end;
    this.bufferedBytes = 0;
    this.#toPeer.length = 0;
    this.peer.onClosed(code, text);
    this.onClosed(end);
  }
}
