/** Turns as the JSON subprotocol tells them: with the place that a client of the binary one works out. */
import assert from "node:assert/strict";
import { entityX, entityY } from "../../../net/replica.ts";
import { testGateway } from "./_harness.ts";

testGateway("JSON tells where a turn took place, as the binary client works it out", {}, async (harness) => {
  const walker = await harness.join("Ada");
  const reader = await harness.join("Bob", "json");
  const watcher = await harness.join("Cid");
  const { entity } = walker.last("entered")!;
  let turns = 0;
  let late = 0;
  for (let step = 0; step < 60; step++) {
    // At odd and even ticks, so that some turn between two flushes; nobody else moves.
    walker.walk((step * 37) & 255, 20 + (step % 5), harness.tick);
    const before = reader.jsonFrames.length;
    await harness.ticks(3);
    for (const frame of reader.jsonFrames.slice(before)) {
      for (const cell of frame.cells) {
        for (const { x, y, heading, speed, ago, slot } of cell.turns) {
          const seen = watcher.replica.entities.get(entity)!;
          assert.deepEqual([seen.slot, seen.heading, seen.speed], [slot, heading, speed]);
          const tick = (cell.tick ?? frame.tick) - ago;
          assert.equal(seen.tick, tick);
          assert.deepEqual([x * 256, y * 256], [entityX(seen, tick, 20), entityY(seen, tick, 20)]);
          turns++;
          late += ago;
        }
      }
    }
  }
  assert.ok(turns > 20, `${turns} turns were told`);
  assert.ok(late > 0, "some of them between two flushes");
});
