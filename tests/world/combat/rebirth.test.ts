/** Coming back to life: what it costs at the shrine, who pays nothing, and walking back to the body as a spirit. */
import assert from "node:assert/strict";
import { setSegment } from "../../../world/bodies.ts";
import { deathCost } from "../../../world/combat/rebirth.ts";
import { hasEffect } from "../../../world/combat/mod.ts";
import { CORPSE_REACH_METRES } from "../../../world/combat/limits.ts";
import { giveBeginning } from "../../../world/items/mod.ts";
import { STATUS } from "../../../world/kinds.ts";
import {
  balanceOf,
  contentsOf,
  instanceRow,
  ledgerProblem,
  namedAccount,
  wornAccount,
} from "../../../world/ledger/mod.ts";
import { createWorld, hashWorld, makeTerrain, positionX, positionY, type World } from "../../../world/mod.ts";
import { NO_NUMBERS, recipeOf } from "../../../world/content/mod.ts";
import { putAt } from "../../../world/places/mod.ts";
import { defaultPack } from "../_pack.ts";
import { setHealth, setLevel } from "../../../world/vitals.ts";
import { die } from "../../../world/combat/death.ts";
import { enter, leave, makeLogOutput, reload, step } from "../_fixtures.ts";
import { act, action, answersTo, has, have, itemNumber, makeMarket, setClass, toldOf } from "../items/_fixtures.ts";

/** A market in which the first, a warden of a level with what it begins with and so many coins, lies dead. */
function makeDead({ level = 10, coins = 500, players = 1 } = {}): World {
  const world = makeMarket(players);
  setClass(world, 1, "warden");
  setLevel(world, bodyOf(world), level);
  giveBeginning(world, bodyOf(world));
  const coin = itemNumber(world, "coin");
  if (coins > 0) have(world, 1, "coin", coins);
  else assert.equal(has(world, 1, coin), 0);
  kill(world);
  return world;
}

const bodyOf = (world: World) => world.sessions.get(1)!;

function kill(world: World): void {
  setHealth(world, bodyOf(world), 0);
  die(world, bodyOf(world), bodyOf(world), makeLogOutput().output);
}

function rest(world: World, seconds: number): void {
  for (let tick = 0; tick < seconds * world.facts.tickRate; tick++) step(world);
}

function durabilities(world: World): number[] {
  const { instances } = world.ledger;
  return contentsOf(world.ledger, wornAccount(1)).map((what) =>
    instances.table.columns.durability[instanceRow(instances, what)]!
  );
}

/** What the topic says by now. */
function told(world: World): Record<string, unknown> | null | undefined {
  const log = step(world, [enter(7, 1)]);
  const index = world.sessions.get(7)!;
  world.sessions.delete(7);
  world.sessions.set(1, index);
  world.entities.components.columns.session[index] = 1;
  return toldOf(log, 7, "death").at(-1)?.[1] as Record<string, unknown> | null | undefined;
}

const coinsOf = (world: World) => has(world, 1, itemNumber(world, "coin"));
const feesOf = (world: World) => balanceOf(world.ledger, namedAccount("fee"), itemNumber(world, "coin"));

Deno.test("rebirth: at the shrine it costs what was told, by level, and what is worn wears", () => {
  const world = makeDead();
  const before = durabilities(world);
  assert.ok(before.length > 0);
  const cost = told(world)!;
  assert.deepEqual([cost["coins"], cost["wearPermille"], cost["weakness"], cost["spirit"]], [40, 100, 0, false]);
  assert.equal(act(world, 1, "revive"), "not-ready");
  rest(world, 5);
  assert.equal(act(world, 1, "revive"), "done");
  assert.deepEqual([coinsOf(world), feesOf(world)], [460, 40]);
  durabilities(world).forEach((left, at) => assert.equal(left, before[at]! - Math.ceil(before[at]! / 10)));
  assert.equal(ledgerProblem(world.ledger), "");
  assert.ok(!told(world), "who lives is told nothing of it");
});

