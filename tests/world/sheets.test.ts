/** Sheets go with the roster: who a character is stays when its body goes, and is saved. */
import assert from "node:assert/strict";
import { addBody } from "../../world/bodies.ts";
import { KIND } from "../../world/kinds.ts";
import { hashWorld } from "../../world/mod.ts";
import { LEVEL_MAX, sheetOf, xpNextOf } from "../../world/sheets.ts";
import { setEnergy, setHealth, setHealthMax, setLevel, setXp } from "../../world/vitals.ts";
import { enter, leave, makeTestWorld, reload, step } from "./_fixtures.ts";

Deno.test("sheets: a row for each character, begun at level 1, whole and rested", () => {
  const world = makeTestWorld();
  step(world, [enter(1, 40), enter(2, 41)]);
  assert.equal(world.sheets.length, world.roster.table.length);
  const { level, health, energy } = world.sheets.columns;
  assert.deepEqual([level[1], health[1], energy[1]], [1, 100, 100]);
  const index = world.sessions.get(2)!;
  const body = world.entities.components.columns;
  assert.equal(sheetOf(world, index), 1);
  assert.deepEqual([body.health[index], body.healthMax[index], body.healthShare[index], body.level[index]], [
    ...[100, 100, 255, 1],
  ]);
});

Deno.test("sheets: level, experience, health and energy stay with a character that goes, is saved, and comes back", () => {
  let world = makeTestWorld();
  step(world, [enter(1, 40)]);
  const index = world.sessions.get(1)!;
  setLevel(world, index, 9);
  setXp(world, index, 33);
  setHealth(world, index, 7);
  setEnergy(world, index, 8);
  step(world, [leave(1, true)]);
  const hash = hashWorld(world);
  world = reload(world);
  assert.equal(hashWorld(world), hash);
  const [, vitals] = step(world, [enter(2, 40)]).filter(([what, , topic]) => what === "own" && topic === "vitals");
  assert.deepEqual(vitals![4], {
    ...{ class: 0, level: 9, xp: 33, xpNext: 4200, health: 7, healthMax: 180, energy: 8, energyMax: 100 },
  });
  const back = world.sessions.get(2)!;
  assert.equal(world.entities.components.columns.level[back], 9);
});

Deno.test("sheets: a world from before there were sheets gives them to everybody with the first who comes", () => {
  const world = makeTestWorld();
  step(world, [enter(1, 40), leave(1, true), enter(2, 41), leave(2, true)]);
  world.sheets.length = 0;
  for (const column of Object.values(world.sheets.columns)) column.fill(0);
  step(world, [enter(3, 41)]);
  assert.equal(world.sheets.length, 2);
  assert.deepEqual([world.sheets.columns.level[0], world.sheets.columns.level[1]], [0, 1]);
  step(world, [enter(4, 40)]);
  assert.equal(world.sheets.columns.level[0], 1);
});

Deno.test("vitals: health keeps within its most, and what is seen of it is rounded up; creatures have it too", () => {
  const world = makeTestWorld();
  step(world);
  const look = { heading: 0, name: "", look: 0 };
  const index = addBody(world, { kind: KIND.creature, space: 0, x: 1000, y: 1000, ...look });
  const body = world.entities.components.columns;
  assert.equal(sheetOf(world, index), -1);
  assert.equal(body.healthShare[index], 0, "it has none yet");
  setHealthMax(world, index, 1000);
  setHealth(world, index, 5000);
  assert.deepEqual([body.health[index], body.healthShare[index]], [1000, 255]);
  setHealth(world, index, 1);
  assert.deepEqual([body.health[index], body.healthShare[index]], [1, 1]);
  setHealth(world, index, -20);
  assert.deepEqual([body.health[index], body.healthShare[index]], [0, 0]);
  setHealth(world, index, 900);
  setHealthMax(world, index, 10);
  assert.deepEqual([body.health[index], body.healthShare[index]], [10, 255]);
  setLevel(world, index, 70);
  assert.equal(body.level[index], 70, "creatures may be above all characters");
  assert.throws(() => setXp(world, index, 1), /player's body/);
  assert.throws(() => setHealth(world, index, 0.5), /whole number/);
  assert.equal(xpNextOf(world, LEVEL_MAX), 0);
  assert.equal(xpNextOf(world, 1), world.content.economy.all[0]!.xpToNext[0]);
});
