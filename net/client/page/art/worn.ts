/** What people wear and carry, by shape and colour of the content (world/content/schema/item.ts says which is which). */
import { blob, type Brush, line, polygon, tone } from "./brush.ts";
import type { Rgb } from "./look.ts";

/** Something that is seen to be worn. */
export interface WornThing {
  readonly shape: number;
  readonly colour: Rgb;
}

/** What is seen of what somebody wears. */
export interface Worn {
  readonly mainHand: WornThing | null;
  readonly head: WornThing | null;
  readonly chest: WornThing | null;
  readonly offHand: WornThing | null;
}

const WOOD: Rgb = [122, 90, 58];
const METAL: Rgb = [176, 180, 186];
/** Shapes of what is on the chest. */
const ROBE = 2;
const MAIL_FROM = 3;

/** Draws what is in the main hand, at that hand; `side` is -1 or 1: outward. */
export function drawWeapon(brush: Brush, { shape, colour }: WornThing, x: number, y: number, side: number): void {
  const blade = tone(colour);
  const handle = tone(WOOD, 0.8);
  switch (shape) {
    case 1:
    case 4: {
      const long = shape === 1 ? 0.78 : 0.42;
      line(brush, blade, 0.08, x, y - 0.04, x + side * 0.16, y - long);
      line(brush, tone(METAL, 0.7), 0.06, x - 0.1, y - 0.06 - side * 0.02, x + 0.1, y - 0.06 + side * 0.02);
      return line(brush, handle, 0.07, x, y, x - side * 0.03, y + 0.12);
    }
    case 2:
      line(brush, handle, 0.07, x - side * 0.04, y + 0.2, x + side * 0.14, y - 0.6);
      return polygon(
        brush,
        blade,
        ...[x + side * 0.1, y - 0.68, x + side * 0.36, y - 0.62, x + side * 0.36, y - 0.34, x + side * 0.08, y - 0.44],
      );
    case 3:
      line(brush, handle, 0.07, x - side * 0.04, y + 0.2, x + side * 0.13, y - 0.5);
      return blob(brush, x + side * 0.15, y - 0.56, 0.14, 0.14, blade);
    case 5:
      brush.strokeStyle = blade;
      brush.lineWidth = 0.07;
      brush.beginPath();
      brush.ellipse(x - side * 0.16, y - 0.05, 0.24, 0.62, 0, -Math.PI / 2, Math.PI / 2, side < 0);
      brush.stroke();
      return line(brush, "rgba(240, 236, 220, 0.85)", 0.02, x - side * 0.16, y - 0.67, x - side * 0.16, y + 0.57);
    case 7:
      line(brush, handle, 0.055, x, y + 0.06, x + side * 0.12, y - 0.36);
      return blob(brush, x + side * 0.13, y - 0.4, 0.07, 0.07, blade);
    case 8:
      line(brush, handle, 0.055, x - side * 0.08, y + 0.6, x + side * 0.12, y - 0.92);
      return polygon(
        brush,
        blade,
        ...[x + side * 0.05, y - 0.9, x + side * 0.15, y - 1.22, x + side * 0.2, y - 0.88],
      );
    default:
      line(brush, blade, 0.075, x - side * 0.06, y + 0.58, x + side * 0.1, y - 0.86);
      return blob(brush, x + side * 0.11, y - 0.9, 0.09, 0.09, tone(colour, 1.2));
  }
}

/** Draws a shield at the other hand. */
export function drawShield(brush: Brush, { shape, colour }: WornThing, x: number, y: number): void {
  const tall = shape === 3 ? 0.42 : 0.3;
  blob(brush, x, y, 0.27, tall, tone(colour, 0.62));
  blob(brush, x, y, 0.23, tall - 0.04, tone(colour));
  blob(brush, x, y, 0.07, 0.07, tone(METAL, 0.9));
}

/** Draws what is on the chest, over the shirt; `wide` is half of the torso. */
export function drawChest(brush: Brush, { shape, colour }: WornThing, wide: number): void {
  const hem = shape === ROBE ? -0.14 : -0.5;
  brush.fillStyle = tone(colour);
  brush.beginPath();
  brush.moveTo(-wide * 0.82, -1.24);
  brush.quadraticCurveTo(0, -1.33, wide * 0.82, -1.24);
  brush.quadraticCurveTo(wide * 1.14, -1.1, wide * (shape === ROBE ? 1.25 : 1.04), hem);
  brush.quadraticCurveTo(0, hem + 0.07, -wide * (shape === ROBE ? 1.25 : 1.04), hem);
  brush.quadraticCurveTo(-wide * 1.14, -1.1, -wide * 0.82, -1.24);
  brush.fill();
  if (shape >= MAIL_FROM) {
    for (let row = 0; row < 4; row++) {
      line(brush, tone(colour, 0.74), 0.035, -wide * 0.86, -1.12 + row * 0.15, wide * 0.86, -1.12 + row * 0.15);
    }
  } else line(brush, tone(colour, 0.7), 0.035, 0, -1.26, 0, hem + 0.02);
  line(brush, "#5a4028", 0.075, -wide * 0.98, -0.72, wide * 0.98, -0.72);
}

/** Draws what is on the head, whose middle is at (x, y): a hood, a helmet, a crown. */
export function drawHeadgear(brush: Brush, { shape, colour }: WornThing, x: number, y: number, faceX: number): void {
  if (shape === 1) {
    brush.strokeStyle = tone(colour, 0.9);
    brush.lineWidth = 0.13;
    brush.beginPath();
    brush.arc(x, y, 0.26, Math.PI * 0.84, Math.PI * 2.16);
    brush.stroke();
    return polygon(brush, tone(colour), x - 0.21, y - 0.21, x + 0.21, y - 0.21, x - faceX * 0.16, y - 0.4);
  }
  if (shape === 2) {
    brush.fillStyle = tone(colour);
    brush.beginPath();
    brush.ellipse(x, y - 0.06, 0.29, 0.28, 0, Math.PI, Math.PI * 2);
    brush.fill();
    line(brush, tone(colour, 0.7), 0.06, x - 0.28, y - 0.06, x + 0.28, y - 0.06);
    return blob(brush, x - 0.09, y - 0.2, 0.08, 0.05, tone(colour, 1.3, 0.8));
  }
  polygon(
    brush,
    tone(colour),
    ...[x - 0.24, y - 0.12, x - 0.26, y - 0.36, x - 0.12, y - 0.24, x, y - 0.42, x + 0.12, y - 0.24],
    ...[x + 0.26, y - 0.36, x + 0.24, y - 0.12],
  );
}
