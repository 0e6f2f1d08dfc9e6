import assert from "node:assert/strict";
import { Prng } from "../../world/base/prng.ts";
import { advance, type Body, bodyX, bodyY, isStepFree, pacedSpeed } from "../../world/motion.ts";

function body(x: number, y: number, wantHeading: number, wantSpeed: number): Body {
  return { originX: x, originY: y, heading: 0, speed: 0, startTick: 0, wantHeading, wantSpeed, gait: 1000 };
}

function run(moving: Body, from: number, ticks: number, isBlocked: (x: number, y: number) => boolean): number {
  let segments = 0;
  for (let tick = from; tick < from + ticks; tick++) {
    if (advance(moving, tick, 20, { isBlocked, pace: () => 8 })) segments++;
  }
  return segments;
}

Deno.test("motion: a free body begins one segment and keeps it", () => {
  const walker = body(1000, 1000, 32, 16);
  assert.equal(run(walker, 0, 200, () => false), 1);
  assert.deepEqual([walker.originX, walker.originY, walker.heading, walker.speed], [1000, 1000, 32, 16]);
});

Deno.test("motion: along a wall a body slides at the part of its speed that goes along, and goes on where it ends", () => {
  const wall = (x: number, y: number) => x >= 2000 && y < 5000;
  const walker = body(1900, 1000, 32, 16);
  run(walker, 0, 60, wall);
  assert.equal(walker.heading, 64, "south, along the wall");
  assert.equal(walker.speed, 11, "16 * cos 45 degrees");
  run(walker, 60, 800, wall);
  assert.equal(walker.heading, 32, "as wanted again");
  assert.ok(bodyX(walker, 860, 20) > 5000);
});

Deno.test("motion: in a corner a body stands, facing where it wants to; it never enters what blocks", () => {
  const corner = (x: number, y: number) => x >= 2000 || y >= 2000;
  const walker = body(1500, 1500, 32, 16);
  run(walker, 0, 200, corner);
  assert.deepEqual([walker.heading, walker.speed], [32, 0]);
  assert.equal(corner(bodyX(walker, 200, 20), bodyY(walker, 200, 20)), false);
});

Deno.test("motion: over random ground with random wishes, no tick ends inside", () => {
  const prng = new Prng(4);
  const blocked = (x: number, y: number) => {
    const cell = Math.imul(x >> 7, 0x9e3779b1) ^ Math.imul(y >> 7, 0x85ebca77);
    return ((cell >>> 7) & 7) === 0 && (x >> 9 !== 200 || y >> 9 !== 200);
  };
  for (let round = 0; round < 50; round++) {
    const walker = body(200 * 512 + 100, 200 * 512 + 100, prng.below(256), 1 + prng.below(63));
    for (let tick = 0; tick < 400; tick++) {
      if (prng.below(15) === 0) {
        walker.wantHeading = prng.below(256);
        walker.wantSpeed = prng.below(5) === 0 ? 0 : prng.below(64);
      }
      const [x, y] = [bodyX(walker, tick, 20), bodyY(walker, tick, 20)];
      advance(walker, tick, 20, { isBlocked: blocked, pace: () => 8 });
      assert.deepEqual([bodyX(walker, tick, 20), bodyY(walker, tick, 20)], [x, y], "a decision never moves a body");
      const [nextX, nextY] = [bodyX(walker, tick + 1, 20), bodyY(walker, tick + 1, 20)];
      assert.ok(isStepFree(x, y, nextX, nextY, blocked));
    }
  }
});

Deno.test("motion: the ground's pace holds from where it begins, and a body that crawls still gets along", () => {
  const pace = (x: number) => x >= 2000 ? 3 : 9;
  const walker = body(1000, 1000, 0, 16);
  const footing = { isBlocked: () => false, pace };
  for (let tick = 0; bodyX(walker, tick, 20) < 2000; tick++) {
    advance(walker, tick, 20, footing);
    assert.equal(walker.speed, 18, "16 * 9 / 8");
  }
  advance(walker, 60, 20, footing);
  assert.equal(walker.speed, 6, "16 * 3 / 8");
  assert.deepEqual([pacedSpeed(1, 3), pacedSpeed(0, 3), pacedSpeed(63, 9)], [1, 0, 63]);
});

Deno.test("motion: who is inside something may leave it", () => {
  const inside = (x: number, _y: number) => x < 1000;
  const walker = body(500, 500, 0, 36);
  run(walker, 0, 40, inside);
  assert.ok(bodyX(walker, 40, 20) > 1000);
});

Deno.test("motion: a long step is looked at in pieces", () => {
  const fence = (x: number) => x >= 400 && x < 500;
  assert.equal(isStepFree(300, 0, 600, 0, fence), false);
  assert.equal(isStepFree(300, 0, 390, 0, fence), true);
});
