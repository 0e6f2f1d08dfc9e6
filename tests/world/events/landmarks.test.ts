/** What everybody's deeds change stands on the land for all to see, and goes when it is no longer so. */
import assert from "node:assert/strict";
import { prosper, setFlag } from "../../../world/almanac/mod.ts";
import { NO_NUMBERS, type Pack, recipeOf, writePack } from "../../../world/content/mod.ts";
import { HEADING_COS, HEADING_SIN } from "../../../world/base/space.ts";
import { indexEnd, indexOf, isAlive } from "../../../world/entities.ts";
import { KIND, OBJECT } from "../../../world/kinds.ts";
import { landmarkOf } from "../../../world/landmarks/mod.ts";
import { createWorld, hashWorld, makeTerrain, positionX, positionY, SILENT_OUTPUT } from "../../../world/mod.ts";
import type { World } from "../../../world/mod.ts";
import { putAt } from "../../../world/places/mod.ts";
import { GROUND } from "../../../world/terrain/mod.ts";
import { enter, reload, step } from "../_fixtures.ts";
import { defaultPack } from "../_pack.ts";

const terrain = makeTerrain(7, recipeOf(defaultPack(), NO_NUMBERS));

function makeLand(pack: Pack = defaultPack()): World {
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40, life: 0 }, terrain, pack);
  step(world, [enter(1)]);
  return world;
}

function run(world: World, seconds: number): void {
  for (let tick = 0; tick < seconds * world.facts.tickRate; tick++) step(world);
}

/** Ids of what stands, in the content's order. */
function standing(world: World): string[] {
  return world.content.landmarks.all.filter(({ number }) => landmarkOf(world, number) !== 0).map(({ id }) => id);
}

function bodyOf(world: World, id: string): number {
  return indexOf(landmarkOf(world, world.content.landmarks.byId.get(id)!.number));
}

Deno.test("landmarks: a mark on the world is set and taken away: what stands is another, its bodies too", () => {
  const world = makeLand();
  run(world, 5);
  const before = standing(world);
  assert.ok(before.includes("bridge_fallen") && before.includes("wall_gap_square"));
  assert.ok(!before.includes("bridge_whole"));
  const entity = landmarkOf(world, world.content.landmarks.byId.get("bridge_fallen")!.number);
  const { kind, look, species } = world.entities.components.columns;
  assert.deepEqual([kind[indexOf(entity)], look[indexOf(entity)]], [KIND.object, OBJECT.landmark]);
  assert.equal(species[indexOf(entity)], world.content.landmarks.byId.get("bridge_fallen")!.number);
  setFlag(world, "bridge_stands", true);
  run(world, 5);
  const after = standing(world);
  assert.ok(!isAlive(world.entities, entity));
  assert.ok(after.includes("bridge_whole") && after.includes("bridge_banner_near"));
  assert.ok(!after.includes("bridge_fallen"));
  assert.ok(after.includes("wall_gap_square"), "what waits for something else stays");
  setFlag(world, "bridge_stands", false);
  run(world, 5);
  assert.deepEqual(standing(world), before);
  const objects = Array.from({ length: indexEnd(world.entities) }, (_, index) => index)
    .filter((index) => world.entities.identity.columns.alive[index] === 1 && kind[index] === KIND.object);
  assert.equal(objects.length, before.length, "a body each, and none is left over");
});

Deno.test("landmarks: every mark of the default pack is seen, before and after", () => {
  const world = makeLand();
  const flags = new Set(
    defaultPack().entries.landmarks.flatMap(({ when }) => when).flatMap((one) => one.type === "flag" ? [one.flag] : []),
  );
  const set = new Set([...JSON.stringify(defaultPack().entries).matchAll(/"type":"setFlag","flag":"(\w+)"/g)]
    .map(([, flag]) => flag!));
  assert.deepEqual([...flags].sort(), [...set].sort());
  run(world, 5);
  for (const flag of flags) {
    const before = standing(world);
    setFlag(world, flag, true);
    run(world, 5);
    assert.notDeepEqual(standing(world), before, flag);
    setFlag(world, flag, false);
    run(world, 5);
  }
});

Deno.test("landmarks: they stand on dry ground beside the roads, each on its own", () => {
  const world = makeLand();
  for (const flag of ["wall_stands", "wood_came_in", "winter_sleeps"]) setFlag(world, flag, true);
  run(world, 5);
  const places = standing(world).map((id) => {
    const [x, y] = [positionX(world, bodyOf(world, id)), positionY(world, bodyOf(world, id))];
    assert.ok(!terrain.isSolid(x, y), id);
    assert.ok(terrain.groundAt(x, y) >= GROUND.sand && terrain.groundAt(x, y) !== GROUND.road, id);
    return `${x} ${y}`;
  });
  assert.equal(new Set(places).size, places.length);
});

