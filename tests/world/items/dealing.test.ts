/** Vendors, the bank and trades, and what is tried with them. */
import assert from "node:assert/strict";
import {
  balanceOf,
  bankAccount,
  contentsOf,
  holderOf,
  ledgerProblem,
  namedAccount,
} from "../../../world/ledger/mod.ts";
import { enter, leave, step } from "../_fixtures.ts";
import { act, action, answersTo, has, have, itemNumber, makeMarket, moveTo, placeNpc, toldOf } from "./_fixtures.ts";

const COIN = 1;
/** What no client may send; the world refuses it as well. */
const STRANGE = [0, -1, 1.5, NaN, Infinity, -Infinity, 2 ** 31, 2 ** 40, 1e300];

Deno.test("vendor: what is bought is paid for, comes out of the stock, and the stock fills up again", () => {
  const world = makeMarket();
  const smith = placeNpc(world, "greta_amble");
  have(world, 1, "coin", 1_000);
  const sword = itemNumber(world, "worn_sword");
  const log = step(world, [action(1, "openVendor", { npc: smith })]);
  const told = new Map(toldOf(log, 1, "vendor") as [string, Record<string, unknown>][]);
  assert.equal(told.get("self")!.entity, smith);
  assert.deepEqual(told.get(`stock ${sword}`), { kind: sword, coins: 40, left: 5 });
  const deal = (amount: number) => act(world, 1, "buy", { npc: smith, what: sword, amount });
  assert.equal(deal(6), "sold-out");
  assert.equal(deal(2), "done");
  assert.equal(has(world, 1, COIN), 920);
  assert.equal(world.ledger.instances.table.length, 2);
  assert.equal(deal(4), "sold-out");
  for (let tick = 0; tick < 600 * 20; tick++) step(world);
  assert.equal(deal(4), "done", "one more has come in ten minutes");
  assert.equal(deal(1), "sold-out");
  assert.equal(balanceOf(world.ledger, namedAccount("vendor"), COIN), 240);
});

Deno.test("vendor: coins are spent once, also within a tick", () => {
  const world = makeMarket();
  const innkeeper = placeNpc(world, "oswin_pell");
  have(world, 1, "coin", 30);
  const rod = itemNumber(world, "willow_rod");
  const buy = (sequence: number) => action(1, "buy", { npc: innkeeper, what: rod, amount: 1 }, sequence);
  const give = action(1, "give", { to: entityOf(world, 2), what: COIN, amount: 30 }, 3);
  assert.deepEqual(answersTo(step(world, [buy(1), buy(2), give]), 1), ["done", "not-enough", "not-enough"]);
  assert.deepEqual([has(world, 1, COIN), has(world, 1, rod), has(world, 2, COIN)], [0, 1, 0]);
});

function entityOf(world: ReturnType<typeof makeMarket>, session: number): number {
  return world.roster.table.columns.entity[world.roster.rowOf.get(session)!]!;
}

