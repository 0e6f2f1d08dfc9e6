/**
 * WebTransport behind the face of a WebSocket: asks the server for the way by HTTP, opens a session and one stream,
 * and reads and writes records on it (net/protocol/stream_records.ts).
 */
import { decodeClose, encodeRecord, RECORD, RecordReader, TRANSPORT_PATH } from "../../protocol/mod.ts";
import type { SocketLike } from "./runtime.ts";

/** Frames are smaller by far; what claims to be longer than this is not one. */
const MESSAGE_BYTES_MAX = 64 * 1024 * 1024;

/** The server's answer to the question for the way. */
interface Offer {
  readonly webTransport: { readonly port: number; readonly path: string; readonly certificateHashes: string[] } | null;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** One connection. `url` is that of the WebSocket. It may fail at any point, which `onclose` tells. */
export class WebTransportSocket implements SocketLike {
  binaryType = "arraybuffer";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  ondatagram: ((bytes: Uint8Array) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  #session: WebTransport | null = null;
  #writer: WritableStreamDefaultWriter<Bytes> | null = null;
  #datagrams: WritableStreamDefaultWriter<Bytes> | null = null;
  #isDatagramUnderWay = false;
  #isOver = false;
  readonly #asking = new AbortController();

  constructor(url: string) {
    this.#open(new URL(url)).catch(() => this.#end(1006, ""));
  }

  send(data: Bytes): void {
    this.#write(encodeRecord(RECORD.message, data));
  }

  sendDatagram(data: Bytes): void {
    // One at a time: what waits behind it would be old when its turn comes.
    if (this.#datagrams === null || this.#isDatagramUnderWay) return;
    this.#isDatagramUnderWay = true;
    const sent = () => void (this.#isDatagramUnderWay = false);
    this.#datagrams.write(data).then(sent, sent);
  }

  close(code = 1000, reason = ""): void {
    this.#end(code, reason);
  }

  async #open(url: URL): Promise<void> {
    const { webTransport } = await this.#ask(url);
    if (this.#isOver) return;
    if (webTransport === null) return this.#end(1006, "");
    const hashes = webTransport.certificateHashes.map((hash) => ({ algorithm: "sha-256", value: bytesOf(hash) }));
    const session = new WebTransport(`https://${url.hostname}:${webTransport.port}${webTransport.path}`, {
      ...(hashes.length === 0 ? {} : { serverCertificateHashes: hashes }),
    });
    this.#session = session;
    session.closed.then((info) => this.#end(info?.closeCode ?? 1005, info?.reason ?? ""), () => this.#end(1006, ""));
    await session.ready;
    const stream = await session.createBidirectionalStream();
    this.#writer = stream.writable.getWriter();
    this.#writer.closed.catch(() => this.#end(1006, ""));
    this.#datagrams = session.datagrams.writable.getWriter();
    this.#datagrams.closed.catch(() => {
      // Datagrams may be lost, all of them too; the stream tells of the end.
    });
    if (this.#isOver) return;
    this.#read(stream.readable.getReader()).catch(() => this.#end(1006, ""));
    this.#readDatagrams(session.datagrams.readable.getReader()).catch(() => this.#end(1006, ""));
    this.onopen?.();
  }

  async #ask({ protocol, host }: URL): Promise<Offer> {
    const scheme = protocol === "wss:" || protocol === "https:" ? "https" : "http";
    const { signal } = this.#asking;
    const response = await fetch(`${scheme}://${host}${TRANSPORT_PATH}`, { method: "POST", signal });
    if (!response.ok) {
      await response.body?.cancel();
      return { webTransport: null };
    }
    return await response.json();
  }

  async #read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const records = new RecordReader(MESSAGE_BYTES_MAX, ({ kind, bytes }) => {
      if (this.#isOver) return;
      if (kind === RECORD.message) this.onmessage?.({ data: bytes.slice().buffer });
      else if (kind === RECORD.ping) this.#write(encodeRecord(RECORD.pong, bytes));
      else if (kind === RECORD.close) {
        const { code, text } = decodeClose(bytes);
        this.#end(code, text);
      }
    });
    while (!this.#isOver) {
      const { value, done } = await reader.read();
      if (done || records.push(value) !== null) return this.#end(1006, "");
    }
  }

  async #readDatagrams(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    while (!this.#isOver) {
      const { value, done } = await reader.read();
      if (done) return;
      if (!this.#isOver) this.ondatagram?.(value);
    }
  }

  #write(record: Bytes): void {
    this.#writer?.write(record).catch(() => this.#end(1006, ""));
  }

  #end(code: number, reason: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#asking.abort();
    try {
      this.#session?.close({ closeCode: code, reason });
    } catch {
      // It is over already, or never began: what was wanted.
    }
    this.onclose?.({ code, reason });
  }
}

function bytesOf(base64: string): Bytes {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
