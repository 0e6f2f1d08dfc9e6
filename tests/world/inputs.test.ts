import assert from "node:assert/strict";
import { INPUT_AHEAD_TICKS_MAX, PENDING_INPUTS_MAX, RUN_SPEED } from "../../world/limits.ts";
import { positionX, type World } from "../../world/mod.ts";
import { enter, makeTestWorld, step } from "./_fixtures.ts";

function entered(): { world: World; index: number } {
  const world = makeTestWorld();
  step(world, [enter(1)]);
  return { world, index: world.sessions.get(1)! };
}

function input(sequence: number, atTick: number, heading = 0, speed = 16) {
  return { type: "input", session: 1, sequence, atTick, heading, speed } as const;
}

Deno.test("input: one that is ahead is applied exactly at its tick, and its lead is told then", () => {
  const { world, index } = entered();
  const at = world.tick + 5;
  const { columns } = world.entities.components;
  assert.deepEqual(step(world, [input(1, at)]), []);
  while (world.tick < at - 1) {
    assert.deepEqual(step(world), []);
    assert.equal(columns.speed[index], 0);
  }
  assert.deepEqual(step(world), [["applied", 1, 1, 4]]);
  assert.equal(columns.speed[index], 16);
  assert.equal(columns.startTick[index], at);
});

Deno.test("input: a late one is applied now, with a negative lead", () => {
  const { world, index } = entered();
  for (let tick = 0; tick < 10; tick++) step(world);
  assert.deepEqual(step(world, [input(1, world.tick - 2)]), [["applied", 1, 1, -3]]);
  assert.equal(world.entities.components.columns.startTick[index], world.tick);
});

Deno.test("input: one for this very tick has the lead 0", () => {
  const { world } = entered();
  assert.deepEqual(step(world, [input(1, world.tick + 1)]), [["applied", 1, 1, 0]]);
});

Deno.test("input: one too far ahead is applied as far ahead as may be", () => {
  const { world } = entered();
  assert.deepEqual(step(world, [input(1, world.tick + 1000)]), []);
  for (let tick = 1; tick < INPUT_AHEAD_TICKS_MAX; tick++) assert.deepEqual(step(world), []);
  assert.deepEqual(step(world), [["applied", 1, 1, 127]]);
});

Deno.test("input: sequence numbers must rise, modulo 2^16; an echo is dropped", () => {
  const { world } = entered();
  assert.deepEqual(step(world, [input(40_000, 0)]), [], "more than half the circle ahead of 0");
  assert.deepEqual(step(world, [input(30_000, 0)]), [["applied", 1, 30_000, -2 - 1]]);
  assert.deepEqual(step(world, [input(30_000, 0), input(29_999, 0)]), []);
  assert.equal(step(world, [input(60_000, 0)]).length, 1);
  assert.equal(step(world, [input(3, 0)]).length, 1, "past 65,535 comes 0");
  assert.deepEqual(step(world, [input(60_001, 0)]), []);
});

Deno.test("input: one never overtakes an earlier one", () => {
  const { world, index } = entered();
  const at = world.tick + 6;
  step(world, [input(1, at, 10), input(2, world.tick, 20)]);
  while (world.tick < at - 1) assert.deepEqual(step(world), []);
  assert.deepEqual(step(world).map(([what, , sequence]) => [what, sequence]), [["applied", 1], ["applied", 2]]);
  assert.equal(world.entities.components.columns.wantHeading[index], 20);
});

Deno.test("input: of too many that wait the oldest is dropped", () => {
  const { world } = entered();
  const at = world.tick + 8;
  const many = Array.from({ length: PENDING_INPUTS_MAX + 3 }, (_, number) => input(number + 1, at));
  step(world, many);
  const applied: unknown[] = [];
  while (world.tick < at) applied.push(...step(world).map(([, , sequence]) => sequence));
  assert.deepEqual(applied, Array.from({ length: PENDING_INPUTS_MAX }, (_, number) => number + 4));
});

Deno.test("input: nobody is faster than running", () => {
  const { world, index } = entered();
  step(world, [input(1, 0, 0, 63)]);
  assert.equal(world.entities.components.columns.wantSpeed[index], RUN_SPEED);
});

Deno.test("input: walking straight, a body is where its segment says: 2 m/s for a second are 2 m", () => {
  const { world, index } = entered();
  step(world, [input(1, 0, 0, 16)]);
  const x = positionX(world, index);
  // From one free row to the next pillar are at most 16 m; a second is clear or the test's place is wrong.
  for (let tick = 0; tick < 20; tick++) step(world);
  assert.equal(world.entities.components.columns.startTick[index], world.tick - 20);
  assert.ok(Math.abs(positionX(world, index) - x - 512) <= 2);
});
