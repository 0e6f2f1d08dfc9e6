/** What stands in rooms and dungeons, drawn in metres with its foot at the origin. */
import { PROP, type PropKind } from "../../../../world/terrain/types.ts";
import { blob, type Brush, line, polygon, tone } from "./brush.ts";

const SHADE = "rgba(16, 12, 20, 0.3)";

/** Draws a piece of furniture; false if the kind is none. */
export function drawFurniture(brush: Brush, kind: PropKind, variant: number, chance: () => number): boolean {
  switch (kind) {
    case PROP.table:
      drawTable(brush, variant);
      return true;
    case PROP.stool:
      blob(brush, 0.05, 0.06, 0.3, 0.16, SHADE);
      for (const x of [-0.16, 0.16]) line(brush, "#5c4128", 0.08, x, 0.05, x * 0.8, -0.26);
      blob(brush, 0, -0.3, 0.28, 0.17, "#a87c4c");
      blob(brush, -0.04, -0.32, 0.18, 0.09, "#bd9260");
      return true;
    case PROP.bed:
      drawBed(brush, variant);
      return true;
    case PROP.hearth:
      drawHearth(brush);
      return true;
    case PROP.barrel:
      drawBarrel(brush);
      return true;
    case PROP.shelf:
      drawShelf(brush, chance);
      return true;
    case PROP.anvil:
      drawAnvil(brush);
      return true;
    case PROP.crate:
      drawCrate(brush);
      return true;
    case PROP.counter:
      polygon(brush, SHADE, -0.6, 0.1, 0.75, 0.1, 0.8, 0.4, -0.5, 0.4);
      polygon(brush, "#7a5636", -0.55, -0.5, 0.55, -0.5, 0.55, 0.3, -0.55, 0.3);
      polygon(brush, "#b98a58", -0.6, -0.72, 0.6, -0.72, 0.6, -0.36, -0.6, -0.36);
      line(brush, "rgba(60, 38, 20, 0.5)", 0.03, -0.18, -0.34, -0.18, 0.28);
      line(brush, "rgba(60, 38, 20, 0.5)", 0.03, 0.2, -0.34, 0.2, 0.28);
      if ((variant & 1) === 0) blob(brush, 0.2, -0.58, 0.09, 0.08, "#c8c4b4");
      return true;
    case PROP.pillar:
      drawPillar(brush);
      return true;
    case PROP.bones:
      drawBones(brush, chance);
      return true;
    case PROP.crystal:
      drawCrystal(brush, variant, chance);
      return true;
    case PROP.altar:
      drawAltar(brush);
      return true;
    case PROP.torch:
      blob(brush, 0, 0.04, 0.2, 0.1, SHADE);
      line(brush, "#54463a", 0.1, 0, 0, 0, -1.1);
      polygon(brush, "#34302e", -0.16, -1.05, 0.16, -1.05, 0.11, -1.28, -0.11, -1.28);
      blob(brush, 0, -1.4, 0.15, 0.22, "#ffb347");
      blob(brush, 0, -1.36, 0.08, 0.13, "#fff3c0");
      return true;
    default:
      return false;
  }
}

function drawTable(brush: Brush, variant: number): void {
  blob(brush, 0.08, 0.15, 0.72, 0.32, SHADE);
  for (const x of [-0.46, 0.46]) line(brush, "#5c4128", 0.12, x, 0.2, x, -0.4);
  polygon(brush, "#8a6440", -0.62, -0.3, 0.62, -0.3, 0.62, -0.12, -0.62, -0.12);
  polygon(brush, "#b3844f", -0.62, -0.82, 0.62, -0.82, 0.62, -0.3, -0.62, -0.3);
  for (const y of [-0.64, -0.47]) line(brush, "rgba(70, 44, 22, 0.4)", 0.025, -0.6, y, 0.6, y);
  if (variant % 3 === 0) {
    blob(brush, -0.22, -0.6, 0.1, 0.07, "#d9d2be");
    polygon(brush, "#8f8a80", 0.16, -0.78, 0.3, -0.78, 0.28, -0.54, 0.18, -0.54);
  } else if (variant % 3 === 1) {
    line(brush, "#e8e0cc", 0.05, 0.1, -0.56, 0.1, -0.76);
    blob(brush, 0.1, -0.82, 0.05, 0.08, "#ffcf6a");
  }
}

const BLANKETS = ["#7f4a4a", "#4a6480", "#5e7a4e", "#86693c", "#6a5484", "#8a5a3a", "#456f70", "#7a4660"] as const;

