import assert from "node:assert/strict";
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

Deno.test("bench: transfers, a few", () => {
  const result = measureTransfers(10_000);
  assert.ok(result.inMemoryPerSecond > 0 && result.committedPerSecond > 0 && result.bytesPerRow > 50);
});
