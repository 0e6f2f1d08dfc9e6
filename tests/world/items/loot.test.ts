/** What the dead leave: who may take it, rolls, and what becomes of what nobody takes. */
import assert from "node:assert/strict";
import type { Loot } from "../../../world/content/mod.ts";
import { removeBody, setStatus } from "../../../world/bodies.ts";
import { indexOf } from "../../../world/entities.ts";
import { drawLoot, leaveLoot, supply } from "../../../world/items/mod.ts";
import { beginRoll } from "../../../world/items/rolls.ts";
import { corpseAccount } from "../../../world/items/corpses.ts";
import { KIND, STATUS } from "../../../world/kinds.ts";
import { balanceOf, contentsOf, ledgerProblem } from "../../../world/ledger/mod.ts";
import { hashWorld, type World } from "../../../world/mod.ts";
import { reload, step } from "../_fixtures.ts";
import { act, action, answersTo, has, have, itemNumber, makeMarket, moveTo, placeBody, toldOf } from "./_fixtures.ts";

/** A dead creature with so many coins and a sword, which these may take. */
function makeCorpse(killers: readonly number[], players = 3) {
  const world = makeMarket(players);
  const wolf = world.content.creatures.all.find(({ loot }) => loot !== null)!;
  const corpse = placeBody(world, KIND.creature, wolf.number);
  setStatus(world, indexOf(corpse), STATUS.dead, true);
  leaveLoot(world, indexOf(corpse), wolf.loot!, killers);
  // What was thrown is put aside: the tests know what is there.
  const from = corpseAccount(corpse);
  for (const what of contentsOf(world.ledger, from)) {
    const amount = balanceOf(world.ledger, from, what);
    assert.ok(amount > 0);
  }
  return { world, corpse, from };
}

/** Adds a sword that is rolled for. */
function addRolled(world: World, corpse: number, among: readonly number[]): { what: number; roll: number } {
  const kind = itemNumber(world, "worn_sword");
  const to = corpseAccount(corpse);
  const [what] = supply(world, { kind, amount: 1, from: "loot", to, why: "left at death", actor: 0 });
  beginRoll(world, corpse, what!, among);
  return { what: what!, roll: world.dealings.rolls.columns.number[world.dealings.rolls.length - 1]! };
}

Deno.test("loot: a throw is by the world's own chance, within what the table says, and the same after a load", () => {
  const world = makeMarket();
  const table = {
    id: "test",
    coins: { min: 2, max: 5 },
    rolls: [
      { chance: 10_000, item: "apple", count: { min: 1, max: 3 } },
      { chance: 1, item: "stone", count: { min: 1, max: 1 } },
    ],
    choices: [[
      { chance: 5_000, item: "lantern", count: { min: 1, max: 1 } },
      { chance: 5_000, item: null, count: { min: 1, max: 1 } },
    ]],
    tables: [],
  } satisfies Loot;
  const again = reload(world);
  const counts = { lantern: 0, stone: 0 };
  for (let round = 0; round < 1_000; round++) {
    const drawn = drawLoot(world, table);
    assert.deepEqual(drawLoot(again, table), drawn);
    assert.ok(drawn.coins >= 2 && drawn.coins <= 5);
    const amount = (id: string) => drawn.lines.find(({ kind }) => kind === itemNumber(world, id))?.amount ?? 0;
    assert.ok(amount("apple") >= 1 && amount("apple") <= 3);
    counts.lantern += amount("lantern");
    counts.stone += amount("stone");
  }
  assert.ok(counts.lantern > 400 && counts.lantern < 600 && counts.stone < 5, JSON.stringify(counts));
  assert.equal(hashWorld(again), hashWorld(world));
});

Deno.test("loot: it is theirs who killed, for a while; then it is everybody's; too far away is nobody's", () => {
  const { world, corpse, from } = makeCorpse([1]);
  supply(world, { kind: 1, amount: 7, from: "loot", to: from, why: "left at death", actor: 0 });
  assert.equal(act(world, 2, "takeLoot", { corpse, what: 0 }), "not-yours");
  assert.equal(act(world, 2, "openCorpse", { corpse }), "not-yours");
  moveTo(world, 1, 2, 9);
  assert.equal(act(world, 1, "takeLoot", { corpse, what: 0 }), "too-far");
  moveTo(world, 1, 2);
  const log = step(world, [action(1, "openCorpse", { corpse })]);
  assert.deepEqual(toldOf(log, 1, "loot")[1], ["self", { entity: corpse }]);
  const coins = balanceOf(world.ledger, from, 1);
  assert.equal(act(world, 1, "takeLoot", { corpse, what: 1 }), "done");
  assert.equal(has(world, 1, 1), coins);
  assert.equal(act(world, 1, "takeLoot", { corpse, what: 1 }), "gone", "once");
  supply(world, {
    kind: itemNumber(world, "stone"),
    amount: 2,
    from: "loot",
    to: from,
    why: "left at death",
    actor: 0,
  });
  for (let tick = 0; tick < 91 * 20; tick++) step(world);
  assert.equal(act(world, 2, "takeLoot", { corpse, what: itemNumber(world, "stone") }), "done");
});

