/**
 * The floor: a bare broadcast of frames of one size to everyone who is connected, through the same WebSocket library as
 * Weald's gateway and nothing else. What it costs per frame is what no server on this runtime can go below.
 *
 *   deno run -A floor_server.ts <frames a second> <bytes of a frame>     prints "listening <port>"
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

const framesPerSecond = Number(Deno.args[0]);
const frameBytes = Math.max(1, Math.round(Number(Deno.args[1])));

const http = createServer();
const server = new WebSocketServer({ server: http, perMessageDeflate: false });
const clients: WebSocket[] = [];
server.on("connection", (client) => {
  clients.push(client);
  // What players send is received and no more.
  client.on("message", () => {});
  client.on("error", (error) => console.error(`a connection failed: ${error.message}`));
  client.on("close", () => clients.splice(clients.indexOf(client), 1));
});

// Everyone in one flush, as the gateway does: the period is that of the frames.
const frame = new Uint8Array(frameBytes).fill(68);
let tick = 0;
const periodMs = 1000 / framesPerSecond;
let dueMs = performance.now() + periodMs;
function flush(): void {
  tick++;
  new DataView(frame.buffer).setUint8(0, tick & 0xff);
  for (const client of clients) client.send(frame);
  dueMs += periodMs;
  setTimeout(flush, Math.max(0, dueMs - performance.now()));
}
setTimeout(flush, periodMs);

http.listen(0, "127.0.0.1", 4096, () => console.log(`listening ${(http.address() as AddressInfo).port}`));
