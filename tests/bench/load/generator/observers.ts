/**
 * All full clients of one process: how long an input of one takes until another sees it, and whether what they see is
 * true. Characters 2n and 2n + 1 are partners: newcomers appear two by two (world/newcomers.ts).
 */
import { KINDS } from "../../../../world/components.ts";
import { SPEED_STEP_MAX } from "../../../../world/base/space.ts";
import { CELL_UNITS, FLUSH_TICKS } from "../../../../world/limits.ts";
import { SQUARE_UNITS } from "../../../../world/replication/crowd_steps.ts";
import { entityX, entityY, type ReplicaEntity } from "../../../../net/replica.ts";
import type { Frame } from "../../../../net/protocol/mod.ts";
import { type ByteKinds, countBytes, newByteKinds } from "./byte_kinds.ts";
import type { Client } from "./client.ts";
import { Observer, type ShownPlace } from "./observer.ts";
import type { Watcher } from "./protocol_weald.ts";

/** What the server itself says of an entity at one tick. `gone`: there is no such entity. */
export type Truth =
  | { readonly gone: true; readonly entity: number }
  | { readonly gone: false; readonly entity: number; readonly tick: number; readonly x: number; readonly y: number };

/** What comparing gave. */
export interface Findings {
  /** Positions compared with the server's at the same tick. */
  compared: number;
  /** Of those, how many were right to within two units (1/128 m). */
  exact: number;
  /**
   * In a crowd: positions that are told once a second, to a metre. Of those, how many were where somebody can have gone
   * since; and how many were compared at the very tick at which they were told, and of those were right to the square.
   */
  byStep: number;
  byStepPossible: number;
  atStep: number;
  atStepRight: number;
  /** The mean difference of those, in metres. */
  byStepMetresMean: number;
  /** The largest difference of all others, in metres. */
  offMetresMax: number;
  /** Entities that stood in a cell that an observer held, and that it did not know. */
  missing: number;
  /** How often an entity was looked for in an observer's view. */
  lookedFor: number;
  /** Entities that an observer showed and that were gone from the world. */
  ghosts: number;
  /** Positions of one entity at one tick compared between two observers, and how many differed. */
  agreed: number;
  disagreed: number;
  /** Observers that did not hold all of the 3 x 3 cells around them. */
  blind: number;
  /** Sentences about the first few things that were wrong. */
  notes: string[];
}

/** Nothing compared yet. */
export function newFindings(): Findings {
  return {
    compared: 0,
    exact: 0,
    byStep: 0,
    byStepPossible: 0,
    atStep: 0,
    atStepRight: 0,
    byStepMetresMean: 0,
    offMetresMax: 0,
    missing: 0,
    lookedFor: 0,
    ghosts: 0,
    agreed: 0,
    disagreed: 0,
    blind: 0,
    notes: [],
  };
}

const PLAYER = KINDS.indexOf("player");

/** Rounding: a segment's position at the flush is rounded down, and what is walked from there again. */
const ROUNDING_UNITS = 2;
const NOTES_MAX = 12;
/** Partners within this distance count for `inputToSeen`: nearer than this, what changes is told at the full rate. */
const NEAR_METRES = 20;
const SENT_MAX = 16;
/** Full clients whose frames are counted byte by byte. */
export const COUNTED_CLIENTS = 8;

interface Sent {
  readonly sequence: number;
  readonly heading: number;
  readonly atMs: number;
}

/** One full client. */
interface Watch {
  readonly client: Client;
  observer: Observer;
  /** Turns that the partner has not seen yet. */
  sent: Sent[];
  /** The heading of the newest input. */
  heading: number;
}

/** The full clients of a process. Lifetime: the run. */
export class Observers implements Watcher {
  /** Milliseconds from an input to its being seen by a partner within 20 m; and by one further away. */
  inputToSeenMs: number[] = [];
  inputToSeenFarMs: number[] = [];
  /** What the frames of the first few clients were spent on. */
  byteKinds: ByteKinds = newByteKinds();
  readonly #watches: (Watch | undefined)[] = [];
  readonly #byEntity = new Map<number, Watch>();

  /** Updates told to all full clients so far. */
  get updates(): number {
    return this.#watches.reduce((sum, watch) => sum + (watch?.observer.updates ?? 0), 0);
  }

  /** Full clients that have seen a frame. */
  get count(): number {
    return this.#ready().length;
  }

  /** Mean number of other players in view, and of everything else. */
  get inViewMean(): { players: number; others: number } {
    const ready = this.#ready();
    let players = 0;
    let others = 0;
    for (const { observer } of ready) {
      for (const { components } of observer.replica.entities.values()) {
        if (components.get("kind") === PLAYER) players++;
        else others++;
      }
    }
    const count = Math.max(1, ready.length);
    return { players: Math.max(0, players / count - 1), others: others / count };
  }