Deno.test("vendor: strange numbers, what it does not have, a full bag and a vendor out of reach are refused", () => {
  const world = makeMarket();
  const smith = placeNpc(world, "greta_amble");
  have(world, 1, "coin", 900_000);
  const lantern = itemNumber(world, "lantern");
  const { entries } = world.ledger;
  for (const amount of STRANGE) {
    assert.notEqual(act(world, 1, "buy", { npc: smith, what: lantern, amount }), "done", `buy ${amount}`);
    assert.notEqual(act(world, 1, "sell", { npc: smith, what: COIN, amount }), "done", `sell ${amount}`);
    assert.notEqual(act(world, 1, "buy", { npc: smith, what: amount, amount: 1 }), "done", `buy kind ${amount}`);
    assert.notEqual(act(world, 1, "bankPut", { npc: smith, what: COIN, amount }), "done");
    assert.notEqual(act(world, 1, "drop", { what: COIN, amount }), "done", `drop ${amount}`);
    assert.notEqual(act(world, 1, "destroy", { what: COIN, amount }), "done", `destroy ${amount}`);
    assert.notEqual(act(world, 1, "give", { to: entityOf(world, 2), what: COIN, amount }), "done");
  }
  assert.equal(act(world, 1, "buy", { npc: smith, what: itemNumber(world, "apple"), amount: 1 }), "wrong-target");
  assert.equal(act(world, 1, "sell", { npc: smith, what: COIN, amount: 1 }), "wrong-target", "coins are not sold");
  assert.equal(world.ledger.entries, entries, "nothing moved");
  have(world, 1, "small_pick", 24);
  assert.equal(act(world, 1, "buy", { npc: smith, what: lantern, amount: 1 }), "full");
  assert.equal(has(world, 1, COIN), 900_000);
  moveTo(world, 2, 1, 8);
  have(world, 2, "coin", 100);
  assert.equal(act(world, 2, "buy", { npc: smith, what: lantern, amount: 1 }), "too-far");
  assert.equal(act(world, 2, "openVendor", { npc: smith }), "too-far");
  assert.equal(act(world, 1, "buy", { npc: entityOf(world, 2), what: lantern, amount: 1 }), "gone");
  assert.equal(act(world, 1, "openVendor", { npc: 0 }), "gone");
});

Deno.test("vendor: what is sold can be bought back for the same, keeps its number, and goes for good after a while", () => {
  const world = makeMarket();
  const smith = placeNpc(world, "greta_amble");
  const [one] = have(world, 1, "worn_sword");
  const [two] = have(world, 1, "worn_sword");
  for (const what of [one!, two!]) assert.equal(act(world, 1, "sell", { npc: smith, what, amount: 1 }), "done");
  assert.equal(has(world, 1, COIN), 16);
  assert.equal(act(world, 2, "buyBack", { npc: smith, what: one! }), "gone", "it was not the second player's");
  assert.equal(act(world, 1, "buyBack", { npc: smith, what: one! }), "done");
  assert.deepEqual([has(world, 1, COIN), has(world, 1, one!)], [8, 1]);
  assert.equal(act(world, 1, "buyBack", { npc: smith, what: one! }), "gone", "once");
  for (let tick = 0; tick < 1_801 * 20; tick++) step(world);
  assert.equal(holderOf(world.ledger, two!), null);
  assert.equal(act(world, 1, "buyBack", { npc: smith, what: two! }), "gone");
  for (let round = 0; round < 15; round++) {
    have(world, 1, "stone", 1);
    assert.equal(act(world, 1, "sell", { npc: smith, what: itemNumber(world, "stone"), amount: 1 }), "done");
  }
  assert.equal(world.dealings.buybacks.length, 12, "so many lines and no more");
});

Deno.test("bank: it keeps what is put there for its owner alone, and has its places", () => {
  const world = makeMarket();
  const banker = placeNpc(world, "ives_tallow");
  const smith = placeNpc(world, "greta_amble");
  const [sword] = have(world, 1, "worn_sword");
  have(world, 1, "stone", 30);
  const stone = itemNumber(world, "stone");
  assert.equal(act(world, 1, "bankPut", { npc: smith, what: sword!, amount: 1 }), "wrong-target");
  const log = step(world, [action(1, "bankPut", { npc: banker, what: sword!, amount: 1 })]);
  assert.deepEqual(answersTo(log, 1), ["done"]);
  assert.equal(toldOf(log, 1, "bank").length, 1);
  assert.equal(act(world, 1, "bankPut", { npc: banker, what: stone, amount: 31 }), "not-enough");
  assert.equal(act(world, 1, "bankPut", { npc: banker, what: stone, amount: 30 }), "done");
  assert.equal(act(world, 2, "bankTake", { npc: banker, what: sword!, amount: 1 }), "not-enough");
  assert.equal(act(world, 1, "equip", { what: sword! }), "not-enough", "it is at the bank");
  assert.equal(act(world, 1, "bankTake", { npc: banker, what: stone, amount: 5 }), "done");
  assert.deepEqual(contentsOf(world.ledger, bankAccount(1)), [stone, sword]);
  for (let place = 0; place < 58; place++) {
    const [pick] = have(world, 1, "rusty_axe");
    assert.equal(act(world, 1, "bankPut", { npc: banker, what: pick!, amount: 1 }), "done", `place ${place}`);
  }
  const [more] = have(world, 1, "rusty_axe");
  assert.equal(act(world, 1, "bankPut", { npc: banker, what: more!, amount: 1 }), "full");
});

