/**
 * The players of one process: connects them at a steady rate, steers them, lets them talk, leave and come back.
 *
 * Light clients read lazily once they play (client_socket.ts), so a tick of the generator is three loops: turns that
 * are due, connections that are due, sockets whose turn to be read it is.
 */
import { Company } from "../play/company.ts";
import type { PlayLore } from "../play/lore.ts";
import { Mind } from "../play/mind.ts";
import { Adventurer } from "./adventurer.ts";
import { type Client, countOne, type Counts, newClient, newCounts } from "./client.ts";
import { ClientSocket, type SocketTarget } from "./client_socket.ts";
import type { PlayEvents, Protocol } from "./protocol.ts";
import { TimingWheel } from "./timing_wheel.ts";
import { nextTurnMs, turn } from "./walker.ts";

/** How the players of a process behave. */
export interface PopulationOptions {
  readonly hostname: string;
  readonly port: number;
  /** Connections opened per second at most. */
  readonly connectsPerSecond: number;
  readonly moving: boolean;
  /** Mean seconds between two things that a player says; 0: nobody talks. */
  readonly sayEverySeconds: number;
  /** How far from home a player walks, in metres. */
  readonly roamMetres: number;
  /** How often a light client's socket is read, in milliseconds. 0: whenever something comes. */
  readonly readEveryMs: number;
  /** This part of the clients (0 to 1) stops reading while the run is measured. */
  readonly deafPart: number;
  /** Players who fight, gather and talk, this part (0 to 1) of them in a fight at any moment; null: they only walk. */
  readonly play: { readonly lore: PlayLore; readonly fightingPart: number } | null;
}

const TICK_MS = 10;
const CONNECTING_MAX = 200;
const PING_MS = 5_000;
/** Who is not in the world after this time gives up and tries again. */
const ENTRY_TIMEOUT_MS = 15_000;
const SAYINGS = ["hello", "which way to the mill?", "over here", "wait for me", "has anyone seen the blue heron?"];

/** An entry of a wheel is a client's number times this, plus the number of its connection modulo this. */
const CONNECTIONS = 1024;

function entryOf(client: Client): number {
  return client.number * CONNECTIONS + client.connection % CONNECTIONS;
}

