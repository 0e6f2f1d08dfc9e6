/**
 * Hono on node:http. node:http has what a listener for strangers needs (time limits on head and request, a limit of
 * connections, the upgrade handed over before any byte is read); Hono has the routes. This joins them: a node request
 * becomes a `Request`, with its body read up to a cap, and the `Response` is written back.
 */
import { Buffer } from "node:buffer";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { BODY_BYTES_MAX, CONNECTIONS_MAX, HEAD_MS_MAX, REQUEST_MS_MAX } from "./limits.ts";

/** What routes are told besides the request: the peer's address. */
export interface RequestBindings {
  readonly address: string;
}

/** How the listener hands over a request. */
export type HandleRequest = (request: Request, bindings: RequestBindings) => Response | Promise<Response>;

/** Makes the server, not yet listening. `onError` hears of our own bugs; the peer gets a plain 500. */
export function createListener(handle: HandleRequest, onError: (error: unknown) => void): Server {
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing, handle).catch((error) => {
      onError(error);
      if (!outgoing.headersSent) {
        outgoing.writeHead(500, { "content-type": "application/json", "cache-control": "no-store" });
      }
      outgoing.end(JSON.stringify({ error: "Something went wrong in the server. Its log says more." }));
    });
  });
  server.headersTimeout = HEAD_MS_MAX;
  server.requestTimeout = REQUEST_MS_MAX;
  server.keepAliveTimeout = 30_000;
  server.maxConnections = CONNECTIONS_MAX;
  return server;
}

async function serve(incoming: IncomingMessage, outgoing: ServerResponse, handle: HandleRequest): Promise<void> {
  const body = await readBody(incoming);
  if (body === "aborted") return;
  let response: Response;
  if (body === "too-large") {
    response = Response.json({ error: `A request has at most ${BODY_BYTES_MAX} bytes.` }, {
      status: 413,
      headers: { connection: "close", "cache-control": "no-store" },
    });
  } else {
    const request = toRequest(incoming, body);
    response = request === null
      ? Response.json({ error: "That address could not be read." }, { status: 400 })
      : await handle(request, { address: peerAddress(incoming) });
  }
  const headers = Object.fromEntries(headerPairs(response.headers));
  if (response.headers.has("content-length") && response.body !== null) {
    outgoing.writeHead(response.status, headers);
    return await sendStream(outgoing, response.body);
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (response.status !== 304) headers["content-length"] = String(bytes.length);
  outgoing.writeHead(response.status, headers);
  outgoing.end(incoming.method === "HEAD" ? undefined : bytes);
}

/** Sends a body whose length was told, as fast as the peer takes it. A peer that is gone ends the reading, too. */
async function sendStream(outgoing: ServerResponse, body: ReadableStream<Uint8Array>): Promise<void> {
  const reader = body.getReader();
  const gone = new Promise<"gone">((resolve) => outgoing.once("close", () => resolve("gone")));
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    if (outgoing.write(read.value)) continue;
    const drained = new Promise<"drained">((resolve) => outgoing.once("drain", () => resolve("drained")));
    if (await Promise.race([gone, drained]) === "gone") return await reader.cancel("the peer is gone");
  }
  outgoing.end();
}

/** Set-Cookie may come more than once; node takes a list for it. */
function headerPairs(headers: Headers): [string, string | string[]][] {
  const pairs: [string, string | string[]][] = [];
  headers.forEach((value, name) => {
    if (name !== "set-cookie") pairs.push([name, value]);
  });
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) pairs.push(["set-cookie", cookies]);
  return pairs;
}

function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | "too-large" | "aborted"> {
  const declared = Number(incoming.headers["content-length"] ?? 0);
  if (declared > BODY_BYTES_MAX) {
    incoming.resume();
    return Promise.resolve("too-large");
  }
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let length = 0;
    incoming.on("data", (chunk: Uint8Array) => {
      length += chunk.length;
      if (length <= BODY_BYTES_MAX) chunks.push(chunk);
      else resolve("too-large");
    });
    incoming.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    incoming.on("error", () => resolve("aborted"));
    incoming.on("close", () => resolve("aborted"));
  });
}

function toRequest(incoming: IncomingMessage, body: Uint8Array<ArrayBuffer>): Request | null {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === "string") headers.set(name, value);
    else if (value !== undefined) value.forEach((one) => headers.append(name, one));
  }
  const method = incoming.method ?? "GET";
  const withBody = method !== "GET" && method !== "HEAD";
  // The authority is checked by the routes' guards from the Host header; here it only has to make a URL.
  const path = incoming.url ?? "/";
  if (!path.startsWith("/") || !URL.canParse(path, "http://console")) return null;
  const url = new URL(`http://console${path}`);
  return new Request(url, { method, headers, ...(withBody ? { body } : {}) });
}

/** The peer's address without the prefix that IPv4 gets on a socket for both. */
export function peerAddress(incoming: IncomingMessage): string {
  return (incoming.socket.remoteAddress ?? "unknown").replace(/^::ffff:/, "");
}
