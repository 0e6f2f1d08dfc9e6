/**
 * Which way a client goes: WebTransport where there is one, WebSocket where not, and WebSocket for a while where
 * WebTransport did not come through or was lost.
 */
import type { Runtime, SocketLike } from "./runtime.ts";

/** The transports that a client may use: whichever works best, or the one that works everywhere. */
export type TransportWish = "automatic" | "websocket";
/** What a connection goes over. */
export type Transport = "websocket" | "webtransport";

/** How long WebTransport has to open before WebSocket is taken. */
const OPEN_MS_MAX = 1200;
/** For how long it is left alone after it failed: twice as long each time. */
const AVOID_MS = 30_000;
const AVOID_MS_MAX = 600_000;

/** A socket of one transport or the other; which one is known once it is open. */
export interface DialledSocket extends SocketLike {
  readonly transport: Transport;
}

/** Opens sockets. Its lifetime is the client's. */
export class Dialer {
  readonly #runtime: Runtime;
  readonly #wish: TransportWish;
  #avoidUntil = -Infinity;
  #avoidMs = AVOID_MS;

  constructor(runtime: Runtime, wish: TransportWish) {
    this.#runtime = runtime;
    this.#wish = wish;
  }

  /** Opens a socket. Throws what the runtime throws for an address that is none. */
  open(url: string, subprotocol: string): DialledSocket {
    const runtime = this.#runtime;
    const { openWebTransport } = runtime;
    const openSocket = () => runtime.openSocket(url, subprotocol);
    if (this.#wish === "websocket" || openWebTransport === undefined || runtime.now() < this.#avoidUntil) {
      return new OneOfTwo(openSocket(), "websocket");
    }
    const socket: OneOfTwo = new OneOfTwo(openWebTransport(url), "webtransport", () => {
      this.avoid();
      return openSocket();
    });
    const cancel = runtime.later(OPEN_MS_MAX, () => socket.fallBack());
    socket.onsettled = () => {
      cancel();
      if (socket.transport === "webtransport") this.#avoidMs = AVOID_MS;
    };
    return socket;
  }

  /** WebTransport did not work: it is left alone for a while. */
  avoid(): void {
    this.#avoidUntil = this.#runtime.now() + this.#avoidMs;
    this.#avoidMs = Math.min(AVOID_MS_MAX, this.#avoidMs * 2);
  }
}

/** A socket that may become another one as long as it is not open. */
class OneOfTwo implements DialledSocket {
  transport: Transport;
  binaryType = "arraybuffer";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  ondatagram: ((bytes: Uint8Array) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  /** Called when it is open, or over. */
  onsettled: (() => void) | null = null;
  #inner: SocketLike;
  #openOther: (() => SocketLike) | null;

  constructor(inner: SocketLike, transport: Transport, openOther: (() => SocketLike) | null = null) {
    this.#inner = inner;
    this.transport = transport;
    this.#openOther = openOther;
    this.#listen(inner);
  }

  send(data: Uint8Array<ArrayBuffer>): void {
    this.#inner.send(data);
  }

  sendDatagram(data: Uint8Array<ArrayBuffer>): void {
    this.#inner.sendDatagram?.(data);
  }

  close(code?: number, reason?: string): void {
    this.#settle();
    this.#inner.close(code, reason);
  }

  /** Takes the other way, if this one is not open yet. */
  fallBack(): void {
    const openOther = this.#openOther;
    if (openOther === null) return;
    this.#settle();
    const first = this.#inner;
    this.transport = "websocket";
    this.#inner = openOther();
    this.#listen(this.#inner);
    first.close();
  }

  #settle(): void {
    this.#openOther = null;
    this.onsettled?.();
  }

  #listen(inner: SocketLike): void {
    inner.binaryType = "arraybuffer";
    const ifCurrent = (run: () => void) => {
      if (inner === this.#inner) run();
    };
    inner.onopen = () =>
      ifCurrent(() => {
        this.#settle();
        this.onopen?.();
      });
    inner.onmessage = (event) => ifCurrent(() => this.onmessage?.(event));
    inner.ondatagram = (bytes) => ifCurrent(() => this.ondatagram?.(bytes));
    inner.onerror = () => ifCurrent(() => this.onerror?.());
    inner.onclose = (event) =>
      ifCurrent(() => {
        if (this.#openOther !== null) return this.fallBack();
        this.onclose?.(event);
      });
  }
}
