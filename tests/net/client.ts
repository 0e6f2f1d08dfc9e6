/** A client for tests: keeps what it hears and a replica of what it sees, in either subprotocol. */
import { CellReplica, entityX, entityY } from "../../net/replica.ts";
import {
  type ClientMessage,
  decodeServerJson,
  decodeServerMessage,
  encodeClientJson,
  encodeClientMessage,
  type Frame,
  type JsonFrame,
  type ServerMessage,
} from "../../net/protocol/mod.ts";
import type { Speech } from "../../net/transport/connection.ts";

/** What a client needs of its connection. */
export interface Wire {
  send(message: Uint8Array | string): void;
}

export class TestClient {
  readonly speech: Speech;
  readonly wire: Wire;
  /** Messages, those within frames included. */
  readonly messages: ServerMessage[] = [];
  readonly frames: Frame[] = [];
  readonly jsonFrames: JsonFrame[] = [];
  readonly said: string[] = [];
  readonly replica: CellReplica;
  closed: { code: number; text: string } | null = null;
  #sequence = 0;

  constructor(speech: Speech, wire: Wire, tickRate = 20) {
    this.speech = speech;
    this.wire = wire;
    this.replica = new CellReplica(tickRate, {
      happened: (happening) => {
        if (happening.type === "said") this.said.push(happening.text);
      },
    });
  }

  send(message: ClientMessage): void {
    this.wire.send(this.speech === "json" ? encodeClientJson(message) : encodeClientMessage(message));
  }

  /** Hears the server. */
  hear(data: Uint8Array | string): void {
    if (typeof data === "string") {
      const message = decodeServerJson(data);
      if (message.type !== "frame") this.messages.push(message);
      else {
        this.jsonFrames.push(message);
        this.messages.push(...message.messages);
      }
      return;
    }
    const message = decodeServerMessage(data);
    if (message.type !== "frame") {
      this.messages.push(message);
      return;
    }
    this.frames.push(message);
    this.messages.push(...message.messages);
    if (!this.replica.take(message)) throw new Error(`a block of a cell that was never told whole`);
  }

  /** The last message of a type. */
  last<Type extends ServerMessage["type"]>(type: Type): Extract<ServerMessage, { type: Type }> | undefined {
    return this.messages.findLast((message) => message.type === type) as Extract<ServerMessage, { type: Type }>;
  }

  get entity(): number {
    return this.last("entered")?.entity ?? -1;
  }

  /** Cells it holds, as "x y", sorted. */
  get cells(): string[] {
    return [...this.replica.cells.values()].map(({ x, y }) => `${x} ${y}`).sort();
  }

  /** Where it sees an entity at a tick, in units. */
  position(entity: number, tick: number): [number, number] | null {
    const seen = this.replica.entities.get(entity);
    return seen === undefined ? null : [entityX(seen, tick, 20), entityY(seen, tick, 20)];
  }

  hello(): void {
    this.send({ type: "hello", protocol: 1, client: "test" });
  }

  signInAsGuest(name: string): void {
    this.send({ type: "signIn", mode: "guest", name });
  }

  walk(heading: number, speed: number, tick: number): number {
    const sequence = ++this.#sequence;
    this.send({ type: "input", sequence, tick, heading, speed });
    return sequence;
  }
}
