/**
 * The live channel's end in the page: connects, reconnects with growing waits, and asks again for what was asked for
 * before the connection was lost. Lifetime: from signing in to signing out.
 */
import { type ConsoleMessage, LIVE_CLOSE, type LiveMessage, type MapView } from "../api/live_messages.ts";
import { type Emitter, makeEmitter } from "./events.ts";

const WAIT_MS_FIRST = 500;
const WAIT_MS_MAX = 8_000;

/** Where the connection stands. `retryAt` is in milliseconds of `performance.now`. */
export type LiveState =
  | { readonly state: "connecting" }
  | { readonly state: "open" }
  | { readonly state: "waiting"; readonly retryAt: number }
  | { readonly state: "closed" };

/** The live channel. */
export interface Live {
  readonly state: LiveState;
  readonly onState: Emitter<LiveState>;
  readonly onMessage: Emitter<LiveMessage>;
  readonly onFrame: Emitter<Uint8Array>;
  /** What the map shows; asked for again after a reconnect. */
  view(view: MapView | null): void;
  inspect(entity: number | null): void;
  /** Says something that is not asked for again by itself. */
  say(message: ConsoleMessage): void;
  retryNow(): void;
  close(): void;
}

/** Opens the channel. `onSignedOut` is called when the server says that the session has ended. */
export function openLive(onSignedOut: () => void): Live {
  const onState = makeEmitter<LiveState>();
  const onMessage = makeEmitter<LiveMessage>();
  const onFrame = makeEmitter<Uint8Array>();
  let state: LiveState = { state: "connecting" };
  let socket: WebSocket | null = null;
  let waitMs = WAIT_MS_FIRST;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let view: MapView | null = null;
  let entity: number | null = null;

  function become(next: LiveState): void {
    state = next;
    onState.emit(next);
  }

  function send(message: ConsoleMessage): void {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }

  function connect(): void {
    clearTimeout(timer);
    become({ state: "connecting" });
    const opening = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live`);
    opening.binaryType = "arraybuffer";
    socket = opening;
    opening.addEventListener("open", () => {
      waitMs = WAIT_MS_FIRST;
      become({ state: "open" });
      if (view !== null) send({ type: "view", view });
      if (entity !== null) send({ type: "inspect", entity });
    });
    opening.addEventListener("message", (event) => {
      if (typeof event.data === "string") onMessage.emit(JSON.parse(event.data));
      else onFrame.emit(new Uint8Array(event.data));
    });
    opening.addEventListener("close", (event) => {
      if (socket !== opening) return;
      socket = null;
      if (state.state === "closed") return;
      if (event.code === LIVE_CLOSE.signedOut) {
        become({ state: "closed" });
        onSignedOut();
        return;
      }
      become({ state: "waiting", retryAt: performance.now() + waitMs });
      timer = setTimeout(connect, waitMs);
      waitMs = Math.min(WAIT_MS_MAX, waitMs * 2);
    });
  }

  connect();
  return {
    get state() {
      return state;
    },
    onState,
    onMessage,
    onFrame,
    view(next) {
      view = next;
      send({ type: "view", view });
    },
    inspect(next) {
      entity = next;
      send({ type: "inspect", entity });
    },
    say: send,
    retryNow() {
      if (state.state === "waiting") connect();
    },
    close() {
      become({ state: "closed" });
      clearTimeout(timer);
      socket?.close(1000, "signed out");
      socket = null;
    },
  };
}
