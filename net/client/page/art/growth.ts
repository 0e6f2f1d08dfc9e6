/** What grows and can be gathered: ores, herbs, bushes, shoals, stumps, crops. The foot is at the origin, in metres. */
import type { GatherNode } from "../../../../world/content/mod.ts";
import { blob, type Brush, line, makeChance, polygon, tone } from "./brush.ts";

type Rgb = readonly [number, number, number];

/** What is seen of something that grows. */
export interface Growth {
  readonly shape: GatherNode["look"]["shape"];
  /** As #rrggbb. */
  readonly colour: string;
  /** Whether there is something to be had. */
  readonly full: boolean;
  /** Of a crop: how far it is, 0 to 1; else 1. */
  readonly size: number;
  /** Whether it stands where a tree of the land stood. */
  readonly stump: boolean;
}

const STONE: Rgb = [128, 126, 122];
const STALK: Rgb = [96, 128, 62];

/** Draws it. The same `variant` always looks the same; `seconds` moves what swims. */
export function drawGrowth(brush: Brush, growth: Growth, variant: number, seconds: number): void {
  const chance = makeChance(variant);
  const colour = rgbOf(growth.colour);
  brush.lineCap = "round";
  brush.lineJoin = "round";
  switch (growth.shape) {
    case "rock":
    case "vein":
      return drawRock(brush, colour, growth.full, chance);
    case "crystal":
      return drawCrystals(brush, colour, growth.full, chance);
    case "bush":
      return drawBush(brush, colour, growth.full, chance);
    case "mushroom":
      return drawMushrooms(brush, colour, growth.full, chance);
    case "shoal":
      return drawShoal(brush, colour, growth.full, chance, seconds);
    case "tree":
    case "stump":
      return drawStump(brush, colour);
    case "sprout":
      return drawSprouts(brush, colour, growth, chance);
    case "flower":
    case "reed":
      return drawFlowers(brush, colour, growth, chance);
  }
}

/** What an object is, by its look: a chest, a gate. */
export function drawObject(brush: Brush, what: number, isEmpty: boolean): void {
  if (what === 2) {
    shadow(brush, 0.9);
    for (let bar = -3; bar <= 3; bar++) line(brush, "#3b3f46", 0.09, bar * 0.24, 0.05, bar * 0.24, -1.5);
    for (const height of [-0.25, -1.2]) line(brush, "#4b5058", 0.1, -0.86, height, 0.86, height);
    for (let bar = -3; bar <= 3; bar++) {
      polygon(brush, "#565c66", bar * 0.24 - 0.07, -1.48, bar * 0.24, -1.68, bar * 0.24 + 0.07, -1.48);
    }
    return;
  }
  shadow(brush, 0.6);
  polygon(brush, "#5a3a20", -0.5, 0.04, -0.5, -0.36, 0.5, -0.36, 0.5, 0.04);
  polygon(brush, "#7a5230", -0.46, 0, -0.46, -0.32, 0.46, -0.32, 0.46, 0);
  if (isEmpty) polygon(brush, "#2b1c10", -0.46, -0.32, -0.4, -0.44, 0.4, -0.44, 0.46, -0.32);
  const lid = isEmpty ? -0.44 : -0.32;
  polygon(brush, "#8a5f38", -0.5, lid, -0.46, lid - 0.22, 0.46, lid - 0.22, 0.5, lid);
  for (const x of [-0.34, 0.34]) {
    polygon(brush, "#c9a54a", x - 0.05, 0.02, x - 0.05, lid - 0.2, x + 0.05, lid - 0.2, x + 0.05, 0.02);
  }
  blob(brush, 0, lid + 0.05, 0.07, 0.09, "#e3c46a");
}

/** A colour of the content as its parts. */
function rgbOf(colour: string): Rgb {
  const at = (from: number) => Number.parseInt(colour.slice(from, from + 2), 16);
  return [at(1), at(3), at(5)];
}

function shadow(brush: Brush, radius: number): void {
  blob(brush, 0, 0.02, radius, radius * 0.4, "rgba(20, 30, 40, 0.24)");
}

