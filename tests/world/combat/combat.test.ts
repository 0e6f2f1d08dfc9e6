/** Fights: what is refused, what blows do, death and coming back, and that all of it is saved. */
import assert from "node:assert/strict";
import { setEnergy, setHealth } from "../../../world/vitals.ts";
import { indexOf, isAlive } from "../../../world/entities.ts";
import { isDead } from "../../../world/items/mod.ts";
import { KIND, STATUS } from "../../../world/kinds.ts";
import { knownAbilities } from "../../../world/combat/mod.ts";
import { hashWorld, type World } from "../../../world/mod.ts";
import { reload, step } from "../_fixtures.ts";
import { act, action, makeMarket, moveTo, placeBody, setClass } from "../items/_fixtures.ts";

/** A market of wardens, and the number of a blow of theirs. */
function makeFight(): { world: World; ability: number } {
  const world = makeMarket(2);
  for (const character of [1, 2]) setClass(world, character, "warden");
  const blow = knownAbilities(world, world.sessions.get(1)!).find(({ target }) => target === "enemy");
  assert.ok(blow !== undefined, "a warden has a blow");
  return { world, ability: blow.number };
}

function rest(world: World, ticks: number): void {
  for (let tick = 0; tick < ticks; tick++) step(world);
}

Deno.test("fights: each refusal in its order, and nothing changes by it", () => {
  const { world, ability } = makeFight();
  const target = placeBody(world, KIND.creature, world.content.creatures.all[0]!.number);
  const index = world.sessions.get(1)!;
  assert.equal(act(world, 1, "useAbility", { ability: 60_000, target }), "unknown");
  assert.equal(act(world, 1, "useAbility", { ability, target: 0 }), "gone");
  moveTo(world, 1, 2, 100);
  assert.equal(act(world, 1, "useAbility", { ability, target }), "too-far");
  moveTo(world, 1, 2);
  assert.equal(act(world, 1, "useAbility", { ability, target }), "done");
  assert.equal(act(world, 1, "useAbility", { ability, target }), "not-ready");
  setHealth(world, index, 0);
  world.entities.components.columns.status[index]! |= STATUS.dead;
  assert.equal(act(world, 1, "useAbility", { ability, target }), "dead");
});

Deno.test("fights: players do no harm to players where there is no ground for it", () => {
  const { world, ability } = makeFight();
  const other = placeBody(world, KIND.rabbit, 0);
  assert.equal(act(world, 2, "useAbility", { ability, target: other }), "done");
  const [first, second] = [world.sessions.get(1)!, world.sessions.get(2)!];
  const { health } = world.entities.components.columns;
  const before = health[second]!;
  const row = world.roster.rowOf.get(2)!;
  const target = world.roster.table.columns.entity[row]!;
  assert.equal(act(world, 1, "useAbility", { ability, target }), "safe-ground");
  assert.ok(health[second]! >= before && !isDead(world, first));
});

Deno.test("fights: a creature dies, who kills it learns by it, and it is gone after a while", () => {
  const { world, ability } = makeFight();
  const target = placeBody(world, KIND.rabbit, 0);
  const row = world.roster.rowOf.get(1)!;
  const { energyMax } = world.entities.components.columns;
  for (let blow = 0; blow < 50 && !isDead(world, indexOf(target)); blow++) {
    setEnergy(world, world.sessions.get(1)!, energyMax[world.sessions.get(1)!]!);
    step(world, [action(1, "useAbility", { ability, target })]);
    rest(world, world.facts.tickRate);
  }
  assert.ok(isDead(world, indexOf(target)));
  assert.equal(world.sheets.columns.xp[row], 12, "half of 24: wildlife fights nobody");
  rest(world, 61 * world.facts.tickRate);
  assert.ok(!isAlive(world.entities, target));
});

Deno.test("fights: the dead come back with half their health, after a while", () => {
  const { world } = makeFight();
  const index = world.sessions.get(1)!;
  assert.equal(act(world, 1, "revive"), "already-done");
  const { status, health, healthMax, speed } = world.entities.components.columns;
  status[index]! |= STATUS.dead;
  setHealth(world, index, 0);
  world.sheets.columns.deadUntil[world.roster.rowOf.get(1)!] = world.tick + 10;
  step(world, [{ type: "input", session: 1, sequence: 1, atTick: world.tick, heading: 0, speed: 20 }]);
  rest(world, 2);
  assert.equal(speed[index], 0, "the dead do not walk");
  assert.equal(act(world, 1, "revive"), "not-ready");
  rest(world, 10);
  assert.equal(act(world, 1, "revive"), "done");
  assert.ok(!isDead(world, index));
  assert.ok(health[index]! >= healthMax[index]! >> 1);
});

Deno.test("fights: a world that is saved and loaded each tick goes on as one that is not", () => {
  const { world } = makeFight();
  const target = placeBody(world, KIND.wolf, 0);
  let other = reload(world);
  const ability = knownAbilities(world, world.sessions.get(1)!).find((one) => one.target === "enemy")!.number;
  for (let tick = 0; tick < 100; tick++) {
    const commands = [action(1, "useAbility", { ability, target }), action(2, "useAbility", { ability, target })];
    step(world, commands);
    step(other, commands);
    other = reload(other);
    assert.equal(hashWorld(other), hashWorld(world), `tick ${world.tick}`);
  }
});
