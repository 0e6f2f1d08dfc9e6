/** Orders between players: wanted, sold and made, and what is tried with them. */
import assert from "node:assert/strict";
import { setSegment, setStatus } from "../../../world/bodies.ts";
import { STATUS } from "../../../world/kinds.ts";
import {
  balanceOf,
  boxAccount,
  characterAccount,
  contentsOf,
  namedAccount,
  orderAccount,
} from "../../../world/ledger/mod.ts";
import { learnRecipe, setSkill } from "../../../world/skills/mod.ts";
import type { Building, Settlement } from "../../../world/terrain/types.ts";
import { bind } from "../../../world/items/mod.ts";
import { hashWorld, type World } from "../../../world/mod.ts";
import { makeFlat, SPAWN } from "../_flat.ts";
import { enter, leave, makeTestWorld, reload, step } from "../_fixtures.ts";
import { act, action, answersTo, has, have, itemNumber, moveTo, placeNpc, toldOf } from "../items/_fixtures.ts";

const COIN = 1;
const BUY = 1;
const SELL = 2;
const MAKE = 3;
/** What no client may send; the world refuses it as well. */
const STRANGE = [0, -1, 1.5, NaN, Infinity, -Infinity, 2 ** 31, 2 ** 40, 1e300];

/** A smithy 40 m east of where players are, and a market house 100 m east. */
const BUILDINGS: readonly Building[] = [["smithy", 40], ["market", 100]].map(([use, metres], id) => ({
  ...{ id, use: use as Building["use"], x: 0, y: 0, width: 8, height: 6, doorSide: "south" as const, variant: 0 },
  ...{ doorX: SPAWN.x + Number(metres) * 256, doorY: SPAWN.y },
}));
const VILLAGE: Settlement = {
  ...{ index: 0, kind: "town", name: "Here", x: SPAWN.x, y: SPAWN.y, radius: 200 * 256, buildings: BUILDINGS },
};

/** Players beside somebody who keeps orders, with coins. */
function makeBoard(players = 3): World {
  const world = makeTestWorld({ terrain: makeFlat([VILLAGE]) });
  step(world, Array.from({ length: players }, (_, at) => enter(at + 1)));
  for (let session = 1; session <= players; session++) putAt(world, session, 0);
  placeNpc(world, "ives_tallow");
  for (let character = 1; character <= players; character++) have(world, character, "coin", 10_000);
  return world;
}

/** Puts a player's body so many metres east of where all are at first. */
function putAt(world: World, session: number, metres: number): void {
  setSegment(world, world.sessions.get(session)!, SPAWN.x + metres * 256, SPAWN.y, 0, 0, world.tick);
}

function post(world: World, session: number, side: number, what: number, more: Record<string, number> = {}): string {
  return act(world, session, "postOrder", { side, what, quality: 0, count: 1, price: 10, days: 1, ...more });
}

function fill(world: World, session: number, order: number, what = 0, count = 1): string {
  return act(world, session, "fillOrder", { order, what, count });
}

function waits(world: World, character: number, what: number): number {
  return balanceOf(world.ledger, boxAccount(character), what);
}

Deno.test("orders: who wants something pays when it asks, and collects what others brought while it was away", () => {
  const world = makeBoard();
  const apple = itemNumber(world, "apple");
  assert.equal(post(world, 1, BUY, apple, { count: 10, price: 7 }), "done");
  assert.equal(has(world, 1, COIN), 10_000 - 70 - 4, "the price and a twentieth of it, rounded up");
  assert.equal(balanceOf(world.ledger, orderAccount(1), COIN), 70);
  assert.equal(balanceOf(world.ledger, namedAccount("fee"), COIN), 4);
  step(world, [leave(1, true)]);
  have(world, 2, "apple", 12);
  assert.equal(fill(world, 2, 1, apple, 4), "done");
  assert.deepEqual([has(world, 2, COIN), has(world, 2, apple)], [10_028, 8]);
  have(world, 3, "apple", 12);
  assert.equal(fill(world, 3, 1, apple, 7), "sold-out");
  assert.equal(fill(world, 3, 1, apple, 6), "done");
  assert.equal(world.orders.table.length, 0, "it is filled");
  assert.equal(fill(world, 3, 1, apple, 1), "gone");
  assert.equal(waits(world, 1, apple), 10);
  step(world, [{ type: "enter", account: 0, session: 9, character: 1, name: "Person 1", look: 0 }]);
  moveTo(world, 9, 2);
  assert.equal(act(world, 9, "collect", { what: 0 }), "done");
  assert.deepEqual([has(world, 1, apple), waits(world, 1, apple)], [10, 0]);
  assert.equal(act(world, 9, "collect", { what: 0 }), "gone");
});

