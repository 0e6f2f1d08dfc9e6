/** The small map in the corner and the large one: the whole world from its coarse picture, roads, houses and names. */
import { UNITS_PER_METRE } from "../../../../world/base/space.ts";
import type { Place, Terrain } from "../../../../world/terrain/types.ts";
import type { CatalogEntryOf } from "../../../../world/content/mod.ts";
import { placeAt } from "../game/place_names.ts";
import { levelsText } from "../game/places.ts";
import type { Actor } from "../scene/actor.ts";
import { DARKNESS, dotOf, drawPlace, viewMetres } from "./map_places.ts";
import { type MapFrame, MapView } from "./map_view.ts";
import { nameColour, paintRegions, type RegionPicture } from "./map_regions.ts";
import { byId, within } from "./dom.ts";

/** What is shown before the map is painted, and under it. */
const SEA = "#3f7590";

const TITLE_FONT = '"Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif';
const MINIMAP_METRES = 300;
/** How wide a road is on the map of the whole world at least. */
const ROAD_METRES = 9;
/** Levels are told from so large a map on, of one on a wide screen. */
const LEVELS_FROM = 0.8;

/** A place on a map: where a quest can be done, somebody who has one, a spirit's body, what stands there. In metres. */
export interface MapMark {
  readonly x: number;
  readonly y: number;
  /** How far around it that is; 0: just there. */
  readonly metres: number;
  readonly kind: "goal" | "offers" | "ready" | "body" | "landmark";
}

/** A land with a name, as the map shows it. */
export type MapRegion = Pick<CatalogEntryOf<"regions">, "number" | "name" | "level" | "colour" | "shape" | "priority">;

/** Both maps of a world. */
export class Maps {
  readonly #terrain: Terrain;
  #regions: readonly MapRegion[] = [];
  /** Their colours and where their names stand, once the large map was opened. */
  #lands: RegionPicture | null = null;
  #picture: ImageBitmap | null = null;
  readonly #small = byId<HTMLCanvasElement>("minimap");
  readonly #dialog = byId<HTMLDialogElement>("map-dialog");
  readonly #large = byId<HTMLCanvasElement>("map");
  readonly #view: MapView;
  #own = { x: 0, y: 0 };

  constructor(terrain: Terrain) {
    this.#terrain = terrain;
    this.#view = new MapView(this.#large, terrain.layout.metres);
    this.#dialog.addEventListener("click", (event) => {
      if (event.target === this.#dialog) this.#dialog.close();
    });
    within(this.#dialog, ".close").addEventListener("click", () => this.#dialog.close());
    byId("open-map").addEventListener("click", () => this.toggle());
  }

  /** The painted map of the whole world has come. */
  set picture(picture: ImageBitmap) {
    this.#picture = picture;
  }

