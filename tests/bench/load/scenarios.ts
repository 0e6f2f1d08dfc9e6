/** The situations that the load test plays. */
import { UNITS_PER_METRE } from "../../../world/base/space.ts";
import { WORLD_METRES } from "../../../world/limits.ts";
import type { Newcomers } from "../../../world/mod.ts";
import { GROUND, makeTerrain } from "../../../world/terrain/mod.ts";

/** How far a client sees: 5 x 5 cells of 32 m. */
const VIEW_SQUARE_METRES = 160 * 160;
/** Others in view in an evenly filled world. */
const OTHERS_IN_VIEW = 20;

/** One situation. */
export interface Scenario {
  readonly summary: string;
  /** Where they begin: the server's option of that name. */
  readonly newcomers: Newcomers;
  readonly moving: boolean;
  /** Mean seconds between two things that a player says; 0: nobody talks. */
  readonly sayEverySeconds: number;
  readonly roamMetres: number;
  /** This part of the players leaves and comes each second. */
  readonly churnPart: number;
  /** Everyone (but the full clients) loses the connection at once and comes back. */
  readonly storm: boolean;
  /** This part of the players stops reading. */
  readonly deafPart: number;
  /** They do everything that there is to do, and this part of them fights at any moment; 0: they only walk. */
  readonly fightingPart: number;
}

const WALKING: Omit<Scenario, "summary"> = {
  newcomers: "anywhere",
  moving: true,
  sayEverySeconds: 60,
  roamMetres: 12,
  churnPart: 0,
  storm: false,
  deafPart: 0,
  fightingPart: 0,
};

export const SCENARIOS = {
  spread: { ...WALKING, summary: "everyone spread evenly, about 20 others in view" },
  towns: { ...WALKING, newcomers: "towns", roamMetres: 30, summary: "four of five in the towns, the rest anywhere" },
  crowd: { ...WALKING, newcomers: "town", roamMetres: 20, summary: "everyone in one place, in view of everyone" },
  churn: { ...WALKING, churnPart: 0.1, summary: "a tenth of the players leaves and comes each second" },
  storm: { ...WALKING, storm: true, summary: "everyone loses the connection at once and comes back" },
  deaf: { ...WALKING, deafPart: 0.05, summary: "one of twenty stops reading" },
  play: { ...WALKING, fightingPart: 0.4, summary: "they fight, gather, make things and have tasks; 40 % fight" },
  idle: { ...WALKING, moving: false, sayEverySeconds: 0, summary: "everyone stands still" },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

/** The world that the load test is played in: a seed with much land. */
export const LOAD_SEED = 7;
const SIDE_METRES_MIN = 64;
const PLAYERS_ON_LAND = 800;

/**
 * Side of the square around the town, in metres, that holds so much land that `players` spread over it have about 20
 * others in view. For 8,000 players that is the whole world, and there are a few more in view.
 */
export function spreadMetres(players: number): number {
  const terrain = makeTerrain(LOAD_SEED);
  const { ground, size } = terrain.overview();
  const sample = WORLD_METRES / size;
  const wanted = players / OTHERS_IN_VIEW * VIEW_SQUARE_METRES;
  const { spawnX, spawnY } = terrain.layout;
  let side = SIDE_METRES_MIN;
  for (; side < WORLD_METRES; side += sample) {
    const left = corner(spawnX / UNITS_PER_METRE, side) / sample;
    const top = corner(spawnY / UNITS_PER_METRE, side) / sample;
    let land = 0;
    for (let y = Math.floor(top); y < top + side / sample; y++) {
      for (let x = Math.floor(left); x < left + side / sample; x++) {
        if (ground[y * size + x]! > GROUND.shallowWater) land += sample * sample;
      }
    }
    if (land >= wanted) break;
  }
  return Math.min(WORLD_METRES, side);
}

/** The same for players who play: few have as much land as many, for nobody lives in the town to be fought. */
export function playMetres(players: number): number {
  return spreadMetres(Math.max(PLAYERS_ON_LAND, players));
}

/** Where a square of this side around a coordinate begins, within the world. */
function corner(middle: number, side: number): number {
  return Math.max(0, Math.min(WORLD_METRES - side, middle - side / 2));
}
