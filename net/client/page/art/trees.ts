/** Trees, drawn with their foot at the origin and a crown of radius 1: scale the brush by the radius in metres. */
import { PROP, type PropKind } from "../../../../world/terrain/types.ts";
import { blob, type Brush, line, makeChance, polygon, tone } from "./brush.ts";

type Rgb = readonly [number, number, number];

/** How far trees reach from their foot, as parts of their radius: left and right, up, down. */
export const TREE_REACH = { side: 1.25, up: 3, down: 0.45 } as const;

/** How many drawings there are of each kind. */
export const TREE_VARIANTS = 6;

const OAK_GREENS: readonly Rgb[] = [[86, 128, 56], [96, 136, 54], [78, 120, 60], [108, 138, 52], [90, 126, 48], [
  76,
  116,
  54,
]];
const BIRCH_GREENS: readonly Rgb[] = [[148, 172, 74], [160, 176, 78], [138, 166, 76], [172, 176, 70], [150, 168, 66], [
  142,
  170,
  86,
]];
const PINE_GREENS: readonly Rgb[] = [[54, 96, 72], [48, 90, 66], [60, 100, 68], [52, 92, 76], [46, 84, 64], [
  58,
  98,
  74,
]];

/** Draws a tree of one kind; the same `variant` always looks the same. */
export function drawTree(brush: Brush, kind: PropKind, variant: number): void {
  const chance = makeChance(kind * 64 + variant);
  switch (kind) {
    case PROP.oak:
      return drawOak(brush, OAK_GREENS[variant % OAK_GREENS.length]!, chance);
    case PROP.birch:
      return drawBirch(brush, BIRCH_GREENS[variant % BIRCH_GREENS.length]!, chance);
    case PROP.pine:
      return drawConifer(brush, PINE_GREENS[variant % PINE_GREENS.length]!, false, chance);
    case PROP.snowPine:
      return drawConifer(brush, PINE_GREENS[variant % PINE_GREENS.length]!, true, chance);
    default:
      return drawDeadTree(brush, chance);
  }
}

function drawOak(brush: Brush, green: Rgb, chance: () => number): void {
  drawTrunk(brush, 0.17, 0.75, [104, 78, 54]);
  const middle = -1.12;
  const lobes = crownLobes(chance, 9, 0.58, 0.5, 0.46);
  for (const { x, y, size } of lobes) blob(brush, x * 1.02, middle + y + 0.12, size * 1.06, size, tone(green, 0.62));
  for (const { x, y, size } of lobes) blob(brush, x, middle + y, size, size * 0.94, tone(green, 0.86));
  for (const { x, y, size } of lobes) {
    blob(brush, x - size * 0.16, middle + y - size * 0.2, size * 0.78, size * 0.7, tone(green, 1.02));
  }
  for (const { x, y, size } of lobes) {
    if (x + y > 0.45) continue;
    blob(brush, x - size * 0.28, middle + y - size * 0.36, size * 0.46, size * 0.38, tone(green, 1.18));
  }
  scatterLeaves(brush, chance, green, middle, 0.92, 0.84, 70);
}

function drawBirch(brush: Brush, green: Rgb, chance: () => number): void {
  polygon(brush, "#e8e4da", -0.09, 0.02, -0.06, -1.5, 0.05, -1.5, 0.1, 0.02);
  polygon(brush, "rgba(120, 112, 104, 0.45)", 0.03, 0.02, 0.02, -1.5, 0.05, -1.5, 0.1, 0.02);
  for (let mark = 0; mark < 6; mark++) {
    const y = -0.12 - mark * 0.2;
    line(brush, "#4a4440", 0.045, -0.07 + chance() * 0.05, y, -0.01 + chance() * 0.07, y + 0.02);
  }
  const middle = -1.5;
  const lobes = crownLobes(chance, 9, 0.4, 0.72, 0.36);
  for (const { x, y, size } of lobes) blob(brush, x, middle + y + 0.1, size * 1.02, size, tone(green, 0.66, 0.96));
  for (const { x, y, size } of lobes) {
    blob(brush, x - 0.02, middle + y, size * 0.92, size * 0.9, tone(green, 0.9, 0.95));
  }
  for (const { x, y, size } of lobes) {
    blob(brush, x - size * 0.25, middle + y - size * 0.3, size * 0.55, size * 0.5, tone(green, 1.1, 0.95));
  }
  scatterLeaves(brush, chance, green, middle, 0.72, 1.05, 80);
}

