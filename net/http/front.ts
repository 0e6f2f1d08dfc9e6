/**
 * An HTTP server for runtimes whose node:http hides its sockets (no "connection" event, no deadline for a head, and a
 * refused upgrade that never ends): it takes sockets from node:net, reads one request's head from each with
 * `http-parser-js`, and hands on what node:http would. One connection carries one request; a body is never read.
 */
import { Buffer } from "node:buffer";
import { type IncomingMessage, STATUS_CODES } from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import { HTTPParser } from "http-parser-js";
import type { NetLimits } from "../limits.ts";
import type { HttpRequest, HttpResponse } from "./answers.ts";
import type { ListenerHandlers } from "./listener.ts";

/** Makes a server that listens as one of node:http would. */
export function createFront(limits: NetLimits, handlers: ListenerHandlers): Server {
  return createServer((socket) => takeSocket(socket, limits, handlers));
}

function takeSocket(socket: Socket, limits: NetLimits, handlers: ListenerHandlers): void {
  // Whoever is gone is gone; what is held for it ends with "close".
  socket.on("error", () => socket.destroy());
  handlers.accepted(socket);
  if (socket.destroyed) return;
  handlers.opened(socket);
  const parser = new HTTPParser(HTTPParser.REQUEST);
  parser.maxHeaderSize = limits.headerBytesMax;
  let request: RequestHead | null = null;
  parser[HTTPParser.kOnHeadersComplete] = (...given: unknown[]) => {
    request = readHead(given, socket);
    // What follows is not ours to parse.
    return 2;
  };
  const fail = (code: string, message: string) => {
    settle();
    handlers.failed(Object.assign(new Error(message), { code }), socket);
  };
  const deadline = setTimeout(
    () => fail("ERR_HTTP_REQUEST_TIMEOUT", "the head of the request did not come in time"),
    limits.headersMs,
  );
  const settle = () => {
    clearTimeout(deadline);
    socket.removeListener("data", onData);
  };
  let before = 0;
  const onData = (chunk: Buffer) => {
    const used = parser.execute(chunk);
    if (used instanceof Error) return fail("HPE_ERROR", used.message);
    before += used;
    if (before > limits.headerBytesMax) return fail("HPE_HEADER_OVERFLOW", "the head of the request is too long");
    if (request === null) return;
    settle();
    if (!request.upgrade) handlers.requested(request, new FrontResponse(socket));
    // The WebSocket library reads of it what is here: method, headers, socket.
    else handlers.upgraded(request as unknown as IncomingMessage, socket, chunk.subarray(used));
  };
  socket.on("data", onData);
  socket.once("close", () => {
    settle();
    socket.setTimeout(0);
  });
  socket.once("end", () => socket.destroy());
}

interface RequestHead extends HttpRequest {
  readonly upgrade: boolean;
}

/** The parser hands a head on as one object or as a list of arguments, by the version of Node that it takes this for. */
function readHead(given: readonly unknown[], socket: Socket): RequestHead {
  const [, , list, method, url, , , upgrade] = typeof given[0] === "object"
    ? infoValues(given[0] as Readonly<Record<string, unknown>>)
    : given;
  const pairs = list as readonly string[];
  const headers: Record<string, string> = Object.create(null);
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const name = pairs[at]!.toLowerCase();
    headers[name] = headers[name] === undefined ? pairs[at + 1]! : `${headers[name]}, ${pairs[at + 1]}`;
  }
  return {
    method: typeof method === "number" ? HTTPParser.methods[method] ?? "" : String(method),
    url: String(url),
    headers,
    socket,
    upgrade: upgrade === true && headers.upgrade !== undefined,
  };
}

function infoValues(info: Readonly<Record<string, unknown>>): readonly unknown[] {
  const { headers, method, url, upgrade } = info;
  return [0, 0, headers, method, url, 0, "", upgrade];
}

/** The connection ends with the answer. */
class FrontResponse implements HttpResponse {
  readonly #socket: Socket;
  readonly #headers: Record<string, string> = {};
  #head = "";

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  setHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }

  writeHead(status: number, headers: Readonly<Record<string, string>>): this {
    const lines = Object.entries({ ...this.#headers, ...headers, connection: "close" }).map(([name, value]) =>
      `${name}: ${value}\r\n`
    );
    this.#head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("")}\r\n`;
    return this;
  }

  end(body: Uint8Array = new Uint8Array(0)): void {
    const socket = this.#socket;
    socket.end(Buffer.concat([Buffer.from(this.#head, "latin1"), body]), () => socket.destroySoon());
  }

  destroy(): void {
    this.#socket.destroy();
  }
}
