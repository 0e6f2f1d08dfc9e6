/** Dungeons: who waits in them, what comes when it is won, chests for who was there, gates, and what is left at the end. */
import assert from "node:assert/strict";
import { setStatus } from "../../../world/bodies.ts";
import { NO_NUMBERS, recipeOf } from "../../../world/content/mod.ts";
import { idAt, indexEnd, indexOf } from "../../../world/entities.ts";
import { KIND, OBJECT, STATUS } from "../../../world/kinds.ts";
import { ledgerProblem } from "../../../world/ledger/mod.ts";
import {
  createWorld,
  hashWorld,
  makeTerrain,
  positionX,
  positionY,
  SILENT_OUTPUT,
  type World,
} from "../../../world/mod.ts";
import { placeOf, putAt } from "../../../world/places/mod.ts";
import { creatureDied, forgetCreature, MODE } from "../../../world/spawns/mod.ts";
import { spotsOf } from "../../../world/terrain/floorplan.ts";
import { setHealth } from "../../../world/vitals.ts";
import { act } from "../items/_fixtures.ts";
import { enter, reload, step } from "../_fixtures.ts";
import { defaultPack } from "../_pack.ts";

const terrain = makeTerrain(7, recipeOf(defaultPack(), NO_NUMBERS));

/** A world with so many players in a dungeon, in a party of one each. */
function enterDungeon(id: string, players = 1): World {
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40, life: 0 }, terrain, defaultPack());
  step(world, Array.from({ length: players }, (_, at) => enter(at + 1)));
  const number = world.content.dungeons.all.findIndex((one) => one.id === id);
  const door = terrain.layout.portals.find(({ place, inward }) => {
    const { use } = terrain.layout.places[place]!;
    return inward && use.kind === "dungeon" && use.dungeon === number;
  })!;
  putAt(world, world.sessions.get(1)!, door.x, door.y, SILENT_OUTPUT);
  assert.equal(act(world, 1, "passDoor"), "done");
  pass(world, 25);
  return world;
}

/** Steps so often. Players are kept whole: whoever lives there sees them and comes. */
function pass(world: World, ticks: number): void {
  for (let tick = 0; tick < ticks; tick++) {
    for (const index of world.sessions.values()) setHealth(world, index, 0xffff);
    step(world);
  }
}

/** Creatures of a kind that live. */
function living(world: World, id: string): number[] {
  const { species, kind, status } = world.entities.components.columns;
  const { alive } = world.entities.identity.columns;
  const number = world.content.creatures.byId.get(id)!.number;
  return Array.from({ length: indexEnd(world.entities) }, (_, at) => at).filter((at) =>
    alive[at] === 1 && kind[at] === KIND.creature && species[at] === number && (status[at]! & STATUS.dead) === 0
  );
}

/** Ends creatures, as a fight does it. */
function end(world: World, indexes: readonly number[]): void {
  for (const index of indexes) {
    setHealth(world, index, 0);
    setStatus(world, index, STATUS.dead, true);
    creatureDied(world, idAt(world.entities, index));
  }
  pass(world, 45);
}

function objects(world: World): number[] {
  const { kind, look } = world.entities.components.columns;
  return Array.from({ length: indexEnd(world.entities) }, (_, at) => at).filter((at) =>
    kind[at] === KIND.object && look[at] !== OBJECT.landmark
  );
}

function placeHere(world: World) {
  const index = world.sessions.get(1)!;
  return placeOf(terrain.layout, positionX(world, index), positionY(world, index))!;
}

Deno.test("dungeons: encounters stand in them; what is for later comes when the others are won; a chest for who was there", () => {
  const world = enterDungeon("drowned_stair");
  assert.equal(living(world, "cistern_lurker").length, 1);
  assert.equal(living(world, "captain_marrow").length, 0, "she comes when the coopers and the tally are beaten");
  assert.ok(living(world, "stair_smuggler").length >= 4);
  const saved = reload(world);
  assert.equal(hashWorld(saved), hashWorld(world));
  // It would come out of its water for the one who waits here.
  end(saved, living(saved, "cistern_lurker"));
  end(saved, [...living(saved, "stair_smuggler"), ...living(saved, "stair_bowman"), ...living(saved, "stair_leech")]);
  const [captain] = living(saved, "captain_marrow");
  assert.ok(captain !== undefined, "here she is");
  assert.equal(objects(saved).length, 0, "no chest yet");
  end(saved, [captain, ...living(saved, "stair_smuggler")]);
  const [chest] = objects(saved);
  assert.ok(chest !== undefined, "the chest");
  const corpse = idAt(saved.entities, chest);
  assert.equal(act(saved, 1, "openCorpse", { corpse }), "too-far");
  putAt(saved, saved.sessions.get(1)!, positionX(saved, chest) + 256, positionY(saved, chest), SILENT_OUTPUT);
  step(saved);
  assert.equal(act(saved, 1, "openCorpse", { corpse }), "done");
  assert.equal(act(saved, 1, "takeLoot", { corpse, what: 0 }), "done");
  assert.equal(act(saved, 1, "takeLoot", { corpse, what: 0 }), "gone");
  pass(saved, 60);
  assert.equal(objects(saved).length, 1, "one chest, once");
});

