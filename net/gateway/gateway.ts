/**
 * The gateway: sockets become sessions, what sessions ask becomes commands of the world, and what the world tells
 * becomes frames.
 *
 *   connection ─► receive ─► handle ─► world's ring        (net/sessions)
 *   world's ring ─► cells, replica ─► fan-out ─► connection  (telling.ts)
 *   sign-in ─► storage's ring ─► entering ─► world ─► entered ─► playing
 *
 * It waits for nobody: a ring without room closes the session that needed it, a client that does not keep up gets
 * fewer frames. What one client sends can end that client's session and nothing else, even where it meets a bug of ours.
 */
import type { Link } from "../../world/base/link.ts";
import type { MessageOf } from "../../world/base/record.ts";
import { unreachable } from "../../world/base/assert.ts";
import type { SessionCommand } from "../../world/commands.ts";
import { FLUSH_TICKS, SPACE_OVERWORLD } from "../../world/limits.ts";
import { LINE_KINDS } from "../../world/output.ts";
import {
  type gatewayToWorld,
  type SignInRefusal,
  type storageToGateway,
  type worldToGateway,
} from "../../world/part/messages.ts";
import type { GatewayConfig, LogLevel, PlayerList } from "../../world/part/types.ts";
import { CLOSE_REASONS, type CloseReason } from "../close_reasons.ts";
import type { NetLimits } from "../limits.ts";
import { Entrance } from "./entrance.ts";
import { cellOf } from "../replica.ts";
import type { ServerMessage } from "../protocol/mod.ts";
import type { SessionHost, SignInRequest } from "../sessions/host.ts";
import { takeDatagram, takeMessage } from "../sessions/take.ts";
import { type Account, Session } from "../sessions/session.ts";
import type { Clock, Connection, ConnectionEnd } from "../transport/connection.ts";
import { placeViewer } from "./place.ts";
import { beginChoice, deletedIn, noteDescribed, phaseAfterRefusal, refusalText } from "./choosing.ts";
import { overdueReason } from "./deadlines.ts";
import { Owed } from "./owed.ts";
import { welcomeOf } from "./welcome.ts";
import { listPlayers, type PlayerQuery } from "./player_list.ts";
import { SessionNumbers } from "./session_numbers.ts";
import { SignIns, type StorageLink } from "./sign_ins.ts";
import { Tally } from "./tally.ts";
import { Telling } from "./telling.ts";
import { privateMessage, refusedMessage, type Viewer } from "./viewer.ts";

export type WorldLink = Link<typeof gatewayToWorld.declarations, typeof worldToGateway.declarations>;
type FromWorld = MessageOf<typeof worldToGateway.declarations>;
type PlayerSession = Session<Viewer>;

/** What a gateway works with. */
export interface GatewayParts {
  readonly config: GatewayConfig;
  readonly limits: NetLimits;
  /** For what clients owe; it may stand still while this process is late. */
  readonly clock: Clock;
  readonly steadyClock: Clock;
  readonly world: WorldLink;
  readonly storage: StorageLink;
  readonly log: (level: LogLevel, text: string) => void;
  /** Runs something when what came in meanwhile was seen to. */
  readonly later: (run: () => void) => void;
}

/** Lifetime: from the part's start to its stop. */
export class Gateway implements SessionHost<Viewer> {
  readonly limits: NetLimits;
  /** Sessions ended, by reason. */
  readonly closed = new Tally();
  /** What was turned away or left out. */
  readonly refused = new Tally();
  readonly telling: Telling;
  messagesIn = 0;
  bytesIn = 0;
  playersElsewhere = 0;
  readonly #config: GatewayConfig;
  readonly #clock: Clock;
  readonly #world: WorldLink;
  readonly #log: GatewayParts["log"];
  readonly #owedWorld: Owed<typeof gatewayToWorld.declarations, typeof worldToGateway.declarations>;
  /** All whose connection has not ended, closed sessions too. */
  readonly #connected = new Set<PlayerSession>();
  /** Those that are not closed, by number. */
  readonly #sessions = new Map<number, PlayerSession>();
  readonly #viewers: Telling["viewers"];
  readonly #signIns: SignIns;
  readonly #numbers: SessionNumbers;
  readonly #entrance: Entrance;
  #tick = 0;
  #tickAtMs = 0;
  #stopping = false;

