/** How buildings look, from what they are for: stuff of walls and roof, heights, where windows and chimneys are. */
import type { Building } from "../../../../world/terrain/types.ts";
import { RISE } from "./brush.ts";
import type { Rgb } from "./look.ts";

export type RoofCover = "tiles" | "thatch" | "slate" | "planks";

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

/** Whether a roof's ridge runs from west to east: along the longer side. */
export function ridgeRunsAcross({ width, height }: Building): boolean {
  return width >= height;
}