Deno.test("landmarks: saved and loaded in the middle of it, a world goes on as it would have", () => {
  const world = makeLand();
  run(world, 3);
  setFlag(world, "wood_came_in", true);
  // The first tick of a second sees that something is another; what is to be done takes several.
  while (world.landmarks.looked.columns.next[0] === 0) step(world);
  step(world);
  const loaded = reload(world);
  assert.notEqual(loaded.landmarks.looked.columns.next[0], 0);
  assert.equal(hashWorld(loaded), hashWorld(world));
  run(world, 5);
  run(loaded, 5);
  assert.equal(hashWorld(loaded), hashWorld(world));
  assert.ok(standing(loaded).includes("wood_hedge_1"));
});

Deno.test("landmarks: while nothing changes nothing is looked at", () => {
  const world = makeLand();
  run(world, 5);
  const { columns } = world.landmarks.looked;
  const mark = columns.mark[0];
  for (let tick = 0; tick < 100; tick++) {
    step(world);
    assert.deepEqual([columns.mark[0], columns.next[0]], [mark, 0]);
  }
});

Deno.test("landmarks: one that lets nobody through puts back who comes too near, and nobody else", () => {
  const world = makeLand();
  setFlag(world, "wood_came_in", true);
  run(world, 5);
  const hedge = bodyOf(world, "wood_hedge_3");
  const house = bodyOf(world, "wood_burnt_house");
  const player = world.sessions.get(1)!;
  const away = (from: number) =>
    Math.hypot(positionX(world, player) - positionX(world, from), positionY(world, player) - positionY(world, from));
  const heading = world.entities.components.columns.heading[hedge]!;
  const across = () =>
    Math.abs(
      (positionX(world, player) - positionX(world, hedge)) * HEADING_SIN[heading]! -
        (positionY(world, player) - positionY(world, hedge)) * HEADING_COS[heading]!,
    ) >> 14;
  // In its middle, and near its end: it is 8 m long.
  for (const along of [0, 1, 500]) {
    const x = positionX(world, hedge) + (HEADING_COS[heading]! * along >> 14);
    const y = positionY(world, hedge) + (HEADING_SIN[heading]! * along >> 14);
    putAt(world, player, x, y, SILENT_OUTPUT);
    assert.ok(step(world).some(([what]) => what === "placed"), `${along}`);
    assert.ok(across() >= 2 * 250, `${along}: ${across()}`);
    assert.ok(!step(world).some(([what]) => what === "placed"), "once is enough");
  }
  putAt(world, player, positionX(world, house), positionY(world, house), SILENT_OUTPUT);
  step(world);
  assert.equal(away(house), 0);
});

Deno.test("landmarks: a settlement that does well shows it", () => {
  const world = makeLand();
  run(world, 3);
  assert.ok(!standing(world).includes("rich_banner_2"));
  prosper(world, 2, 30_000);
  run(world, 3);
  assert.ok(standing(world).includes("rich_banner_2"));
});

Deno.test("landmarks: a world from before them gets them with its new content, and loses what the content loses", () => {
  const { entries } = defaultPack();
  const { landmarks } = entries;
  const world = makeLand({ ...defaultPack(), entries: { ...entries, landmarks: [] } });
  run(world, 2);
  assert.equal(world.landmarks.standing.length, 0);
  const old = reload(world);
  step(old, [{ type: "useContent", actor: "the host", pack: writePack(defaultPack()) }]);
  run(old, 5);
  assert.ok(standing(old).includes("bridge_fallen"));
  const fewer = landmarks.filter(({ id }) => id !== "bridge_fallen")
    .map((one) => one.id === "winter_spire" ? { ...one, headingDegrees: 90 } : one);
  const spire = landmarkOf(old, old.content.landmarks.byId.get("winter_spire")!.number);
  const gap = landmarkOf(old, old.content.landmarks.byId.get("wall_gap_square")!.number);
  const count = old.landmarks.standing.length;
  step(old, [{
    type: "useContent",
    actor: "the host",
    pack: writePack({ ...defaultPack(), entries: { ...entries, landmarks: fewer } }),
  }]);
  run(old, 5);
  assert.equal(old.landmarks.standing.length, count - 1);
  assert.ok(isAlive(old.entities, gap), "what is as it was stays");
  assert.ok(!isAlive(old.entities, spire), "what is wanted otherwise is put up anew");
  assert.equal(old.entities.components.columns.heading[bodyOf(old, "winter_spire")], 64);
});
