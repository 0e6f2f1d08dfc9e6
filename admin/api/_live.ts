/**
 * The live channel: who may open it, and one object for each console that did. What all consoles share (the second's
 * statistics, log lines) is made into text once.
 */
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { peerAddress } from "./_http.ts";
import type { AdminContext } from "./_context.ts";
import { type ConsolePeer, LiveConsole } from "./_live_console.ts";
import { MapFeed } from "./_map_feed.ts";
import { isOurHost, strangeOrigin } from "./_origin.ts";
import { CLOSING_MS, CONSOLE_MESSAGE_BYTES_MAX, CONSOLES_MAX, HEARTBEAT_MS, INSPECT_EVERY_MS } from "./limits.ts";
import { LIVE_CLOSE, type LiveMessage } from "./live_messages.ts";
import type { LogLine } from "./ports.ts";

/** Log lines of one second that are sent on; the log's page asks for the rest. */
const LOG_LINES_PER_SECOND = 50;

/** All live channels of the listener. */
export class LiveChannels {
  readonly #context: AdminContext;
  readonly #feed: MapFeed;
  readonly #consoles = new Set<LiveConsole>();
  readonly #sockets = new WebSocketServer(
    {
      noServer: true,
      maxPayload: CONSOLE_MESSAGE_BYTES_MAX,
      perMessageDeflate: false,
      clientTracking: false,
      closeTimeout: CLOSING_MS,
      // The library's declarations lag behind its options.
    } as ConstructorParameters<typeof WebSocketServer>[0],
  );
  readonly #timers: ReturnType<typeof setInterval>[];
  readonly #unsubscribe: () => void;
  #lines: LogLine[] = [];

  constructor(context: AdminContext) {
    this.#context = context;
    this.#feed = new MapFeed(context.ports.world, context.info.tickRate);
    context.ports.world.setStreamListener(this.#feed);
    this.#unsubscribe = context.ports.logs.subscribe((line) => {
      if (this.#lines.length < LOG_LINES_PER_SECOND) this.#lines.push(line);
    });
    this.#timers = [
      setInterval(() => this.#eachConsole((console) => console.heartbeat()), HEARTBEAT_MS),
      setInterval(() => this.#eachConsole((console) => console.inspectNow()), INSPECT_EVERY_MS),
    ];
  }

  /** Takes over the upgrades of `server`. */
  attach(server: Server): void {
    server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Uint8Array) => {
      socket.on("error", () => socket.destroy());
      this.#upgrade(request, socket, head);
    });
  }

  /** Sends the second's statistics and log lines to everyone. */
  second(message: LiveMessage & { type: "stats" }): void {
    const stats = JSON.stringify(message);
    const lines = this.#lines;
    this.#lines = [];
    const logs = lines.length === 0 ? "" : JSON.stringify({ type: "logs", lines } satisfies LiveMessage);
    this.#eachConsole((console) => {
      console.sendText(stats);
      if (logs !== "") console.sendText(logs);
      console.observe();
    });
  }

  /** Ends the channels of a session that signed out. */
  closeOf(token: string): void {
    this.#eachConsole((console) => {
      if (console.token === token) console.close(LIVE_CLOSE.signedOut, "signed out");
    });
  }

  /** Ends all of them: the listener stops. */
  stop(): void {
    this.#timers.forEach(clearInterval);
    this.#unsubscribe();
    this.#eachConsole((console) => console.close(LIVE_CLOSE.stopping, "the server stops"));
    this.#feed.stop();
  }

  #eachConsole(call: (console: LiveConsole) => void): void {
    for (const console of [...this.#consoles]) call(console);
  }

  /**
   * Takes a WebSocket and looks at who it is then: the close code tells a page what an HTTP status would not (browsers
   * hide it), and not every version of the runtime lets an upgrade be answered with a status. Nothing is sent and
   * nothing is read before.
   */
  #upgrade(request: IncomingMessage, socket: Duplex, head: Uint8Array): void {
    this.#sockets.handleUpgrade(request, socket, head as never, (webSocket) => {
      webSocket.on("error", () => webSocket.terminate());
      this.#admit(request).then((admitted) => {
        if (admitted.ok) this.#open(webSocket, admitted.peer);
        else webSocket.close(admitted.code, admitted.reason);
      }, (error) => {
        this.#context.log("error", `open a live channel: ${error instanceof Error ? error.message : error}`);
        webSocket.close(LIVE_CLOSE.failed, "The server could not open the live channel.");
      });
    });
  }

  async #admit(request: IncomingMessage): Promise<Admission> {
    const { reached, sessions } = this.#context;
    const refuse = (code: number, reason: string): Admission => ({ ok: false, code, reason });
    if ((request.url ?? "").split("?")[0] !== "/live") return refuse(LIVE_CLOSE.malformed, "There is no such channel.");
    if (!isOurHost(request.headers.host ?? "", reached)) return refuse(LIVE_CLOSE.strange, "Not this console's name.");
    const strange = strangeOrigin(headersOf(request), reached);
    const address = peerAddress(request);
    if (strange !== null) {
      this.#context.log("warn", `refused a live channel from ${address}: ${strange}`);
      return refuse(LIVE_CLOSE.strange, "Another site may not read the console.");
    }
    const token = sessions.token(request.headers.cookie);
    const account = await sessions.account(token);
    if (account === null) return refuse(LIVE_CLOSE.signedOut, "Please sign in.");
    if (this.#consoles.size >= CONSOLES_MAX) return refuse(LIVE_CLOSE.tooMany, `At most ${CONSOLES_MAX} consoles.`);
    return { ok: true, peer: { token, actor: account.name, role: account.role, address } };
  }

  #open(socket: WebSocket, peer: ConsolePeer): void {
    if (socket.readyState !== socket.OPEN) return;
    const console = new LiveConsole(this.#context, this.#feed, socket, peer);
    this.#consoles.add(console);
    socket.on("close", () => this.#consoles.delete(console));
    console.sendText(
      JSON.stringify(
        { type: "stats", at: Date.now(), sample: this.#context.ports.stats.sample() } satisfies LiveMessage,
      ),
    );
  }
}

/** Whether somebody may open the live channel. */
type Admission =
  | { readonly ok: true; readonly peer: ConsolePeer }
  | { readonly ok: false; readonly code: number; readonly reason: string };

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const name of ["host", "origin", "sec-fetch-site"]) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  return headers;
}
