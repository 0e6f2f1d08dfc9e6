import type { Buffer } from "node:buffer";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { WebSocket } from "ws";
import { PlayerServer } from "../../net/http/server.ts";
import { CLIENT_MESSAGE_BYTES_MAX, DEFAULT_LIMITS } from "../../net/limits.ts";
import { SOCKET_PATH, SUBPROTOCOL_BINARY, SUBPROTOCOL_JSON } from "../../net/protocol/mod.ts";
import type { Connection } from "../../net/transport/connection.ts";
import { type MadeCertificate, makeTestCertificate } from "../net/certificates.ts";
import { type ContractHarness, type ContractPeer, testConnection } from "./connection.ts";

async function makeHarness(certificate: MadeCertificate | null): Promise<ContractHarness> {
  let waiting: (connection: Connection) => void = () => {};
  const server = new PlayerServer({
    limits: { ...DEFAULT_LIMITS, closingMs: 300 },
    files: new Map(),
    clock: () => performance.now(),
    status: () => ({ name: "test", version: "0", online: 0, tick: 0 }),
    certificate,
    otherPorts: () => [],
    offer: () => Promise.resolve(null),
    onConnection: (connection) => waiting(connection),
    onRefused: () => {},
  });
  const listening = await server.listen("127.0.0.1", 0, false);
  if (!listening.ok) throw new Error(listening.message);
  const clients: WebSocket[] = [];
  // The library's client reads on beneath TLS while it is paused: who stops reading there is a relay before it.
  const relay = certificate === null ? null : await startTcpRelay(listening.port);
  return {
    messageBytesMax: CLIENT_MESSAGE_BYTES_MAX,
    async connect(speech, onConnection) {
      waiting = onConnection;
      const subprotocol = speech === "json" ? SUBPROTOCOL_JSON : SUBPROTOCOL_BINARY;
      const scheme = certificate === null ? "ws" : "wss";
      const ca = certificate === null ? {} : { ca: certificate.authority };
      const client = new WebSocket(
        `${scheme}://localhost:${relay?.port ?? listening.port}${SOCKET_PATH}`,
        subprotocol,
        ca,
      );
      clients.push(client);
      const received: (string | number[])[] = [];
      client.on("message", (data: Buffer, isBinary) => received.push(isBinary ? [...data] : data.toString()));
      const closed = new Promise<{ code: number; text: string }>((resolve) => {
        client.on("close", (code, text) => resolve({ code, text: text.toString() }));
      });
      await new Promise((resolve, reject) => client.once("open", resolve).once("error", reject));
      client.on("error", () => {
        // Told by `closed`.
      });
      const peer: ContractPeer = {
        received,
        datagrams: [],
        closed,
        sendDatagram: () => {},
        send: (message) => client.send(message),
        close: (code) => client.close(code),
        pause: () => relay === null ? client.pause() : relay.pause(),
        resume: () => relay === null ? client.resume() : relay.resume(),
      };
      return peer;
    },
    async stop() {
      server.destroy();
      relay?.stop();
      await Promise.all(clients.map((client) => {
        client.terminate();
        if (client.readyState === WebSocket.CLOSED) return;
        return new Promise((resolve) => client.once("close", resolve));
      }));
      // The sockets' last events.
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
  };
}

interface TcpRelay {
  readonly port: number;
  /** Reads nothing of what the server sends, of any connection. */
  pause(): void;
  resume(): void;
  stop(): void;
}

/** A relay for TCP to a port of this machine. */
async function startTcpRelay(serverPort: number): Promise<TcpRelay> {
  const backs = new Set<Socket>();
  const front = createServer((client) => {
    const back = connect(serverPort, "127.0.0.1");
    backs.add(back);
    for (const [from, to] of [[client, back], [back, client]] as const) {
      from.pipe(to);
      from.on("error", () => to.destroy());
      from.on("close", () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => front.listen(0, "localhost", resolve));
  return {
    port: (front.address() as AddressInfo).port,
    pause: () => backs.forEach((back) => back.pause()),
    resume: () => backs.forEach((back) => back.resume()),
    stop() {
      front.close();
      for (const back of backs) back.destroy();
    },
  };
}

const certificate = await makeTestCertificate();
testConnection("websocket", () => makeHarness(null));
testConnection("websocket over TLS", () => makeHarness(certificate));
