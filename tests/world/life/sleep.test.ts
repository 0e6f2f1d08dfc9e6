import assert from "node:assert/strict";
import { Prng } from "../../../world/base/prng.ts";
import { headingTowards } from "../../../world/base/space.ts";
import type { Command } from "../../../world/commands.ts";
import { indexEnd } from "../../../world/entities.ts";
import { WAKEFULNESS } from "../../../world/groups.ts";
import { KIND, PLAN } from "../../../world/kinds.ts";
import { hashWorld, positionX, positionY, truePosition, type World } from "../../../world/mod.ts";
import { forbidSleep } from "../../../world/systems/wake.ts";
import { enter, leave, reload, scramble, step } from "../_fixtures.ts";
import { homesOf, makeLivingWorld, placeCharacter } from "./_placed.ts";

/**
 * Characters that come in near a herd, walk up to its home and through it, go away again and leave. What they do is a
 * function of seed and tick, and of where they are in `world`.
 */
function visitors(world: World, kinds: readonly number[]): (world: World, tick: number) => Command[] {
  const prng = new Prng(21);
  const homes = kinds.map((kind) => {
    const all = homesOf(world, kind);
    return all[prng.below(all.length)]!;
  });
  const starts = homes.map(({ x, y }) => ({ x: x + prng.below(80_000) - 40_000, y: y + prng.below(80_000) - 40_000 }));
  return (present, tick) => {
    const commands: Command[] = [];
    homes.forEach((home, number) => {
      const session = number + 1;
      const turn = tick % 2400;
      if (tick === 1) placeCharacter(present, session, starts[number]!.x, starts[number]!.y);
      if (turn === 1 + number * 7) commands.push(enter(session));
      if (turn === 2200 + number * 5) commands.push(leave(session, number % 2 === 0));
      if (turn < 60 || turn > 2190 || tick % 40 !== number) return;
      const index = present.sessions.get(session);
      if (index === undefined) return;
      const goal = turn < 1300 ? home : starts[number]!;
      const heading = (headingTowards(goal.x - positionX(present, index), goal.y - positionY(present, index)) +
        prng.below(21) - 10) & 255;
      commands.push({ type: "input", session, sequence: tick & 0xffff, atTick: tick, heading, speed: 36 });
    });
    return commands;
  };
}

const KINDS = [KIND.deer, KIND.sheep, KIND.rabbit, KIND.boar, KIND.wolf, KIND.fox, KIND.duck, KIND.townsfolk];

Deno.test("sleep: it cannot be seen: all are where they would be had nobody ever slept, and say the same", () => {
  const sleeping = makeLivingWorld({ life: 0.4 });
  const sleepless = makeLivingWorld({ life: 0.4 });
  forbidSleep(sleepless);
  const visitA = visitors(sleeping, KINDS);
  const visitB = visitors(sleepless, KINDS);
  let fled = 0;
  let slept = 0;
  for (let tick = 1; tick <= 5200; tick++) {
    const said = step(sleeping, visitA(sleeping, tick));
    assert.deepEqual(step(sleepless, visitB(sleepless, tick)), said, `tick ${tick}`);
    const { plan } = sleeping.entities.components.columns;
    for (let at = 0; at < sleeping.awake.count; at++) if (plan[sleeping.awake.indexes[at]!] === PLAN.flee) fled++;
    if (tick % 650 !== 0) continue;
    const { kind } = sleeping.entities.components.columns;
    for (let index = 0; index < indexEnd(sleeping.entities); index++) {
      if (kind[index] === 0) continue;
      assert.deepEqual(truePosition(sleeping, index), truePosition(sleepless, index), `tick ${tick}, entity ${index}`);
    }
    const { wakefulness } = sleeping.groups.table.columns;
    for (let group = 0; group < sleeping.groups.table.length; group++) {
      if (wakefulness[group] === WAKEFULNESS.asleep) slept++;
    }
  }
  assert.ok(fled > 1000, `animals fled for ${fled} ticks`);
  assert.ok(slept > 500, `groups slept: ${slept}`);
});

Deno.test("sleep: when those who were frightened are back, their groups sleep again", () => {
  const world = makeLivingWorld({ life: 0.4 });
  const visit = visitors(world, KINDS);
  let disturbed = 0;
  for (let tick = 1; tick <= 2300; tick++) {
    step(world, visit(world, tick));
    disturbed = Math.max(disturbed, world.groups.disturbed.reduce((sum, count) => sum + count, 0));
  }
  // Nobody comes again: bodies go after half a minute, and all find their way home.
  for (let tick = 0; tick < 4500; tick++) step(world);
  assert.ok(disturbed >= 6, `${disturbed} animals were frightened at once`);
  assert.equal(world.groups.disturbed.reduce((sum, count) => sum + count, 0), 0);
  assert.equal(world.awake.count, 0);
  assert.equal(world.movers.count, 0);
});

Deno.test("sleep: a living world that is saved and loaded at every tick goes on as if nothing had been", () => {
  const whole = makeLivingWorld({ life: 0.4 });
  let reloaded = makeLivingWorld({ life: 0.4 });
  const visitA = visitors(whole, KINDS);
  const visitB = visitors(reloaded, KINDS);
  let fled = 0;
  let routed = 0;
  for (let tick = 1; tick <= 1300; tick++) {
    const said = step(whole, visitA(whole, tick));
    assert.deepEqual(step(reloaded, visitB(reloaded, tick)), said, `tick ${tick}`);
    const { plan } = whole.entities.components.columns;
    for (let at = 0; at < whole.awake.count; at++) if (plan[whole.awake.indexes[at]!] === PLAN.flee) fled++;
    routed += whole.routes.byIndex.size;
    // Early, while groups stir and wake, and late, while animals flee and find back.
    if (tick < 150 || tick > 1050) reloaded = reload(reloaded);
    assert.equal(hashWorld(reloaded), hashWorld(whole), `tick ${tick}`);
  }
  assert.ok(fled > 500, `animals fled for ${fled} ticks`);
  assert.ok(routed > 0, "some animals needed a way that was found");
});

Deno.test("sleep: in a living world too, the order of derived lists changes nothing", () => {
  const plain = makeLivingWorld({ life: 0.4 });
  const scrambled = makeLivingWorld({ life: 0.4 });
  const visitA = visitors(plain, KINDS);
  const visitB = visitors(scrambled, KINDS);
  for (let tick = 1; tick <= 2000; tick++) {
    assert.deepEqual(step(scrambled, visitB(scrambled, tick)), step(plain, visitA(plain, tick)), `tick ${tick}`);
    if (tick % 3 === 0) scramble(scrambled);
    if (tick % 5 === 0) assert.equal(hashWorld(scrambled), hashWorld(plain), `tick ${tick}`);
  }
});
