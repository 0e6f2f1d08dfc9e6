/**
 * Walking over a bad connection: 150 ms there and back, up to 30 ms more each way. Positions are looked at 60 times a
 * second, as a page does.
 */
import assert from "node:assert/strict";
import { Prng } from "../../../world/base/prng.ts";
import { RUN_SPEED } from "../../../world/limits.ts";
import type { SeenEntity, WealdClient } from "../../../net/client/sdk/mod.ts";
import { SimulatedNet } from "./simulated_net.ts";

const QUALITY = { delayMs: 75, jitterMs: 30 };
const FRAME_MS = 1000 / 60;
/** Metres in one frame at a run. */
const STEP = RUN_SPEED / 8 * FRAME_MS / 1000;

/** Turns and stops at moments of its own, like somebody who plays. */
function makeWanderer(seed: number): (client: WealdClient) => void {
  const random = new Prng(seed);
  let frames = 0;
  let want = { heading: 0, speed: RUN_SPEED };
  return (client) => {
    if (frames-- <= 0) {
      frames = 15 + random.below(60);
      // Turns stay near the start: every other leads back the way it came, more or less.
      want = { heading: (want.heading + 96 + random.below(64)) & 255, speed: random.below(5) === 0 ? 0 : RUN_SPEED };
    }
    client.steer(want.heading, want.speed);
  };
}

interface Path {
  readonly steps: number[];
  /** Changes of the step from frame to frame. */
  readonly bends: number[];
}

function follow(path: Path, last: { x: number; y: number; dx: number; dy: number }, x: number, y: number): void {
  const dx = x - last.x;
  const dy = y - last.y;
  path.steps.push(Math.hypot(dx, dy));
  path.bends.push(Math.hypot(dx - last.dx, dy - last.dy));
  Object.assign(last, { x, y, dx, dy });
}

function seenBy(client: WealdClient, id: number): SeenEntity {
  for (const entity of client.entities) if (entity.id === id) return entity;
  throw new Error(`find entity ${id}: it is not in view`);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

for (const seed of [1, 2, 3]) {
  Deno.test(`the own body goes as steered, at once and evenly, and ends where the world has it (seed ${seed})`, () => {
    const net = new SimulatedNet({ quality: QUALITY, seed });
    const client = net.play("Ada");
    const wander = makeWanderer(seed);
    // The clock and the margin settle while nothing moves.
    for (let frame = 0; frame < 240; frame++) {
      net.time.pass(FRAME_MS);
      client.update();
    }
    const own = client.body!;
    const path: Path = { steps: [], bends: [] };
    const corrections: number[] = [];
    const last = { x: own.x, y: own.y, dx: 0, dy: 0 };
    for (let frame = 0; frame < 60 * 40; frame++) {
      net.time.pass(FRAME_MS);
      client.update();
      wander(client);
      follow(path, last, own.x, own.y);
      corrections.push(own.correction);
    }
    // The clock may run 7 % fast while it settles.
    assert.ok(Math.max(...path.steps) < STEP * 1.12, `longest step ${Math.max(...path.steps)} of ${STEP} m`);
    assert.ok(Math.max(...path.steps) > STEP * 0.9, "it did run");
    // The margin is what all but a few inputs in a thousand need: one may come a tick late, and is a step of it off.
    const late = corrections.filter((metres, at) => metres >= 0.05 && (corrections[at - 1] ?? 0) < 0.05).length;
    assert.ok(late <= 1, `${late} corrections`);
    assert.ok(Math.max(...corrections) < 0.5, `largest correction ${Math.max(...corrections)} m`);
    assert.ok(mean(corrections) < 0.005, `mean correction ${mean(corrections)} m`);
    client.steer(0, 0);
    for (let frame = 0; frame < 120; frame++) {
      net.time.pass(FRAME_MS);
      client.update();
      client.steer(0, 0);
    }
    const truth = net.truth(client);
    assert.equal(truth.speed, 0);
    assert.ok(Math.hypot(own.x - truth.x, own.y - truth.y) < 0.01, "it stands where the world has it");
    assert.equal(own.unconfirmed, 0);
  });

  Deno.test(`others move evenly, however unevenly the news come (seed ${seed})`, () => {
    const net = new SimulatedNet({ quality: QUALITY, seed });
    const walker = net.play("Ada");
    const watcher = net.play("Bob");
    const wander = makeWanderer(seed);
    const path: Path = { steps: [], bends: [] };
    const last = { x: 0, y: 0, dx: 0, dy: 0 };
    for (let frame = 0; frame < 60 * 40; frame++) {
      net.time.pass(FRAME_MS);
      walker.update();
      wander(walker);
      watcher.update();
      if (frame < 240) {
        if (frame === 239) Object.assign(last, seenBy(watcher, walker.ownId), { dx: 0, dy: 0 });
        continue;
      }
      const { x, y } = seenBy(watcher, walker.ownId);
      follow(path, last, x, y);
    }
    assert.ok(Math.max(...path.steps) < STEP * 1.15, `longest step ${Math.max(...path.steps)} of ${STEP} m`);
    // A change of direction at a run, to and fro, changes the step by twice its length at most.
    assert.ok(Math.max(...path.bends) < STEP * 2.1, `sharpest bend ${Math.max(...path.bends)} m`);
    assert.ok(Math.max(...path.steps) > STEP * 0.9, "it did run");
  });
}

Deno.test("along walls the prediction needs no correcting: both sides slide alike", () => {
  const net = new SimulatedNet({ quality: { delayMs: 75, jitterMs: 0 } });
  const client = net.play("Ada");
  for (let frame = 0; frame < 240; frame++) {
    net.time.pass(FRAME_MS);
    client.update();
  }
  const own = client.body!;
  let slid = 0;
  let largest = 0;
  // Diagonally through a field of pillars: every few steps there is one to slide along.
  for (let frame = 0; frame < 60 * 90; frame++) {
    net.time.pass(FRAME_MS);
    client.update();
    const way = Math.floor(frame / 400) % 2 === 0 ? 23 : 151;
    client.steer(way, RUN_SPEED);
    if (own.heading !== own.wanted.heading) slid++;
    largest = Math.max(largest, own.correction);
  }
  assert.ok(slid > 20, `it slid for ${slid} frames`);
  assert.ok(largest < 0.05, `largest correction ${largest} m`);
});

Deno.test("inputs come in time, and the margin is no larger than it must be", () => {
  const net = new SimulatedNet({ quality: QUALITY });
  const client = net.play("Ada");
  const leads: number[] = [];
  const wander = makeWanderer(5);
  const applied = net.world;
  for (let frame = 0; frame < 60 * 40; frame++) {
    net.time.pass(FRAME_MS);
    client.update();
    wander(client);
    // How far the own body is ahead of the world: the way there, the jitter, a margin.
    if (frame > 600) leads.push(client.body!.tick - applied.tick);
  }
  const lead = mean(leads);
  // 75 to 105 ms there are 1.5 to 2.1 ticks.
  assert.ok(lead > 1.5 && lead < 4, `the own body is ${lead} ticks ahead`);
});
