import assert from "node:assert/strict";
import { distance } from "../../world/base/space.ts";
import { idAt, indexEnd, indexOf } from "../../world/entities.ts";
import { KIND, PRESENCE } from "../../world/kinds.ts";
import { LINGER_SECONDS, ROSTER_MAX } from "../../world/limits.ts";
import { forgetSessions, positionX, positionY, type World } from "../../world/mod.ts";
import { enter, leave, makeTestWorld, publicly, step } from "./_fixtures.ts";

function walk(session: number, sequence: number, speed = 16, heading = 32) {
  return { type: "input", session, sequence, atTick: 0, heading, speed } as const;
}

function bodies(world: World): number[] {
  const found: number[] = [];
  for (let index = 0; index < indexEnd(world.entities); index++) {
    if (world.entities.identity.columns.alive[index] === 1) found.push(index);
  }
  return found;
}

Deno.test("enter: a new character gets a body at a free place; the session is told which", () => {
  const world = makeTestWorld();
  const said = publicly(step(world, [enter(5, 40)]));
  const [index] = bodies(world);
  assert.deepEqual(said, [
    ["entered", 5, 40, idAt(world.entities, index!), 0, positionX(world, index!), positionY(world, index!)],
  ]);
  const { columns } = world.entities.components;
  assert.equal(columns.name[index!], "Person 40");
  assert.equal(columns.kind[index!], KIND.player);
  assert.equal(columns.presence[index!], PRESENCE.here);
  assert.equal(world.isBlocked(positionX(world, index!), positionY(world, index!)), false);
});

Deno.test("enter: a roster without room turns newcomers away; who was here before comes in", () => {
  const world = makeTestWorld();
  step(world, [enter(1, 7), leave(1, true)]);
  world.roster.table.length = ROSTER_MAX;
  assert.deepEqual(step(world, [enter(2, 8)]), [["close", 2, "full", ""]]);
  assert.deepEqual(bodies(world), []);
  assert.equal(step(world, [enter(3, 7)])[0]![0], "entered");
});

Deno.test("enter: a second session of a character takes the body over; the first is closed; there is one body", () => {
  const world = makeTestWorld();
  step(world, [enter(1, 7)]);
  const [index] = bodies(world);
  step(world, [walk(1, 1)]);
  for (let tick = 0; tick < 20; tick++) step(world);
  const said = step(world, [enter(2, 7)]);
  assert.deepEqual(said[0], ["close", 1, "replaced", ""]);
  assert.equal(said[1]![0], "entered");
  assert.equal(said[1]![3], idAt(world.entities, index!));
  assert.deepEqual(bodies(world), [index]);
  assert.equal(world.entities.components.columns.speed[index!], 0, "it stands until its new session says otherwise");
  const x = positionX(world, index!);
  assert.deepEqual(step(world, [walk(1, 2), leave(1, true)]), [], "the earlier session has nothing to say any more");
  assert.equal(positionX(world, index!), x);
  assert.deepEqual(bodies(world), [index]);
});

Deno.test("enter: a session that enters again with the same character is told again, and not closed", () => {
  const world = makeTestWorld();
  step(world, [enter(1, 7)]);
  assert.deepEqual(publicly(step(world, [enter(1, 7)])).map(([what]) => what), ["entered"]);
  assert.equal(bodies(world).length, 1);
});

Deno.test("leave: the body stops, lingers exactly its time, goes; the character comes back where it was", () => {
  const world = makeTestWorld();
  step(world, [enter(1)]);
  const [index] = bodies(world);
  step(world, [walk(1, 1)]);
  for (let tick = 0; tick < 30; tick++) step(world);
  step(world, [leave(1)]);
  const { columns } = world.entities.components;
  assert.equal(columns.presence[index!], PRESENCE.lost);
  assert.equal(columns.speed[index!], 0);
  assert.equal(columns.session[index!], 0);
  const [x, y] = [positionX(world, index!), positionY(world, index!)];
  for (let tick = 1; tick < LINGER_SECONDS * 20; tick++) step(world);
  assert.deepEqual(bodies(world), [index], "the last tick of its time");
  step(world);
  assert.deepEqual(bodies(world), []);
  const said = step(world, [enter(2, 1)]);
  assert.deepEqual(said[0]!.slice(4), [0, x, y]);
});

