/** Buildings: walls, a pitched roof seen at a slant, a door, windows. Drawn in metres, the north-west corner at 0, 0. */
import type { Building } from "../../../../world/terrain/types.ts";
import { blob, type Brush, line, makeChance, polygon, RISE, tone } from "./brush.ts";

type Rgb = readonly [number, number, number];
type RoofCover = "tiles" | "thatch" | "slate" | "planks";

/** How a building looks, from its use and variant. Heights in metres. */
export interface BuildingStyle {
  readonly wall: Rgb;
  readonly timbered: boolean;
  readonly stone: boolean;
  readonly roof: Rgb;
  readonly cover: RoofCover;
  readonly wallHeight: number;
  readonly roofHeight: number;
  readonly chimney: boolean;
}

/** A place on a building in metres from its corner: a window that glows, the mouth of a chimney. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** How far roofs stick out over walls. */
const EAVES = 0.45;

const TILES: readonly Rgb[] = [[176, 88, 62], [160, 76, 58], [188, 104, 66], [150, 82, 66], [170, 96, 78]];
const THATCHES: readonly Rgb[] = [[188, 158, 98], [174, 146, 92], [198, 168, 104]];
const SLATES: readonly Rgb[] = [[98, 112, 128], [88, 104, 116], [112, 118, 134]];
const PLASTERS: readonly Rgb[] = [[232, 220, 194], [224, 208, 180], [236, 226, 208], [222, 200, 168], [214, 212, 200]];

/** The look of a building; the same building always looks the same. */
export function styleOf({ use, variant }: Building): BuildingStyle {
  const plaster = PLASTERS[variant % PLASTERS.length]!;
  const tiles = TILES[(variant >>> 3) % TILES.length]!;
  const thatch = THATCHES[(variant >>> 3) % THATCHES.length]!;
  const slate = SLATES[(variant >>> 3) % SLATES.length]!;
  const stone: Rgb = [178, 172, 160];
  const wood: Rgb = [148, 112, 78];
  const base = { stone: false, timbered: true, wall: plaster, roof: tiles, cover: "tiles" as RoofCover, chimney: true };
  switch (use) {
    case "house": {
      const cover = variant % 5 < 2 ? "thatch" : variant % 5 === 4 ? "slate" : "tiles";
      const roof = cover === "thatch" ? thatch : cover === "slate" ? slate : tiles;
      return { ...base, roof, cover, timbered: (variant & 3) !== 0, wallHeight: 2.4, roofHeight: 2.2 };
    }
    case "tavern":
      return { ...base, roof: [166, 72, 52], wallHeight: 3.2, roofHeight: 2.8 };
    case "smithy":
      return {
        ...base,
        wall: stone,
        stone: true,
        timbered: false,
        roof: slate,
        cover: "slate",
        wallHeight: 2.5,
        roofHeight: 1.9,
      };
    case "mill":
      return {
        ...base,
        wall: [230, 222, 204],
        roof: [150, 112, 76],
        cover: "planks",
        wallHeight: 4,
        roofHeight: 2.2,
        chimney: false,
      };
    case "market":
      return { ...base, roof: [184, 110, 62], wallHeight: 2.8, roofHeight: 2.6, chimney: false };
    case "chapel":
      return {
        ...base,
        wall: [206, 200, 188],
        stone: true,
        timbered: false,
        roof: slate,
        cover: "slate",
        wallHeight: 3.6,
        roofHeight: 3.4,
        chimney: false,
      };
    case "hall":
      return { ...base, wall: [200, 190, 172], stone: true, roof: [132, 74, 66], wallHeight: 3.6, roofHeight: 3 };
    case "barn":
      return {
        ...base,
        wall: [150, 78, 58],
        timbered: false,
        roof: thatch,
        cover: "thatch",
        wallHeight: 2.7,
        roofHeight: 2.9,
        chimney: false,
      };
    case "workshop":
      return { ...base, wall: wood, timbered: false, roof: tiles, wallHeight: 2.4, roofHeight: 1.9 };
  }
}

