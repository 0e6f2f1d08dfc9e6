/** Landmarks of cloth, light, ice and what grows. */
import { blob, line, polygon, tone } from "./brush.ts";
import type { LandmarkDrawing } from "./landmarks.ts";
import type { Rgb } from "./look.ts";
import { Solid } from "./solid.ts";

const POLE: Rgb = [112, 84, 56];
const STALK: Rgb = [96, 128, 62];

/** A pole with a long cloth. */
export function drawBanner({ brush, size, colour }: LandmarkDrawing): void {
  const top = -size * 0.8;
  line(brush, tone(POLE, 0.9), 0.12, 0, 0.02, 0, top);
  line(brush, tone(POLE, 1.1), 0.08, -0.08, top + 0.12, 0.86, top + 0.12);
  blob(brush, 0, top - 0.05, 0.1, 0.1, "#d9b45a");
  const [left, right, upper, lower] = [0.1, 0.82, top + 0.14, top * 0.3];
  const middle = (left + right) / 2;
  polygon(brush, tone(colour, 0.9), left, upper, right, upper, right, lower, middle, lower - 0.26, left, lower);
  polygon(brush, tone(colour, 1.14), left, upper, left + 0.2, upper, left + 0.2, lower - 0.13, left, lower);
  line(brush, tone(colour, 0.62), 0.03, right - 0.16, upper, right - 0.16, lower - 0.1);
  line(brush, "#e8d9a6", 0.06, left, upper + 0.16, right, upper + 0.16);
  blob(brush, middle, (upper + lower) / 2, 0.19, 0.19, "#e8d9a6");
  blob(brush, middle, (upper + lower) / 2, 0.11, 0.11, tone(colour, 0.9));
}

/** A post with a lantern that is lit. */
export function drawLampPost({ brush, size }: LandmarkDrawing): void {
  const top = -size * 0.8;
  line(brush, tone(POLE, 0.72), 0.16, 0, 0.02, 0, top + 0.1);
  line(brush, tone(POLE, 0.9), 0.1, 0, top + 0.1, 0.44, top + 0.1);
  line(brush, tone(POLE, 0.7), 0.07, 0, top + 0.5, 0.32, top + 0.12);
  blob(brush, 0.44, top + 0.42, 0.4, 0.4, "rgba(255, 206, 110, 0.22)");
  polygon(brush, "#3b342c", 0.26, top + 0.2, 0.44, top + 0.08, 0.62, top + 0.2);
  polygon(brush, "#ffd98a", 0.3, top + 0.2, 0.58, top + 0.2, 0.54, top + 0.6, 0.34, top + 0.6);
  blob(brush, 0.44, top + 0.42, 0.07, 0.12, "#fff3cf");
  for (const x of [0.3, 0.58]) line(brush, "#3b342c", 0.04, x, top + 0.2, x > 0.4 ? 0.54 : 0.34, top + 0.6);
  line(brush, "#3b342c", 0.07, 0.32, top + 0.62, 0.56, top + 0.62);
}

/** Spires of ice around a tall one. */
export function drawIce({ brush, size, colour, chance }: LandmarkDrawing): void {
  const spires = Array.from({ length: 9 }, (_, at) => {
    const turn = at / 9 * Math.PI * 2;
    return { x: Math.cos(turn) * size * 0.2, y: Math.sin(turn) * size * 0.08, tall: size * (0.2 + chance() * 0.28) };
  });
  spires.push({ x: 0, y: 0, tall: size * 0.8 });
  spires.sort((a, b) => a.y - b.y);
  for (const { x, y, tall } of spires) {
    const wide = 0.1 + tall * 0.12;
    const tip = x * 1.35 + (chance() - 0.5) * 0.1;
    polygon(brush, tone(colour, 0.72), x - wide, y, tip, y - tall, x + wide, y, x, y + wide * 0.5);
    polygon(brush, tone(colour, 1), x - wide, y, tip, y - tall, x + wide * 0.1, y + wide * 0.46);
    line(brush, "rgba(255, 255, 255, 0.75)", 0.03, x - wide * 0.4, y - tall * 0.1, tip, y - tall * 0.92);
  }
}

