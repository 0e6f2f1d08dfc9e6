/** Ways of creatures: around walls and fences, through corridors, home and out of corners, and within what a tick has. */
import assert from "node:assert/strict";
import { removeBody } from "../../../world/bodies.ts";
import { NO_NUMBERS, recipeOf } from "../../../world/content/mod.ts";
import { indexOf } from "../../../world/entities.ts";
import { PATH_EXPANSIONS_OF_CREATURE_MAX, PATH_EXPANSIONS_OF_CREATURES } from "../../../world/limits.ts";
import { hashWorld, makeTerrain, positionX, positionY, SILENT_OUTPUT, type World } from "../../../world/mod.ts";
import { putAt } from "../../../world/places/mod.ts";
import { addThreat, MODE } from "../../../world/spawns/mod.ts";
import { setHealth } from "../../../world/vitals.ts";
import { act } from "../items/_fixtures.ts";
import { reload, step } from "../_fixtures.ts";
import { SPAWN } from "../_flat.ts";
import { defaultPack } from "../_pack.ts";
import { makeWorldOn, place, stand, U, type Wall, walled, whereIs } from "./_walls.ts";

const modeOf = (world: World, entity: number) => world.spawns.creatures.columns.mode[world.spawns.rowOf.get(entity)!];

/** Steps until the first player was hurt. The seconds that took, or null if it was not within so many. */
function untilHurt(world: World, seconds: number): number | null {
  const { health, healthMax } = world.entities.components.columns;
  const own = world.sessions.get(1)!;
  for (let tick = 0; tick < seconds * 20; tick++) {
    step(world);
    if (health[own]! < healthMax[own]!) return tick / 20;
  }
  return null;
}

/** A wolf that is angry at a player on the other side of walls. */
function behind(walls: readonly Wall[], east: number, south = 0): { readonly world: World; readonly wolf: number } {
  const world = makeWorldOn(walled(walls));
  stand(world, 1, east, south);
  const wolf = place(world, "lane_wolf", 0, 0);
  addThreat(world, wolf, 1, 1000);
  return { world, wolf };
}

Deno.test("ways: out of a U of walls and around it to who stands behind it", () => {
  assert.notEqual(untilHurt(behind(U, 12).world, 15), null);
});

Deno.test("ways: along a fence to its end", () => {
  assert.notEqual(untilHurt(behind([[4, -25, 4.5, 25]], 9).world, 20), null);
});

Deno.test("ways: after somebody who goes on to the other side meanwhile", () => {
  const { world, wolf } = behind(U, 12);
  for (let tick = 0; tick < 40; tick++) step(world);
  assert.ok(whereIs(world, wolf).east < 5, "it has turned back");
  stand(world, 1, 0, 14);
  assert.notEqual(untilHurt(world, 10), null);
});

Deno.test("ways: whom no way leads to is left alone, as before, and the creature is whole again", () => {
  const closed: readonly Wall[] = [[10, -4, 11, 5], [18, -4, 19, 5], [10, -4, 19, -3], [10, 4, 19, 5]];
  const { world, wolf } = behind(closed, 14);
  let ticks = 0;
  while (modeOf(world, wolf) !== MODE.back && ticks++ < 400) step(world);
  assert.ok(ticks > 100 && ticks < 260, `after its patience, not ${ticks} ticks`);
  assert.equal(world.routes.requests.length, 0);
});

Deno.test("ways: home, too, is gone to around walls", () => {
  const { world, wolf } = behind(U, 12);
  assert.notEqual(untilHurt(world, 15), null);
  stand(world, 1, 300, 0);
  for (let tick = 0; tick < 300; tick++) step(world);
  const { east, south } = whereIs(world, wolf);
  assert.equal(modeOf(world, wolf), MODE.calm);
  // It has strolled since, and not lived on where it gave up.
  assert.ok(east < 6 && Math.abs(south) < 20, `${east} ${south}`);
  const row = world.spawns.rowOf.get(wolf)!;
  assert.equal(world.spawns.creatures.columns.homeX[row], SPAWN.x);
});

Deno.test("ways: who flees into a corner finds out of it", () => {
  const world = makeWorldOn(walled(U));
  stand(world, 1, 2, 0);
  const wolf = place(world, "lane_wolf", 5.5, 0);
  step(world);
  addThreat(world, wolf, 1, 1000);
  setHealth(world, indexOf(wolf), 2);
  let most = 0;
  for (let tick = 0; tick < 90; tick++) {
    setHealth(world, indexOf(wolf), 2);
    setHealth(world, world.sessions.get(1)!, 0xffff);
    step(world);
    const { east, south } = whereIs(world, wolf);
    if (modeOf(world, wolf) === MODE.flee) most = Math.max(most, Math.hypot(east - 2, south));
  }
  assert.ok(most > 9, `${most} m`);
});