function drawBed(brush: Brush, variant: number): void {
  polygon(brush, SHADE, -0.45, 0.45, 0.6, 0.45, 0.66, 0.6, -0.36, 0.6);
  polygon(brush, "#6b4b2e", -0.52, -1.12, 0.52, -1.12, 0.52, 0.5, -0.52, 0.5);
  polygon(brush, "#e9e1cf", -0.44, -0.98, 0.44, -0.98, 0.44, 0.34, -0.44, 0.34);
  polygon(brush, "#f7f2e6", -0.36, -0.92, 0.36, -0.92, 0.36, -0.6, -0.36, -0.6);
  polygon(brush, BLANKETS[variant % BLANKETS.length]!, -0.46, -0.48, 0.46, -0.48, 0.46, 0.38, -0.46, 0.38);
  polygon(brush, "rgba(255, 255, 255, 0.18)", -0.46, -0.48, 0.46, -0.48, 0.46, -0.38, -0.46, -0.38);
  polygon(brush, "#7d5937", -0.54, 0.32, 0.54, 0.32, 0.54, 0.56, -0.54, 0.56);
}

function drawHearth(brush: Brush): void {
  blob(brush, 0.05, 0.35, 0.8, 0.26, SHADE);
  polygon(brush, "#6f6a66", -0.72, -1.5, 0.72, -1.5, 0.72, 0.3, -0.72, 0.3);
  polygon(brush, "#8a847d", -0.8, -1.62, 0.8, -1.62, 0.8, -1.36, -0.8, -1.36);
  polygon(brush, "#221a18", -0.46, -0.9, 0.46, -0.9, 0.46, 0.24, -0.46, 0.24);
  line(brush, "#5a3a22", 0.14, -0.3, 0.14, 0.3, 0.1);
  polygon(brush, "#f0702a", -0.28, 0.12, -0.2, -0.5, -0.04, -0.2, 0.08, -0.66, 0.2, -0.24, 0.3, 0.1);
  polygon(brush, "#ffd25e", -0.14, 0.1, -0.08, -0.26, 0.04, -0.06, 0.1, -0.34, 0.18, 0.1);
}

function drawBarrel(brush: Brush): void {
  blob(brush, 0.08, 0.08, 0.44, 0.2, SHADE);
  polygon(brush, "#7b5433", -0.36, -0.66, 0.36, -0.66, 0.4, -0.3, 0.34, 0.1, -0.34, 0.1, -0.4, -0.3);
  blob(brush, 0, 0.1, 0.34, 0.13, "#6a472b");
  blob(brush, 0, -0.66, 0.36, 0.16, "#a87b4c");
  blob(brush, 0, -0.66, 0.28, 0.11, "#8d653d");
  for (const y of [-0.48, -0.06]) line(brush, "#4a4a50", 0.06, -0.38, y, 0, y + 0.12, 0.38, y);
}

function drawShelf(brush: Brush, chance: () => number): void {
  polygon(brush, SHADE, -0.5, 0.1, 0.62, 0.1, 0.68, 0.3, -0.4, 0.3);
  polygon(brush, "#5e4129", -0.56, -1.5, 0.56, -1.5, 0.56, 0.18, -0.56, 0.18);
  for (let shelf = 0; shelf < 3; shelf++) {
    const y = -0.94 + shelf * 0.52;
    polygon(brush, "#3b281a", -0.48, y - 0.42, 0.48, y - 0.42, 0.48, y, -0.48, y);
    for (let x = -0.44; x < 0.4;) {
      const wide = 0.07 + chance() * 0.09;
      const tall = 0.2 + chance() * 0.16;
      const hue: readonly [number, number, number] = [120 + chance() * 90, 80 + chance() * 80, 60 + chance() * 70];
      polygon(brush, tone(hue), x, y - tall, x + wide, y - tall, x + wide, y, x, y);
      x += wide + (chance() < 0.3 ? 0.12 : 0.015);
    }
    line(brush, "#8a6440", 0.06, -0.52, y, 0.52, y);
  }
}

function drawAnvil(brush: Brush): void {
  blob(brush, 0.06, 0.1, 0.5, 0.2, SHADE);
  polygon(brush, "#5b4029", -0.26, -0.3, 0.26, -0.3, 0.3, 0.1, -0.3, 0.1);
  polygon(brush, "#3f434a", -0.2, -0.46, 0.2, -0.46, 0.28, -0.26, -0.28, -0.26);
  polygon(brush, "#565c66", -0.6, -0.66, 0.42, -0.72, 0.42, -0.46, -0.3, -0.44);
  line(brush, "#8e96a2", 0.05, -0.5, -0.66, 0.4, -0.71);
}

