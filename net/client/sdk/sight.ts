/** Everything in view: what the frames said of it, and where each mover is shown at a moment. */
import { MalformedError } from "../../../world/base/record.ts";
import { SPEED_STEPS_PER_METRE_PER_SECOND } from "../../../world/base/space.ts";
import {
  ACTIVITIES,
  type Activity,
  type ComponentName,
  type Kind,
  KINDS,
  type Presence,
  PRESENCES,
} from "../../../world/components.ts";
import { type Frame, happeningToJson, type JsonHappening, readMotions } from "../../protocol/mod.ts";
import { CellReplica, entityX, entityY, type ReplicaEntity } from "../../replica.ts";
import type { SeenObject } from "./barriers.ts";
import type { BodyTruth } from "./own_body.ts";
import { type Said, Track } from "./others.ts";
import type { Emitter } from "./events.ts";
import type { ClientEvents, SeenEntity } from "./types.ts";

/** Told of comings, goings, words and whatever else happens. */
export interface SightListener {
  arrive(id: number): void;
  depart(id: number): void;
  said(id: number, name: string, text: string): void;
  /** Whatever else happened once; outcomes and events are words. */
  happened(happening: Exclude<JsonHappening, { type: "said" }>): void;
}

/** A listener that tells a client's events. */
export function eventsOfSight(events: Emitter<ClientEvents>): SightListener {
  return {
    arrive: (id) => events.emit("arrive", { id }),
    depart: (id) => events.emit("depart", { id }),
    said: (entity, name, text) => events.emit("said", { entity, name, text }),
    happened: (happening) => events.emit(happening.type, happening as never),
  };
}

/** The own character as predicted. Metres, heading, metres per second. */
export interface OwnPlace {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly speed: number;
}

/** A `SeenEntity` that can be written. */
interface Seen {
  id: number;
  kind: Kind;
  name: string;
  look: number;
  activity: Activity;
  presence: Presence;
  thing: number;
  amount: number;
  species: number;
  level: number;
  healthShare: number;
  status: number;
  gear: number;
  aura: number;
  x: number;
  y: number;
  heading: number;
  speed: number;
}

interface Entry {
  readonly entity: ReplicaEntity;
  readonly track: Track;
  readonly seen: Seen;
}

/** What is in view since the character entered. */
export class Sight {
  readonly #replica: CellReplica;
  readonly #tickRate: number;
  readonly #flushTicks: number;
  readonly #entries = new Map<number, Entry>();
  #moved = new Set<number>();
  #toldLate = false;
  #objectsChanged = true;
  #frameTick = 0;

