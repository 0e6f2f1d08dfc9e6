import assert from "node:assert/strict";
import { WORLD_UNITS } from "../../../world/limits.ts";
import { PLAN } from "../../../world/kinds.ts";
import { createWorld, makeTerrain, positionX, positionY } from "../../../world/mod.ts";
import { planAt } from "../../../world/life/schedule.ts";
import { makePlanned } from "../../../world/life/plan_at.ts";
import { followPlan } from "../../../world/systems/schedules.ts";
import { defaultPack } from "../_pack.ts";

Deno.test("life: whoever walks since before the world began is on its way in the first ticks", () => {
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 5 }, makeTerrain(7), defaultPack());
  const { plan, group } = world.entities.components.columns;
  const planned = makePlanned();
  let walking = 0;
  for (let index = 0; index < world.entities.count; index++) {
    if (group[index] === 0 || plan[index] !== PLAN.schedule) continue;
    world.tick = 40;
    followPlan(world, index);
    const [x, y] = [positionX(world, index), positionY(world, index)];
    assert.ok(x >= 0 && y >= 0 && x < WORLD_UNITS && y < WORLD_UNITS, `entity at ${index}: ${x}, ${y}`);
    planAt(world, index, 40, planned);
    assert.ok(planned.startTick >= 0, `entity at ${index} starts at tick ${planned.startTick}`);
    if (planned.speed > 0 && planned.startTick === 0) walking++;
  }
  assert.ok(walking > 0, "somebody walks since before the beginning");
});
