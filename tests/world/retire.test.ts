/** Several characters of one account, and those that are deleted. */
import assert from "node:assert/strict";
import { idAt, isAlive } from "../../world/entities.ts";
import {
  bankAccount,
  characterAccount,
  contentsOf,
  ledgerProblem,
  transfer,
  wornAccount,
} from "../../world/ledger/mod.ts";
import { hashWorld, type World } from "../../world/mod.ts";
import { bodyOf } from "../../world/roster.ts";
import { act, have, makeMarket } from "./items/_fixtures.ts";
import { enter, type OutputLog, reload, step } from "./_fixtures.ts";

const enterAs = (session: number, character: number, account: number) => ({ ...enter(session, character), account });

const closed = (log: OutputLog) => log.filter(([what]) => what === "close").map((line) => line.slice(1, 3));

function isOf(world: World, session: number): number {
  return world.entities.components.columns.character[world.sessions.get(session)!]!;
}

Deno.test("accounts: one character is played at a time; the body of the other is left as after a loss", () => {
  const world = makeMarket(1);
  step(world, [enterAs(5, 50, 9), enterAs(6, 60, 8)]);
  const log = step(world, [enterAs(7, 51, 9)]);
  assert.deepEqual(closed(log), [[5, "replaced"]]);
  assert.equal(world.sessions.has(5), false);
  assert.equal(isOf(world, 7), 51);
  assert.equal(isOf(world, 6), 60, "who has another account plays on");
  assert.ok(bodyOf(world.roster, 50) >= 0, "it stands there for a while");
  step(world, [enterAs(8, 50, 9)]);
  assert.equal(isOf(world, 8), 50);
  assert.equal(world.sessions.has(7), false, "and the other way round");
});

Deno.test("retire: a deleted character leaves, and all that it had goes to decay, transfer by transfer", () => {
  const world = makeMarket(2);
  const [sword] = have(world, 1, "worn_sword");
  have(world, 1, "barley_bread", 3);
  transfer(world.ledger, {
    ...{ from: characterAccount(1), to: bankAccount(1), what: contentsOf(world.ledger, characterAccount(1))[0]! },
    ...{ amount: 1, why: "put into the bank", actor: 1 },
  });
  act(world, 1, "equip", { what: sword! });
  act(world, 1, "tradeAsk", { to: idAt(world.entities, world.sessions.get(2)!) });
  act(world, 2, "tradeAsk", { to: idAt(world.entities, world.sessions.get(1)!) });
  const body = idAt(world.entities, world.sessions.get(1)!);
  const other = reload(world);
  const log = step(world, [{ type: "retire", session: 77, character: 1 }]);
  assert.deepEqual(closed(log), [[1, "replaced"]]);
  assert.equal(isAlive(world.entities, body), false);
  for (const account of [characterAccount(1), bankAccount(1), wornAccount(1)]) {
    assert.deepEqual(contentsOf(world.ledger, account), []);
  }
  assert.equal(ledgerProblem(world.ledger), "");
  assert.equal(world.dealings.trades.length, 0);
  step(other, [{ type: "retire", session: 77, character: 1 }]);
  assert.equal(hashWorld(reload(world)), hashWorld(world));
});

Deno.test("retire: who was never here has nothing to lose", () => {
  const world = makeMarket(1);
  const before = world.ledger.entries;
  step(world, [{ type: "retire", session: 77, character: 4711 }]);
  assert.equal(world.ledger.entries, before);
});
