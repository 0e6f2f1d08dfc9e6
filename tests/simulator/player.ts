/** A player of the simulator: the protocol's codec and a replica of what it was told, on a connection with a delay. */
import { SendRates } from "../../net/client/sdk/send_rates.ts";
import type { ActionFields, ActionName } from "../../world/actions.ts";
import type { Prng } from "../../world/base/prng.ts";
import type { OwnValue, TopicName } from "../../world/topics.ts";
import type { CloseReason } from "../../net/close_reasons.ts";
import { CLOSE_REASONS } from "../../net/close_reasons.ts";
import {
  type ClientMessage,
  decodeServerMessage,
  encodeClientMessage,
  encodeInputsDatagram,
  type Frame,
  type ServerMessage,
} from "../../net/protocol/mod.ts";
import { CellReplica } from "../../net/replica.ts";
import type { MemoryPeer } from "../../net/transport/memory_connection.ts";
import type { Action } from "../durability/acknowledged.ts";
import { SIMULATED, type SimulatedServer } from "./server.ts";
import type { SimulatedTime } from "./time.ts";

/** Who somebody is, from one connection to the next. */
export interface Person {
  name: string;
  /** "" before the first sign-in. */
  token: string;
  character: number;
  /** The name that was asked for last, or "". */
  asked: string;
  /** How often, over all connections. */
  asks: number;
  /** Actions that were acknowledged, and those of which nothing was heard, as the ledger has them. */
  readonly done: Action[];
  readonly unanswered: Action[];
}

/** Somebody who was never here. */
export function makePerson(name: string): Person {
  return { name, token: "", character: 0, asked: "", asks: 0, done: [], unanswered: [] };
}

/** Delay of a connection at most, in milliseconds each way; now and then something takes longer. */
const DELAY_MS_MAX = 150;
const LATE_MS_MAX = 1_500;
const DATAGRAM_BYTES_MAX = 1_200;
const PING_MS = 5_000;
const NOTHING: ReadonlyMap<string, OwnValue> = new Map();

/** One connection of somebody. Lifetime: until it ends. */
export class Player {
  readonly person: Person;
  state: "connecting" | "playing" | "closed" = "connecting";
  closedBecause: CloseReason | "" = "";
  entity = 0;
  replica = new CellReplica(SIMULATED.tickRate);
  /** Tick of the newest frame. */
  tick = 0;
  /** What it was told that it carries: amounts by the number of the thing. */
  readonly bag = new Map<number, number>();
  /** All that it was told of its own: values by key, by topic. */
  readonly #own = new Map<string, Map<string, OwnValue>>();
  /** Actions that were not answered yet, by their sequence: which, and how the ledger would have it. */
  readonly asked = new Map<number, { readonly name: ActionName; readonly action: Action }>();
  /** The connection is lost when so many messages more have come. */
  dropsAfter = Infinity;
  readonly #time: SimulatedTime;
  readonly #peer: MemoryPeer;
  readonly #server: SimulatedServer;
  readonly #prng: Prng;
  readonly #delayMs: number;
  readonly #hasDatagrams: boolean;
  /** When the last message gets there, each way: later ones do not come before it. */
  #sentUntilMs = 0;
  #heardUntilMs = 0;
  readonly #arriving: Uint8Array[] = [];
  readonly #rates = new SendRates();
  #sequence = 0;
  #asked = 0;
  readonly #done: (name: ActionName) => void;
  /** The name was asked for on an earlier connection already. */
  #isRepeated = false;
  #ping: number | undefined;

  /** `done` is called with the name of each action that was done. */
  constructor(
    options: {
      time: SimulatedTime;
      prng: Prng;
      server: SimulatedServer;
      person: Person;
      done: (name: ActionName) => void;
    },
  ) {
    const { time, prng, server, person, done } = options;
    this.#server = server;
    this.#done = done;
    this.person = person;
    this.#time = time;
    this.#prng = prng;
    this.#delayMs = prng.below(DELAY_MS_MAX + 1);
    this.#hasDatagrams = prng.below(2) === 0;
    this.#peer = server.connect("192.0.2.1", this.#hasDatagrams ? DATAGRAM_BYTES_MAX : 0);
    this.#peer.onMessage = (message) => {
      if (typeof message === "string") throw new Error(`a binary client was sent text: ${message}`);
      this.#arriving.push(message.slice());
      this.#heardUntilMs = Math.max(this.#heardUntilMs, time.nowMs + this.#delay());
      time.after(this.#heardUntilMs - time.nowMs, () => this.#takeOne());
    };
    this.#peer.onClosed = (code) => this.#closed(code);
    this.send({ type: "hello", protocol: 1, client: "simulator" });
    this.#ping = time.after(PING_MS, () => this.send({ type: "ping", time: 0 }), PING_MS);
  }

