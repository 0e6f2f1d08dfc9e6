/** A player with the JSON subprotocol and nothing of ours: what anybody could write from docs/protocol.md. */

interface Motion {
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly speed: number;
}

interface Cell {
  readonly cell: readonly [number, number];
  readonly keyframe: boolean;
  readonly departures: readonly { readonly slot: number }[];
  readonly arrivals: readonly ({ readonly slot: number; readonly entity: number } & Motion)[];
  readonly motions: readonly ({ readonly slot: number } & Motion)[];
  readonly turns: readonly ({ readonly slot: number; readonly ago: number } & Motion)[];
  /** Left out where it is the frame's. */
  readonly tick?: number;
  readonly happenings: readonly { readonly entity: number; readonly text: string }[];
}

/** The body that a player got. */
export interface Entered {
  readonly entity: number;
  readonly tick: number;
  readonly x: number;
  readonly y: number;
}

// deno-lint-ignore no-explicit-any -- messages of a foreign program: the tests read what they need of them.
type Message = any;

/** A player in the world. Lives as long as its connection. */
export class JsonPlayer {
  entered!: Entered;
  token = "";
  name = "";
  seed = -1;
  tick = 0;
  /** The newest motion of every entity in view. */
  readonly seen = new Map<number, Motion & { readonly tick: number }>();
  /** What was said, by whom. */
  readonly heard: { readonly entity: number; readonly text: string }[] = [];
  readonly #socket: WebSocket;
  readonly #slots = new Map<string, number>();
  readonly #lines: string[] = [];
  #onMessage = () => {};
  #sequence = 0;
  #closed = "";

  private constructor(url: string) {
    this.#socket = new WebSocket(`${url.replace("http:", "ws:")}/play`, "weald.v1.json");
  }

  /** Connects, signs in and waits for the body. */
  static async enter(url: string, signIn: Record<string, unknown>): Promise<JsonPlayer> {
    const player = new JsonPlayer(url);
    const socket = player.#socket;
    socket.onopen = () => player.#send({ type: "hello", protocol: 1, client: "test" });
    socket.onmessage = (event) => player.#hear(JSON.parse(event.data), signIn);
    socket.onclose = (event) => {
      player.#closed = `${event.code} ${event.reason}`;
      player.#onMessage();
    };
    await player.until("a body", () => player.entered !== undefined);
    return player;
  }

  /** Walks (speed in 1/8 m/s; 0 stands). */
  walk(heading: number, speed: number): void {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#send({ type: "input", sequence: this.#sequence, tick: this.tick, heading, speed });
  }

  say(text: string): void {
    this.#send({ type: "say", text });
  }

  /** Waits until something holds, looking at each message; throws if the connection ends before. */
  async until(what: string, holds: () => boolean): Promise<void> {
    while (!holds()) {
      if (this.#closed !== "") {
        throw new Error(`wait for ${what}: closed (${this.#closed}) after ${this.#lines.join(" ")}`);
      }
      await new Promise<void>((resolve) => this.#onMessage = resolve);
    }
  }

  async leave(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#socket.addEventListener("close", () => resolve()));
    this.#socket.close();
    await closed;
  }

  /** Leaves for good: the body goes at once. */
  async signOut(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#socket.addEventListener("close", () => resolve()));
    this.#send({ type: "signOut" });
    await closed;
  }

  #send(message: Message): void {
    this.#socket.send(JSON.stringify(message));
  }

  #hear(message: Message, signIn: Record<string, unknown>): void {
    this.#lines.push(message.type);
    switch (message.type) {
      case "welcome":
        this.seed = message.seed;
        this.#send({ type: "signIn", ...signIn });
        break;
      case "signedIn":
        this.token = message.token;
        this.name = message.name;
        break;
      case "entered":
        this.entered = message;
        this.tick = message.tick;
        break;
      case "frame":
        this.tick = message.tick;
        for (const cell of message.cells) this.#hearCell(cell);
        break;
    }
    this.#onMessage();
  }

  #hearCell({ cell, departures, arrivals, motions, turns, happenings, tick = this.tick }: Cell): void {
    const name = (slot: number) => `${cell.join()} ${slot}`;
    for (const { slot } of departures) this.#slots.delete(name(slot));
    for (const { slot, entity, ...motion } of arrivals) {
      this.#slots.set(name(slot), entity);
      this.seen.set(entity, { ...motion, tick });
    }
    for (const { slot, ...motion } of motions) {
      const entity = this.#slots.get(name(slot));
      if (entity !== undefined) this.seen.set(entity, { ...motion, tick });
    }
    for (const { slot, ago, x, y, heading, speed } of turns) {
      const entity = this.#slots.get(name(slot));
      if (entity !== undefined) this.seen.set(entity, { x, y, heading, speed, tick: tick - ago });
    }
    for (const { entity, text } of happenings) this.heard.push({ entity, text });
  }
}
