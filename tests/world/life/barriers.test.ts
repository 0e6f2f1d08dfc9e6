/** Days are planned around what may come to stand in the way; so it is in nobody's way, and nobody's day changes by it. */
import assert from "node:assert/strict";
import { setFlag } from "../../../world/almanac/mod.ts";
import { Barriers } from "../../../world/barriers.ts";
import { distance, HEADING_COS, HEADING_SIN } from "../../../world/base/space.ts";
import { setSegment } from "../../../world/bodies.ts";
import { NO_NUMBERS, type Pack, recipeOf, writePack } from "../../../world/content/mod.ts";
import { indexOf } from "../../../world/entities.ts";
import { KIND, PLAN } from "../../../world/kinds.ts";
import { SPACE_OVERWORLD } from "../../../world/limits.ts";
import { barriersToCome } from "../../../world/landmarks/ground.ts";
import { landmarkOf } from "../../../world/landmarks/mod.ts";
import { makePlanned } from "../../../world/life/plan_at.ts";
import { planAt } from "../../../world/life/schedule.ts";
import {
  createWorld,
  hashWorld,
  makeTerrain,
  positionX,
  positionY,
  SILENT_OUTPUT,
  truePosition,
} from "../../../world/mod.ts";
import type { World } from "../../../world/mod.ts";
import { putAt } from "../../../world/places/mod.ts";
import { forbidSleep, observe } from "../../../world/systems/wake.ts";
import { enter, reload, step } from "../_fixtures.ts";
import { defaultPack } from "../_pack.ts";

const terrain = makeTerrain(7, recipeOf(defaultPack(), NO_NUMBERS));

function makeLiving(life: number, dayMinutes = 10, pack: Pack = defaultPack()): World {
  return createWorld({ seed: 7, tickRate: 20, dayMinutes, life }, terrain, pack);
}

/** The members of groups that may come near one of these points. */
function membersNear(world: World, points: readonly { readonly x: number; readonly y: number }[]): number[] {
  const { group } = world.entities.components.columns;
  const { x, y, range } = world.groups.table.columns;
  return [...group.keys()].filter((index) => {
    const at = group[index]! - 1;
    return at >= 0 && points.some((point) => distance(point.x - x[at]!, point.y - y[at]!) < range[at]! + 4096);
  });
}

/** How often somebody of these is where a barrier stands, looked at through a day. */
function timesHeld(world: World, members: readonly number[], barriers: Barriers): number {
  let held = 0;
  for (let tick = 0; tick < world.facts.dayTicks; tick += 40) {
    world.tick = tick;
    for (const index of members) {
      const { x, y, space } = truePosition(world, index);
      if (space === SPACE_OVERWORLD && barriers.holds(x, y)) held++;
    }
  }
  return held;
}

/** The default pack with the first hedge in the middle of another village. */
function packWithHedgeAt(settlement: number): Pack {
  const { entries, ...rest } = defaultPack();
  const place = { type: "square", settlement } as const;
  const landmarks = entries.landmarks.map((entry) =>
    entry.id === "wood_hedge_1" ? { ...entry, place, aside: { eastMetres: 2, southMetres: 3 } } : entry
  );
  return { ...rest, entries: { ...entries, landmarks } };
}

Deno.test("barriers: nobody's day leads through where one may come to stand", () => {
  const world = makeLiving(1);
  const all = barriersToCome(world);
  assert.ok(all.length >= 8, `${all.length} may come to stand`);
  const barriers = new Barriers();
  barriers.set(all);
  const members = membersNear(world, all);
  assert.ok(members.length > 60, `${members.length} live there`);
  assert.equal(timesHeld(world, members, barriers), 0);
});

Deno.test("barriers: what comes to stand changes nobody's day, asleep or awake, saved or not", () => {
  const [sleeping, sleepless] = [makeLiving(0.2), makeLiving(0.2)];
  forbidSleep(sleepless);
  const members = membersNear(sleeping, barriersToCome(sleeping));
  let restored = makeLiving(0.2);
  let awake = 0;
  // The hedges are there from the morning to the afternoon; people of the village are looked at in between.
  for (let tick = 1; tick <= 3000; tick++) {
    for (const world of [sleeping, sleepless, restored]) {
      if (tick === 700 || tick === 2600) setFlag(world, "wood_came_in", tick === 700);
      if (tick === 1400) observe(world, barriersToCome(world)[3]!.x, barriersToCome(world)[3]!.y, 10_000);
      step(world);
    }
    awake += sleeping.awake.count;
    if (tick % 500 !== 0) continue;
    restored = reload(restored);
    assert.equal(hashWorld(restored), hashWorld(sleeping), `tick ${tick}`);
    for (const index of members) {
      assert.deepEqual(truePosition(sleeping, index), truePosition(sleepless, index), `tick ${tick}, entity ${index}`);
    }
  }
  assert.ok(awake > 100, "somebody woke");
});

