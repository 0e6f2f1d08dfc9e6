import assert from "node:assert/strict";
import { Prng } from "../../world/base/prng.ts";
import { KIND } from "../../world/kinds.ts";
import {
  balanceOf,
  balances,
  characterAccount,
  type Ledger,
  ledgerProblem,
  makeLedger,
  MINT,
  pileAccount,
  THING,
  transfer,
} from "../../world/ledger/mod.ts";
import { PILE_SECONDS } from "../../world/limits.ts";
import { hashWorld, makeTerrain, positionX, positionY, type World } from "../../world/mod.ts";
import { createWorld } from "../../world/mod.ts";
import type { Command } from "../../world/commands.ts";
import { idAt, indexEnd } from "../../world/entities.ts";
import { crowdCommands, enter, makeTestWorld, type OutputLog, reload, scramble, step } from "./_fixtures.ts";
import { defaultPack } from "./_pack.ts";

function mint(ledger: Ledger, character: number, what: number, amount: number): void {
  const to = characterAccount(character);
  assert.equal(transfer(ledger, { from: MINT, to, what, amount, why: "new world", actor: 0 }), "done");
}

/** What came of actions, without the rest. */
function answers(log: OutputLog): OutputLog {
  return log.filter(([what, , topic]) =>
    what === "done" || what === "refusedAction" || (what === "own" && topic === "bag")
  );
}

function piles(world: World): number[] {
  const found: number[] = [];
  for (let index = 0; index < indexEnd(world.entities); index++) {
    const id = idAt(world.entities, index);
    if (id !== 0 && world.entities.components.columns.kind[index] === KIND.pile) found.push(id);
  }
  return found;
}

Deno.test("ledger: a transfer takes what it gives; what is not there is refused and changes nothing", () => {
  const ledger = makeLedger();
  mint(ledger, 1, THING.coin, 10);
  const give = (amount: number) =>
    transfer(ledger, {
      ...{ from: characterAccount(1), to: characterAccount(2), what: THING.coin },
      ...{ amount, why: "given", actor: 1 } as const,
    });
  assert.equal(give(11), "not-enough");
  assert.equal(ledger.entries, 1);
  assert.equal(give(4), "done");
  const has = (character: number) => balanceOf(ledger, characterAccount(character), THING.coin);
  assert.deepEqual([has(1), has(2), balanceOf(ledger, MINT, THING.coin)], [6, 4, -10]);
  assert.equal(give(6), "done");
  assert.deepEqual([has(1), has(2), ledger.table.length], [0, 10, 2]);
  assert.equal(ledgerProblem(ledger), "");
  assert.deepEqual(ledger.rows.map(({ entry, amount }) => [entry, amount]), [[1, 10], [2, 4], [3, 6]]);
  assert.throws(() => give(0), /amount 0/);
  assert.throws(() => give(1.5), /amount 1.5/);
});

Deno.test("ledger: a source may go far below zero, nobody above the most; a balance that was tampered with is found", () => {
  const ledger = makeLedger();
  for (let character = 1; character <= 6; character++) mint(ledger, character, THING.apple, 1_000_000_000);
  assert.equal(balanceOf(ledger, MINT, THING.apple), -6_000_000_000);
  const more = {
    from: MINT,
    to: characterAccount(1),
    what: THING.apple,
    amount: 1,
    why: "new world",
    actor: 0,
  } as const;
  assert.equal(transfer(ledger, more), "full");
  assert.equal(ledgerProblem(ledger), "");
  ledger.table.columns.low[1]! -= 1;
  assert.match(ledgerProblem(ledger), /all balances of apple come to -1, wanted 0/);
});

Deno.test("ledger: ten thousand random transfers agree with a plain map, and add up after each", () => {
  const ledger = makeLedger();
  const prng = new Prng(3);
  const plain = new Map<string, number>();
  const account = (number: number) => number === 0 ? MINT : number < 6 ? characterAccount(number) : pileAccount(number);
  for (let round = 0; round < 10_000; round++) {
    const [from, to] = [prng.below(12), prng.below(12)];
    if (from === to) continue;
    const what = 1 + prng.below(4);
    const amount = 1 + prng.below(9);
    const done = transfer(ledger, { from: account(from), to: account(to), what, amount, why: "given", actor: 0 });
    const has = (number: number) => plain.get(`${number} ${what}`) ?? 0;
    assert.equal(done, from === 0 || has(from) >= amount ? "done" : "not-enough");
    if (done === "done") {
      plain.set(`${from} ${what}`, has(from) - amount);
      plain.set(`${to} ${what}`, has(to) + amount);
    }
    assert.equal(ledgerProblem(ledger), "");
  }
  const kept = [...plain.values()].filter((amount) => amount !== 0);
  assert.equal([...balances(ledger)].length, kept.length);
  for (const [key, amount] of plain) {
    const [number, what] = key.split(" ").map(Number);
    assert.equal(balanceOf(ledger, account(number!), what!), amount);
  }
});