Deno.test("ways: through a dungeon's corridors", () => {
  const terrain = makeTerrain(7, recipeOf(defaultPack(), NO_NUMBERS));
  const world = makeWorldOn(terrain);
  const own = world.sessions.get(1)!;
  const number = world.content.dungeons.all.findIndex(({ id }) => id === "drowned_stair");
  const door = terrain.layout.portals.find(({ place, inward }) => {
    const { use } = terrain.layout.places[place]!;
    return inward && use.kind === "dungeon" && use.dungeon === number;
  })!;
  putAt(world, own, door.x, door.y, SILENT_OUTPUT);
  assert.equal(act(world, 1, "passDoor"), "done");
  for (let tick = 0; tick < 25; tick++) step(world);
  const [x, y] = [positionX(world, own), positionY(world, own)];
  const { entity, homeX, homeY, mode } = world.spawns.creatures.columns;
  const hidden = Array.from({ length: world.spawns.creatures.length }, (_, row) => row).filter((row) =>
    mode[row] === MODE.calm && !terrain.isClear(homeX[row]!, homeY[row]!, x, y) &&
    Math.hypot(homeX[row]! - x, homeY[row]! - y) < 60 * 256
  );
  assert.ok(hidden.length > 0, "somebody stands around a corner");
  const reached = hidden.filter((row) => {
    const one = reload(world);
    addThreat(one, entity[row]!, 1, 1000);
    let least = Infinity;
    for (let tick = 0; tick < 400; tick++) {
      setHealth(one, own, 0xffff);
      step(one);
      const at = indexOf(entity[row]!);
      least = Math.min(least, Math.hypot(positionX(one, at) - x, positionY(one, at) - y));
    }
    return least < 30 * 256 && least < Math.hypot(homeX[row]! - x, homeY[row]! - y) / 2;
  });
  assert.equal(reached.length, hidden.length);
});

Deno.test("ways: a chase around walls goes the same way when it is saved and loaded meanwhile", () => {
  const { world: plain, wolf } = behind(U, 12);
  let saved = reload(plain);
  let wasOnWay = false;
  for (let tick = 0; tick < 100; tick++) {
    step(plain);
    if (tick % 7 === 0) saved = reload(saved);
    step(saved);
    wasOnWay ||= plain.routes.byIndex.has(indexOf(wolf));
    assert.equal(hashWorld(saved), hashWorld(plain), `tick ${plain.tick}`);
  }
  assert.ok(wasOnWay);
});

Deno.test("ways: two hundred at once take no more of a tick than their share, a player is answered before them, and all come", () => {
  const world = makeWorldOn(walled([[6, -15, 7, 15]]), 2);
  stand(world, 1, 14, 0);
  stand(world, 2, -20, 0);
  const pack = Array.from({ length: 200 }, (_, at) => place(world, "lane_wolf", -(at % 20) * 0.5, at / 10 - 10));
  for (const wolf of pack) addThreat(world, wolf, 1, 1000);
  const spent = () => pack.reduce((sum, wolf) => sum + (world.routes.debts.get(wolf)?.spent ?? 0), 0);
  let [before, most, answered] = [0, 0, -1];
  const came = new Set<number>();
  for (let tick = 0; tick < 500; tick++) {
    for (const index of world.sessions.values()) setHealth(world, index, 0xffff);
    const goTo = { type: "goTo", session: 2, sequence: 1, x: SPAWN.x + 9 * 256, y: SPAWN.y + 9 * 256 } as const;
    const log = step(world, tick === 8 ? [goTo] : []);
    // Half of what was spent is forgotten at times.
    if (world.tick % 16 !== 0) most = Math.max(most, spent() - before);
    before = spent();
    if (log.some(([what]) => what === "wayFound")) answered = tick;
    for (const wolf of pack) if (whereIs(world, wolf).east > 7) came.add(wolf);
  }
  assert.ok(most > PATH_EXPANSIONS_OF_CREATURES / 2, "they did search");
  const limit = PATH_EXPANSIONS_OF_CREATURES + PATH_EXPANSIONS_OF_CREATURE_MAX + 200;
  assert.ok(most <= limit, `${most} in a tick`);
  assert.ok(answered >= 8 && answered <= 12, `the player is answered at ${answered}`);
  assert.ok(came.size >= 190, `${came.size} have come around`);
});

Deno.test("ways: a creature that is gone leaves no way behind for who comes in its place", () => {
  const { world, wolf } = behind(U, 12);
  for (let tick = 0; tick < 20; tick++) step(world);
  const index = indexOf(wolf);
  assert.ok(world.routes.byIndex.has(index));
  removeBody(world, index);
  assert.ok(!world.routes.byIndex.has(index));
});
