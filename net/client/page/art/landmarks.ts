/** What stands on the land because of what everybody did. The foot is at the origin, in metres. */
import type { Landmark, LandmarkShape } from "../../../../world/content/mod.ts";
import { blob, type Brush, RISE } from "./brush.ts";
import { drawBell, drawBurntHouse, drawHouse, drawScaffold } from "./landmarks_timber.ts";
import {
  drawBrokenBridge,
  drawBrokenWall,
  drawCairn,
  drawStone,
  drawWall,
  drawWholeBridge,
} from "./landmarks_stone.ts";
import { drawBanner, drawFlowers, drawIce, drawLampPost, drawThorns } from "./landmarks_small.ts";
import type { Rgb } from "./look.ts";

/** What a drawing has to know. */
export interface LandmarkDrawing {
  readonly brush: Brush;
  /** In metres. */
  readonly size: number;
  /** Where it runs, or looks, in radians. */
  readonly facing: number;
  readonly colour: Rgb;
  readonly chance: () => number;
}

/** What the page has to know of a landmark of the content. */
export type LandmarkLook = Pick<Landmark, "name" | "text" | "shape" | "sizeMetres" | "colour"> & {
  readonly number: number;
};

interface Shape {
  readonly draw: (drawing: LandmarkDrawing) => void;
  /** How tall it is, in metres, at a size. */
  readonly tall: (size: number) => number;
  /** Radius of its shadow on the ground, in metres; 0: it draws its own, or lies flat. */
  readonly shadow: (size: number) => number;
  /** Its foot, for what is before it and behind it, so many parts of its size to the south of its middle. */
  readonly foot?: number;
}

const none = () => 0;
/** It lies on the ground: all of it is behind whoever is on it. */
const FLAT = -0.5;
const SHAPES: Readonly<Record<LandmarkShape, Shape>> = {
  bridge: { draw: drawWholeBridge, tall: () => 1.3, shadow: none, foot: FLAT },
  brokenBridge: { draw: drawBrokenBridge, tall: () => 1.3, shadow: none, foot: FLAT },
  wall: { draw: drawWall, tall: () => 2, shadow: none },
  brokenWall: { draw: drawBrokenWall, tall: () => 1.8, shadow: none },
  house: { draw: drawHouse, tall: (size) => 2.4 + size * 0.3, shadow: none, foot: 0.34 },
  burntHouse: { draw: drawBurntHouse, tall: () => 2.8, shadow: none },
  scaffold: { draw: drawScaffold, tall: (size) => Math.min(size, 4), shadow: none },
  thornHedge: { draw: drawThorns, tall: () => 2.1, shadow: none },
  bareStone: { draw: (drawing) => drawStone(drawing, false), tall: (size) => size, shadow: (size) => size * 0.4 },
  carvedStone: { draw: (drawing) => drawStone(drawing, true), tall: (size) => size, shadow: (size) => size * 0.4 },
  banner: { draw: drawBanner, tall: (size) => size, shadow: () => 0.35 },
  cairn: { draw: drawCairn, tall: (size) => size * 0.9, shadow: (size) => size * 0.55 },
  bell: { draw: drawBell, tall: (size) => size * 0.9, shadow: none },
  lampPost: { draw: drawLampPost, tall: (size) => size, shadow: () => 0.4 },
  iceSpire: { draw: drawIce, tall: (size) => size, shadow: (size) => size * 0.32 },
  flowers: { draw: drawFlowers, tall: () => 0.8, shadow: none, foot: FLAT },
};

/** Draws a landmark. The same one always looks the same. */
export function drawLandmark(drawing: LandmarkDrawing, shape: LandmarkShape): void {
  const { draw, shadow } = SHAPES[shape];
  const radius = shadow(drawing.size);
  drawing.brush.lineCap = "round";
  drawing.brush.lineJoin = "round";
  if (radius > 0) blob(drawing.brush, radius * 0.25, 0.03, radius, radius * 0.42, "rgba(20, 30, 40, 0.26)");
  draw(drawing);
}

/** How tall it is, in metres. */
export function landmarkTall({ shape, sizeMetres }: LandmarkLook): number {
  return SHAPES[shape].tall(sizeMetres) * RISE;
}

/** Where its foot is, in metres to the south of its middle. */
export function landmarkFoot({ shape, sizeMetres }: LandmarkLook): number {
  return (SHAPES[shape].foot ?? 0) * sizeMetres;
}

/** How far its picture reaches from its foot, in metres. */
export function landmarkReach(look: LandmarkLook): { side: number; up: number; down: number } {
  const half = look.sizeMetres / 2 + 1.6;
  return { side: half, up: landmarkTall(look) + half, down: half };
}
