/** Everybody deals with everybody: nothing is lost or doubled, and the same commands give the same world. */
import assert from "node:assert/strict";
import { Prng } from "../../../world/base/prng.ts";
import type { Command } from "../../../world/commands.ts";
import { setStatus } from "../../../world/bodies.ts";
import { idAt, indexOf } from "../../../world/entities.ts";
import { leaveLoot, wearAll } from "../../../world/items/mod.ts";
import { KIND, STATUS } from "../../../world/kinds.ts";
import {
  bankAccount,
  CAUSES,
  characterAccount,
  contentsOf,
  ledgerProblem,
  wornAccount,
} from "../../../world/ledger/mod.ts";
import { hashWorld, type World } from "../../../world/mod.ts";
import { enter, leave, reload, scramble, step } from "../_fixtures.ts";
import { action, have, makeMarket, placeBody, placeNpc } from "./_fixtures.ts";

const PLAYERS = 8;

interface Market {
  readonly world: World;
  readonly npcs: readonly number[];
}

function makeBusyMarket(): Market {
  const world = makeMarket(PLAYERS);
  const npcs = ["greta_amble", "oswin_pell", "ives_tallow", "mother_sorrel"].map((id) => placeNpc(world, id));
  for (let character = 1; character <= PLAYERS; character++) {
    have(world, character, "coin", 400);
    for (const id of ["worn_sword", "plank_shield", "hedge_bow", "patched_jerkin"]) have(world, character, id);
    have(world, character, "apple", 12);
  }
  return { world, npcs };
}

/** What happens in a tick besides commands: somebody dies and leaves something, gear wears out. */
function happen(world: World, prng: Prng): void {
  const chance = prng.below(40);
  if (chance === 0) {
    const creatures = world.content.creatures.all.filter(({ loot }) => loot !== null);
    const creature = creatures[prng.below(creatures.length)]!;
    const corpse = indexOf(placeBody(world, KIND.creature, creature.number));
    setStatus(world, corpse, STATUS.dead, true);
    leaveLoot(world, corpse, creature.loot!, [1, 2, 3, 4].slice(prng.below(4)));
  } else if (chance === 1) wearAll(world, 1 + prng.below(PLAYERS), prng.below(500));
}

/** Commands of everybody: a function of the generator and the world. */
function commandsOf({ world, npcs }: Market, prng: Prng): Command[] {
  const commands: Command[] = [];
  const entities = Array.from({ length: PLAYERS }, (_, at) => {
    const index = world.sessions.get(at + 1);
    return index === undefined ? 0 : idAt(world.entities, index);
  });
  const one = <T>(list: readonly T[], other: T) => list.length === 0 ? other : list[prng.below(list.length)]!;
  for (let session = 1; session <= PLAYERS; session++) {
    const things = [characterAccount, bankAccount, wornAccount].flatMap((account) =>
      contentsOf(world.ledger, account(session))
    );
    const what = one(things, 1);
    const amount = 1 + prng.below(prng.below(4) === 0 ? 30 : 2);
    const npc = one(npcs, 0);
    const { corpses, rolls } = world.dealings;
    const corpse = one([...corpses.columns.corpse.subarray(0, corpses.length)], 0);
    const roll = one([...rolls.columns.number.subarray(0, rolls.length)], 0);
    const { table } = world.orders;
    const number = one([...table.columns.number.subarray(0, table.length)].sort((a, b) => a - b), 0);
    const apple = world.content.items.byId.get("apple")!.number;
    const order = { quality: 0, count: amount, price: 1 + prng.below(5), days: 1 };
    const choices: Command[] = [
      action(session, "equip", { what }),
      action(session, "unequip", { what }),
      action(session, "useItem", { what, target: 0, x: 0, y: 0 }),
      action(session, "destroy", { what, amount }),
      action(session, "repair", { npc, what: 0 }),
      action(session, "bankPut", { npc, what, amount }),
      action(session, "bankTake", { npc, what, amount }),
      action(session, "openVendor", { npc }),
      action(session, "buy", { npc, what: 1 + prng.below(30), amount }),
      action(session, "sell", { npc, what, amount }),
      action(session, "buyBack", { npc, what }),
      action(session, "openCorpse", { corpse }),
      action(session, "takeLoot", { corpse, what: prng.below(2) * what }),
      action(session, "roll", { roll, choice: prng.below(3) }),
      action(session, "tradeAsk", { to: one(entities, 0) }),
      action(session, "tradeOffer", { what, amount: amount - prng.below(2) }),
      action(session, "tradeOffer", { what: 1, amount }),
      action(session, "tradeAgree", { yes: prng.below(4) === 0 ? 0 : 1 }),
      action(session, "tradeAgree", { yes: 1 }),
      action(session, "tradeCancel"),
      action(session, "openBoard", { side: 0, kind: 0, craft: 0, page: 0 }),
      action(session, "closeBoard"),
      action(session, "postOrder", { ...order, side: 1, what: prng.below(3) === 0 ? 1 + prng.below(30) : apple }),
      action(session, "postOrder", { ...order, side: 2, what }),
      action(session, "postOrder", { ...order, side: 3, what: 1 + prng.below(4) }),
      action(session, "fillOrder", { order: number, what: 0, count: amount }),
      action(session, "fillOrder", { order: number, what: apple, count: amount }),
      action(session, "fillOrder", { order: number, what, count: 1 }),
      action(session, "takeOrder", { order: number, yes: prng.below(2) }),
      action(session, "cancelOrder", { order: number }),
      action(session, "collect", { what: 0 }),
      action(session, "drop", { what, amount }),
      action(session, "give", { to: one(entities, 0), what, amount }),
    ];
    if (!world.sessions.has(session)) {
      if (prng.below(20) === 0) commands.push(enter(session));
    } else if (prng.below(300) === 0) commands.push(leave(session, prng.below(2) === 0));
    else if (prng.below(3) === 0) commands.push(one(choices, choices[0]!));
  }
  return commands;
}

