/**
 * The players' port: HTTP(S) for the page, WebSocket for the game. Everything that a stranger can do to a socket before
 * a session begins is bounded here.
 */
import type { Buffer } from "node:buffer";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { CLIENT_MESSAGE_BYTES_MAX, type NetLimits } from "../limits.ts";
import type { Clock, Connection } from "../transport/connection.ts";
import { SpokenWebSocket, WebSocketConnection } from "../transport/websocket_connection.ts";
import { AddressGate } from "./address_gate.ts";
import { answerRequest, type AnswerSources, answerTooMany } from "./answers.ts";
import { HalfOpen } from "./half_open.ts";
import { Listener, type Listening, type TlsPair } from "./listener.ts";
import type { StaticFiles } from "./static_files.ts";
import { chooseUpgrade, refuseUpgrade } from "./upgrade.ts";

/** What the server is made with. */
export interface PlayerServerOptions {
  readonly limits: NetLimits;
  readonly files: StaticFiles;
  /** With it the port speaks HTTPS and WSS, without it HTTP and WS. */
  readonly certificate: TlsPair | null;
  readonly clock: Clock;
  readonly status: AnswerSources["status"];
  readonly offer: AnswerSources["offer"];
  readonly otherPorts: AnswerSources["otherPorts"];
  /** A client has connected. Set the connection's handlers before returning. */
  readonly onConnection: (connection: Connection) => void;
  /** Something was turned away: counted by name. */
  readonly onRefused: (what: string) => void;
}

/** The server on the players' port. */
export class PlayerServer {
  readonly #options: PlayerServerOptions;
  readonly #listener: Listener;
  readonly #sockets: WebSocketServer;
  readonly #gate: AddressGate;
  readonly #halfOpen: HalfOpen<Socket>;
  readonly #admitted = new Map<Duplex, string>();

  constructor(options: PlayerServerOptions) {
    this.#options = options;
    const { limits } = options;
    this.#gate = new AddressGate(limits);
    this.#halfOpen = new HalfOpen(limits);
    this.#sockets = new WebSocketServer(
      {
        noServer: true,
        WebSocket: SpokenWebSocket,
        clientTracking: false,
        perMessageDeflate: false,
        skipUTF8Validation: false,
        maxPayload: CLIENT_MESSAGE_BYTES_MAX,
        maxFragments: limits.fragmentsMax,
        maxBufferedChunks: limits.piecesMax,
        closeTimeout: limits.closingMs,
        handleProtocols: (_offered: Set<string>, request: IncomingMessage) => {
          const choice = chooseUpgrade(request);
          return choice.ok && choice.subprotocol !== "" ? choice.subprotocol : false;
        },
        // The library's declarations lag behind its options.
      } as ConstructorParameters<typeof WebSocketServer>[0],
    );
    this.#listener = new Listener(limits, options.certificate, {
      accepted: (socket) => this.#accept(socket),
      // Nothing moves: a page that is read too slowly. The WebSocket library lifts it when it takes over.
      opened: (socket) => void socket.setTimeout(limits.requestMs * 2, () => socket.destroy()),
      requested: (request, response) => {
        this.#said(request.socket);
        if (!this.#gate.mayAsk(request.socket.remoteAddress ?? "", options.clock())) {
          options.onRefused("requests-too-frequent");
          return answerTooMany(request, response);
        }
        answerRequest(request, response, options).catch((error) => {
          options.onRefused("answer-failed");
          response.destroy(error instanceof Error ? error : new Error(String(error)));
        });
      },
      upgraded: (request, socket, head) => this.#upgrade(request, socket, head),
      failed: (error, socket) => {
        options.onRefused(faultOf(error));
        socket.destroy();
      },
    });
  }

  /** Counts connections by address: of this server and of whatever else takes some for it. */
  get gate(): AddressGate {
    return this.#gate;
  }

  /** The port it listens on; 0 before. */
  get port(): number {
    return this.#listener.port;
  }

  /** Sockets that are open, whatever they are up to. */
  get open(): number {
    return this.#gate.open;
  }

  get halfOpen(): number {
    return this.#halfOpen.size;
  }

  /** Starts to listen. Port 0 takes a free one. */
  listen(host: string, port: number, reusePort: boolean): Promise<Listening> {
    return this.#listener.listen(host, port, reusePort);
  }

  /** Takes a renewed certificate into use. Those who are connected notice nothing. */
  useCertificate(certificate: TlsPair): Promise<Listening> {
    return this.#listener.useCertificate(certificate);
  }

  /** Takes no new sockets. Those that are open go on. */
  stopListening(): void {
    this.#listener.stop();
  }

  /** Ends what is still open. */
  destroy(): void {
    this.#listener.stop();
    for (const socket of this.#admitted.keys()) socket.destroy();
    this.#sockets.close();
  }

  #accept(socket: Socket): void {
    if (!this.#admit(socket, socket.remoteAddress ?? "")) {
      socket.destroy();
      return;
    }
    const outcome = this.#halfOpen.add(socket, this.#options.clock());
    if (outcome !== "added") this.#options.onRefused("half-open");
    if (outcome === "full") {
      socket.destroy();
      return;
    }
    socket.once("close", () => this.#halfOpen.remove(socket));
  }

  /** It sent a whole request. */
  #said(outer: Duplex): void {
    this.#halfOpen.remove(this.#listener.innerOf(outer) as Socket);
  }

  #admit(socket: Duplex, address: string): boolean {
    if (this.#admitted.has(socket)) return true;
    const refusal = this.#gate.admit(address, this.#options.clock());
    if (refusal !== null) {
      this.#options.onRefused(refusal);
      return false;
    }
    this.#admitted.set(socket, address);
    socket.once("close", () => {
      this.#admitted.delete(socket);
      this.#gate.release(address);
    });
    return true;
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { limits, clock, onRefused, onConnection } = this.#options;
    this.#said(request.socket);
    const choice = chooseUpgrade(request);
    if (!choice.ok) {
      onRefused("upgrade");
      return refuseUpgrade(socket, choice.status, choice.sentence);
    }
    const address = (socket as Socket).remoteAddress ?? request.socket?.remoteAddress ?? "";
    // Runtimes without the "connection" event meet the socket here first.
    if (!this.#admit(this.#listener.innerOf(socket), address)) {
      return refuseUpgrade(socket, "503 Service Unavailable", "Too many connections.");
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket: WebSocket) => {
      onConnection(
        new WebSocketConnection({
          socket: webSocket,
          stream: socket,
          speech: choice.speech,
          address,
          clock,
          controlsPerSecond: limits.controlsPerSecond,
          controlsBurst: limits.controlsBurst,
        }),
      );
    });
  }
}

/** What went wrong before a request was there, as counted. */
function faultOf({ code = "", message }: Error & { readonly code?: string }): string {
  if (/TLS|SSL|handshake/i.test(message)) return "tls-handshake";
  return /TIMEOUT/.test(code) ? "request-too-slow" : "request-malformed";
}