Deno.test("leave: who comes back in time has the same body; it does not go later", () => {
  const world = makeTestWorld();
  const [, , , first] = step(world, [enter(1, 3)])[0]!;
  step(world, [leave(1)]);
  for (let tick = 0; tick < 100; tick++) step(world);
  const said = publicly(step(world, [enter(9, 3)]));
  assert.deepEqual(said.map(([what]) => what), ["entered"]);
  assert.equal(said[0]![3], first);
  for (let tick = 0; tick < LINGER_SECONDS * 20 + 10; tick++) step(world);
  assert.equal(bodies(world).length, 1);
});

Deno.test("leave: at once means at once, and the id is never used again for another", () => {
  const world = makeTestWorld();
  const [, , , first] = step(world, [enter(1, 3)])[0]!;
  step(world, [leave(1, true)]);
  assert.deepEqual(bodies(world), []);
  const [, , , second] = step(world, [enter(2, 4)])[0]!;
  assert.equal(indexOf(second as number), indexOf(first as number), "the index is used again");
  assert.notEqual(second, first, "under a new version");
});

Deno.test("kick: the session is closed with the reason, the body goes", () => {
  const world = makeTestWorld();
  step(world, [enter(1, 3)]);
  const said = step(world, [{ type: "kick", actor: "host", character: 3, reason: "Please be kind." }]);
  assert.deepEqual(said, [["close", 1, "kicked", "Please be kind."]]);
  assert.deepEqual(bodies(world), []);
  assert.deepEqual(step(world, [{ type: "kick", actor: "host", character: 3, reason: "" }]), []);
});

Deno.test("lines: broadcast goes to everyone, tell to one character that is here", () => {
  const world = makeTestWorld();
  step(world, [enter(1, 3)]);
  assert.deepEqual(
    step(world, [
      { type: "broadcast", actor: "Host", text: "Rain tonight." },
      { type: "tell", actor: "Host", character: 3, text: "Hello." },
      { type: "tell", actor: "Host", character: 4, text: "Nobody." },
    ]),
    [["line", 0, "broadcast", "Host", "Rain tonight."], ["line", 1, "tell", "Host", "Hello."]],
  );
});

Deno.test("restart: sessions of before are forgotten, bodies linger from then on", () => {
  const world = makeTestWorld();
  step(world, [enter(1), enter(2)]);
  step(world, [walk(1, 1), leave(2)]);
  for (let tick = 0; tick < 300; tick++) step(world);
  forgetSessions(world);
  const { columns } = world.entities.components;
  for (const index of bodies(world)) {
    assert.equal(columns.presence[index], PRESENCE.lost);
    assert.equal(columns.session[index], 0);
    assert.equal(columns.lingerUntil[index], world.tick + LINGER_SECONDS * 20);
  }
  assert.deepEqual(step(world, [walk(1, 2)]), []);
  for (let tick = 0; tick < LINGER_SECONDS * 20; tick++) step(world);
  assert.deepEqual(bodies(world), []);
});

Deno.test("enter: newcomers are spread around the square, each at its own place", () => {
  const world = makeTestWorld();
  const places = new Set<string>();
  for (let character = 1; character <= 50; character++) {
    const [, , , , , x, y] = step(world, [enter(character)])[0]!;
    places.add(`${x} ${y}`);
    const { spawnX, spawnY } = world.terrain.layout;
    assert.ok(distance((x as number) - spawnX, (y as number) - spawnY) < 30 * 256);
  }
  assert.ok(places.size > 45, `${places.size} different places`);
});
