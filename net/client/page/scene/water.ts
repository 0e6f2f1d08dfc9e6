/** Moving water, laid under the ground: its tiles are partly transparent where there is water. */
import { hashPlace } from "../ground/texture.ts";
import type { View } from "./view.ts";

const SIDE = 256;
/** Metres that one picture of ripples covers. */
const RIPPLE_METRES = 11;
const BASE = "#4f9db0";

/** Draws moving water. One per page. */
export class Water {
  #pattern: CanvasPattern | null = null;

  /** Fills the canvas with water at `seconds`. `still` holds the ripples. */
  draw(context: CanvasRenderingContext2D, view: View, seconds: number): void {
    const scale = view.zoom * view.pixelRatio;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = BASE;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    this.#pattern ??= context.createPattern(drawRipples(), "repeat")!;
    const layers = [
      { size: 1, alongX: 0.35, alongY: 0.18, strength: 0.55 },
      { size: 1.73, alongX: -0.24, alongY: 0.22, strength: 0.5 },
    ];
    context.fillStyle = this.#pattern;
    for (const { size, alongX, alongY, strength } of layers) {
      const stretch = scale * RIPPLE_METRES * size / SIDE;
      const x = (seconds * alongX - view.left + Math.sin(seconds * 0.6) * 0.12) * scale;
      const y = (seconds * alongY - view.top + Math.cos(seconds * 0.5) * 0.12) * scale;
      this.#pattern.setTransform(new DOMMatrix([stretch, 0, 0, stretch, x, y]));
      context.globalAlpha = strength;
      context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    }
    context.globalAlpha = 1;
  }
}

/** A picture of light on ripples that continues over its edges: the borders of Worley cells, drawn soft. */
function drawRipples(): OffscreenCanvas {
  const picture = new OffscreenCanvas(SIDE, SIDE);
  const context = picture.getContext("2d")!;
  const pixels = context.createImageData(SIDE, SIDE);
  const cells = 7;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const bend = Math.sin(y / SIDE * Math.PI * 4) * 0.14 + Math.sin((x + y) / SIDE * Math.PI * 6) * 0.08;
      const edge = cellEdge(x / SIDE * cells + bend, y / SIDE * cells * 1.0 + bend, cells);
      const bright = Math.max(0, 1 - edge / 0.2);
      const at = (y * SIDE + x) * 4;
      pixels.data[at] = 214;
      pixels.data[at + 1] = 244;
      pixels.data[at + 2] = 246;
      pixels.data[at + 3] = bright * bright * 165;
    }
  }
  context.putImageData(pixels, 0, 0);
  return picture;
}

/** How far (u, v) is from the border between the two nearest cell points. */
function cellEdge(u: number, v: number, cells: number): number {
  const column = Math.floor(u);
  const row = Math.floor(v);
  let nearest = 9;
  let second = 9;
  for (let atRow = row - 1; atRow <= row + 1; atRow++) {
    for (let atColumn = column - 1; atColumn <= column + 1; atColumn++) {
      const hash = hashPlace((atColumn + cells) % cells, (atRow + cells) % cells, 77);
      const dx = atColumn + (hash & 255) / 255 - u;
      const dy = atRow + (hash >>> 8 & 255) / 255 - v;
      const away = Math.sqrt(dx * dx + dy * dy);
      if (away < nearest) {
        second = nearest;
        nearest = away;
      } else if (away < second) second = away;
    }
  }
  return second - nearest;
}
