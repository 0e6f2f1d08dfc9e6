/**
 * Aiming at the ground, for abilities and for what is thrown: a circle of its size. It lies on whom the player aims at,
 * or else where the mouse is, until the mouse moves it; a click, a touch or the ability once more takes the place.
 * Nothing is done before that.
 */
import type { View } from "../scene/view.ts";
import type { AbilityLore } from "./lore.ts";

/** A place, in metres. */
export interface Ground {
  readonly x: number;
  readonly y: number;
}

/** What the circle goes by at a moment, in metres. */
export interface AimingAt {
  readonly own: Ground;
  /** Whom the player aims at; null for nobody. */
  readonly target: Ground | null;
  /** How far the ability reaches. */
  readonly reach: number;
}

/** What a place is looked for. */
export interface Shot {
  readonly ability: AbilityLore;
  /** The thing that does it; 0: it is an ability of one's own. */
  readonly thing: number;
}

/** A mouse that only trembles moves nothing, in pixels. */
const STILL_PIXELS = 6;
/** The world knows better by a little where one stands. */
const SPARE_METRES = 0.3;

/** Lives as long as the page. */
export class GroundAim {
  #shot: Shot | null = null;
  /** Where the mouse is, in pixels of the page; null before it was anywhere. */
  #pointer: Ground | null = null;
  #pointerAtStart: Ground | null = null;
  #isLed = false;
  #view: View | null = null;

  /** What a place is looked for; null for nothing. */
  get shot(): Shot | null {
    return this.#shot;
  }

  /** Whether a place is looked for this already. */
  isFor({ ability, thing }: Shot): boolean {
    return this.#shot?.ability === ability && this.#shot.thing === thing;
  }

  /** Looks for a place for something. */
  begin(shot: Shot): void {
    this.#shot = shot;
    this.#pointerAtStart = this.#pointer;
    this.#isLed = false;
    document.body.toggleAttribute("data-aiming", true);
  }

  /** Looks for none any more. */
  end(): void {
    this.#shot = null;
    document.body.toggleAttribute("data-aiming", false);
  }

  /** The mouse is here, in pixels of the page. */
  point(x: number, y: number): void {
    this.#pointer = { x, y };
    const from = this.#pointerAtStart;
    if (from === null || Math.hypot(x - from.x, y - from.y) > STILL_PIXELS) this.#isLed = true;
  }

  /** Where the circle is. */
  place(at: AimingAt): Ground {
    const pointed = this.#pointed;
    return within(this.#isLed ? pointed ?? at.own : at.target ?? pointed ?? at.own, at);
  }

  /** Draws the circle, and how far the ability reaches. */
  draw(context: CanvasRenderingContext2D, view: View, at: AimingAt): void {
    this.#view = view;
    if (this.#shot === null) return;
    const { ability } = this.#shot;
    const radius = radiusOf(ability);
    const { x, y } = this.place(at);
    const scale = view.zoom * view.pixelRatio;
    context.save();
    context.setTransform(scale, 0, 0, scale, -view.left * scale, -view.top * scale);
    context.beginPath();
    context.arc(at.own.x, at.own.y, at.reach, 0, Math.PI * 2);
    context.lineWidth = 1.5 / view.zoom;
    context.strokeStyle = "rgba(255, 244, 214, 0.35)";
    context.stroke();
    context.beginPath();
    context.arc(x, y, radius, 0, Math.PI * 2);
    context.globalAlpha = 0.22;
    context.fillStyle = ability.look.colour;
    context.fill();
    context.globalAlpha = 1;
    context.lineWidth = 3 / view.zoom;
    context.strokeStyle = ability.look.colour;
    context.stroke();
    context.lineWidth = 1.2 / view.zoom;
    context.strokeStyle = "#fff4d6";
    context.stroke();
    context.restore();
  }

  /** The ground under the mouse. */
  get #pointed(): Ground | null {
    const view = this.#view;
    if (this.#pointer === null || view === null) return null;
    return { x: view.left + this.#pointer.x / view.zoom, y: view.top + this.#pointer.y / view.zoom };
  }
}

/** How large the circle of an ability is, in metres. */
export function radiusOf({ area }: Pick<AbilityLore, "area">): number {
  return area === null ? 1 : area.radiusCm / 100;
}

/** The place, or the farthest one in reach on the way to it. */
export function within(place: Ground, { own, reach }: Pick<AimingAt, "own" | "reach">): Ground {
  const [dx, dy] = [place.x - own.x, place.y - own.y];
  const away = Math.hypot(dx, dy);
  const most = Math.max(0, reach - SPARE_METRES);
  return away <= most ? place : { x: own.x + dx * most / away, y: own.y + dy * most / away };
}
