/** What ground does to who goes on it is content: in the world as in the prediction of a page, and from load to load. */
import { equal, ok } from "node:assert/strict";
import { makeFooting } from "../../net/client/sdk/terrain.ts";
import { checkPack } from "../../world/content/check/mod.ts";
import { DEFAULT_FILES } from "../../world/content/default/files.ts";
import { makeCatalog, NO_NUMBERS, type Pack, recipeOf, writePack } from "../../world/content/mod.ts";
import { setWant } from "../../world/bodies.ts";
import { swimmingOn } from "../../world/footing.ts";
import {
  CheckpointKeeper,
  createWorld,
  hashWorld,
  loadWorld,
  makeTerrain,
  positionX,
  positionY,
  SILENT_OUTPUT,
  TERRAIN_VERSION,
  type World,
} from "../../world/mod.ts";
import { findSwimmersPath } from "../../world/paths/mod.ts";
import { putAt } from "../../world/places/mod.ts";
import { GROUND, type Terrain } from "../../world/terrain/mod.ts";
import { enter, step } from "./_fixtures.ts";
import { defaultPack } from "./_pack.ts";

const SEED = 7;

/** The default pack with this said of its terrain. */
function packWith(terrain: object): Pack {
  const json = { terrain: [{ id: "terrain", ...terrain }] };
  const manifest = { path: "pack.json", json: { name: "Ground", version: "1", extends: "default" } };
  const checked = checkPack([manifest, { path: "terrain.json", json }], DEFAULT_FILES);
  ok(checked.ok);
  return checked.pack;
}

function worldOf(pack: Pack): World {
  const choices = { seed: SEED, tickRate: 20, dayMinutes: 40, life: 0 };
  const world = createWorld(choices, makeTerrain(SEED, recipeOf(pack, NO_NUMBERS)), pack);
  step(world, [enter(1)]);
  return world;
}

/** The first place of a kind from which three metres to the east are of that kind, too, and free. */
function placeOn(terrain: Terrain, kind: number): { x: number; y: number } {
  for (let y = 1000; y < 3000; y += 3) {
    for (let x = 1000; x < 3000; x += 3) {
      const isThere = [0, 1, 2, 3, 4].every((off) => {
        const [atX, atY] = [(x + off) * 256 + 128, y * 256 + 128];
        return terrain.groundAt(atX, atY) === kind && !terrain.isSolid(atX, atY);
      });
      if (isThere) return { x: x * 256 + 128, y: y * 256 + 128 };
    }
  }
  throw new Error(`find ground ${kind}: there is none`);
}

/** How far one comes to the east in a second, in units. */
function run(world: World, { x, y }: { x: number; y: number }): number {
  const index = world.sessions.get(1)!;
  putAt(world, index, x, y, SILENT_OUTPUT);
  setWant(world, index, 0, 8);
  for (let tick = 0; tick < 20; tick++) step(world);
  return positionX(world, index) - x;
}

/** What a page predicts with: of the catalog alone. */
function pageFooting(pack: Pack) {
  return makeFooting(SEED, TERRAIN_VERSION, makeCatalog(pack, recipeNumbers(pack)));
}

function recipeNumbers(pack: Pack) {
  return worldOf(pack).content.numbers;
}

Deno.test("footing: quicker roads are quicker for the world and for the page alike", () => {
  const [plain, quick] = [defaultPack(), packWith({ footing: { paces: { road: 16, grass: 4 } } })];
  const [usual, changed] = [worldOf(plain), worldOf(quick)];
  const road = placeOn(usual.terrain, GROUND.road);
  const grass = placeOn(usual.terrain, GROUND.grass);
  equal(usual.paceMax, 9);
  equal(changed.paceMax, 16);
  ok(run(changed, road) > run(usual, road) * 1.6);
  ok(run(changed, grass) < run(usual, grass) * 0.6);
  const page = pageFooting(quick);
  for (const { x, y } of [road, grass]) equal(page.pace(x, y), changed.swimming.pace(x, y));
  equal(page.pace(road.x, road.y), 16);
});

