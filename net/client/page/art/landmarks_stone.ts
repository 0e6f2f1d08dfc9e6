/** Landmarks of stone: walls, bridges on their piers, standing stones, cairns. */
import { blob, line, polygon, tone } from "./brush.ts";
import type { LandmarkDrawing } from "./landmarks.ts";
import type { Rgb } from "./look.ts";
import { Solid } from "./solid.ts";

const STONE: Rgb = [150, 146, 138];
const PLANK: Rgb = [148, 110, 70];
const SHADE = "rgba(20, 30, 40, 0.24)";

/** Courses of stone from one end to the other, as high as `heightAt` says, in metres. */
function drawCourses({ brush, size, facing, chance }: LandmarkDrawing, heightAt: (along: number) => number): void {
  const solid = new Solid(brush, facing);
  const half = size / 2;
  solid.ground(SHADE, [-half, -0.3, 0], [half + 0.5, -0.3, 0], [half + 0.5, 0.75, 0], [-half + 0.3, 0.75, 0]);
  const [wide, tall] = [0.74, 0.38];
  for (let course = 0; course < 5; course++) {
    for (let along = -half - (course % 2) * wide / 2; along < half; along += wide) {
      const [from, to] = [Math.max(-half, along), Math.min(half, along + wide)];
      const light = 0.84 + chance() * 0.26;
      if (to - from < 0.1 || (course + 0.6) * tall > heightAt((from + to) / 2)) continue;
      const thick = 0.38 + chance() * 0.05;
      solid.box({
        along: [from + 0.015, to - 0.015],
        across: [-thick, thick],
        up: [course * tall, (course + 1) * tall - 0.02],
        colour: STONE,
        light,
      });
    }
  }
  solid.draw();
}

/** A wall without a gap, its top set with flat stones. */
export function drawWall(drawing: LandmarkDrawing): void {
  drawCourses(drawing, () => 1.9);
}

/** A wall that has fallen in its middle; what fell lies before it. */
export function drawBrokenWall(drawing: LandmarkDrawing): void {
  const { brush, size, facing, chance } = drawing;
  const gap = size * 0.2;
  drawCourses(drawing, (along) => Math.max(0, Math.min(1.75, (Math.abs(along - size * 0.04) - gap) * 1.1 + 0.2)));
  const solid = new Solid(brush, facing);
  for (let stone = 0; stone < size * 2.4; stone++) {
    const along = (chance() - 0.5) * size * 0.7;
    const across = (chance() - 0.35) * 2.2;
    const wide = 0.12 + chance() * 0.2;
    const light = 0.8 + chance() * 0.3;
    solid.box({
      along: [along - wide, along + wide],
      across: [across - wide * 0.7, across + wide * 0.7],
      up: [0, wide * 1.1],
      colour: STONE,
      light,
    });
  }
  solid.draw();
}

/** The gully that a bridge is for, and a pier at each of its ends. */
function drawGully({ brush, size, chance }: LandmarkDrawing, solid: Solid): void {
  const half = size * 0.3;
  const reach = 1.9 + size * 0.14;
  const edge = (along: number, down: number) =>
    Array.from({ length: 9 }, (_, at) => {
      const across = (at / 4 - 1) * reach;
      const narrow = 1 - (Math.abs(at / 4 - 1) ** 3) * 0.75;
      return [along * narrow + (chance() - 0.5) * 0.3, across, down] as const;
    });
  const [west, east] = [edge(-half, 0), edge(half, 0)];
  solid.ground("#5d564b", ...west, ...[...east].reverse());
  const inside = (points: readonly (readonly [number, number, number])[], part: number) =>
    points.map(([along, across]) => [along * part, across * 0.94, 0] as const);
  solid.ground("#3f3a35", ...inside(west, 0.8), ...inside(east, 0.8).reverse());
  solid.ground("#4c7183", ...inside(west, 0.42), ...inside(east, 0.42).reverse());
  for (let wave = -3; wave <= 3; wave++) {
    const across = wave / 3.6 * reach;
    const from = solid.at([-half * 0.2 + chance() * 0.3, across, 0]);
    const to = solid.at([half * 0.1 + chance() * 0.3, across + 0.25, 0]);
    line(brush, "rgba(214, 232, 238, 0.5)", 0.06, ...from, ...to);
  }
}

