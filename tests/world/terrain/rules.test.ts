/** What a host says of the land comes about in the land; what is not said stays to the bit. */
import { deepEqual, equal, ok, throws } from "node:assert/strict";
import {
  DEFAULT_LAND,
  DEFAULT_RECIPE,
  GROUND,
  LandError,
  type LandRules,
  makeTerrain,
  type Overview,
  type Terrain,
} from "../../../world/terrain/mod.ts";
import { terrainOf } from "./_fixture.ts";

type Changes = { readonly [Group in keyof LandRules]?: Partial<LandRules[Group]> };

function landOf({ ground, settlements, roads }: Changes, seed = 42): Terrain {
  const land: LandRules = {
    ground: { ...DEFAULT_LAND.ground, ...ground },
    settlements: { ...DEFAULT_LAND.settlements, ...settlements },
    roads: { ...DEFAULT_LAND.roads, ...roads },
  };
  return makeTerrain(seed, { ...DEFAULT_RECIPE, land });
}

function count({ ground }: Overview, ...kinds: number[]): number {
  return ground.filter((kind) => kinds.includes(kind)).length;
}

const { shallowWater, deepWater, forest, rock, snow } = GROUND;
const before = terrainOf(42);
const usual = before.overview();

/** Heights along the middle of a world, in quarters of a metre. */
function heightsOf({ heights, size }: Overview): number[] {
  return [...heights.subarray(size * size / 4, size * size * 3 / 4)];
}

Deno.test("terrain rules: the usual values, said aloud, give the usual land", () => {
  const said = landOf(structuredClone(DEFAULT_LAND));
  deepEqual(said.overview(), usual);
  deepEqual(said.chunk(30, 30), before.chunk(30, 30));
  deepEqual(said.layout, before.layout);
});

Deno.test("terrain rules: a drier land has less water, a wetter one more", () => {
  const wet = (terrain: Terrain) => count(terrain.overview(), shallowWater, deepWater);
  const drier = wet(landOf({ ground: { seaLevelCm: -300 } }));
  const wetter = wet(landOf({ ground: { seaLevelCm: 200 } }));
  const now = wet(before);
  ok(drier < now * 0.97 && now * 1.03 < wetter, `${drier} < ${now} < ${wetter}`);
});

Deno.test("terrain rules: lakes and rivers are as many as are wanted, rivers as wide", () => {
  const wet = (terrain: Terrain) => count(terrain.overview(), shallowWater, deepWater);
  const none = landOf({ ground: { lakes: 0 } });
  const still = landOf({ ground: { rivers: 0 } });
  const [lakesAlone, usual] = [wet(still), wet(before)];
  ok(wet(none) < lakesAlone && lakesAlone < usual, `${wet(none)} < ${lakesAlone} < ${usual}`);
  const wide = landOf({ ground: { riverWidthPermille: 2000 } });
  // Where rivers are is seen where the one has water and the land without rivers has none.
  const [there, not] = [before.overview(), still.overview()];
  const places = [...there.ground.keys()].filter((at) =>
    there.ground[at] === shallowWater && not.ground[at]! > shallowWater
  )
    .filter((_, index) => index % 40 === 0).map((at) => ({
      x: at % there.size * 16,
      y: Math.floor(at / there.size) * 16,
    }));
  ok(places.length > 3);
  const across = (terrain: Terrain) => {
    let found = 0;
    for (const { x, y } of places) {
      for (let off = -24; off < 40; off++) {
        if (terrain.groundAt((x + off) * 256, (y + 8) * 256) <= shallowWater) found++;
      }
    }
    return found;
  };
  ok(across(wide) > across(before) * 1.2, `${across(wide)} > ${across(before)}`);
});

Deno.test("terrain rules: mountains and hills are as high as is said, and as far apart", () => {
  const high = (terrain: Terrain) => Math.max(...heightsOf(terrain.overview()));
  const flat = landOf({ ground: { mountainPermille: 0 } });
  ok(high(flat) < 40 * 4, `${high(flat) / 4} m without mountains`);
  ok(high(landOf({ ground: { mountainPermille: 2000 } })) > high(before) * 1.5);
  const sum = (terrain: Terrain) => heightsOf(terrain.overview()).reduce((all, height) => all + Math.max(0, height), 0);
  const hills = (permille: number) => sum(landOf({ ground: { mountainPermille: 0, hillPermille: permille } }));
  ok(hills(0) < hills(1000) && hills(1000) < hills(2500));
  // The farther from hill to hill, the less it goes up and down on the way.
  const turns = (metres: number) => {
    const { heights, size } = landOf({ ground: { hillMetres: metres } }).overview();
    let found = 0;
    for (let at = size * 64; at < size * 192; at++) {
      if ((heights[at]! - heights[at - 1]!) * (heights[at + 1]! - heights[at]!) < 0) found++;
    }
    return found;
  };
  ok(turns(1200) < turns(200) * 0.9);
});

Deno.test("terrain rules: what is rough blocks more, what is smooth nothing by its steepness", () => {
  const rise = (permille: number) => {
    const terrain = landOf({ ground: { roughPermille: permille } });
    let sum = 0;
    for (let at = 0; at < 4000; at++) sum += terrain.riseAt((1500 + at % 63 * 5) * 256, (1500 + at % 61 * 5) * 256);
    return sum;
  };
  ok(rise(0) < rise(1000) && rise(1000) < rise(2000));
});

Deno.test("terrain rules: forest, rock and snow cover as much as is said", () => {
  const of = (ground: Partial<LandRules["ground"]>, kind: number) => count(landOf({ ground }).overview(), kind);
  ok(of({ forestPermille: 0 }, forest) < count(usual, forest) / 50);
  ok(of({ forestPermille: 2000 }, forest) > count(usual, forest) * 1.5);
  ok(of({ rockMetres: 20 }, rock) > count(usual, rock));
  ok(of({ rockSteepPermille: 5000 }, rock) < count(usual, rock));
  ok(of({ snowMetres: 60 }, snow) > count(usual, snow));
  equal(of({ snowMetres: 400 }, snow), 0);
});

Deno.test("terrain rules: as many villages and houses as are said, roads as wide, bridges as high", () => {
  const settlements = {
    villages: { min: 3, max: 3 },
    townBuildings: { min: 20, max: 24 },
    villageBuildings: { min: 6, max: 7 },
    apartMetres: 1000,
  };
  const terrain = landOf({ settlements, roads: { townMetres: 9, villageMetres: 2, bridgeCm: 300 } });
  const [town, ...villages] = terrain.layout.settlements;
  equal(villages.length, 3);
  ok(town!.buildings.length >= 20 && town!.buildings.length <= 24, `${town!.buildings.length}`);
  for (const { buildings } of villages) ok(buildings.length >= 6 && buildings.length <= 7, `${buildings.length}`);
  for (const a of villages) {
    for (const b of villages) {
      if (a !== b) ok((a.x - b.x) ** 2 + (a.y - b.y) ** 2 >= (1000 * 256) ** 2, `${a.name} is far from ${b.name}`);
    }
  }
  for (const { from, to, width } of terrain.layout.roads) equal(width, from === 0 || to === 0 ? 9 : 2);
  const { points } = terrain.layout.roads[0]!;
  ok(points.every(({ x, y }) => terrain.heightAt(x * 256, y * 256) >= 290));
});

Deno.test("terrain rules: what there is no room for is said, not made", () => {
  const settlements = { villages: { min: 12, max: 12 } };
  throws(() => landOf({ settlements, ground: { seaLevelCm: 3000 } }), LandError);
});
