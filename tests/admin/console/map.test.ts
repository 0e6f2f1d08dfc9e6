import assert from "node:assert/strict";
import { WorldClock } from "../../../admin/console/map/world_clock.ts";
import { MapEntities } from "../../../admin/console/map/map_entities.ts";
import { FakeWorld } from "../api/fake_world.ts";
import { Trail } from "../../../admin/console/map/trail.ts";

Deno.test("the clock follows the frames, evens out their jitter and never lags a flush for long", () => {
  const clock = new WorldClock(20);
  assert.equal(clock.tickAt(0), 0);
  for (let frame = 0; frame < 200; frame++) clock.hear(frame * 2, frame * 100 + (frame % 3) * 15);
  const tick = clock.tickAt(200 * 100);
  assert.ok(Math.abs(tick - (400 - 2)) < 1, `it says ${tick}`);
  clock.hear(90_000, 20_050);
  assert.ok(Math.abs(clock.tickAt(20_050) - 89_998) < 0.01, "a jump is believed at once");
});

Deno.test("the map's columns hold what the stream says, dense, through coming and going", () => {
  const clock = new WorldClock(20);
  const entities = new MapEntities(20, clock);
  const world = new FakeWorld(4);
  for (let count = 0; count < 1500; count++) world.add("deer", 1000 + (count % 40) * 5, 1000 + count / 8);
  let now = 0;
  world.setStreamListener({
    block: (_space, bytes) => entities.replica.apply(bytes, world.tick),
    flush(tick) {
      clock.hear(tick, now);
      entities.replica.settle();
    },
    restart: () => {},
  });
  world.watchAll(true);
  for (let tick = 0; tick < 200; tick++) {
    now += 50;
    world.step(50);
  }
  assert.equal(entities.count, 1500);
  for (const { x, y } of [...entities.replica.cells.values()].slice(0, 20)) entities.replica.forget(x, y);
  entities.replica.settle();
  assert.ok(entities.count < 1500 && entities.count === entities.replica.entities.size);
  for (let index = 0; index < entities.count; index++) {
    const entity = entities.entity[index]!;
    assert.equal(entities.indexOf(entity.id), index);
    assert.equal(entities.x[index], entity.x / 256);
    assert.equal(entities.tick[index], entity.tick);
    assert.equal(entities.kind[index], 3);
  }
  const sleeper = entities.entity[7]!;
  entities.placeSleeper(sleeper.id, 500 * 256, 600 * 256);
  const later = clock.tickAt(now) + 1000;
  assert.deepEqual([entities.shownX(7, later, now), entities.shownY(7, later, now)], [500, 600]);
  assert.equal(entities.entity.length, entities.count);
});

Deno.test("a trail keeps the latest points, and none for standing still", () => {
  const trail = new Trail();
  for (let step = 0; step < 1000; step++) trail.add(step, 0, 1000 + step * 500);
  assert.equal(trail.points.length, 300);
  assert.equal(trail.points.at(-1)!.x, 999);
  for (let step = 0; step < 10; step++) trail.add(999, 0, 1e6 + step * 500);
  assert.equal(trail.points.at(-1)!.x, 999);
  assert.equal(trail.points.length, 300);
});
