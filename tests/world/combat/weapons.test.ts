/** What is in the hand counts: how far it reaches, what its blows are made of; and over water one sees and strikes. */
import assert from "node:assert/strict";
import type { Pack } from "../../../world/content/mod.ts";
import { indexOf } from "../../../world/entities.ts";
import { supply } from "../../../world/items/mod.ts";
import { createWorld, positionX, positionY, type World } from "../../../world/mod.ts";
import { characterAccount } from "../../../world/ledger/mod.ts";
import { addCreature } from "../../../world/spawns/mod.ts";
import type { Terrain } from "../../../world/terrain/types.ts";
import { setSegment } from "../../../world/bodies.ts";
import { setHealth, setHealthMax } from "../../../world/vitals.ts";
import { makeFlat } from "../_flat.ts";
import { enter, step } from "../_fixtures.ts";
import { defaultPack } from "../_pack.ts";
import { act, setClass, toldOf } from "../items/_fixtures.ts";

type Weapon = NonNullable<Pack["entries"]["items"][number]["weapon"]>;

const HEALTH = 60_000;

/** A player of a class with a weapon of these properties in its hand. */
function makeArmed(id: string, weapon: Partial<Weapon>, { of = "warden", terrain = makeFlat() } = {}): World {
  const pack = defaultPack();
  const items = pack.entries.items.map((one) =>
    one.id === id ? { ...one, level: 1, weapon: { ...one.weapon!, ...weapon } } : one
  );
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40, life: 0 }, terrain, {
    ...pack,
    entries: { ...pack.entries, items },
  });
  step(world, [enter(1)]);
  setClass(world, 1, of);
  wield(world, id);
  return world;
}

function wield(world: World, id: string): void {
  const kind = world.content.items.byId.get(id)!.number;
  const to = characterAccount(1);
  const [what] = supply(world, { kind, amount: 1, from: "mint", to, why: "new world", actor: 0 });
  assert.equal(act(world, 1, "equip", { what: what! }), "done");
}

/** Something so many centimetres east of the player that stands still and lives long. */
function place(world: World, cm: number, id = "hedge_boar"): number {
  const at = world.sessions.get(1)!;
  const entry = world.content.creatures.byId.get(id)!;
  const x = positionX(world, at) + Math.floor(cm * 256 / 100);
  const entity = addCreature(world, entry, { x, y: positionY(world, at), heading: 0, area: -1 });
  world.spawns.creatures.columns.untilTick[world.spawns.rowOf.get(entity)!] = 0xffff_ffff;
  setHealthMax(world, indexOf(entity), HEALTH);
  setHealth(world, indexOf(entity), HEALTH);
  return entity;
}

const strike = (world: World, target: number, ability = "weapon_blow") =>
  act(world, 1, "useAbility", { ability: world.content.abilities.byId.get(ability)!.number, target, x: 0, y: 0 });

Deno.test("weapons: a blow reaches as far as what is in the hand", () => {
  for (const [rangeCm, cm, answer] of [[300, 280, "done"], [300, 380, "too-far"], [450, 380, "done"]] as const) {
    const world = makeArmed("copper_blade", { rangeCm });
    assert.equal(strike(world, place(world, cm)), answer, `${cm} cm with ${rangeCm} cm`);
  }
});

Deno.test("weapons: a longer bow shoots farther, and its bearer is told so", () => {
  const world = makeArmed("pine_longbow", { rangeCm: 3100 }, { of: "strider" });
  const shot = world.content.abilities.byId.get("bow_shot")!.number;
  const told = () => toldOf(step(world, [enter(2, 1)]), 2, "abilities");
  assert.equal(strike(world, place(world, 3200), "bow_shot"), "too-far");
  assert.equal(strike(world, place(world, 3000), "bow_shot"), "done");
  const row = told().find(([key]) => key === String(shot))!;
  assert.deepEqual(row[1], { cost: 0, rangeCm: 3100 });
});

Deno.test("weapons: its school decides between armour and ward, where the ability does not say it", () => {
  const takenOf = (school: Weapon["school"]) => {
    const world = makeArmed("copper_blade", { school, damageMin: 500, damageMax: 500 });
    // Much armour and no ward.
    const crab = place(world, 200, "tide_crab");
    world.entities.components.columns.level[indexOf(crab)] = 60;
    assert.equal(strike(world, crab), "done");
    const { health } = world.entities.components.columns;
    for (let tick = 0; tick < 200 && health[indexOf(crab)] === HEALTH; tick++) step(world);
    return HEALTH - health[indexOf(crab)]!;
  };
  const [physical, fire] = [takenOf("physical"), takenOf("fire")];
  assert.ok(physical > 0 && fire > physical * 2, `${physical} by iron, ${fire} by fire`);
});

Deno.test("water: over deep water one shoots, and who swims strikes and is struck", () => {
  const flat = makeFlat();
  // All to the east of where one begins is deep.
  const edge = flat.layout.spawnX + 1024;
  const terrain: Terrain = { ...flat, isBlocked: (x, y) => x > edge || flat.isBlocked(x, y) };
  const world = makeArmed("pine_longbow", {}, { of: "strider", terrain });
  const index = world.sessions.get(1)!;
  setSegment(world, index, edge - 300, positionY(world, index), 0, 0, world.tick);
  assert.equal(strike(world, place(world, 1500), "bow_shot"), "done");
  setSegment(world, index, edge + 900, positionY(world, index), 0, 0, world.tick);
  act(world, 1, "stop");
  for (let tick = 0; tick < 100; tick++) step(world);
  assert.equal(strike(world, place(world, 250), "bow_shot"), "done", "in the water, too");
});
