/** Landmarks of wood: houses, what a fire left of one, scaffolds, the frame of a bell. */
import { blob, line, polygon, tone } from "./brush.ts";
import type { LandmarkDrawing } from "./landmarks.ts";
import type { Rgb } from "./look.ts";
import { type Point, Solid } from "./solid.ts";

const TIMBER: Rgb = [128, 94, 60];
const CHARRED: Rgb = [52, 47, 44];
const PLASTER: Rgb = [214, 202, 176];
const BRONZE: Rgb = [176, 132, 62];
const SHADE = "rgba(20, 30, 40, 0.26)";

/** A house of one room; its roof has the colour. */
export function drawHouse({ brush, size, facing, colour, chance }: LandmarkDrawing): void {
  const solid = new Solid(brush, facing);
  const [long, deep, tall] = [size / 2, size * 0.34, 2.2];
  solid.ground(SHADE, [-long, -deep, 0], [long + 0.9, -deep, 0], [long + 0.9, deep + 0.5, 0], [-long, deep + 0.5, 0]);
  solid.box({ along: [-long, long], across: [-deep, deep], up: [0, tall], colour: PLASTER });
  solid.draw();
  for (let beam = 0; beam <= 5; beam++) {
    const along = -long + beam / 5 * size;
    line(brush, tone(TIMBER, 0.66), 0.14, ...solid.at([along, deep, 0]), ...solid.at([along, deep, tall]));
  }
  solid.ground(tone(TIMBER, 0.5), [-0.5, deep, 0], [0.5, deep, 0], [0.5, deep, 1.7], [-0.5, deep, 1.7]);
  for (const window of [-long * 0.6, long * 0.6]) {
    const [left, right] = [window - 0.45, window + 0.45];
    solid.ground("#39434d", [left, deep, 0.9], [right, deep, 0.9], [right, deep, 1.6], [left, deep, 1.6]);
  }
  const ridge = tall + size * 0.3;
  const [out, eaves] = [long + 0.35, deep + 0.3];
  const rows = 7;
  solid.ground(tone(colour, 0.8), [-out, -eaves, tall], [out, -eaves, tall], [out, 0, ridge], [-out, 0, ridge]);
  for (let row = 0; row < rows; row++) {
    const at = (part: number): [number, number] => [eaves * part, ridge - (ridge - tall) * part];
    const [upper, lower] = [at(row / rows), at((row + 1) / rows)];
    const face: readonly Point[] = [[-out, ...upper], [out, ...upper], [out, ...lower], [-out, ...lower]];
    solid.ground(tone(colour, 0.94 + chance() * 0.14), ...face);
    line(brush, tone(colour, 0.66), 0.04, ...solid.at([-out, ...lower]), ...solid.at([out, ...lower]));
  }
}

/** Black walls of uneven height, beams that fell, ash. */
export function drawBurntHouse({ brush, size, facing, chance }: LandmarkDrawing): void {
  const solid = new Solid(brush, facing);
  const [long, deep] = [size / 2, size * 0.34];
  const ash: Point[] = Array.from({ length: 16 }, (_, at) => {
    const [turn, far] = [at / 8 * Math.PI, 1.05 + chance() * 0.3];
    return [Math.cos(turn) * long * far * 1.15, Math.sin(turn) * deep * far * 1.25, 0];
  });
  solid.ground("rgba(38, 34, 32, 0.72)", ...ash);
  const post = (along: number, across: number, wide: number, deepness: number) => {
    const tall = 0.4 + chance() * 1.9;
    solid.box({
      along: [along - wide, along + wide],
      across: [across - deepness, across + deepness],
      up: [0, tall],
      colour: CHARRED,
      light: 0.85 + chance() * 0.5,
    });
  };
  for (let along = -long; along <= long; along += 0.5) {
    post(along, -deep, 0.26, 0.14);
    // The door stands open still.
    if (Math.abs(along) > 0.7) post(along, deep, 0.26, 0.14);
  }
  for (let across = -deep + 0.5; across < deep; across += 0.5) {
    post(-long, across, 0.14, 0.26);
    post(long, across, 0.14, 0.26);
  }
  for (let beam = 0; beam < 6; beam++) {
    const along = (chance() - 0.5) * size * 0.8;
    const lean = (chance() - 0.5) * 2.4;
    solid.rod({
      from: [along, -deep * (0.4 + chance() * 0.5), 1.2 + chance() * 1.3],
      to: [along + lean, deep * (chance() - 0.2), 0.1],
      width: 0.2,
      colour: CHARRED,
      light: 0.7 + chance() * 0.4,
    });
  }
  solid.draw();
  for (let ember = 0; ember < 7; ember++) {
    const [x, y] = solid.at([(chance() - 0.5) * size * 0.8, (chance() - 0.3) * deep, 0.05]);
    blob(brush, x, y, 0.08, 0.05, ember % 2 === 0 ? "#c8562a" : "#8d8882");
  }
}

