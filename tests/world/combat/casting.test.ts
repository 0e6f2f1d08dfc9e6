/** Casts, what is held, what lasts, what flies: what they do, what ends them, and what is refused. */
import assert from "node:assert/strict";
import { indexOf } from "../../../world/entities.ts";
import { isDead } from "../../../world/items/mod.ts";
import { KIND, STATUS } from "../../../world/kinds.ts";
import { positionX, positionY, type World } from "../../../world/mod.ts";
import { applyEffect } from "../../../world/combat/effects.ts";
import { isHeld } from "../../../world/combat/holds.ts";
import { addCreature } from "../../../world/spawns/mod.ts";
import { setEnergy, setLevel } from "../../../world/vitals.ts";
import { step } from "../_fixtures.ts";
import { act, makeMarket, setClass } from "../items/_fixtures.ts";

const AIM = { x: 0, y: 0 } as const;

/** A player of a class and level with a creature so many metres away that lets one be. */
function makeDuel(
  id: string,
  level: number,
  metres: number,
  creature = "orchard_rat",
): { world: World; target: number } {
  const world = makeMarket(1);
  setClass(world, 1, id);
  const index = world.sessions.get(1)!;
  setLevel(world, index, level);
  const { energyMax } = world.entities.components.columns;
  setEnergy(world, index, energyMax[index]!);
  const entry = world.content.creatures.byId.get(creature)!;
  const [x, y] = [positionX(world, index) + metres * 256, positionY(world, index)];
  const target = addCreature(world, entry, { x, y, heading: 0, area: -1 });
  // It stays where it is.
  world.spawns.creatures.columns.untilTick[world.spawns.rowOf.get(target)!] = 0xffff_ffff;
  return { world, target };
}

const numberOf = (world: World, id: string) => world.content.abilities.byId.get(id)!.number;
const use = (world: World, id: string, target: number) =>
  act(world, 1, "useAbility", { ability: numberOf(world, id), target, ...AIM });

function run(world: World, ticks: number): unknown[][] {
  const log: unknown[][] = [];
  for (let tick = 0; tick < ticks; tick++) log.push(...step(world));
  return log;
}

const walk = (world: World, speed: number) =>
  step(world, [{ type: "input", session: 1, sequence: 1, atTick: world.tick, heading: 128, speed }]);

Deno.test("casts: it comes off after its time, and not before", () => {
  const { world, target } = makeDuel("kindler", 1, 10);
  const { health, status } = world.entities.components.columns;
  const index = world.sessions.get(1)!;
  const before = health[indexOf(target)]!;
  assert.equal(use(world, "firebolt", target), "done");
  assert.ok((status[index]! & STATUS.casting) !== 0);
  run(world, 30);
  assert.equal(health[indexOf(target)], before, "two seconds are forty ticks");
  for (let again = 0; again < 6 && health[indexOf(target)] === before; again++) {
    run(world, 60);
    use(world, "firebolt", target);
  }
  assert.ok(health[indexOf(target)]! < before || isDead(world, indexOf(target)));
});

Deno.test("casts: moving ends one, and who moves begins none; during one nothing else is done", () => {
  const { world, target } = makeDuel("kindler", 1, 10);
  const { status } = world.entities.components.columns;
  const index = world.sessions.get(1)!;
  assert.equal(use(world, "firebolt", target), "done");
  assert.equal(use(world, "spark", target), "busy");
  walk(world, 20);
  run(world, 2);
  assert.equal(status[index]! & STATUS.casting, 0);
  assert.equal(world.combat.casts.length, 0);
  run(world, 30);
  assert.equal(use(world, "firebolt", target), "moving");
});

Deno.test("casts: one stops it by will, and it is ended by being stunned", () => {
  const { world, target } = makeDuel("kindler", 1, 10);
  const index = world.sessions.get(1)!;
  assert.equal(use(world, "firebolt", target), "done");
  assert.equal(act(world, 1, "stop"), "done");
  assert.equal(world.combat.casts.length, 0);
  run(world, 30);
  assert.equal(use(world, "firebolt", target), "done");
  const stun = world.content.effects.all.find(({ control }) => control === "stun")!;
  assert.ok(applyEffect(world, index, stun, { entity: target, level: 1, power: 0 }));
  run(world, 1);
  assert.equal(world.combat.casts.length, 0);
  assert.equal(use(world, "spark", target), "held");
});

Deno.test("held back: shorter each time within a while, and then not at all; again after it", () => {
  const { world, target } = makeDuel("warden", 1, 5);
  const index = indexOf(target);
  const stun = world.content.effects.all.find(({ control }) => control === "stun")!;
  const source = { entity: 0, level: 1, power: 0 };
  const lasts: number[] = [];
  for (let time = 0; time < 3; time++) {
    assert.ok(applyEffect(world, index, stun, source));
    let ticks = 0;
    for (; isHeld(world, index, "stun"); ticks++) run(world, 1);
    lasts.push(ticks);
  }
  assert.ok(lasts[1]! < lasts[0]! * 0.6 && lasts[2]! < lasts[1]! * 0.65, `${lasts}`);
  assert.ok(!applyEffect(world, index, stun, source), "the fourth is resisted");
  run(world, 25 * world.facts.tickRate);
  assert.ok(applyEffect(world, index, stun, source));
});