Deno.test("things: drop, pick up, give; each is answered, and everybody concerned is told what they have", () => {
  const world = makeTestWorld();
  step(world, [enter(1), enter(2)]);
  mint(world.ledger, 1, THING.apple, 5);
  assert.deepEqual(answers(step(world, [{ type: "drop", session: 1, sequence: 7, what: THING.apple, amount: 3 }])), [
    ["own", 1, "bag", String(THING.apple), { amount: 2 }],
    ["done", 1, 7, true],
  ]);
  const [pile] = piles(world);
  // More of the same at the same place is the same pile.
  step(world, [{ type: "drop", session: 1, sequence: 8, what: THING.apple, amount: 1 }]);
  assert.deepEqual(piles(world), [pile]);
  assert.equal(balanceOf(world.ledger, pileAccount(pile!), THING.apple), 4);
  const { columns } = world.entities.components;
  assert.equal(columns.amount[pile! & 0x1_ffff], 4);
  const body = idAt(world.entities, world.sessions.get(2)!);
  // Both stand where newcomers appear: bring them together.
  columns.originX[world.sessions.get(2)!] = positionX(world, world.sessions.get(1)!);
  columns.originY[world.sessions.get(2)!] = positionY(world, world.sessions.get(1)!);
  const both: Command[] = [
    { type: "pickUp", session: 2, sequence: 1, pile: pile! },
    { type: "pickUp", session: 1, sequence: 9, pile: pile! },
    { type: "give", session: 1, sequence: 10, to: body, what: THING.apple, amount: 1 },
    { type: "give", session: 1, sequence: 11, to: body, what: THING.apple, amount: 1 },
  ];
  assert.deepEqual(answers(step(world, both)), [
    // However often it changed in the tick, it is told once, and before the answers.
    ["own", 1, "bag", String(THING.apple), null],
    ["own", 2, "bag", String(THING.apple), { amount: 5 }],
    ["done", 2, 1, true],
    ["refusedAction", 1, 9, "gone", true],
    ["done", 1, 10, true],
    ["refusedAction", 1, 11, "not-enough", true],
  ]);
  assert.deepEqual(piles(world), []);
  assert.equal(ledgerProblem(world.ledger), "");
  assert.deepEqual(answers(step(world, [enter(3, 2)])), [
    ["own", 3, "bag", "", null],
    ["own", 3, "bag", String(THING.apple), { amount: 5 }],
  ]);
});

Deno.test("things: what is out of reach, wrong or nobody's is refused and moves nothing", () => {
  const world = makeTestWorld();
  step(world, [enter(1), enter(2)]);
  mint(world.ledger, 1, THING.coin, 5);
  step(world, [{ type: "drop", session: 1, sequence: 1, what: THING.coin, amount: 2 }]);
  const [pile] = piles(world);
  const far = world.sessions.get(2)!;
  world.entities.components.columns.originX[far]! += 4 * 256;
  const to = idAt(world.entities, far);
  const own = idAt(world.entities, world.sessions.get(1)!);
  const { entries } = world.ledger;
  const cases: [Command, string][] = [
    [{ type: "pickUp", session: 2, sequence: 2, pile: pile! }, "too-far"],
    [{ type: "pickUp", session: 1, sequence: 2, pile: own }, "gone"],
    [{ type: "pickUp", session: 1, sequence: 2, pile: 0 }, "gone"],
    [{ type: "give", session: 1, sequence: 2, to, what: THING.coin, amount: 1 }, "too-far"],
    [{ type: "give", session: 1, sequence: 2, to: own, what: THING.coin, amount: 1 }, "too-far"],
    [{ type: "give", session: 1, sequence: 2, to: pile!, what: THING.coin, amount: 1 }, "gone"],
    [{ type: "drop", session: 1, sequence: 2, what: THING.coin, amount: 4 }, "not-enough"],
    [{ type: "drop", session: 1, sequence: 2, what: 999, amount: 1 }, "not-enough"],
    [{ type: "drop", session: 1, sequence: 2, what: 0, amount: 1 }, "not-enough"],
  ];
  for (const [command, reason] of cases) {
    const [answer, ...more] = answers(step(world, [command]));
    assert.deepEqual([answer![0], answer![3], more.length], ["refusedAction", reason, 0], JSON.stringify(command));
  }
  assert.equal(world.ledger.entries, entries);
  assert.deepEqual(answers(step(world, [{ type: "pickUp", session: 9, sequence: 1, pile: pile! }])), []);
});

