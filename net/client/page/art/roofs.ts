/** Pitched roofs, seen at a slant from the south, covered row by row. */
import type { Building } from "../../../../world/terrain/types.ts";
import { blob, type Brush, line, makeChance, polygon, RISE, tone } from "./brush.ts";
import type { BuildingStyle } from "./building_style.ts";

/** How far roofs stick out over walls. */
const EAVES = 0.45;

/** A roof whose ridge runs from west to east: a small northern slope, a large southern one towards the eye. */
export function drawRoofAcross(brush: Brush, building: Building, style: BuildingStyle): void {
  const { width, height } = building;
  const eaves = style.wallHeight * RISE;
  const ridge = height * 0.46 - (style.wallHeight + style.roofHeight) * RISE;
  const south = height - eaves + EAVES * 0.7;
  const north = -eaves - EAVES * 0.4;
  const left = -EAVES;
  const right = width + EAVES;
  fillSlope(
    brush,
    style,
    0.74,
    { x0: left, x1: right, y0: north },
    { x0: left + 0.15, x1: right - 0.15, y0: ridge },
    building.id + 2,
  );
  fillSlope(
    brush,
    style,
    0.98,
    { x0: left + 0.12, x1: right - 0.12, y0: ridge },
    { x0: left, x1: right, y0: south },
    building.id,
  );
  line(brush, tone(style.roof, 0.5), 0.2, left, south, right, south);
  line(brush, tone(style.roof, 0.66), 0.16, left, south, left + 0.12, ridge);
  line(brush, tone(style.roof, 0.6), 0.16, right, south, right - 0.12, ridge);
  line(brush, tone(style.roof, 0.62), 0.3, left, ridge + 0.06, right, ridge + 0.06);
  line(brush, tone(style.roof, 1.24), 0.2, left, ridge, right, ridge);
}

/** A roof whose ridge runs from north to south: the western slope lit, the eastern in shade, a gable to the south. */
export function drawRoofAlong(brush: Brush, building: Building, style: BuildingStyle): void {
  const { width, height } = building;
  const eaves = style.wallHeight * RISE;
  const lift = (style.wallHeight + style.roofHeight) * RISE;
  const middle = width / 2;
  const south = height - eaves;
  const gable = height - lift;
  polygon(brush, tone(style.wall, 0.84), 0, south + 0.02, middle, gable, width, south + 0.02);
  line(brush, "#5c4330", 0.15, middle, gable, middle, south);
  line(brush, "#5c4330", 0.15, 0.2, south, width - 0.2, south);
  if (width > 5) blob(brush, middle, south - (lift - eaves) * 0.38, 0.36, 0.36, "#4a5a68");
  const front = EAVES * 0.8;
  const back = -EAVES * 0.5;
  fillSide(brush, style, 1.06, [
    -EAVES,
    south + 0.25 + front,
    middle,
    gable + front,
    middle,
    -lift + back,
    -EAVES,
    -eaves + 0.25 + back,
  ], building.id);
  fillSide(brush, style, 0.76, [
    width + EAVES,
    south + 0.25 + front,
    middle,
    gable + front,
    middle,
    -lift + back,
    width + EAVES,
    -eaves + 0.25 + back,
  ], building.id + 1);
  line(
    brush,
    tone(style.roof, 0.5),
    0.22,
    -EAVES,
    south + 0.25 + front,
    middle,
    gable + front,
    width + EAVES,
    south + 0.25 + front,
  );
  line(brush, tone(style.roof, 1.26), 0.22, middle, gable + front, middle, -lift + back);
}

interface Edge {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
}

/** Fills a slope between an upper and a lower edge and covers it in rows. */
function fillSlope(brush: Brush, style: BuildingStyle, light: number, upper: Edge, lower: Edge, seed: number): void {
  const chance = makeChance(seed);
  const path = () => {
    brush.beginPath();
    brush.moveTo(upper.x0, upper.y0);
    brush.lineTo(upper.x1, upper.y0);
    brush.lineTo(lower.x1, lower.y0);
    brush.lineTo(lower.x0, lower.y0);
    brush.closePath();
  };
  const shade = brush.createLinearGradient(0, upper.y0, 0, lower.y0);
  shade.addColorStop(0, tone(style.roof, light * 1.12));
  shade.addColorStop(1, tone(style.roof, light * 0.84));
  brush.fillStyle = shade;
  path();
  brush.fill();
  brush.save();
  path();
  brush.clip();
  coverRows(brush, style, light, chance, { left: lower.x0, right: lower.x1, top: upper.y0, bottom: lower.y0 });
  brush.restore();
}

