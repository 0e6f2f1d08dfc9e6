/** Buildings: walls, roof, and what marks each kind. Drawn in metres, the north-west corner at 0, 0. */
import type { Building } from "../../../../world/terrain/types.ts";
import { blob, type Brush, line, polygon, RISE, tone } from "./brush.ts";
import { type BuildingStyle, chimneyOf, ridgeRunsAcross, type Spot, styleOf } from "./building_style.ts";
import { drawRoofAcross, drawRoofAlong } from "./roofs.ts";
import { drawWall } from "./walls.ts";

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
  if (building.use === "tavern" || building.use === "smithy" || building.use === "market") {
    drawSign(brush, building, style);
  }
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

/** Draws the sails of a mill, turned by `angle`: they turn with the wind, so they are no part of its picture. */
export function drawSails(brush: Brush, building: Building, angle: number): void {
  const x = building.width / 2;
  const y = building.height - styleOf(building).wallHeight * RISE - 0.5;
  for (let sail = 0; sail < 4; sail++) {
    brush.save();
    brush.translate(x, y);
    brush.rotate(angle + sail * Math.PI / 2);
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
