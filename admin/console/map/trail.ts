/** Where the selected entity has been in the last two minutes. */
import type { Camera } from "./camera.ts";

const EVERY_MS = 400;
const POINTS_MAX = 300;

/** The points of the way, oldest first. */
export class Trail {
  readonly points: { readonly x: number; readonly y: number }[] = [];
  #addedAt = 0;

  add(x: number, y: number, now: number): void {
    if (now - this.#addedAt < EVERY_MS) return;
    this.#addedAt = now;
    const last = this.points.at(-1);
    if (last !== undefined && Math.hypot(last.x - x, last.y - y) < 0.2) return;
    this.points.push({ x, y });
    if (this.points.length > POINTS_MAX) this.points.shift();
  }

  clear(): void {
    this.points.length = 0;
    this.#addedAt = 0;
  }
}

/** Draws it, fading into the past. */
export function drawTrail(context: CanvasRenderingContext2D, camera: Camera, { points }: Trail): void {
  context.lineCap = "round";
  context.lineWidth = 2;
  for (let at = 1; at < points.length; at++) {
    const [from, to] = [points[at - 1]!, points[at]!];
    context.strokeStyle = `rgba(255, 255, 255, ${0.1 + 0.6 * (at / points.length)})`;
    context.beginPath();
    context.moveTo(camera.screenX(from.x), camera.screenY(from.y));
    context.lineTo(camera.screenX(to.x), camera.screenY(to.y));
    context.stroke();
  }
}
