/** Drawing what stands on the ground: roads, buildings, trees, and the names of places. */
import { UNITS_PER_METRE } from "../../../world/base/space.ts";
import { type Building, type Layout, PROP } from "../../../world/terrain/mod.ts";
import type { Camera } from "./camera.ts";

type Theme = "light" | "dark";

const ROOFS: Readonly<Record<Theme, Readonly<Record<Building["use"], string>>>> = {
  light: {
    house: "#b0705a",
    tavern: "#9c4f46",
    smithy: "#6f6a6a",
    mill: "#c29a63",
    market: "#d08a4e",
    chapel: "#7f8fa6",
    hall: "#8a5a70",
    barn: "#a3583f",
    workshop: "#8d7460",
  },
  dark: {
    house: "#7c4f40",
    tavern: "#7d3f38",
    smithy: "#5a5656",
    mill: "#8a6d45",
    market: "#8f5f36",
    chapel: "#566479",
    hall: "#654152",
    barn: "#71402f",
    workshop: "#655445",
  },
};

/** Draws buildings, and roads while no chunk shows them. */
export function drawPlaces(
  context: CanvasRenderingContext2D,
  camera: Camera,
  layout: Layout,
  { theme, withRoads }: { readonly theme: Theme; readonly withRoads: boolean },
): void {
  if (withRoads) drawRoads(context, camera, layout, theme);
  if (camera.scale < 0.25) return;
  for (const settlement of layout.settlements) {
    const radius = settlement.radius / UNITS_PER_METRE;
    if (!isOnScreen(camera, settlement.x / UNITS_PER_METRE, settlement.y / UNITS_PER_METRE, radius)) continue;
    for (const building of settlement.buildings) drawBuilding(context, camera, building, theme);
  }
}

function drawRoads(context: CanvasRenderingContext2D, camera: Camera, layout: Layout, theme: Theme): void {
  context.strokeStyle = theme === "light" ? "rgba(176, 146, 96, 0.9)" : "rgba(140, 120, 88, 0.9)";
  context.lineCap = "round";
  context.lineJoin = "round";
  for (const road of layout.roads) {
    context.lineWidth = Math.max(1.1, road.width * camera.scale);
    context.beginPath();
    for (const point of road.points) context.lineTo(camera.screenX(point.x), camera.screenY(point.y));
    context.stroke();
  }
}

function drawBuilding(context: CanvasRenderingContext2D, camera: Camera, building: Building, theme: Theme): void {
  const { scale } = camera;
  const x = camera.screenX(building.x);
  const y = camera.screenY(building.y);
  const width = building.width * scale;
  const height = building.height * scale;
  if (x + width < 0 || y + height < 0 || x > camera.width || y > camera.height) return;
  if (scale > 1.5) {
    context.fillStyle = "rgba(20, 20, 15, 0.22)";
    context.fillRect(x + 0.7 * scale, y + 0.7 * scale, width, height);
  }
  context.fillStyle = ROOFS[theme][building.use];
  context.fillRect(x, y, width, height);
  if (scale < 1.5) return;
  // One half of the roof is in the light: the ridge runs along the longer side.
  context.fillStyle = "rgba(255, 255, 255, 0.10)";
  if (width >= height) context.fillRect(x, y, width, height / 2);
  else context.fillRect(x, y, width / 2, height);
  context.strokeStyle = "rgba(20, 16, 12, 0.35)";
  context.lineWidth = Math.min(1.5, scale * 0.15);
  context.strokeRect(x, y, width, height);
  if (scale < 4) return;
  const doorX = camera.screenX(building.doorX / UNITS_PER_METRE);
  const doorY = camera.screenY(building.doorY / UNITS_PER_METRE);
  context.fillStyle = theme === "light" ? "#4b382b" : "#c9ad80";
  const door = 0.45 * scale;
  const atX = Math.max(x, Math.min(x + width, doorX));
  const atY = Math.max(y, Math.min(y + height, doorY));
  context.fillRect(atX - door, atY - door * 0.4, door * 2, door * 0.8);
  if (scale < 7) return;
  context.fillStyle = "rgba(255, 255, 255, 0.85)";
  context.font = "500 11px Inter, system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(building.use, x + width / 2, y + height / 2);
}

