/** A client of the players' protocol: one character in one world, kept connected. */
import type { ActionFields, ActionName } from "../../../world/actions.ts";
import { MalformedError } from "../../../world/base/record.ts";
import { SPEED_STEPS_PER_METRE_PER_SECOND } from "../../../world/base/space.ts";
import { RUN_SPEED } from "../../../world/limits.ts";
import { EVEN_FOOTING, type Footing } from "../../../world/motion.ts";
import { CLOSE_REASONS, type CloseReason } from "../../close_reasons.ts";
import {
  type ClientMessage,
  decodeServerMessage,
  encodeClientMessage,
  encodeInputsDatagram,
  type Frame,
  type ServerMessage,
  SLOWED,
  SUBPROTOCOL_BINARY,
} from "../../protocol/mod.ts";
import { type ActionResult, ActionsUnderWay, refusedHere } from "./actions_under_way.ts";
import { backoffMs } from "./backoff.ts";
import { Chooser } from "./chooser.ts";
import { ServerClock } from "./clock.ts";
import type { ConnectOptions } from "./connect_options.ts";
import { Dialer, type DialledSocket, type Transport } from "./dialer.ts";
import { FINAL, reasonOf } from "./endings.ts";
import { Emitter } from "./events.ts";
import { Identity } from "./identity.ts";
import { ONLY_KEY } from "../../../world/topics.ts";
import { OwnBody, standingAt } from "./own_body.ts";
import { type OwnMaps, OwnState } from "./own_state.ts";
import { globalRuntime, type Runtime } from "./runtime.ts";
import type { ClientEvents, ClientState, Credentials, SeenEntity, Welcome } from "./types.ts";
import { InTheWay } from "./barriers.ts";
import { eventsOfSight, Sight } from "./sight.ts";
import { SendRates } from "./send_rates.ts";
import type { Catalog } from "../../../world/content/types.ts";
import { CatalogReader } from "./catalog.ts";
import { SilenceWatch } from "./silence_watch.ts";

const PING_MS = 2000;
/** Inputs that are not confirmed go out in datagrams again and again. */
const RESEND_MS = 25;

/** Connects and stays connected, until `close` or until the server says that this is the end. */
export function connect(options: ConnectOptions): WealdClient {
  return new WealdClient(options);
}

/** A client. Call `update` before each look at it: once a frame in a page, some times a second in a bot. */
export class WealdClient {
  readonly #options: ConnectOptions;
  readonly #runtime: Runtime;
  readonly #events = new Emitter<ClientEvents>();
  #state: ClientState = { name: "connecting" };
  readonly #dialer: Dialer;
  #socket: DialledSocket | null = null;
  #attempt = 0;
  /** What ended the last connection that got anywhere. */
  #cause: CloseReason | "unknown" = "unknown";
  readonly #identity: Identity;
  #welcome: Welcome | null = null;
  #clock: ServerClock | null = null;
  #footing: Footing = EVEN_FOOTING;
  readonly #inTheWay = new InTheWay();
  /** Seed and content of the ground that is known, or being made. */
  #footingOf = "";
  #sight: Sight | null = null;
  #own: OwnBody | null = null;
  #ownId = 0;
  #routed = false;
  #heardTick = -1;
  /** The tick of the last frame: what is seen is as of it. */
  #frameTick = 0;
  #silence: SilenceWatch | null = null;
  #isResending = false;
  readonly #rates = new SendRates();
  readonly #ownState = new OwnState();
  readonly #catalog: CatalogReader;
  readonly #underWay = new ActionsUnderWay();
  /** Choosing, making and deleting characters: in the state "choosing". */
  readonly chooser: Chooser;
  #cancelRetry: () => void = () => {};
  #cancelPing: () => void = () => {};