/** Two players who trade: the first has a sword and twenty coins, the second ten apples. */
function makeTrade() {
  const world = makeMarket(3);
  const [sword] = have(world, 1, "worn_sword");
  have(world, 1, "coin", 20);
  have(world, 2, "apple", 10);
  const apple = itemNumber(world, "apple");
  assert.equal(act(world, 1, "tradeAsk", { to: entityOf(world, 2) }), "done");
  assert.equal(act(world, 2, "tradeAsk", { to: entityOf(world, 1) }), "done");
  const offer = (session: number, what: number, amount: number) => act(world, session, "tradeOffer", { what, amount });
  const agree = (session: number, yes = 1) => act(world, session, "tradeAgree", { yes });
  return { world, sword: sword!, apple, offer, agree };
}

Deno.test("trade: both ask, both offer, both agree, and it changes hands at once", () => {
  const { world, sword, apple, offer, agree } = makeTrade();
  assert.equal(act(world, 3, "tradeAsk", { to: entityOf(world, 1) }), "busy");
  assert.equal(offer(1, sword, 1), "done");
  assert.equal(offer(1, COIN, 15), "done");
  assert.equal(offer(2, apple, 10), "done");
  assert.equal(agree(1), "done");
  assert.equal(has(world, 2, sword), 0);
  const log = step(world, [action(2, "tradeAgree", { yes: 1 })]);
  assert.deepEqual(answersTo(log, 2), ["done"]);
  assert.deepEqual([has(world, 2, sword), has(world, 2, COIN), has(world, 1, apple), has(world, 1, COIN)], [
    1,
    15,
    10,
    5,
  ]);
  for (const session of [1, 2]) assert.deepEqual(toldOf(log, session, "trade"), [["", null]], "it is over");
  assert.equal(act(world, 1, "tradeCancel"), "no-trade");
  assert.equal(ledgerProblem(world.ledger), "");
});

Deno.test("trade: a change takes back both agreements", () => {
  const { world, sword, apple, offer, agree } = makeTrade();
  offer(1, sword, 1);
  offer(2, apple, 10);
  assert.equal(agree(1), "done");
  assert.equal(offer(2, apple, 3), "done");
  assert.equal(agree(2), "done", "the first has to agree anew");
  assert.deepEqual([has(world, 2, sword), has(world, 2, apple)], [0, 7]);
  // The last moment's change, in the tick of the agreement.
  const rush = [action(2, "tradeOffer", { what: apple, amount: 0 }, 1), action(1, "tradeAgree", { yes: 1 }, 2)];
  step(world, rush);
  assert.deepEqual([has(world, 2, sword), has(world, 2, apple)], [0, 10]);
  assert.equal(agree(1, 0), "done");
  assert.equal(agree(2), "done");
  assert.equal(agree(1), "done");
  assert.equal(has(world, 2, sword), 1);
});

