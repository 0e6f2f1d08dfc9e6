/** The light over the scene: the tint of the hour, shadows of clouds, pools of lamplight. Drawn small, laid over large. */
import { makeTexture, sample } from "../ground/texture.ts";
import { lampStrength, litPart, type Sky, tintOf } from "./sky.ts";
import type { Actor } from "./actor.ts";
import type { Light } from "./stills.ts";
import type { View } from "./view.ts";

/** The layer of light has one pixel for this many of the screen, along each side. */
const COARSENESS = 4;
/** A faint light around the own character, so that it is seen, in metres. */
const OWN_METRES = 8.5;
const CLOUD_METRES = 210;
const CLOUD_SIDE = 256;

/** Lays light over the scene. One per page. */
export class Lighting {
  readonly #layer = new OffscreenCanvas(1, 1);
  readonly #pool = drawPool([255, 214, 150]);
  readonly #glow = drawPool([255, 186, 92]);
  readonly #pane = drawPane();
  #clouds: CanvasPattern | null = null;

  /** Multiplies the scene with the light of the moment; who carries a lamp has its light, the own character a faint one. */
  shade(
    context: CanvasRenderingContext2D,
    view: View,
    sky: Sky,
    lights: readonly Light[],
    seconds: number,
    actors: readonly Pick<Actor, "own" | "x" | "y" | "light">[],
  ): void {
    const tint = tintOf(sky);
    const cloudy = sky.daylight > 0.25 ? Math.min(1, 0.35 + sky.clouds) * sky.daylight * (1 - sky.rain) : 0;
    const layer = this.#layer;
    const width = Math.ceil(context.canvas.width / COARSENESS);
    const height = Math.ceil(context.canvas.height / COARSENESS);
    if (layer.width !== width || layer.height !== height) [layer.width, layer.height] = [width, height];
    const small = layer.getContext("2d")!;
    const scale = view.zoom * view.pixelRatio / COARSENESS;
    small.globalCompositeOperation = "source-over";
    small.globalAlpha = 1;
    small.setTransform(1, 0, 0, 1, 0, 0);
    small.fillStyle = `rgb(${tint.map(Math.round).join(" ")})`;
    small.fillRect(0, 0, width, height);
    if (cloudy > 0.02) this.#drawClouds(small, view, scale, sky, seconds, cloudy);
    const strength = lampStrength(sky);
    if (strength > 0) {
      small.globalCompositeOperation = "lighter";
      const part = litPart(sky);
      // While the sky is still bright, lamps add little to it.
      const bright = (tint[0] + tint[1] + tint[2]) / 765;
      const added = strength * Math.max(0.15, Math.min(1, 1.35 - bright));
      for (const light of lights) if (light.luck <= part) this.#drawPoolOf(small, view, scale, light, added);
      for (const { own, x, y, light } of actors) {
        if (light > 0) this.#drawPoolAt(small, view, scale, { x, y, metres: light, strength: added * 0.9 });
        else if (own) this.#drawPoolAt(small, view, scale, { x, y, metres: OWN_METRES, strength: strength * 0.3 });
      }
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalCompositeOperation = "multiply";
    context.drawImage(layer, 0, 0, width * COARSENESS, height * COARSENESS);
    context.globalCompositeOperation = "source-over";
  }

  /** Draws what shines itself: panes of lamps and windows, with a haze of light around. */
  glow(context: CanvasRenderingContext2D, view: View, sky: Sky, all: readonly Light[], seconds: number): void {
    const strength = lampStrength(sky);
    if (strength === 0) return;
    const part = litPart(sky);
    const lights = all.filter(({ luck }) => luck <= part);
    const scale = view.zoom * view.pixelRatio;
    context.globalCompositeOperation = "lighter";
    for (const { x, y, kind } of lights) {
      const pixelX = (x - view.left) * scale;
      const pixelY = (y - view.top) * scale;
      if (!isNear(pixelX, pixelY, context.canvas, 4 * scale)) continue;
      const flicker = 0.92 + 0.08 * Math.sin(seconds * 5 + x * 7 + y * 3);
      const size = (kind === "lamp" ? 3.4 : 2.2) * scale;
      context.globalAlpha = strength * flicker * (kind === "lamp" ? 0.85 : 0.62);
      context.drawImage(this.#glow, pixelX - size / 2, pixelY - size / 2, size, size);
    }
    context.globalCompositeOperation = "source-over";
    context.globalAlpha = strength;
    this.#drawPanes(context, view, scale, lights);
    context.globalAlpha = 1;
  }

  /** The panes themselves: four to a window, warm in the middle. */
  #drawPanes(context: CanvasRenderingContext2D, view: View, scale: number, lights: readonly Light[]): void {
    for (const { x, y, kind } of lights) {
      const pixelX = (x - view.left) * scale;
      const pixelY = (y - view.top) * scale;
      if (!isNear(pixelX, pixelY, context.canvas, scale)) continue;
      const wide = (kind === "lamp" ? 0.17 : kind === "arch" ? 0.28 : 0.4) * scale;
      const tall = (kind === "lamp" ? 0.2 : kind === "arch" ? 0.7 : 0.43) * scale;
      context.drawImage(this.#pane, pixelX - wide, pixelY - tall, wide * 2, tall * 2);
      if (kind === "lamp" || scale < 8) continue;
      context.fillStyle = "rgba(58, 38, 20, 0.9)";
      const bar = Math.max(1, 0.05 * scale);
      context.fillRect(pixelX - bar / 2, pixelY - tall, bar, tall * 2);
      context.fillRect(pixelX - wide, pixelY - bar / 2, wide * 2, bar);
    }
  }

  #drawPoolAt(
    small: OffscreenCanvasRenderingContext2D,
    view: View,
    scale: number,
    { x, y, metres, strength }: {
      readonly x: number;
      readonly y: number;
      readonly metres: number;
      readonly strength: number;
    },
  ): void {
    const size = metres * 2 * scale;
    const [left, top] = [(x - view.left) * scale, (y - view.top) * scale];
    if (!isNear(left, top, this.#layer, size)) return;
    small.globalAlpha = strength;
    small.drawImage(this.#pool, left - size / 2, top - size / 2, size, size);
  }

  #drawPoolOf(
    small: OffscreenCanvasRenderingContext2D,
    view: View,
    scale: number,
    light: Light,
    strength: number,
  ): void {
    const wide = (light.kind === "lamp" ? 15 : 6.5) * scale;
    const tall = wide * (light.kind === "lamp" ? 0.86 : 0.7);
    const x = (light.x - view.left) * scale;
    const y = (light.groundY - view.top) * scale;
    if (!isNear(x, y, this.#layer, wide)) return;
    small.globalAlpha = strength * (light.kind === "lamp" ? 0.95 : 0.5);
    small.drawImage(this.#pool, x - wide / 2, y - tall / 2, wide, tall);
  }

  #drawClouds(
    small: OffscreenCanvasRenderingContext2D,
    view: View,
    scale: number,
    sky: Sky,
    seconds: number,
    strength: number,
  ): void {
    const pattern = this.#clouds ??= small.createPattern(drawCloudShadows(), "repeat")!;
    const stretch = CLOUD_METRES * scale / CLOUD_SIDE;
    const drift = seconds * (1.2 + sky.wind * 0.5);
    const x = (drift - view.left) * scale;
    const y = (drift * 0.35 - view.top) * scale;
    pattern.setTransform(new DOMMatrix([stretch, 0, 0, stretch, x, y]));
    small.fillStyle = pattern;
    small.globalAlpha = strength;
    small.fillRect(0, 0, this.#layer.width, this.#layer.height);
    small.globalAlpha = 1;
  }
}

function isNear(
  x: number,
  y: number,
  canvas: { readonly width: number; readonly height: number },
  reach: number,
): boolean {
  return x > -reach && y > -reach && x < canvas.width + reach && y < canvas.height + reach;
}

function drawPool([red, green, blue]: readonly [number, number, number]): OffscreenCanvas {
  const side = 128;
  const picture = new OffscreenCanvas(side, side);
  const context = picture.getContext("2d")!;
  const gradient = context.createRadialGradient(side / 2, side / 2, 0, side / 2, side / 2, side / 2);
  for (let stop = 0; stop <= 8; stop++) {
    const part = stop / 8;
    const strength = (1 - part) ** 2;
    gradient.addColorStop(part, `rgba(${red}, ${green}, ${blue}, ${strength})`);
  }
  context.fillStyle = gradient;
  context.fillRect(0, 0, side, side);
  return picture;
}

function drawPane(): OffscreenCanvas {
  const picture = new OffscreenCanvas(32, 32);
  const context = picture.getContext("2d")!;
  const gradient = context.createRadialGradient(16, 19, 2, 16, 17, 20);
  gradient.addColorStop(0, "#fff0c4");
  gradient.addColorStop(0.5, "#ffd489");
  gradient.addColorStop(1, "#e89a4a");
  context.fillStyle = gradient;
  context.fillRect(0, 0, 32, 32);
  return picture;
}

function drawCloudShadows(): OffscreenCanvas {
  const texture = makeTexture(91, 4, 4);
  const picture = new OffscreenCanvas(CLOUD_SIDE, CLOUD_SIDE);
  const context = picture.getContext("2d")!;
  const pixels = context.createImageData(CLOUD_SIDE, CLOUD_SIDE);
  for (let y = 0; y < CLOUD_SIDE; y++) {
    for (let x = 0; x < CLOUD_SIDE; x++) {
      const thick = Math.max(0, Math.min(1, (sample(texture, x, y) - 0.52) / 0.16));
      const at = (y * CLOUD_SIDE + x) * 4;
      pixels.data[at] = 40;
      pixels.data[at + 1] = 56;
      pixels.data[at + 2] = 96;
      pixels.data[at + 3] = thick * thick * (3 - 2 * thick) * 62;
    }
  }
  context.putImageData(pixels, 0, 0);
  return picture;
}