/** Saves a world and loads it. What players have open is not saved, and what is told follows it: it is opened again. */
function reloadAsSeen(world: World): World {
  const loaded = reload(world);
  for (const name of Object.keys(world.opened) as (keyof World["opened"])[]) {
    for (const [index, entity] of world.opened[name]) loaded.opened[name].set(index, entity);
  }
  for (const [index, view] of world.orders.views) loaded.orders.views.set(index, view);
  for (const book of world.orders.changed) loaded.orders.changed.add(book);
  return loaded;
}

Deno.test("dealings: a crowd that does all of it loses and doubles nothing; saved and in any order it is the same", () => {
  const [plain, other] = [makeBusyMarket(), makeBusyMarket()];
  const [mine, theirs] = [new Prng(5), new Prng(5)];
  let market = other;
  const why = new Map<number, number>();
  let reloads = 0;
  for (let tick = 1; tick <= 2_500; tick++) {
    happen(plain.world, mine);
    const commands = commandsOf(plain, mine);
    const said = step(plain.world, commands);
    happen(market.world, theirs);
    commandsOf(market, theirs);
    assert.deepEqual(step(market.world, commands), said, `tick ${tick}`);
    for (const row of plain.world.ledger.rows) why.set(row.why, (why.get(row.why) ?? 0) + 1);
    assert.equal(ledgerProblem(plain.world.ledger), "", `tick ${tick}`);
    scramble(market.world);
    if (tick % 50 === 0) {
      market = { ...market, world: reloadAsSeen(market.world) };
      reloads++;
    }
    if (tick % 5 === 0) assert.equal(hashWorld(market.world), hashWorld(plain.world), `tick ${tick}`);
  }
  for (const cause of ["put into an order", "order filled", "order ended", "collected"] as const) {
    assert.ok((why.get(CAUSES.indexOf(cause)) ?? 0) > 20, `${cause}: ${why.get(CAUSES.indexOf(cause))} times`);
  }
  assert.ok(reloads > 3, `saved and loaded ${reloads} times`);
  assert.ok(why.size >= 14, `kinds of transfer that happened: ${[...why].join("; ")}`);
});

Deno.test("dealings: saved and loaded at any tick it goes on the same", () => {
  let market = makeBusyMarket();
  const plain = makeBusyMarket();
  const [mine, theirs] = [new Prng(8), new Prng(8)];
  for (let tick = 1; tick <= 600; tick++) {
    happen(plain.world, mine);
    const commands = commandsOf(plain, mine);
    step(plain.world, commands);
    happen(market.world, theirs);
    commandsOf(market, theirs);
    step(market.world, commands);
    market = { ...market, world: reload(market.world) };
    assert.equal(hashWorld(market.world), hashWorld(plain.world), `tick ${tick}`);
  }
});