Deno.test("loot: coins are shared among those who have a right to them", () => {
  const { world, corpse, from } = makeCorpse([1, 2, 3]);
  const before = balanceOf(world.ledger, from, 1);
  supply(world, { kind: 1, amount: 10 + 3 - before % 3, from: "loot", to: from, why: "left at death", actor: 0 });
  const all = balanceOf(world.ledger, from, 1);
  assert.equal(act(world, 2, "takeLoot", { corpse, what: 1 }), "done");
  const each = Math.floor(all / 3);
  assert.deepEqual([has(world, 1, 1), has(world, 2, 1), has(world, 3, 1)], [each, all - 2 * each, each]);
});

Deno.test("rolls: need goes before greed, each chooses once, and what is rolled for is not taken meanwhile", () => {
  const { world, corpse } = makeCorpse([1, 2, 3]);
  const { what, roll } = addRolled(world, corpse, [1, 2, 3]);
  assert.equal(act(world, 1, "takeLoot", { corpse, what }), "being-rolled");
  assert.equal(act(world, 1, "roll", { roll, choice: 1 }), "done");
  assert.equal(act(world, 1, "roll", { roll, choice: 2 }), "already-done", "rolling twice");
  const twice = step(world, [action(2, "roll", { roll, choice: 2 }, 1), action(2, "roll", { roll, choice: 2 }, 2)]);
  assert.deepEqual(answersTo(twice, 2), ["done", "already-done"]);
  assert.equal(act(world, 1, "roll", { roll: 999, choice: 2 }), "gone");
  const log = step(world, [action(3, "roll", { roll, choice: 0 })]);
  assert.equal(has(world, 2, what), 1, "the one who needs it has it");
  assert.ok(
    log.some(([kind, , , , text]) => kind === "line" && /Person 2 wins Worn sword \(need, \d+\)/.test(String(text))),
  );
  assert.equal(act(world, 3, "roll", { roll, choice: 2 }), "gone", "it is over");
  assert.deepEqual([world.dealings.rolls.length, world.dealings.choices.length], [0, 0]);
  assert.equal(ledgerProblem(world.ledger), "");
});

Deno.test("rolls: the time runs out; what nobody wants is for all; who is no party to it has no say", () => {
  const { world, corpse } = makeCorpse([1, 2]);
  const first = addRolled(world, corpse, [1, 2]);
  const second = addRolled(world, corpse, [1, 2]);
  assert.equal(act(world, 3, "roll", { roll: first.roll, choice: 2 }), "gone");
  assert.equal(act(world, 1, "roll", { roll: first.roll, choice: 1 }), "done");
  for (let tick = 0; tick < 32 * 20; tick++) step(world);
  assert.equal(has(world, 1, first.what), 1);
  assert.equal(act(world, 2, "takeLoot", { corpse, what: second.what }), "done");
});

Deno.test("rolls: who wins with a full bag finds it in the corpse, and nobody else may take it", () => {
  const { world, corpse } = makeCorpse([1, 2]);
  const { what, roll } = addRolled(world, corpse, [1, 2]);
  have(world, 1, "small_pick", 24);
  act(world, 1, "roll", { roll, choice: 2 });
  act(world, 2, "roll", { roll, choice: 1 });
  assert.equal(has(world, 1, what), 0);
  assert.equal(act(world, 2, "takeLoot", { corpse, what }), "not-yours");
  assert.equal(act(world, 1, "takeLoot", { corpse, what }), "full");
  assert.equal(act(world, 1, "destroy", { what: itemNumber(world, "small_pick"), amount: 1 }), "done");
  assert.equal(act(world, 1, "takeLoot", { corpse, what }), "done");
  assert.equal(world.dealings.rolls.length, 0);
});

Deno.test("loot: when the corpse is gone, what is left decays, and its rolls with it; saved between, it is the same", () => {
  const { world, corpse, from } = makeCorpse([1, 2]);
  addRolled(world, corpse, [1, 2]);
  step(world);
  const again = reload(world);
  assert.equal(hashWorld(again), hashWorld(world));
  for (const one of [world, again]) {
    removeBody(one, indexOf(corpse));
    for (let tick = 0; tick < 25; tick++) step(one);
    assert.deepEqual(contentsOf(one.ledger, from), []);
    assert.deepEqual([one.dealings.corpses.length, one.dealings.rights.length, one.dealings.rolls.length], [0, 0, 0]);
    assert.equal(ledgerProblem(one.ledger), "");
  }
  assert.equal(hashWorld(again), hashWorld(world));
});
