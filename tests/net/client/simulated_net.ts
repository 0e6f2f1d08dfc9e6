/**
 * A time and a network of a test's own: a small real world behind a made-up gateway, links that delay and jitter and
 * break, and clients of the SDK at their other ends. One thing happens after the other, in the order of the time that
 * the test lets pass; the same seed, the same run.
 */
import { Prng } from "../../../world/base/prng.ts";
import { ByteWriter } from "../../../world/base/record.ts";
import type { ActionCommand, Command } from "../../../world/commands.ts";
import { CELL_COLUMNS, CELL_UNITS, FLUSH_TICKS } from "../../../world/limits.ts";
import { stepWorld, type World, type WorldOutput } from "../../../world/mod.ts";
import { REFUSALS } from "../../../world/refusals.ts";
import type { Happening } from "../../../world/replication/cell_block.ts";
import { BlockEncoder } from "../../../world/replication/encode.ts";
import type { Terrain } from "../../../world/terrain/types.ts";
import {
  connect,
  type ConnectOptions,
  type Runtime,
  type SocketLike,
  type WealdClient,
} from "../../../net/client/sdk/mod.ts";
import {
  decodeClientMessage,
  encodeServerBody,
  encodeServerMessage,
  SERVER_MESSAGES,
  type ServerMessage,
  writeFrameBlocks,
  writeFrameHead,
} from "../../../net/protocol/mod.ts";
import { makeTestWorld } from "../../world/_fixtures.ts";

export const TICK_RATE = 20;
const TICK_MS = 1000 / TICK_RATE;

/** How a link treats what it carries, one way: milliseconds that everything takes, and up to how many more. */
export interface LinkQuality {
  readonly delayMs: number;
  readonly jitterMs: number;
}

interface Due {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** Time that passes only when told to. */
export class VirtualTime {
  now = 0;
  #due: Due[] = [];
  #order = 0;

