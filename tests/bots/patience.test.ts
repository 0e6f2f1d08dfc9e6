import assert from "node:assert/strict";
import { Patience } from "./patience.ts";

Deno.test("bots: a goal that it comes nearer to it does not leave, however long the way", () => {
  const patience = new Patience(100);
  for (let seconds = 0; seconds < 1000; seconds++) assert.ok(patience.isLeft("far", 4000 - seconds * 4, seconds));
});

Deno.test("bots: a goal that it comes no nearer to it leaves after a while, and begins anew the next time", () => {
  const patience = new Patience(100);
  for (let seconds = 0; seconds <= 100; seconds++) assert.ok(patience.isLeft("near", 30 + seconds % 4, seconds));
  assert.ok(!patience.isLeft("near", 30, 101));
  assert.ok(patience.isLeft("near", 30, 400));
  // Another goal has a patience of its own.
  assert.ok(patience.isLeft("other", 30, 501));
});