  constructor(options: ConnectOptions) {
    this.#options = options;
    this.#runtime = options.runtime ?? globalRuntime();
    const host = {
      state: () => this.#state,
      setState: (state: ClientState) => this.#setState(state),
      send: (message: ClientMessage) => this.#send(message),
      reached: () => void (this.#attempt = 0),
    };
    this.#identity = new Identity(host, this.#runtime, this.#events, options.token ?? null);
    this.chooser = new Chooser(host);
    this.#catalog = new CatalogReader(this.#runtime, options.url);
    this.#dialer = new Dialer(this.#runtime, options.transport ?? "automatic");
    this.#open();
  }

  /** Calls `listener` at each event of a name, until the returned function is called. */
  on<Name extends keyof ClientEvents>(name: Name, listener: (value: ClientEvents[Name]) => void): () => void {
    return this.#events.on(name, listener);
  }

  get state(): ClientState {
    return this.#state;
  }

  /** What the connection goes over; null while there is none. */
  get transport(): Transport | null {
    const { name } = this.#state;
    return name === "signing in" || name === "choosing" || name === "playing" ? this.#socket?.transport ?? null : null;
  }

  /** What the server said of its world, once it did. */
  get welcome(): Welcome | null {
    return this.#welcome;
  }

  /**
   * The world's content by number: names, texts, pictures, sums. Read at the first call, from /content.json; rejects before
   * the server has said which it is, and where it cannot be read. After a reconnection it may be another one.
   */
  catalog(): Promise<Catalog> {
    if (this.#welcome === null) return Promise.reject(new Error("read the catalog: there is no server yet"));
    return this.#catalog.read(this.#welcome.content);
  }

  /** The world's tick now, with a fraction; 0 before it is known. */
  get tick(): number {
    return this.#clock?.tick ?? 0;
  }

  /** The newest round trip in milliseconds, or null; and how unevenly messages come. */
  get roundTripMs(): number | null {
    return this.#clock?.lastRoundTripMs ?? null;
  }
  get jitterMs(): number {
    return this.#clock?.jitterMs ?? 0;
  }

  /** The own character's entity; 0 before it is in the world. */
  get ownId(): number {
    return this.#ownId;
  }

  /** The own body as predicted, or null before it is in the world. */
  get body(): OwnBody | null {
    return this.#own;
  }

  /** What only this client is told, by topic: `own.bag`, `own.vitals`. The event `own` tells each change. */
  get own(): OwnMaps {
    return this.#ownState.maps;
  }

  /** Everybody and everything in view, the own character included, as of the last `update`. */
  get entities(): Iterable<SeenEntity> {
    return this.#sight?.seen ?? [];
  }

  /** Whether those are so many that the far ones are told by steps: the event `crowded`. */
  get isCrowded(): boolean {
    return this.#sight?.isCrowded ?? false;
  }

  /** How many those are. */
  get entityCount(): number {
    return this.#sight?.count ?? 0;
  }

  /** Signs in. The answer is the event `signedIn` or `refused`. */
  signIn(credentials: Credentials): void {
    this.#identity.signIn(credentials);
  }

  /** Leaves the world with this character, and comes back to choose one: the state "choosing" follows. */
  changeCharacter(): void {
    if (this.#state.name !== "playing" || this.#socket === null) return;
    const socket = this.#socket;
    this.#identity.chooseNext();
    this.#send({ type: "signOut", keep: 1 });
    this.#socket = null;
    this.#cancelPing();
    this.#underWay.lost();
    socket.close(1000, "");
    this.#open();
  }

  /** Walks: heading 0 to 255, speed in steps of 1/8 m/s; 0 stands. Holds until it is called again. */
  steer(heading: number, speed: number): void {
    if (this.#own === null || this.#state.name !== "playing") return;
    const wanted = Math.min(RUN_SPEED, speed);
    if (this.#routed) {
      if (wanted === 0) return;
      this.#routed = false;
    }
    const input = this.#own.steer(heading & 255, wanted, () => this.#maySend("input"));
    if (input === null) return;
    this.#send({ type: "input", ...input });
    if (!this.#isResending) this.#sendPending();
  }

  /**
   * Walks to a point in metres by the server's path finding; the next `steer` ends it. Answered by `wayFound`. False
   * if nothing was sent: not in the world, or too many in a short time.
   */
  goTo(x: number, y: number): boolean {
    if (this.#own === null || this.#state.name !== "playing" || !this.#maySend("goTo")) return false;
    this.#routed = true;
    this.#send({ type: "goTo", sequence: this.#own.nextSequence(), x, y });
    return true;
  }

  /** Says something to whoever is near. False if nothing was sent: not in the world, or too much in a short time. */
  say(text: string): boolean {
    if (this.#state.name !== "playing" || !this.#maySend("say")) return false;
    this.#send({ type: "say", text });
    return true;
  }

  /**
   * Does one of the actions (world/actions.ts), and gives what came of it once the server has answered. Nothing is thrown:
   * what cannot be sent, or is never answered, is refused with a reason of its own.
   */
  act<Name extends ActionName>(name: Name, fields: ActionFields<Name>): Promise<ActionResult> {
    if (this.#state.name !== "playing") return Promise.resolve(refusedHere("not-in-world"));
    if (!this.#maySend(name)) return Promise.resolve(refusedHere("too-often"));
    const { sequence, answer } = this.#underWay.begin();
    // The name and its fields make a message of that action: both follow from its row.
    this.#send({ type: name, sequence, ...fields } as unknown as ClientMessage);
    return answer;
  }

  /** Leaves the world now, and forgets the token. */
  signOut(): void {
    this.#identity.forget();
    if (this.#state.name === "playing") this.#send({ type: "signOut" });
    else this.close();
  }

  /** Ends the connection; the character stays for a while, as after a loss. */
  close(): void {
    this.#finish("signed-out", "");
  }

  /** Tries again at once instead of waiting, when the connection is lost. */
  retryNow(): void {
    if (this.#state.name !== "reconnecting") return;
    this.#cancelRetry();
    this.#open();
  }

  /** Moves everything on to this moment. */
  update(): void {
    const clock = this.#clock;
    if (clock === null) return;
    clock.update(this.#runtime.now());
    if (!clock.isSet) return;
    const own = this.#own;
    if (own !== null && !this.#routed && this.#state.name === "playing") {
      own.advanceTo(clock.ahead, () => this.#events.emit("tick", { tick: own.tick + 1 }));
    }
    this.#sight?.show(
      clock.behind,
      own === null || this.#routed ? null : {
        id: this.#ownId,
        x: own.x,
        y: own.y,
        heading: own.heading,
        speed: own.speed / SPEED_STEPS_PER_METRE_PER_SECOND,
      },
    );
  }

  #setState(state: ClientState): void {
    this.#state = state;
    this.#events.emit("state", state);
  }

  #open(): void {
    this.#setState({ name: "connecting" });
    let socket: DialledSocket;
    try {
      socket = this.#dialer.open(this.#options.url, SUBPROTOCOL_BINARY);
    } catch (error) {
      return this.#finish(
        "unknown",
        `connect to ${this.#options.url}: ${error instanceof Error ? error.message : error}`,
      );
    }
    this.#socket = socket;
    this.#silence = new SilenceWatch(this.#runtime, {
      isOver: () => socket !== this.#socket,
      isFleeting: () => socket.transport === "webtransport" && this.#state.name === "playing",
      ask: () => this.#send({ type: "ping", time: this.#runtime.now() }),
      lost: () => {
        socket.close();
        this.#lost(1006, "");
      },
    });
    socket.onopen = () => {
      this.#send({ type: "hello", protocol: 1, client: this.#options.client });
      this.#ping();
    };
    socket.onmessage = ({ data }) => {
      if (socket === this.#socket) this.#receive(new Uint8Array(data as ArrayBuffer));
    };
    socket.onclose = ({ code, reason }) => {
      if (socket === this.#socket) this.#lost(code, reason);
    };
    socket.ondatagram = (bytes) => {
      if (socket === this.#socket) this.#takeDatagram(bytes);
    };
    socket.onerror = () => {}; // Always followed by close.
  }

  #ping(): void {
    this.#cancelPing();
    if (this.#socket === null) return;
    if (this.#welcome !== null) this.#send({ type: "ping", time: this.#runtime.now() });
    this.#cancelPing = this.#runtime.later(this.#clock?.lastRoundTripMs === null ? 400 : PING_MS, () => this.#ping());
  }

  #maySend(type: ClientMessage["type"]): boolean {
    return this.#rates.maySend(type, this.#runtime.now());
  }

  #send(message: ClientMessage): void {
    this.#socket?.send(encodeClientMessage(message));
  }

  /** Datagrams with what is not confirmed, until it is. */
  #sendPending(): void {
    const pending = this.#own?.pending ?? [];
    this.#isResending = this.#socket?.transport === "webtransport" && pending.length > 0;
    if (!this.#isResending) return;
    this.#socket?.sendDatagram?.(encodeInputsDatagram(pending));
    this.#runtime.later(RESEND_MS, () => this.#sendPending());
  }

  #lost(code: number, text: string): void {
    const wasFleeting = this.transport === "webtransport";
    this.#socket = null;
    this.#cancelPing();
    this.#underWay.lost();
    const reason = reasonOf(code);
    this.#events.emit("close", { code, reason, text });
    if (FINAL.has(reason)) {
      return this.#finish(reason, text === "" && reason !== "unknown" ? CLOSE_REASONS[reason].text : text);
    }
    // A way that was cut is not taken again at once; the other one is.
    const isCut = wasFleeting && reason === "unknown";
    if (isCut) this.#dialer.avoid();
    if (reason !== "unknown") this.#cause = reason;
    const attempt = this.#attempt++;
    const wait = isCut && attempt === 0 ? 0 : backoffMs(attempt, this.#runtime.chance());
    this.#setState({ name: "reconnecting", at: this.#runtime.now() + wait, reason: text, cause: this.#cause });
    this.#cancelRetry = this.#runtime.later(wait, () => this.#open());
  }

  #finish(reason: CloseReason | "unknown", text: string): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#cancelRetry();
    this.#cancelPing();
    this.#underWay.lost();
    this.#catalog.close();
    socket?.close(1000, "");
    if (this.#state.name !== "closed") this.#setState({ name: "closed", reason, text });
  }

  #receive(bytes: Uint8Array): void {
    this.#silence?.heard();
    try {
      const message = decodeServerMessage(bytes);
      if (message.type === "frame") this.#takeFrame(message, bytes.length);
      else this.#takeMessage(message);
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      // What cannot be read leaves us with a picture that is no longer true: begin anew.
      const socket = this.#socket;
      this.#lost(1006, `A message of the server could not be read: ${error.message}.`);
      socket?.close();
    }
  }

  #takeMessage(message: ServerMessage): void {
    switch (message.type) {
      case "welcome":
        return this.#takeWelcome(message);
      case "signedIn":
      case "characters":
      case "refused":
        return this.#identity.take(message);
      case "entered":
        return this.#enter(message);
      case "placed": {
        const { tick, x, y } = message;
        this.#own?.place(standingAt(tick, x, y));
        this.#routed = false;
        return this.#events.emit("placed", { x, y });
      }
      case "pong": {
        const now = this.#runtime.now();
        this.#clock?.measured(now - message.time, now);
        this.#clock?.heard(message.tick, now, false);
        return;
      }
      case "line":
        return this.#events.emit("line", message);
      case "wayFound":
        if (!message.found) this.#routed = false;
        return this.#events.emit("wayFound", message);
      case "done":
      case "refusedAction":
        return this.#underWay.answer(message);
      case "own":
        if (!this.#ownState.take(message)) return;
        if (message.topic === "gait") this.#takeGait();
        return this.#events.emit("own", message);
    }
  }

  #takeGait(): void {
    const gait = this.#ownState.maps.gait.get(ONLY_KEY);
    if (gait === undefined || this.#own === null) return;
    if (gait.led) this.#routed = false;
    this.#own.goAs(gait);
    // What was predicted since is predicted anew, be there news of the body or not.
    const truth = this.#sight?.truthOf(this.#ownId, this.#frameTick) ?? null;
    if (truth !== null) this.#own.reconcile(truth, null);
  }

  #takeWelcome(welcome: Welcome): void {
    this.#welcome = welcome;
    this.#clock = new ServerClock(welcome.tickRate, welcome.flushTicks);
    const { makeFooting } = this.#options;
    const { content, seed, terrainVersion } = welcome;
    const footingOf = `${seed} ${content}`;
    if (makeFooting !== undefined && this.#footingOf !== footingOf) {
      this.#footingOf = footingOf;
      this.#footing = EVEN_FOOTING;
      this.#catalog.await(content, (catalog) => this.#standOn(makeFooting(seed, terrainVersion, catalog), catalog));
    }
    this.#ping();
    this.#events.emit("welcome", welcome);
    this.#identity.greeted();
  }

  #standOn(footing: Footing, catalog: Catalog | null): void {
    this.#footing = this.#inTheWay.on(footing, catalog);
    this.#own?.standOn(this.#footing);
  }

  #enter({ entity, tick, x, y }: Extract<ServerMessage, { type: "entered" }>): void {
    const { tickRate, flushTicks } = this.#welcome!;
    this.#ownId = entity;
    this.#ownState.clear();
    this.#own = new OwnBody(standingAt(tick, x, y), tickRate, this.#footing);
    this.#routed = false;
    this.#attempt = 0;
    this.#cause = "unknown";
    this.#heardTick = -1;
    this.#sight = new Sight(tickRate, flushTicks, eventsOfSight(this.#events));
    this.#clock!.heard(tick, this.#runtime.now(), false);
    this.#setState({ name: "playing" });
    this.#events.emit("entered", { entity, x, y });
  }

  #takeDatagram(bytes: Uint8Array): void {
    if (this.#sight === null || this.#state.name !== "playing") return;
    const tick = this.#sight.foretell(bytes, this.#ownId);
    this.#silence?.heard();
    if (tick === null || tick <= this.#heardTick) return;
    this.#heardTick = tick;
    this.#clock!.heard(tick, this.#runtime.now(), true);
  }

  #takeFrame(frame: Frame, bytes: number): void {
    const [now, clock] = [this.#runtime.now(), this.#clock!];
    // A frame whose datagram came first tells nothing of the way: the stream may have waited for a lost packet.
    if (frame.tick > this.#heardTick) clock.heard(frame.tick, now, true);
    this.#heardTick = Math.max(this.#heardTick, frame.tick);
    this.#frameTick = frame.tick;
    if (frame.input !== null) clock.applied(frame.input.lead, now);
    const wasCrowded = this.isCrowded;
    const ownMoved = this.#sight?.take(frame, this.#ownId) ?? null;
    if (this.#sight?.objectsChanged) this.#inTheWay.see(this.#sight.objects());
    if (this.isCrowded !== wasCrowded) this.#events.emit("crowded", { crowded: !wasCrowded });
    if (this.#sight?.toldLate) clock.toldLate(now);
    if (this.#own !== null && (ownMoved !== null || frame.input !== null)) {
      const truth = ownMoved ?? this.#sight?.truthOf(this.#ownId, frame.tick) ?? null;
      if (truth !== null) this.#own.reconcile(truth, frame.input?.sequence ?? null);
    }
    if (frame.slowed !== null) this.#events.emit("slowed", { slowed: frame.slowed !== SLOWED.no });
    for (const message of frame.messages) this.#takeMessage(message);
    this.#events.emit("frame", { tick: frame.tick, bytes });
  }
}
