/** Minds: who attacks, who strikes back, who flees, who helps, and who goes home. */
import assert from "node:assert/strict";
import { setSegment } from "../../../world/bodies.ts";
import { indexOf, isAlive } from "../../../world/entities.ts";
import { isDead } from "../../../world/items/mod.ts";
import { positionX, positionY, type World } from "../../../world/mod.ts";
import { addCreature, addThreat, angryAt, MODE } from "../../../world/spawns/mod.ts";
import { inspectEntity } from "../../../world/part/inspect.ts";
import { setHealth } from "../../../world/vitals.ts";
import { hashWorld } from "../../../world/mod.ts";
import { reload, step } from "../_fixtures.ts";
import { act, makeMarket, moveTo, setClass } from "../items/_fixtures.ts";

/** A creature of the default pack so many metres east of the first player. Its entity. */
function place(world: World, id: string, metres: number): number {
  const at = world.sessions.get(1)!;
  const entry = world.content.creatures.byId.get(id)!;
  const [x, y] = [positionX(world, at) + metres * 256, positionY(world, at)];
  return addCreature(world, entry, { x, y, heading: 0, area: -1 });
}

const modeOf = (world: World, entity: number) => world.spawns.creatures.columns.mode[world.spawns.rowOf.get(entity)!];

function run(world: World, ticks: number): void {
  for (let tick = 0; tick < ticks; tick++) step(world);
}

Deno.test("minds: a hostile creature comes and strikes who is in sight, and the one struck may die of it", () => {
  const world = makeMarket(1);
  const wolf = place(world, "lane_wolf", 8);
  const { health, healthMax } = world.entities.components.columns;
  const index = world.sessions.get(1)!;
  run(world, 100);
  assert.equal(modeOf(world, wolf), MODE.fight);
  assert.ok(health[index]! < healthMax[index]!, "it has bitten");
  run(world, 4000);
  assert.ok(isDead(world, index));
  assert.notEqual(modeOf(world, wolf), MODE.fight, "the dead are left alone");
  assert.deepEqual(angryAt(world, wolf), []);
});

Deno.test("minds: a neutral creature lets one be until it is struck", () => {
  const world = makeMarket(1);
  setClass(world, 1, "warden");
  const rat = place(world, "orchard_rat", 2);
  run(world, 60);
  assert.equal(modeOf(world, rat), MODE.calm);
  const blow = world.content.abilities.byId.get("weapon_blow")!.number;
  moveTo(world, 1, 1);
  const index = indexOf(rat);
  const { originX, originY } = world.entities.components.columns;
  const own = world.sessions.get(1)!;
  [originX[index], originY[index]] = [positionX(world, own) + 200, positionY(world, own)];
  assert.equal(act(world, 1, "useAbility", { ability: blow, target: rat, x: 0, y: 0 }), "done");
  run(world, 40);
  assert.equal(modeOf(world, rat), MODE.fight);
});

Deno.test("minds: whoever runs far enough is not followed for ever; the creature is whole at home, and not to be fought on its way", () => {
  const world = makeMarket(1);
  setClass(world, 1, "warden");
  const wolf = place(world, "lane_wolf", 6);
  run(world, 40);
  assert.equal(modeOf(world, wolf), MODE.fight);
  setHealth(world, indexOf(wolf), 5);
  const { columns } = world.spawns.creatures;
  columns.done[world.spawns.rowOf.get(wolf)!]! |= 1;
  moveTo(world, 1, 1, 300);
  let wasBack = false;
  const blow = world.content.abilities.byId.get("weapon_blow")!.number;
  for (let tick = 0; tick < 600 && !wasBack; tick++) {
    step(world);
    if (modeOf(world, wolf) !== MODE.back) continue;
    wasBack = true;
    assert.equal(act(world, 1, "useAbility", { ability: blow, target: wolf, x: 0, y: 0 }), "wrong-target");
  }
  assert.ok(wasBack, "it has given up");
  run(world, 600);
  assert.equal(modeOf(world, wolf), MODE.calm);
  const { health, healthMax } = world.entities.components.columns;
  assert.equal(health[indexOf(wolf)], healthMax[indexOf(wolf)]);
});

Deno.test("minds: one that is nearly dead flees once, and calls those of its kind", () => {
  const world = makeMarket(1);
  const wolf = place(world, "lane_wolf", 4);
  const other = place(world, "lane_wolf", 12);
  run(world, 6);
  addThreat(world, wolf, 1, 10);
  run(world, 10);
  assert.equal(modeOf(world, other), MODE.fight, "it was called");
  setHealth(world, indexOf(wolf), 3);
  run(world, 8);
  assert.equal(modeOf(world, wolf), MODE.flee);
  run(world, 160);
  assert.notEqual(modeOf(world, wolf), MODE.flee);
});

Deno.test("minds: a fight that is saved and loaded at every tick goes the same way", () => {
  const plain = makeMarket(1);
  setClass(plain, 1, "warden");
  const wolf = place(plain, "lane_wolf", 3);
  const blow = plain.content.abilities.byId.get("weapon_blow")!.number;
  let saved = reload(plain);
  const command = { type: "useAbility", session: 1, sequence: 1, ability: blow, target: wolf, x: 0, y: 0 } as const;
  for (let tick = 0; tick < 400; tick++) {
    const commands = tick % 40 === 20 ? [command] : [];
    step(plain, commands);
    saved = reload(saved);
    step(saved, commands);
    assert.equal(hashWorld(saved), hashWorld(plain), `tick ${plain.tick}`);
  }
  const hurt = !isAlive(plain.entities, wolf) || plain.entities.components.columns.healthShare[indexOf(wolf)]! < 255;
  assert.ok(hurt, "there was a fight");
});

Deno.test("minds: the inspector says in words which creature it is, and what it is about", () => {
  const world = makeMarket(1);
  const wolf = place(world, "lane_wolf", 8);
  const { name } = world.content.creatures.byId.get("lane_wolf")!;
  assert.equal(inspectEntity(world, wolf)?.plan, `${name} (lane_wolf) is about its home`);
  run(world, 20);
  assert.equal(inspectEntity(world, wolf)?.plan, `${name} (lane_wolf) fights`);
});

Deno.test("minds: who strikes from where it cannot be reached gains nothing: the creature gives up and is whole again", () => {
  const world = makeMarket(1);
  const wolf = place(world, "lane_wolf", 8);
  const index = indexOf(wolf);
  run(world, 20);
  assert.equal(modeOf(world, wolf), MODE.fight);
  const { columns } = world.spawns.creatures;
  const row = world.spawns.rowOf.get(wolf)!;
  const { health, healthMax } = world.entities.components.columns;
  columns.done[row]! |= 1;
  setHealth(world, index, 5);
  let ticks = 0;
  while (modeOf(world, wolf) === MODE.fight && ticks++ < 400) {
    // It is held where it is, and somebody goes on hurting it.
    setSegment(world, index, columns.homeX[row]!, columns.homeY[row]!, 0, 0, world.tick);
    addThreat(world, wolf, 1, 100);
    step(world);
  }
  assert.ok(ticks >= 100 && ticks < 200, `after about eight seconds, and not ${ticks} ticks`);
  assert.deepEqual(angryAt(world, wolf), []);
  run(world, 8);
  assert.equal(health[index], healthMax[index]);
});
