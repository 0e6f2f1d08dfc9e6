/**
 * A player of the play scenario on a connection: it keeps what frames tell, as a page does, and its mind (play/mind.ts)
 * acts by it.
 */
import type { ActionMessage, ActionName } from "../../../../world/actions.ts";
import type { ComponentName } from "../../../../world/components.ts";
import { OwnState } from "../../../../net/client/sdk/own_state.ts";
import type { Frame, ServerMessage } from "../../../../net/protocol/mod.ts";
import { CellReplica, entityX, entityY, type ReplicaEntity } from "../../../../net/replica.ts";
import type { Limbs, Mind, Seen, Senses } from "../play/mind.ts";
import { type Client, countOne, type Counts } from "./client.ts";

/** What an adventurer says to the server. */
export interface Voice {
  /** Sends the walker's heading and speed. */
  input(client: Client): void;
  act(client: Client, message: ActionMessage): void;
}

const SEQUENCES = 1 << 16;

/** Lifetime: one connection. */
export class Adventurer implements Senses, Limbs {
  readonly #client: Client;
  readonly #mind: Mind;
  readonly #voice: Voice;
  readonly #counts: () => Counts;
  readonly #tickRate: number;
  readonly #replica: CellReplica;
  readonly #own = new OwnState();
  /** Names of the actions that are not answered yet, by sequence. */
  readonly #asked = new Map<number, ActionName>();
  #sequence = 0;
  #tick = 0;
  #isAwake = false;
  /** As of the thought under way. */
  x = 0;
  y = 0;
  status = 0;
  healthShare = 0;

  constructor(client: Client, mind: Mind, voice: Voice, counts: () => Counts, tickRate: number) {
    [this.#client, this.#mind, this.#voice] = [client, mind, voice];
    [this.#counts, this.#tickRate] = [counts, tickRate];
    this.#replica = new CellReplica(tickRate);
  }

  /** Takes in a frame. */
  take(frame: Frame): void {
    this.#replica.take(frame);
    this.#tick = frame.tick;
    for (const message of frame.messages) this.hear(message);
  }

  /** Takes in what is told to it alone. */
  hear(message: ServerMessage): void {
    if (message.type === "own") this.#own.take(message);
    if (message.type !== "done" && message.type !== "refusedAction") return;
    const name = this.#asked.get(message.sequence) ?? "unknown";
    this.#asked.delete(message.sequence);
    const { done, notDone } = this.#counts();
    if (message.type === "done") countOne(done, name);
    else countOne(notDone, `${name}: ${message.reason}`);
  }

  /** One thought, at so many seconds of any clock. Returns the seconds until the next. */
  think(seconds: number): number {
    const own = this.#replica.entities.get(this.#client.entity);
    if (own === undefined) return 0.5;
    const at = this.#seen(own);
    [this.x, this.y, this.status] = [at.x, at.y, at.status];
    this.healthShare = numberOf(own, "healthShare");
    if (!this.#isAwake) this.#mind.wake(this);
    this.#isAwake = true;
    return this.#mind.think(this, this, seconds);
  }

  #seen(entity: ReplicaEntity): Seen {
    return {
      id: entity.id,
      species: numberOf(entity, "species"),
      x: entityX(entity, this.#tick, this.#tickRate),
      y: entityY(entity, this.#tick, this.#tickRate),
      status: numberOf(entity, "status"),
      amount: numberOf(entity, "amount"),
    };
  }

  nearest(kind: number, metres: number, fits: (seen: Seen) => boolean): Seen | null {
    let best: Seen | null = null;
    let least = metres * 256;
    for (const entity of this.#replica.entities.values()) {
      if (entity.components.get("kind") !== kind) continue;
      const away = Math.hypot(entity.x - this.x, entity.y - this.y);
      if (away >= least) continue;
      const seen = this.#seen(entity);
      if (fits(seen)) [best, least] = [seen, away];
    }
    return best;
  }

  look(id: number): Seen | null {
    const entity = this.#replica.entities.get(id);
    return entity === undefined ? null : this.#seen(entity);
  }

  talk(): ReturnType<Senses["talk"]> {
    const { dialogue } = this.#own.maps;
    const said = dialogue.get("self");
    if (said === undefined) return null;
    const answers: string[] = [];
    for (let at = 0; dialogue.has(String(at)); at++) answers.push(dialogue.get(String(at))!.text);
    return { list: said.list ?? 0, answers };
  }

  steer(heading: number, speed: number): void {
    const { walker } = this.#client;
    if (walker.heading === heading && walker.speed === speed) return;
    [walker.heading, walker.speed] = [heading, speed];
    this.#counts().inputs++;
    this.#voice.input(this.#client);
  }

  act(...[name, fields]: Parameters<Limbs["act"]>): void {
    const sequence = this.#sequence = (this.#sequence + 1) % SEQUENCES;
    this.#asked.set(sequence, name);
    // The name and its fields belong together; the compiler does not follow that through the list.
    this.#voice.act(this.#client, { type: name, sequence, ...fields } as ActionMessage);
  }
}

function numberOf({ components }: ReplicaEntity, name: ComponentName): number {
  const value = components.get(name);
  return typeof value === "number" ? value : 0;
}