  /** Sends after the connection's delay. */
  send(message: ClientMessage): void {
    const bytes = encodeClientMessage(message);
    this.#sentUntilMs = Math.max(this.#sentUntilMs, this.#time.nowMs + this.#delay());
    this.#time.after(this.#sentUntilMs - this.#time.nowMs, () => {
      if (this.state !== "closed") this.#peer.send(bytes);
    });
  }

  #delay(): number {
    return this.#delayMs + (this.#prng.below(50) === 0 ? this.#prng.below(LATE_MS_MAX) : this.#prng.below(10));
  }

  /** Sends an input by datagrams besides: lost, doubled, late and out of order. */
  #sendDatagram(input: Extract<ClientMessage, { type: "input" }>): void {
    const bytes = encodeInputsDatagram([input]);
    for (let copies = this.#prng.below(3); copies > 0; copies--) {
      this.#time.after(this.#prng.below(2 * DELAY_MS_MAX), () => {
        if (this.state !== "closed") this.#peer.sendDatagram(bytes);
      });
    }
  }

  walk(heading: number, speed: number): void {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    // About when it will arrive, sometimes early, sometimes late.
    const tick = this.tick + Math.round(this.#delayMs / 25);
    const input = { type: "input", sequence: this.#sequence, tick, heading, speed } as const;
    if (this.#hasDatagrams) this.#sendDatagram(input);
    this.send(input);
  }

  goTo(x: number, y: number): void {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.send({ type: "goTo", sequence: this.#sequence, x, y });
  }

  /** What it was told of its own in a topic, by key. */
  topic(name: TopicName): ReadonlyMap<string, OwnValue> {
    return this.#own.get(name) ?? NOTHING;
  }

  /** Does an action that the ledger is not asked for; `fields` are its own. */
  say<Name extends ActionName>(name: Name, fields: ActionFields<Name>): void {
    this.act(name, fields, "");
  }

  /**
   * Does an action; `fields` are its own, `action` is how the ledger would have it. One too many in a short time it
   * leaves, as any client does: while nothing is answered, a bot would choose its class again and again.
   */
  act<Name extends ActionName>(name: Name, fields: ActionFields<Name>, action: Action): void {
    if (!this.#rates.maySend(name, this.#time.nowMs)) return;
    this.#asked = (this.#asked + 1) & 0xffff;
    this.asked.set(this.#asked, { name, action });
    this.send({ type: name, sequence: this.#asked, ...fields } as unknown as ClientMessage);
  }

  /** The connection is lost, without a word. */
  drop(): void {
    this.#peer.close(1006);
    this.#end("");
  }

  /** The server is no more: nothing comes, and nobody says so. */
  abandon(): void {
    this.#end("");
  }

  /** Reads no more, or reads on. */
  pause(): void {
    this.#peer.pause();
  }
  resume(): void {
    this.#peer.resume();
  }

  /** Takes in at once what is on its way, for checks. */
  takeAll(): void {
    while (this.#arriving.length > 0) this.#takeOne();
  }

  #takeOne(): void {
    const bytes = this.#arriving.shift();
    if (bytes === undefined || this.state === "closed") return;
    this.#take(decodeServerMessage(bytes));
    if (--this.dropsAfter <= 0) this.drop();
  }

  #take(message: ServerMessage | Frame): void {
    const { person } = this;
    switch (message.type) {
      case "welcome":
        if (person.token === "") {
          this.#isRepeated = person.asked === person.name;
          person.asks = this.#isRepeated ? person.asks + 1 : 1;
          person.asked = person.name;
          this.send({ type: "signIn", mode: "guest", name: person.name, look: 5 });
        } else this.send({ type: "signIn", mode: "token", token: person.token });
        return;
      case "signedIn":
        if (person.character !== 0 && person.character !== message.character) {
          throw new Error(`${person.name} signed in as character ${message.character}, was ${person.character}`);
        }
        person.token = message.token;
        person.character = message.character;
        return;
      case "refused":
        if (message.reason === "name-taken" && person.token === "" && this.#isRepeated) {
          // The answer to an earlier request was lost with its connection: the account is there, and nobody has its token.
          person.name += "z";
          return this.drop();
        }
        // Asked for on two connections at once, and the later one was heard first: it may have its token soon.
        if (message.reason === "name-taken" && person.token === "" && person.asks > 1) return this.drop();
        // A disk that takes nothing takes no new account either.
        if (message.reason === "closed" && person.token === "" && this.#server.tolerates) return this.drop();
        throw new Error(`${person.name} was refused: ${message.reason} (token: ${person.token !== ""})`);
      case "entered":
        this.state = "playing";
        this.entity = message.entity;
        return;
      case "frame":
        return this.#frame(message);
      case "own":
        return this.#takeOwn(message);
      case "done":
      case "refusedAction":
        return this.#answered(message.type === "done", message.sequence);
      case "line":
      case "pong":
      case "wayFound":
        return;
    }
  }

  #answered(isDone: boolean, sequence: number): void {
    const asked = this.asked.get(sequence);
    if (asked === undefined) {
      throw new Error(`${this.person.name} got an answer to ${sequence}, which was not asked or is answered`);
    }
    this.asked.delete(sequence);
    if (!isDone) return;
    if (asked.action !== "") this.person.done.push(asked.action);
    this.#done(asked.name);
  }

  #takeOwn({ topic, key, value }: Extract<ServerMessage, { type: "own" }>): void {
    if (!this.#own.has(topic)) this.#own.set(topic, new Map());
    const values = this.#own.get(topic)!;
    if (key === "") values.clear();
    else if (value === null) values.delete(key);
    else values.set(key, value);
    if (topic !== "bag") return;
    if (key === "") this.bag.clear();
    else if (value === null) this.bag.delete(Number(key));
    else this.bag.set(Number(key), Number(value.amount));
  }

  #frame(frame: Frame): void {
    if (frame.tick < this.tick) throw new Error(`a frame of tick ${frame.tick} came after one of ${this.tick}`);
    this.tick = frame.tick;
    for (const message of frame.messages) this.#take(message);
    if (!this.replica.take(frame)) {
      throw new Error(`${this.person.name} got a block of a cell that it does not hold, at tick ${frame.tick}`);
    }
  }

  #closed(code: number): void {
    const reason = (Object.keys(CLOSE_REASONS) as CloseReason[]).find((name) => CLOSE_REASONS[name].code === code);
    this.#end(reason ?? "");
  }

  #end(reason: CloseReason | ""): void {
    if (this.state === "closed") return;
    this.state = "closed";
    this.closedBecause = reason;
    for (const { action } of this.asked.values()) if (action !== "") this.person.unanswered.push(action);
    this.#time.cancel(this.#ping);
  }
}
