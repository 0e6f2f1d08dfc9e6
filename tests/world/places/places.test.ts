/** Doors, rooms, dungeons and the runs in them. */
import assert from "node:assert/strict";
import type { Command } from "../../../world/commands.ts";
import { idAt } from "../../../world/entities.ts";
import { WORLD_UNITS } from "../../../world/limits.ts";
import { hashWorld, SILENT_OUTPUT, type World } from "../../../world/mod.ts";
import { placeOf, putAt } from "../../../world/places/mod.ts";
import { DEFAULT_RECIPE, DUNGEON_COPIES, makeTerrain } from "../../../world/terrain/mod.ts";
import { positionX, positionY } from "../../../world/world.ts";
import { enter, leave, makeTestWorld, reload, step } from "../_fixtures.ts";

const CAVE = { rows: ["#######", "#,,1,,#", "#,,,,,#", "###=###"] };
const terrain = makeTerrain(5, { ...DEFAULT_RECIPE, plans: [CAVE] });
const { layout } = terrain;
const intoRoom = layout.portals[0]!;
const intoCave = layout.portals.find(({ place, inward }) => inward && layout.places[place]!.use.kind === "dungeon")!;

function at(world: World, session: number): [number, number] {
  const index = world.sessions.get(session)!;
  return [positionX(world, index), positionY(world, index)];
}

function pass(session: number): Command {
  return { type: "passDoor", session, sequence: 1 };
}

/** A world in which so many stand before a door. */
function before(door: { readonly x: number; readonly y: number }, characters: number): World {
  const world = makeTestWorld({ terrain });
  step(world, Array.from({ length: characters }, (_, number) => enter(number + 1)));
  for (let session = 1; session <= characters; session++) {
    putAt(world, world.sessions.get(session)!, door.x, door.y, SILENT_OUTPUT);
  }
  step(world);
  return world;
}

function placeWhere(world: World, session: number): number {
  return placeOf(layout, ...at(world, session))?.number ?? -1;
}

Deno.test("doors: through the nearest one into the room behind it, and out again to before the house", () => {
  const world = before(intoRoom, 2);
  step(world, [pass(1)]);
  assert.deepEqual(at(world, 1), [intoRoom.toX, intoRoom.toY]);
  assert.equal(placeWhere(world, 1), intoRoom.place);
  step(world, [pass(2)]);
  assert.equal(placeWhere(world, 2), intoRoom.place, "a room is one for all");
  step(world, [pass(1)]);
  assert.ok(at(world, 1)[0] < WORLD_UNITS);
  assert.ok(!terrain.isBlocked(...at(world, 1)));
});

Deno.test("doors: none is near, nothing happens", () => {
  const world = before({ x: intoRoom.x + 4 * 256, y: intoRoom.y + 900 }, 1);
  const [x, y] = at(world, 1);
  const log = step(world, [pass(1)]);
  assert.deepEqual(log.find(([what]) => what === "refusedAction")?.[3], "too-far");
  assert.deepEqual(at(world, 1), [x, y]);
});

Deno.test("doors: who goes through one has forgotten where it was going", () => {
  const world = before(intoRoom, 1);
  step(world, [{ type: "input", session: 1, sequence: 1, atTick: world.tick + 8, heading: 0, speed: 36 }]);
  step(world, [pass(1)]);
  for (let tick = 0; tick < 20; tick++) step(world);
  assert.deepEqual(at(world, 1), [intoRoom.toX, intoRoom.toY]);
});

Deno.test("dungeons: each party has a copy of its own, together; strangers have another", () => {
  const world = before(intoCave, 3);
  step(world, [{ type: "partyInvite", session: 1, sequence: 1, to: idAt(world.entities, world.sessions.get(2)!) }]);
  step(world, [{ type: "partyAnswer", session: 2, sequence: 1, from: 1, yes: 1 }]);
  step(world, [pass(1), pass(3), pass(2)]);
  assert.equal(placeWhere(world, 1), intoCave.place);
  assert.equal(placeWhere(world, 2), intoCave.place);
  assert.equal(placeWhere(world, 3), intoCave.place + 1);
});

Deno.test("dungeons: there are only so many copies", () => {
  const world = before(intoCave, DUNGEON_COPIES + 1);
  const log = step(world, Array.from({ length: DUNGEON_COPIES + 1 }, (_, number) => pass(number + 1)));
  assert.deepEqual(log.filter(([what]) => what === "refusedAction").map(([, session, , why]) => [session, why]), [
    [DUNGEON_COPIES + 1, "full"],
  ]);
});

Deno.test("dungeons: one that is empty for long begins anew, what lay there decays, who was inside stands before it", () => {
  let world = before(intoCave, 2);
  step(world, [pass(1)]);
  const apple = { type: "drop", session: 1, sequence: 3, what: 2, amount: 1 } as const;
  step(world, [leave(1, true), pass(2), apple]);
  assert.equal(world.runs.length, 2);
  step(world, [pass(2)]);
  world = reload(world);
  const half = world.content.dungeons.all[0]!.emptySeconds * 10;
  for (let tick = 0; tick < half; tick++) step(world);
  const hash = hashWorld(reload(world));
  assert.equal(hash, hashWorld(world));
  assert.equal(world.runs.length, 2);
  for (let tick = 0; tick < half + 40; tick++) step(world);
  assert.equal(world.runs.length, 0);
  step(world, [enter(9, 1)]);
  assert.ok(at(world, 9)[0] < WORLD_UNITS, "before the dungeon");
});

Deno.test("dungeons: who was only away for a moment is where it was", () => {
  const world = before(intoCave, 1);
  step(world, [pass(1)]);
  const [x, y] = at(world, 1);
  step(world, [leave(1, true)]);
  step(world, [enter(2, 1)]);
  assert.deepEqual(at(world, 2), [x, y]);
});
