/** What the SDK needs from where it runs, so that tests can run it in a time and on a network of their own. */

/** The part of a WebSocket that is used. Browsers, Deno and Node have one. */
export interface SocketLike {
  binaryType: string;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  onerror: (() => void) | null;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
}

/** Makes sockets, tells the time, wakes up later. */
export interface Runtime {
  readonly openSocket: (url: string, subprotocol: string) => SocketLike;
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
    now: () => performance.now(),
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    chance: Math.random,
  };
}