function drawConifer(brush: Brush, green: Rgb, snowy: boolean, chance: () => number): void {
  drawTrunk(brush, 0.12, 0.4, [92, 70, 52]);
  const tiers = 5;
  for (let tier = 0; tier < tiers; tier++) {
    const part = tier / tiers;
    const foot = -0.16 - part * 1.9;
    const wide = 0.98 * (1 - part * 0.8);
    const tip = foot - 0.95 + part * 0.18;
    drawSkirt(brush, foot, tip, wide, tone(green, 0.6 + part * 0.12), chance);
    drawSkirt(brush, foot - 0.06, tip, wide * 0.93, tone(green, 0.84 + part * 0.14), chance);
    polygon(brush, tone(green, 1.08 + part * 0.14), -wide * 0.78, foot - 0.08, -wide * 0.2, foot - 0.02, 0, tip);
    if (snowy) {
      polygon(
        brush,
        "rgba(240, 246, 252, 0.94)",
        -wide * 0.66,
        foot - 0.2,
        -wide * 0.36,
        foot - 0.12,
        -wide * 0.12,
        foot - 0.3,
        wide * 0.2,
        foot - 0.16,
        wide * 0.3,
        foot - 0.36,
        0,
        tip,
      );
    }
  }
}

function drawSkirt(brush: Brush, foot: number, tip: number, wide: number, style: string, chance: () => number): void {
  brush.fillStyle = style;
  brush.beginPath();
  brush.moveTo(0, tip);
  const teeth = 7;
  for (let tooth = 0; tooth <= teeth; tooth++) {
    const across = wide - 2 * wide * tooth / teeth;
    const sag = (1 - (across / wide) ** 2) * 0.16;
    brush.lineTo(across, foot + sag + (chance() - 0.5) * 0.05);
    if (tooth < teeth) brush.lineTo(across - wide / teeth, foot + sag - 0.1);
  }
  brush.closePath();
  brush.fill();
}

function drawDeadTree(brush: Brush, chance: () => number): void {
  brush.lineCap = "round";
  drawTrunk(brush, 0.15, 0.3, [122, 108, 94]);
  const grow = (x: number, y: number, angle: number, length: number, width: number): void => {
    const endX = x + Math.cos(angle) * length;
    const endY = y + Math.sin(angle) * length;
    line(brush, tone([118, 104, 90], 0.7 + width * 2.2), width, x, y, endX, endY);
    if (width < 0.04) return;
    const forks = width > 0.1 ? 3 : 2;
    for (let fork = 0; fork < forks; fork++) {
      grow(endX, endY, angle + (chance() - 0.5) * 1.7, length * (0.62 + chance() * 0.2), width * 0.58);
    }
  };
  grow(0, -0.2, -Math.PI / 2, 0.75, 0.17);
}

function drawTrunk(brush: Brush, wide: number, tall: number, bark: Rgb): void {
  brush.fillStyle = tone(bark);
  brush.beginPath();
  brush.moveTo(-wide * 1.5, 0.05);
  brush.quadraticCurveTo(-wide * 0.8, -0.05, -wide * 0.7, -tall);
  brush.lineTo(wide * 0.7, -tall);
  brush.quadraticCurveTo(wide * 0.8, -0.05, wide * 1.5, 0.06);
  brush.quadraticCurveTo(0, 0.14, -wide * 1.5, 0.05);
  brush.fill();
  brush.fillStyle = tone(bark, 0.7);
  brush.beginPath();
  brush.moveTo(wide * 0.1, 0.09);
  brush.lineTo(wide * 0.2, -tall);
  brush.lineTo(wide * 0.7, -tall);
  brush.quadraticCurveTo(wide * 0.8, -0.05, wide * 1.5, 0.06);
  brush.fill();
}

/** Round parts of a crown, from the back to the front. */
function crownLobes(chance: () => number, count: number, reachX: number, reachY: number, size: number) {
  const lobes = [{ x: 0, y: 0, size: size * 1.15 }];
  for (let lobe = 0; lobe < count; lobe++) {
    const angle = lobe / count * Math.PI * 2 + chance() * 0.5;
    lobes.push({
      x: Math.cos(angle) * reachX * (0.85 + chance() * 0.2),
      y: Math.sin(angle) * reachY * (0.85 + chance() * 0.2),
      size: size * (0.78 + chance() * 0.3),
    });
  }
  return lobes.sort((a, b) => a.y - b.y);
}

/** Dabs of light and dark over a crown, so that it is made of leaves. */
function scatterLeaves(
  brush: Brush,
  chance: () => number,
  green: Rgb,
  middle: number,
  reachX: number,
  reachY: number,
  count: number,
): void {
  for (let leaf = 0; leaf < count; leaf++) {
    const angle = chance() * Math.PI * 2;
    const away = Math.sqrt(chance());
    const x = Math.cos(angle) * away * reachX;
    const y = Math.sin(angle) * away * reachY;
    const lit = -x * 0.5 - y * 0.8 + (chance() - 0.5) * 0.9;
    const size = 0.028 + chance() * 0.03;
    blob(brush, x, middle + y, size * 1.35, size, lit > 0 ? tone(green, 1.26, 0.7) : tone(green, 0.7, 0.38));
  }
}
