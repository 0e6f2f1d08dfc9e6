import assert from "node:assert/strict";
import { measureCreatures } from "./creatures.ts";
import { measurePlaying } from "./playing.ts";
import { measureSleeping } from "./sleeping.ts";
import { measureTicks } from "./ticks.ts";
import { measureTransfers } from "./transfers.ts";

Deno.test("bench: sleeping creatures, a small world", () => {
  const result = measureSleeping(600, 50);
  assert.ok(result.creatures > 500);
  assert.ok(result.firstCheckpoint.pages > result.nextCheckpoint.pages);
});

Deno.test("bench: walking players, a few", () => {
  const result = measureTicks({ players: 10, ticks: 60, newcomers: "town" });
  assert.ok(result.blocksPerFlush > 0);
});

Deno.test("bench: players who do everything, a few", () => {
  const { fightingShare, done, systems } = measurePlaying({ players: 30, seconds: 20, warmSeconds: 30, fight: 0.4 });
  assert.ok(fightingShare > 0.1, `${fightingShare} fought`);
  for (const name of ["useAbility", "gather", "make"]) assert.ok((done[name] ?? 0) > 0, JSON.stringify(done));
  assert.ok(systems["fights"]!.max > 0);
});

Deno.test("bench: creatures in areas, a few", () => {
  const { heads, awake } = measureCreatures({ heads: 1000, awake: 20, seconds: 1 });
  assert.ok(heads >= 1000 && awake >= 20);
});

Deno.test("bench: transfers, a few", () => {
  const result = measureTransfers(10_000);
  assert.ok(result.inMemoryPerSecond > 0 && result.committedPerSecond > 0 && result.bytesPerRow > 50);
});
