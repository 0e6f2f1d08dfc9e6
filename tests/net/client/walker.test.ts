/** Walking where one clicked: the page finds the way on its own terrain and steers along it. */
import assert from "node:assert/strict";
import { RUN_SPEED } from "../../../world/limits.ts";
import { Walker } from "../../../net/client/page/input/walker.ts";
import { SimulatedNet, TICK_RATE } from "./simulated_net.ts";

const FRAME_MS = 1000 / 60;
const STEP_UNITS = RUN_SPEED / 8 * 256 / TICK_RATE;

/** Walks from where the character is by (dx, dy) metres; how far from the goal it ends, and with how many inputs. */
function walk(dx: number, dy: number) {
  const net = new SimulatedNet({ quality: { delayMs: 40, jitterMs: 10 } });
  const client = net.play("Ada");
  net.time.pass(1000);
  client.update();
  const own = client.body!;
  const walker = new Walker(net.world.terrain);
  let inputs = 0;
  let last = own.wanted;
  client.on("tick", () => {
    const next = walker.next(own, RUN_SPEED, STEP_UNITS);
    client.steer(next?.heading ?? own.heading, next?.speed ?? 0);
    if (own.wanted !== last) inputs++;
    last = own.wanted;
  });
  const goal = { x: own.x + dx, y: own.y + dy };
  walker.walkTo({ x: own.nextX, y: own.nextY }, { x: goal.x * 256, y: goal.y * 256 });
  assert.notEqual(walker.goal, null);
  for (let frame = 0; frame < 60 * 30; frame++) {
    net.time.pass(FRAME_MS);
    client.update();
  }
  assert.equal(walker.goal, null, "the walk has ended");
  assert.equal(own.speed, 0);
  return { missed: Math.hypot(own.x - goal.x, own.y - goal.y), inputs };
}

for (const [dx, dy] of [[12, 0], [-7, 9], [31, 27], [-40, -22], [0.8, 0.3]] as const) {
  Deno.test(`a walk of ${dx}, ${dy} m ends where it should, with few inputs`, () => {
    const { missed, inputs } = walk(dx, dy);
    assert.ok(missed < 0.3, `${missed} m off`);
    assert.ok(inputs <= 8, `${inputs} inputs`);
  });
}

Deno.test("a walk around obstacles comes to its end", () => {
  // Pillars of two metres stand in the way every sixteen.
  const { missed, inputs } = walk(60, 4);
  assert.ok(missed < 0.3, `${missed} m off`);
  assert.ok(inputs <= 8, `${inputs} inputs`);
});
