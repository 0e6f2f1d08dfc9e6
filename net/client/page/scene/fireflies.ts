/** Fireflies over grass on mild nights: points of light that wander and breathe. All follows from the time. */
import { GROUND, type Terrain } from "../../../../world/terrain/types.ts";
import { UNITS_PER_METRE } from "../../../../world/base/space.ts";
import { hashPlace } from "../ground/texture.ts";
import { lampStrength, type Sky } from "./sky.ts";
import type { View } from "./view.ts";

/** A firefly lives in each square of this many metres, if it is lucky and the ground is right. */
const SQUARE_METRES = 9;
const LUCK = 0.34;

/** Draws fireflies. One per world. */
export class Fireflies {
  readonly #terrain: Terrain;
  readonly #spark = drawSpark();
  /** Whether a square has one, by its key: the ground is asked once. */
  readonly #lives = new Map<number, boolean>();

  constructor(terrain: Terrain) {
    this.#terrain = terrain;
  }

  draw(context: CanvasRenderingContext2D, view: View, sky: Sky, seconds: number): void {
    const strength = lampStrength(sky) * (1 - Math.min(1, 3 * (sky.rain + sky.snow))) * (1 - sky.fog * 0.6);
    if (strength <= 0.05 || view.zoom < 9) return;
    const scale = view.zoom * view.pixelRatio;
    context.globalCompositeOperation = "lighter";
    for (let row = Math.floor(view.top / SQUARE_METRES); row <= view.bottom / SQUARE_METRES; row++) {
      for (let column = Math.floor(view.left / SQUARE_METRES); column <= view.right / SQUARE_METRES; column++) {
        if (!this.#isHome(column, row)) continue;
        const phase = hashPlace(column, row, 31) / 2 ** 32 * 20;
        const glow = Math.max(0, Math.sin(seconds * 0.9 + phase * 3)) ** 2;
        if (glow < 0.02) continue;
        const x = (column + 0.5 + 0.36 * Math.sin(seconds * 0.21 + phase) + 0.1 * Math.sin(seconds * 0.9 + phase * 2)) *
          SQUARE_METRES;
        const y = (row + 0.5 + 0.36 * Math.cos(seconds * 0.17 + phase * 1.7)) * SQUARE_METRES;
        const size = 0.7 * scale;
        context.globalAlpha = glow * strength * 0.9;
        context.drawImage(
          this.#spark,
          (x - view.left) * scale - size / 2,
          (y - view.top) * scale - size / 2,
          size,
          size,
        );
      }
    }
    context.globalAlpha = 1;
    context.globalCompositeOperation = "source-over";
  }

  #isHome(column: number, row: number): boolean {
    const key = row * 65_536 + column;
    let lives = this.#lives.get(key);
    if (lives === undefined) {
      const x = Math.floor((column + 0.5) * SQUARE_METRES * UNITS_PER_METRE);
      const y = Math.floor((row + 0.5) * SQUARE_METRES * UNITS_PER_METRE);
      const ground = this.#terrain.groundAt(x, y);
      const green = ground === GROUND.grass || ground === GROUND.meadow || ground === GROUND.forest;
      lives = green && hashPlace(column, row, 29) / 2 ** 32 < LUCK;
      if (this.#lives.size > 20_000) this.#lives.clear();
      this.#lives.set(key, lives);
    }
    return lives;
  }
}

function drawSpark(): OffscreenCanvas {
  const picture = new OffscreenCanvas(32, 32);
  const context = picture.getContext("2d")!;
  const gradient = context.createRadialGradient(16, 16, 0, 16, 16, 16);
  gradient.addColorStop(0, "rgba(250, 255, 190, 1)");
  gradient.addColorStop(0.16, "rgba(224, 246, 120, 0.8)");
  gradient.addColorStop(0.4, "rgba(186, 222, 70, 0.2)");
  gradient.addColorStop(1, "rgba(150, 200, 40, 0)");
  context.fillStyle = gradient;
  context.fillRect(0, 0, 32, 32);
  return picture;
}
