import assert from "node:assert/strict";
import { Lateness } from "../../../net/gateway/lateness.ts";

Deno.test("lateness: what waited is late by as long as it waited, and who catches up is not late any more", () => {
  let now = 5_000;
  const lateness = new Lateness(() => now, 20);
  for (let tick = 100; tick < 120; tick += 2) {
    assert.equal(lateness.take(tick), 0);
    now += 100;
  }
  now += 400;
  assert.equal(lateness.take(120), 400);
  assert.equal(lateness.take(122), 300);
  now += 10;
  assert.equal(lateness.take(128), 10);
});

Deno.test("lateness: a world that lost time itself is late for some seconds and no longer", () => {
  let now = 0;
  const lateness = new Lateness(() => now, 20);
  lateness.take(0);
  now = 700;
  let tick = 10;
  assert.equal(lateness.take(tick), 200);
  for (; now < 12_000; now += 100) lateness.take(tick += 2);
  assert.ok(lateness.take(tick) <= 100);
});