Deno.test("things: what was dropped decays in half an hour, to an account of its own", () => {
  const world = makeTestWorld();
  step(world, [enter(1)]);
  mint(world.ledger, 1, THING.coin, 5);
  step(world, [{ type: "drop", session: 1, sequence: 1, what: THING.coin, amount: 5 }]);
  for (let tick = 0; tick < PILE_SECONDS * 20 - 21; tick++) step(world);
  assert.equal(piles(world).length, 1);
  for (let tick = 0; tick < 42; tick++) step(world);
  assert.equal(piles(world).length, 0);
  assert.equal(ledgerProblem(world.ledger), "");
  assert.deepEqual([...balances(world.ledger)].map(({ amount }) => amount), [-5, 5]);
});

/** A crowd that also drops, gives and picks up whatever it can reach: a function of seed, tick and world. */
function tradingCrowd(seed: number): (world: World, tick: number) => Command[] {
  const crowd = crowdCommands(30, seed);
  const prng = new Prng(seed + 1);
  return (world, tick) => {
    const commands = crowd(tick);
    const bodies = [...world.sessions].sort(([a], [b]) => a - b);
    const ground = piles(world);
    for (const [session] of bodies) {
      const [sequence, what, amount] = [tick & 0xffff, 1 + prng.below(4), 1 + prng.below(3)];
      const to = idAt(world.entities, bodies[prng.below(bodies.length)]![1]);
      const pile = ground.length > 0 ? ground[prng.below(ground.length)]! : 0;
      const chance = prng.below(60);
      if (chance < 2) commands.push({ type: "drop", session, sequence, what, amount });
      else if (chance < 4) commands.push({ type: "give", session, sequence, to, what, amount });
      else if (chance < 8) commands.push({ type: "pickUp", session, sequence, pile });
    }
    return commands;
  };
}

Deno.test("determinism: with things, the same commands give the same, after saving and in any order of the lists", () => {
  const plain = makeTestWorld();
  let other = makeTestWorld();
  for (const world of [plain, other]) {
    for (let character = 1; character <= 30; character++) mint(world.ledger, character, 1 + character % 4, 40);
  }
  const [crowdA, crowdB] = [tradingCrowd(4), tradingCrowd(4)];
  let moved = 0;
  for (let tick = 1; tick <= 600; tick++) {
    const said = step(plain, crowdA(plain, tick));
    assert.deepEqual(step(other, crowdB(other, tick)), said, `tick ${tick}`);
    moved += plain.ledger.rows.length;
    assert.deepEqual(other.ledger.rows, plain.ledger.rows);
    assert.equal(ledgerProblem(plain.ledger), "");
    scramble(other);
    if (tick % 7 === 0) other = reload(other);
    assert.equal(hashWorld(other), hashWorld(plain), `tick ${tick}`);
  }
  assert.ok(moved > 100, `${moved} transfers`);
});

Deno.test("a new world has things at its doors, minted by the ledger, the same for the same seed", () => {
  const choices = { seed: 5, tickRate: 20, dayMinutes: 40 };
  const world = createWorld(choices, makeTerrain(5), defaultPack());
  const found = piles(world);
  assert.ok(found.length > 50 && found.length < 2000, `${found.length} piles`);
  assert.equal(world.ledger.rows.length, found.length);
  assert.equal(ledgerProblem(world.ledger), "");
  assert.equal(hashWorld(createWorld(choices, makeTerrain(5), defaultPack())), hashWorld(world));
  assert.equal(piles(makeTestWorld()).length, 0);
});
