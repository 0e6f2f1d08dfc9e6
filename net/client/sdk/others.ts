/**
 * Where others are shown. Each has a short list of what the server said: place and motion as of a tick. Shown is a tick
 * that lies a little behind, so that what happens next is known already: from one word to the next the way bends
 * evenly within the flush in which the change happened. What comes too late for that is blended in.
 */
import { SPEED_STEPS_PER_METRE_PER_SECOND, UNITS_PER_METRE, velocityX, velocityY } from "../../../world/base/space.ts";

/** Place and motion as of a tick. Positions in units. */
export interface Said {
  readonly tick: number;
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly speed: number;
  /** A step in a crowd: the place is right at the tick, how it came there is not known. */
  readonly isStep?: boolean;
}

/** What was said, and where a step finds its mover: from there it is shown to walk for as long as a step is new. */
interface Word extends Said {
  readonly fromX: number;
  readonly fromY: number;
}

const SAID_MAX = 12;
const BLEND_MS = 140;
const SNAP_METRES = 8;

/** The track of one mover. */
export class Track {
  readonly #tickRate: number;
  readonly #flushTicks: number;
  readonly #said: Word[] = [];
  #offX = 0;
  #offY = 0;
  #shownTick = NaN;
  /** Where it is shown, in metres, and what it does there. */
  x = 0;
  y = 0;
  heading = 0;
  speed = 0;

  constructor(first: Said, tickRate: number, flushTicks: number) {
    this.#tickRate = tickRate;
    this.#flushTicks = flushTicks;
    this.#said.push({ ...first, isStep: false, fromX: 0, fromY: 0 });
    this.#place(first.tick);
  }

  /** The newest word of the server. */
  get newest(): Said {
    return this.#newest;
  }
  get #newest(): Word {
    return this.#said[this.#said.length - 1]!;
  }

  /** Adds what the server says; one word a tick. */
  say(said: Said): void {
    const newest = this.#newest;
    if (said.tick < newest.tick) return;
    const at = said.isStep ? this.#placeBy(newest, said.tick) : NOWHERE;
    if (said.tick === newest.tick) this.#said.pop();
    this.#said.push({ ...said, fromX: at.x, fromY: at.y });
    if (this.#said.length > SAID_MAX) this.#said.shift();
    // Nothing shown yet, or shown already beyond the tick before this word: what it changes there is blended.
    if (Number.isNaN(this.#shownTick) || this.#shownTick <= said.tick - this.#flushTicks) return;
    const { x, y } = this;
    this.#place(this.#shownTick);
    this.#offX += x - this.x;
    this.#offY += y - this.y;
    if (Math.abs(this.#offX) + Math.abs(this.#offY) > SNAP_METRES) this.#offX = this.#offY = 0;
    this.x += this.#offX;
    this.y += this.#offY;
  }

  /** Shows the tick `tick`, with a fraction. */
  show(tick: number): void {
    const passedMs = Number.isNaN(this.#shownTick) ? 0 : Math.max(0, tick - this.#shownTick) * 1000 / this.#tickRate;
    const keep = Math.exp(-passedMs / BLEND_MS);
    this.#offX *= keep;
    this.#offY *= keep;
    this.#shownTick = tick;
    this.#place(tick);
    this.x += this.#offX;
    this.y += this.#offY;
  }

  #place(tick: number): void {
    let at = this.#said.length - 1;
    while (at > 0 && this.#said[at]!.tick > tick) at--;
    const from = this.#said[at]!;
    const to = this.#said[at + 1];
    let { x, y } = this.#placeBy(from, tick);
    this.heading = from.heading;
    this.speed = this.#speedBy(from, tick);
    if (to !== undefined) {
      const window = Math.min(this.#flushTicks, to.tick - from.tick);
      const part = Math.max(0, (tick - (to.tick - window)) / window);
      const wanted = this.#placeBy(to, to.tick);
      const led = this.#placeBy(from, to.tick);
      x += (wanted.x - led.x) * part;
      y += (wanted.y - led.y) * part;
      if (part > 0.5) [this.heading, this.speed] = [to.heading, this.#speedBy(to, tick)];
    }
    this.x = x / UNITS_PER_METRE;
    this.y = y / UNITS_PER_METRE;
  }

  /** Where a word leads by a tick, in units. To a step's place it walks until the next step is due: a second. */
  #placeBy(word: Word, tick: number): { x: number; y: number } {
    const { x, y, heading, speed, isStep, fromX, fromY } = word;
    const ticks = tick - word.tick;
    if (isStep) {
      const left = Math.max(0, 1 - Math.max(0, ticks) / this.#tickRate);
      return { x: x + (fromX - x) * left, y: y + (fromY - y) * left };
    }
    return {
      x: x + velocityX(heading, speed, this.#tickRate) * ticks / UNITS_PER_METRE,
      y: y + velocityY(heading, speed, this.#tickRate) * ticks / UNITS_PER_METRE,
    };
  }

  #speedBy({ tick: since, x, y, speed, isStep, fromX, fromY }: Word, tick: number): number {
    if (!isStep) return speed;
    if (tick - since >= this.#tickRate) return 0;
    return Math.hypot(x - fromX, y - fromY) / UNITS_PER_METRE * SPEED_STEPS_PER_METRE_PER_SECOND;
  }
}

const NOWHERE = { x: 0, y: 0 };
