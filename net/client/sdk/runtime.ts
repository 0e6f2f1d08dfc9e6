/** What the SDK needs from where it runs, so that tests can run it in a time and on a network of their own. */

import { WebTransportSocket } from "./webtransport_socket.ts";

/** The part of a WebSocket that is used. Browsers, Deno and Node have one. */
export interface SocketLike {
  binaryType: string;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  onerror: (() => void) | null;
  /** Datagrams, where the transport has them: sent if that can be at once, and perhaps lost. */
  ondatagram?: ((bytes: Uint8Array) => void) | null;
  sendDatagram?(data: Uint8Array<ArrayBuffer>): void;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
}

/** Makes sockets, tells the time, wakes up later. */
export interface Runtime {
  readonly openSocket: (url: string, subprotocol: string) => SocketLike;
  /** Opens a connection by WebTransport to the server of this WebSocket; left out where there is no WebTransport. */
  readonly openWebTransport?: (url: string) => SocketLike;
  /** Gets a text from the server by HTTP; rejects where it does not answer with one. Left out: there is no HTTP. */
  readonly readText?: (url: string) => Promise<string>;
  /** Milliseconds since any start; never goes back. */
  readonly now: () => number;
  /** Calls back after some milliseconds; what it returns takes that back. */
  readonly later: (ms: number, run: () => void) => () => void;
  /** From 0 to 1, to spread reconnections. */
  readonly chance: () => number;
}

/** The runtime of a browser, of Deno, of Node. */
export function globalRuntime(): Runtime {
  return {
    openSocket: (url, subprotocol) => new WebSocket(url, subprotocol) as unknown as SocketLike,
    // Browsers have it on pages from localhost or by HTTPS, Deno with --unstable-net, Node not at all.
    ...(typeof WebTransport === "function" ? { openWebTransport: (url: string) => new WebTransportSocket(url) } : {}),
    readText: async (url) => {
      const response = await fetch(url);
      if (response.ok) return await response.text();
      await response.body?.cancel();
      throw new Error(`read ${url}: the server answers ${response.status}`);
    },
    now: () => performance.now(),
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    chance: Math.random,
  };
}
