/** Which upgrades become a WebSocket, with which subprotocol, and what the others are told. */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { SOCKET_PATH, SUBPROTOCOL_BINARY, SUBPROTOCOL_JSON } from "../protocol/mod.ts";
import type { Speech } from "../transport/connection.ts";

/** What becomes of an upgrade. */
export type UpgradeChoice =
  /** `subprotocol` is to be confirmed in the answer; "" where the client offered none. */
  | { readonly ok: true; readonly speech: Speech; readonly subprotocol: string }
  | { readonly ok: false; readonly status: string; readonly sentence: string };

/** Judges an upgrade by its path and the subprotocols it offers. */
export function chooseUpgrade(request: IncomingMessage): UpgradeChoice {
  const path = (request.url ?? "/").split("?", 1)[0]!;
  if (path !== SOCKET_PATH) {
    return { ok: false, status: "404 Not Found", sentence: `The WebSocket of this world is at ${SOCKET_PATH}.` };
  }
  const header = request.headers["sec-websocket-protocol"];
  // A person with a bare WebSocket tool offers nothing and types text.
  if (header === undefined) return { ok: true, speech: "json", subprotocol: "" };
  const offered = String(header).split(",").map((name) => name.trim());
  if (offered.includes(SUBPROTOCOL_BINARY)) return { ok: true, speech: "binary", subprotocol: SUBPROTOCOL_BINARY };
  if (offered.includes(SUBPROTOCOL_JSON)) return { ok: true, speech: "json", subprotocol: SUBPROTOCOL_JSON };
  return {
    ok: false,
    status: "400 Bad Request",
    sentence: `Offer the subprotocol ${SUBPROTOCOL_BINARY} or ${SUBPROTOCOL_JSON}, or none for JSON.`,
  };
}

/** Answers an upgrade with a sentence and ends its socket. */
export function refuseUpgrade(socket: Duplex, status: string, sentence: string): void {
  const body = `${sentence}\n`;
  socket.on("error", () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\n` +
      `x-content-type-options: nosniff\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}
