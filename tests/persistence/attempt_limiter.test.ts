import { deepEqual, equal } from "node:assert/strict";
import { AttemptLimiter } from "../../persistence/attempt_limiter.ts";

function limiter(keysMax = 100) {
  const clock = { now: 0 };
  const limits = { attemptsMax: 3, windowMs: 1000, lockMs: 5000, keysMax };
  return { clock, limiter: new AttemptLimiter(limits, () => clock.now) };
}

Deno.test("a key has its attempts, is locked, and is free after the lock", () => {
  const { clock, limiter: one } = limiter();
  deepEqual([1, 2, 3, 4, 5].map(() => one.begin("a")), [true, true, true, false, false]);
  equal(one.begin("b"), true, "other keys are free");
  clock.now = 4999;
  equal(one.begin("a"), false);
  clock.now = 5000;
  equal(one.begin("a"), true);
});

Deno.test("attempts are forgotten after the window", () => {
  const { clock, limiter: one } = limiter();
  for (let round = 0; round < 5; round++) {
    deepEqual([1, 2, 3].map(() => one.begin("a")), [true, true, true]);
    clock.now += 1000;
  }
});

Deno.test("what is refunded or cleared does not count", () => {
  const { limiter: one } = limiter();
  for (let round = 0; round < 10; round++) {
    equal(one.begin("a"), true);
    one.refund("a");
  }
  for (let round = 0; round < 10; round++) {
    equal(one.begin("b"), true);
    one.clear("b");
  }
});

Deno.test("the oldest key is forgotten when there are too many", () => {
  const { limiter: one } = limiter(2);
  for (let attempt = 0; attempt < 4; attempt++) one.begin("a");
  equal(one.begin("a"), false);
  one.begin("b");
  one.begin("c");
  equal(one.begin("a"), true);
});
