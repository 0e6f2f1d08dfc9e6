import assert from "node:assert/strict";
import { benchTable } from "./main.ts";
import { measureAll, SMALL_SIZES } from "./measure.ts";

Deno.test("bench: everything that is measured runs, and the players are told what happens", async () => {
  const { start, idle, walking } = await measureAll(SMALL_SIZES, () => {});
  const { walkers } = walking;
  assert.equal(walkers.playing, SMALL_SIZES.players, "all are still in the world");
  assert.deepEqual(walkers.dropped, {});
  assert.deepEqual(walkers.refused, {});
  assert.ok(walkers.inputs > 0, "they walked");
  // Twenty people on one square are in view of each other: whoever moves is told to all.
  assert.ok(walkers.framesPerPlayerPerSecond.p1 > 1, `frames: ${JSON.stringify(walkers.framesPerPlayerPerSecond)}`);
  for (const value of [start.newWorldMs, start.savedWorldMs, start.stopMs, walking.simulationHz]) assert.ok(value > 0);
  if (Deno.build.os === "linux") assert.ok(idle.memoryBytes > 0 && walking.serverCores.total > 0);
  assert.match(benchTable({ start, idle, walking }), /walking: bytes per player and second/);
});
