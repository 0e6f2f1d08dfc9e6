import { deepEqual, equal, match, ok } from "node:assert/strict";
import {
  balanceOf,
  characterAccount,
  ledgerProblem,
  type LedgerRow,
  MINT,
  pileAccount,
  THING,
  transfer,
  writeLedgerRows,
} from "../../world/ledger/mod.ts";
import { hashWorld, type World } from "../../world/mod.ts";
import { idAt, indexOf, isAlive } from "../../world/entities.ts";
import { enter, makeTestWorld, type OutputLog, step } from "./_fixtures.ts";

const [ADA, BO] = [characterAccount(1), characterAccount(2)];

/** Two players beside each other, the first with ten coins. */
function makeTwo(): { world: World; entities: [number, number] } {
  const world = makeTestWorld();
  step(world, [enter(1), enter(2)]);
  const [a, b] = [world.sessions.get(1)!, world.sessions.get(2)!];
  const { columns } = world.entities.components;
  columns.originX[b] = columns.originX[a]!;
  columns.originY[b] = columns.originY[a]!;
  transfer(world.ledger, { from: MINT, to: ADA, what: THING.coin, amount: 10, why: "new world", actor: 0 });
  return { world, entities: [idAt(world.entities, a), idAt(world.entities, b)] };
}

function undo(world: World, rows: readonly LedgerRow[], request = 7): { problem: string; log: OutputLog } {
  const log = step(world, [{ type: "undo", actor: "Olga", request, rows: writeLedgerRows(rows).slice() }]);
  const [, told, problem] = log.find(([what]) => what === "undone")!;
  equal(told, request);
  equal(ledgerProblem(world.ledger), "");
  return { problem: String(problem), log };
}

function give(world: World, session: number, to: number, amount: number): LedgerRow {
  step(world, [{ type: "give", session, sequence: 1, to, what: THING.coin, amount }]);
  return world.ledger.rows[0]!;
}

const coins = (world: World) => [balanceOf(world.ledger, ADA, THING.coin), balanceOf(world.ledger, BO, THING.coin)];

Deno.test("undo: what was given comes back by a transfer of its own, and both are told", () => {
  const { world, entities } = makeTwo();
  const given = give(world, 1, entities[1], 4);
  deepEqual(coins(world), [6, 4]);
  const { problem, log } = undo(world, [given]);
  equal(problem, "");
  deepEqual(coins(world), [10, 0]);
  const [row] = world.ledger.rows;
  deepEqual([row!.from, row!.to, row!.amount, row!.actor], [2, 1, 4, 0]);
  const lines = log.filter(([what]) => what === "line");
  deepEqual(lines.map(([, session]) => session).sort(), [1, 2]);
  match(String(lines[0]![4]), /The host has undone a transfer: 4 × coin was taken back/);
  ok(log.some(([what, session, topic]) => what === "own" && session === 1 && topic === "bag"), "the bag is told anew");
});

Deno.test("undo: where the things have moved on it is refused with who has them not, and nothing changes", () => {
  const { world, entities } = makeTwo();
  const first = give(world, 1, entities[1], 4);
  const second = give(world, 2, entities[0], 3);
  const before = balanceOf(world.ledger, BO, THING.coin);
  const entriesBefore = world.ledger.entries;
  match(undo(world, [first]).problem, /^Transfer 2: Person 2 \(character 2\) has 1 coin by now, and 4 would have to/);
  deepEqual([balanceOf(world.ledger, BO, THING.coin), world.ledger.entries], [before, entriesBefore]);
  // The chain as a whole can be undone, the newest first.
  equal(undo(world, [first, second]).problem, "");
  deepEqual(coins(world), [10, 0]);
});

Deno.test("undo: a dropped thing that somebody took goes back through its pile, which is gone; alone it cannot", () => {
  const { world } = makeTwo();
  step(world, [{ type: "drop", session: 1, sequence: 1, what: THING.coin, amount: 5 }]);
  const dropped = world.ledger.rows[0]!;
  const pile = dropped.to;
  step(world, [{ type: "pickUp", session: 2, sequence: 1, pile }]);
  const taken = world.ledger.rows[0]!;
  deepEqual(coins(world), [5, 5]);
  match(undo(world, [taken]).problem, /back on the ground, in pile \d+, which is gone/);
  equal(undo(world, [taken, dropped]).problem, "");
  deepEqual(coins(world), [10, 0]);
  equal(balanceOf(world.ledger, pileAccount(pile), THING.coin), 0);
});

Deno.test("undo: a pile that lies there shows what is left in it, and is gone with the last of it", () => {
  const { world } = makeTwo();
  const rows: LedgerRow[] = [];
  for (const amount of [5, 3]) {
    step(world, [{ type: "drop", session: 1, sequence: 1, what: THING.coin, amount }]);
    rows.push(world.ledger.rows[0]!);
  }
  const pile = rows[0]!.to;
  equal(rows[1]!.to, pile, "the second went onto the first");
  equal(undo(world, [rows[1]!]).problem, "");
  equal(world.entities.components.columns.amount[indexOf(pile)], 5);
  equal(undo(world, [rows[0]!]).problem, "");
  ok(!isAlive(world.entities, pile));
  deepEqual(coins(world), [10, 0]);
});

Deno.test("undo: the same command gives the same world", () => {
  const run = () => {
    const { world, entities } = makeTwo();
    const given = give(world, 1, entities[1], 4);
    undo(world, [given], 99);
    return hashWorld(world);
  };
  equal(run(), run());
});