/** How far the drawing reaches over its footprint, in metres. */
export function buildingReach(building: Building): { side: number; up: number; down: number } {
  const style = styleOf(building);
  const extra = building.use === "chapel" ? 3.6 : building.use === "mill" ? 1.5 : 0.9;
  return {
    side: building.use === "mill" ? 2.2 : 1.2,
    up: (style.wallHeight + style.roofHeight) * RISE + extra,
    down: 0.8,
  };
}

/** Windows of the south wall, the only one that is seen. */
export function windowsOf(building: Building): Spot[] {
  const { width, height, use } = building;
  if (use === "barn" || use === "smithy") return [];
  const style = styleOf(building);
  const doorAt = building.doorSide === "south" ? building.doorX / 256 - building.x : -9;
  const y = height - style.wallHeight * RISE * 0.52;
  const count = Math.max(2, Math.floor(width / 2.6));
  const spots: Spot[] = [];
  for (let number = 0; number < count; number++) {
    const x = (number + 0.5) / count * width;
    if (Math.abs(x - doorAt) > 1.15) spots.push({ x, y });
  }
  return spots;
}

/** The mouth of the chimney, or null. */
export function chimneyOf(building: Building): Spot | null {
  const style = styleOf(building);
  if (!style.chimney) return null;
  const { width, height, variant } = building;
  const lift = (style.wallHeight + style.roofHeight) * RISE;
  const at = (variant & 4) === 0 ? 0.24 : 0.76;
  if (ridgeRunsAcross(building)) return { x: width * at, y: height * 0.42 - lift - 0.75 };
  return { x: width * 0.36, y: height * at - lift * 0.92 - 0.75 };
}

function ridgeRunsAcross({ width, height }: Building): boolean {
  return width >= height;
}

/** Draws a building. */
export function drawBuilding(brush: Brush, building: Building): void {
  const style = styleOf(building);
  brush.lineCap = "butt";
  brush.lineJoin = "round";
  drawWall(brush, building, style);
  if (ridgeRunsAcross(building)) drawRoofAcross(brush, building, style);
  else drawRoofAlong(brush, building, style);
  drawSideDoor(brush, building);
  const chimney = chimneyOf(building);
  if (chimney !== null) drawChimney(brush, chimney);
  if (building.use === "chapel") drawBellTower(brush, building, style);
  if (building.use === "mill") drawSails(brush, building, style);
  if (building.use === "tavern" || building.use === "smithy" || building.use === "market") {
    drawSign(brush, building, style);
  }
}

/** The south wall, with whatever its stuff is: stone, planks, plaster between timbers. */
function drawWall(brush: Brush, building: Building, style: BuildingStyle): void {
  const { width, height, variant } = building;
  const chance = makeChance(building.id);
  const top = height - style.wallHeight * RISE;
  polygon(brush, tone(style.wall, 0.86), 0, top, width, top, width, height, 0, height);
  if (style.stone) {
    for (let row = 0; row * 0.42 < height - top; row++) {
      for (let x = row % 2 * -0.4; x < width; x += 0.8) {
        const left = Math.max(0, x + 0.03);
        const wide = Math.min(width, x + 0.77) - left;
        if (wide <= 0) continue;
        brush.fillStyle = tone(style.wall, 0.84 + chance() * 0.16);
        brush.fillRect(left, top + row * 0.42 + 0.03, wide, Math.min(0.36, height - top - row * 0.42 - 0.03));
      }
    }
  } else if (!style.timbered) {
    for (let x = 0; x < width; x += 0.34) {
      brush.fillStyle = tone(style.wall, 0.78 + chance() * 0.2);
      brush.fillRect(x, top, Math.min(0.31, width - x), height - top);
    }
  }
  if (style.timbered) drawTimbers(brush, width, top, height, variant);
  polygon(brush, "#8b8478", 0, height - 0.32, width, height - 0.32, width, height, 0, height);
  for (let x = 0.4; x < width; x += 0.7) line(brush, "rgba(50, 44, 36, 0.35)", 0.04, x, height - 0.3, x, height);
  brush.fillStyle = "rgba(24, 24, 44, 0.28)";
  brush.fillRect(0, top, width, 0.5);
  for (const { x, y } of windowsOf(building)) drawWindow(brush, x, y, building.use === "chapel", variant);
  if (building.doorSide === "south") drawDoor(brush, building, building.doorX / 256 - building.x, height);
}