Deno.test("orders: what is sold is bought in parts, and its owner collects the coins", () => {
  const world = makeBoard();
  const apple = itemNumber(world, "apple");
  have(world, 1, "apple", 9);
  assert.equal(post(world, 1, SELL, apple, { count: 9, price: 5 }), "done");
  assert.deepEqual([has(world, 1, apple), has(world, 1, COIN)], [0, 10_000 - 3]);
  assert.equal(fill(world, 1, 1), "own-order");
  assert.equal(fill(world, 2, 1, apple, 2), "wrong-target", "nothing is given to who sells");
  assert.equal(fill(world, 2, 1, 0, 4), "done");
  assert.deepEqual([has(world, 2, apple), has(world, 2, COIN)], [4, 9_980]);
  assert.equal(act(world, 1, "cancelOrder", { order: 1 }), "done");
  assert.equal(has(world, 1, apple), 5);
  assert.equal(waits(world, 1, COIN), 20);
  assert.equal(act(world, 1, "collect", { what: COIN }), "done");
  assert.equal(has(world, 1, COIN), 10_000 - 3 + 20);
});

Deno.test("orders: of two who fill the last of one at the same tick the first command does", () => {
  const world = makeBoard();
  const apple = itemNumber(world, "apple");
  post(world, 1, BUY, apple, { count: 1 });
  have(world, 2, "apple");
  have(world, 3, "apple");
  const one = (session: number) => action(session, "fillOrder", { order: 1, what: apple, count: 1 });
  const log = step(world, [one(3), one(2)]);
  assert.deepEqual([answersTo(log, 3), answersTo(log, 2)], [["done"], ["gone"]]);
  assert.deepEqual([has(world, 2, apple), has(world, 3, apple)], [1, 0]);
});

Deno.test("orders: single things are wanted by quality, whole, and not bound; one that is sold is that one", () => {
  const world = makeBoard();
  const kind = itemNumber(world, "worn_sword");
  assert.equal(post(world, 1, BUY, kind, { quality: 2, price: 50 }), "done");
  const [poor] = have(world, 2, "worn_sword");
  const { instances } = world.ledger;
  const { quality, durability } = instances.table.columns;
  const row = instances.rowOf.get(poor!)!;
  assert.equal(fill(world, 2, 1, poor), "not-as-wanted");
  quality[row] = 2;
  durability[row]!--;
  assert.equal(fill(world, 2, 1, poor), "not-as-wanted", "it is not whole");
  durability[row]!++;
  assert.equal(fill(world, 2, 1, itemNumber(world, "apple")), "not-enough");
  assert.equal(fill(world, 2, 1, poor), "done");
  assert.deepEqual(contentsOf(world.ledger, boxAccount(1)), [poor]);
  act(world, 1, "collect", { what: 0 });
  assert.equal(post(world, 1, SELL, poor!, { count: 2 }), "not-enough");
  assert.equal(post(world, 1, SELL, poor!, { price: 60 }), "done");
  const told = toldOf(step(world, [action(2, "openBoard", { side: SELL, kind: 0, craft: 0, page: 0 })]), 2, "board");
  const line = new Map(told as [string, Record<string, unknown>][]).get("2")!;
  assert.deepEqual([line.what, line.quality, line.coins, line.name, line.mine], [poor, 2, 60, "Person 1", false]);
  assert.equal(fill(world, 3, 2), "done");
  assert.equal(has(world, 3, poor!), 1);
  bind(world, poor!);
  assert.equal(post(world, 3, SELL, poor!), "bound");
  post(world, 1, BUY, kind);
  assert.equal(fill(world, 3, 3, poor), "bound");
});

