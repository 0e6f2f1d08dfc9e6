/** Whom a creature is after: who hurt it most, who cures those, and who taunts it; and how quickly. */
import assert from "node:assert/strict";
import { setSegment } from "../../../world/bodies.ts";
import { applyEffect } from "../../../world/combat/mod.ts";
import { harm } from "../../../world/combat/harm.ts";
import { indexOf } from "../../../world/entities.ts";
import { positionX, positionY, SILENT_OUTPUT, type World } from "../../../world/mod.ts";
import { addCreature, angryAt } from "../../../world/spawns/mod.ts";
import { setEnergy, setHealth, setLevel } from "../../../world/vitals.ts";
import { step } from "../_fixtures.ts";
import { act, makeMarket, setClass } from "../items/_fixtures.ts";

/** Two players of level 18, a warden and a mender, and a creature that nothing but blows has made angry. */
function makeField(): { world: World; creature: number } {
  const world = makeMarket(2);
  setClass(world, 1, "warden");
  setClass(world, 2, "mender");
  for (const session of [1, 2]) {
    const index = world.sessions.get(session)!;
    setLevel(world, index, 18);
    setHealth(world, index, world.entities.components.columns.healthMax[index]!);
    setEnergy(world, index, world.entities.components.columns.energyMax[index]!);
  }
  const at = world.sessions.get(1)!;
  const [x, y] = [positionX(world, at) + 512, positionY(world, at)];
  const creature = addCreature(world, world.content.creatures.byId.get("slag_golem")!, {
    ...{ x, y, heading: 0, area: -1 },
  });
  // It goes after them, and never comes to strike: what it does to them is not looked at here.
  world.spawns.creatures.columns.swingTick[world.spawns.rowOf.get(creature)!] = 0xffff_ffff;
  return { world, creature };
}

function hurt(world: World, creature: number, by: number, amount: number): void {
  const source = world.roster.table.columns.entity[world.roster.rowOf.get(by)!]!;
  harm(world, indexOf(creature), amount, {
    ...{ source, ability: 0, school: "physical", threatPermille: 1000, outcome: "hit" },
  }, SILENT_OUTPUT);
}

Deno.test("anger: at who hurt it most, whom it goes after", () => {
  const { world, creature } = makeField();
  hurt(world, creature, 2, 40);
  hurt(world, creature, 1, 20);
  assert.deepEqual(angryAt(world, creature), [2, 1]);
  for (let tick = 0; tick < 20; tick++) step(world);
  const { target } = world.entities.components.columns;
  assert.equal(target[indexOf(creature)], world.roster.table.columns.entity[world.roster.rowOf.get(2)!]);
  hurt(world, creature, 1, 60);
  for (let tick = 0; tick < 20; tick++) step(world);
  assert.equal(target[indexOf(creature)], world.roster.table.columns.entity[world.roster.rowOf.get(1)!]);
});

Deno.test("anger: curing whom it is angry at makes it a little angry, curing others does not", () => {
  const { world, creature } = makeField();
  hurt(world, creature, 1, 20);
  act(world, 2, "useAbility", { ...ability(world, "mend"), target: entityOf(world, 2), x: 0, y: 0 });
  for (let tick = 0; tick < 80; tick++) step(world);
  assert.deepEqual(angryAt(world, creature), [1]);
  const at = world.sessions.get(1)!;
  setHealth(world, at, world.entities.components.columns.healthMax[at]! - 50);
  assert.equal(
    act(world, 2, "useAbility", { ...ability(world, "mend"), target: entityOf(world, 1), x: 0, y: 0 }),
    "done",
  );
  for (let tick = 0; tick < 80; tick++) step(world);
  assert.deepEqual([...angryAt(world, creature)].sort(), [1, 2]);
});

Deno.test("anger: a taunt puts the warden first, and the creature turns to it", () => {
  const { world, creature } = makeField();
  hurt(world, creature, 2, 400);
  hurt(world, creature, 1, 1);
  assert.deepEqual(angryAt(world, creature), [2, 1]);
  const body = indexOf(creature);
  const own = world.sessions.get(1)!;
  setSegment(world, body, positionX(world, own) + 256, positionY(world, own), 0, 0, world.tick);
  assert.equal(act(world, 1, "useAbility", { ...ability(world, "challenge"), target: creature, x: 0, y: 0 }), "done");
  assert.deepEqual(angryAt(world, creature), [1, 2]);
  for (let tick = 0; tick < 20; tick++) step(world);
  assert.equal(world.entities.components.columns.target[body], entityOf(world, 1));
});

Deno.test("slowed: a creature that is slowed comes after one that much slower, until that is over", () => {
  const { world, creature } = makeField();
  const body = indexOf(creature);
  const own = world.sessions.get(1)!;
  setSegment(world, body, positionX(world, own) + 20 * 256, positionY(world, own), 0, 0, world.tick);
  const { runSpeed } = world.content.creatures.byId.get("slag_golem")!;
  const { speed } = world.entities.components.columns;
  hurt(world, creature, 1, 20);
  for (let tick = 0; tick < 10; tick++) step(world);
  assert.equal(speed[body], runSpeed);
  const slow = world.content.effects.all.find(({ control, slowPermille }) =>
    control === "slow" && slowPermille === 500
  )!;
  applyEffect(world, body, slow, { entity: entityOf(world, 1), level: 18, power: 0 });
  for (let tick = 0; tick < 10; tick++) step(world);
  assert.equal(speed[body], Math.floor(runSpeed / 2));
});

function ability(world: World, id: string): { readonly ability: number } {
  return { ability: world.content.abilities.byId.get(id)!.number };
}

function entityOf(world: World, character: number): number {
  return world.roster.table.columns.entity[world.roster.rowOf.get(character)!]!;
}