function drawTimbers(brush: Brush, width: number, top: number, height: number, variant: number): void {
  const beam = "#5c4330";
  const bays = Math.max(2, Math.round(width / 2.2));
  for (let bay = 0; bay <= bays; bay++) {
    const x = Math.min(width - 0.1, Math.max(0.1, bay / bays * width));
    line(brush, beam, 0.18, x, top, x, height);
    if (bay < bays && (bay + variant) % 3 === 0) {
      line(brush, beam, 0.13, x, height - 0.3, x + width / bays, (top + height) / 2);
    }
  }
  line(brush, beam, 0.16, 0, top + 0.1, width, top + 0.1);
  line(brush, beam, 0.14, 0, (top + height) / 2 + 0.35, width, (top + height) / 2 + 0.35);
}

function drawWindow(brush: Brush, x: number, y: number, arched: boolean, variant: number): void {
  const wide = arched ? 0.3 : 0.42;
  const tall = arched ? 0.75 : 0.45;
  if (!arched) {
    const shutter = ["#5f7f6a", "#7a5a44", "#4f6f8a", "#8a5448"][variant % 4]!;
    for (const side of [-1, 1]) {
      brush.fillStyle = shutter;
      brush.fillRect(x + side * (wide + 0.16) - 0.15, y - tall, 0.3, tall * 2);
    }
  }
  brush.fillStyle = "#4b3626";
  brush.beginPath();
  brush.roundRect(
    x - wide - 0.07,
    y - tall - 0.07,
    wide * 2 + 0.14,
    tall * 2 + 0.14,
    arched ? [0.36, 0.36, 0, 0] : 0.05,
  );
  brush.fill();
  brush.fillStyle = arched ? "#6a84a4" : "#5d7486";
  brush.beginPath();
  brush.roundRect(x - wide, y - tall, wide * 2, tall * 2, arched ? [0.3, 0.3, 0, 0] : 0);
  brush.fill();
  polygon(brush, "rgba(220, 236, 244, 0.4)", x - wide, y - tall, x + wide * 0.3, y - tall, x - wide, y + tall * 0.5);
  line(brush, "#4b3626", 0.06, x, y - tall, x, y + tall);
  line(brush, "#4b3626", 0.06, x - wide, y, x + wide, y);
  if (!arched && variant % 3 === 0) {
    brush.fillStyle = "#7d5a3c";
    brush.fillRect(x - wide, y + tall + 0.05, wide * 2, 0.16);
    for (let flower = 0; flower < 5; flower++) {
      blob(brush, x - wide + 0.1 + flower * 0.17, y + tall + 0.02, 0.1, 0.09, flower % 2 === 0 ? "#d8607a" : "#6f9a4a");
    }
  }
}

