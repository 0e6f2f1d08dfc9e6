import assert from "node:assert/strict";
import { Lateness } from "../../../net/gateway/lateness.ts";

Deno.test("lateness: what waited is late by as long as it waited, and who catches up is not late any more", () => {
  let now = 5_000;
  const lateness = new Lateness(() => now, 20);
  for (let tick = 100; tick < 120; tick += 2) {
    assert.equal(lateness.take(tick, 0), 0);
    now += 100;
  }
  now += 400;
  assert.equal(lateness.take(120, 0), 400);
  assert.equal(lateness.take(122, 0), 300);
  now += 10;
  assert.equal(lateness.take(128, 0), 10);
});

Deno.test("lateness: what the world was late with itself is not late here", () => {
  let now = 0;
  const lateness = new Lateness(() => now, 20);
  lateness.take(0, 0);
  now = 700;
  assert.equal(lateness.take(10, 0), 200, "so it would be for a world in time");
  assert.equal(lateness.take(10, 4), 0, "four ticks were given up");
  now += 130;
  assert.equal(lateness.take(12, 4), 30);
});
