/** What creatures of several plans have: heads, eyes, wings, coats. Lengths in metres. */
import type { Creature } from "../../../../world/content/mod.ts";
import { blob, type Brush, line, tone } from "./brush.ts";
import type { Rgb } from "./look.ts";
import type { Pose } from "./person.ts";

/** How a creature looks, by the content. */
export type CreatureLook = Creature["look"];
/** What a body has besides. */
export type Part = CreatureLook["parts"][number];

/** The colour of what a body keeps the sun from. */
export const SHADOW = "rgba(18, 26, 44, 0.28)";

/** One creature while it is drawn. */
export interface Drawing {
  readonly brush: Brush;
  readonly body: Rgb;
  readonly second: Rgb;
  readonly small: Rgb;
  readonly has: ReadonlySet<Part>;
  readonly pose: Pose;
  readonly faceX: number;
  /** Seen at a slant, what stands along the line of sight is short. */
  readonly faceY: number;
  /** -1 to 1: where the legs are in their stride. */
  readonly swing: number;
  readonly isMoving: boolean;
}

/** A point of a drawing, in metres. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Stripes, spots and moss between two ends of a body. */
export function pattern({ brush, has, second }: Drawing, from: Spot, to: Spot): void {
  if (has.has("stripes")) {
    for (let at = 0.2; at < 1; at += 0.25) {
      const x = from.x + (to.x - from.x) * at;
      const y = from.y + (to.y - from.y) * at;
      line(brush, tone(second, 0.7), 0.06, x, y - 0.2, x + 0.03, y + 0.15);
    }
  }
  if (has.has("spots")) {
    for (let at = 0.15; at < 1; at += 0.2) {
      const x = from.x + (to.x - from.x) * at;
      blob(brush, x, from.y + (to.y - from.y) * at - 0.06 + (at * 37 % 0.2), 0.06, 0.05, tone(second, 0.85));
    }
  }
  if (has.has("moss")) blob(brush, (from.x + to.x) / 2, (from.y + to.y) / 2 - 0.18, 0.3, 0.1, "#5f8a3c");
}

/** A head with what grows on it and eyes that look where it goes. */
export function drawHead(d: Drawing, x: number, y: number, size: number): void {
  const { brush, body, second, small, has, faceX, faceY } = d;
  if (has.has("ears")) {
    for (const side of [-1, 1]) {
      line(
        brush,
        tone(body, 0.8),
        size * 0.4,
        x + side * size * 0.6,
        y - size * 0.6,
        x + side * size * 0.8,
        y - size * 1.4,
      );
    }
  }
  blob(brush, x, y, size, size * 0.92, tone(body, 1.04));
  blob(brush, x + faceX * size * 0.75, y + faceY * size * 0.75 + size * 0.25, size * 0.5, size * 0.42, tone(second));
  if (has.has("horns") || has.has("antlers")) {
    for (const side of [-1, 1]) {
      const tipX = x + side * size * 1.1;
      const tipY = y - size * 1.8;
      line(brush, tone(small), size * 0.26, x + side * size * 0.5, y - size * 0.7, tipX, tipY);
      if (has.has("antlers")) {
        line(brush, tone(small), size * 0.2, tipX, tipY + size * 0.5, tipX + side * size * 0.6, tipY);
      }
    }
  }
  if (has.has("tusks")) {
    for (const side of [-1, 1]) {
      const baseX = x + faceX * size * 0.8 + side * size * 0.3;
      line(brush, "#f0e6cf", size * 0.18, baseX, y + size * 0.5, baseX + faceX * size * 0.3, y + size * 0.1);
    }
  }
  if (has.has("crest")) {
    for (let at = -1; at <= 1; at++) {
      line(brush, tone(small), size * 0.24, x, y - size * 0.7, x + at * size * 0.6, y - size * 1.5);
    }
  }
  if (has.has("skull")) blob(brush, x + faceX * 0.04, y, size * 0.85, size * 0.8, "#e8e2d2");
  if (faceY > -0.3) drawEyes(d, x + faceX * size * 0.5, y - size * 0.1, size * 0.55);
}

/** Eyes that look where it goes. */
export function drawEyes({ brush, has, faceX, small }: Drawing, x: number, y: number, apart: number): void {
  const glows = has.has("glow") || has.has("skull");
  for (const side of [-1, 1]) {
    if (Math.abs(faceX) > 0.8 && side === -Math.sign(faceX)) continue;
    const atX = x + side * apart * (1 - Math.abs(faceX) * 0.5);
    if (glows) blob(brush, atX, y, apart * 0.42, apart * 0.42, tone(small, 1.25));
    else {
      blob(brush, atX, y, apart * 0.36, apart * 0.4, "rgba(255, 255, 255, 0.75)");
      blob(brush, atX + faceX * 0.01, y, apart * 0.22, apart * 0.3, "#221c26");
    }
  }
}

/** A pair of wings that beat. */
export function drawWings({ brush, second, pose, isMoving }: Drawing, lift: number, span: number): void {
  const beat = Math.sin(pose.seconds * (isMoving ? 11 : 3)) * 0.25;
  for (const side of [-1, 1]) {
    brush.fillStyle = tone(second, side < 0 ? 0.8 : 0.92);
    brush.beginPath();
    brush.moveTo(side * 0.1, -lift);
    brush.quadraticCurveTo(side * span * 0.7, -lift - 0.6 - beat, side * span, -lift - 0.1 - beat);
    brush.quadraticCurveTo(side * span * 0.6, -lift + 0.05, side * 0.1, -lift + 0.2);
    brush.fill();
  }
}