function drawDoor(brush: Brush, { use, variant }: Building, x: number, foot: number): void {
  const wide = use === "barn" || use === "market" || use === "smithy" ? 1.1 : 0.55;
  const tall = use === "barn" ? 1.75 : use === "hall" || use === "chapel" ? 1.9 : 1.6;
  brush.fillStyle = "#40301f";
  brush.beginPath();
  brush.roundRect(
    x - wide - 0.12,
    foot - tall - 0.12,
    wide * 2 + 0.24,
    tall + 0.12,
    use === "chapel" ? [0.7, 0.7, 0, 0] : 0.1,
  );
  brush.fill();
  brush.fillStyle = use === "smithy" ? "#2d211b" : ["#7b5233", "#5f6f4a", "#7a4038", "#4a6074"][variant % 4]!;
  brush.beginPath();
  brush.roundRect(x - wide, foot - tall, wide * 2, tall, use === "chapel" ? [0.6, 0.6, 0, 0] : 0.06);
  brush.fill();
  if (use === "smithy") {
    blob(brush, x, foot - 0.4, 0.55, 0.28, "#e8803a");
    blob(brush, x, foot - 0.42, 0.3, 0.15, "#ffd27a");
    return;
  }
  for (let plank = 1; plank * 0.3 < wide * 2; plank++) {
    line(brush, "rgba(20, 12, 6, 0.35)", 0.035, x - wide + plank * 0.3, foot - tall, x - wide + plank * 0.3, foot);
  }
  if (use === "barn") {
    line(brush, "#d8c8a8", 0.08, x - wide, foot - tall, x + wide, foot);
    line(brush, "#d8c8a8", 0.08, x + wide, foot - tall, x - wide, foot);
  } else blob(brush, x + wide - 0.16, foot - tall * 0.45, 0.07, 0.07, "#d9b765");
}

/** A door in a wall that is not seen from here shows as a small roof over its step. */
function drawSideDoor(brush: Brush, building: Building): void {
  const { doorSide } = building;
  const y = building.doorY / 256 - building.y;
  if (doorSide === "east" || doorSide === "west") {
    const side = doorSide === "east" ? 1 : -1;
    const wall = doorSide === "east" ? building.width : 0;
    line(brush, "#5c4330", 0.13, wall + side * 0.85, y + 0.5, wall + side * 0.85, y - 1.2);
    polygon(brush, "#7c4a38", wall, y - 1.9, wall + side * 1.05, y - 1.45, wall + side * 1.05, y - 1.05, wall, y - 0.9);
    polygon(brush, "#a1644a", wall, y - 2.35, wall + side * 1.05, y - 1.9, wall + side * 1.05, y - 1.3, wall, y - 1.55);
  }
}

