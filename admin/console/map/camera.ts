/** Which part of the world is on screen. World coordinates are metres, screen coordinates CSS pixels. */
import { WORLD_METRES } from "../../../world/limits.ts";

/** Pixels per metre at the closest. */
export const SCALE_MAX = 48;
/** Share of the distance to the goal that is left after a second; the camera glides. */
const GLIDE_LEFT = 0.00002;

/** A glide to somewhere. */
interface Goal {
  x: number;
  y: number;
  scale: number;
}

/** The camera. Lifetime: the map's. */
export class Camera {
  /** The middle of the screen, in metres. */
  x = WORLD_METRES / 2;
  y = WORLD_METRES / 2;
  /** Pixels per metre. */
  scale = 0.2;
  width = 1;
  height = 1;
  /** Counts up with every change: what was drawn for an older one is stale. */
  version = 0;
  #goal: Goal | null = null;
  /** Space at the right that a panel covers: the middle of what is left is where the eye is. */
  coveredRight = 0;
  coveredBottom = 0;

  /** The scale at which the whole world fits. */
  get scaleMin(): number {
    return Math.min(this.width, this.height) / (WORLD_METRES * 1.08);
  }

  resize(width: number, height: number): void {
    if (width === this.width && height === this.height) return;
    this.width = width;
    this.height = height;
    this.version++;
  }

  screenX(x: number): number {
    return (x - this.x) * this.scale + (this.width - this.coveredRight) / 2;
  }

  screenY(y: number): number {
    return (y - this.y) * this.scale + (this.height - this.coveredBottom) / 2;
  }

  worldX(screenX: number): number {
    return (screenX - (this.width - this.coveredRight) / 2) / this.scale + this.x;
  }

  worldY(screenY: number): number {
    return (screenY - (this.height - this.coveredBottom) / 2) / this.scale + this.y;
  }

  /** Shows the whole world at once. */
  showAll(): void {
    this.glideTo(WORLD_METRES / 2, WORLD_METRES / 2, this.scaleMin);
  }

  /** Moves by screen pixels, at once. */
  pan(dx: number, dy: number): void {
    this.#goal = null;
    this.#set(this.x - dx / this.scale, this.y - dy / this.scale, this.scale);
  }

  /** Zooms by a factor around a point of the screen; several in a row add up. */
  zoomAt(screenX: number, screenY: number, factor: number): void {
    const from = this.#goal ?? this;
    const scale = this.#clampScale(from.scale * factor);
    const x = this.worldX(screenX);
    const y = this.worldY(screenY);
    // The point stays under the pointer: its distance from the middle shrinks as the scale grows.
    const share = this.scale / scale;
    this.#goal = { x: x - (x - this.x) * share, y: y - (y - this.y) * share, scale };
  }

  /** The same without a glide, for a pinch. */
  zoomNow(screenX: number, screenY: number, factor: number): void {
    this.#goal = null;
    const x = this.worldX(screenX);
    const y = this.worldY(screenY);
    const scale = this.#clampScale(this.scale * factor);
    const share = this.scale / scale;
    this.#set(x - (x - this.x) * share, y - (y - this.y) * share, scale);
  }

  /** Glides to a place. */
  glideTo(x: number, y: number, scale: number): void {
    this.#goal = { x, y, scale: this.#clampScale(scale) };
  }

  /** Keeps a moving thing in the middle, without ending a zoom that is under way. */
  keep(x: number, y: number): void {
    if (this.#goal !== null) {
      this.#goal.x = x;
      this.#goal.y = y;
    } else if (x !== this.x || y !== this.y) this.#set(x, y, this.scale);
  }

  /** Glides on; `seconds` since the last frame. */
  step(seconds: number): void {
    const goal = this.#goal;
    if (goal === null) return;
    const share = matchMedia("(prefers-reduced-motion: reduce)").matches ? 1 : 1 - GLIDE_LEFT ** Math.min(seconds, 0.1);
    // In the logarithm of the scale, so that each doubling takes as long; the place follows on screen, not on the ground.
    const scale = this.scale * (goal.scale / this.scale) ** share;
    const zoomed = Math.abs(goal.scale - this.scale) < 1e-9
      ? share
      : (1 / this.scale - 1 / scale) / (1 / this.scale - 1 / goal.scale);
    const placeShare = Number.isFinite(zoomed) ? Math.max(share, Math.min(1, zoomed)) : share;
    this.#set(this.x + (goal.x - this.x) * placeShare, this.y + (goal.y - this.y) * placeShare, scale);
    const done = Math.abs(Math.log(goal.scale / this.scale)) < 0.002 &&
      Math.hypot(goal.x - this.x, goal.y - this.y) * this.scale < 0.4;
    if (!done) return;
    this.#set(goal.x, goal.y, goal.scale);
    this.#goal = null;
  }

  #clampScale(scale: number): number {
    return Math.max(this.scaleMin, Math.min(SCALE_MAX, scale));
  }

  #set(x: number, y: number, scale: number): void {
    const margin = WORLD_METRES * 0.02;
    this.x = Math.max(-margin, Math.min(WORLD_METRES + margin, x));
    this.y = Math.max(-margin, Math.min(WORLD_METRES + margin, y));
    this.scale = scale;
    this.version++;
  }
}
