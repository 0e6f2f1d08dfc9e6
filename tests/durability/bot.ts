/** A player that picks up, drops and gives without rest, and remembers what it was told is done. JSON subprotocol. */
import { Prng } from "../../world/base/prng.ts";
import type { Action } from "./acknowledged.ts";

/** What a bot remembers over all of its connections. */
export interface Memory {
  readonly name: string;
  token: string;
  character: number;
  /** Actions that were acknowledged, and those of which nothing was heard when the connection ended. */
  readonly done: Action[];
  readonly unanswered: Action[];
  /** How long acknowledgements took, in milliseconds. */
  readonly ackMs: number[];
}

interface Seen {
  kind: string;
  x: number;
  y: number;
  character: number;
}

const ACT_MS = 120;

// deno-lint-ignore no-explicit-any -- messages as they come: the bot reads what it needs of them.
type Message = any;

/** One connection of a bot. Lives until it ends. */
export class Bot {
  readonly memory: Memory;
  readonly closed: Promise<void>;
  entity = 0;
  readonly carried = new Map<number, number>();
  readonly #socket: WebSocket;
  readonly #prng: Prng;
  readonly #seen = new Map<number, Seen>();
  readonly #slots = new Map<string, number>();
  readonly #waiting = new Map<number, { action: Action; sinceMs: number }>();
  /** Characters of other bots by their entity. */
  readonly #others: ReadonlyMap<number, Bot>;
  #sequence = 0;
  #target = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(url: string, memory: Memory, seed: number, others: Map<number, Bot>) {
    this.memory = memory;
    this.#prng = new Prng(seed);
    this.#others = others;
    this.#socket = new WebSocket(`${url.replace("http:", "ws:")}/play`, "weald.v1.json");
    this.#socket.onopen = () => this.#send({ type: "hello", protocol: 1, client: "durability" });
    this.#socket.onmessage = (event) => {
      this.#hear(JSON.parse(event.data));
      if (this.entity !== 0) others.set(this.entity, this);
    };
    this.closed = new Promise((resolve) => {
      this.#socket.onclose = () => {
        clearInterval(this.#timer);
        for (const { action } of this.#waiting.values()) memory.unanswered.push(action);
        resolve();
      };
    });
    // The close event follows; a server that was killed is no error here.
    this.#socket.onerror = (event) => event.preventDefault?.();
  }

  close(): void {
    this.#socket.close();
  }

  #send(message: Record<string, unknown>): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #hear(message: Message): void {
    switch (message.type) {
      case "welcome": {
        const { token, name } = this.memory;
        this.#send(token === "" ? { type: "signIn", mode: "guest", name } : { type: "signIn", mode: "token", token });
        return;
      }
      case "signedIn":
        this.memory.token = message.token;
        this.memory.character = message.character;
        return;
      case "refused":
        throw new Error(`${this.memory.name} was refused: ${message.reason}`);
      case "entered":
        this.entity = message.entity;
        this.#timer = setInterval(() => this.#act(), ACT_MS);
        return;
      case "own":
        if (message.topic !== "bag") return;
        if (message.key === "") this.carried.clear();
        else this.carried.set(Number(message.key), message.value?.amount ?? 0);
        return;
      case "done":
      case "refusedAction": {
        const waiting = this.#waiting.get(message.sequence);
        this.#waiting.delete(message.sequence);
        if (waiting === undefined) throw new Error(`an answer to ${message.sequence}, which nobody asked`);
        this.memory.ackMs.push(performance.now() - waiting.sinceMs);
        if (message.type === "done") this.memory.done.push(waiting.action);
        return;
      }
      case "frame":
        for (const inner of message.messages) this.#hear(inner);
        for (const cell of message.cells) this.#cell(cell);
        return;
    }
  }

  #cell(cell: Message): void {
    const key = (slot: number) => `${cell.cell} ${slot}`;
    if (cell.keyframe) {
      for (const slot of this.#slots.keys()) if (slot.startsWith(`${cell.cell} `)) this.#slots.delete(slot);
    }
    for (const { slot } of cell.departures) {
      this.#seen.delete(this.#slots.get(key(slot)) ?? 0);
      this.#slots.delete(key(slot));
    }
    for (const { slot, entity, kind, x, y } of cell.arrivals) {
      this.#slots.set(key(slot), entity);
      this.#seen.set(entity, { kind, x, y, character: 0 });
    }
    for (const { slot, x, y } of cell.motions) {
      const seen = this.#seen.get(this.#slots.get(key(slot)) ?? 0);
      if (seen !== undefined) [seen.x, seen.y] = [x, y];
    }
  }

  /** Does one thing: hands on what it has, or goes for something that lies about. */
  #act(): void {
    const own = this.#seen.get(this.entity);
    if (own === undefined) return;
    const near = [...this.#seen].filter(([, { x, y }]) => Math.hypot(x - own.x, y - own.y) < 3);
    const [what] = [...this.carried].find(([, amount]) => amount > 0) ?? [0];
    const chance = this.#prng.below(10);
    const mates = near.flatMap(([entity, { kind }]) => kind === "player" ? this.#others.get(entity) ?? [] : [])
      .filter((bot) => bot !== this && bot.entity !== 0);
    if (what !== 0 && chance < 4 && mates.length > 0) {
      const mate = mates[this.#prng.below(mates.length)]!;
      this.#ask(
        { type: "give", to: mate.entity, what, amount: 1 },
        `given ${what} 1 character ${mate.memory.character}`,
      );
    } else if (what !== 0 && chance < 6) {
      this.#ask({ type: "drop", what, amount: 1 }, `dropped ${what} 1`);
    } else {
      const pile = near.find(([, { kind }]) => kind === "pile")?.[0];
      if (pile !== undefined) return this.#ask({ type: "pickUp", pile }, `picked up pile ${pile}`);
      const away = ([, { x, y }]: [number, Seen]) => Math.hypot(x - own.x, y - own.y);
      const far = [...this.#seen].filter(([, { kind }]) => kind === "pile").sort((a, b) => away(a) - away(b));
      if (far.length === 0 || (this.#target !== 0 && this.#seen.has(this.#target) && chance < 9)) return;
      const [entity, { x, y }] = far[this.#prng.below(Math.min(2, far.length))]!;
      this.#target = entity;
      this.#send({ type: "goTo", sequence: this.#sequence = (this.#sequence + 1) & 0xffff, x, y });
    }
  }

  #ask(message: Record<string, unknown>, action: Action): void {
    if (this.#waiting.size >= 4) return;
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#waiting.set(this.#sequence, { action, sinceMs: performance.now() });
    this.#send({ ...message, sequence: this.#sequence });
  }
}