function drawCrate(brush: Brush): void {
  polygon(brush, SHADE, -0.36, 0.14, 0.52, 0.14, 0.58, 0.34, -0.26, 0.34);
  polygon(brush, "#8d6740", -0.42, -0.4, 0.42, -0.4, 0.42, 0.2, -0.42, 0.2);
  polygon(brush, "#b58a58", -0.42, -0.74, 0.42, -0.74, 0.42, -0.4, -0.42, -0.4);
  line(brush, "#6b4b2c", 0.07, -0.4, -0.38, 0.4, 0.18);
  for (const y of [-0.36, 0.16]) line(brush, "#6b4b2c", 0.07, -0.42, y, 0.42, y);
  for (const x of [-0.39, 0.39]) line(brush, "#6b4b2c", 0.07, x, -0.4, x, 0.2);
}

function drawPillar(brush: Brush): void {
  blob(brush, 0.12, 0.14, 0.6, 0.28, SHADE);
  blob(brush, 0, 0.02, 0.5, 0.24, "#66646a");
  polygon(brush, "#84828a", -0.38, -2.1, 0.38, -2.1, 0.42, 0, -0.42, 0);
  polygon(brush, "rgba(255, 255, 255, 0.14)", -0.26, -2.1, -0.08, -2.1, -0.1, 0, -0.3, 0);
  polygon(brush, "rgba(0, 0, 0, 0.16)", 0.14, -2.1, 0.38, -2.1, 0.42, 0, 0.16, 0);
  blob(brush, 0, -2.1, 0.5, 0.22, "#9a98a0");
}

function drawBones(brush: Brush, chance: () => number): void {
  for (let bone = 0; bone < 5; bone++) {
    const x = (chance() - 0.5) * 0.7;
    const y = (chance() - 0.5) * 0.4;
    const turn = chance() * Math.PI;
    const dx = Math.cos(turn) * 0.2;
    const dy = Math.sin(turn) * 0.12;
    line(brush, "#d8d0bc", 0.06, x - dx, y - dy, x + dx, y + dy);
    for (const end of [-1, 1]) blob(brush, x + dx * end, y + dy * end, 0.05, 0.04, "#e6dfce");
  }
  blob(brush, 0.08, -0.12, 0.15, 0.13, "#e6dfce");
  for (const x of [0.03, 0.13]) blob(brush, x, -0.12, 0.03, 0.035, "#3a3430");
}

function drawCrystal(brush: Brush, variant: number, chance: () => number): void {
  const hue = ([[120, 190, 230], [170, 130, 220], [120, 210, 170], [230, 160, 120]] as const)[variant % 4]!;
  blob(brush, 0, 0.05, 0.62, 0.26, tone(hue, 0.8, 0.3));
  for (let shard = 0; shard < 5; shard++) {
    const x = (shard - 2) * 0.19;
    const tall = 0.5 + chance() * 0.7 - Math.abs(shard - 2) * 0.14;
    const lean = (shard - 2) * 0.12;
    polygon(brush, tone(hue, 0.8), x - 0.12, 0.04, x + lean, -tall, x + 0.12, 0.04);
    polygon(brush, tone(hue, 1.25), x - 0.12, 0.04, x + lean, -tall, x - 0.01, 0.06);
  }
}

function drawAltar(brush: Brush): void {
  polygon(brush, SHADE, -0.8, 0.3, 1, 0.3, 1.1, 0.56, -0.7, 0.56);
  polygon(brush, "#6c6a72", -0.8, -0.5, 0.8, -0.5, 0.86, 0.38, -0.86, 0.38);
  polygon(brush, "#95939c", -0.92, -0.86, 0.92, -0.86, 0.92, -0.44, -0.92, -0.44);
  polygon(brush, "#7a2f38", -0.3, -0.86, 0.3, -0.86, 0.3, 0.06, 0, 0.2, -0.3, 0.06);
  for (const x of [-0.7, 0.7]) {
    line(brush, "#e8e0cc", 0.08, x, -0.66, x, -0.94);
    blob(brush, x, -1.02, 0.06, 0.09, "#ffcf6a");
  }
}

/** How far a piece of furniture reaches from its foot, in metres, or null if the kind is none. */
export function furnitureReach(kind: PropKind): { side: number; up: number; down: number } | null {
  if (kind < PROP.table || kind > PROP.torch) return null;
  return { side: 1.15, up: kind === PROP.pillar ? 2.4 : 1.8, down: 0.7 };
}