Deno.test("rebirth: the fee grows with the level, and below the content's level nothing is taken", () => {
  for (const [level, coins, wear] of [[4, 0, 0], [5, 20, 100], [20, 80, 100]] as const) {
    const world = makeDead({ level });
    const before = durabilities(world);
    assert.deepEqual(deathCost(world, bodyOf(world)), { coins, wearPermille: wear, weakness: null });
    rest(world, 5);
    assert.equal(act(world, 1, "revive"), "done");
    assert.equal(coinsOf(world), 500 - coins);
    if (wear === 0) assert.deepEqual(durabilities(world), before);
  }
});

Deno.test("rebirth: who does not carry the fee comes back all the same, weary, and keeps what it has", () => {
  for (const coins of [0, 39]) {
    const world = makeDead({ coins });
    const weary = world.content.effects.byId.get("unpaid_rest")!.number;
    assert.deepEqual([told(world)!["coins"], told(world)!["weakness"]], [0, weary]);
    rest(world, 5);
    assert.equal(act(world, 1, "revive"), "done");
    assert.deepEqual([coinsOf(world), feesOf(world)], [coins, 0]);
    assert.ok(hasEffect(world, bodyOf(world), weary));
    kill(world);
    assert.ok(hasEffect(world, bodyOf(world), weary), "another death does not take it away");
  }
});

Deno.test("exploits: a second click on coming back pays nothing twice, also within a tick", () => {
  const world = makeDead();
  rest(world, 5);
  const log = step(world, [action(1, "revive", {}, 1), action(1, "revive", {}, 2)]);
  assert.deepEqual(answersTo(log, 1), ["done", "already-done"]);
  assert.equal(coinsOf(world), 460);
  assert.equal(act(world, 1, "revive"), "already-done");
  assert.equal(coinsOf(world), 460);
});

Deno.test("exploits: coins in a trade come back to who dies in it, and the fee is taken from them", () => {
  const world = makeMarket(2);
  setLevel(world, bodyOf(world), 10);
  have(world, 1, "coin", 50);
  const coin = itemNumber(world, "coin");
  const to = (session: number) => world.roster.table.columns.entity[world.roster.rowOf.get(session)!]!;
  act(world, 1, "tradeAsk", { to: to(2) });
  act(world, 2, "tradeAsk", { to: to(1) });
  assert.equal(act(world, 1, "tradeOffer", { what: coin, amount: 50 }), "done");
  assert.equal(coinsOf(world), 0);
  kill(world);
  step(world);
  assert.equal(coinsOf(world), 50);
  assert.equal(told(world)!["coins"], 40);
  rest(world, 5);
  assert.equal(act(world, 1, "revive"), "done");
  assert.equal(coinsOf(world), 10);
  assert.equal(ledgerProblem(world.ledger), "");
});

Deno.test("spirits: who walks back to its body comes back there for nothing", () => {
  const world = makeDead();
  const index = bodyOf(world);
  const before = durabilities(world);
  setSegment(world, index, positionX(world, index) + 200 * 256, positionY(world, index), 0, 0, world.tick);
  const corpse = { x: positionX(world, index), y: positionY(world, index) };
  assert.equal(act(world, 1, "walkBack"), "not-ready");
  rest(world, 5);
  assert.equal(act(world, 1, "walkBack"), "done");
  assert.equal(act(world, 1, "walkBack"), "already-done");
  const { status, health, healthMax } = world.entities.components.columns;
  assert.equal(status[index]! & (STATUS.spirit | STATUS.dead), STATUS.spirit);
  assert.deepEqual([told(world)!["spirit"], told(world)!["x"], told(world)!["y"]], [true, corpse.x, corpse.y]);
  const from = positionX(world, index);
  step(world, [{ type: "input", session: 1, sequence: 1, atTick: world.tick, heading: 64, speed: 20 }]);
  rest(world, 1);
  assert.notDeepEqual([from, positionY(world, index)], [positionX(world, index), corpse.y], "spirits walk");
  const near = (CORPSE_REACH_METRES - 1) * 256;
  setSegment(world, index, corpse.x - near, corpse.y, 0, 0, world.tick);
  assert.equal(act(world, 1, "revive"), "done");
  assert.deepEqual([positionX(world, index), positionY(world, index)], [corpse.x, corpse.y]);
  assert.deepEqual([coinsOf(world), feesOf(world)], [500, 0]);
  assert.deepEqual(durabilities(world), before);
  assert.equal(health[index], healthMax[index]! >> 1);
  assert.equal(status[index]! & (STATUS.spirit | STATUS.dead), 0);
});

