/** Single things: each has a number, is in one account, and its rows say where it came from. */
import assert from "node:assert/strict";
import { Prng } from "../../world/base/prng.ts";
import { KIND } from "../../world/kinds.ts";
import { idAt, indexEnd } from "../../world/entities.ts";
import {
  type Account,
  balanceOf,
  bankAccount,
  characterAccount,
  contentsOf,
  DECAY,
  holderOf,
  INSTANCE_MIN,
  isInstance,
  kindOf,
  type Ledger,
  ledgerProblem,
  makeInstance,
  makeLedger,
  namedAccount,
  THING,
  transfer,
  wornAccount,
} from "../../world/ledger/mod.ts";
import { INSTANCE_NUMBER_MAX } from "../../world/ledger/things.ts";
import { hashWorld } from "../../world/mod.ts";
import { enter, makeTestWorld, reload, step } from "./_fixtures.ts";

const LANTERN = { kind: THING.lantern, quality: 3, durability: 40, flags: 0, maker: "Ada", madeTick: 9 };

function make(ledger: Ledger, to: Account): number {
  return makeInstance(ledger, LANTERN, { from: namedAccount("craft"), to, why: "crafted", actor: 1 });
}

function move(ledger: Ledger, what: number, from: Account, to: Account): string {
  return transfer(ledger, { from, to, what, amount: 1, why: "given", actor: 1 });
}

const [ADA, BO] = [characterAccount(1), characterAccount(2)];

Deno.test("instances: one is made by a source, is in one account, and ends in a sink; its rows tell its life", () => {
  const ledger = makeLedger();
  const what = make(ledger, ADA);
  assert.equal(what, INSTANCE_MIN);
  assert.equal(make(ledger, BO), what + 1);
  assert.deepEqual([kindOf(ledger, what), holderOf(ledger, what)], [THING.lantern, ADA]);
  assert.equal(move(ledger, what, BO, ADA), "not-enough");
  assert.equal(move(ledger, what, ADA, BO), "done");
  assert.deepEqual(contentsOf(ledger, BO), [what, what + 1]);
  assert.deepEqual([balanceOf(ledger, ADA, what), balanceOf(ledger, BO, what)], [0, 1]);
  assert.equal(ledgerProblem(ledger), "");
  assert.equal(move(ledger, what, BO, DECAY), "done");
  assert.equal(ledgerProblem(ledger), "");
  assert.deepEqual([holderOf(ledger, what), ledger.instances.table.length], [null, 1]);
  assert.equal(move(ledger, what, DECAY_HOLDER, ADA), "not-enough");
  const life = ledger.rows.filter((row) => row.what === what);
  assert.deepEqual(life.map(({ fromKind, toKind, kind }) => [fromKind, toKind, kind]), [[0, 1, 4], [1, 1, 4], [
    1,
    0,
    4,
  ]]);
  assert.throws(
    () => transfer(ledger, { from: BO, to: ADA, what: what + 1, amount: 2, why: "given", actor: 0 }),
    /one/,
  );
  assert.throws(() => move(ledger, what + 1, namedAccount("loot"), ADA), /comes from a source once/);
});

/** Somebody who never had it. */
const DECAY_HOLDER = characterAccount(99);

Deno.test("instances: numbers go on after one is gone, begin anew after the highest, and leave out those in use", () => {
  const ledger = makeLedger();
  const [first, second] = [make(ledger, ADA), make(ledger, ADA)];
  move(ledger, second, ADA, DECAY);
  assert.equal(make(ledger, ADA), second + 1, "a number is not given twice");
  ledger.instances.last = INSTANCE_NUMBER_MAX;
  assert.equal(make(ledger, ADA), second, "the first is still there, the second is not");
  assert.ok(first === INSTANCE_MIN && ledgerProblem(ledger) === "");
});