Deno.test("trade: what is offered is not worn, dropped, sold, used or offered twice", () => {
  const { world, sword, offer } = makeTrade();
  const smith = placeNpc(world, "greta_amble");
  offer(1, sword, 1);
  offer(1, COIN, 20);
  assert.equal(act(world, 1, "equip", { what: sword }), "not-enough");
  assert.equal(act(world, 1, "drop", { what: sword, amount: 1 }), "not-enough");
  assert.equal(act(world, 1, "sell", { npc: smith, what: sword, amount: 1 }), "not-enough");
  assert.equal(act(world, 1, "destroy", { what: sword, amount: 1 }), "not-enough");
  assert.equal(act(world, 1, "buy", { npc: smith, what: itemNumber(world, "lantern"), amount: 1 }), "not-enough");
  assert.equal(offer(1, sword, 2), "not-enough");
  assert.equal(offer(2, sword, 1), "not-enough", "it is not the second's to offer");
  for (const amount of STRANGE.filter((one) => one !== 0)) assert.notEqual(offer(1, COIN, amount), "done", `${amount}`);
  assert.equal(act(world, 3, "tradeOffer", { what: COIN, amount: 1 }), "no-trade");
  assert.equal(act(world, 3, "tradeAgree", { yes: 1 }), "no-trade");
});

Deno.test("trade: calling it off, walking away, losing the connection and leaving all give back what was offered", () => {
  const ends: ((trade: ReturnType<typeof makeTrade>) => void)[] = [
    ({ world }) => void act(world, 2, "tradeCancel"),
    ({ world }) => {
      moveTo(world, 2, 1, 20);
      step(world);
    },
    ({ world }) => void step(world, [leave(2)]),
    ({ world }) => void step(world, [leave(1, true)]),
    ({ world }) => {
      world.entities.components.columns.status[world.sessions.get(1)!]! |= 2;
      step(world);
    },
  ];
  ends.forEach((end, number) => {
    const trade = makeTrade();
    const { world, sword, apple, offer, agree } = trade;
    offer(1, sword, 1);
    offer(2, apple, 4);
    agree(1);
    end(trade);
    assert.deepEqual([has(world, 1, sword), has(world, 2, apple)], [1, 10], `end ${number}`);
    assert.equal(world.dealings.trades.length, 0);
    assert.equal(ledgerProblem(world.ledger), "");
  });
});

Deno.test("trade: who leaves in the tick of the other's agreement keeps what is its own", () => {
  const { world, sword, apple, offer, agree } = makeTrade();
  offer(1, sword, 1);
  offer(2, apple, 4);
  agree(1);
  step(world, [leave(1, true), action(2, "tradeAgree", { yes: 1 })]);
  assert.deepEqual([has(world, 1, sword), has(world, 2, apple)], [1, 10]);
});

Deno.test("trade: a bag without room for what would come refuses, one's own and the other's", () => {
  const { world, sword, offer, agree } = makeTrade();
  have(world, 2, "small_pick", 23);
  offer(1, sword, 1);
  assert.equal(agree(2), "full");
  assert.equal(agree(1), "done");
  assert.equal(agree(2), "full");
  assert.equal(has(world, 1, sword), 0);
  assert.equal(act(world, 1, "tradeCancel"), "done");
  assert.equal(has(world, 1, sword), 1);
});

Deno.test("trade: what is offered keeps its place in the bag, so that it can come back", () => {
  const { world, sword, offer } = makeTrade();
  offer(1, sword, 1);
  have(world, 1, "small_pick", 23);
  have(world, 3, "stone", 1);
  assert.equal(
    act(world, 3, "give", { to: entityOf(world, 1), what: itemNumber(world, "stone"), amount: 1 }),
    "other-full",
  );
});

Deno.test("two sessions: the earlier one of a character can do nothing any more, and nothing is done twice", () => {
  const world = makeMarket();
  const innkeeper = placeNpc(world, "oswin_pell");
  have(world, 1, "coin", 40);
  const what = itemNumber(world, "willow_rod");
  const buy = (session: number) => action(session, "buy", { npc: innkeeper, what, amount: 1 });
  const log = step(world, [enter(7, 1), buy(1), buy(7)]);
  assert.deepEqual([answersTo(log, 1), answersTo(log, 7)], [[], ["done"]]);
  assert.deepEqual([has(world, 1, what), has(world, 1, COIN)], [1, 10]);
});
