import { z } from "zod";
import { DEFAULT_FOOTING, DEFAULT_LAND } from "../../terrain/mod.ts";
import { span, whole } from "./base.ts";

const { ground, settlements, roads } = DEFAULT_LAND;
const { paces } = DEFAULT_FOOTING;

/** Eighths of the wanted speed; the motion of bodies knows no finer ones. */
const PACE = whole(1, 16);

const GROUND = z.strictObject({
  seaLevelCm: whole(-400, 600).default(ground.seaLevelCm)
    .meta({ description: "how much higher the water lies: more is a wetter land, below 0 a drier one" }),
  mountainPermille: whole(0, 2000).default(ground.mountainPermille).meta({ description: "height of the mountains" }),
  hillPermille: whole(0, 2500).default(ground.hillPermille).meta({ description: "height of the hills" }),
  hillMetres: whole(200, 1200).default(ground.hillMetres).meta({ description: "from hill to hill, about" }),
  roughPermille: whole(0, 2000).default(ground.roughPermille)
    .meta({ description: "how uneven the ground is from step to step; much of it makes cliffs" }),
  forestPermille: whole(0, 2000).default(ground.forestPermille)
    .meta({ description: "how much of the land is forest: 0 none, 2000 nearly all that is not rock, snow or sand" }),
  rockMetres: whole(5, 400).default(ground.rockMetres).meta({ description: "height above which all is rock" }),
  snowMetres: whole(5, 400).default(ground.snowMetres).meta({ description: "height at which snow begins" }),
  rockSteepPermille: whole(100, 5000).default(ground.rockSteepPermille)
    .meta({ description: "steepness from which on ground is rock: thousandths of a metre on a metre" }),
  lakes: whole(0, 12).default(ground.lakes).meta({ description: "at most; as many as have room" }),
  rivers: whole(0, 12).default(ground.rivers).meta({ description: "at most; each comes out of a lake" }),
  riverWidthPermille: whole(500, 2000).default(ground.riverWidthPermille),
});

const SETTLEMENTS = z.strictObject({
  villages: span(1, 12).default(settlements.villages),
  townBuildings: span(20, 100).default(settlements.townBuildings)
    .meta({ description: "size of the town; fewer where the ground leaves no room" }),
  villageBuildings: span(6, 20).default(settlements.villageBuildings)
    .meta({ description: "of each; fewer where the ground leaves no room" }),
  apartMetres: whole(320, 1500).default(settlements.apartMetres)
    .meta({ description: "wanted between two settlements, and less where there is no room for that" }),
});

const ROADS = z.strictObject({
  townMetres: whole(2, 10).default(roads.townMetres).meta({ description: "width of roads that lead to the town" }),
  villageMetres: whole(2, 10).default(roads.villageMetres).meta({ description: "width of roads between villages" }),
  bridgeCm: whole(25, 300).default(roads.bridgeCm).meta({ description: "height of bridges above the water" }),
});

const PACES = z.strictObject({
  deepWater: PACE.default(paces.deepWater),
  shallowWater: PACE.default(paces.shallowWater),
  sand: PACE.default(paces.sand),
  grass: PACE.default(paces.grass),
  meadow: PACE.default(paces.meadow),
  forest: PACE.default(paces.forest),
  rock: PACE.default(paces.rock),
  snow: PACE.default(paces.snow),
  road: PACE.default(paces.road),
  plaza: PACE.default(paces.plaza),
  field: PACE.default(paces.field),
  floor: PACE.default(paces.floor),
});

const FOOTING = z.strictObject({
  paces: PACES.prefault({}).meta({
    description: "eighths of the wanted speed on each kind of ground: 8 changes nothing",
  }),
  slopes: z.array(z.strictObject({ riseCm: whole(25, 125), pace: PACE })).max(5).default([])
    .meta({
      description: "pace where a square metre rises at least so much, if its ground is not slower; not on roads",
    }),
  swim: z.boolean().default(DEFAULT_FOOTING.swim)
    .meta({ description: "whether players swim; false: deep water stops them" }),
  swimEnergyPerMinute: whole(0, 10_000).default(DEFAULT_FOOTING.swimEnergyPerMinute)
    .meta({ description: "above 0, no energy comes back meanwhile either" }),
});

/**
 * The rules that the land is made by, and what ground does to who goes on it. There is one entry, `terrain`, or none.
 * `footing` may change at any start; the rest is for new worlds, because land is made once.
 */
export const TERRAIN = z.strictObject({
  id: z.literal("terrain"),
  ground: GROUND.prefault({}),
  settlements: SETTLEMENTS.prefault({}),
  roads: ROADS.prefault({}),
  footing: FOOTING.prefault({}),
});

export type TerrainEntry = z.infer<typeof TERRAIN>;
