import type { Buffer } from "node:buffer";
import { WebSocket } from "ws";
import { PlayerServer } from "../../net/http/server.ts";
import { CLIENT_MESSAGE_BYTES_MAX, DEFAULT_LIMITS } from "../../net/limits.ts";
import { SOCKET_PATH, SUBPROTOCOL_BINARY, SUBPROTOCOL_JSON } from "../../net/protocol/mod.ts";
import type { Connection } from "../../net/transport/connection.ts";
import { type ContractHarness, type ContractPeer, testConnection } from "./connection.ts";

async function makeHarness(): Promise<ContractHarness> {
  let waiting: (connection: Connection) => void = () => {};
  const server = new PlayerServer({
    limits: { ...DEFAULT_LIMITS, closingMs: 300 },
    files: new Map(),
    clock: () => performance.now(),
    status: () => ({ name: "test", version: "0", online: 0, tick: 0 }),
    offer: () => Promise.resolve(null),
    onConnection: (connection) => waiting(connection),
    onRefused: () => {},
  });
  const listening = await server.listen("127.0.0.1", 0, false);
  if (!listening.ok) throw new Error(listening.message);
  const clients: WebSocket[] = [];
  return {
    name: "websocket",
    messageBytesMax: CLIENT_MESSAGE_BYTES_MAX,
    async connect(speech, onConnection) {
      waiting = onConnection;
      const subprotocol = speech === "json" ? SUBPROTOCOL_JSON : SUBPROTOCOL_BINARY;
      const client = new WebSocket(`ws://127.0.0.1:${listening.port}${SOCKET_PATH}`, subprotocol);
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
        pause: () => client.pause(),
        resume: () => client.resume(),
      };
      return peer;
    },
    async stop() {
      server.destroy();
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

testConnection(makeHarness);
