import assert from "node:assert/strict";
import { hashWords } from "../../world/base/prng.ts";
import type { Command } from "../../world/commands.ts";
import { hashWorld, makeTerrain } from "../../world/mod.ts";
import { enter, makeTestWorld, step } from "./_fixtures.ts";

const WALKERS = 60;

/** Some turn, some stop, some go on into whatever is in their way. */
function steer(tick: number): Command[] {
  const commands: Command[] = [];
  for (let session = 1; session <= WALKERS; session++) {
    const hash = hashWords(session, tick);
    if (hash % 30 !== 0) continue;
    const speed = hash % 7 === 0 ? 0 : (hash >>> 8) % 60;
    commands.push({ type: "input", session, sequence: tick, atTick: tick, heading: hash >>> 24, speed });
  }
  return commands;
}

Deno.test("motion: what is told ahead of a mover is what it does when it is asked in every tick", () => {
  const terrain = makeTerrain(7);
  const [ahead, asked] = [makeTestWorld({ terrain, life: 0.3 }), makeTestWorld({ terrain, life: 0.3 })];
  const comeIn = Array.from({ length: WALKERS }, (_, at) => enter(at + 1));
  for (const world of [ahead, asked]) step(world, comeIn);
  let skipped = 0;
  for (let tick = 2; tick <= 600; tick++) {
    for (const index of ahead.movers.indexes.subarray(0, ahead.movers.count)) {
      if (ahead.entities.derived.columns.steadyUntil[index]! > tick) skipped++;
    }
    asked.entities.derived.columns.steadyUntil.fill(0);
    assert.deepEqual(step(ahead, steer(tick)), step(asked, steer(tick)), `tick ${tick}`);
    if (tick % 20 === 0) assert.equal(hashWorld(ahead), hashWorld(asked), `tick ${tick}`);
  }
  assert.ok(skipped > 10_000, `${skipped} looks were spared`);
});