  constructor(parts: GatewayParts) {
    const { limits, config } = parts;
    this.limits = limits;
    this.#config = config;
    this.#clock = parts.clock;
    this.#world = parts.world;
    this.#log = parts.log;
    this.#owedWorld = new Owed(parts.world);
    this.#numbers = new SessionNumbers(config.index);
    this.#signIns = new SignIns(parts.storage, limits, this.refused);
    this.#entrance = new Entrance(limits.entriesPerFlush, (one) => this.command(this.#sessions.get(one.session)!, one));
    this.telling = new Telling({
      ...{ ...parts, tickRate: config.tickRate, refused: this.refused },
      source: {
        watch: (cellX, cellY) => this.#owedWorld.send({ type: "watch", space: SPACE_OVERWORLD, cellX, cellY }),
        unwatch: (cellX, cellY) => this.#owedWorld.send({ type: "unwatch", space: SPACE_OVERWORLD, cellX, cellY }),
      },
    });
    this.#viewers = this.telling.viewers;
  }

  /** Connections that have not ended. */
  get connections(): number {
    return this.#connected.size;
  }

  get playing(): number {
    return this.#viewers.all.length;
  }

  /** Clients that are behind or lately were. */
  get slowed(): number {
    return this.#viewers.countSlowed();
  }

  get connectedSessions(): Iterable<PlayerSession> {
    return this.#connected;
  }

  get tick(): number {
    return this.#tick;
  }

  list(query: PlayerQuery): PlayerList {
    return listPlayers(this.#viewers.all, query);
  }

  /** Takes a new connection: a session begins. */
  connect(connection: Connection): void {
    const now = this.#clock();
    const number = this.#numbers.next((taken) => this.#sessions.has(taken));
    const session = new Session<Viewer>(number, connection, this.limits, now);
    this.#connected.add(session);
    this.#sessions.set(session.number, session);
    connection.onMessage = (data) => this.#receive(session, data, false);
    connection.onDatagram = (bytes) => this.#receive(session, bytes, true);
    connection.onClosed = (end) => this.#ended(session, end);
    if (this.#stopping) this.close(session, "server-stopping");
  }

  #receive(session: PlayerSession, data: Uint8Array | string, isDatagram: boolean): void {
    if (session.phase.name === "closed") return;
    const now = this.#clock();
    this.messagesIn++;
    this.bytesIn += data.length;
    session.lastHeardAtMs = now;
    try {
      const fault = isDatagram
        ? takeDatagram(this, session, data as Uint8Array, now)
        : takeMessage(this, session, data, now);
      if (fault !== null) this.close(session, fault.reason, `${CLOSE_REASONS[fault.reason].text} ${fault.text}`);
    } catch (error) {
      // A bug of ours that this client's message found: it costs this client its session, and nobody else anything.
      const text = error instanceof Error ? error.stack ?? error.message : String(error);
      this.#log("error", `A message of session ${session.number} (${session.phase.name}) failed: ${text}`);
      this.close(session, "server-fault");
    }
  }

  #ended(session: PlayerSession, end: ConnectionEnd): void {
    this.#connected.delete(session);
    if (session.phase.name === "closed") return;
    this.#leave(session, end.by === "peer" ? "peer" : end.reason);
  }

  /** Ends a session: everything that is known of it goes, the world hears of it. */
  close(session: PlayerSession, reason: CloseReason, text?: string): void {
    if (session.phase.name === "closed") return;
    this.#leave(session, reason);
    session.connection.close(reason, text);
  }