/** Poles, planks to stand on, a heap of what is built with. */
export function drawScaffold({ brush, size, facing, chance }: LandmarkDrawing): void {
  const solid = new Solid(brush, facing);
  const [half, deep, tall] = [size / 2, 0.8, Math.min(size, 4)];
  solid.ground(SHADE, [-half, -0.5, 0], [half + 0.6, -0.5, 0], [half + 0.6, 1.2, 0], [-half, 1.2, 0]);
  const bays = Math.max(1, Math.round(size / 2));
  for (const across of [-deep, deep]) {
    for (let pole = 0; pole <= bays; pole++) {
      const along = -half + pole / bays * size;
      solid.rod({ from: [along, across, 0], to: [along, across, tall], width: 0.12, colour: TIMBER, light: 0.9 });
    }
    for (let bay = 0; bay < bays; bay++) {
      const [from, to] = [-half + bay / bays * size, -half + (bay + 1) / bays * size];
      const [low, high] = bay % 2 === 0 ? [0.1, tall * 0.9] : [tall * 0.9, 0.1];
      solid.rod({ from: [from, across, low], to: [to, across, high], width: 0.07, colour: TIMBER, light: 0.75 });
    }
  }
  for (const up of [tall * 0.46, tall * 0.92]) {
    for (let row = 0; row < 4; row++) {
      const across = -deep + row * deep / 2;
      const light = 0.9 + chance() * 0.3;
      solid.box({
        along: [-half - 0.2, half + 0.2],
        across: [across, across + 0.36],
        up: [up, up + 0.07],
        colour: TIMBER,
        light,
      });
    }
  }
  for (let stone = 0; stone < 9; stone++) {
    const along = half * 0.3 + (chance() - 0.5) * 1.4;
    const across = deep + 0.5 + (chance() - 0.5) * 0.5;
    const light = 0.85 + chance() * 0.3;
    solid.box({
      along: [along, along + 0.34],
      across: [across, across + 0.26],
      up: [0, 0.26],
      colour: [146, 142, 134],
      light,
    });
  }
  solid.draw();
}

/** A bell in its frame. */
export function drawBell({ brush, size, facing }: LandmarkDrawing): void {
  const solid = new Solid(brush, facing);
  const [half, tall] = [size * 0.3, size * 0.86];
  solid.ground(SHADE, [-half - 0.4, -0.4, 0], [half + 0.9, -0.4, 0], [half + 0.9, 0.8, 0], [-half, 0.8, 0]);
  const beam = (from: Point, to: Point, width = 0.2) => solid.rod({ from, to, width, colour: TIMBER, light: 0.86 });
  for (const end of [-half, half]) {
    beam([end, -0.6, 0], [end, 0, tall]);
    beam([end, 0.6, 0], [end, 0, tall]);
    beam([end, -0.34, tall * 0.45], [end, 0.34, tall * 0.45], 0.14);
  }
  solid.draw();
  line(brush, tone(TIMBER, 0.8), 0.24, ...solid.at([-half - 0.3, 0, tall]), ...solid.at([half + 0.3, 0, tall]));
  const [x, y] = solid.at([0, 0, tall - 0.12]);
  const [wide, long] = [size * 0.17, size * 0.34];
  line(brush, tone(TIMBER, 0.5), 0.1, x, y - 0.1, x, y + 0.1);
  polygon(
    brush,
    tone(BRONZE, 0.9),
    ...[x - wide * 0.4, y + 0.06, x + wide * 0.4, y + 0.06, x + wide * 0.62, y + long * 0.55, x + wide, y + long],
    ...[x - wide, y + long, x - wide * 0.62, y + long * 0.55],
  );
  blob(brush, x, y + 0.1, wide * 0.42, wide * 0.3, tone(BRONZE, 1.1));
  blob(brush, x, y + long, wide, wide * 0.3, tone(BRONZE, 0.6));
  blob(brush, x, y + long + 0.08, 0.1, 0.1, tone(BRONZE, 0.4));
  line(brush, tone(BRONZE, 1.35), 0.06, x - wide * 0.3, y + 0.2, x - wide * 0.55, y + long * 0.85);
}
