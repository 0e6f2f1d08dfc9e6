/**
 * Going to what was touched, and doing there what the touch meant: a talk, what lies there, what can be gathered. A touch
 * on something far off would else do nothing, or only walk.
 */
import type { Around } from "./play.ts";

/** One walks to what was touched for so long, in milliseconds. */
const WALK_MS = 15_000;
/** One goes as far into the reach as this, where one is not that near already. */
const NEAR_PART = 0.55;
const FAR_PART = 0.8;
/** Slower than this one stands, in metres a second. */
const STANDS_SPEED = 0.1;

/** What is to be done, and how near one has to stand, in metres. */
export interface Errand {
  /** Where it is by now, in metres; null if it is gone. */
  place(): { readonly x: number; readonly y: number } | null;
  readonly reach: number;
  /** Whether a step would end it: it is begun by who stands. */
  readonly stands?: boolean;
  act(): void;
}

/** Lives as long as the page. */
export class Going {
  readonly #walkTo: (x: number, y: number) => void;
  #under: { readonly errand: Errand; readonly until: number } | null = null;
  /** Where it was when one set out. */
  #setOutFor = { x: NaN, y: NaN };

  /** `walkTo` walks to a point in metres. */
  constructor(walkTo: (x: number, y: number) => void) {
    this.#walkTo = walkTo;
  }

  /** Goes and does it; at once if it is within reach. Whatever was under way is forgotten. */
  to(errand: Errand, around: Around): void {
    this.#under = null;
    const place = errand.place();
    if (place === null) return;
    const away = awayFrom(place, around);
    if (away <= errand.reach && errand.stands !== true) return errand.act();
    this.#under = { errand, until: performance.now() + WALK_MS };
    this.#setOutFor = place;
    if (away > errand.reach * FAR_PART) this.#setOut(errand, place, around);
  }

  /** The player does something else by its own will. */
  stop(): void {
    this.#under = null;
  }

  /** Does it as soon as the character stands within reach; goes after what moves. */
  look(around: Around): void {
    if (this.#under === null) return;
    const { errand, until } = this.#under;
    const own = around.actors.find((actor) => actor.own);
    const place = errand.place();
    if (place === null || own === undefined || performance.now() > until) return this.stop();
    if (awayFrom(place, this.#setOutFor) > errand.reach * FAR_PART) this.#setOut(errand, place, around);
    if (awayFrom(place, own) > errand.reach || (own.speed > STANDS_SPEED && errand.stands === true)) return;
    this.stop();
    errand.act();
  }

  #setOut({ reach }: Errand, place: { readonly x: number; readonly y: number }, around: Around): void {
    this.#setOutFor = place;
    const [dx, dy] = [place.x - around.x, place.y - around.y];
    const away = Math.hypot(dx, dy);
    const part = Math.max(0, away - reach * NEAR_PART) / away;
    this.#walkTo(around.x + dx * part, around.y + dy * part);
  }
}

function awayFrom(
  a: { readonly x: number; readonly y: number },
  b: { readonly x: number; readonly y: number },
): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
