/** The south wall of a building, the only one that is seen: its stuff, windows, a door. */
import type { Building } from "../../../../world/terrain/types.ts";
import { blob, type Brush, line, makeChance, polygon, RISE, tone } from "./brush.ts";
import { type BuildingStyle, windowsOf } from "./building_style.ts";

/** The south wall, with whatever its stuff is: stone, planks, plaster between timbers. */
export function drawWall(brush: Brush, building: Building, style: BuildingStyle): void {
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
