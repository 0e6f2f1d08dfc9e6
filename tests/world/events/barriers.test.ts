/** What lets nobody through is in the way of whoever walks: in the world, and as the player's page predicts it. */
import assert from "node:assert/strict";
import { barriersOf, holdingOf } from "../../../net/client/sdk/barriers.ts";
import { OwnBody, standingAt } from "../../../net/client/sdk/own_body.ts";
import { setFlag } from "../../../world/almanac/mod.ts";
import { HEADING_COS, HEADING_SIN, headingTowards } from "../../../world/base/space.ts";
import { setWant } from "../../../world/bodies.ts";
import { makeCatalog, NO_NUMBERS, numbersOf, recipeOf } from "../../../world/content/mod.ts";
import { idAt, indexOf } from "../../../world/entities.ts";
import { swimmingOn } from "../../../world/footing.ts";
import { OBJECT } from "../../../world/kinds.ts";
import { Barriers } from "../../../world/barriers.ts";
import { landmarkOf } from "../../../world/landmarks/mod.ts";
import { createWorld, hashWorld, makeTerrain, positionX, positionY, SILENT_OUTPUT } from "../../../world/mod.ts";
import type { World } from "../../../world/mod.ts";
import { findPath, groundAround } from "../../../world/paths/mod.ts";
import { putAt } from "../../../world/places/mod.ts";
import { addCreature } from "../../../world/spawns/mod.ts";
import { enter, reload, step } from "../_fixtures.ts";
import { defaultPack } from "../_pack.ts";

const terrain = makeTerrain(7, recipeOf(defaultPack(), NO_NUMBERS));

/** A world in which the hedges have come, somebody in it, and a hedge with the place so far on one side of it. */
function makeHedge(metres = 5) {
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40, life: 0 }, terrain, defaultPack());
  step(world, [enter(1)]);
  setFlag(world, "wood_came_in", true);
  for (let tick = 0; tick < 100; tick++) step(world);
  const hedge = indexOf(landmarkOf(world, world.content.landmarks.byId.get("wood_hedge_3")!.number));
  const [x, y] = [positionX(world, hedge), positionY(world, hedge)];
  const heading = world.entities.components.columns.heading[hedge]!;
  for (const side of [64, 192]) {
    const across = heading + side & 255;
    const [fromX, fromY] = [
      x + (HEADING_COS[across]! * metres * 256 >> 14),
      y + (HEADING_SIN[across]! * metres * 256 >> 14),
    ];
    if (!terrain.isClear(fromX, fromY, x, y)) continue;
    return { world, hedge, x, y, fromX, fromY, towards: headingTowards(x - fromX, y - fromY) };
  }
  throw new Error("the hedge cannot be walked to");
}

Deno.test("barriers: a player who walks against one is stopped there, and its page knows it beforehand", () => {
  const { world, hedge, fromX, fromY, towards } = makeHedge();
  const player = world.sessions.get(1)!;
  putAt(world, player, fromX, fromY, SILENT_OUTPUT);
  step(world);
  const catalog = makeCatalog(defaultPack(), numbersOf(defaultPack(), NO_NUMBERS));
  const { look, species, heading, speed } = world.entities.components.columns;
  const seen = {
    ...{ look: look[hedge]!, species: species[hedge]!, heading: heading[hedge]! },
    ...{ x: positionX(world, hedge), y: positionY(world, hedge) },
  };
  assert.equal(seen.look, OBJECT.landmark);
  const barriers = new Barriers();
  barriers.set(barriersOf([seen], holdingOf(catalog)));
  const own = new OwnBody(
    standingAt(world.tick, positionX(world, player) / 256, positionY(world, player) / 256),
    world.facts.tickRate,
    barriers.on(swimmingOn(terrain)),
  );
  // A little aslant.
  const wanted = towards + 8 & 255;
  const given = own.steer(wanted, 36)!;
  const input = { type: "input", session: 1, sequence: 1, atTick: given.tick, heading: wanted, speed: 36 } as const;
  let stopped = 0;
  for (let tick = 0; tick < 80; tick++) {
    const log = step(world, tick === 0 ? [input] : []);
    assert.ok(!log.some(([what]) => what === "placed"), "nobody is put back");
    own.advanceTo(world.tick, () => {});
    const off = Math.hypot(own.x * 256 - positionX(world, player), own.y * 256 - positionY(world, player));
    assert.ok(off < 2, `tick ${tick}: ${off} units apart`);
    if (tick > 2 && (heading[player] !== wanted || speed[player] === 0)) stopped++;
  }
  assert.ok(stopped > 10, "it was in the way");
});

Deno.test("barriers: creatures are held back, too, and ways lead around", () => {
  const { world, x, y, fromX, fromY, towards } = makeHedge();
  const rat = world.content.creatures.byId.get("orchard_rat")!;
  const at = indexOf(addCreature(world, rat, { x: fromX, y: fromY, heading: 0, area: -1 }));
  let nearest = Infinity;
  for (let tick = 0; tick < 100; tick++) {
    setWant(world, at, towards, 30);
    step(world);
    nearest = Math.min(nearest, Math.hypot(positionX(world, at) - x, positionY(world, at) - y));
    assert.equal(world.barriers.holds(positionX(world, at), positionY(world, at)), false);
  }
  assert.ok(nearest < 4 * 256, "it came near");
  const [toX, toY] = [2 * x - fromX, 2 * y - fromY];
  const free = terrain.nearestFree(toX, toY, 2048)!;
  const way = findPath(groundAround(terrain, world.barriers), fromX, fromY, free.x, free.y, { expansionsMax: 60_000 });
  assert.ok(way.found);
  let before = { x: fromX, y: fromY };
  for (const point of way.points) {
    for (let part = 0; part <= 64; part++) {
      const [wx, wy] = [before.x + (point.x - before.x) * part / 64, before.y + (point.y - before.y) * part / 64];
      assert.equal(world.barriers.holds(Math.round(wx), Math.round(wy)), false, "no leg goes through it");
    }
    before = point;
  }
});

Deno.test("barriers: what comes to stand in somebody's way stands there in a loaded world at the same tick", () => {
  const { world, fromX, fromY, towards } = makeHedge(14);
  setFlag(world, "wood_came_in", false);
  for (let tick = 0; tick < 100; tick++) step(world);
  const player = world.sessions.get(1)!;
  putAt(world, player, fromX, fromY, SILENT_OUTPUT);
  step(world);
  setFlag(world, "wood_came_in", true);
  const copies: World[] = [];
  step(world, [{ type: "input", session: 1, sequence: 1, atTick: world.tick, heading: towards, speed: 36 }]);
  for (let tick = 0; tick < 60; tick++) {
    if (tick % 4 === 0) copies.push(reload(world));
    step(world);
    for (const copy of copies) step(copy);
  }
  assert.ok(world.barriers.all.length > 0 && idAt(world.entities, player) !== 0);
  for (const copy of copies) assert.equal(hashWorld(copy), hashWorld(world));
});