const TREES: Readonly<Record<Theme, Readonly<Record<number, string>>>> = {
  light: {
    [PROP.oak]: "#6f9a5f",
    [PROP.pine]: "#55805c",
    [PROP.birch]: "#8fb06c",
    [PROP.bush]: "#7fa667",
    [PROP.boulder]: "#9d978c",
    [PROP.reeds]: "#a8ae6a",
    [PROP.flowers]: "#d6a5b8",
    [PROP.deadTree]: "#96836d",
    [PROP.snowPine]: "#a9c0b4",
    [PROP.haystack]: "#d6b85f",
  },
  dark: {
    [PROP.oak]: "#33502f",
    [PROP.pine]: "#264334",
    [PROP.birch]: "#465e36",
    [PROP.bush]: "#39552f",
    [PROP.boulder]: "#5f5c57",
    [PROP.reeds]: "#5a5d38",
    [PROP.flowers]: "#7c5767",
    [PROP.deadTree]: "#5d5245",
    [PROP.snowPine]: "#6f8479",
    [PROP.haystack]: "#8a7538",
  },
};

/** Draws a chunk's props: crowns and stones as discs, what people made as small squares. */
export function drawProps(context: CanvasRenderingContext2D, camera: Camera, props: Float32Array, theme: Theme): void {
  const colours = TREES[theme];
  const { scale } = camera;
  for (let at = 0; at < props.length; at += 5) {
    const x = camera.screenX(props[at + 1]!);
    const y = camera.screenY(props[at + 2]!);
    const radius = Math.max(0.6, props[at + 3]! * scale);
    if (x + radius < 0 || y + radius < 0 || x - radius > camera.width || y - radius > camera.height) continue;
    const colour = colours[props[at]!];
    if (colour === undefined) {
      context.fillStyle = theme === "light" ? "#8f7a60" : "#6e5e4a";
      context.fillRect(x - radius * 0.7, y - radius * 0.7, radius * 1.4, radius * 1.4);
      continue;
    }
    if (scale > 5) {
      context.fillStyle = "rgba(20, 25, 15, 0.18)";
      disc(context, x + radius * 0.18, y + radius * 0.22, radius);
    }
    context.fillStyle = colour;
    disc(context, x, y, radius);
    if (scale > 5) {
      context.fillStyle = "rgba(255, 255, 255, 0.10)";
      disc(context, x - radius * 0.25, y - radius * 0.28, radius * 0.6);
    }
  }
}

/** Writes the names of places, towns larger; at the distance at which a village's would crowd, towns alone. */
export function drawNames(context: CanvasRenderingContext2D, camera: Camera, layout: Layout, theme: Theme): void {
  if (camera.scale > 12) return;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.strokeStyle = theme === "light" ? "rgba(255, 255, 252, 0.85)" : "rgba(10, 16, 14, 0.85)";
  context.fillStyle = theme === "light" ? "#2b2f28" : "#e6ebe4";
  for (const settlement of layout.settlements) {
    const isTown = settlement.kind === "town";
    const x = camera.screenX(settlement.x / UNITS_PER_METRE);
    const y = camera.screenY((settlement.y - settlement.radius) / UNITS_PER_METRE) - 10;
    if (x < -80 || y < -20 || x > camera.width + 80 || y > camera.height + 20) continue;
    context.font = `${isTown ? 650 : 550} ${isTown ? 14 : 12}px Inter, system-ui, sans-serif`;
    context.lineWidth = 3.5;
    context.strokeText(settlement.name, x, y);
    context.fillText(settlement.name, x, y);
  }
}

function isOnScreen(camera: Camera, x: number, y: number, radius: number): boolean {
  const reach = radius * camera.scale;
  const sx = camera.screenX(x);
  const sy = camera.screenY(y);
  return sx + reach > 0 && sy + reach > 0 && sx - reach < camera.width && sy - reach < camera.height;
}

function disc(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}
