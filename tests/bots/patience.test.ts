import assert from "node:assert/strict";
import { Patience } from "./patience.ts";
import { Wayside } from "./wayside.ts";

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

Deno.test("bots: on a long way some of those who are passed are fought, and then it goes on", () => {
  const wayside = new Wayside();
  const [here, later, far] = [{ x: 500, y: 500 }, { x: 650, y: 500 }, { x: 1500, y: 500 }];
  assert.ok(wayside.mayFight(here, far, 0));
  assert.ok(wayside.mayFight(here, far, 4));
  assert.ok(!wayside.mayFight(here, far, 5), "enough of them");
  assert.ok(wayside.mayFight(later, far, 5), "others, further on");
  assert.ok(!wayside.mayFight({ x: 1450, y: 500 }, far, 5), "it is nearly there");
});
