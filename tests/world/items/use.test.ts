/** What can be eaten, drunk, thrown and rung: each thing of the content does what its ability says, for the thing. */
import assert from "node:assert/strict";
import { setSegment, setStatus } from "../../../world/bodies.ts";
import { hasEffect } from "../../../world/combat/mod.ts";
import { indexOf } from "../../../world/entities.ts";
import { STATUS } from "../../../world/kinds.ts";
import { hashWorld, positionX, positionY, type World } from "../../../world/mod.ts";
import { addCreature } from "../../../world/spawns/mod.ts";
import { setHealth, setLevel } from "../../../world/vitals.ts";
import { reload, step } from "../_fixtures.ts";
import { act, has, have, itemNumber, makeMarket } from "./_fixtures.ts";

function run(world: World, seconds: number): void {
  for (let tick = 0; tick < seconds * world.facts.tickRate; tick++) step(world);
}

const bodyOf = (world: World) => world.sessions.get(1)!;
const isFed = (world: World) => hasEffect(world, bodyOf(world), world.content.effects.byId.get("well_fed")!.number);
const use = (world: World, id: string, target = 0, { x, y } = { x: 0, y: 0 }) =>
  act(world, 1, "useItem", { what: itemNumber(world, id), target, x, y });

Deno.test("use: everything that the content says can be used is used, by who is of its level and has somebody to throw it at", () => {
  const { content } = makeMarket(1);
  const usable = content.items.all.filter((item) => item.use !== null);
  assert.ok(usable.length > 20);
  for (const { id, use: does } of usable) {
    const world = makeMarket(1);
    setLevel(world, bodyOf(world), 20);
    setHealth(world, bodyOf(world), 5);
    have(world, 1, id);
    assert.equal(use(world, id), "done", id);
    assert.equal(has(world, 1, itemNumber(world, id)), does!.consumed ? 0 : 1, id);
  }
});

Deno.test("use: food is eaten standing, takes its time, and lasts; in a fight nobody eats", () => {
  const world = makeMarket(1);
  setHealth(world, bodyOf(world), 20);
  have(world, 1, "barley_bread", 2);
  setStatus(world, bodyOf(world), STATUS.inCombat, true);
  assert.equal(use(world, "barley_bread"), "busy");
  setStatus(world, bodyOf(world), STATUS.inCombat, false);
  setSegment(world, bodyOf(world), positionX(world, bodyOf(world)), positionY(world, bodyOf(world)), 0, 20, world.tick);
  world.entities.components.columns.wantSpeed[bodyOf(world)] = 20;
  assert.equal(use(world, "barley_bread"), "moving");
  assert.equal(has(world, 1, itemNumber(world, "barley_bread")), 2, "nothing is lost by what is refused");
  world.entities.components.columns.wantSpeed[bodyOf(world)] = 0;
  setSegment(world, bodyOf(world), positionX(world, bodyOf(world)), positionY(world, bodyOf(world)), 0, 0, world.tick);
  assert.equal(use(world, "barley_bread"), "done");
  assert.equal(use(world, "barley_bread"), "busy", "one bite after the other");
  assert.equal(isFed(world), false);
  const copy = reload(world);
  run(world, 2);
  run(copy, 2);
  assert.equal(isFed(world), true);
  assert.equal(hashWorld(copy), hashWorld(world), "saved between the bites it is the same");
});

/** Puts a rat so many metres to the east of who throws. */
function ratAt(world: World, metres: number): number {
  const [x, y] = [positionX(world, bodyOf(world)) + metres * 256, positionY(world, bodyOf(world))];
  return addCreature(world, world.content.creatures.byId.get("orchard_rat")!, { x, y, heading: 0, area: -1 });
}

Deno.test("use: what is thrown meets who is aimed at, and nobody where it is too far", () => {
  const world = makeMarket(1);
  setLevel(world, bodyOf(world), 20);
  have(world, 1, "ember_oil", 2);
  const [near, far] = [ratAt(world, 8), ratAt(world, 200)];
  const { health, healthMax } = world.entities.components.columns;
  assert.equal(use(world, "ember_oil", far), "too-far");
  assert.equal(use(world, "ember_oil", near), "done");
  run(world, 1);
  assert.ok(health[indexOf(near)]! < healthMax[indexOf(near)]!);
});

Deno.test("use: what is thrown at a place on the ground meets who is there, and nobody beside", () => {
  const world = makeMarket(1);
  setLevel(world, bodyOf(world), 20);
  have(world, 1, "ember_oil", 3);
  const [near, aside] = [ratAt(world, 8), ratAt(world, 16)];
  const { health, healthMax } = world.entities.components.columns;
  assert.equal(use(world, "ember_oil", 0, { x: 40 * 256, y: 0 }), "too-far");
  assert.equal(has(world, 1, itemNumber(world, "ember_oil")), 3);
  assert.equal(use(world, "ember_oil", 0, { x: 6 * 256, y: 2 * 256 }), "done");
  run(world, 1);
  assert.ok(health[indexOf(near)]! < healthMax[indexOf(near)]!, "it is within four metres of the place");
  assert.equal(health[indexOf(aside)], healthMax[indexOf(aside)], "it is not");
});

Deno.test("use: who rings for home is there when that is over, unless a fight or a step comes between", () => {
  for (const broken of ["", "fight", "step"]) {
    const world = makeMarket(1);
    setLevel(world, bodyOf(world), 20);
    have(world, 1, "home_bell");
    const at = { x: positionX(world, bodyOf(world)) + 256 * 40, y: positionY(world, bodyOf(world)) };
    setSegment(world, bodyOf(world), at.x, at.y, 0, 0, world.tick);
    assert.equal(use(world, "home_bell"), "done");
    run(world, 4);
    if (broken === "fight") setStatus(world, bodyOf(world), STATUS.inCombat, true);
    if (broken === "step") {
      step(world, [{ type: "input", session: 1, sequence: 1, atTick: world.tick, heading: 0, speed: 20 }]);
      step(world, [{ type: "input", session: 1, sequence: 2, atTick: world.tick, heading: 0, speed: 0 }]);
    }
    run(world, 6);
    const away = Math.abs(positionX(world, bodyOf(world)) - at.x) / 256;
    if (broken === "") assert.ok(away > 20, `it is home: ${away} m`);
    else assert.ok(away < 10, `${broken}: ${away} m`);
    assert.equal(use(world, "home_bell"), "not-ready", "it is waited for");
  }
});
