import assert from "node:assert/strict";
import { hashWorld } from "../../world/mod.ts";
import { crowdCommands, makeTestWorld, reload, step } from "./_fixtures.ts";

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
