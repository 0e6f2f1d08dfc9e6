/**
 * What one console is shown of the past: its wishes go to a thread of its own, which starts with the first of them and
 * ends when the console looks elsewhere. Pictures are taken from the thread as fast as the socket sends them.
 */
import type { WebSocket } from "ws";
import { type AdminContext, audit } from "./_context.ts";
import { mayDo } from "./_rights.ts";
import { WATCH_AUDIT_MS } from "./limits.ts";
import { type ConsoleMessage, type LiveMessage, PAST_FRAME } from "./live_messages.ts";
import type { PastLook, StaffAccount } from "./ports.ts";

type Wish = Extract<ConsoleMessage, { type: `past${string}` }>;

/** When an account's looking into the past was last written down; at most one entry for each account. */
const lookAudited = new WeakMap<AdminContext, Map<string, number>>();

/** Whose console it is. */
export interface PastConsolePeer {
  readonly account: StaffAccount;
  readonly address: string;
}

/** Lifetime: its socket's. */
export class PastConsole {
  readonly #context: AdminContext;
  readonly #socket: WebSocket;
  readonly #peer: PastConsolePeer;
  #look: PastLook | null = null;
  /** What was wished for last, for a thread that starts anew. */
  #view: Parameters<PastLook["view"]>[0] = null;
  #entity: number | null = null;
  #filter: Parameters<PastLook["commands"]>[0] = null;

  constructor(context: AdminContext, socket: WebSocket, peer: PastConsolePeer) {
    this.#context = context;
    this.#socket = socket;
    this.#peer = peer;
  }

  /** Takes a wish. */
  hear(wish: Wish): void {
    switch (wish.type) {
      case "pastSeek":
        return this.#seek(wish.tick);
      case "pastPlay":
        return void this.#look?.play(wish.speed);
      case "pastView":
        this.#view = wish.view;
        return void this.#look?.view(wish.view);
      case "pastInspect":
        this.#entity = wish.entity;
        return void this.#look?.inspect(wish.entity);
      case "pastCommands":
        this.#filter = wish.filter;
        return void this.#look?.commands(wish.filter);
      case "pastClose":
        return this.close();
    }
  }

  close(): void {
    this.#look?.close();
    this.#look = null;
  }

  #seek(tick: number): void {
    if (!mayDo(this.#peer.account.role, "look into the past")) {
      return this.#refuse(tick, "busy", "Your role may not look into the past.");
    }
    this.#look ??= this.#begin();
    if (this.#look === null) {
      const who = this.#context.ports.past.lookers.join(" and ");
      return this.#refuse(
        tick,
        "busy",
        `${who} look into the past already, and more threads there are not. Try later.`,
      );
    }
    this.#look.seek(tick);
    this.#auditLooking(tick);
  }

  #begin(): PastLook | null {
    const look = this.#context.ports.past.look(this.#peer.account.name, {
      frame: (bytes) => this.#sendFrame(bytes),
      fresh: () => this.#send({ type: "pastFresh" }),
      cells: (json) => this.#sendText(`{"type":"pastCells","cells":${json}}`),
      state: (json) => this.#sendText(`{"type":"past","state":${json}}`),
      entity: (entity, json) => this.#sendText(`{"type":"pastEntity","entity":${entity},"report":${json}}`),
      commands: (json) => this.#sendText(`{"type":"pastCommands","commands":${json}}`),
      ended: (why) => {
        this.#look = null;
        this.#refuse(0, "busy", why);
      },
    });
    if (look === null) return null;
    look.view(this.#view);
    look.commands(this.#filter);
    if (this.#entity !== null) look.inspect(this.#entity);
    return look;
  }

  #sendFrame(bytes: Uint8Array): void {
    const frame = new Uint8Array(bytes.length + 1);
    frame[0] = PAST_FRAME;
    frame.set(bytes, 1);
    const look = this.#look;
    // Called when the socket has handed it on: the next picture may come.
    this.#socket.send(frame, { binary: true }, () => look?.taken());
  }

  #refuse(tick: number, reason: "busy", why: string): void {
    this.#send({ type: "past", state: { type: "refused", tick, reason, why } });
  }

  #send(message: LiveMessage): void {
    this.#sendText(JSON.stringify(message));
  }

  #sendText(text: string): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(text);
  }

  #auditLooking(tick: number): void {
    const audited = lookAudited.get(this.#context) ?? new Map<string, number>();
    lookAudited.set(this.#context, audited);
    const { account, address } = this.#peer;
    const now = Date.now();
    if (now - (audited.get(account.name) ?? 0) < WATCH_AUDIT_MS) return;
    audited.set(account.name, now);
    audit(this.#context, { actor: account.name, address }, "past", `tick ${tick}`).catch((error) => {
      this.#context.log("error", `write to the audit log: ${error instanceof Error ? error.message : error}`);
    });
  }
}
