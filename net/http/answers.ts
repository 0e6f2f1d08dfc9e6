/** What the gateway answers over plain HTTP: the page's files, /status, and friendly refusals. */
import type { IncomingMessage } from "node:http";
import { SUBPROTOCOL_BINARY, SUBPROTOCOL_JSON, TRANSPORT_PATH } from "../protocol/mod.ts";
import type { Speech } from "../transport/connection.ts";
import type { WebTransportOffer } from "../transport/webtransport_server.ts";
import type { StaticFile, StaticFiles } from "./static_files.ts";

/** What anyone may ask of a world. */
export interface WorldStatus {
  readonly name: string;
  readonly version: string;
  readonly online: number;
  readonly tick: number;
}

/**
 * No inline code, no foreign origin, no framing. Connecting to one's own origin includes its WebSocket and its
 * WebTransport; `ports` are others of the same host, by WebTransport. `host` is the request's header of that name.
 */
export function contentSecurityPolicy(host = "", ports: readonly number[] = []): string {
  const name = /^([a-z0-9.-]+)(:\d+)?$/i.exec(host)?.[1];
  if (name === undefined || ports.length === 0) return POLICY;
  return [POLICY, ["connect-src 'self'", ...ports.map((port) => `https://${name}:${port}`)].join(" ")].join("; ");
}

const POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS_OF_ALL = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
};

const PAGE_NOT_BUILT = page(
  "Weald is running",
  "The page of this world was not built. Build it with “deno task pages” and start the world again. " +
    "Clients and bots can connect meanwhile.",
);
const NOT_FOUND = page("Nothing here", "There is no such page in this world.");

/** Where the catalog of the world's content is; with its hash as the query it may be kept for ever. */
export const CATALOG_PATH = "/content.json";

/** Of a request what is looked at, and of a response what is used: not every runtime has those of node:http. */
export type HttpRequest = Pick<IncomingMessage, "method" | "url" | "headers" | "socket">;
/** See `HttpRequest`. */
export interface HttpResponse {
  setHeader(name: string, value: string): unknown;
  writeHead(status: number, headers: Readonly<Record<string, string>>): HttpResponse;
  end(body?: Uint8Array): unknown;
  destroy(error?: Error): unknown;
}

/** What the answers are made of. */
export interface AnswerSources {
  readonly files: StaticFiles;
  readonly status: () => WorldStatus;
  /** How to connect by WebTransport; null where that cannot be. */
  readonly offer: (speech: Speech) => Promise<WebTransportOffer | null>;
  /** The ports of this host, besides this one, that an offer may name. */
  readonly otherPorts: () => readonly number[];
}

/** Answers a request. It never throws and reads no body. */
export async function answerRequest(
  request: HttpRequest,
  response: HttpResponse,
  { files, status, offer, otherPorts }: AnswerSources,
): Promise<void> {
  response.setHeader("content-security-policy", contentSecurityPolicy(request.headers.host, otherPorts()));
  const { method } = request;
  const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
  const isOffer = path === TRANSPORT_PATH;
  if (isOffer ? method !== "POST" : method !== "GET" && method !== "HEAD") {
    // The body, if any, is not read: the connection ends with the answer.
    const allow = isOffer ? "POST" : "GET, HEAD";
    const body = isOffer ? "Only POST is answered here.\n" : "Only GET and HEAD are answered here.\n";
    return sendText(request, response, { status: 405, headers: { allow, connection: "close" }, body });
  }
  if (isOffer) return await answerOffer(request, response, query, offer);
  if (path === "/status") {
    const headers = { "content-type": "application/json", "access-control-allow-origin": "*" };
    return sendText(request, response, { status: 200, headers, body: JSON.stringify(status()) });
  }
  const file = files.get(path);
  if (file !== undefined) {
    const isForEver = file.hash !== "" && query === file.hash;
    return await sendFile(request, response, file, isForEver ? FOR_EVER : ASKED_AGAIN);
  }
  const html = { "content-type": "text/html; charset=utf-8" };
  if (path === "/") return sendText(request, response, { status: 200, headers: html, body: PAGE_NOT_BUILT });
  sendText(request, response, { status: 404, headers: html, body: NOT_FOUND });
}

/** Answers a request that is one too many of its address. The connection ends with the answer. */
export function answerTooMany(request: HttpRequest, response: HttpResponse): void {
  const headers = { "retry-after": "1", connection: "close" };
  sendText(request, response, { status: 429, headers, body: "Too many requests in a short time.\n" });
}

async function answerOffer(
  request: HttpRequest,
  response: HttpResponse,
  query: string,
  offer: AnswerSources["offer"],
): Promise<void> {
  const headers: Record<string, string> = { "content-type": "application/json", "access-control-allow-origin": "*" };
  // A body is not read, and what comes after it could not be told from it.
  if (request.headers["transfer-encoding"] !== undefined || Number(request.headers["content-length"] ?? 0) > 0) {
    headers.connection = "close";
  }
  const subprotocol = new URLSearchParams(query).get("subprotocol") ?? SUBPROTOCOL_BINARY;
  if (subprotocol !== SUBPROTOCOL_BINARY && subprotocol !== SUBPROTOCOL_JSON) {
    const body = `The subprotocol is ${SUBPROTOCOL_BINARY} or ${SUBPROTOCOL_JSON}.\n`;
    return sendText(request, response, { status: 400, headers: { connection: "close" }, body });
  }
  const webTransport = await offer(subprotocol === SUBPROTOCOL_JSON ? "json" : "binary");
  sendText(request, response, { status: 200, headers, body: JSON.stringify({ webTransport }) });
}

/** Asked again each time, answered "unchanged" most times: a page is never older than its server. */
const ASKED_AGAIN = "no-cache";
/** What a hash names never changes. */
const FOR_EVER = "public, max-age=31536000, immutable";

async function sendFile(
  request: HttpRequest,
  response: HttpResponse,
  file: StaticFile,
  caching: string,
): Promise<void> {
  const headers: Record<string, string> = {
    ...HEADERS_OF_ALL,
    ...file.headers,
    "cache-control": caching,
    "etag": file.etag,
    "vary": "accept-encoding",
  };
  if (namesTag(request.headers["if-none-match"], file.etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const accepted = String(request.headers["accept-encoding"] ?? "");
  const compressed = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(accepted) ? await file.compressed() : null;
  const bytes = compressed ?? file.bytes;
  if (compressed !== null) headers["content-encoding"] = "gzip";
  headers["content-type"] = file.type;
  headers["content-length"] = String(bytes.length);
  response.writeHead(200, headers);
  if (request.method === "HEAD") response.end();
  else response.end(bytes);
}

function namesTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag || tag.trim() === "*");
}

function sendText(
  request: HttpRequest,
  response: HttpResponse,
  answer: { status: number; headers: Record<string, string>; body: string },
): void {
  const bytes = new TextEncoder().encode(answer.body);
  response.writeHead(answer.status, {
    ...HEADERS_OF_ALL,
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
    "content-length": String(bytes.length),
    ...answer.headers,
  });
  if (request.method === "HEAD") response.end();
  else response.end(bytes);
}

function page(title: string, sentence: string): string {
  return `<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>${title}</title>` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><h1>${title}</h1><p>${sentence}</p>` +
    `<p><a href="/">To the world</a></p></html>\n`;
}
