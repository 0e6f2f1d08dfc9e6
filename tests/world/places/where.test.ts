import { deepEqual, equal, notEqual, ok } from "node:assert/strict";
import { UNITS_PER_METRE } from "../../../world/base/space.ts";
import { NO_NUMBERS, recipeOf } from "../../../world/content/mod.ts";
import { createWorld, makeTerrain, type World } from "../../../world/mod.ts";
import { makeRegionMap, pointOf, regionAt, settlementOf, settlementsInOrder } from "../../../world/places/mod.ts";
import { GROUND } from "../../../world/terrain/mod.ts";
import { defaultPack } from "../_pack.ts";

function worldOf(seed: number): World {
  const pack = defaultPack();
  const terrain = makeTerrain(seed, recipeOf(pack, NO_NUMBERS));
  return createWorld({ seed, tickRate: 20, dayMinutes: 40, life: 0 }, terrain, pack);
}

for (const seed of [5, 7, 42]) {
  Deno.test(`where: seed ${seed} has every region of the default pack, each settlement in one, and a region for every place`, () => {
    const world = worldOf(seed);
    const { terrain, content } = world;
    const { numbers } = makeRegionMap(terrain, content.regions.all);
    for (const { number, id } of content.regions.all) {
      const samples = numbers.filter((one) => one === number).length;
      ok(samples > 100, `${id} has ${samples} samples of 16 m`);
    }
    equal(numbers.includes(0), false);
    const inOrder = settlementsInOrder(terrain.layout);
    equal(inOrder.length, 7);
    equal(inOrder[0]!.kind, "town");
    const hearth = content.regions.byId.get("hearthlands")!.number;
    equal(regionAt(world, terrain.layout.spawnX, terrain.layout.spawnY), hearth);
    const room = terrain.layout.places[0]!;
    equal(regionAt(world, room.insideX, room.insideY), hearth);
  });

  Deno.test(`where: seed ${seed} has a free point for each place that the default pack names`, () => {
    const world = worldOf(seed);
    const { npcs, portals, quests } = world.content;
    const rules = [
      ...npcs.all.map(({ place }) => place),
      ...portals.all.map(({ to }) => to),
      ...quests.all.flatMap(({ stages }) =>
        stages.flatMap(({ objectives }) =>
          objectives.flatMap((one) =>
            one.type === "visit" || one.type === "survive" ? [one.place] : one.type === "escort" ? [one.to] : []
          )
        )
      ),
    ];
    for (const rule of rules) {
      const point = pointOf(world, rule);
      ok(point !== null, JSON.stringify(rule));
      equal(world.terrain.isBlocked(point.x, point.y), false, JSON.stringify(rule));
      deepEqual(pointOf(world, rule), point);
    }
  });
}

Deno.test("where: a spot lies in its region, on its ground, away from houses; another number is another spot", () => {
  const world = worldOf(7);
  const spots = [1, 2, 3].map((spot) =>
    pointOf(world, { type: "spot", region: "hollow_wood", spot, grounds: ["forest"] })!
  );
  for (const { x, y } of spots) {
    equal(regionAt(world, x, y), world.content.regions.byId.get("hollow_wood")!.number);
    const { x: townX, y: townY, radius } = settlementOf(world, 3)!;
    ok((x - townX) ** 2 + (y - townY) ** 2 > radius ** 2 - (6 * UNITS_PER_METRE) ** 2);
    ok([GROUND.forest, GROUND.grass, GROUND.meadow].some((ground) => ground === world.terrain.groundAt(x, y)));
  }
  notEqual(JSON.stringify(spots[0]), JSON.stringify(spots[1]));
  equal(settlementOf(world, 7), null);
});
