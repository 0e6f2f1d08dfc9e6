/** Areas: heads that grow in closed form, bodies while somebody is near, and people who stand where their rule says. */
import assert from "node:assert/strict";
import { setSegment } from "../../../world/bodies.ts";
import { NO_NUMBERS, recipeOf } from "../../../world/content/mod.ts";
import { idAt, indexOf, isAlive } from "../../../world/entities.ts";
import { KIND } from "../../../world/kinds.ts";
import { createWorld, hashWorld, makeTerrain, positionX, positionY, type World } from "../../../world/mod.ts";
import { growArea, thinOut } from "../../../world/spawns/areas.ts";
import { personOf } from "../../../world/spawns/mod.ts";
import { spreadAreas } from "../../../world/spawns/spread.ts";
import { defaultPack } from "../_pack.ts";
import { enter, reload, step } from "../_fixtures.ts";

const terrain = makeTerrain(7, recipeOf(defaultPack(), NO_NUMBERS));

/** A world in which all of the content has come to its place. */
function makeSettled(pack = defaultPack()): World {
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40 }, terrain, pack);
  for (let tick = 0; tick < 100; tick++) step(world);
  assert.equal(world.spawns.settled.columns.steps[0], 0, "all is done");
  return world;
}

/** The first area of a spawn: its row. */
function areaOf(world: World, id: string): number {
  const { number } = world.content.spawns.byId.get(id)!;
  const row = world.spawns.areas.columns.spawn.indexOf(number);
  assert.ok(row >= 0, `there is an area of ${id}`);
  return row;
}

/** Puts the first player into the middle of an area. */
function goTo(world: World, area: number): void {
  const { x, y } = world.spawns.areas.columns;
  setSegment(world, world.sessions.get(1)!, x[area]!, y[area]!, 0, 0, world.tick);
}

function bodiesOf(world: World, area: number): number {
  const { creatures } = world.spawns;
  return [...creatures.columns.area.subarray(0, creatures.length)].filter((one) => one === area + 1).length;
}

Deno.test("areas: how often they are asked changes nothing", () => {
  const often = makeSettled();
  const seldom = reload(often);
  const area = areaOf(often, "hearthlands_rats");
  for (const world of [often, seldom]) for (let time = 0; time < 3; time++) thinOut(world, area);
  const { heads, birthTick } = often.spawns.areas.columns;
  const until = often.tick + 60_000;
  for (; often.tick < until; often.tick += 7) growArea(often, area);
  seldom.tick = often.tick;
  growArea(seldom, area);
  assert.equal(heads[area], seldom.spawns.areas.columns.heads[area]);
  assert.equal(birthTick[area], seldom.spawns.areas.columns.birthTick[area]);
  assert.equal(heads[area], often.content.spawns.byId.get("hearthlands_rats")!.population.max, "full after so long");
});

Deno.test("areas: an empty one recovers, up to the most there can be and not beyond", () => {
  const world = makeSettled();
  const area = areaOf(world, "hearthlands_rats");
  const { heads } = world.spawns.areas.columns;
  for (let time = 0; time < 20; time++) thinOut(world, area);
  assert.equal(heads[area], 0);
  const seen = new Set<number>();
  const { population } = world.content.spawns.byId.get("hearthlands_rats")!;
  for (let tick = 0; tick < 100_000; tick += 20) {
    world.tick += 20;
    growArea(world, area);
    seen.add(heads[area]!);
  }
  assert.deepEqual([...seen], Array.from({ length: population.max + 1 }, (_, at) => at));
});

Deno.test("areas: who was thinned out below the least does not wait for a young one of those who are left", () => {
  const world = makeSettled();
  const area = areaOf(world, "hearthlands_rats");
  const { heads, birthTick } = world.spawns.areas.columns;
  const { population, respawnSeconds } = world.content.spawns.byId.get("hearthlands_rats")!;
  [heads[area], birthTick[area]] = [population.min, world.tick + 100_000];
  thinOut(world, area);
  assert.equal(birthTick[area], world.tick + respawnSeconds * world.facts.tickRate);
  world.tick += 5;
  const before = birthTick[area];
  thinOut(world, area);
  assert.equal(birthTick[area], before, "and one more who dies puts nothing off");
});

Deno.test("areas: bodies while somebody is near, the number alone when nobody is", () => {
  const world = makeSettled();
  assert.equal(world.spawns.creatures.length, 0, "nobody is near: no bodies");
  step(world, [enter(1)]);
  const area = areaOf(world, "hearthlands_rats");
  goTo(world, area);
  for (let tick = 0; tick < 200; tick++) step(world);
  const { heads } = world.spawns.areas.columns;
  assert.ok(heads[area]! > 0);
  assert.equal(bodiesOf(world, area), heads[area]);
  const { creatures } = world.spawns;
  for (let row = 0; row < creatures.length; row++) {
    const index = indexOf(creatures.columns.entity[row]!);
    const { kind, species, level, health } = world.entities.components.columns;
    assert.equal(kind[index], KIND.creature);
    assert.ok(
      world.content.creatures.byNumber[species[index]!] !== undefined && level[index]! > 0 && health[index]! > 0,
    );
    assert.ok(!terrain.isSolid(positionX(world, index), positionY(world, index)), "on free ground");
  }
  const entities = [...creatures.columns.entity.subarray(0, creatures.length)];
  setSegment(world, world.sessions.get(1)!, terrain.layout.spawnX, terrain.layout.spawnY, 0, 0, world.tick);
  for (let tick = 0; tick < 400; tick++) step(world);
  assert.equal(bodiesOf(world, area), 0);
  assert.ok(entities.some((entity) => !isAlive(world.entities, entity)));
  assert.ok(heads[area]! > 0);
});

