/** A player by the JSON subprotocol, for tests of pages: what it sees and carries, and what came of its actions. */
import type { RunningWeald } from "../command_line/weald_process.ts";
import { until } from "./browser.ts";

/** Something in view, in metres. */
export interface Seen {
  readonly id: number;
  readonly kind: string;
  x: number;
  y: number;
}

// deno-lint-ignore no-explicit-any -- messages as they come: a player reads what it needs of them.
type Message = any;

/** How far somebody reaches, with something to spare, in metres. */
const REACH = 2.5;

/** A player in the world. */
export class Player {
  readonly lines: { readonly kind: string; readonly from: string; readonly text: string }[] = [];
  readonly seen = new Map<number, Seen>();
  /** How many of each thing it carries. */
  readonly bag = new Map<number, number>();
  entity = 0;
  readonly #socket: WebSocket;
  readonly #slots = new Map<string, number>();
  readonly #answers = new Map<number, (done: boolean) => void>();
  #sequence = 0;
  #heartbeat: ReturnType<typeof setInterval> | undefined;

  constructor(url: string, name: string) {
    this.#socket = new WebSocket(`${url.replace("http:", "ws:")}/play`, "weald.v1.json");
    this.#socket.onopen = () => this.send({ type: "hello", protocol: 1, client: "page test" });
    this.#socket.onmessage = (event) => this.#hear(JSON.parse(event.data), name);
    this.#socket.onclose = () => clearInterval(this.#heartbeat);
  }

  send(message: Record<string, unknown>): void {
    this.#socket.send(JSON.stringify(message));
  }

  /** Does an action; whether it was done. */
  act(action: { readonly type: string } & Record<string, unknown>): Promise<boolean> {
    const sequence = ++this.#sequence;
    return new Promise((resolve) => {
      this.#answers.set(sequence, resolve);
      this.send({ ...action, sequence });
    });
  }

  /** Walks until it is within reach of something. */
  async walkTo(target: Seen): Promise<void> {
    const isNear = () => {
      const own = this.seen.get(this.entity);
      return own !== undefined && Math.hypot(target.x - own.x, target.y - own.y) < REACH;
    };
    if (isNear()) return;
    this.send({ type: "goTo", sequence: ++this.#sequence, x: target.x, y: target.y });
    await until("it has walked there", isNear, 40);
  }

  /** Everything of a kind in view, nearest first. */
  near(kind: string): Seen[] {
    const own = this.seen.get(this.entity)!;
    const away = ({ x, y }: Seen) => Math.hypot(x - own.x, y - own.y);
    return [...this.seen.values()].filter((one) => one.kind === kind && one.id !== this.entity)
      .sort((a, b) => away(a) - away(b));
  }

  leave(): void {
    this.#socket.close();
  }

  #hear(message: Message, name: string): void {
    switch (message.type) {
      case "welcome":
        return this.send({ type: "signIn", mode: "guest", name });
      case "entered":
        this.entity = message.entity;
        this.#heartbeat = setInterval(() => this.send({ type: "ping", time: 1 }), 3000);
        return;
      case "line":
        this.lines.push(message);
        return;
      case "own":
        if (message.topic !== "bag") return;
        if (message.key === "") this.bag.clear();
        else this.bag.set(Number(message.key), message.value?.amount ?? 0);
        return;
      case "done":
      case "refusedAction":
        this.#answers.get(message.sequence)?.(message.type === "done");
        return;
      case "frame":
        for (const inner of message.messages) this.#hear(inner, name);
        for (const cell of message.cells) this.#cell(cell);
        return;
    }
  }

  #cell(cell: Message): void {
    const key = (slot: number) => `${cell.cell} ${slot}`;
    for (const { slot } of cell.departures) {
      this.seen.delete(this.#slots.get(key(slot)) ?? 0);
      this.#slots.delete(key(slot));
    }
    for (const { slot, entity, kind, x, y } of cell.arrivals) {
      this.#slots.set(key(slot), entity);
      this.seen.set(entity, { id: entity, kind, x, y });
    }
    for (const { slot, x, y } of [...cell.motions, ...cell.turns]) {
      const seen = this.seen.get(this.#slots.get(key(slot)) ?? 0);
      if (seen !== undefined) [seen.x, seen.y] = [x, y];
    }
  }
}

/** Comes in as a guest. */
export async function enterAs(server: RunningWeald, name: string): Promise<Player> {
  const player = new Player(server.url, name);
  await until(`${name} is in the world`, () => player.entity !== 0 && player.seen.has(player.entity));
  return player;
}
