/** Rain, snow and fog over the scene, and smoke from chimneys. All follow from the time: nothing is kept. */
import type { Spot } from "../art/building_style.ts";
import { hashPlace, makeTexture, sample } from "../ground/texture.ts";
import { type Sky, tintOf } from "./sky.ts";
import type { View } from "./view.ts";

const FOG_SIDE = 256;
const FOG_METRES = 120;

/** Draws weather. One per page. */
export class Weather {
  readonly #puff = drawPuff();
  #fog: CanvasPattern | null = null;

  /** Smoke rises from chimneys. */
  smoke(context: CanvasRenderingContext2D, view: View, chimneys: readonly Spot[], seconds: number, wind: number): void {
    if (view.zoom < 7) return;
    const scale = view.zoom * view.pixelRatio;
    const puffs = 5;
    for (const { x, y } of chimneys) {
      if (x < view.left - 6 || x > view.right + 6 || y < view.top - 4 || y > view.bottom + 6) continue;
      const offset = hashPlace(Math.floor(x * 8), Math.floor(y * 8), 3) / 2 ** 32;
      for (let puff = 0; puff < puffs; puff++) {
        const age = (seconds * 0.16 + offset + puff / puffs) % 1;
        const size = (0.5 + age * 1.9) * scale;
        const atX = x + age * (0.5 + wind * 0.7) + Math.sin(age * 5 + offset * 9) * 0.22;
        const atY = y - 0.1 - age * 3.2;
        context.globalAlpha = 0.42 * (1 - age) * Math.min(1, age * 8);
        context.drawImage(
          this.#puff,
          (atX - view.left) * scale - size / 2,
          (atY - view.top) * scale - size / 2,
          size,
          size,
        );
      }
    }
    context.globalAlpha = 1;
  }

  /** Whatever falls or drifts between the scene and the eye. */
  draw(context: CanvasRenderingContext2D, view: View, sky: Sky, seconds: number): void {
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (sky.rain > 0.02) {
      drawSplashes(context, view, sky.rain, seconds);
      drawRain(context, view, sky, seconds);
    }
    if (sky.snow > 0.02) drawSnow(context, view, sky, seconds);
    if (sky.fog > 0.02) this.#drawFog(context, view, sky, seconds);
  }

  #drawFog(context: CanvasRenderingContext2D, view: View, sky: Sky, seconds: number): void {
    const pattern = this.#fog ??= context.createPattern(drawFogPicture(), "repeat")!;
    const tint = tintOf(sky).map((value) => Math.round(Math.min(255, value * 0.92)));
    context.fillStyle = `rgba(${tint.join(", ")}, ${0.3 * sky.fog})`;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    const scale = view.zoom * view.pixelRatio;
    context.fillStyle = pattern;
    for (const [size, speed, strength] of [[1, 0.9, 0.6], [2.1, 1.7, 0.5]] as const) {
      const stretch = FOG_METRES * size * scale / FOG_SIDE;
      const x = (seconds * speed * (0.6 + sky.wind * 0.4) - view.left) * scale;
      const y = (Math.sin(seconds * 0.05 * speed) * 6 - view.top) * scale;
      pattern.setTransform(new DOMMatrix([stretch, 0, 0, stretch, x, y]));
      context.globalAlpha = strength * sky.fog * (0.35 + 0.65 * sky.daylight);
      context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    }
    context.globalAlpha = 1;
  }
}

function wrap(value: number, size: number): number {
  return ((value % size) + size) % size;
}

function drawRain(context: CanvasRenderingContext2D, view: View, sky: Sky, seconds: number): void {
  const { width, height } = context.canvas;
  const ratio = view.pixelRatio;
  const scale = view.zoom * ratio;
  const count = Math.round(Math.min(420, width * height / ratio / ratio / 3600) * sky.rain);
  const lean = 0.12 + sky.wind * 0.05;
  for (let depth = 0; depth < 2; depth++) {
    context.beginPath();
    const long = (depth === 0 ? 16 : 26) * ratio;
    const speed = (depth === 0 ? 820 : 1180) * ratio;
    for (let drop = depth; drop < count; drop += 2) {
      const hash = hashPlace(drop, depth, 91);
      const fall = (hash & 0xffff) / 65536 * height + seconds * speed * (0.85 + (drop & 7) * 0.04);
      const y = wrap(fall - view.top * scale * (0.6 + depth * 0.4), height + long) - long;
      const x = wrap((hash >>> 16) / 65536 * width + y * lean - view.left * scale * (0.6 + depth * 0.4), width);
      context.moveTo(x, y);
      context.lineTo(x + long * lean, y + long);
    }
    context.strokeStyle = depth === 0 ? "rgba(200, 216, 236, 0.28)" : "rgba(216, 230, 246, 0.4)";
    context.lineWidth = (depth === 0 ? 1 : 1.4) * ratio;
    context.stroke();
  }
}