  entered(client: Client, tickRate: number): void {
    const observer = new Observer(client.entity, tickRate);
    const watch: Watch = { client, observer, sent: [], heading: -1 };
    this.#watches[client.number] = watch;
    this.#byEntity.set(client.entity, watch);
    observer.onMoved = (entity) => this.#moved(watch, entity);
  }

  frame(client: Client, frame: Frame, wireBytes: number): void {
    if (client.number < COUNTED_CLIENTS) countBytes(this.byteKinds, frame, wireBytes);
    const watch = this.#watches[client.number];
    if (watch === undefined) return;
    watch.observer.take(frame);
    if (frame.input !== null) dropObstructed(watch, frame.input.sequence);
  }

  turned(client: Client, heading: number, speed: number): void {
    const watch = this.#watches[client.number];
    if (watch === undefined) return;
    const isTurn = heading !== watch.heading;
    watch.heading = heading;
    // How fast it goes then is the ground's affair too: what is looked for is the heading, so it has to be a new one.
    if (speed === 0 || !isTurn) return;
    watch.sent.push({ sequence: client.sequence, heading, atMs: performance.now() });
    if (watch.sent.length > SENT_MAX) watch.sent.shift();
  }

  #moved(watch: Watch, entity: ReplicaEntity): void {
    const partner = this.#byEntity.get(entity.id);
    if (partner === undefined || partner.client.character !== (watch.client.character ^ 1)) return;
    if (entity.speed === 0) return;
    const at = partner.sent.findIndex(({ heading }) => heading === entity.heading);
    if (at < 0) return;
    const ms = performance.now() - partner.sent[at]!.atMs;
    partner.sent.splice(0, at + 1);
    const { observer } = watch;
    const own = observer.replica.entities.get(watch.client.entity);
    const metres = own === undefined ? Infinity : distanceMetres(own, entity, observer);
    (metres <= NEAR_METRES ? this.inputToSeenMs : this.inputToSeenFarMs).push(ms);
  }

  #ready(): Watch[] {
    return this.#watches.filter((watch): watch is Watch =>
      watch !== undefined && watch.client.state === "playing" && watch.observer.tick > 0
    );
  }

  /** Entities that observers show, a few of each, for a comparison with the server. */
  sample(perObserver: number): number[] {
    const entities = new Set<number>();
    for (const { observer } of this.#ready()) {
      const known = [...observer.replica.entities.keys()];
      for (let left = Math.min(perObserver, known.length); left > 0; left--) {
        entities.add(known[Math.floor(Math.random() * known.length)]!);
      }
    }
    return [...entities];
  }

  /** Compares what is shown with what the server said some tenths of a second ago. */
  compare(truths: readonly Truth[], findings: Findings): void {
    for (const { client, observer } of this.#ready()) {
      for (const truth of truths) {
        if (truth.gone) {
          if (!observer.replica.entities.has(truth.entity)) continue;
          findings.ghosts++;
          note(findings, `client ${client.number} still shows entity ${truth.entity}, which is gone`);
        } else compareOne(client, observer, truth, findings);
      }
      this.#compareOwnView(client, observer, findings);
    }
  }

  #compareOwnView(client: Client, observer: Observer, findings: Findings): void {
    const own = observer.replica.entities.get(client.entity);
    const x = own === undefined ? 0 : entityX(own, observer.tick, observer.tickRate);
    const y = own === undefined ? 0 : entityY(own, observer.tick, observer.tickRate);
    let held = own !== undefined;
    for (let dy = -1; dy <= 1 && held; dy++) {
      for (let dx = -1; dx <= 1 && held; dx++) {
        held = observer.heldSince(x + dx * CELL_UNITS, y + dy * CELL_UNITS) !== null;
      }
    }
    if (held) return;
    findings.blind++;
    note(findings, `client ${client.number} does not hold all cells around it (${x / 256}, ${y / 256})`);
  }

  /** Compares observers with one another: who shows the same entity at the same tick shows it at the same place. */
  agree(findings: Findings): void {
    const shown = new Map<string, { x: number; y: number; client: number }>();
    for (const { client, observer } of this.#ready()) {
      const own = observer.replica.entities.get(client.entity);
      if (own === undefined || observer.crowdSince !== null) continue;
      for (const entity of observer.replica.entities.values()) {
        // Far things are told at a lower rate to some than to others; near ones are not.
        if (distanceMetres(own, entity, observer) > NEAR_METRES) continue;
        const x = entityX(entity, observer.tick, observer.tickRate);
        const y = entityY(entity, observer.tick, observer.tickRate);
        const key = `${entity.id} at ${observer.tick}`;
        const other = shown.get(key);
        if (other === undefined) {
          shown.set(key, { x, y, client: client.number });
          continue;
        }
        findings.agreed++;
        if (Math.abs(other.x - x) <= ROUNDING_UNITS && Math.abs(other.y - y) <= ROUNDING_UNITS) continue;
        findings.disagreed++;
        note(
          findings,
          `clients ${other.client} and ${client.number} show entity ${key} ${other.x - x}, ${other.y - y} apart`,
        );
      }
    }
  }
}

