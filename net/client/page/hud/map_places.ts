/** Rooms and dungeons on the maps: their floor plans, as the walls and floors stand that one walks between. */
import { letterOf, lettersOf } from "../../../../world/terrain/mod.ts";
import { GROUND, type Place } from "../../../../world/terrain/types.ts";
import { STATUS } from "../../../../world/kinds.ts";
import type { Actor } from "../scene/actor.ts";

/** Around every place is darkness. */
export const DARKNESS = "#14131a";

/** How much of a place the small map shows at least and at most, in metres, and what of its surroundings. */
const VIEW_METRES = { min: 20, max: 36 };
const AROUND_METRES = 3;

const FLOORS: Readonly<Partial<Record<number, string>>> = {
  [GROUND.wall]: "#7c7680",
  [GROUND.planks]: "#c39b68",
  [GROUND.cave]: "#4a4850",
  [GROUND.shallowWater]: "#4f8fa6",
  [GROUND.deepWater]: "#2f6480",
};
/** The wall of a house is of timber: lighter floors need a darker edge. */
const TIMBER = "#5d4430";
const DOOR = "#f3cf7c";
const THING = "rgba(30, 22, 16, 0.45)";
/** Pixels of a square metre in the picture of a plan. */
const PIXELS = 6;

const pictures = new WeakMap<Place, HTMLCanvasElement>();

/** How many metres of a place the small map shows from one side to the other. */
export function viewMetres({ width, height }: Place): number {
  return Math.max(VIEW_METRES.min, Math.min(VIEW_METRES.max, Math.max(width, height) + 2 * AROUND_METRES));
}

/** Draws a place where it lies, in metres. */
export function drawPlace(context: CanvasRenderingContext2D, place: Place): void {
  let picture = pictures.get(place);
  if (picture === undefined) pictures.set(place, picture = paint(place));
  context.imageSmoothingEnabled = false;
  context.drawImage(picture, place.x, place.y, place.width, place.height);
}

/** The colour of somebody who is in the place, too; null for what is none. */
export function dotOf({ kind, form, mood, status }: Actor): string | null {
  if ((status & STATUS.dead) !== 0) return null;
  if (kind === "player") return "#ffffff";
  if (kind === "townsfolk" || kind === "npc") return "#e3d28c";
  return form !== null && mood === "foe" ? "#ff7a5c" : null;
}

function paint({ rows, width, height, use }: Place): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * PIXELS, height * PIXELS];
  const context = canvas.getContext("2d")!;
  rows.forEach((row, y) => {
    lettersOf(row).forEach((letter, x) => {
      const { ground, prop } = letterOf(letter);
      const isTimber = ground === GROUND.wall && use.kind === "room";
      const colour = letter === "+" || letter === "=" ? DOOR : isTimber ? TIMBER : FLOORS[ground];
      if (colour === undefined) return;
      context.fillStyle = colour;
      context.fillRect(x * PIXELS, y * PIXELS, PIXELS, PIXELS);
      if (prop === null) return;
      context.fillStyle = THING;
      context.fillRect(x * PIXELS + 1, y * PIXELS + 1, PIXELS - 2, PIXELS - 2);
    });
  });
  return canvas;
}
