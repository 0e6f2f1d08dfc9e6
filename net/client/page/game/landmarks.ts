/** What stands on the land because of what everybody did: its name for who is near or points at it, its words at a touch. */
import { landmarkTall } from "../art/landmarks.ts";
import type { MapMark } from "../hud/map.ts";
import type { Offer } from "../hud/prompt.ts";
import type { Actor } from "../scene/actor.ts";
import type { Around, PlayPart } from "./play.ts";

/** It can be looked at, and has its name written on it, from so far beyond its edge, in metres. */
const NEAR_METRES = 3;
/** Other things to do come first: this is as if it were so much further away, in metres. */
const LATER_METRES = 50;
/** From this size on it is on maps, in metres. */
const MAP_METRES = 6;
/** Within this everything is in view: what was seen here and is no more is gone, in metres. */
const SEEN_METRES = 40;

type Standing = Actor & { readonly landmark: NonNullable<Actor["landmark"]> };

/** Lives as long as the page. */
export class LandmarksPart implements PlayPart {
  readonly #bubble: (entity: number, text: string) => void;
  readonly #marks = new Map<number, MapMark>();
  readonly #named = new Set<number>();
  #pointer: { readonly x: number; readonly y: number } | null = null;

  /** `bubble` shows words above something. */
  constructor(bubble: (entity: number, text: string) => void) {
    this.#bubble = bubble;
  }

  /** What is large enough for a map and was seen, as far as the page knows still there. */
  get marks(): readonly MapMark[] {
    return [...this.#marks.values()];
  }

  /** Where the mouse is, in metres; null: nowhere. */
  point(at: { readonly x: number; readonly y: number } | null): void {
    this.#pointer = at;
  }

  /** Whether the name of one is to be read. */
  isNamed(entity: number): boolean {
    return this.#named.has(entity);
  }

  look({ actors, x, y }: Around): void {
    const there = actors.filter(isStanding);
    const pointer = this.#pointer;
    this.#named.clear();
    for (const one of there) {
      const isPointed = pointer !== null && isOn(one, pointer.x, pointer.y);
      if (isPointed || beyondEdge(one, x, y) < NEAR_METRES) this.#named.add(one.id);
      if (one.landmark.sizeMetres >= MAP_METRES) {
        this.#marks.set(one.id, { x: one.x, y: one.y, metres: 0, kind: "landmark" });
      }
    }
    const seen = new Set(there.map(({ id }) => id));
    for (const [id, mark] of this.#marks) {
      if (!seen.has(id) && Math.hypot(mark.x - x, mark.y - y) < SEEN_METRES) this.#marks.delete(id);
    }
  }

  offers({ actors, x, y }: Around): Offer[] {
    return actors.filter(isStanding).flatMap((one) => {
      const metres = beyondEdge(one, x, y);
      if (metres > NEAR_METRES) return [];
      const act = () => this.#bubble(one.id, one.landmark.text);
      return [{ text: `Look at: ${one.landmark.name}`, metres: metres + LATER_METRES, act }];
    });
  }

  /** The first touch reads it, the next walks there. */
  tap(x: number, y: number, { actors }: Around): boolean {
    const touched = actors.filter(isStanding).filter((one) => isOn(one, x, y)).sort((a, b) => b.y - a.y)[0];
    if (touched === undefined || touched.words !== "") return false;
    this.#bubble(touched.id, touched.landmark.text);
    return true;
  }
}

function isStanding(actor: Actor): actor is Standing {
  return actor.landmark !== null;
}

/** Metres from a point to the edge of a landmark, as if it were round. */
function beyondEdge({ x, y, landmark }: Standing, atX: number, atY: number): number {
  return Math.max(0, Math.hypot(x - atX, y - atY) - landmark.sizeMetres / 2);
}

/** Whether a point is on the picture of it: along the line where it stands, and up to its top. */
function isOn({ x, y, facing, landmark }: Standing, atX: number, atY: number): boolean {
  const half = Math.max(0.6, landmark.sizeMetres / 2);
  const wide = Math.max(0.6, half * Math.abs(Math.cos(facing)));
  const deep = Math.max(0.6, half * Math.abs(Math.sin(facing)));
  return Math.abs(atX - x) <= wide && atY <= y + deep && atY >= y - deep - landmarkTall(landmark);
}