Deno.test("what lasts: poison takes health at its ticks, stacks, and ends", () => {
  const { world, target } = makeDuel("warden", 1, 5);
  const index = indexOf(target);
  const venom = world.content.effects.byId.get("venom")!;
  const { health } = world.entities.components.columns;
  const before = health[index]!;
  for (let time = 0; time < 5; time++) applyEffect(world, index, venom, { entity: target, level: 1, power: 0 });
  assert.equal(world.combat.effects.length, 1, "one of it");
  assert.equal(world.combat.effects.columns.stacks[0], venom.stacksMax);
  run(world, 13 * world.facts.tickRate);
  assert.ok(health[index]! < before);
  assert.equal(world.combat.effects.length, 0);
});

Deno.test("what lasts: a shield takes damage first", () => {
  const { world } = makeDuel("warden", 1, 30);
  const shield = world.content.effects.all.find((entry) => entry.shield !== null)!;
  const index = world.sessions.get(1)!;
  applyEffect(world, index, shield, { entity: 0, level: 5, power: 50 });
  assert.ok(world.combat.effects.columns.shield[0]! > 0);
  const wolf = world.content.creatures.byId.get("lane_wolf")!;
  addCreature(world, wolf, { x: positionX(world, index) + 300, y: positionY(world, index), heading: 0, area: -1 });
  const log = run(world, 120);
  const blows = log.filter(([what, , happening]) =>
    what === "happened" && (happening as { type: string }).type === "struck"
  );
  assert.ok(blows.length > 0, "it was struck");
  const { health, healthMax } = world.entities.components.columns;
  const first = blows[0]![2] as { amount: number; outcome: number };
  assert.ok(first.amount === 0 || health[index]! < healthMax[index]!);
});

Deno.test("areas: a sweep meets those before one, and players are not met", () => {
  const { world, target } = makeDuel("warden", 8, 2);
  const entry = world.content.creatures.byId.get("orchard_rat")!;
  const index = world.sessions.get(1)!;
  const [x, y] = [positionX(world, index), positionY(world, index)];
  const beside = addCreature(world, entry, { x: x + 400, y: y + 200, heading: 0, area: -1 });
  const behind = addCreature(world, entry, { x: x - 500, y, heading: 0, area: -1 });
  const { health, healthMax, heading } = world.entities.components.columns;
  heading[index] = 0;
  for (let again = 0; again < 8; again++) {
    setEnergy(world, index, 500);
    use(world, "sweeping_cut", target);
    run(world, 1);
    const isHurt = (one: number) => health[indexOf(one)]! < healthMax[indexOf(one)]!;
    if (isHurt(target) && isHurt(beside)) return assert.ok(!isHurt(behind), "what is behind is not met");
    run(world, 200);
  }
  assert.fail("the sweep met nobody");
});

Deno.test("blows that go on by themselves end with the target, and when one stops", () => {
  const { world, target } = makeDuel("warden", 1, 2);
  assert.equal(use(world, "weapon_blow", target), "done");
  assert.equal(world.combat.repeats.length, 1);
  for (let tick = 0; tick < 3000 && !isDead(world, indexOf(target)); tick++) run(world, 1);
  assert.ok(isDead(world, indexOf(target)));
  run(world, 2);
  assert.equal(world.combat.repeats.length, 0);
});

Deno.test("classes: chosen once, with what one begins with, and not by the dead", () => {
  const world = makeMarket(1);
  const kindler = world.content.classes.byId.get("kindler")!;
  assert.equal(act(world, 1, "chooseClass", { class: 200 }), "unknown");
  assert.equal(act(world, 1, "chooseClass", { class: 0 }), "unknown");
  assert.equal(act(world, 1, "chooseClass", { class: kindler.number }), "done");
  const index = world.sessions.get(1)!;
  const { health, healthMax, energy, energyMax } = world.entities.components.columns;
  assert.equal(health[index], healthMax[index]);
  assert.equal(energy[index], energyMax[index]);
  assert.equal(act(world, 1, "chooseClass", { class: kindler.number }), "already-done");
});

Deno.test("exploits: through a wall, out of reach, faster than its wait, on what is gone", () => {
  const { world, target } = makeDuel("warden", 1, 40);
  assert.equal(use(world, "weapon_blow", target), "too-far");
  assert.equal(use(world, "weapon_blow", 0x7fff_ffff), "gone");
  assert.equal(use(world, "weapon_blow", world.entities.identity.columns.alive.length), "gone");
  const { world: near, target: rat } = makeDuel("warden", 1, 2);
  assert.equal(use(near, "heavy_blow", rat), "done");
  assert.equal(use(near, "heavy_blow", rat), "not-ready");
  const solid = near.terrain.isSolid;
  (near.terrain as { isSolid: typeof solid }).isSolid = () => true;
  run(near, 400);
  setEnergy(near, near.sessions.get(1)!, 500);
  const refused = use(near, "heavy_blow", rat);
  (near.terrain as { isSolid: typeof solid }).isSolid = solid;
  assert.ok(refused === "not-here" || refused === "too-far", refused);
  assert.equal(near.entities.components.columns.kind[indexOf(rat)], KIND.creature);
});