/** A roof whose ridge runs from west to east: a small northern slope, a large southern one towards the eye. */
function drawRoofAcross(brush: Brush, building: Building, style: BuildingStyle): void {
  const { width, height } = building;
  const eaves = style.wallHeight * RISE;
  const ridge = height * 0.46 - (style.wallHeight + style.roofHeight) * RISE;
  const south = height - eaves + EAVES * 0.7;
  const north = -eaves - EAVES * 0.4;
  const left = -EAVES;
  const right = width + EAVES;
  polygon(brush, tone(style.roof, 0.72), left + 0.15, ridge, right - 0.15, ridge, right, north, left, north);
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
function drawRoofAlong(brush: Brush, building: Building, style: BuildingStyle): void {
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

function drawChimney(brush: Brush, { x, y }: Spot): void {
  polygon(brush, "#8a6a5a", x - 0.42, y + 0.1, x + 0.42, y + 0.1, x + 0.42, y + 1.1, x - 0.42, y + 1.1);
  polygon(brush, "#6d5246", x + 0.1, y + 0.1, x + 0.42, y + 0.1, x + 0.42, y + 1.1, x + 0.1, y + 1.1);
  for (let row = 0; row < 3; row++) {
    line(brush, "rgba(40, 26, 20, 0.35)", 0.04, x - 0.42, y + 0.35 + row * 0.25, x + 0.42, y + 0.35 + row * 0.25);
  }
  polygon(brush, "#a58474", x - 0.52, y - 0.12, x + 0.52, y - 0.12, x + 0.52, y + 0.16, x - 0.52, y + 0.16);
  blob(brush, x, y - 0.12, 0.3, 0.12, "#2d2320");
}

function drawBellTower(brush: Brush, building: Building, style: BuildingStyle): void {
  const x = building.width / 2;
  const foot = building.height - style.wallHeight * RISE - 0.6;
  const top = foot - 4.2;
  polygon(brush, tone(style.wall, 0.96), x - 1.15, top, x + 1.15, top, x + 1.15, foot, x - 1.15, foot);
  polygon(brush, tone(style.wall, 0.78), x + 0.4, top, x + 1.15, top, x + 1.15, foot, x + 0.4, foot);
  for (let row = 1; row < 8; row++) {
    line(brush, "rgba(60, 54, 46, 0.25)", 0.04, x - 1.15, top + row * 0.52, x + 1.15, top + row * 0.52);
  }
  brush.fillStyle = "#33404c";
  brush.beginPath();
  brush.roundRect(x - 0.5, top + 0.7, 1, 1.4, [0.5, 0.5, 0, 0]);
  brush.fill();
  blob(brush, x, top + 1.5, 0.32, 0.34, "#c9a648");
  polygon(brush, tone(style.roof, 1.1), x - 1.5, top + 0.1, x, top - 2.7, x, top + 0.35);
  polygon(brush, tone(style.roof, 0.74), x + 1.5, top + 0.1, x, top - 2.7, x, top + 0.35);
  line(brush, "#d7b65a", 0.1, x, top - 2.6, x, top - 3.4);
  line(brush, "#d7b65a", 0.1, x - 0.28, top - 3.1, x + 0.28, top - 3.1);
}

function drawSails(brush: Brush, building: Building, style: BuildingStyle): void {
  const x = building.width / 2;
  const y = building.height - style.wallHeight * RISE - 0.5;
  for (let sail = 0; sail < 4; sail++) {
    const angle = sail * Math.PI / 2 + 0.5;
    brush.save();
    brush.translate(x, y);
    brush.rotate(angle);
    line(brush, "#5c4330", 0.16, 0, 0, 0, -3.9);
    polygon(brush, "rgba(240, 230, 208, 0.94)", 0.1, -0.9, 0.95, -0.9, 0.95, -3.8, 0.1, -3.8);
    for (let slat = 0; slat < 5; slat++) {
      line(brush, "rgba(92, 67, 48, 0.6)", 0.05, 0.1, -1.2 - slat * 0.58, 0.95, -1.2 - slat * 0.58);
    }
    brush.restore();
  }
  blob(brush, x, y, 0.3, 0.3, "#4b3626");
}

/** A sign on a bracket: a mug, an anvil, a basket. */
function drawSign(brush: Brush, building: Building, style: BuildingStyle): void {
  const x = building.doorSide === "south" ? building.doorX / 256 - building.x + 1.5 : building.width - 1.2;
  const y = building.height - style.wallHeight * RISE * 0.82;
  line(brush, "#3b2d20", 0.09, x - 0.5, y - 0.42, x + 0.5, y - 0.42);
  brush.fillStyle = "#5d4128";
  brush.beginPath();
  brush.roundRect(x - 0.45, y - 0.36, 0.9, 0.8, 0.12);
  brush.fill();
  brush.fillStyle = "#e6cd8a";
  if (building.use === "tavern") {
    brush.fillRect(x - 0.2, y - 0.18, 0.34, 0.46);
    line(brush, "#e6cd8a", 0.08, x + 0.14, y - 0.08, x + 0.28, y - 0.08, x + 0.28, y + 0.14, x + 0.14, y + 0.14);
  } else if (building.use === "smithy") {
    polygon(
      brush,
      "#d5d8de",
      x - 0.32,
      y - 0.1,
      x + 0.3,
      y - 0.14,
      x + 0.12,
      y + 0.08,
      x + 0.2,
      y + 0.3,
      x - 0.2,
      y + 0.3,
      x - 0.1,
      y + 0.08,
    );
  } else {
    blob(brush, x, y + 0.1, 0.28, 0.2, "#c98f4a");
    blob(brush, x - 0.1, y - 0.06, 0.12, 0.12, "#d8503c");
    blob(brush, x + 0.12, y - 0.05, 0.12, 0.12, "#8fb04a");
  }
}