  /** Calls `run` in `ms`; what it returns takes that back. */
  later(ms: number, run: () => void): () => void {
    const due = { at: this.now + Math.max(0, ms), order: this.#order++, run };
    this.#due.push(due);
    return () => void (this.#due = this.#due.filter((other) => other !== due));
  }

  /** Lets `ms` pass. */
  pass(ms: number): void {
    const end = this.now + ms;
    while (true) {
      let next: Due | null = null;
      for (const due of this.#due) {
        if (due.at > end) continue;
        if (next === null || due.at < next.at || due.at === next.at && due.order < next.order) next = due;
      }
      if (next === null) break;
      this.#due.splice(this.#due.indexOf(next), 1);
      this.now = next.at;
      next.run();
    }
    this.now = end;
  }
}

/** One connection, with its ends in the client and in the server. */
interface Wire {
  readonly socket: SocketLike;
  session: number;
  bit: number;
  entered: boolean;
  open: boolean;
  lastUp: number;
  lastDown: number;
  input: { sequence: number; lead: number } | null;
  messages: ServerMessage[];
  blocks: Uint8Array[];
  heardFrameAt: number;
}

/** A world, its gateway and its network. */
export class SimulatedNet {
  readonly time = new VirtualTime();
  readonly world: World;
  /** Whether new connections are accepted; turned off, they fail. */
  accepting = true;
  readonly #quality: LinkQuality;
  readonly #random: Prng;
  /** How many sign-ins are refused from now on because the server is busy. */
  busyFor = 0;
  readonly #encoder = new BlockEncoder();
  readonly #wires: Wire[] = [];
  #commands: Command[] = [];
  #sessions = 0;
  #characters = 0;
  #frozen = false;

  constructor(options: { readonly quality: LinkQuality; readonly seed?: number; readonly terrain?: Terrain }) {
    this.#quality = options.quality;
    this.#random = new Prng(options.seed ?? 1);
    this.world = makeTestWorld(options.terrain === undefined ? {} : { terrain: options.terrain });
    this.time.later(TICK_MS, () => this.#tick());
  }

  /** A client of the SDK on this network. */
  connect(options: Partial<ConnectOptions> = {}): WealdClient {
    const { runtime } = this;
    const { swimming } = this.world;
    return connect({ url: "ws://simulated/play", client: "test", makeFooting: () => swimming, runtime, ...options });
  }

  /** What a client runs in here. */
  get runtime(): Runtime {
    return {
      openSocket: () => this.#openSocket(),
      now: () => this.time.now,
      later: (ms, run) => this.time.later(ms, run),
      chance: () => this.#random.u32() / 2 ** 32,
    };
  }

  /** A client that has signed in as a guest and is in the world. */
  play(name: string, options: Partial<ConnectOptions> = {}): WealdClient {
    const client = this.connect(options);
    client.on("state", (state) => {
      if (state.name === "signing in" && !state.waiting) client.signIn({ mode: "guest", name });
    });
    for (let waited = 0; client.state.name !== "playing"; waited++) {
      if (waited > 200) throw new Error(`play as ${name}: still ${client.state.name} after 10 s`);
      this.time.pass(50);
    }
    return client;
  }

  /** Cuts every connection: each end notices after the way that news take. */
  cut(): void {
    for (const wire of [...this.#wires]) this.#end(wire, 1006);
  }

  /** Stops the world and what comes from it; the connections stay open. */
  freeze(): void {
    this.#frozen = true;
  }

  /** Where the world says that an entity is, in metres. */
  truth(client: WealdClient): { x: number; y: number; heading: number; speed: number } {
    const { columns } = this.world.entities.components;
    const index = client.ownId & 0x1ffff;
    const heading = columns.heading[index]!;
    const speed = columns.speed[index]!;
    return { x: columns.originX[index]! / 256, y: columns.originY[index]! / 256, heading, speed };
  }

  /** Something happens where an entity is. */
  happen(entity: number, happening: Happening): void {
    this.#encoder.happened(this.world.entities.derived.columns.cellPlusOne[entity & 0x1ffff]! - 1, happening);
  }

  #delay(): number {
    return this.#quality.delayMs + this.#random.u32() / 2 ** 32 * this.#quality.jitterMs;
  }

  #openSocket(): SocketLike {
    const socket: SocketLike = {
      binaryType: "",
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
      send: (data) => this.#up(wire, data),
      close: () => this.#end(wire, 1000),
    };
    const wire: Wire = {
      ...{ socket, session: 0, bit: 0, entered: false, open: true, lastUp: 0, lastDown: 0 },
      ...{ input: null, messages: [], blocks: [], heardFrameAt: 0 },
    };
    this.time.later(this.#delay() * 2, () => {
      if (!this.accepting) return this.#end(wire, 1006);
      this.#wires.push(wire);
      socket.onopen?.();
    });
    return socket;
  }

  /** A stream: what was sent later never comes sooner. */
  #up(wire: Wire, data: Uint8Array): void {
    if (!wire.open || this.#frozen) return;
    wire.lastUp = Math.max(wire.lastUp, this.time.now + this.#delay());
    const bytes = data.slice();
    this.time.later(wire.lastUp - this.time.now, () => {
      if (wire.open) this.#receive(wire, bytes);
    });
  }

  #down(wire: Wire, bytes: Uint8Array<ArrayBuffer>): void {
    wire.lastDown = Math.max(wire.lastDown, this.time.now + this.#delay());
    this.time.later(wire.lastDown - this.time.now, () => {
      if (wire.open) wire.socket.onmessage?.({ data: bytes.buffer });
    });
  }

  #end(wire: Wire, code: number): void {
    if (!wire.open) return;
    wire.open = false;
    const at = this.#wires.indexOf(wire);
    if (at >= 0) this.#wires.splice(at, 1);
    if (wire.session !== 0) this.#commands.push({ type: "leave", session: wire.session, atOnce: false });
    if (wire.bit !== 0) this.#encoder.forget(wire.bit);
    this.time.later(this.#delay(), () => wire.socket.onclose?.({ code, reason: "" }));
  }

  #receive(wire: Wire, bytes: Uint8Array): void {
    const decoded = decodeClientMessage(bytes);
    if (!decoded.ok) throw new Error(`read a client's message: ${decoded.text}`);
    const { message } = decoded;
    const { session } = wire;
    switch (message.type) {
      case "hello":
        return this.#down(wire, encodeServerMessage(this.#welcome()));
      case "signIn": {
        if (this.busyFor > 0) {
          this.busyFor--;
          const text = "Many people are signing in just now. Try again in a moment.";
          return this.#down(wire, encodeServerMessage({ type: "refused", reason: "busy", text }));
        }
        const character = message.mode === "token" ? Number(message.token) : ++this.#characters;
        const name = message.mode === "guest" ? message.name ?? "" : `Person ${character}`;
        const token = String(character);
        this.#down(wire, encodeServerMessage({ type: "signedIn", name, character, guest: true, look: 0, token }));
        wire.session = ++this.#sessions;
        wire.bit = 1 << wire.session;
        this.#commands.push({ type: "enter", account: 0, session: wire.session, character, name, look: 0 });
        return;
      }
      case "input":
        return void this.#commands.push({
          ...{ type: "input", session, sequence: message.sequence, atTick: message.tick },
          ...{ heading: message.heading, speed: message.speed },
        });
      case "say":
        return void this.#commands.push({ type: "say", session, text: message.text });
      case "goTo":
        return void this.#commands.push({
          ...{ type: "goTo", session, sequence: message.sequence },
          ...{ x: Math.round(message.x * 256), y: Math.round(message.y * 256) },
        });
      case "ping":
        return this.#down(wire, encodeServerMessage({ type: "pong", time: message.time, tick: this.world.tick }));
      case "signOut":
        this.#commands.push({ type: "leave", session, atOnce: true });
        return this.#end(wire, 4011);
      default:
        // An action: its command has the message's fields and the session.
        return void this.#commands.push({ ...message, session } as unknown as ActionCommand);
    }
  }

  #welcome(): ServerMessage {
    return {
      ...{ type: "welcome", protocol: 1, world: "Test", version: "0", tickRate: TICK_RATE, flushTicks: FLUSH_TICKS },
      ...{ seed: 1, terrainVersion: 1, dayTicks: 48_000, content: "c0ffee", online: this.#wires.length },
    };
  }

  #tick(): void {
    if (this.#frozen) return;
    this.time.later(TICK_MS, () => this.#tick());
    const commands = this.#commands;
    this.#commands = [];
    stepWorld(this.world, commands, this.#output);
    if (this.world.tick % FLUSH_TICKS === 0) this.#flush();
  }

  readonly #output: WorldOutput = {
    entered: (session, _character, entity, space, x, y) => {
      const wire = this.#wireOf(session);
      if (wire === undefined) return;
      wire.entered = true;
      this.#watchAround(wire.bit, x, y);
      const { tick } = this.world;
      this.#down(wire, encodeServerMessage({ type: "entered", entity, tick, space, x: x / 256, y: y / 256 }));
    },
    applied: (session, sequence, lead) => {
      const wire = this.#wireOf(session);
      if (wire !== undefined) wire.input = { sequence, lead };
    },
    placed: () => {},
    undone: () => {},
    close: () => {},
    line: () => {},
    wayFound: (session, sequence, found, reason) => {
      this.#wireOf(session)?.messages.push({ type: "wayFound", sequence, found, reason });
    },
    done: (session, sequence) => void this.#wireOf(session)?.messages.push({ type: "done", sequence }),
    refusedAction: (session, sequence, reason) =>
      void this.#wireOf(session)?.messages.push({ type: "refusedAction", sequence, reason, text: REFUSALS[reason] }),
    own: (session, changes) => {
      for (const change of changes) this.#wireOf(session)?.messages.push({ type: "own", ...change });
    },
    happened: (cell, happening) => this.#encoder.happened(cell, happening),
  };

  #wireOf(session: number): Wire | undefined {
    return this.#wires.find((wire) => wire.session === session);
  }

  #watchAround(bit: number, x: number, y: number): void {
    const column = Math.floor(x / CELL_UNITS);
    const row = Math.floor(y / CELL_UNITS);
    for (let atRow = row - 5; atRow <= row + 5; atRow++) {
      for (let at = column - 5; at <= column + 5; at++) this.#encoder.watch(bit, atRow * CELL_COLUMNS + at);
    }
  }

  #flush(): void {
    this.#encoder.flush(this.world, (bytes, mask) => {
      for (const wire of this.#wires) if ((wire.bit & mask) !== 0) wire.blocks.push(bytes.slice());
    });
    for (const wire of this.#wires) {
      if (!wire.entered) continue;
      const isNews = wire.blocks.length > 0 || wire.messages.length > 0 || wire.input !== null;
      if (!isNews && this.time.now - wire.heardFrameAt < 1000) continue;
      wire.heardFrameAt = this.time.now;
      const writer = new ByteWriter();
      const messages = wire.messages.map((message) => ({
        id: SERVER_MESSAGES[message.type],
        body: encodeServerBody(message),
      }));
      writeFrameHead(writer, {
        tick: this.world.tick,
        reset: false,
        input: wire.input,
        forget: [],
        messages,
        slowed: null,
        crowd: false,
        earlier: [],
      });
      writeFrameBlocks(writer, wire.blocks);
      wire.blocks = [];
      wire.messages = [];
      wire.input = null;
      this.#down(wire, writer.view().slice() as Uint8Array<ArrayBuffer>);
    }
  }
}
