import assert from "node:assert/strict";
import { createWorld } from "../../world/mod.ts";
import { newcomerPlace } from "../../world/newcomers.ts";
import type { Settlement } from "../../world/terrain/types.ts";
import { makeFlat, SPAWN } from "./_flat.ts";
import { enter, reload, step } from "./_fixtures.ts";
import { defaultPack } from "./_pack.ts";

const CHOICES = { seed: 7, tickRate: 20, dayMinutes: 40 };
const METRE = 256;

function metresBetween(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y) / METRE;
}

Deno.test("newcomers: to the town, all appear around its square", () => {
  const world = createWorld(CHOICES, makeFlat(), defaultPack());
  for (let character = 1; character <= 200; character++) {
    assert.ok(metresBetween(newcomerPlace(world, character), SPAWN) <= 30, `character ${character}`);
  }
});

Deno.test("newcomers: anywhere, they fill the square evenly, in twos, at free places", () => {
  const side = 1024;
  const world = createWorld({ ...CHOICES, newcomers: "anywhere", newcomersMetres: side }, makeFlat(), defaultPack());
  const quarters = [0, 0, 0, 0];
  for (let character = 2; character < 4002; character++) {
    const place = newcomerPlace(world, character);
    assert.equal(world.isBlocked(place.x, place.y), false);
    assert.ok(
      Math.abs(place.x - SPAWN.x) <= (side / 2 + 20) * METRE && Math.abs(place.y - SPAWN.y) <= (side / 2 + 20) * METRE,
    );
    const quarter = (place.x < SPAWN.x ? 0 : 1) + (place.y < SPAWN.y ? 0 : 2);
    quarters[quarter] = quarters[quarter]! + 1;
    // 4 m each from the place of the two, and at most 16 m to the nearest free place.
    assert.ok(metresBetween(place, newcomerPlace(world, character ^ 1)) <= 2 * (4 + 16));
  }
  // 2,000 twos, a quarter each: 1,000 characters, standard deviation 2 * sqrt(2000 * 3 / 16) = 39.
  for (const count of quarters) assert.ok(Math.abs(count - 1000) < 200, String(quarters));
});

Deno.test("newcomers: to the towns, four of five appear in the first four settlements", () => {
  const settlements = [0, 1, 2, 3, 4].map((index): Settlement => ({
    index,
    kind: "village",
    name: `Place ${index}`,
    x: (200 + 700 * index) * METRE,
    y: 3600 * METRE,
    radius: 120 * METRE,
    buildings: [],
  }));
  const world = createWorld({ ...CHOICES, newcomers: "towns" }, makeFlat(settlements), defaultPack());
  const counts = [0, 0, 0, 0, 0];
  for (let character = 0; character < 2000; character++) {
    const place = newcomerPlace(world, character);
    const at = settlements.findIndex((settlement) => metresBetween(place, settlement) <= 120);
    if (at >= 0) counts[at] = counts[at]! + 1;
  }
  for (const count of counts.slice(0, 4)) assert.ok(count > 300, String(counts));
  assert.ok(counts[4]! < 30, String(counts));
});

Deno.test("newcomers: the rule is kept with the world", () => {
  const world = createWorld({ ...CHOICES, newcomers: "anywhere", newcomersMetres: 300 }, makeFlat(), defaultPack());
  step(world, [enter(1)]);
  const again = reload(world);
  assert.deepEqual(again.facts, world.facts);
});