/** Players of one process. Lifetime: the run. */
export class Population {
  readonly clients: Client[] = [];
  counts: Counts = newCounts();
  /** Milliseconds from connecting to playing, of everyone who came to play since the counters were cleared. */
  entryMs: number[] = [];
  /** How late this process was at each of its own ticks: what it measures is late by as much. */
  lateMs: number[] = [];
  deaf = false;
  /** Who sees to how many fight; null where nobody plays. */
  readonly company: Company | null;
  readonly #options: PopulationOptions;
  readonly #protocol: Protocol;
  readonly #turns = new TimingWheel();
  readonly #talks = new TimingWheel();
  readonly #waits = new TimingWheel();
  readonly #timeouts = new TimingWheel();
  readonly #thoughts = new TimingWheel();
  readonly #waiting: Client[] = [];
  #connectAllowance = 0;
  #connecting = 0;
  #readAt = 0;
  #lastTickMs = performance.now();
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(options: PopulationOptions, makeProtocol: (events: PlayEvents) => Protocol) {
    this.#options = options;
    this.company = options.play === null ? null : new Company(options.play.fightingPart);
    this.#protocol = makeProtocol({
      playing: (client) => this.#playing(client),
      refused: (client, reason, again) => this.#refused(client, reason, again),
      frame: (client, wireBytes) => {
        client.frames++;
        client.bytes += wireBytes;
        this.counts.frames++;
        this.counts.bytes += wireBytes;
      },
      slowed: () => this.counts.slowedFrames++,
      reset: () => this.counts.resets++,
      entering: (client, tickRate) => this.#entering(client, tickRate),
    });
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  /** Players in the world. */
  get playing(): number {
    return this.standing().playing;
  }

  /** Players by where they stand. */
  standing(): Record<Client["state"], number> {
    const counts = { away: 0, connecting: 0, signingIn: 0, playing: 0 };
    for (const { state } of this.clients) counts[state]++;
    return counts;
  }

  /** Adds newcomers; they connect as the rate allows. */
  add(count: number): void {
    for (let left = count; left > 0; left--) {
      const client = newClient(this.clients.length);
      this.clients.push(client);
      this.#waiting.push(client);
    }
  }

  /** Forgets what was counted. */
  clearCounts(): void {
    this.counts = newCounts();
    this.company?.clear();
    this.entryMs = [];
    this.lateMs = [];
    for (const client of this.clients) client.frames = client.bytes = 0;
  }

  /** This many players leave: every second one signs out and comes back as somebody new, the others just drop. */
  churn(count: number): void {
    for (let left = count; left > 0; left--) {
      const client = this.clients[Math.floor(Math.random() * this.clients.length)]!;
      if (client.state !== "playing") continue;
      if (left % 2 === 0) {
        this.#protocol.signOut(client);
        client.socket!.close();
      } else client.socket!.abandon();
      this.#lose(client);
      this.#waiting.push(client);
    }
  }

  /** Everyone's connection is lost at once; all come back as soon as the rate of connecting allows. */
  storm(): void {
    for (const client of this.clients) {
      if (client.state === "away") continue;
      client.socket?.abandon();
      this.#lose(client);
      this.#waiting.push(client);
    }
  }

  /** Ends all connections. */
  stop(): void {
    clearInterval(this.#timer);
    for (const client of this.clients) client.socket?.close();
  }

  /** Whether a client does not read at present. */
  isDeaf(client: Client): boolean {
    return this.deaf && client.number < this.clients.length * this.#options.deafPart;
  }

  #lose(client: Client): void {
    if (client.state === "connecting" || client.state === "signingIn") this.#connecting--;
    client.state = "away";
    client.socket = null;
    client.adventurer = null;
    client.connection++;
  }

  #tick(): void {
    const now = performance.now();
    const elapsedMs = now - this.#lastTickMs;
    this.#lastTickMs = now;
    this.lateMs.push(Math.max(0, elapsedMs - TICK_MS));
    this.#connectDue(elapsedMs);
    this.#turns.run((due) => this.#turnDue(due));
    this.#thoughts.run((due) => this.#thoughtDue(due));
    this.#talks.run((due) => this.#talkDue(due));
    this.#waits.run((due) => this.#waitDue(due));
    this.#timeouts.run((due) => this.#timeoutDue(due));
    this.#readDue(elapsedMs);
  }

  #connectDue(elapsedMs: number): void {
    const { connectsPerSecond } = this.#options;
    this.#connectAllowance = Math.min(
      connectsPerSecond / 5,
      this.#connectAllowance + elapsedMs * connectsPerSecond / 1000,
    );
    while (this.#connectAllowance >= 1 && this.#connecting < CONNECTING_MAX && this.#waiting.length > 0) {
      this.#connectAllowance--;
      this.#connect(this.#waiting.shift()!);
    }
  }

  async #connect(client: Client): Promise<void> {
    client.state = "connecting";
    client.tick = 0;
    client.connectingSince = performance.now();
    this.#connecting++;
    this.#timeouts.add(entryOf(client), ENTRY_TIMEOUT_MS);
    const { connection } = client;
    try {
      const path = await this.#protocol.prepare(client);
      if (client.connection !== connection) return;
      const { hostname, port } = this.#options;
      const target: SocketTarget = { hostname, port, path, subprotocol: this.#protocol.subprotocol };
      client.socket = new ClientSocket({
        wanted: (firstByte, length) => this.#protocol.wanted(client, firstByte, length),
        opened: () => {
          client.state = "signingIn";
          this.#waits.add(entryOf(client), PING_MS);
          this.#protocol.opened(client);
        },
        message: (bytes, wireBytes) => this.#protocol.message(client, bytes, wireBytes),
        closed: (code, reason) => this.#dropped(client, `${code} ${reason}`),
      });
      await client.socket.open(target);
    } catch (error) {
      if (client.connection === connection) {
        this.#dropped(client, error instanceof Error ? error.message : String(error));
      }
    }
  }

  #entering(client: Client, tickRate: number): void {
    const { play } = this.#options;
    if (play === null || this.company === null) return;
    const mind = new Mind(client.number, play.lore, this.company, Math.random);
    client.adventurer = new Adventurer(client, mind, this.#protocol, () => this.counts, tickRate);
  }

  #playing(client: Client): void {
    if (client.state === "playing") return;
    this.#connecting--;
    client.state = "playing";
    client.playingSince = performance.now();
    this.entryMs.push(client.playingSince - client.connectingSince);
    client.socket!.eager = this.#options.readEveryMs === 0;
    if (client.adventurer !== null) this.#thoughts.add(entryOf(client), Math.random() * 1000);
    else this.#turns.add(entryOf(client), this.#options.moving ? nextTurnMs() : Math.random() * PING_MS);
    if (this.#options.sayEverySeconds > 0) this.#talks.add(entryOf(client), this.#nextTalkMs());
  }

  #refused(client: Client, reason: string, again: () => void): void {
    countOne(this.counts.refused, reason);
    client.refusals++;
    const { connection } = client;
    setTimeout(() => {
      if (client.connection === connection) again();
    }, 1_100 + Math.random() * 1_000);
  }

  #dropped(client: Client, why: string): void {
    countOne(this.counts.dropped, why);
    this.#lose(client);
    setTimeout(() => this.#waiting.push(client), 1_000);
  }

  #nextTalkMs(): number {
    return -Math.log(1 - Math.random()) * this.#options.sayEverySeconds * 1000;
  }

  /** The client of a wheel's entry, unless the entry is of an earlier connection. */
  #dueClient(due: number): Client | null {
    const client = this.clients[Math.floor(due / CONNECTIONS)]!;
    return client.connection % CONNECTIONS === due % CONNECTIONS ? client : null;
  }

  #turnDue(due: number): void {
    const client = this.#dueClient(due);
    if (client?.state !== "playing") return;
    if (this.#options.moving) {
      turn(client.walker, this.#options.roamMetres);
      this.#protocol.input(client);
      this.counts.inputs++;
      this.#turns.add(entryOf(client), nextTurnMs());
    } else {
      this.#protocol.ping(client);
      this.#turns.add(entryOf(client), PING_MS);
    }
  }

  #thoughtDue(due: number): void {
    const client = this.#dueClient(due);
    if (client?.state !== "playing" || client.adventurer === null) return;
    const seconds = client.adventurer.think(performance.now() / 1000);
    this.#thoughts.add(entryOf(client), seconds * 1000);
  }

  /** Who waits for being let in says that it is there; so does who plays, and may stand still for long. */
  #waitDue(due: number): void {
    const client = this.#dueClient(due);
    if (client?.state !== "signingIn" && (client?.state !== "playing" || client.adventurer === null)) return;
    this.#protocol.ping(client);
    this.#waits.add(entryOf(client), PING_MS);
  }

  #timeoutDue(due: number): void {
    const client = this.#dueClient(due);
    if (client?.state !== "connecting" && client?.state !== "signingIn") return;
    client.socket?.abandon();
    this.#dropped(client, `no answer within ${ENTRY_TIMEOUT_MS / 1000} s, while ${client.state}`);
  }

  #talkDue(due: number): void {
    const client = this.#dueClient(due);
    if (client?.state !== "playing") return;
    this.#protocol.say(client, SAYINGS[Math.floor(Math.random() * SAYINGS.length)]!);
    this.counts.said++;
    this.#talks.add(entryOf(client), this.#nextTalkMs());
  }

  #readDue(elapsedMs: number): void {
    const { length } = this.clients;
    const { readEveryMs } = this.#options;
    if (readEveryMs === 0) return;
    let left = Math.min(length, Math.ceil(length * elapsedMs / readEveryMs));
    while (left-- > 0) {
      this.#readAt = (this.#readAt + 1) % length;
      const client = this.clients[this.#readAt]!;
      if (client.state === "playing" && !this.isDeaf(client)) client.socket!.readNow();
    }
  }
}