Deno.test("spirits: far from its body a spirit comes back at the shrine, for the fee", () => {
  const world = makeDead();
  const index = bodyOf(world);
  setSegment(world, index, positionX(world, index) + 200 * 256, positionY(world, index), 0, 0, world.tick);
  rest(world, 5);
  act(world, 1, "walkBack");
  assert.equal(act(world, 1, "revive"), "done");
  assert.equal(coinsOf(world), 460);
});

Deno.test("spirits: who died in a dungeon finds its body before the door, and goes through none that leads in", () => {
  const pack = defaultPack();
  const terrain = makeTerrain(7, recipeOf(pack, NO_NUMBERS));
  const world = createWorld({ seed: 7, tickRate: 20, dayMinutes: 40, life: 0 }, terrain, pack);
  step(world, [enter(1)]);
  const place = terrain.layout.places.find(({ use }) => use.kind === "dungeon")!;
  const door = terrain.layout.portals.find((portal) => !portal.inward && portal.place === place.number)!;
  putAt(world, bodyOf(world), place.insideX, place.insideY, makeLogOutput().output);
  step(world);
  kill(world);
  rest(world, 5);
  assert.equal(act(world, 1, "walkBack"), "done");
  assert.deepEqual([told(world)!["x"], told(world)!["y"]], [door.toX, door.toY]);
  putAt(world, bodyOf(world), door.toX, door.toY, makeLogOutput().output);
  assert.equal(act(world, 1, "passDoor"), "dead");
  assert.equal(world.runs.length, 0);
  assert.equal(act(world, 1, "revive"), "done");
  assert.ok(positionX(world, bodyOf(world)) < 4096 * 256);
});

Deno.test("exploits: a spirit does nothing but walk: no thing, no hand, no cure that brings it back", () => {
  const world = makeDead({ players: 2 });
  setClass(world, 2, "mender");
  setLevel(world, world.sessions.get(2)!, 10);
  rest(world, 5);
  assert.equal(act(world, 1, "walkBack"), "done");
  const what = itemNumber(world, "coin");
  assert.equal(act(world, 1, "drop", { what, amount: 1 }), "dead");
  assert.equal(act(world, 1, "useAbility", { ability: 1, target: 0, x: 0, y: 0 }), "dead");
  const ability = world.content.abilities.byId.get("call_back")!.number;
  const target = world.roster.table.columns.entity[world.roster.rowOf.get(1)!]!;
  assert.equal(act(world, 2, "useAbility", { ability, target, x: 0, y: 0 }), "gone");
});

Deno.test("exploits: signing out as a spirit brings nobody back, and loses no body", () => {
  const world = makeDead();
  rest(world, 5);
  act(world, 1, "walkBack");
  const before = told(world);
  step(world, [leave(1, true)]);
  step(world, [enter(1)]);
  const { status, health } = world.entities.components.columns;
  assert.equal(status[bodyOf(world)]! & (STATUS.spirit | STATUS.dead), STATUS.spirit);
  assert.equal(health[bodyOf(world)], 0);
  assert.deepEqual(told(world), before);
});

Deno.test("rebirth: a world that is saved and loaded at each tick goes on as one that is not", () => {
  const world = makeDead();
  let other = reload(world);
  for (let tick = 0; tick < 130; tick++) {
    const commands = tick === 105 ? [action(1, "walkBack")] : tick === 120 ? [action(1, "revive")] : [];
    step(world, commands);
    step(other, commands);
    other = reload(other);
    assert.equal(hashWorld(other), hashWorld(world), `tick ${world.tick}`);
  }
});