Deno.test("barriers: another content may have another one; who is awake goes around it from then on", () => {
  const world = makeLiving(0.2);
  const changed = packWithHedgeAt(1);
  const other = makeLiving(0.2, 10, changed);
  const [square] = barriersToCome(other).filter((one) =>
    !barriersToCome(world).some(({ x, y }) => x === one.x && y === one.y)
  );
  const barriers = new Barriers();
  barriers.set([square!]);
  assert.ok(timesHeld(world, membersNear(world, [square!]), barriers) > 0, "it is where people go");
  world.tick = 3000;
  forbidSleep(world);
  step(world, [{ type: "useContent", actor: "the host", pack: writePack(changed) }]);
  other.tick = 3000;
  forbidSleep(other);
  step(other);
  const members = membersNear(world, [square!]);
  for (const index of members) assert.deepEqual(truePosition(world, index), truePosition(other, index));
  assert.equal(timesHeld(other, members, barriers), 0);
});

Deno.test("barriers: an animal that goes home, or flees, goes around one", () => {
  const world = makeLiving(0.4, 240);
  step(world, [enter(1)]);
  setFlag(world, "wood_came_in", true);
  for (let tick = 0; tick < 100; tick++) step(world);
  const { kind, plan, group, dueTick } = world.entities.components.columns;
  const hedge = indexOf(landmarkOf(world, world.content.landmarks.byId.get("wood_hedge_1")!.number));
  const planned = makePlanned();
  // Somebody whose place to rest has open ground around it, so that the hedge alone is in the way.
  const across = 4096;
  const found = [...kind.keys()].map((index) => {
    if (kind[index] !== KIND.sheep) return null;
    planAt(world, index, world.tick + 400, planned);
    const { end } = world.life.walks.get(index)!.way;
    world.life.walks.delete(index);
    const isOpen = [...Array(16).keys()].every((turn) =>
      terrain.isClear(
        end.x,
        end.y,
        end.x + (HEADING_COS[turn * 16]! * across >> 14),
        end.y + (HEADING_SIN[turn * 16]! * across >> 14),
      )
    );
    return isOpen ? { index, end } : null;
  }).find((one) => one !== null)!;
  const { index, end } = found;
  forbidSleep(world);
  setSegment(world, hedge, end.x - across / 2, end.y, 64, 0, world.tick);
  setSegment(world, index, end.x - across, end.y, 0, 0, world.tick);
  step(world);
  plan[index] = PLAN.back;
  dueTick[index] = world.tick;
  world.groups.disturbed[group[index]! - 1]!++;
  const isHeld = () => world.barriers.holds(positionX(world, index), positionY(world, index));
  assert.ok(world.barriers.holds(end.x - across / 2, end.y));
  let ticks = 0;
  while (plan[index] === PLAN.back && ticks++ < 400) {
    step(world);
    assert.equal(isHeld(), false);
  }
  assert.equal(plan[index], PLAN.schedule, "it is home");
  assert.ok(ticks < 300, `${ticks} ticks for 16 m`);
  // Somebody comes from the other side, and the hedge is where it would flee to.
  setSegment(world, index, end.x - across / 2 + 1000, end.y, 0, 0, world.tick);
  putAt(world, world.sessions.get(1)!, end.x - across / 2 + 1400, end.y, SILENT_OUTPUT);
  const { speed } = world.entities.components.columns;
  let [fled, stood] = [0, 0];
  for (let tick = 0; tick < 60; tick++) {
    step(world);
    assert.equal(isHeld(), false);
    if (plan[index] !== PLAN.flee) continue;
    fled++;
    if (speed[index] === 0) stood++;
  }
  assert.ok(fled > 20 && stood === 0, `it fled for ${fled} ticks and stood for ${stood}`);
});