Deno.test("dungeons: a gate holds who comes too early, and is gone when what it waits for is won", () => {
  const world = enterDungeon("underwinter");
  const place = placeHere(world);
  const spot = spotsOf(place).find(({ mark }) => mark === "b")!;
  const at = { x: (place.x + spot.x) * 256 + 128, y: (place.y + spot.y) * 256 + 128 };
  const index = world.sessions.get(1)!;
  const away = () => Math.hypot(positionX(world, index) - at.x, positionY(world, index) - at.y);
  assert.equal(objects(world).length, 1);
  putAt(world, index, at.x + 200, at.y, SILENT_OUTPUT);
  step(world);
  assert.ok(away() > 330, `put back, ${away()} units from it`);
  putAt(world, index, place.insideX, place.insideY, SILENT_OUTPUT);
  for (const ids of [["underwinter_guard", "hoar_hound", "rime_singer"], ["the_first_porter", "the_second_porter"]]) {
    end(world, ids.flatMap((id) => living(world, id)));
  }
  const weaver = living(world, "the_ice_weaver");
  assert.equal(weaver.length, 1);
  end(world, weaver);
  assert.equal(objects(world).length, 0, "it is open");
  putAt(world, index, at.x, at.y, SILENT_OUTPUT);
  step(world);
  assert.ok(away() < 10);
});

Deno.test("dungeons: each party has its own; one that was left empties, and is whole for the next", () => {
  const world = enterDungeon("drowned_stair", 2);
  const door = terrain.layout.portals.find(({ place, inward }) =>
    inward && terrain.layout.places[place]!.use.kind === "dungeon"
  )!;
  end(world, living(world, "cistern_lurker"));
  const first = world.entities.count;
  putAt(world, world.sessions.get(2)!, door.x, door.y, SILENT_OUTPUT);
  assert.equal(act(world, 2, "passDoor"), "done");
  pass(world, 25);
  assert.ok(world.entities.count > first, "the second has creatures of its own");
  assert.equal(living(world, "cistern_lurker").length, 1, "the second's; the first has killed its own");
  for (const session of [1, 2]) putAt(world, world.sessions.get(session)!, door.x, door.y, SILENT_OUTPUT);
  pass(world, 610 * 20);
  assert.equal(world.runs.length, 0);
  assert.deepEqual([world.dungeons.encounters.length, world.dungeons.fighters.length], [0, 0]);
  assert.equal(world.spawns.creatures.length, 0, "nobody is remembered");
  assert.equal(ledgerProblem(world.ledger), "");
  assert.equal(act(world, 1, "passDoor"), "done");
  pass(world, 25);
  assert.equal(living(world, "cistern_lurker").length, 1);
});

Deno.test("bosses: each phase begins once in a fight, says its word and calls its help, which goes when the fight is over", () => {
  const world = enterDungeon("drowned_stair");
  end(world, [...living(world, "stair_smuggler"), ...living(world, "stair_bowman"), ...living(world, "stair_leech")]);
  const [captain] = living(world, "captain_marrow");
  const before = living(world, "stair_smuggler").length;
  const index = world.sessions.get(1)!;
  const { healthMax } = world.entities.components.columns;
  putAt(world, index, positionX(world, captain!) + 300, positionY(world, captain!), SILENT_OUTPUT);
  const said: string[] = [];
  const listen = (ticks: number) => {
    for (let tick = 0; tick < ticks; tick++) {
      // Nobody dies here: what counts is what she does.
      setHealth(world, index, healthMax[index]!);
      for (const [what, , happening] of step(world)) {
        const told = happening as { readonly type?: string; readonly text?: string };
        if (what === "happened" && told.type === "said") said.push(told.text!);
      }
    }
  };
  listen(60);
  setHealth(world, captain!, Math.floor(healthMax[captain!]! * 0.5));
  listen(40);
  assert.equal(said.filter((text) => text.startsWith("Up from the barrels")).length, 1);
  assert.equal(living(world, "stair_smuggler").length, before + 2);
  setHealth(world, captain!, Math.floor(healthMax[captain!]! * 0.2));
  listen(40);
  assert.equal(said.filter((text) => text.startsWith("Then we all get wet")).length, 1);
  assert.equal(said.filter((text) => text.startsWith("Up from the barrels")).length, 1, "once");
  const row = world.spawns.rowOf.get(idAt(world.entities, captain!))!;
  assert.equal(world.spawns.creatures.columns.mode[row], MODE.fight);
  forgetCreature(world, idAt(world.entities, captain!));
  assert.ok(indexOf(idAt(world.entities, captain!)) === captain);
});