function drawRock(brush: Brush, colour: Rgb, full: boolean, chance: () => number): void {
  shadow(brush, 0.72);
  const top = 0.52 + chance() * 0.14;
  polygon(brush, tone(STONE, 0.7), -0.64, 0, -0.52, -0.42, -0.1, -top, 0.38, -top * 0.86, 0.62, -0.3, 0.6, 0, 0, 0.16);
  polygon(brush, tone(STONE, 0.98), -0.5, -0.4, -0.1, -top, 0.36, -top * 0.86, 0.1, -0.36, -0.2, -0.26);
  polygon(brush, tone(STONE, 0.84), 0.36, -top * 0.86, 0.6, -0.3, 0.3, -0.1, 0.1, -0.36);
  if (!full) {
    for (let hole = 0; hole < 3; hole++) {
      blob(brush, (chance() - 0.5) * 0.7, -0.14 - chance() * 0.26, 0.09, 0.06, tone(STONE, 0.45));
    }
    return;
  }
  for (let vein = 0; vein < 5; vein++) {
    const x = (chance() - 0.5) * 0.8;
    const y = -0.12 - chance() * 0.34;
    polygon(brush, tone(colour, 0.8), x - 0.09, y, x, y - 0.09, x + 0.1, y - 0.01, x + 0.01, y + 0.06);
    polygon(brush, tone(colour, 1.25), x - 0.05, y - 0.01, x, y - 0.07, x + 0.05, y - 0.02);
  }
}

function drawCrystals(brush: Brush, colour: Rgb, full: boolean, chance: () => number): void {
  shadow(brush, 0.66);
  polygon(brush, tone(STONE, 0.75), -0.6, 0, -0.4, -0.26, 0.3, -0.3, 0.58, -0.04, 0.1, 0.14);
  const count = full ? 6 : 0;
  for (let number = 0; number < count; number++) {
    const x = (number - 2.5) * 0.17 + (chance() - 0.5) * 0.08;
    const tall = 0.34 + chance() * 0.4;
    const lean = (x * 0.5) + (chance() - 0.5) * 0.1;
    polygon(brush, tone(colour, 0.82), x - 0.07, -0.1, x + lean, -0.1 - tall, x + 0.08, -0.08);
    polygon(brush, tone(colour, 1.15), x - 0.05, -0.1, x + lean, -0.1 - tall, x + 0.01, -0.08);
  }
  if (!full) blob(brush, 0, -0.16, 0.2, 0.07, tone(STONE, 0.5));
}

function drawBush(brush: Brush, colour: Rgb, full: boolean, chance: () => number): void {
  shadow(brush, 0.6);
  const green: Rgb = [84, 118, 62];
  const lobes = Array.from({ length: 7 }, () => ({
    x: (chance() - 0.5) * 0.8,
    y: -0.16 - chance() * 0.36,
    size: 0.22 + chance() * 0.12,
  }));
  lobes.sort((a, b) => a.y - b.y);
  for (const { x, y, size } of lobes) blob(brush, x, y + 0.05, size * 1.05, size, tone(green, 0.62));
  for (const { x, y, size } of lobes) blob(brush, x, y, size * 0.94, size * 0.86, tone(green, 0.95));
  for (const { x, y, size } of lobes) blob(brush, x - 0.05, y - 0.07, size * 0.5, size * 0.42, tone(green, 1.15));
  if (!full) return;
  for (let fruit = 0; fruit < 14; fruit++) {
    const x = (chance() - 0.5) * 0.95;
    const y = -0.1 - chance() * 0.5;
    blob(brush, x, y, 0.05, 0.05, tone(colour, 0.9));
    blob(brush, x - 0.015, y - 0.015, 0.02, 0.02, tone(colour, 1.6));
  }
}

function drawMushrooms(brush: Brush, colour: Rgb, full: boolean, chance: () => number): void {
  shadow(brush, 0.5);
  const count = full ? 7 : 2;
  for (let number = 0; number < count; number++) {
    const turn = number / 7 * Math.PI * 2 + chance() * 0.4;
    const x = Math.cos(turn) * 0.42;
    const y = Math.sin(turn) * 0.2;
    const tall = 0.14 + chance() * 0.1;
    line(brush, tone([226, 216, 196], 0.92), 0.06, x, y, x, y - tall);
    const cap = full ? 0.13 : 0.06;
    blob(brush, x, y - tall, cap, cap * 0.62, tone(colour, 0.78));
    blob(brush, x - 0.02, y - tall - 0.02, cap * 0.8, cap * 0.44, tone(colour, 1.04));
  }
}

