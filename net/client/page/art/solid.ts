/** Boxes and lines in space, seen from above at a slant: for what has a direction. Metres, from its foot. */
import { type Brush, line, polygon, RISE, tone } from "./brush.ts";
import type { Rgb } from "./look.ts";

/** A box: along where the thing runs, across that (to the right of it), and up. */
export interface Box {
  readonly along: readonly [number, number];
  readonly across: readonly [number, number];
  readonly up: readonly [number, number];
  readonly colour: Rgb;
  readonly light?: number;
}

/** A rod between two points: along, across, up. */
export interface Rod {
  readonly from: Point;
  readonly to: Point;
  readonly width: number;
  readonly colour: Rgb;
  readonly light?: number;
}

/** Along, across, up. */
export type Point = readonly [number, number, number];

/** Light comes from the north-west, so that what looks east lies in shade. */
const SHADE = 0.17;

/** What one thing is made of; drawn from back to front. */
export class Solid {
  readonly #brush: Brush;
  readonly #cos: number;
  readonly #sin: number;
  readonly #parts: { readonly depth: number; readonly draw: () => void }[] = [];

  /** `facing`: where it runs, in radians. */
  constructor(brush: Brush, facing: number) {
    this.#brush = brush;
    // What runs straight east or south has no sides that are thinner than a hair.
    this.#cos = Math.round(Math.cos(facing) * 1e4) / 1e4;
    this.#sin = Math.round(Math.sin(facing) * 1e4) / 1e4;
  }

  /** Where a point is on the picture. */
  at([along, across, up]: Point): [number, number] {
    return [
      along * this.#cos - across * this.#sin,
      along * this.#sin + across * this.#cos - up * RISE,
    ];
  }

  /** Fills a face at once, under all that is added. */
  ground(style: string, ...points: readonly Point[]): void {
    polygon(this.#brush, style, ...points.flatMap((point) => this.at(point)));
  }

  box(box: Box): void {
    const [fromA, toA] = box.along;
    const [fromC, toC] = box.across;
    const foot = this.at([(fromA + toA) / 2, (fromC + toC) / 2, 0])[1];
    this.#parts.push({ depth: foot * 100 + box.up[0], draw: () => this.#drawBox(box) });
  }

  rod(rod: Rod): void {
    const foot = this.at([(rod.from[0] + rod.to[0]) / 2, (rod.from[1] + rod.to[1]) / 2, 0])[1];
    this.#parts.push({
      depth: foot * 100 + Math.min(rod.from[2], rod.to[2]),
      draw: () => line(this.#brush, tone(rod.colour, rod.light), rod.width, ...this.at(rod.from), ...this.at(rod.to)),
    });
  }

  /** A face by itself: cloth, a roof. It is behind what is nearer than its middle. */
  face(style: string, ...points: readonly Point[]): void {
    const depth = points.reduce((sum, [along, across]) => sum + this.at([along, across, 0])[1], 0) / points.length;
    this.#parts.push({
      depth: depth * 100 + Math.min(...points.map(([, , up]) => up)),
      draw: () => this.ground(style, ...points),
    });
  }

  /** Draws all that was added. */
  draw(): void {
    this.#parts.sort((a, b) => a.depth - b.depth);
    for (const { draw } of this.#parts) draw();
    this.#parts.length = 0;
  }

  #drawBox({ along: [a0, a1], across: [c0, c1], up: [low, high], colour, light = 1 }: Box): void {
    const sides: readonly (readonly [number, number, Point, Point])[] = [
      [this.#cos, this.#sin, [a1, c0, 0], [a1, c1, 0]],
      [-this.#cos, -this.#sin, [a0, c1, 0], [a0, c0, 0]],
      [-this.#sin, this.#cos, [a1, c1, 0], [a0, c1, 0]],
      [this.#sin, -this.#cos, [a0, c0, 0], [a1, c0, 0]],
    ];
    for (const [x, y, [alongA, acrossA], [alongB, acrossB]] of sides) {
      if (y <= 0) continue;
      const style = tone(colour, light * (0.74 - SHADE * x));
      this.ground(style, [alongA, acrossA, low], [alongB, acrossB, low], [alongB, acrossB, high], [
        alongA,
        acrossA,
        high,
      ]);
    }
    this.ground(tone(colour, light * 1.06), [a0, c0, high], [a1, c0, high], [a1, c1, high], [a0, c1, high]);
  }
}
