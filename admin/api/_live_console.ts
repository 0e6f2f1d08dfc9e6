/** One console on the live channel. Lifetime: its socket's. */
import type { WebSocket } from "ws";
import { UNITS_PER_METRE } from "../../world/base/space.ts";
import { readConsoleMessage } from "./_console_message.ts";
import { type AdminContext, audit } from "./_context.ts";
import type { MapConsole, MapFeed } from "./_map_feed.ts";
import { PastConsole } from "./_past_console.ts";
import type { StaffAccount } from "./ports.ts";
import {
  CONSOLE_MESSAGES_BURST,
  CONSOLE_MESSAGES_PER_SECOND,
  CONSOLE_WAITING_BYTES_MAX,
  OBSERVE_EVERY_MS,
  OBSERVE_METRES_MAX,
  WATCH_AUDIT_MS,
} from "./limits.ts";
import { LIVE_CLOSE, type LiveMessage, type MapView } from "./live_messages.ts";

/** Who is at the other end. */
export interface ConsolePeer {
  readonly token: string;
  readonly actor: string;
  readonly role: StaffAccount["role"];
  readonly address: string;
}

/** When an account's watching was last written down; shared by its consoles, at most one entry for each account. */
const watchAudited = new WeakMap<AdminContext, Map<string, number>>();

/** A console that was let in. */
export class LiveConsole implements MapConsole {
  readonly token: string;
  readonly #context: AdminContext;
  readonly #feed: MapFeed;
  readonly #peer: ConsolePeer;
  readonly #socket: WebSocket;
  readonly #past: PastConsole;
  #view: MapView | null = null;
  #entity: number | null = null;
  #asking = false;
  #observedAt = 0;
  #alive = true;
  #allowance = CONSOLE_MESSAGES_BURST;
  #allowanceAt = performance.now();

  constructor(context: AdminContext, feed: MapFeed, socket: WebSocket, peer: ConsolePeer) {
    this.token = peer.token;
    this.#context = context;
    this.#feed = feed;
    this.#peer = peer;
    this.#socket = socket;
    const account = { name: peer.actor, role: peer.role };
    this.#past = new PastConsole(context, socket, { account, address: peer.address });
    socket.on("message", (data, isBinary) => this.#hear(isBinary ? "" : String(data)));
    socket.on("pong", () => this.#alive = true);
    socket.on("close", () => {
      this.#entity = null;
      feed.look(this, null);
      this.#past.close();
    });
  }

  get waitingBytes(): number {
    return this.#socket.bufferedAmount;
  }

  sendFrame(bytes: Uint8Array): void {
    this.#socket.send(bytes, { binary: true });
  }

  send(message: LiveMessage): void {
    this.#socket.send(JSON.stringify(message));
  }

  /** Sends what can be missed: not if the console is behind. */
  sendText(text: string): void {
    if (this.waitingBytes <= CONSOLE_WAITING_BYTES_MAX) this.#socket.send(text);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  /** Closes a console that gave no sign of life, or whose session ended; else asks for the next sign. */
  heartbeat(): void {
    if (!this.#alive) return this.#socket.terminate();
    this.#alive = false;
    this.#socket.ping();
    this.#context.sessions.account(this.token).then(
      (account) => {
        if (account === null) this.close(LIVE_CLOSE.signedOut, "the session ended");
      },
      (error) => this.#context.log("warn", `ask whether ${this.#peer.actor}'s session lasts: ${error}`),
    );
  }

  /** Asks for the inspector's entity and sends the answer. One question at a time: a busy world is asked less. */
  inspectNow(): void {
    const entity = this.#entity;
    if (entity === null || this.#asking || this.waitingBytes > CONSOLE_WAITING_BYTES_MAX) return;
    this.#asking = true;
    this.#context.ports.world.inspect(entity).then((report) => {
      if (this.#entity === entity) this.send({ type: "entity", entity, report });
    }).catch((error) => {
      this.#context.log("warn", `inspect entity ${entity}: ${error instanceof Error ? error.message : error}`);
    }).finally(() => this.#asking = false);
  }

  /** A near view keeps its place awake: it says so every few seconds. */
  observe(): void {
    const view = this.#view;
    const now = performance.now();
    if (view === null || Math.max(view.width, view.height) > OBSERVE_METRES_MAX) return;
    if (now - this.#observedAt < OBSERVE_EVERY_MS) return;
    this.#observedAt = now;
    const x = Math.round(view.x + view.width / 2);
    const y = Math.round(view.y + view.height / 2);
    // A full ring is no matter: the next one follows.
    this.#context.ports.world.send({
      type: "observe",
      actor: this.#peer.actor,
      space: 0,
      x: x * UNITS_PER_METRE,
      y: y * UNITS_PER_METRE,
      radius: Math.ceil(Math.hypot(view.width, view.height) / 2) * UNITS_PER_METRE,
    });
    this.#auditWatching(x, y);
  }

  /** That somebody watches is one row in a while, not one for each command. */
  #auditWatching(x: number, y: number): void {
    const audited = watchAudited.get(this.#context) ?? new Map<string, number>();
    watchAudited.set(this.#context, audited);
    const { actor, address } = this.#peer;
    const now = Date.now();
    if (now - (audited.get(actor) ?? 0) < WATCH_AUDIT_MS) return;
    audited.set(actor, now);
    audit(this.#context, { actor, address }, "watch", `the map near ${x}, ${y}`).catch((error) => {
      this.#context.log("error", `write to the audit log: ${error instanceof Error ? error.message : error}`);
    });
  }

  #hear(text: string): void {
    if (!this.#mayspeak()) return this.close(LIVE_CLOSE.tooMany, "too many messages");
    const message = readConsoleMessage(text);
    if (message === null) return this.close(LIVE_CLOSE.malformed, "a message could not be read");
    switch (message.type) {
      case "view":
        this.#view = message.view;
        this.#observedAt = Math.min(this.#observedAt, performance.now() - OBSERVE_EVERY_MS + 300);
        return this.#feed.look(this, message.view);
      case "inspect":
        this.#entity = message.entity;
        return this.inspectNow();
      default:
        return this.#past.hear(message);
    }
  }

  #mayspeak(): boolean {
    const now = performance.now();
    const earned = (now - this.#allowanceAt) / 1000 * CONSOLE_MESSAGES_PER_SECOND;
    this.#allowance = Math.min(CONSOLE_MESSAGES_BURST, this.#allowance + earned);
    this.#allowanceAt = now;
    if (this.#allowance < 1) return false;
    this.#allowance--;
    return true;
  }
}
