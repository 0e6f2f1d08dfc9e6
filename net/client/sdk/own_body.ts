/**
 * The own character's body, ahead of the server: moved by the very function that the world moves it with, as soon as
 * an input is given. What the server says later is taken as the truth of its tick, the inputs since are played again
 * on top, and what differs is blended out.
 */
import { UNITS_PER_METRE, velocityX, velocityY } from "../../../world/base/space.ts";
import { PENDING_INPUTS_MAX } from "../../../world/limits.ts";
import { advance, type Body, bodyX, bodyY, type Footing, GAIT_USUAL } from "../../../world/motion.ts";

/** An input as it was given: from `tick` on, this heading and speed. */
export interface GivenInput {
  readonly sequence: number;
  readonly tick: number;
  readonly heading: number;
  readonly speed: number;
}

/** The body's state at one tick as the server says it. Positions in units. */
export interface BodyTruth {
  readonly tick: number;
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly speed: number;
}

/** A body that stands at a place in metres: as it comes into the world. */
export function standingAt(tick: number, x: number, y: number): BodyTruth {
  return { tick, x: Math.round(x * UNITS_PER_METRE), y: Math.round(y * UNITS_PER_METRE), heading: 64, speed: 0 };
}

/** How the body gets along, as the server says it. */
export interface Gait {
  readonly permille: number;
  /** The server leads it: it goes as it is told, and nobody steers. */
  readonly led: boolean;
  readonly fromTick: number;
}

/** A correction shrinks to a third in this many ticks' worth of milliseconds; farther than this many metres, it jumps. */
const BLEND_MS = 110;
const SNAP_METRES = 4;
/** Ticks played again at most: beyond it the truth is so old that it is simply believed. */
const REPLAY_TICKS_MAX = 100;
const USUAL: Gait = { permille: GAIT_USUAL, led: false, fromTick: 0 };

/** The predicted body. One for each time the character enters the world. */
export class OwnBody {
  readonly #tickRate: number;
  #footing: Footing;
  readonly #body: Body;
  /** The tick whose decision was made last: it holds until the next. */
  #tick: number;
  #inputs: GivenInput[] = [];
  #confirmed: { heading: number; speed: number };
  #given: GivenInput | null = null;
  #sequence = 0;
  /** The oldest first; each holds until the next begins. */
  #gaits: Gait[] = [USUAL];
  #offX = 0;
  #offY = 0;
  #now = 0;

