/** What lasts on others: who aims at somebody is told, who is of its party is told, and nobody else. */
import assert from "node:assert/strict";
import { applyEffect } from "../../../world/combat/mod.ts";
import { idAt, indexOf } from "../../../world/entities.ts";
import { positionX, positionY, type World } from "../../../world/mod.ts";
import { addCreature } from "../../../world/spawns/mod.ts";
import { step } from "../_fixtures.ts";
import { act, action, makeMarket, moveTo, toldOf } from "../items/_fixtures.ts";

const entityOf = (world: World, session: number) => idAt(world.entities, world.sessions.get(session)!);
const effectOf = (world: World, id: string) => world.content.effects.byId.get(id)!;

function addRat(world: World, metres: number): number {
  const at = world.sessions.get(1)!;
  const place = { x: positionX(world, at) + metres * 256, y: positionY(world, at), heading: 0, area: -1 };
  return addCreature(world, world.content.creatures.byId.get("orchard_rat")!, place);
}

function burn(world: World, entity: number, source: number): void {
  assert.ok(
    applyEffect(world, indexOf(entity), effectOf(world, "smouldering"), { entity: source, level: 1, power: 0 }),
  );
}

Deno.test("onlookers: who aims at somebody is told what lasts on it, as it comes and goes", () => {
  const world = makeMarket(2);
  const rat = addRat(world, 8);
  const [ada, bo] = [entityOf(world, 1), entityOf(world, 2)];
  const { number } = effectOf(world, "smouldering");
  burn(world, rat, ada);
  let log = step(world, [action(1, "aimAt", { target: rat })]);
  const [, first] = toldOf(log, 1, "lasting");
  assert.equal(first![0], `${rat}/${number}/${ada}`);
  assert.partialDeepStrictEqual(first![1], { effect: number, stacks: 1 });
  assert.deepEqual(toldOf(log, 2, "lasting"), [], "who aims at nobody is told nothing");
  // The same from somebody else takes its place, or stands beside it: told are exactly the keys that changed.
  burn(world, rat, bo);
  log = step(world, []);
  const told = new Map(toldOf(log, 1, "lasting").map(([key, value]) => [key, value]));
  assert.ok(told.get(`${rat}/${number}/${bo}`) !== undefined);
  assert.equal(toldOf(step(world, []), 1, "lasting").length, 0, "nothing is told where nothing changed");
  for (let tick = 0; tick < 20 * world.facts.tickRate && toldOf(log, 1, "lasting").at(-1)?.[1] !== null; tick++) {
    log = step(world, []);
  }
  assert.equal(toldOf(log, 1, "lasting").at(-1)?.[1], null, "it is told when it ends");
  // Aiming at nobody forgets it.
  burn(world, rat, ada);
  step(world, []);
  log = step(world, [action(1, "aimAt", { target: 0 })]);
  assert.deepEqual(toldOf(log, 1, "lasting"), [["", null]]);
});

Deno.test("onlookers: whoever is far away is let go, and nobody aims at what is not there", () => {
  const world = makeMarket(1);
  assert.equal(act(world, 1, "aimAt", { target: addRat(world, 300) }), "too-far");
  const rat = addRat(world, 8);
  burn(world, rat, 0);
  assert.equal(act(world, 1, "aimAt", { target: rat }), "done");
  const { originX } = world.entities.components.columns;
  originX[indexOf(rat)]! += 300 * 256;
  let told: unknown[][] = [];
  for (let tick = 0; tick < world.facts.tickRate && told.length === 0; tick++) {
    told = toldOf(step(world, []), 1, "lasting");
  }
  assert.deepEqual(told, [["", null]]);
  assert.equal(world.opened.aim.size, 0);
  assert.equal(act(world, 1, "aimAt", { target: 0xffff_fff0 }), "gone");
});

Deno.test("onlookers: a party is told what lasts on each of it, from the joining on and until the parting", () => {
  const world = makeMarket(3);
  moveTo(world, 3, 1, 4);
  const bo = entityOf(world, 2);
  const { number } = effectOf(world, "smouldering");
  burn(world, bo, 0);
  act(world, 1, "partyInvite", { to: bo });
  const joined = step(world, [action(2, "partyAnswer", { from: 1, yes: 1 })]);
  assert.deepEqual(toldOf(joined, 1, "lasting").map(([key]) => key), ["", `${bo}/${number}/0`]);
  assert.deepEqual(toldOf(joined, 2, "lasting").map(([key]) => key), [""], "one's own are told as one's own");
  const other = effectOf(world, "frost_ward");
  applyEffect(world, indexOf(bo), other, { entity: bo, level: 1, power: 0 });
  const log = step(world, []);
  assert.deepEqual(toldOf(log, 1, "lasting").map(([key]) => key), [`${bo}/${other.number}/${bo}`]);
  assert.deepEqual(toldOf(log, 3, "lasting"), []);
  const parted = step(world, [action(2, "partyLeave")]);
  assert.deepEqual(toldOf(parted, 1, "lasting").map(([key]) => key), [""]);
});
