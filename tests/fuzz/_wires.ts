/** A client's end of a connection as the fuzzer holds it: whatever is to be sent goes out as it is. */
import { WebSocket } from "ws";
import type { WebTransportOffer } from "../../net/transport/webtransport_server.ts";
import { decodeClose, encodeRecord, RECORD, RecordReader } from "../../net/protocol/mod.ts";
import { until } from "../net/part_bench.ts";
import type { Sent } from "./_mutate.ts";

/** What the fuzzer knows of a connection. */
export interface Wire {
  /** The code that it was closed with; null while it is open. 1006: it was lost without one. */
  readonly code: number | null;
  /** Messages that were heard, and whether one of them was `entered`. */
  readonly heard: number;
  readonly entered: boolean;
  send(sent: Sent): void;
  /** Where the transport has none, nothing is sent. */
  sendDatagram(bytes: Uint8Array<ArrayBuffer>): void;
  /** Bytes past all records; over WebSocket nothing is sent. */
  sendRaw(bytes: Uint8Array<ArrayBuffer>): void;
  /** Ends it from this side. */
  end(): void;
}

const ENTERED_ID = 67;

function isEntered(data: Uint8Array | string): boolean {
  return typeof data === "string" ? data.startsWith('{"type":"entered"') : data[0] === ENTERED_ID;
}

/** Opens a WebSocket. */
export async function openWebSocket(port: number, speech: "binary" | "json"): Promise<Wire> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/play`, speech === "json" ? "weald.v1.json" : "weald.v1");
  const wire = {
    code: null as number | null,
    heard: 0,
    entered: false,
    send: ({ bytes, isText }: Sent) => socket.send(bytes, { binary: !isText }),
    sendDatagram: () => {},
    sendRaw: () => {},
    end: () => socket.terminate(),
  };
  socket.on("close", (code) => wire.code = code);
  socket.on("error", () => {
    // Told by the code.
  });
  socket.on("message", (data: Uint8Array, isBinary) => {
    wire.heard++;
    wire.entered ||= isEntered(isBinary ? data : data.toString());
  });
  await until(() => socket.readyState !== WebSocket.CONNECTING, "a connection");
  return wire;
}

const ignored = () => {
  // The end is told by the code.
};

/** Opens a WebTransport session with its stream. `changed` is called when something of it is otherwise than before. */
export async function openWebTransport(
  port: number,
  speech: "binary" | "json",
  changed: () => void = () => {},
): Promise<Wire> {
  const query = speech === "json" ? "?subprotocol=weald.v1.json" : "";
  const response = await fetch(`http://127.0.0.1:${port}/transport${query}`, { method: "POST" });
  const offer: WebTransportOffer = (await response.json()).webTransport;
  const session = new WebTransport(`https://127.0.0.1:${offer.port}${offer.path}`, {
    serverCertificateHashes: offer.certificateHashes.map((hash) => ({
      algorithm: "sha-256",
      value: Uint8Array.fromBase64(hash),
    })),
  });
  const lost = () => {
    if (wire.code !== null) return;
    wire.code = 1006;
    changed();
  };
  session.closed.then(lost, lost);
  await session.ready;
  const stream = await session.createBidirectionalStream();
  const writer = stream.writable.getWriter();
  const datagrams = session.datagrams.writable.getWriter();
  for (const { closed } of [writer, datagrams]) closed.catch(ignored);
  const write = (bytes: Uint8Array<ArrayBuffer>) => void writer.write(bytes).catch(ignored);
  const end = () => {
    try {
      session.close();
    } catch {
      // It has ended already.
    }
  };
  const wire = {
    code: null as number | null,
    heard: 0,
    entered: false,
    send: ({ bytes, isText }: Sent) => write(encodeRecord(isText ? RECORD.text : RECORD.message, bytes)),
    sendDatagram: (bytes: Uint8Array<ArrayBuffer>) => void datagrams.write(bytes).catch(ignored),
    sendRaw: write,
    end,
  };
  const text = new TextDecoder();
  const records = new RecordReader(1 << 24, ({ kind, bytes }) => {
    if (kind === RECORD.close) {
      wire.code ??= decodeClose(bytes).code;
      changed();
      end();
    } else if (kind === RECORD.ping) write(encodeRecord(RECORD.pong, bytes));
    else if (kind === RECORD.message || kind === RECORD.text) {
      wire.heard++;
      wire.entered ||= isEntered(kind === RECORD.text ? text.decode(bytes.slice(0, 20)) : bytes);
      changed();
    }
  });
  const reader = stream.readable.getReader();
  (async () => {
    while (true) {
      const { value, done } = await reader.read();
      if (done) return lost();
      records.push(value);
    }
  })().catch(lost);
  // What comes by datagram is what the stream tells as well; left unread it would pile up.
  const foretold = session.datagrams.readable.getReader();
  (async () => {
    while (!(await foretold.read()).done);
  })().catch(ignored);
  return wire;
}
