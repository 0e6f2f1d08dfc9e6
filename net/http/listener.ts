/**
 * What listens on the players' port: an HTTP server or, where the host gave a certificate, an HTTPS server. Over TLS a
 * connection is two sockets, one in the other; to the outside it is known by the inner one, which is there first.
 */
import type { Buffer } from "node:buffer";
import { createServer, type IncomingMessage, Server as HttpServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { NetLimits } from "../limits.ts";
import type { HttpRequest, HttpResponse } from "./answers.ts";
import type { HostCertificate } from "../transport/host_certificate.ts";

/** The part of a host's certificate that TLS needs. */
export type TlsPair = Pick<HostCertificate, "cert" | "key">;

/** What is told of connections. */
export interface ListenerHandlers {
  /** A connection has come; nothing was said on it yet. Runtimes without node:http's own event never tell it. */
  accepted(socket: Socket): void;
  /** It can be spoken on: at once, or after TLS's handshake. `outer` is what is spoken on. */
  opened(outer: Socket): void;
  requested(request: HttpRequest, response: HttpResponse): void;
  upgraded(request: IncomingMessage, outer: Duplex, head: Buffer): void;
  /** It was not HTTP, or not in time; TLS's handshake too. */
  failed(error: Error & { readonly code?: string }, outer: Duplex): void;
}

/** Whether it listens, and if not why. */
export type Listening =
  | { readonly ok: true; readonly port: number }
  | { readonly ok: false; readonly code: "port-in-use" | "cannot-listen"; readonly message: string };

interface Place {
  readonly host: string;
  readonly port: number;
  readonly reusePort: boolean;
}

type FrontModule = Pick<typeof import("./front.ts"), "createFront">;

// Loaded where it is needed alone.
const FRONT: FrontModule | null = HttpServer.prototype instanceof Server ? null : await import("./front.ts");

/** Where listening anew finds the port still taken by what was closed a moment ago. */
const RELISTEN_TRIES = 50;
const RELISTEN_MS = 20;

/** A listener. Its lifetime is the server's. */
export class Listener {
  readonly #limits: NetLimits;
  readonly #handlers: ListenerHandlers;
  readonly #isTls: boolean;
  readonly #inner = new WeakMap<Duplex, Socket>();
  /** Connections in TLS's handshake, by the address and port of the peer. */
  readonly #handshaking = new Map<string, Socket>();
  readonly #front: FrontModule | null;
  #server: Server;
  #place: Place | null = null;

  /** `front`: see front.ts; null where node:http will do. */
  constructor(
    limits: NetLimits,
    certificate: TlsPair | null,
    handlers: ListenerHandlers,
    front: FrontModule | null = FRONT,
  ) {
    this.#front = front;
    this.#limits = limits;
    this.#handlers = handlers;
    this.#isTls = certificate !== null;
    this.#server = this.#make(certificate);
  }

  /** The port it listens on; 0 before and after. */
  get port(): number {
    return this.#place?.port ?? 0;
  }

  /** The inner socket of a connection: what `accepted` told, or the socket itself. */
  innerOf(outer: Duplex): Duplex {
    return this.#inner.get(outer) ?? outer;
  }

  /** Starts to listen. Port 0 takes a free one. */
  async listen(host: string, port: number, reusePort: boolean): Promise<Listening> {
    const listening = await listenWith(this.#server, { host, port, reusePort });
    if (listening.ok) this.#place = { host, port: listening.port, reusePort };
    return listening;
  }

  /** Takes a renewed certificate into use. Those who are connected notice nothing. */
  async useCertificate(certificate: TlsPair): Promise<Listening> {
    const place = this.#place;
    if (!this.#isTls || place === null) return { ok: false, code: "cannot-listen", message: "There is no TLS here." };
    const server: Server & { setSecureContext?: (context: TlsPair) => void } = this.#server;
    if (server.setSecureContext !== undefined) {
      server.setSecureContext({ cert: certificate.cert, key: certificate.key });
      return { ok: true, port: place.port };
    }
    // Older runtimes: another server takes the port. What the old one has accepted stays with it until it ends.
    for (let tries = 1;; tries++) {
      this.#server.close();
      this.#server = this.#make(certificate);
      const listening = await listenWith(this.#server, place);
      if (listening.ok || tries === RELISTEN_TRIES || this.#place === null) return listening;
      await new Promise((resolve) => setTimeout(resolve, RELISTEN_MS));
    }
  }

  /** Takes no new connections. Those that are open go on. */
  stop(): void {
    this.#place = null;
    this.#server.close();
  }

  #make(certificate: TlsPair | null): Server {
    // Over TLS older runtimes have node:https alone, and the limits of sockets without a request are not kept there.
    if (this.#front !== null && certificate === null) return this.#front.createFront(this.#limits, this.#handlers);
    const { headersMs, requestMs, keepAliveMs, headerBytesMax } = this.#limits;
    const options = {
      maxHeaderSize: headerBytesMax,
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      keepAliveTimeout: keepAliveMs,
      connectionsCheckingInterval: Math.min(1000, Math.max(50, headersMs / 4)),
    };
    const { accepted, opened, requested, upgraded, failed } = this.#handlers;
    let server: HttpServer;
    if (certificate === null) {
      server = createServer(options);
      server.on("connection", (socket) => {
        accepted(socket);
        if (!socket.destroyed) opened(socket);
      });
    } else {
      const { cert, key } = certificate;
      const secure = createTlsServer({ ...options, cert, key, handshakeTimeout: headersMs });
      secure.on("connection", (socket: Socket) => this.#shakeHands(socket));
      secure.on("secureConnection", (outer: Socket) => this.#secured(outer));
      server = secure;
    }
    server.on("request", requested);
    server.on("upgrade", upgraded);
    server.on("clientError", failed);
    return server;
  }

  #shakeHands(socket: Socket): void {
    this.#handlers.accepted(socket);
    if (socket.destroyed) return;
    const peer = peerOf(socket);
    this.#handshaking.set(peer, socket);
    socket.once("close", () => {
      if (this.#handshaking.get(peer) === socket) this.#handshaking.delete(peer);
    });
  }

  #secured(outer: Socket): void {
    const peer = peerOf(outer);
    const inner = this.#handshaking.get(peer);
    this.#handshaking.delete(peer);
    if (inner !== undefined) this.#inner.set(outer, inner);
    this.#handlers.opened(outer);
  }
}

function peerOf(socket: Socket): string {
  return `${socket.remoteAddress} ${socket.remotePort}`;
}

function listenWith(server: Server, { host, port, reusePort }: Place): Promise<Listening> {
  return new Promise((resolve) => {
    server.once("error", (error: Error & { code?: string }) => {
      const inUse = error.code === "EADDRINUSE";
      resolve({
        ok: false,
        code: inUse ? "port-in-use" : "cannot-listen",
        message: inUse
          ? `Port ${port} on ${host} is in use by another program. Stop it, or choose another port.`
          : `Cannot listen on ${host}, port ${port}: ${error.message}.`,
      });
    });
    server.listen({ host, port, backlog: 4096, ...(reusePort ? { reusePort } : {}) }, () => {
      resolve({ ok: true, port: (server.address() as AddressInfo).port });
    });
  });
}