Deno.test("orders: one is filled by who could not carry what it gets no more than by who has nothing", () => {
  const world = makeBoard();
  const pick = itemNumber(world, "small_pick");
  const [first] = have(world, 1, "small_pick");
  have(world, 2, "small_pick", 24);
  assert.equal(post(world, 1, SELL, first!), "done");
  assert.equal(fill(world, 2, 1), "full");
  assert.equal(post(world, 3, BUY, pick, { price: 10_001 }), "not-enough");
  assert.equal(world.orders.table.length, 1);
});

Deno.test("orders: strange numbers, what nobody can have, too many, the dead, the far and who trades are refused", () => {
  const world = makeBoard();
  const apple = itemNumber(world, "apple");
  have(world, 1, "apple", 5);
  have(world, 2, "apple", 5);
  post(world, 1, BUY, apple, { count: 5 });
  const { entries } = world.ledger;
  const before = hashWorld(world);
  for (const strange of STRANGE) {
    const tries = [{ count: strange }, { price: strange }, { days: strange }, { side: strange }, { what: strange }];
    for (const more of tries) {
      if (more.side === 0 || Object.values(more)[0] !== undefined) {
        assert.notEqual(post(world, 1, BUY, apple, more), "done", JSON.stringify([more, String(strange)]));
        assert.notEqual(post(world, 1, SELL, apple, { price: 9, ...more }), "done", JSON.stringify(more));
        assert.notEqual(post(world, 1, MAKE, 1, more), "done", JSON.stringify(more));
      }
    }
    if (strange !== 0) assert.notEqual(post(world, 1, BUY, apple, { quality: strange }), "done");
    assert.notEqual(fill(world, 2, strange, apple), "done");
    assert.notEqual(fill(world, 2, 1, strange), "done");
    assert.notEqual(fill(world, 2, 1, apple, strange), "done");
    assert.notEqual(act(world, 1, "cancelOrder", { order: strange }), "done");
    assert.notEqual(act(world, 2, "takeOrder", { order: strange, yes: 1 }), "done");
    assert.notEqual(act(world, 2, "makeOrdered", { order: strange, times: 1 }), "done");
    assert.notEqual(act(world, 1, "collect", { what: strange }), "done");
    if (strange !== 0) {
      for (const field of ["side", "kind", "craft", "page"]) {
        const view = { side: 0, kind: 0, craft: 0, page: 0, [field]: strange };
        const answer = act(world, 1, "openBoard", view);
        assert.ok(answer === "unknown" || field === "page", `${field} ${strange}`);
      }
    }
  }
  assert.equal(world.ledger.entries, entries, "nothing moved");
  assert.notEqual(hashWorld(world), before, "ticks have passed");
  assert.equal(post(world, 1, BUY, COIN), "unknown");
  assert.equal(post(world, 1, BUY, 60_000), "unknown");
  assert.equal(post(world, 1, BUY, apple, { count: 1_001 }), "unknown");
  assert.equal(post(world, 1, BUY, apple, { price: 1_000_001 }), "unknown");
  assert.equal(post(world, 1, BUY, apple, { days: 8 }), "unknown");
  assert.equal(post(world, 1, BUY, apple, { quality: 3 }), "wrong-target", "an apple is an apple");
  const bound = world.content.items.all.find(({ binding }) => binding === "quest")!;
  assert.equal(post(world, 1, BUY, bound.number), "bound");
  have(world, 1, bound.id);
  assert.equal(post(world, 1, SELL, bound.number), "bound");
  assert.equal(act(world, 2, "cancelOrder", { order: 1 }), "not-yours");
  for (let more = 1; more < 20; more++) assert.equal(post(world, 1, BUY, apple, { price: more }), "done");
  assert.equal(post(world, 1, BUY, apple), "orders-full");
  const index = world.sessions.get(2)!;
  for (const [status, why] of [[STATUS.trading, "busy"], [STATUS.dead, "dead"]] as const) {
    setStatus(world, index, status, true);
    assert.equal(post(world, 2, BUY, apple), why);
    assert.equal(fill(world, 2, 1, apple), why);
    assert.equal(act(world, 2, "collect", { what: 0 }), why);
    setStatus(world, index, status, false);
  }
  moveTo(world, 2, 1, 9);
  for (const answer of [post(world, 2, BUY, apple), fill(world, 2, 1, apple)]) assert.equal(answer, "no-board");
  assert.equal(act(world, 2, "openBoard", { side: 0, kind: 0, craft: 0, page: 0 }), "no-board");
});