/**
 * Inputs up to `applied` are done. Whoever walks into something slides or stands, and goes as it wanted when the way
 * is free: an input that its own sender does not see carried out at once is nothing to measure.
 */
function dropObstructed({ client, observer, sent }: Watch, applied: number): void {
  const own = observer.replica.entities.get(client.entity);
  for (let at = sent.length - 1; at >= 0; at--) {
    const { sequence, heading } = sent[at]!;
    const isLater = ((sequence - applied) & 0xffff) - 1 < 0x7fff && sequence !== applied;
    const isSeen = sequence === applied && own?.heading === heading && own.speed > 0;
    if (!isLater && !isSeen) sent.splice(at, 1);
  }
}

function compareOne(client: Client, observer: Observer, truth: Truth & { gone: false }, findings: Findings): void {
  const { entity, tick, x, y } = truth;
  const heldSince = observer.heldSince(x, y);
  if (heldSince !== null && heldSince < tick - FLUSH_TICKS && observer.tick > tick + 2 * FLUSH_TICKS) {
    findings.lookedFor++;
    const vanishedAt = observer.vanishedAt(entity);
    if (!observer.replica.entities.has(entity) && (vanishedAt === null || vanishedAt < tick)) {
      findings.missing++;
      note(findings, `client ${client.number} does not show entity ${entity}, at ${x / 256}, ${y / 256} in its view`);
    }
  }
  const shown = observer.positionAt(entity, tick);
  // Between two flushes a change is not told yet: at the next one the shown position is right again.
  if (shown === null || shown.changedNear || observer.tick < tick + FLUSH_TICKS) return;
  const off = Math.max(Math.abs(shown.x - x), Math.abs(shown.y - y));
  if (observer.crowdSince !== null && (shown.isStep || off > ROUNDING_UNITS)) {
    return compareStep(client, observer, truth, { ...shown, off }, findings);
  }
  findings.compared++;
  if (off <= ROUNDING_UNITS) findings.exact++;
  else {
    note(
      findings,
      `client ${client.number} shows entity ${entity} at tick ${tick} at ${shown.x}, ${shown.y}; it was at ${x}, ${y}`,
    );
  }
  findings.offMetresMax = Math.max(findings.offMetresMax, off / 256);
}

/** Somebody in a crowd who is told once a second: its place is as old as that, and right to a square of a metre. */
function compareStep(
  client: Client,
  { tickRate }: Observer,
  { entity, tick, x, y }: Truth & { gone: false },
  shown: ShownPlace & { readonly off: number },
  findings: Findings,
): void {
  const { off, isStep, ticksAgo } = shown;
  const ticks = Math.min(tickRate + 2 * FLUSH_TICKS, isStep ? ticksAgo : Infinity);
  // Who was near is shown to go on as it went, until its turn comes: the other way at worst.
  const speed = (isStep ? 1 : 2) * SPEED_STEP_MAX * 256 / 8;
  const possible = off <= SQUARE_UNITS + speed * ticks / tickRate;
  findings.byStepMetresMean += (off / 256 - findings.byStepMetresMean) / ++findings.byStep;
  if (possible) findings.byStepPossible++;
  const isAtStep = isStep && ticksAgo === 0;
  if (isAtStep) findings.atStep++;
  if (isAtStep && off <= SQUARE_UNITS) findings.atStepRight++;
  if (possible && (!isAtStep || off <= SQUARE_UNITS)) return;
  note(
    findings,
    `client ${client.number} shows entity ${entity} of a crowd at tick ${tick}, ${ticks} ticks after it was told, at ` +
      `${shown.x}, ${shown.y}; it was at ${x}, ${y}`,
  );
}

function distanceMetres(a: ReplicaEntity, b: ReplicaEntity, { tick, tickRate }: Observer): number {
  const dx = entityX(a, tick, tickRate) - entityX(b, tick, tickRate);
  const dy = entityY(a, tick, tickRate) - entityY(b, tick, tickRate);
  return Math.hypot(dx, dy) / 256;
}

function note(findings: Findings, text: string): void {
  if (findings.notes.length < NOTES_MAX) findings.notes.push(text);
}
