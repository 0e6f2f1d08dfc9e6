/** Fear, roots and gaits in the world: who runs, who stays, and who goes how quickly. */
import assert from "node:assert/strict";
import { gaitOf, setWant } from "../../../world/bodies.ts";
import { applyEffect } from "../../../world/combat/mod.ts";
import { idAt, indexOf } from "../../../world/entities.ts";
import { RUN_SPEED } from "../../../world/limits.ts";
import { hashWorld, positionX, positionY, type World } from "../../../world/mod.ts";
import { addThreat } from "../../../world/spawns/mod.ts";
import { setHealth } from "../../../world/vitals.ts";
import { makeWorldOn, place, stand, type Wall, walled, whereIs } from "../creatures/_walls.ts";
import { toldOf } from "../items/_fixtures.ts";
import { reload, step } from "../_fixtures.ts";

const OPEN = walled([]);

function befall(world: World, entity: number, effect: string, source = entity): boolean {
  const entry = world.content.effects.byId.get(effect)!;
  return applyEffect(world, indexOf(entity), entry, { entity: source, level: 1, power: 0 });
}

const ownOf = (world: World) => idAt(world.entities, world.sessions.get(1)!);

function input(sequence: number, atTick: number, heading: number) {
  return { type: "input", session: 1, sequence, atTick, heading, speed: RUN_SPEED } as const;
}

/** A player with a wolf that is angry at it, so many metres east. */
function meet(walls: readonly Wall[] = [], metres = 3): { readonly world: World; readonly wolf: number } {
  const world = makeWorldOn(walls.length === 0 ? OPEN : walled(walls));
  stand(world, 1, 0, 0);
  const wolf = place(world, "lane_wolf", metres, 0);
  addThreat(world, wolf, 1, 1000);
  return { world, wolf };
}

Deno.test("fear: a creature runs from who frightened it, strikes nobody, and comes back when it is over", () => {
  const { world, wolf } = meet([], 8);
  for (let tick = 0; tick < 6; tick++) step(world);
  assert.ok(befall(world, wolf, "dread", ownOf(world)));
  const { health, healthMax } = world.entities.components.columns;
  const own = world.sessions.get(1)!;
  for (let tick = 0; tick < 58; tick++) {
    step(world);
    assert.equal(health[own], healthMax[own], "nobody is struck");
  }
  const { east } = whereIs(world, wolf);
  assert.ok(east > 15, `it is ${east} m away`);
  for (let tick = 0; tick < 120; tick++) step(world);
  assert.ok(health[own]! < healthMax[own]!, "it is back");
});

Deno.test("fear: a player is led away from it, inputs do nothing, and it stands when that is over; its client is told both", () => {
  const { world, wolf } = meet([], 3);
  step(world, [input(1, world.tick + 1, 0)]);
  const own = world.sessions.get(1)!;
  setHealth(world, indexOf(wolf), 1);
  assert.ok(befall(world, ownOf(world), "dread", wolf));
  const log = step(world);
  const told = (from: unknown[][]) => toldOf(from, 1, "gait").map(([, value]) => value as { led: boolean });
  assert.equal(told(log).at(-1)?.led, true);
  const start = positionX(world, own);
  const { heading, speed, appliedInput } = world.entities.components.columns;
  let said: { led: boolean }[] = [];
  for (let tick = 0; tick < 70 && said.length === 0; tick++) {
    // Harm would break it off.
    setHealth(world, indexOf(wolf), 0);
    said = told(step(world, [input(2 + tick, world.tick + 1, 0)]));
    if (said.length === 0) assert.ok(heading[own]! > 64 && heading[own]! < 192, `it heads ${heading[own]}`);
  }
  assert.deepEqual(said.map(({ led }) => led), [false]);
  assert.ok((start - positionX(world, own)) / 256 > 8, "it has run");
  assert.ok(appliedInput[own]! > 40, "inputs are answered all the same");
  step(world);
  assert.equal(speed[own], 0);
  step(world, [input(500, world.tick + 1, 0)]);
  step(world);
  assert.equal(speed[own], RUN_SPEED, "it steers again");
});