Deno.test("orders: one whose time is over gives back what is left, to the box", () => {
  const world = makeBoard();
  const apple = itemNumber(world, "apple");
  have(world, 2, "apple", 1);
  post(world, 1, BUY, apple, { count: 3, price: 10, days: 1 });
  fill(world, 2, 1, apple);
  const { untilTick } = world.orders.table.columns;
  assert.equal(untilTick[0]! - world.tick, 86_400 * 20 - 1);
  untilTick[0] = world.tick + 25;
  for (let tick = 0; tick < 24; tick++) step(world);
  have(world, 3, "apple", 1);
  assert.equal(world.orders.table.length, 1);
  for (let tick = 0; tick < 20; tick++) step(world);
  assert.equal(world.orders.table.length, 0);
  assert.equal(fill(world, 3, 1, apple), "gone");
  assert.deepEqual([waits(world, 1, COIN), waits(world, 1, apple)], [20, 1]);
  assert.deepEqual(contentsOf(world.ledger, orderAccount(1)), []);
});

/** Something that is made in a smithy. */
function recipeOf(world: World) {
  return world.content.recipes.byId.get("smelt_bronze")!;
}

function giveInputs(world: World, character: number, times: number): void {
  for (const { item, count } of recipeOf(world).inputs) have(world, character, item, count * times);
}

Deno.test("orders: who takes on a commission makes it of its owner's materials, and is paid for each", () => {
  const world = makeBoard();
  const recipe = recipeOf(world);
  const kind = itemNumber(world, recipe.output.item);
  const input = itemNumber(world, recipe.inputs[0]!.item);
  giveInputs(world, 1, 2);
  assert.equal(post(world, 1, MAKE, recipe.number, { count: 3, price: 40 }), "not-enough", "of what it takes");
  assert.equal(post(world, 1, MAKE, recipe.number, { count: 2, price: 40 }), "done");
  assert.equal(has(world, 1, input), 0);
  const take = (session: number, yes = 1) => act(world, session, "takeOrder", { order: 1, yes });
  assert.equal(fill(world, 2, 1, kind), "wrong-target");
  assert.equal(take(2), "not-known");
  learnRecipe(world, 2, recipe);
  learnRecipe(world, 3, recipe);
  const craft = world.content.crafts.byId.get(recipe.craft)!.number;
  assert.equal(take(2), "skill-too-low");
  for (const character of [2, 3]) {
    setSkill(world, character, craft, recipe.skill);
    world.sheets.columns.level[world.roster.rowOf.get(character)!] = 20;
  }
  assert.equal(take(1), "own-order");
  assert.equal(act(world, 2, "makeOrdered", { order: 1, times: 1 }), "gone", "it is not taken on");
  assert.equal(take(2), "done");
  assert.equal(take(2), "already-done");
  assert.equal(take(3), "taken-on");
  assert.equal(act(world, 1, "cancelOrder", { order: 1 }), "taken-on");
  assert.equal(act(world, 3, "makeOrdered", { order: 1, times: 1 }), "gone");
  assert.equal(act(world, 2, "makeOrdered", { order: 1, times: 3 }), "sold-out");
  assert.equal(act(world, 2, "makeOrdered", { order: 1, times: 2 }), "no-station");
  putAt(world, 2, 40);
  assert.equal(act(world, 2, "makeOrdered", { order: 1, times: 2 }), "done");
  for (let tick = 0; tick < recipe.seconds * 20 + 2; tick++) step(world);
  assert.equal(waits(world, 1, kind), 1);
  assert.equal(has(world, 2, COIN), 10_040);
  assert.equal(balanceOf(world.ledger, characterAccount(2), input), 0, "no material came into the crafter's bag");
  for (let tick = 0; tick < recipe.seconds * 20 + 2; tick++) step(world);
  assert.equal(has(world, 2, COIN), 10_080);
  assert.equal(world.orders.table.length, 0);
  assert.deepEqual(contentsOf(world.ledger, orderAccount(1)), []);
});

