/** Icons of things and abilities: a shape of the content in its colours, on a small plate. */
import type { Icon } from "../../../../world/content/mod.ts";
import { ICON_PATHS } from "./icon_paths.ts";

/** The side of an icon as it is drawn, in canvas pixels: twice what most places show. */
const SIDE = 96;
/** Parts of the side that are left free around the shape. */
const MARGIN = 0.1;

/** Draws an icon into a canvas that fills its element. */
export function drawIconOn(canvas: HTMLCanvasElement, icon: Icon): void {
  canvas.width = SIDE;
  canvas.height = SIDE;
  const context = canvas.getContext("2d")!;
  const plate = context.createLinearGradient(0, 0, 0, SIDE);
  plate.addColorStop(0, mixed(icon.back, "#ffffff", 0.1));
  plate.addColorStop(1, mixed(icon.back, "#000000", 0.25));
  context.fillStyle = plate;
  context.fillRect(0, 0, SIDE, SIDE);
  const scale = SIDE * (1 - 2 * MARGIN) / 24;
  const [fill, light, dark] = ICON_PATHS[icon.shape] ?? ICON_PATHS.circle;
  context.lineCap = "round";
  context.lineJoin = "round";
  context.setTransform(scale, 0, 0, scale, SIDE * MARGIN, SIDE * MARGIN);
  const shape = new Path2D(fill);
  const body = context.createLinearGradient(4, 0, 18, 24);
  body.addColorStop(0, mixed(icon.colour, "#ffffff", 0.28));
  body.addColorStop(1, mixed(icon.colour, "#000000", 0.22));
  context.shadowColor = "rgba(0, 0, 0, 0.55)";
  context.shadowBlur = 8;
  context.shadowOffsetY = 4;
  context.fillStyle = body;
  context.fill(shape);
  context.shadowColor = "transparent";
  context.strokeStyle = mixed(icon.colour, "#000000", 0.62);
  context.lineWidth = 1.1;
  context.stroke(shape);
  context.lineWidth = 1.2;
  context.strokeStyle = mixed(icon.colour, "#ffffff", 0.62);
  if (light !== "") context.stroke(new Path2D(light));
  context.strokeStyle = mixed(icon.colour, "#000000", 0.5);
  if (dark !== "") context.stroke(new Path2D(dark));
}

/** A colour between two, as "rgb(…)": `part` of the second. */
function mixed(from: string, to: string, part: number): string {
  const channel = (colour: string, at: number) => parseInt(colour.slice(at, at + 2), 16);
  const channels = [1, 3, 5].map((at) => Math.round(channel(from, at) * (1 - part) + channel(to, at) * part));
  return `rgb(${channels.join(", ")})`;
}