Deno.test("fear: around a wall behind one, and over save and load the same", () => {
  const { world: plain, wolf } = meet([[-4, -3, -3, 6]], 30);
  assert.ok(befall(plain, ownOf(plain), "dread", wolf));
  let saved = reload(plain);
  for (let tick = 0; tick < 59; tick++) {
    step(plain);
    if (tick % 5 === 0) saved = reload(saved);
    step(saved);
    assert.equal(hashWorld(saved), hashWorld(plain), `tick ${plain.tick}`);
  }
  assert.ok(
    whereIs(plain, ownOf(plain)).east < -4.5 || Math.abs(whereIs(plain, ownOf(plain)).south) > 3,
    "past the wall",
  );
});

Deno.test("kept: who is rooted or stunned stays where it is, creatures too, and goes on afterwards", () => {
  for (const [effect, ticks] of [["webbed", 76], ["dazed", 26]] as const) {
    const { world, wolf } = meet([], 12);
    for (let tick = 0; tick < 6; tick++) step(world);
    assert.ok(befall(world, wolf, effect, ownOf(world)));
    const before = whereIs(world, wolf);
    for (let tick = 0; tick < ticks; tick++) step(world);
    assert.ok(Math.abs(whereIs(world, wolf).east - before.east) < 0.3, effect);
    for (let tick = 0; tick < 30; tick++) step(world);
    assert.ok(before.east - whereIs(world, wolf).east > 2, `${effect} is over`);
  }
});

Deno.test("gait: slows take the most of them, stats come on top, and there is a least and a most", () => {
  const world = makeWorldOn(OPEN);
  stand(world, 1, 0, 0);
  const own = world.sessions.get(1)!;
  const { speed } = world.entities.components.columns;
  const goes = () => {
    setWant(world, own, 0, RUN_SPEED);
    step(world);
    return speed[own];
  };
  assert.equal(goes(), RUN_SPEED);
  befall(world, ownOf(world), "bogged");
  assert.deepEqual([gaitOf(world, own), goes()], [500, RUN_SPEED / 2]);
  befall(world, ownOf(world), "chilled_bones");
  assert.equal(gaitOf(world, own), 500, "the stronger one counts");
  befall(world, ownOf(world), "swift_feet");
  assert.deepEqual([gaitOf(world, own), goes()], [600, 21]);
  for (let tick = 0; tick < 200; tick++) step(world);
  assert.deepEqual([gaitOf(world, own), goes()], [1200, 43], "the slows are over");
  const saved = reload(world);
  assert.equal(gaitOf(saved, own), 1200);
  const numbered = world.content.effects.byNumber as NonNullable<(typeof world.content.effects.byNumber)[number]>[];
  const swift = world.content.effects.byId.get("swift_feet")!;
  const bogged = world.content.effects.byId.get("bogged")!;
  try {
    numbered[swift.number] = { ...swift, stats: [{ stat: "speedPermille", add: 90_000 }] };
    befall(world, ownOf(world), "swift_feet");
    assert.equal(gaitOf(world, own), 2000);
    numbered[swift.number] = { ...swift, stats: [{ stat: "speedPermille", add: -5000 }] };
    numbered[bogged.number] = { ...bogged, slowPermille: 1000 };
    befall(world, ownOf(world), "swift_feet");
    assert.equal(gaitOf(world, own), 100);
    assert.equal(goes(), 3, "nobody stands still by it");
  } finally {
    numbered[swift.number] = swift;
    numbered[bogged.number] = bogged;
  }
});

Deno.test("gait: who is led along a way by touch is slowed on it, and arrives", () => {
  const world = makeWorldOn(OPEN);
  stand(world, 1, 0, 0);
  const own = world.sessions.get(1)!;
  const [x, y] = [positionX(world, own) + 10 * 256, positionY(world, own)];
  befall(world, ownOf(world), "hamstrung");
  step(world, [{ type: "goTo", session: 1, sequence: 1, x, y }]);
  const { speed } = world.entities.components.columns;
  for (let tick = 0; tick < 60; tick++) {
    step(world);
    if (tick > 2 && whereIs(world, ownOf(world)).east < 5) assert.equal(speed[own], RUN_SPEED / 2);
  }
  for (let tick = 0; tick < 60; tick++) step(world);
  assert.ok(Math.abs(positionX(world, own) - x) < 64);
  assert.equal(speed[own], 0);
});