/** A patch of flowers. */
export function drawFlowers({ brush, size, colour, chance }: LandmarkDrawing): void {
  const [half, deep] = [size / 2, size * 0.34];
  const stalks = Array.from({ length: Math.round(24 + size * size * 3) }, () => {
    const [turn, far] = [chance() * Math.PI * 2, Math.sqrt(chance())];
    return { x: Math.cos(turn) * half * far, y: Math.sin(turn) * deep * far };
  });
  stalks.sort((a, b) => a.y - b.y);
  for (const { x, y } of stalks) {
    const tall = 0.16 + chance() * 0.26;
    const lean = (chance() - 0.5) * 0.14;
    line(brush, tone(STALK, 0.75 + chance() * 0.35), 0.035, x, y, x + lean, y - tall);
    if (chance() < 0.35) continue;
    blob(brush, x + lean, y - tall, 0.09, 0.07, tone(colour, 0.8 + chance() * 0.3));
    blob(brush, x + lean, y - tall, 0.03, 0.025, "#f3dc7a");
  }
}

/** Briars as high as a man, one grown through the other. */
export function drawThorns({ brush, size, facing, colour, chance }: LandmarkDrawing): void {
  const solid = new Solid(brush, facing);
  const half = size / 2;
  solid.ground("rgba(20, 26, 30, 0.34)", [-half, -0.8, 0], [half + 0.6, -0.8, 0], [half + 0.6, 1, 0], [-half, 1, 0]);
  // Leaves and shadow between the briars, so that one does not see through.
  const heart = Array.from({ length: Math.round(size * 5) }, () => {
    return solid.at([(chance() - 0.5) * (size - 0.6), (chance() - 0.5) * 1.1, 0]);
  }).sort((a, b) => a[1] - b[1]);
  for (const [x, y] of heart) {
    const tall = 0.35 + chance() * 0.95;
    blob(brush, x, y - tall * 0.5, 0.34 + chance() * 0.16, 0.2 + tall * 0.42, tone([40, 46, 34], 0.7 + chance() * 0.5));
  }
  const briars = Array.from({ length: Math.round(size * 11) }, () => {
    const [along, across] = [(chance() - 0.5) * size, (chance() - 0.5) * 1.3];
    return {
      from: [along, across, 0] as const,
      to: [along + (chance() - 0.5) * 3, across + (chance() - 0.5), 0] as const,
    };
  });
  briars.sort((a, b) => solid.at(a.from)[1] - solid.at(b.from)[1]);
  const dark: Rgb = [58, 62, 42];
  for (const { from, to } of briars) {
    const tall = 0.9 + chance() * 1.5;
    const [x, y] = solid.at(from);
    const [endX, endY] = solid.at(to);
    const light = 0.55 + chance() * 0.7;
    brush.strokeStyle = tone(dark, light);
    brush.lineWidth = 0.07 + chance() * 0.08;
    brush.beginPath();
    brush.moveTo(x, y);
    brush.quadraticCurveTo((x + endX) / 2, Math.min(y, endY) - tall, endX, endY);
    brush.stroke();
    for (let thorn = 1; thorn < 6; thorn++) {
      const part = thorn / 6;
      const rest = 1 - part;
      const thornX = rest * rest * x + 2 * rest * part * (x + endX) / 2 + part * part * endX;
      const thornY = rest * rest * y + 2 * rest * part * (Math.min(y, endY) - tall) + part * part * endY;
      const side = thorn % 2 === 0 ? 0.13 : -0.13;
      line(brush, tone(dark, light * 1.5), 0.03, thornX, thornY, thornX + side, thornY - 0.12);
      if (chance() < 0.16) blob(brush, thornX, thornY, 0.09, 0.07, tone(colour, 0.7 + chance() * 0.6));
      else if (chance() < 0.3) blob(brush, thornX, thornY, 0.13, 0.07, tone([70, 92, 50], 0.6 + chance() * 0.5));
    }
  }
}