  constructor(truth: BodyTruth, tickRate: number, footing: Footing) {
    this.#tickRate = tickRate;
    this.#footing = footing;
    this.#tick = truth.tick;
    this.#now = truth.tick;
    this.#confirmed = { heading: truth.heading, speed: 0 };
    this.#body = {
      originX: truth.x,
      originY: truth.y,
      heading: truth.heading,
      speed: truth.speed,
      startTick: truth.tick,
      wantHeading: truth.heading,
      wantSpeed: 0,
      gait: GAIT_USUAL,
    };
  }

  /** The ground is known by now. */
  standOn(footing: Footing): void {
    this.#footing = footing;
  }

  /**
   * The server says how it gets along from a tick on. What was decided since is decided anew by the next truth. Who
   * is led forgets what it wanted: it stands when that is over.
   */
  goAs(gait: Gait): void {
    this.#gaits = this.#gaits.filter(({ fromTick }, at) =>
      fromTick < gait.fromTick && (this.#gaits[at + 1]?.fromTick ?? Infinity) > this.#tick - REPLAY_TICKS_MAX
    );
    this.#gaits.push(gait);
    if (!gait.led) return;
    this.#inputs = [];
    this.#given = null;
    this.#confirmed = { heading: this.#body.heading, speed: 0 };
  }

  /** Whether the server leads it: to steer is of no use. */
  get isLed(): boolean {
    return this.#gaits.at(-1)!.led;
  }

  /** The server put it somewhere else: nothing of what it was about to do counts, nothing is blended. */
  place(truth: BodyTruth): void {
    const body = this.#body;
    body.originX = truth.x;
    body.originY = truth.y;
    body.heading = truth.heading;
    body.speed = 0;
    body.startTick = truth.tick;
    body.wantSpeed = 0;
    this.#confirmed = { heading: truth.heading, speed: 0 };
    this.#inputs = [];
    this.#given = null;
    this.#offX = this.#offY = 0;
    this.#tick = this.#now = truth.tick;
  }

  /** The tick of the last decision. */
  get tick(): number {
    return this.#tick;
  }

  /** Where the body is, as shown: in metres, corrections blended in. */
  get x(): number {
    return (this.#exactX() + this.#offX) / UNITS_PER_METRE;
  }
  get y(): number {
    return (this.#exactY() + this.#offY) / UNITS_PER_METRE;
  }

  /** Where the body will be at the next tick, in units, without blending: what steering goes by. */
  get nextX(): number {
    return bodyX(this.#body, this.#tick + 1, this.#tickRate);
  }
  get nextY(): number {
    return bodyY(this.#body, this.#tick + 1, this.#tickRate);
  }

  /** What it does: along a wall this is not what was wanted. */
  get heading(): number {
    return this.#body.heading;
  }
  get speed(): number {
    return this.#body.speed;
  }

  /** What was last wanted of it. */
  get wanted(): { readonly heading: number; readonly speed: number } {
    return this.#given ?? this.#confirmed;
  }

  /** Inputs that the server has not confirmed. */
  get unconfirmed(): number {
    return this.#inputs.length;
  }

  /** Those inputs, oldest first. */
  get pending(): readonly GivenInput[] {
    return this.#inputs;
  }

  /** How far the shown place is from the predicted one, in metres. */
  get correction(): number {
    return Math.sqrt(this.#offX * this.#offX + this.#offY * this.#offY) / UNITS_PER_METRE;
  }

  /**
   * Wants another heading and speed from the next tick on. Null if that is wanted already, if this tick has its input,
   * if too many wait for the server's word, or if `mayGive` says that too many were given lately: ask again at the
   * next tick.
   */
  steer(heading: number, speed: number, mayGive: () => boolean = () => true): GivenInput | null {
    const { wanted } = this;
    if (this.isLed) return null;
    if (wanted.speed === speed && (wanted.heading === heading || speed === 0)) return null;
    const tick = this.#tick + 1;
    if (this.#given !== null && this.#given.tick >= tick) return null;
    if (this.#inputs.length >= PENDING_INPUTS_MAX * 4 || !mayGive()) return null;
    this.#sequence = (this.#sequence + 1) & 0xffff;
    // A body that stops looks where it looked.
    const input = { sequence: this.#sequence, tick, heading: speed === 0 ? wanted.heading : heading, speed };
    this.#given = input;
    this.#inputs.push(input);
    return input;
  }

  /** Takes the next sequence number, for what else counts as an input. */
  nextSequence(): number {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    return this.#sequence;
  }

  /** Moves on to `ahead`, a tick with a fraction, deciding tick by tick. `beforeTick` may steer. */
  advanceTo(ahead: number, beforeTick: () => void): void {
    // After a long sleep of the page the truth will come; there is no use in walking blindly.
    if (ahead - this.#tick > REPLAY_TICKS_MAX) this.#rest(Math.floor(ahead));
    while (this.#tick + 1 <= ahead) {
      beforeTick();
      this.#decide(this.#tick + 1);
    }
    const passedMs = Math.max(0, ahead - this.#now) * 1000 / this.#tickRate;
    this.#now = Math.max(this.#now, Math.min(ahead, this.#tick + 1));
    const keep = Math.exp(-passedMs / BLEND_MS);
    this.#offX *= keep;
    this.#offY *= keep;
  }

  /** The server's word: where the body was at a tick, and the last input that was applied by then, or null. */
  reconcile(truth: BodyTruth, applied: number | null): void {
    const beforeX = this.#exactX();
    const beforeY = this.#exactY();
    if (applied !== null) this.#confirm(applied);
    const body = this.#body;
    body.originX = truth.x;
    body.originY = truth.y;
    body.heading = truth.heading;
    body.speed = truth.speed;
    body.startTick = truth.tick;
    body.wantHeading = this.#confirmed.heading;
    body.wantSpeed = this.#confirmed.speed;
    const until = Math.max(this.#tick, truth.tick);
    this.#tick = until - truth.tick > REPLAY_TICKS_MAX ? until : truth.tick;
    // What is on its way to the server counts from the tick after this truth at the soonest.
    while (this.#tick < until) this.#decide(this.#tick + 1);
    this.#now = Math.max(this.#now, this.#tick);
    this.#offX += beforeX - this.#exactX();
    this.#offY += beforeY - this.#exactY();
    if (this.correction > SNAP_METRES) this.#offX = this.#offY = 0;
  }

  #confirm(applied: number): void {
    const isApplied = ({ sequence }: GivenInput) => ((applied - sequence) & 0xffff) < 0x8000;
    for (const input of this.#inputs) if (isApplied(input)) this.#confirmed = input;
    this.#inputs = this.#inputs.filter((input) => !isApplied(input));
  }

  #decide(tick: number): void {
    const { permille, led } = this.#gaits.findLast(({ fromTick }) => fromTick <= tick) ?? this.#gaits[0]!;
    this.#body.gait = permille;
    // Who is led goes on as the server said last: where it turns next is not known here.
    if (led) return void (this.#tick = tick);
    for (const input of this.#inputs) {
      if (input.tick > tick) break;
      this.#body.wantHeading = input.heading;
      this.#body.wantSpeed = input.speed;
    }
    advance(this.#body, tick, this.#tickRate, this.#footing);
    this.#tick = tick;
  }

  #rest(tick: number): void {
    const body = this.#body;
    [body.originX, body.originY] = [this.nextX, this.nextY];
    body.startTick = tick;
    body.speed = 0;
    this.#tick = tick;
  }

  #exactX(): number {
    const { originX, heading, speed, startTick } = this.#body;
    return originX + velocityX(heading, speed, this.#tickRate) * (this.#now - startTick) / UNITS_PER_METRE;
  }

  #exactY(): number {
    const { originY, heading, speed, startTick } = this.#body;
    return originY + velocityY(heading, speed, this.#tickRate) * (this.#now - startTick) / UNITS_PER_METRE;
  }
}
