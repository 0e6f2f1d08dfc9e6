import assert from "node:assert/strict";
import { hashWorld } from "../../world/mod.ts";
import { crowdCommands, enter, leave, makeTestWorld, reload, scramble, step } from "./_fixtures.ts";

Deno.test("determinism: the same commands give the same state and the same words, tick for tick", () => {
  const a = makeTestWorld();
  const b = makeTestWorld();
  const crowdA = crowdCommands(40, 5);
  const crowdB = crowdCommands(40, 5);
  const hashes = new Set<string>();
  for (let tick = 1; tick <= 400; tick++) {
    assert.deepEqual(step(a, crowdA(tick)), step(b, crowdB(tick)));
    assert.equal(hashWorld(a), hashWorld(b), `tick ${tick}`);
    hashes.add(hashWorld(a));
  }
  assert.equal(hashes.size, 400);
});

Deno.test("determinism: saving and loading at every tick changes nothing", () => {
  const whole = makeTestWorld();
  let reloaded = makeTestWorld();
  const crowdA = crowdCommands(40, 9);
  const crowdB = crowdCommands(40, 9);
  // Bodies linger for 600 ticks: some must go within the test.
  for (let tick = 1; tick <= 900; tick++) {
    const said = step(whole, crowdA(tick));
    assert.deepEqual(step(reloaded, crowdB(tick)), said, `tick ${tick}`);
    reloaded = reload(reloaded);
    assert.equal(hashWorld(reloaded), hashWorld(whole), `tick ${tick}`);
  }
});

Deno.test("determinism: bodies that go at the same tick go in the order of their indexes, whatever the lists say", () => {
  const a = makeTestWorld();
  const b = makeTestWorld();
  const sessions = Array.from({ length: 20 }, (_, at) => at + 1);
  for (const world of [a, b]) {
    step(world, sessions.map((session) => enter(session)));
    step(world, sessions.map((session) => leave(session)));
    for (let tick = 0; tick < 599; tick++) step(world);
  }
  scramble(b);
  assert.deepEqual([step(a), step(b)], [[], []]);
  assert.equal(a.entities.count, 0);
  assert.equal(hashWorld(b), hashWorld(a));
  assert.deepEqual(step(b, [enter(30), enter(31)]), step(a, [enter(30), enter(31)]));
});

Deno.test("determinism: the order of derived lists changes nothing", () => {
  const plain = makeTestWorld();
  const scrambled = makeTestWorld();
  const crowdA = crowdCommands(60, 13);
  const crowdB = crowdCommands(60, 13);
  for (let tick = 1; tick <= 800; tick++) {
    assert.deepEqual(step(scrambled, crowdB(tick)), step(plain, crowdA(tick)), `tick ${tick}`);
    scramble(scrambled);
    assert.equal(hashWorld(scrambled), hashWorld(plain), `tick ${tick}`);
  }
});