Deno.test("orders: who does not make in an hour what it took on has it no more, nor who leaves it", () => {
  const world = makeBoard();
  const recipe = recipeOf(world);
  giveInputs(world, 1, 1);
  post(world, 1, MAKE, recipe.number, { price: 40 });
  const craft = world.content.crafts.byId.get(recipe.craft)!.number;
  for (const character of [2, 3]) {
    learnRecipe(world, character, recipe);
    setSkill(world, character, craft, recipe.skill);
  }
  const take = (session: number, yes = 1) => act(world, session, "takeOrder", { order: 1, yes });
  assert.equal(take(2), "done");
  assert.equal(take(3, 0), "not-yours");
  assert.equal(take(2, 0), "done");
  assert.equal(take(3), "done");
  const { takenUntil, untilTick, taker } = world.orders.table.columns;
  assert.equal(takenUntil[0]! - world.tick, 3_600 * 20);
  [takenUntil[0], untilTick[0]] = [world.tick + 30, world.tick + 10];
  for (let tick = 0; tick < 22; tick++) step(world);
  assert.equal(taker[0], 3, "it goes on until it was to be made");
  for (let tick = 0; tick < 30; tick++) step(world);
  assert.equal(world.orders.table.length, 0);
  assert.equal(waits(world, 1, COIN), 40);
  assert.equal(waits(world, 1, itemNumber(world, recipe.inputs[0]!.item)), recipe.inputs[0]!.count);
});

Deno.test("orders: there is a board before a market house, and none before a smithy", () => {
  const world = makeBoard();
  const look = () => act(world, 2, "openBoard", { side: 0, kind: 0, craft: 0, page: 0 });
  putAt(world, 2, 97);
  assert.equal(look(), "done");
  putAt(world, 2, 40);
  assert.equal(look(), "no-board");
});

Deno.test("orders: a board shows a page of what is asked for, the best price first, only to who stands there", () => {
  const world = makeBoard();
  const [apple, stone] = [itemNumber(world, "apple"), itemNumber(world, "stone")];
  for (const price of [3, 9, 5, 9]) post(world, 1, BUY, apple, { price });
  for (let price = 1; price <= 14; price++) post(world, 2, BUY, stone, { price });
  have(world, 1, "stone", 2);
  for (const price of [30, 20]) post(world, 1, SELL, stone, { price });
  const board = (fields: Record<string, number>) => {
    const view = { side: 0, kind: 0, craft: 0, page: 0, ...fields };
    const told = toldOf(step(world, [action(3, "openBoard", view)]), 3, "board") as [string, Record<string, number>][];
    const lines = told.filter(([key]) => key !== "" && key !== "self").map(([, line]) => line!.coins);
    return { self: new Map(told).get("self"), lines };
  };
  assert.deepEqual(board({ kind: apple }).lines, [9, 9, 5, 3]);
  assert.deepEqual(board({ side: SELL }).lines, [20, 30]);
  const first = board({ kind: stone });
  assert.deepEqual([first.self!.all, first.self!.pages, first.lines.length, first.lines[0]], [16, 2, 12, 14]);
  assert.deepEqual(board({ kind: stone, page: 1 }).lines, [2, 1, 20, 30]);
  assert.deepEqual(board({ page: 7 }).lines, []);
  // What changes is told within a second; who goes away is told no more.
  board({ kind: apple });
  post(world, 1, BUY, apple, { price: 8 });
  const heard = () => toldOf(step(world), 3, "board");
  const log = Array.from({ length: 20 }, heard).flat();
  assert.equal(log.filter(([key]) => key !== "" && key !== "self").length, 5);
  moveTo(world, 3, 1, 30);
  assert.deepEqual(Array.from({ length: 21 }, heard).flat(), [["", null]]);
});

Deno.test("orders: saved and loaded they are the same, and go on the same", () => {
  const world = makeBoard();
  const apple = itemNumber(world, "apple");
  have(world, 2, "apple", 20);
  for (const price of [3, 9, 5]) post(world, 1, BUY, apple, { price, count: 2 });
  act(world, 1, "cancelOrder", { order: 1 });
  const other = reload(world);
  assert.equal(hashWorld(other), hashWorld(world));
  for (const one of [world, other]) {
    assert.equal(fill(one, 2, 3, apple, 1), "done");
    assert.equal(post(one, 2, SELL, apple, { count: 5 }), "done");
  }
  assert.equal(hashWorld(other), hashWorld(world));
  assert.equal(other.orders.last, 4);
  assert.deepEqual([...other.orders.books], [...world.orders.books]);
});
