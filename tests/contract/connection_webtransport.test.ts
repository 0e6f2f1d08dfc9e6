import { Buffer } from "node:buffer";
import { AddressGate } from "../../net/http/address_gate.ts";
import { CLIENT_MESSAGE_BYTES_MAX, DEFAULT_LIMITS } from "../../net/limits.ts";
import type { Connection } from "../../net/transport/connection.ts";
import {
  decodeClose,
  decodeRecordText,
  encodeRecord,
  encodeTextRecord,
  RECORD,
  RecordReader,
} from "../../net/protocol/mod.ts";
import { WebTransportServer } from "../../net/transport/webtransport_server.ts";
import { type ContractHarness, type ContractPeer, testConnection } from "./connection.ts";

const FRAME_BYTES_MAX = 16 * 1024 * 1024;

async function makeHarness(): Promise<ContractHarness> {
  let waiting: (connection: Connection) => void = () => {};
  const limits = { ...DEFAULT_LIMITS, closingMs: 300 };
  const server = new WebTransportServer({
    limits,
    clock: () => performance.now(),
    date: Date.now,
    hostCertificate: () => null,
    gate: new AddressGate(limits),
    onConnection: (connection) => waiting(connection),
    onRefused: () => {},
  });
  const listening = await server.listen("127.0.0.1", 0);
  if (!listening.ok) throw new Error(listening.message);
  const sessions: WebTransport[] = [];
  return {
    messageBytesMax: CLIENT_MESSAGE_BYTES_MAX,
    async connect(speech, onConnection) {
      waiting = onConnection;
      const { port, path, certificateHashes } = (await server.offer(speech))!;
      const session = new WebTransport(`https://127.0.0.1:${port}${path}`, {
        serverCertificateHashes: certificateHashes.map((hash) => ({
          algorithm: "sha-256",
          value: Buffer.from(hash, "base64"),
        })),
      });
      await session.ready;
      sessions.push(session);
      return await openPeer(session);
    },
    async stop() {
      for (const session of sessions) endQuietly(session);
      server.destroy();
      // The last events of the sessions, and the connections' ends.
      await new Promise((resolve) => setTimeout(resolve, 150));
    },
  };
}

async function openPeer(session: WebTransport): Promise<ContractPeer> {
  const stream = await session.createBidirectionalStream();
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  const datagramReader = session.datagrams.readable.getReader();
  const datagramWriter = session.datagrams.writable.getWriter();
  const received: (string | number[])[] = [];
  const datagrams: number[][] = [];
  const ignored = () => {};
  let told: { code: number; text: string } | null = null;
  let go = Promise.resolve();
  let resume = () => {};
  const records = new RecordReader(FRAME_BYTES_MAX, ({ kind, bytes }) => {
    if (kind === RECORD.message) received.push([...bytes]);
    else if (kind === RECORD.text) received.push(decodeRecordText(bytes)!);
    else if (kind === RECORD.ping) writer.write(encodeRecord(RECORD.pong, bytes)).catch(ignored);
    else if (kind === RECORD.close) {
      told = decodeClose(bytes);
      endQuietly(session);
    }
  });
  (async () => {
    for (;;) {
      await go;
      const { value, done } = await reader.read();
      if (done) return;
      await go;
      records.push(value);
    }
  })().catch(ignored);
  (async () => {
    for (;;) {
      const { value, done } = await datagramReader.read();
      if (done) return;
      datagrams.push([...value]);
    }
  })().catch(ignored);
  writer.closed.catch(ignored);
  datagramWriter.closed.catch(ignored);
  // A stream is not seen at the other end before its first bytes.
  await writer.write(encodeRecord(RECORD.pong, new Uint8Array(0)));
  return {
    received,
    datagrams,
    closed: session.closed.catch(ignored).then(() => told ?? { code: 1006, text: "" }),
    send: (message) => {
      const record = typeof message === "string" ? encodeTextRecord(message) : encodeRecord(RECORD.message, message);
      writer.write(record).catch(ignored);
    },
    sendDatagram: (bytes) => void datagramWriter.write(bytes).catch(ignored),
    close: (code) => session.close({ closeCode: code, reason: "" }),
    pause: () => void (go = new Promise((resolve) => resume = resolve)),
    resume: () => resume(),
  };
}

function endQuietly(session: WebTransport): void {
  try {
    session.close();
  } catch {
    // It has ended already.
  }
}

testConnection("webtransport", makeHarness);