  constructor(tickRate: number, flushTicks: number, listener: SightListener) {
    this.#tickRate = tickRate;
    this.#flushTicks = flushTicks;
    this.#replica = new CellReplica(tickRate, {
      appeared: (entity) => {
        this.#moved.add(entity.id);
        const track = new Track(saidOf(entity), tickRate, flushTicks);
        const seen = makeSeen(entity);
        this.#entries.set(entity.id, { entity, track, seen });
        if (seen.kind === "object") this.#objectsChanged = true;
        listener.arrive(entity.id);
      },
      moved: (entity) => {
        this.#moved.add(entity.id);
        if (entity.tick < this.#frameTick) this.#toldLate = true;
        this.#entries.get(entity.id)?.track.say(saidOf(entity));
      },
      changed: (entity) => {
        const entry = this.#entries.get(entity.id);
        if (entry !== undefined) writeComponents(entry.seen, entity);
      },
      vanished: (entity) => {
        if (this.#entries.get(entity.id)?.seen.kind === "object") this.#objectsChanged = true;
        this.#entries.delete(entity.id);
        listener.depart(entity.id);
      },
      happened: (happening) => {
        const told = happeningToJson(happening);
        if (told.type !== "said") return listener.happened(told);
        listener.said(told.entity, this.#entries.get(told.entity)?.seen.name ?? "", told.text);
      },
    });
  }

  /** Whether the last frame told of motions as of the flush before its own. */
  get toldLate(): boolean {
    return this.#toldLate;
  }

  /** Whether so many are in view that those far off are told by steps. */
  get isCrowded(): boolean {
    return this.#replica.crowd !== null;
  }

  /** How many are in view. */
  get count(): number {
    return this.#entries.size;
  }

  /** Whether objects came into view or went since they were asked for. */
  get objectsChanged(): boolean {
    return this.#objectsChanged;
  }

  /** The objects in view. */
  *objects(): Iterable<SeenObject> {
    this.#objectsChanged = false;
    for (const { entity, seen } of this.#entries.values()) {
      if (seen.kind !== "object") continue;
      const [x, y] = [entityX(entity, entity.tick, this.#tickRate), entityY(entity, entity.tick, this.#tickRate)];
      yield { look: seen.look, species: seen.species, x, y, heading: entity.heading };
    }
  }

  /** All in view, as shown last. */
  get seen(): Iterable<SeenEntity> {
    return this.#eachSeen();
  }

  /** Takes in a frame. Where `own` is, if the frame said so, else null. */
  take(frame: Frame, own: number): BodyTruth | null {
    const replica = this.#replica;
    this.#moved.clear();
    this.#toldLate = false;
    this.#frameTick = frame.tick;
    replica.take(frame);
    return this.#moved.has(own) ? this.truthOf(own, frame.tick) : null;
  }

  /**
   * Takes in a datagram's motions, but for the own character's, whose place the frames tell with its inputs. Its tick, or
   * null if it could not be read: it is only a hint, the stream says it all again.
   */
  foretell(datagram: Uint8Array, own: number): number | null {
    try {
      return readMotions(datagram, ({ entity, x, y, heading, speed }, tick) => {
        // Shown, and no more: what blocks tell builds on what blocks told, to the unit.
        const entry = entity === own ? undefined : this.#entries.get(entity);
        if (entry !== undefined && entry.entity.tick < tick) entry.track.say({ tick, x, y, heading, speed });
      });
    } catch (error) {
      if (error instanceof MalformedError) return null;
      throw error;
    }
  }

  /** What the frames say of an entity as of `tick`, or null if it is not in view. */
  truthOf(id: number, tick: number): BodyTruth | null {
    const entity = this.#replica.entities.get(id);
    if (entity === undefined) return null;
    const { heading, speed } = entity;
    return { tick, x: entityX(entity, tick, this.#tickRate), y: entityY(entity, tick, this.#tickRate), heading, speed };
  }

  /** Shows the tick `behind`; the own character where it is predicted, if it is. */
  show(behind: number, own: OwnPlace | null): void {
    for (const { track, seen } of this.#entries.values()) {
      track.show(behind);
      if (own !== null && seen.id === own.id) {
        seen.x = own.x;
        seen.y = own.y;
        seen.heading = own.heading;
        seen.speed = own.speed;
        continue;
      }
      seen.x = track.x;
      seen.y = track.y;
      seen.heading = track.heading;
      seen.speed = track.speed / SPEED_STEPS_PER_METRE_PER_SECOND;
    }
  }

  *#eachSeen(): Iterable<SeenEntity> {
    for (const { seen } of this.#entries.values()) yield seen;
  }
}

function saidOf({ tick, x, y, heading, speed, isStepped: isStep }: ReplicaEntity): Said {
  return { tick, x, y, heading, speed, isStep };
}

function makeSeen(entity: ReplicaEntity): Seen {
  const seen: Seen = {
    id: entity.id,
    kind: "none",
    name: "",
    look: 0,
    activity: "idle",
    presence: "none",
    ...{ thing: 0, amount: 0, species: 0, level: 0, healthShare: 0, status: 0, gear: 0, aura: 0 },
    x: 0,
    y: 0,
    heading: entity.heading,
    speed: 0,
  };
  writeComponents(seen, entity);
  return seen;
}

/** Components that are shown as they are. */
const NUMBERS = ["thing", "amount", "species", "level", "healthShare", "status", "gear", "aura"] as const;

function writeComponents(seen: Seen, { components }: ReplicaEntity): void {
  const number = (name: ComponentName) => Number(components.get(name) ?? 0);
  seen.kind = KINDS[number("kind")] ?? "none";
  seen.name = String(components.get("name") ?? "");
  seen.look = number("look");
  seen.activity = ACTIVITIES[number("activity")] ?? "idle";
  seen.presence = PRESENCES[number("presence")] ?? "none";
  for (const name of NUMBERS) seen[name] = number(name);
}