Deno.test("instances: what is in two accounts, in none or in a named one is found", () => {
  const tamper = (change: (ledger: Ledger) => void) => {
    const ledger = makeLedger();
    make(ledger, ADA);
    make(ledger, BO);
    change(ledger);
    return ledgerProblem(ledger);
  };
  assert.match(tamper(({ table }) => table.columns.what[1] = 0), /thing 1048576, and so has another account/);
  assert.match(tamper(({ table }) => table.columns.what[1] = 9), /thing 1048585, which is not there/);
  assert.match(tamper(({ table }) => table.columns.kind[0] = 0), /has 1 of thing 1048576/);
  assert.match(tamper(({ table }) => table.columns.low[0] = 2), /character 1 has 2 of thing 1048576/);
  assert.match(tamper(({ table }) => table.length = 1), /nobody has thing 1048577/);
});

Deno.test("ledger: contents of accounts agree with a plain map through ten thousand transfers and loads", () => {
  let world = makeTestWorld();
  const prng = new Prng(11);
  const accounts = [ADA, BO, bankAccount(1), wornAccount(1), characterAccount(3)];
  const plain = accounts.map(() => new Map<number, number>());
  for (let round = 0; round < 10_000; round++) {
    const { ledger } = world;
    const [from, to] = [prng.below(5), prng.below(5)];
    const chance = prng.below(10);
    if (chance === 0) plain[to]!.set(make(ledger, accounts[to]!), 1);
    else if (chance === 1) {
      const [what, amount] = [1 + prng.below(4), 1 + prng.below(5)];
      const mint = { from: namedAccount("mint"), to: accounts[to]!, what, amount, why: "new world", actor: 0 } as const;
      assert.equal(transfer(ledger, mint), "done");
      plain[to]!.set(what, (plain[to]!.get(what) ?? 0) + amount);
    } else if (plain[from]!.size > 0) {
      const [what, has] = [...plain[from]!][prng.below(plain[from]!.size)]!;
      const amount = 1 + prng.below(has);
      const into = prng.below(6) === 0 ? DECAY : accounts[to]!;
      if (into === accounts[from]) continue;
      assert.equal(
        transfer(ledger, { from: accounts[from]!, to: into, what, amount, why: "given", actor: 0 }),
        "done",
      );
      if (amount === has) plain[from]!.delete(what);
      else plain[from]!.set(what, has - amount);
      if (into !== DECAY) plain[to]!.set(what, (plain[to]!.get(what) ?? 0) + amount);
    }
    if (round % 500 !== 0) continue;
    assert.equal(ledgerProblem(ledger), "");
    accounts.forEach((account, at) => {
      assert.deepEqual(contentsOf(ledger, account), [...plain[at]!.keys()].sort((a, b) => a - b));
      for (const [what, amount] of plain[at]!) assert.equal(balanceOf(ledger, account, what), amount);
    });
    const hash = hashWorld(world);
    world = reload(world);
    assert.equal(hashWorld(world), hash);
  }
  assert.ok(world.ledger.instances.table.length > 20, `${world.ledger.instances.table.length} instances`);
});

Deno.test("things: a single thing is dropped, lies alone, is picked up by its number, and given", () => {
  let world = makeTestWorld();
  step(world, [enter(1), enter(2)]);
  const [one, two] = [make(world.ledger, ADA), make(world.ledger, ADA)];
  const drop = (what: number) => step(world, [{ type: "drop", session: 1, sequence: 1, what, amount: 1 }]);
  drop(one);
  drop(two);
  const piles: number[] = [];
  for (let index = 0; index < indexEnd(world.entities); index++) {
    if (world.entities.components.columns.kind[index] !== KIND.pile) continue;
    piles.push(idAt(world.entities, index));
    assert.equal(world.entities.components.columns.thing[index], THING.lantern);
  }
  assert.equal(piles.length, 2, "two lanterns are not one pile");
  world = reload(world);
  step(world, [{ type: "pickUp", session: 1, sequence: 2, pile: piles[1]! }]);
  assert.deepEqual([holderOf(world.ledger, two), holderOf(world.ledger, one)?.kind], [ADA, 2]);
  const log = step(world, [{ type: "drop", session: 1, sequence: 3, what: two, amount: 2 }]);
  assert.ok(log.some(([what, , , reason]) => what === "refusedAction" && reason === "not-enough"));
  assert.ok(isInstance(two) && ledgerProblem(world.ledger) === "");
});