/** Rings where drops fall; each keeps its place on the ground while it spreads. */
function drawSplashes(context: CanvasRenderingContext2D, view: View, rain: number, seconds: number): void {
  const scale = view.zoom * view.pixelRatio;
  const count = Math.round(90 * rain);
  for (let ring = 0; ring < count; ring++) {
    const life = seconds * 1.9 + ring / 90 * 13;
    const round = Math.floor(life);
    const age = life - round;
    const hash = hashPlace(ring, round, 17);
    const x = (hash & 0xffff) / 65536 * context.canvas.width;
    const y = (hash >>> 16) / 65536 * context.canvas.height;
    context.beginPath();
    const radius = (0.06 + age * 0.28) * scale;
    context.ellipse(x, y, radius, radius * 0.55, 0, 0, Math.PI * 2);
    context.strokeStyle = `rgba(226, 238, 250, ${(1 - age) * 0.4})`;
    context.lineWidth = view.pixelRatio;
    context.stroke();
  }
}

function drawSnow(context: CanvasRenderingContext2D, view: View, sky: Sky, seconds: number): void {
  const { width, height } = context.canvas;
  const ratio = view.pixelRatio;
  const scale = view.zoom * ratio;
  const count = Math.round(Math.min(520, width * height / ratio / ratio / 2600) * sky.snow);
  for (let depth = 0; depth < 3; depth++) {
    const size = (1 + depth * 0.75) * ratio;
    const near = 0.5 + depth * 0.28;
    context.beginPath();
    for (let flake = depth; flake < count; flake += 3) {
      const hash = hashPlace(flake, depth, 53);
      const sway = Math.sin(seconds * (0.6 + (flake & 3) * 0.2) + flake) * 14 * ratio;
      const fall = (hash & 0xffff) / 65536 * height + seconds * (38 + depth * 34) * ratio;
      const drift = (hash >>> 16) / 65536 * width + seconds * sky.wind * 14 * ratio + sway;
      const x = wrap(drift - view.left * scale * near, width);
      const y = wrap(fall - view.top * scale * near, height);
      context.moveTo(x + size, y);
      context.arc(x, y, size, 0, Math.PI * 2);
    }
    context.fillStyle = `rgba(250, 252, 255, ${0.5 + depth * 0.16})`;
    context.fill();
  }
}

function drawPuff(): OffscreenCanvas {
  const picture = new OffscreenCanvas(64, 64);
  const context = picture.getContext("2d")!;
  const gradient = context.createRadialGradient(32, 32, 2, 32, 32, 32);
  gradient.addColorStop(0, "rgba(236, 236, 240, 0.95)");
  gradient.addColorStop(0.55, "rgba(226, 226, 234, 0.5)");
  gradient.addColorStop(1, "rgba(220, 222, 232, 0)");
  context.fillStyle = gradient;
  context.fillRect(0, 0, 64, 64);
  return picture;
}

function drawFogPicture(): OffscreenCanvas {
  const texture = makeTexture(133, 4, 4);
  const picture = new OffscreenCanvas(FOG_SIDE, FOG_SIDE);
  const context = picture.getContext("2d")!;
  const pixels = context.createImageData(FOG_SIDE, FOG_SIDE);
  for (let y = 0; y < FOG_SIDE; y++) {
    for (let x = 0; x < FOG_SIDE; x++) {
      const thick = Math.max(0, Math.min(1, (sample(texture, x, y) - 0.3) / 0.6));
      const at = (y * FOG_SIDE + x) * 4;
      pixels.data[at] = 232;
      pixels.data[at + 1] = 236;
      pixels.data[at + 2] = 240;
      pixels.data[at + 3] = thick * thick * 190;
    }
  }
  context.putImageData(pixels, 0, 0);
  return picture;
}