/** All areas of a spawn: their rows. */
function areasOf(world: World, id: string): number[] {
  const { number } = world.content.spawns.byId.get(id)!;
  const { columns, length } = world.spawns.areas;
  return Array.from({ length }, (_, row) => row).filter((row) => columns.spawn[row] === number);
}

/** Asks every area once whether some of it goes elsewhere, at the ticks at which each is asked. */
function askAll(world: World): void {
  const until = world.tick + 60 * world.facts.tickRate;
  for (; world.tick < until; world.tick++) spreadAreas(world);
}

/** A world in which one area of a spawn is empty and has no births of its own, and all others of it are full. */
function makeHunted(spreads: boolean): { world: World; rows: number[]; empty: number; max: number } {
  const world = makeSettled();
  const spawn = world.content.spawns.all.find((one) =>
    one.when.length === 0 && one.spreadPermille > 0 === spreads && areasOf(world, one.id).length > 1
  )!;
  const { max } = spawn.population;
  const rows = areasOf(world, spawn.id);
  const { heads, birthTick } = world.spawns.areas.columns;
  for (const row of rows) [heads[row], birthTick[row]] = [max, 0];
  [heads[rows[0]!], birthTick[rows[0]!]] = [0, 0xffff_ffff];
  return { world, rows, empty: rows[0]!, max };
}

Deno.test("areas: one that was hunted empty fills from its neighbours, where the content says that they spread", () => {
  const { world, rows, empty, max } = makeHunted(true);
  const { heads, birthTick } = world.spawns.areas.columns;
  for (let minute = 0; minute < 600; minute++) askAll(world);
  assert.equal(heads[empty], max, "as many as there is room for, and not one more");
  assert.equal(birthTick[empty], 0, "full: nothing is born until one dies");
  for (const row of rows) assert.equal(heads[row], max, "where they came from is as full as before");
});

Deno.test("areas: nobody comes where the content does not say so, or from where there is room", () => {
  const still = makeHunted(false);
  for (let minute = 0; minute < 600; minute++) askAll(still.world);
  assert.equal(still.world.spawns.areas.columns.heads[still.empty], 0);
  const thin = makeHunted(true);
  const { heads, birthTick } = thin.world.spawns.areas.columns;
  for (const row of thin.rows) if (row !== thin.empty) [heads[row], birthTick[row]] = [thin.max - 1, 0xffff_ffff];
  for (let minute = 0; minute < 600; minute++) askAll(thin.world);
  assert.equal(heads[thin.empty], 0);
});

Deno.test("people: all of the content that are not bound to times stand on free ground, each once", () => {
  const world = makeSettled();
  const seen = new Set<number>();
  for (const { number, when, name } of world.content.npcs.all) {
    if (when.length > 0) continue;
    const entity = personOf(world, number);
    assert.ok(entity !== 0 && isAlive(world.entities, entity), `${name} is there`);
    assert.ok(!seen.has(entity));
    seen.add(entity);
    const index = indexOf(entity);
    assert.equal(idAt(world.entities, index), entity);
    assert.ok(!terrain.isSolid(positionX(world, index), positionY(world, index)), `${name} stands free`);
  }
});

Deno.test("areas and minds: a world that is saved and loaded at every tick goes the same way", () => {
  const plain = makeSettled();
  step(plain, [enter(1)]);
  goTo(plain, areaOf(plain, "hearthlands_wolves"));
  let reloaded = reload(plain);
  for (let tick = 0; tick < 160; tick++) {
    step(plain);
    step(reloaded);
    if (tick % 5 === 0) {
      assert.equal(hashWorld(reloaded), hashWorld(plain), `tick ${plain.tick}`);
      reloaded = reload(reloaded);
    }
  }
  assert.ok(plain.spawns.creatures.length > 0);
});

Deno.test("areas: those that go in packs begin by each other, the others wherever there is room", () => {
  const neighbours = (size: number) => {
    const pack = defaultPack();
    const creatures = pack.entries.creatures.map((one) =>
      one.id === "orchard_rat" ? { ...one, pack: { min: size, max: size } } : one
    );
    const spawns = pack.entries.spawns.map((one) => ({ ...one, population: { min: 6, max: 6 } }));
    const world = makeSettled({ ...pack, entries: { ...pack.entries, creatures, spawns } });
    const area = areaOf(world, "hearthlands_rats");
    step(world, [enter(1)]);
    goTo(world, area);
    for (let tick = 0; tick < 200 && bodiesOf(world, area) < 6; tick++) step(world);
    const { homeX, homeY, area: areas } = world.spawns.creatures.columns;
    const rows = [...areas.subarray(0, world.spawns.creatures.length).keys()].filter((row) => areas[row] === area + 1);
    assert.equal(rows.length, 6);
    const away = (a: number, b: number) => Math.hypot(homeX[a]! - homeX[b]!, homeY[a]! - homeY[b]!) / 256;
    return rows.map((row) => rows.filter((other) => other !== row && away(row, other) < 9).length);
  };
  assert.ok(neighbours(3).every((near) => near >= 2), `${neighbours(3)}`);
  assert.ok(neighbours(1).some((near) => near < 2), `${neighbours(1)}`);
});