function drawBridge(drawing: LandmarkDrawing, isThere: (along: number) => boolean): void {
  const { brush, size, facing, chance } = drawing;
  const solid = new Solid(brush, facing);
  const half = size / 2;
  drawGully(drawing, solid);
  for (const [from, to] of [[-half, -half * 0.5], [-half * 0.5, half * 0.5], [half * 0.5, half]] as const) {
    if (isThere((from + to) / 2)) solid.ground(SHADE, [from, -1, 0], [to, -1, 0], [to, 1.7, 0], [from, 1.7, 0]);
  }
  for (const end of [-1, 1]) {
    const along = end * size * 0.33;
    solid.box({ along: [along - 0.55, along + 0.55], across: [-1.35, 1.35], up: [0, 0.3], colour: STONE });
  }
  solid.draw();
  for (let along = -half; along < half - 0.1; along += 0.36) {
    const light = 0.84 + chance() * 0.26;
    const long = 1.12 + chance() * 0.1;
    if (!isThere(along)) continue;
    solid.box({ along: [along, along + 0.32], across: [-long, long], up: [0.26, 0.36], colour: PLANK, light });
  }
  solid.draw();
  const posts = Math.max(3, Math.round(size / 1.9));
  for (const side of [-1.06, 1.06]) {
    for (let post = 0; post <= posts; post++) {
      const along = -half + 0.15 + post / posts * (size - 0.3);
      const next = along + (size - 0.3) / posts;
      if (!isThere(along)) continue;
      solid.rod({ from: [along, side, 0.3], to: [along, side, 1.2], width: 0.14, colour: PLANK, light: 0.7 });
      if (post === posts || !isThere(next)) continue;
      for (const up of [0.72, 1.12]) {
        solid.rod({ from: [along, side, up], to: [next, side, up], width: 0.09, colour: PLANK, light: 0.86 });
      }
    }
  }
  solid.draw();
}

/** A bridge that one can walk over. */
export function drawWholeBridge(drawing: LandmarkDrawing): void {
  drawBridge(drawing, () => true);
}

/** A bridge whose middle is gone; what was left of it hangs and lies down there. */
export function drawBrokenBridge(drawing: LandmarkDrawing): void {
  const { brush, size, facing, chance } = drawing;
  drawBridge(drawing, (along) => Math.abs(along + 0.4) > size * 0.27);
  const solid = new Solid(brush, facing);
  for (let plank = 0; plank < 7; plank++) {
    const along = (chance() - 0.5) * size * 0.36;
    const across = (chance() - 0.5) * 2.6;
    const turn = chance() * Math.PI;
    const [dx, dy] = [Math.cos(turn) * 0.9, Math.sin(turn) * 0.9];
    const light = 0.55 + chance() * 0.25;
    solid.rod({
      from: [along - dx, across - dy, 0],
      to: [along + dx, across + dy, 0.1],
      width: 0.24,
      colour: PLANK,
      light,
    });
  }
  solid.draw();
}

/** A standing stone, with lines of writing or with hollows where they were. */
export function drawStone({ brush, size, chance }: LandmarkDrawing, isCarved: boolean): void {
  const tall = size * 0.8;
  const wide = size * 0.3;
  polygon(
    brush,
    tone(STONE, 0.66),
    -wide,
    0.1,
    -wide * 0.9,
    -tall * 0.9,
    -wide * 0.2,
    -tall,
    wide,
    -tall * 0.84,
    wide,
    0,
  );
  polygon(brush, tone(STONE, 0.92), -wide, 0.1, -wide * 0.9, -tall * 0.86, wide * 0.72, -tall * 0.8, wide * 0.8, 0.1);
  for (let row = 0; row < 6; row++) {
    const y = -tall * (0.74 - row * 0.115);
    for (let letter = 0; letter < 5; letter++) {
      const x = -wide * 0.7 + letter * wide * 0.3;
      const lean = (chance() - 0.5) * 0.06;
      const long = tall * (0.04 + chance() * 0.03);
      if (isCarved) line(brush, "rgba(52, 46, 40, 0.85)", 0.035, x, y, x + lean, y + long);
      else if (chance() < 0.7) blob(brush, x, y + 0.02, wide * 0.12, wide * 0.08, "rgba(70, 64, 58, 0.6)");
    }
  }
  for (let moss = 0; moss < 6; moss++) {
    blob(
      brush,
      (chance() - 0.5) * wide * 2,
      0.02 + chance() * 0.06,
      0.14,
      0.07,
      tone([92, 116, 64], 0.8 + chance() * 0.3),
    );
  }
}

/** Stones laid upon stones. */
export function drawCairn({ brush, size, chance }: LandmarkDrawing): void {
  const rows = Math.max(4, Math.round(size * 2.6));
  for (let row = 0; row < rows; row++) {
    const part = 1 - row / rows;
    const y = -row / rows * size * 0.72;
    const count = Math.max(1, Math.round(part * size * 2.4));
    for (let stone = 0; stone < count; stone++) {
      const x = count === 1 ? 0 : (stone / (count - 1) - 0.5) * size * 0.86 * part;
      const wide = 0.2 + chance() * 0.1;
      const light = 0.8 + chance() * 0.3;
      blob(brush, x, y + 0.04, wide, wide * 0.66, tone(STONE, light * 0.6));
      blob(brush, x - 0.02, y - 0.03, wide * 0.9, wide * 0.54, tone(STONE, light));
    }
  }
}
