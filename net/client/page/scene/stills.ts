/** What stands still in view: props and buildings, sorted from back to front, collected anew only after some way. */
import {
  type Building,
  CHUNK_METRES,
  PROP,
  type Prop,
  type PropKind,
  type Terrain,
} from "../../../../world/terrain/types.ts";
import { UNITS_PER_METRE } from "../../../../world/base/space.ts";
import { RISE } from "../art/brush.ts";
import { chimneyOf, ridgeRunsAcross, type Spot, styleOf, windowsOf } from "../art/building_style.ts";
import { hashPlace } from "../ground/texture.ts";
import type { View } from "./view.ts";

/** A thing that stands still. `x`, `y`: its foot in metres; what is further south is drawn later. */
export type Still =
  | { readonly type: "prop"; readonly x: number; readonly y: number; readonly prop: Prop; fade: number }
  | { readonly type: "building"; readonly x: number; readonly y: number; readonly building: Building; fade: number };

/** A place that gives light at night, in metres. */
export interface Light {
  readonly x: number;
  readonly y: number;
  /** Where its pool of light lies on the ground. */
  readonly groundY: number;
  readonly kind: "lamp" | "window" | "arch";
  /** 0 to 1: who goes to bed late, and who early. */
  readonly luck: number;
}

/** What `collect` found. */
export interface StillView {
  readonly stills: readonly Still[];
  readonly lights: readonly Light[];
  readonly chimneys: readonly Spot[];
}

/** Metres around the view that are collected with it: crowns and roofs reach far from their foot. */
const MARGIN_METRES = 14;

/** What burns indoors, and how high above its foot, in metres. */
const FLAMES: Readonly<Partial<Record<PropKind, number>>> = {
  [PROP.hearth]: 0.2,
  [PROP.torch]: 1.3,
  [PROP.altar]: 0.9,
  [PROP.crystal]: 0.5,
};

/** Chunks made in one frame at most: one takes some milliseconds. */
const CHUNKS_MADE_MAX = 2;

/** Finds what stands in view. One per world. */
export class Stills {
  readonly #terrain: Terrain;
  readonly #known = new Map<number, readonly Still[]>();
  #view: StillView = { stills: [], lights: [], chimneys: [] };
  #left = Infinity;
  #top = Infinity;
  #right = -Infinity;
  #bottom = -Infinity;

  constructor(terrain: Terrain) {
    this.#terrain = terrain;
  }

  /** What stands in view. Chunks that are not made yet come in over the next frames. */
  collect(view: View): StillView {
    const slack = MARGIN_METRES / 2;
    const holds = view.left >= this.#left + slack && view.right <= this.#right - slack &&
      view.top >= this.#top + slack && view.bottom <= this.#bottom - slack;
    // A view that has grown much smaller is collected anew too, or far too much would be drawn.
    if (holds && (this.#right - this.#left) < (view.right - view.left) * 1.6 + 4 * MARGIN_METRES) return this.#view;
    this.#collect(view);
    return this.#view;
  }

  #collect(view: View): void {
    const left = view.left - MARGIN_METRES;
    const right = view.right + MARGIN_METRES;
    const top = view.top - MARGIN_METRES;
    const bottom = view.bottom + MARGIN_METRES;
    const stills: Still[] = [];
    const buildings = new Set<number>();
    let made = 0;
    let complete = true;
    for (let row = Math.floor(top / CHUNK_METRES); row <= Math.floor(bottom / CHUNK_METRES); row++) {
      for (let column = Math.floor(left / CHUNK_METRES); column <= Math.floor(right / CHUNK_METRES); column++) {
        const key = row * 4096 + column;
        let known = this.#known.get(key);
        if (known === undefined) {
          if (made >= CHUNKS_MADE_MAX) {
            complete = false;
            continue;
          }
          made++;
          known = this.#stillsOf(column, row);
          this.#known.set(key, known);
        }
        for (const still of known) {
          if (still.x < left || still.x > right || still.y < top || still.y > bottom + 6) continue;
          if (still.type === "building") {
            if (buildings.has(still.building.id)) continue;
            buildings.add(still.building.id);
          }
          stills.push(still);
        }
      }
    }
    stills.sort((a, b) => a.y - b.y);
    this.#view = { stills, lights: lightsOf(stills), chimneys: chimneysOf(stills) };
    if (this.#known.size > 600) this.#known.clear();
    [this.#left, this.#top, this.#right, this.#bottom] = complete ? [left, top, right, bottom] : [Infinity, 0, 0, 0];
  }

  #stillsOf(column: number, row: number): readonly Still[] {
    const { props, buildings } = this.#terrain.chunk(column, row);
    const stills: Still[] = [];
    for (const prop of props) {
      if (prop.kind === PROP.flowers) continue;
      stills.push({ type: "prop", x: prop.x / UNITS_PER_METRE, y: prop.y / UNITS_PER_METRE, prop, fade: 1 });
    }
    for (const building of buildings) {
      const x = building.x + building.width / 2;
      stills.push({ type: "building", x, y: building.y + building.height - 0.1, building, fade: 1 });
    }
    return stills;
  }
}

function lightsOf(stills: readonly Still[]): Light[] {
  const lights: Light[] = [];
  const buildings = stills.flatMap((still) => still.type === "building" ? [still.building] : []);
  for (const still of stills) {
    if (still.type === "prop") {
      const flame = FLAMES[still.prop.kind];
      if (flame !== undefined) {
        lights.push({ x: still.x, y: still.y - flame, groundY: still.y, kind: "lamp", luck: 0 });
      } else if (still.prop.kind === PROP.lamp) {
        if (isCovered(buildings, still.x, still.y - 2.4, still.y)) continue;
        lights.push({ x: still.x, y: still.y - 2.4, groundY: still.y, kind: "lamp", luck: 0 });
      }
      continue;
    }
    const { building } = still;
    const foot = building.y + building.height;
    for (const { x, y } of windowsOf(building)) {
      if (isCovered(buildings, building.x + x, building.y + y, foot)) continue;
      const arched = building.use === "chapel";
      lights.push({
        x: building.x + x,
        y: building.y + y,
        groundY: foot + 0.8,
        kind: arched ? "arch" : "window",
        luck: luckOf(building.id, x),
      });
    }
  }
  return lights;
}

/** Whether a building further south is drawn over a point of something whose foot is at `foot`. */
function isCovered(buildings: readonly Building[], x: number, y: number, foot: number): boolean {
  return buildings.some((building) => {
    const { wallHeight, roofHeight } = styleOf(building);
    const south = building.y + building.height;
    if (south <= foot || Math.abs(x - building.x - building.width / 2) > building.width / 2 + 0.4) return false;
    // A ridge that runs north stands above the eaves only in the middle.
    const across = ridgeRunsAcross(building);
    const slant = 1 - Math.abs(x - building.x - building.width / 2) / (building.width / 2);
    const top = building.y - (wallHeight + (across ? 0 : roofHeight * Math.max(0, slant))) * RISE;
    return y > top && y < south;
  });
}

/** Windows of one house go dark together, more or less. */
function luckOf(building: number, x: number): number {
  return (hashPlace(building, 0, 61) * 0.7 + hashPlace(building, Math.floor(x * 4), 67) * 0.3) / 2 ** 32;
}

function chimneysOf(stills: readonly Still[]): Spot[] {
  const chimneys: Spot[] = [];
  for (const still of stills) {
    if (still.type !== "building") continue;
    const spot = chimneyOf(still.building);
    if (spot !== null) chimneys.push({ x: still.building.x + spot.x, y: still.building.y + spot.y });
  }
  return chimneys;
}