  #leave(session: PlayerSession, reason: CloseReason | "peer", tellWorld = true): void {
    const { phase } = session;
    if (phase.name === "signingIn") this.#signIns.cancel(phase.request);
    const isInWorld = phase.name === "entering" ? this.#entrance.leave(session.number) : phase.name === "playing";
    if (phase.name === "playing") this.#viewers.remove(phase.seat, this.#clock());
    if (tellWorld && isInWorld) {
      this.#owedWorld.send({ type: "leave", session: session.number, atOnce: reason === "signed-out" });
    }
    session.phase = { name: "closed", reason };
    this.#sessions.delete(session.number);
    this.closed.add(reason);
  }

  // What the handlers of messages need (net/sessions/host.ts).

  welcome(): ServerMessage {
    return welcomeOf(this.#config, this.online);
  }

  /** Players in the world, those of other gateways as of a moment ago. The world itself counts to the one. */
  get online(): number {
    return this.#viewers.all.length + this.#entrance.size + this.playersElsewhere;
  }

  isFull(): boolean {
    return this.online >= this.#config.playersMax;
  }

  worldTick(nowMs: number): number {
    // Between flushes time goes on; where they stop coming, it does not run away.
    const { tickRate } = this.#config;
    const since = Math.floor((nowMs - this.#tickAtMs) * tickRate / 1000);
    return this.#tick + Math.min(since, 2 * FLUSH_TICKS);
  }

  randomLook(): number {
    return crypto.getRandomValues(new Uint32Array(1))[0]!;
  }

  signIn(session: PlayerSession, client: string, request: SignInRequest): boolean {
    return this.#signIns.begin(session, client, request);
  }

  refuse(session: PlayerSession, reason: SignInRefusal): void {
    this.refused.add(`sign-in-${reason}`);
    session.send({ type: "refused", reason, text: refusalText(session, reason) });
  }

  command(session: PlayerSession, command: SessionCommand): void {
    if (this.#world.send(command)) return;
    this.refused.add("world-ring-full");
    this.close(session, "overloaded");
  }

  signOut(session: PlayerSession, token: string | null): void {
    if (token !== null) this.#signIns.forget(token);
    this.close(session, "signed-out");
  }

  count(what: string): void {
    this.refused.add(what);
  }

  // What storage says.

  hearStorage(message: MessageOf<typeof storageToGateway.declarations>): void {
    // Who was deleted leaves the world, whether whoever asked for it is still there or not.
    for (const character of deletedIn(message)) this.#owedWorld.send({ type: "retire", session: 0, character });
    const answer = this.#signIns.hear(message);
    if (answer === null) return;
    const { session, client } = answer;
    switch (answer.type) {
      case "signedIn":
        return this.#signedIn(session, client, answer.account);
      case "characters":
        return beginChoice(this, answer);
      case "refused":
        session.phase = phaseAfterRefusal(session, client);
        return this.refuse(session, answer.reason);
    }
  }

  describe(session: Session<unknown>, character: number): void {
    this.#owedWorld.send({ type: "describe", session: session.number, character });
  }

  #signedIn(session: PlayerSession, client: string, account: Account): void {
    if (this.isFull()) return this.close(session, "full");
    const { character, name, look, guest, token } = account;
    const enter = { type: "enter", session: session.number, account: account.account, character, name, look } as const;
    session.phase = { name: "entering", client, account };
    session.since = Date.now();
    session.send({ type: "signedIn", name, character, guest, look, token });
    this.#entrance.queue(enter);
  }

  // What the world says.

  /** Takes in what waits in the world's ring, up to a flush that is too long to be sent at once. */
  hear(): void {
    if (this.telling.isSending) return;
    this.#world.drainUntil((message) => {
      this.#take(message);
      return this.telling.isSending;
    });
  }

  #take(message: FromWorld): void {
    switch (message.type) {
      case "block":
        if (message.space === SPACE_OVERWORLD) this.telling.cells.take(message.bytes);
        return;
      case "applied": {
        const viewer = this.#viewerOf(message.session);
        if (viewer === null) return;
        viewer.hasApplied = true;
        viewer.appliedSequence = message.sequence;
        viewer.appliedLead = message.lead;
        return;
      }
      case "flush":
        return this.#flush(message);
      case "entered":
        return this.#entered(message);
      case "described":
        return noteDescribed(this, this.#sessions.get(message.session), message);
      case "placed":
        return placeViewer(this.#viewerOf(message.session), this.telling.views, message, this.#clock());
      case "close": {
        const session = this.#sessions.get(message.session);
        if (session === undefined) return;
        const reason = Object.hasOwn(CLOSE_REASONS, message.reason) ? message.reason as CloseReason : "kicked";
        // The world has let go of it by itself.
        this.#leave(session, reason, false);
        return session.connection.close(reason, message.text);
      }
      case "line":
        return this.#line(message);
      case "wayFound": {
        const { session, sequence, found, reason } = message;
        return this.#viewers.tell(
          this.#viewerOf(session),
          privateMessage({ type: "wayFound", sequence, found, reason }),
        );
      }
      case "done":
        return this.#viewers.tellAtOnce(this.#viewerOf(message.session), { type: "done", sequence: message.sequence });
      case "refusedAction":
        return this.#viewers.tellAtOnce(this.#viewerOf(message.session), refusedMessage(message));
      case "own":
        return this.#viewers.tellOwn(this.#viewerOf(message.session), message);
      case "restart":
        this.refused.add("world-restarted-stream");
        return this.telling.restart();
      default:
        return unreachable(message);
    }
  }

  #flush({ tick, late }: { readonly tick: number; readonly late: number }): void {
    this.#tick = tick;
    this.#tickAtMs = this.#clock();
    this.#owedWorld.retry();
    this.#entrance.flush();
    this.telling.flush(tick, late, () => this.hear());
  }

  #entered(message: Extract<FromWorld, { type: "entered" }>): void {
    const session = this.#sessions.get(message.session);
    if (session === undefined) return;
    const { phase } = session;
    const { entity, tick, space, x, y } = message;
    if (phase.name !== "entering") return;
    this.#entrance.entered(session.number);
    const now = this.#clock();
    const view = this.telling.views.acquire(cellOf(x), cellOf(y), now);
    const viewer = this.#viewers.add(session, entity, view, now);
    session.phase = { name: "playing", client: phase.client, account: phase.account, seat: viewer };
    session.send({ type: "entered", entity, tick, space, x: x / 256, y: y / 256 });
  }

  #line(message: Extract<FromWorld, { type: "line" }>): void {
    const { session, from, text } = message;
    const kind = LINE_KINDS.find((known) => known === message.kind) ?? "notice";
    const line = privateMessage({ type: "line", kind, from, text });
    if (session !== 0) return this.#viewers.tell(this.#viewerOf(session), line);
    for (const viewer of this.#viewers.all) this.#viewers.tell(viewer, line);
  }

  #viewerOf(session: number): Viewer | null {
    const phase = this.#sessions.get(session)?.phase;
    return phase?.name === "playing" ? phase.seat : null;
  }

  /** Looks after deadlines; call every `sweepMs`. */
  sweep(): void {
    const now = this.#clock();
    const { limits } = this;
    this.#owedWorld.retry();
    this.#signIns.retry();
    this.telling.cells.sweep(now, limits.unwatchMs);
    for (const session of this.#sessions.values()) {
      const reason = overdueReason(session, limits, now);
      if (reason !== null) this.close(session, reason);
      else if (now - session.lastProbeAtMs >= limits.probeMs) {
        session.lastProbeAtMs = now;
        session.connection.probe();
      }
    }
  }

  /** Closes every session; new connections are turned away. */
  stop(): void {
    this.#stopping = true;
    for (const session of [...this.#sessions.values()]) this.close(session, "server-stopping");
  }
}