/** Fills a slope that falls to a side, given as its four corners: eaves south, ridge south, ridge north, eaves north. */
function fillSide(brush: Brush, style: BuildingStyle, light: number, corners: number[], seed: number): void {
  const chance = makeChance(seed);
  const [eavesX, eavesSouth, ridgeX, ridgeSouth, , ridgeNorth, , eavesNorth] = corners as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const shade = brush.createLinearGradient(ridgeX, 0, eavesX, 0);
  shade.addColorStop(0, tone(style.roof, light * 1.1));
  shade.addColorStop(1, tone(style.roof, light * 0.86));
  const path = () => {
    brush.beginPath();
    brush.moveTo(eavesX, eavesSouth);
    brush.lineTo(ridgeX, ridgeSouth);
    brush.lineTo(ridgeX, ridgeNorth);
    brush.lineTo(eavesX, eavesNorth);
    brush.closePath();
  };
  brush.fillStyle = shade;
  path();
  brush.fill();
  brush.save();
  path();
  brush.clip();
  const rows = Math.max(4, Math.round(Math.abs(eavesX - ridgeX) / 0.42));
  for (let row = 1; row < rows; row++) {
    const part = row / rows;
    const x = ridgeX + (eavesX - ridgeX) * part;
    const top = ridgeNorth + (eavesNorth - ridgeNorth) * part;
    const bottom = ridgeSouth + (eavesSouth - ridgeSouth) * part;
    line(brush, tone(style.roof, light * (style.cover === "thatch" ? 0.86 : 0.7), 0.55), 0.06, x, top, x, bottom);
    for (let y = top + (row % 2) * 0.25; y < bottom; y += 0.5) dabCover(brush, style, light, chance, x, y, true);
  }
  brush.restore();
}

function coverRows(
  brush: Brush,
  style: BuildingStyle,
  light: number,
  chance: () => number,
  box: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
): void {
  const step = style.cover === "planks" ? 0.5 : 0.42;
  for (let y = box.top + step, row = 0; y < box.bottom; y += step, row++) {
    line(
      brush,
      tone(style.roof, light * (style.cover === "thatch" ? 0.86 : 0.7), 0.55),
      0.06,
      box.left,
      y,
      box.right,
      y,
    );
    for (let x = box.left + (row % 2) * 0.25; x < box.right; x += 0.5) {
      dabCover(brush, style, light, chance, x, y, false);
    }
  }
}

/** One tile, slate, or bundle of straw in a row. */
function dabCover(
  brush: Brush,
  style: BuildingStyle,
  light: number,
  chance: () => number,
  x: number,
  y: number,
  sideways: boolean,
): void {
  const luck = chance();
  switch (style.cover) {
    case "tiles":
    case "slate":
      if (sideways) line(brush, tone(style.roof, light * 0.72, 0.5), 0.04, x - 0.2, y, x + 0.2, y);
      else line(brush, tone(style.roof, light * 0.72, 0.5), 0.04, x, y - 0.4, x, y);
      if (luck < 0.16) {
        brush.fillStyle = tone(style.roof, light * (luck < 0.08 ? 1.2 : 0.8), 0.7);
        brush.fillRect(x, sideways ? y : y - 0.38, sideways ? 0.36 : 0.44, sideways ? 0.44 : 0.34);
      }
      return;
    case "thatch": {
      const style2 = tone(style.roof, light * (0.76 + luck * 0.5), 0.6);
      const long = 0.3 + luck * 0.2;
      if (sideways) line(brush, style2, 0.05, x - long / 2, y + luck * 0.4, x + long / 2, y + luck * 0.4 + 0.06);
      else line(brush, style2, 0.05, x + luck * 0.4, y - long, x + luck * 0.4 + 0.04, y);
      return;
    }
    case "planks":
      if (luck < 0.4) {
        if (sideways) line(brush, tone(style.roof, light * 0.7, 0.4), 0.05, x, y, x, y + 0.5);
        else line(brush, tone(style.roof, light * 0.7, 0.4), 0.05, x, y, x + 0.5, y);
      }
  }
}