function drawShoal(brush: Brush, colour: Rgb, full: boolean, chance: () => number, seconds: number): void {
  blob(brush, 0, 0, 0.95, 0.46, "rgba(20, 44, 60, 0.2)");
  if (!full) return;
  for (let fish = 0; fish < 5; fish++) {
    const own = chance() * Math.PI * 2;
    const turn = own + seconds * (0.5 + chance() * 0.4) * (fish % 2 === 0 ? 1 : -1);
    const away = 0.35 + chance() * 0.4;
    const x = Math.cos(turn) * away;
    const y = Math.sin(turn) * away * 0.48;
    const side = Math.cos(turn + (fish % 2 === 0 ? Math.PI / 2 : -Math.PI / 2)) >= 0 ? 1 : -1;
    brush.globalAlpha *= 0.75;
    blob(brush, x, y, 0.15, 0.055, tone(colour, 0.75));
    polygon(brush, tone(colour, 0.65), x - side * 0.12, y, x - side * 0.23, y - 0.06, x - side * 0.23, y + 0.06);
    brush.globalAlpha /= 0.75;
  }
  const ring = (seconds * 0.4) % 1;
  brush.strokeStyle = `rgba(235, 246, 250, ${(0.5 * (1 - ring)).toFixed(2)})`;
  brush.lineWidth = 0.03;
  brush.beginPath();
  brush.ellipse(0.1, 0, 0.15 + ring * 0.7, 0.07 + ring * 0.32, 0, 0, Math.PI * 2);
  brush.stroke();
}

function drawStump(brush: Brush, colour: Rgb): void {
  shadow(brush, 0.44);
  polygon(brush, tone(colour, 0.62), -0.34, 0.04, -0.26, -0.3, 0.26, -0.3, 0.36, 0.05, 0.12, 0.12, -0.14, 0.11);
  blob(brush, 0, -0.3, 0.27, 0.13, tone(colour, 1.3));
  for (const radius of [0.2, 0.13, 0.06]) {
    brush.strokeStyle = tone(colour, 0.95);
    brush.lineWidth = 0.018;
    brush.beginPath();
    brush.ellipse(0.01, -0.3, radius, radius * 0.48, 0, 0, Math.PI * 2);
    brush.stroke();
  }
}

function drawSprouts(brush: Brush, colour: Rgb, { size, full }: Growth, chance: () => number): void {
  shadow(brush, 0.46);
  const tall = 0.1 + 0.6 * size;
  for (let stalk = 0; stalk < 9; stalk++) {
    const x = (chance() - 0.5) * 0.8;
    const y = (chance() - 0.5) * 0.26;
    const lean = (chance() - 0.5) * 0.16;
    line(brush, tone(STALK, 0.8 + chance() * 0.3), 0.035, x, y, x + lean, y - tall);
    if (size < 0.5) continue;
    blob(brush, x + lean, y - tall, 0.05, full ? 0.12 : 0.07, tone(full ? colour : STALK, 1.05));
  }
}

function drawFlowers(brush: Brush, colour: Rgb, { full, shape }: Growth, chance: () => number): void {
  shadow(brush, 0.46);
  const tall = shape === "reed" ? 0.8 : 0.42;
  for (let stalk = 0; stalk < 11; stalk++) {
    const x = (chance() - 0.5) * 0.8;
    const y = (chance() - 0.5) * 0.24;
    const lean = (chance() - 0.5) * 0.24;
    const height = tall * (full ? 0.7 + chance() * 0.5 : 0.3);
    line(brush, tone(STALK, 0.75 + chance() * 0.35), 0.035, x, y, x + lean, y - height);
    if (!full) continue;
    blob(brush, x + lean, y - height, 0.075, 0.06, tone(colour, 0.8));
    blob(brush, x + lean - 0.015, y - height - 0.015, 0.05, 0.04, tone(colour, 1.1));
  }
}
