/** What lies on the ground to be picked up. */
import type { Brush } from "./brush.ts";

/** Things on the ground, whatever they are: a small bundle. */
export function drawPile(brush: Brush): void {
  brush.fillStyle = "#8a6a3c";
  brush.beginPath();
  brush.ellipse(0, -0.12, 0.2, 0.14, 0, 0, 2 * Math.PI);
  brush.fill();
  brush.fillStyle = "#d9a520";
  brush.beginPath();
  brush.ellipse(0, -0.25, 0.07, 0.05, 0, 0, 2 * Math.PI);
  brush.fill();
}