Deno.test("footing: uphill it is slower where that is said, for the world and for the page, and not on roads", () => {
  const pack = packWith({ footing: { slopes: [{ riseCm: 50, pace: 4 }, { riseCm: 100, pace: 2 }] } });
  const { terrain, swimming } = worldOf(pack);
  const page = pageFooting(pack);
  const seen = new Set<string>();
  for (let y = 1700; y < 2400; y += 7) {
    for (let x = 1700; x < 2400; x += 7) {
      const [atX, atY] = [x * 256, y * 256];
      const ground = terrain.groundAt(atX, atY);
      const pace = swimming.pace(atX, atY);
      equal(page.pace(atX, atY), pace);
      const rise = terrain.riseAt(atX, atY);
      const isMade = ground > GROUND.snow || ground <= GROUND.shallowWater;
      if (!isMade && rise >= 4) equal(pace, 2);
      else if (!isMade && rise >= 2) equal(pace, 4);
      else equal(pace, swimmingOn(makeUsual()).pace(atX, atY));
      seen.add(isMade ? "made" : rise >= 4 ? "steep" : rise >= 2 ? "uphill" : "even");
    }
  }
  equal(seen.size, 4, [...seen].join());
});

let usualTerrain: Terrain | null = null;
function makeUsual(): Terrain {
  return usualTerrain ??= makeTerrain(SEED, recipeOf(defaultPack(), NO_NUMBERS));
}

Deno.test("footing: where nobody swims deep water stops, no way leads over it, and one sees over it all the same", () => {
  const pack = packWith({ footing: { swim: false } });
  const world = worldOf(defaultPack());
  const { x, y } = placeOn(world.terrain, GROUND.deepWater);
  const index = world.sessions.get(1)!;
  putAt(world, index, x, y, SILENT_OUTPUT);
  equal(world.swimming.isBlocked(x, y), false);
  step(world, [{ type: "useContent", actor: "the host", pack: writePack(pack) }]);
  equal(world.swimming.isBlocked(x, y), true);
  equal(pageFooting(pack).isBlocked(x, y), true);
  equal(world.inWater.isBlocked(x, y), false);
  // Who was swimming is put ashore.
  equal(world.terrain.isBlocked(positionX(world, index), positionY(world, index)), false);
  const options = { expansionsMax: 2000, goesOn: false };
  const to = { x: x + 512, y };
  equal(findSwimmersPath(makeUsual(), { x, y }, to, options).found, true);
  equal(findSwimmersPath(world.terrain, { x, y }, to, options).found, false);
});

Deno.test("footing: swimming costs the energy that is said, and nothing by itself", () => {
  const energyAfter = (pack: Pack) => {
    const world = worldOf(pack);
    const index = world.sessions.get(1)!;
    const { x, y } = placeOn(world.terrain, GROUND.deepWater);
    putAt(world, index, x, y, SILENT_OUTPUT);
    const { energy } = world.entities.components.columns;
    const before = energy[index]!;
    for (let tick = 0; tick < 20 * 5; tick++) step(world);
    return energy[index]! - before;
  };
  equal(energyAfter(defaultPack()), 0);
  const spent = -energyAfter(packWith({ footing: { swimEnergyPerMinute: 120 } }));
  ok(spent >= 8 && spent <= 12, `${spent} in five seconds`);
});

Deno.test("footing: a world with rules of its own is the same after saving and loading, and goes on the same", () => {
  const world = worldOf(packWith({ ground: { seaLevelCm: -100 }, footing: { paces: { road: 12 } } }));
  const loaded = loadWorld(new CheckpointKeeper().capture(world), makeTerrain);
  if (loaded.type === "refused") throw new Error(loaded.message);
  equal(hashWorld(loaded.world), hashWorld(world));
  equal(loaded.world.terrain.layout.recipe.land.ground.seaLevelCm, -100);
  for (let tick = 0; tick < 200; tick++) {
    step(world);
    step(loaded.world);
  }
  equal(hashWorld(loaded.world), hashWorld(world));
});

Deno.test("footing: a pack that asks for another land changes nothing in a world that stands", () => {
  const world = worldOf(defaultPack());
  const twin = worldOf(defaultPack());
  const pack = writePack(packWith({ ground: { seaLevelCm: 100 } }));
  step(world, [{ type: "useContent", actor: "the host", pack }]);
  step(twin);
  equal(hashWorld(world), hashWorld(twin));
});

Deno.test("footing: a pack from before there were terrain rules has the usual ones", () => {
  const { entries, ...rest } = defaultPack();
  const old = { ...rest, entries: { ...entries, terrain: [] } };
  const { plans: _plans, ...rules } = recipeOf(old, NO_NUMBERS);
  const { plans: _same, ...usual } = recipeOf(defaultPack(), NO_NUMBERS);
  equal(JSON.stringify(rules), JSON.stringify(usual));
  const world = worldOf(old);
  step(world, [{ type: "useContent", actor: "the host", pack: writePack(defaultPack()) }]);
  equal(world.content.pack.entries.terrain.length, 1);
});
