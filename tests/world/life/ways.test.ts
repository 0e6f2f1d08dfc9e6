import assert from "node:assert/strict";
import { Prng } from "../../../world/base/prng.ts";
import { distance, travelled, velocityX, velocityY } from "../../../world/base/space.ts";
import { PLAN } from "../../../world/kinds.ts";
import { positionX, positionY } from "../../../world/mod.ts";
import { hopAt, lengthOf, makeWay } from "../../../world/way.ts";
import { enter, reload, step } from "../_fixtures.ts";
import { makeLivingWorld, placeCharacter } from "./_placed.ts";

Deno.test("way: hops join, and end where the way ends, to within a step", () => {
  const prng = new Prng(2);
  for (let round = 0; round < 300; round++) {
    const points = Array.from({ length: 2 + prng.below(5) }, () => ({ x: prng.below(40_000), y: prng.below(40_000) }));
    const speed = 5 + prng.below(45);
    const way = makeWay(points, speed, 20);
    const step = (speed * 256) / (8 * 20);
    let end = points[0]!;
    for (let hop = 0; hop < way.starts.length; hop++) {
      const ticks = (way.starts[hop + 1] ?? way.ticks) - way.starts[hop]!;
      assert.equal(hopAt(way, way.starts[hop]!), hop);
      assert.equal(hopAt(way, way.starts[hop]! + ticks - 1), hop);
      assert.ok(distance(way.xs[hop]! - end.x, way.ys[hop]! - end.y) <= step + 4, "a hop begins where the last ended");
      end = {
        x: way.xs[hop]! + travelled(velocityX(way.headings[hop]!, speed, 20), ticks),
        y: way.ys[hop]! + travelled(velocityY(way.headings[hop]!, speed, 20), ticks),
      };
    }
    assert.ok(distance(way.end.x - end.x, way.end.y - end.y) <= step + 4);
    const ticks = (lengthOf(points) * 8 * 20) / (speed * 256);
    assert.ok(Math.abs(way.ticks - ticks) <= ticks * 0.02 + points.length, "it takes as long as its length says");
  }
});

Deno.test("goTo: a player is led through the town to a door, save and load on the way, and told so", () => {
  let world = makeLivingWorld({ life: 0 });
  const town = world.terrain.layout.settlements[0]!;
  const [from, to] = [town.buildings[3]!, town.buildings[20]!];
  placeCharacter(world, 1, from.doorX, from.doorY);
  step(world, [enter(1)]);
  step(world, [{ type: "input", session: 1, sequence: 1, atTick: world.tick + 8, heading: 0, speed: 20 }]);
  const said = step(world, [{ type: "goTo", session: 1, sequence: 2, x: to.doorX, y: to.doorY }]);
  assert.deepEqual(said, [["wayFound", 1, 2, true, ""]]);
  const index = world.sessions.get(1)!;
  const metres = distance(from.doorX - to.doorX, from.doorY - to.doorY) / 256;
  let ticks = 0;
  while (world.entities.components.columns.plan[index] === PLAN.route && ticks++ < 4000) {
    assert.deepEqual(step(world), [], "the input that waited was dropped");
    if (ticks % 10 === 0) world = reload(world);
  }
  assert.ok(distance(positionX(world, index) - to.doorX, positionY(world, index) - to.doorY) < 128, "it arrived");
  assert.equal(world.entities.components.columns.speed[index], 0);
  assert.ok(ticks < metres * 20, `${ticks} ticks for ${metres} m`);
});

Deno.test("goTo: no way into a wall or across the world; an input ends a way", () => {
  const world = makeLivingWorld({ life: 0 });
  const town = world.terrain.layout.settlements[0]!;
  const house = town.buildings.find(({ width, height }) => Math.min(width, height) >= 8) ?? town.buildings[0]!;
  const inside = { x: (house.x * 2 + house.width) * 128, y: (house.y * 2 + house.height) * 128 };
  step(world, [enter(1)]);
  const index = world.sessions.get(1)!;
  const answer = (x: number, y: number) => step(world, [{ type: "goTo", session: 1, sequence: 9, x, y }])[0]!.slice(3);
  assert.deepEqual(answer(inside.x, inside.y), [false, "unreachable"]);
  assert.deepEqual(answer(1_000, 1_000), [false, "too far"]);
  assert.deepEqual(answer(town.buildings[5]!.doorX, town.buildings[5]!.doorY), [true, ""]);
  assert.equal(world.routes.byIndex.size, 1);
  step(world, [{ type: "input", session: 1, sequence: 1, atTick: 0, heading: 0, speed: 0 }]);
  assert.equal(world.routes.byIndex.size, 0);
  assert.equal(world.entities.components.columns.speed[index], 0);
});
