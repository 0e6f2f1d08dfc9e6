/** Private state: what is marked in a tick is told once, to the own client alone, and whole to who comes in. */
import assert from "node:assert/strict";
import { ACTION_NAMES, type ActionDeclaration, ACTIONS } from "../../world/actions.ts";
import { COMMANDS } from "../../world/commands.ts";
import { characterAccount, MINT, THING, transfer } from "../../world/ledger/mod.ts";
import { OWN_KEY_LETTERS_MAX, OWN_VALUE_BYTES_MAX } from "../../world/limits.ts";
import { hashWorld, retellOwn } from "../../world/mod.ts";
import { ALL_KEYS, markOwn } from "../../world/own_marks.ts";
import { TOPIC_NAMES, TOPICS } from "../../world/topics.ts";
import { setEnergy, setHealth } from "../../world/vitals.ts";
import { enter, leave, makeTestWorld, type OutputLog, reload, step } from "./_fixtures.ts";

/** What was told of the two topics that everybody has something in. */
function own(log: OutputLog): unknown[][] {
  return log.filter(([what, , topic]) => what === "own" && (topic === "bag" || topic === "vitals"))
    .map(([, ...told]) => told);
}

Deno.test("own: P32 who comes in is told every topic whole, each after the word to forget it", () => {
  const world = makeTestWorld();
  transfer(world.ledger, {
    ...{ from: MINT, to: characterAccount(7), what: THING.apple, amount: 3 },
    ...{ why: "new world", actor: 0 } as const,
  });
  const told = own(step(world, [enter(1, 7)]));
  const vitals = { class: 0, level: 1, xp: 0, xpNext: 300, health: 100, healthMax: 100, energy: 100, energyMax: 100 };
  assert.deepEqual(told, [
    [1, "bag", ALL_KEYS, null],
    [1, "bag", String(THING.apple), { amount: 3 }],
    [1, "vitals", ALL_KEYS, null],
    [1, "vitals", "self", vitals],
  ]);
  assert.deepEqual(own(step(world)), [], "and then nothing, while nothing changes");
});

Deno.test("own: P32 ten changes in a tick are one message, read at its end; nothing is told of whom nobody steers", () => {
  const world = makeTestWorld();
  step(world, [enter(1), enter(2)]);
  const [one, two] = [world.sessions.get(1)!, world.sessions.get(2)!];
  for (let round = 1; round <= 10; round++) setHealth(world, one, 100 - round);
  setEnergy(world, one, 0);
  const told = own(step(world));
  assert.equal(told.length, 1);
  assert.deepEqual(told[0]!.slice(0, 3), [1, "vitals", "self"]);
  const { health, energy } = told[0]![3] as { health: number; energy: number };
  assert.deepEqual([health, energy], [90, 0]);
  step(world, [leave(2)]);
  setHealth(world, two, 5);
  assert.equal(world.ownMarks.size, 0, "a body without a session is never marked");
  assert.deepEqual(own(step(world)), []);
  // Who was marked and left in the same tick needs to know nothing.
  setHealth(world, one, 50);
  assert.deepEqual(own(step(world, [leave(1, true)])), []);
  assert.equal(world.ownMarks.size, 0);
});

Deno.test("own: a topic can be told anew as a whole, and so can everything", () => {
  const world = makeTestWorld();
  step(world, [enter(1)]);
  const index = world.sessions.get(1)!;
  markOwn(world, index, "bag", ALL_KEYS);
  markOwn(world, index, "bag", String(THING.coin));
  assert.deepEqual(own(step(world)), [[1, "bag", ALL_KEYS, null]]);
  retellOwn(world, [1, 99]);
  assert.deepEqual(own(step(world)).map(([, topic, key]) => `${topic} ${key}`), ["bag ", "vitals ", "vitals self"]);
});

Deno.test("own: marks are no part of the state", () => {
  const world = makeTestWorld();
  step(world, [enter(1)]);
  const before = hashWorld(world);
  markOwn(world, world.sessions.get(1)!, "vitals", "self");
  assert.equal(hashWorld(world), before);
  assert.equal(reload(world).ownMarks.size, 0);
});

Deno.test("topics: ids are used once, and every value that can be is short enough", () => {
  assert.equal(new Set(TOPIC_NAMES.map((name) => TOPICS[name].id)).size, TOPIC_NAMES.length);
  assert.ok(OWN_KEY_LETTERS_MAX < OWN_VALUE_BYTES_MAX);
});

Deno.test("actions: each is a command with session and sequence before its own fields, under its own id", () => {
  const ids = Object.values(COMMANDS).map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const name of ACTION_NAMES) {
    const { id, fields }: ActionDeclaration = ACTIONS[name];
    assert.deepEqual(COMMANDS[name].id, id);
    assert.deepEqual(Object.keys(COMMANDS[name].fields), ["session", "sequence", ...Object.keys(fields)]);
  }
});