  /** The lands of the content. */
  set regions(regions: readonly MapRegion[]) {
    if (regions.length === this.#regions.length && regions.every((one, at) => one === this.#regions[at])) return;
    this.#regions = regions;
    this.#lands = null;
  }

  get isOpen(): boolean {
    return this.#dialog.open;
  }

  toggle(): void {
    if (this.#dialog.open) return this.#dialog.close();
    this.#view.begin(this.#own);
    this.#dialog.showModal();
  }

  /** The large map shows the world from nearer by so many steps, or from farther. False if it is not open. */
  zoom(steps: number): boolean {
    if (this.#dialog.open) this.#view.zoom(steps);
    return this.#dialog.open;
  }

  /** Draws the small map, and the large one if it is open, with the player at (x, y) in metres. */
  draw(x: number, y: number, facing: number, actors: readonly Actor[], marks: readonly MapMark[]): void {
    this.#own = { x, y };
    const place = placeAt(this.#terrain.layout, { x, y });
    this.#dialog.classList.toggle("inside", place !== undefined);
    if (place !== undefined) {
      drawInside(this.#small, place, { x, y, facing, metres: viewMetres(place) }, actors);
      if (this.#dialog.open) {
        this.#view.fit();
        const metres = Math.max(place.width, place.height) + 2;
        const middle = { x: place.x + place.width / 2, y: place.y + place.height / 2 };
        drawInside(this.#large, place, { x, y, facing, metres, middle }, actors);
      }
      return;
    }
    this.#drawSmall(x, y, facing, actors, marks);
    if (this.#dialog.open) this.#drawLarge(x, y, facing, actors, marks);
  }

  #drawSmall(x: number, y: number, facing: number, actors: readonly Actor[], marks: readonly MapMark[]): void {
    const context = this.#small.getContext("2d")!;
    const side = this.#small.width;
    const scale = side / MINIMAP_METRES;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = SEA;
    context.fillRect(0, 0, side, side);
    context.setTransform(scale, 0, 0, scale, side / 2 - x * scale, side / 2 - y * scale);
    this.#drawWorld(context, { x, y, reach: MINIMAP_METRES, roadMetres: 0 });
    for (const actor of actors) {
      if (actor.own) continue;
      const player = actor.kind === "player";
      if (!player && actor.kind !== "townsfolk") continue;
      context.fillStyle = player ? "#ffffff" : "#e3d28c";
      context.strokeStyle = "rgba(20, 24, 30, 0.7)";
      context.lineWidth = 1.6;
      context.beginPath();
      context.arc(actor.x, actor.y, player ? 4.6 : 2.6, 0, Math.PI * 2);
      if (player) context.stroke();
      context.fill();
    }
    // What lies beyond the small map is shown at its edge, if it is something to go to.
    for (const mark of marks) {
      drawMark(context, mark.kind === "landmark" ? mark : heldWithin(mark, x, y, MINIMAP_METRES * 0.44), 1);
    }
    drawArrow(context, x, y, facing, 8);
    context.setTransform(1, 0, 0, 1, 0, 0);
  }

  #drawLarge(x: number, y: number, facing: number, actors: readonly Actor[], marks: readonly MapMark[]): void {
    const canvas = this.#large;
    const ratio = devicePixelRatio;
    this.#view.fit();
    const context = canvas.getContext("2d")!;
    const { metres } = this.#terrain.layout;
    const frame = this.#view.frame({ x, y });
    const { scale } = frame;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = SEA;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.setTransform(scale, 0, 0, scale, -frame.left * scale, -frame.top * scale);
    this.#drawWorld(context, { x, y, reach: Infinity, roadMetres: ROAD_METRES / frame.nearer });
    this.#lands ??= paintRegions(this.#terrain, this.#regions);
    context.drawImage(this.#lands.picture, 0, 0, metres, metres);
    this.#drawRegionNames(context, frame, ratio);
    for (const actor of actors) {
      if (actor.own || actor.kind !== "player") continue;
      context.fillStyle = "#ffffff";
      context.beginPath();
      context.arc(actor.x, actor.y, 3.5 / scale * ratio, 0, Math.PI * 2);
      context.fill();
    }
    this.#drawNames(context, scale, ratio);
    for (const mark of marks) drawMark(context, mark, ratio / scale);
    drawArrow(context, x, y, facing, 11 * ratio / scale);
  }

  #drawWorld(
    context: CanvasRenderingContext2D,
    view: { readonly x: number; readonly y: number; readonly reach: number; readonly roadMetres: number },
  ): void {
    const { layout } = this.#terrain;
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = "high";
    if (this.#picture !== null) context.drawImage(this.#picture, 0, 0, layout.metres, layout.metres);
    context.lineCap = "round";
    context.lineJoin = "round";
    for (const road of layout.roads) {
      context.beginPath();
      road.points.forEach(({ x, y }, at) => at === 0 ? context.moveTo(x, y) : context.lineTo(x, y));
      context.strokeStyle = "rgba(92, 70, 44, 0.5)";
      context.lineWidth = Math.max(road.width + 3, view.roadMetres * 1.8);
      context.stroke();
      context.strokeStyle = "#d9bf90";
      context.lineWidth = Math.max(road.width, view.roadMetres);
      context.stroke();
    }
    for (const settlement of layout.settlements) {
      const away = Math.hypot(settlement.x / UNITS_PER_METRE - view.x, settlement.y / UNITS_PER_METRE - view.y);
      if (away > view.reach + settlement.radius / UNITS_PER_METRE) continue;
      context.fillStyle = "#8a4f3b";
      context.strokeStyle = "rgba(50, 28, 18, 0.7)";
      context.lineWidth = 1;
      for (const { x, y, width, height } of settlement.buildings) {
        context.fillRect(x, y, width, height);
        context.strokeRect(x, y, width, height);
      }
    }
  }

  #drawRegionNames(context: CanvasRenderingContext2D, { scale, nearer }: MapFrame, ratio: number): void {
    const fit = Math.max(0.68, Math.min(1, innerWidth / 700));
    const size = 13.5 * fit * ratio / scale;
    context.textAlign = "center";
    context.lineJoin = "round";
    for (const { region, x, y } of this.#lands!.names) {
      // Where all of the world is in view on a small screen there is room for the names alone.
      const lines = [region.name.toUpperCase(), ...fit * nearer < LEVELS_FROM ? [] : [levelsText(region.level)]];
      lines.forEach((text, at) => {
        context.font = `${at === 0 ? 700 : 500} ${size * (at === 0 ? 1 : 0.82)}px ${TITLE_FONT}`;
        context.textBaseline = at === 0 ? "bottom" : "top";
        context.lineWidth = size * 0.24;
        context.strokeStyle = "rgba(28, 24, 18, 0.72)";
        context.strokeText(text, x, y);
        context.fillStyle = nameColour(region.colour);
        context.fillText(text, x, y);
      });
    }
  }

  #drawNames(context: CanvasRenderingContext2D, scale: number, ratio: number): void {
    context.textAlign = "center";
    context.textBaseline = "bottom";
    for (const { name, kind, x, y, radius } of this.#terrain.layout.settlements) {
      // On a small screen names are smaller, but never too small to read.
      const fit = Math.max(0.68, Math.min(1, innerWidth / 700));
      const size = (kind === "town" ? 19 : 15) * fit * ratio / scale;
      context.font = `${kind === "town" ? 700 : 600} ${size}px ${TITLE_FONT}`;
      context.lineJoin = "round";
      context.lineWidth = size * 0.26;
      context.strokeStyle = "rgba(250, 240, 214, 0.9)";
      const top = (y - radius) / UNITS_PER_METRE + size * 0.2;
      context.strokeText(name, x / UNITS_PER_METRE, top);
      context.fillStyle = "#3a2614";
      context.fillText(name, x / UNITS_PER_METRE, top);
    }
  }
}

/** What a map of a place shows: where the player is, and how many metres around the middle, if that is another point. */
interface InsideView {
  readonly x: number;
  readonly y: number;
  readonly facing: number;
  readonly metres: number;
  readonly middle?: { readonly x: number; readonly y: number };
}

/** Draws a room or a dungeon: its plan, who is near, and the player. */
function drawInside(canvas: HTMLCanvasElement, place: Place, view: InsideView, actors: readonly Actor[]): void {
  const context = canvas.getContext("2d")!;
  const { x, y, facing, metres, middle = view } = view;
  const scale = canvas.width / metres;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = DARKNESS;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(scale, 0, 0, scale, canvas.width / 2 - middle.x * scale, canvas.height / 2 - middle.y * scale);
  drawPlace(context, place);
  context.strokeStyle = "rgba(20, 24, 30, 0.7)";
  context.lineWidth = metres * 0.006;
  for (const actor of actors) {
    const colour = actor.own ? null : dotOf(actor);
    if (colour === null) continue;
    context.fillStyle = colour;
    context.beginPath();
    context.arc(actor.x, actor.y, metres * 0.016, 0, Math.PI * 2);
    context.stroke();
    context.fill();
  }
  drawArrow(context, x, y, facing, metres * 0.03);
  context.setTransform(1, 0, 0, 1, 0, 0);
}

function drawArrow(context: CanvasRenderingContext2D, x: number, y: number, facing: number, size: number): void {
  context.save();
  context.translate(x, y);
  context.rotate(facing);
  context.beginPath();
  context.moveTo(size * 1.1, 0);
  context.lineTo(-size * 0.8, size * 0.75);
  context.lineTo(-size * 0.4, 0);
  context.lineTo(-size * 0.8, -size * 0.75);
  context.closePath();
  context.lineJoin = "round";
  context.lineWidth = size * 0.36;
  context.strokeStyle = "#3a2a10";
  context.stroke();
  context.fillStyle = "#ffdf86";
  context.fill();
  context.restore();
}

/** The mark, or the point of the circle around (x, y) that lies towards it. */
function heldWithin(mark: MapMark, x: number, y: number, metres: number): MapMark {
  const away = Math.hypot(mark.x - x, mark.y - y);
  if (away <= metres) return mark;
  const part = metres / away;
  return { ...mark, x: x + (mark.x - x) * part, y: y + (mark.y - y) * part, metres: 0 };
}

const SIGNS = {
  ready: ["?", "#ffe27a"],
  offers: ["!", "#ffd04a"],
  body: ["†", "#e6f1ff"],
  landmark: ["▲", "#d8cdb4"],
} as const;

/** Draws a mark; `size` is metres for a pixel. */
function drawMark(context: CanvasRenderingContext2D, { x, y, metres, kind }: MapMark, size: number): void {
  if (kind === "goal") {
    if (metres > 8 * size) {
      context.beginPath();
      context.arc(x, y, metres, 0, Math.PI * 2);
      context.fillStyle = "rgba(243, 207, 124, 0.22)";
      context.fill();
      context.strokeStyle = "rgba(243, 207, 124, 0.9)";
      context.lineWidth = 1.4 * size;
      context.stroke();
    }
    context.beginPath();
    context.arc(x, y, 5 * size, 0, Math.PI * 2);
    context.fillStyle = "#f3cf7c";
    context.strokeStyle = "#3a2a12";
    context.lineWidth = 1.6 * size;
    context.fill();
    context.stroke();
    return;
  }
  context.font = `800 ${17 * size}px ${TITLE_FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineWidth = 4 * size;
  context.lineJoin = "round";
  context.strokeStyle = "#2a1d0c";
  const [sign, colour] = SIGNS[kind];
  context.fillStyle = colour;
  context.strokeText(sign, x, y);
  context.fillText(sign, x, y);
}
