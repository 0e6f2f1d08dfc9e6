/** What is worn: putting on and off, what it gives, wear and repair; and the bag that it comes from. */
import assert from "node:assert/strict";
import { setLevel } from "../../../world/vitals.ts";
import {
  bagPlaces,
  fitsBag,
  giveBeginning,
  STAT,
  statsOfBody,
  wearAll,
  wearArmour,
  wornAt,
} from "../../../world/items/mod.ts";
import { durabilityOf, isBroken } from "../../../world/items/things.ts";
import { characterAccount, holderOf, makeInstance, MINT, wornAccount } from "../../../world/ledger/mod.ts";
import { hashWorld } from "../../../world/mod.ts";
import { enter, leave, reload, step } from "../_fixtures.ts";
import { writePack } from "../../../world/content/mod.ts";
import { defaultPack } from "../_pack.ts";
import { placeInGear, seenItems, type SeenSlot } from "../../../world/seen_gear.ts";
import { act, action, answersTo, has, have, itemNumber, makeMarket, placeNpc, setClass, toldOf } from "./_fixtures.ts";

Deno.test("gear: what is put on is worn, gives its stats and is seen; what it takes the place of is in the bag", () => {
  const world = makeMarket();
  setClass(world, 1, "warden");
  const index = world.sessions.get(1)!;
  const { level } = world.content.items.byId.get("copper_blade")!;
  const [sword] = have(world, 1, "worn_sword");
  const [better] = have(world, 1, "copper_blade");
  const [shield] = have(world, 1, "plank_shield");
  const log = step(world, [action(1, "equip", { what: sword! })]);
  assert.deepEqual(answersTo(log, 1), ["done"]);
  const told = toldOf(log, 1, "worn");
  assert.deepEqual(told.map(([key]) => key), ["", "mainHand"]);
  assert.equal((told[1]![1] as { what: number }).what, sword);
  assert.deepEqual(statsOfBody(world, index)!.weapon?.damageMin, 4);
  assert.equal(act(world, 1, "equip", { what: shield! }), "done");
  assert.equal(statsOfBody(world, index)!.values[STAT.armour], 12);
  const { gear } = world.entities.components.columns;
  const seen = (slot: SeenSlot) => seenItems(world.content.items.all)[slot][placeInGear(gear[index]!, slot) - 1]?.id;
  assert.deepEqual([seen("mainHand"), seen("offHand"), seen("head")], ["worn_sword", "plank_shield", undefined]);
  assert.equal(act(world, 1, "equip", { what: better! }), "level-too-low");
  setLevel(world, index, level);
  assert.equal(act(world, 1, "equip", { what: better! }), "done");
  assert.deepEqual([wornAt(world, 1, "mainHand"), has(world, 1, sword!)], [better, 1]);
  assert.equal(act(world, 1, "unequip", { what: shield! }), "done");
  assert.deepEqual([wornAt(world, 1, "offHand"), statsOfBody(world, index)!.hasShield], [0, false]);
});

Deno.test("gear: with other content it is seen for what it is by then", () => {
  const world = makeMarket(1);
  setClass(world, 1, "warden");
  const index = world.sessions.get(1)!;
  setLevel(world, index, 10);
  const [sword] = have(world, 1, "copper_blade");
  assert.equal(act(world, 1, "equip", { what: sword! }), "done");
  const before = world.entities.components.columns.gear[index]!;
  const pack = defaultPack();
  // One fewer before it: its place is another.
  const first = seenItems(world.content.items.all).mainHand[0]!.id;
  const items = pack.entries.items.map((item) => item.id === first ? { ...item, look: null } : item);
  step(world, [{
    type: "useContent",
    actor: "the host",
    pack: writePack({ ...pack, entries: { ...pack.entries, items } }),
  }]);
  const after = world.entities.components.columns.gear[index]!;
  assert.equal(placeInGear(after, "mainHand"), placeInGear(before, "mainHand") - 1);
  assert.equal(seenItems(world.content.items.all).mainHand[placeInGear(after, "mainHand") - 1]!.id, "copper_blade");
});

Deno.test("gear: what needs both hands empties both, and what goes into one takes it off", () => {
  const world = makeMarket();
  const [sword] = have(world, 1, "worn_sword");
  const [shield] = have(world, 1, "plank_shield");
  const [bow] = have(world, 1, "hedge_bow");
  for (const what of [sword, shield, bow]) assert.equal(act(world, 1, "equip", { what: what! }), "done");
  assert.deepEqual([wornAt(world, 1, "mainHand"), wornAt(world, 1, "offHand")], [bow, 0]);
  assert.equal(act(world, 1, "equip", { what: shield! }), "done");
  assert.deepEqual([wornAt(world, 1, "mainHand"), wornAt(world, 1, "offHand")], [0, shield]);
});

Deno.test("gear: class and level are asked, and what is not one's own, no gear, worn already or nothing is refused", () => {
  const world = makeMarket();
  setClass(world, 1, "kindler");
  const [axe] = have(world, 1, "rusty_axe");
  assert.equal(act(world, 1, "equip", { what: axe! }), "wrong-class");
  const [robe] = have(world, 2, "linen_robe");
  assert.equal(act(world, 1, "equip", { what: robe! }), "not-enough", "it is another's");
  have(world, 1, "apple", 3);
  for (const what of [itemNumber(world, "apple"), 0, 999_999_999, -1, 1.5, NaN, Infinity]) {
    assert.equal(act(world, 1, "equip", { what }), "not-enough", String(what));
  }
  setClass(world, 2, "mender");
  assert.equal(act(world, 2, "equip", { what: robe! }), "done");
  assert.equal(act(world, 2, "equip", { what: robe! }), "not-enough", "it is worn already");
  assert.equal(act(world, 1, "unequip", { what: robe! }), "not-enough");
});

Deno.test("gear: health follows level, class and stamina; saved and loaded it is the same", () => {
  const world = makeMarket();
  setClass(world, 1, "warden");
  const index = world.sessions.get(1)!;
  giveBeginning(world, index);
  const { healthMax } = world.entities.components.columns;
  const before = healthMax[index]!;
  setLevel(world, index, 5);
  const warden = world.content.classes.byId.get("warden")!;
  const stamina = (level: number) =>
    warden.attributes.stamina + Math.floor((level - 1) * warden.attributesPerLevelPermille.stamina / 1000);
  assert.equal(healthMax[index]! - before, 4 * warden.healthPerLevel + 6 * (stamina(5) - stamina(1)));
  const again = reload(world);
  assert.equal(hashWorld(again), hashWorld(world));
  assert.deepEqual(statsOfBody(again, index)!.values, statsOfBody(world, index)!.values);
  step(world, [leave(1, true)]);
  step(world, [enter(9, 1)]);
  const now = world.sessions.get(9)!;
  const { columns } = world.entities.components;
  assert.ok(columns.gear[now] !== 0, "the gear is seen again");
  assert.equal(columns.healthMax[now], statsOfBody(world, now)!.values[STAT.healthMax]);
});

Deno.test("durability: what is worn out gives nothing until it is repaired, for coins, by somebody who does that", () => {
  const world = makeMarket();
  const index = world.sessions.get(1)!;
  const [sword] = have(world, 1, "worn_sword");
  act(world, 1, "equip", { what: sword! });
  wearAll(world, 1, 600);
  assert.equal(durabilityOf(world, sword!), 16);
  wearAll(world, 1, 1000);
  assert.ok(isBroken(world, sword!));
  assert.equal(statsOfBody(world, index)!.weapon, null);
  const smith = placeNpc(world, "greta_amble");
  const innkeeper = placeNpc(world, "oswin_pell");
  assert.equal(act(world, 1, "repair", { npc: smith, what: 0 }), "not-enough", "no coins");
  have(world, 1, "coin", 10);
  assert.equal(act(world, 1, "repair", { npc: innkeeper, what: 0 }), "wrong-target");
  assert.equal(act(world, 1, "repair", { npc: smith, what: 0 }), "done");
  // A quarter of what it sells for: 8 coins.
  assert.deepEqual([has(world, 1, 1), durabilityOf(world, sword!)], [6, 40]);
  assert.ok(statsOfBody(world, index)!.weapon !== null);
  for (let blow = 0; blow < 200; blow++) wearArmour(world, index);
  assert.equal(durabilityOf(world, sword!), 40, "blows taken do not wear the sword");
});

Deno.test("gear: better work gives more, and a thing of another's making keeps the name", () => {
  const world = makeMarket();
  const made = {
    kind: itemNumber(world, "plank_shield"),
    quality: 3,
    durability: 40,
    flags: 0,
    maker: "Ada",
    madeTick: 1,
  };
  const what = makeInstance(world.ledger, made, { from: MINT, to: characterAccount(1), why: "crafted", actor: 1 });
  const log = step(world, [action(1, "equip", { what })]);
  const worn = toldOf(log, 1, "worn")[1]![1] as Record<string, unknown>;
  assert.deepEqual([worn.maker, worn.quality, worn.bound], ["Ada", 3, false]);
  // Two steps above common: a fifth more than 12.
  assert.equal(statsOfBody(world, world.sessions.get(1)!)!.values[STAT.armour], 14);
});

Deno.test("bag: stacks take places, coins take none, bags add theirs; a full one takes no more, whole or not at all", () => {
  const world = makeMarket();
  have(world, 1, "coin", 100_000);
  have(world, 1, "apple", 41);
  assert.deepEqual(bagPlaces(world, 1), { used: 3, all: 24 });
  have(world, 1, "oilcloth_bag", 1);
  assert.deepEqual(bagPlaces(world, 1), { used: 4, all: 30 });
  have(world, 1, "oilcloth_bag", 5);
  assert.deepEqual(bagPlaces(world, 1), { used: 9, all: 48 }, "four of them count");
  have(world, 1, "worn_sword", 38);
  assert.deepEqual(bagPlaces(world, 1).used, 47);
  have(world, 2, "stone", 51);
  const to = idOf(world, 1);
  assert.equal(act(world, 2, "give", { to, what: itemNumber(world, "stone"), amount: 51 }), "other-full");
  assert.equal(act(world, 2, "give", { to, what: itemNumber(world, "stone"), amount: 50 }), "done");
  assert.equal(has(world, 1, itemNumber(world, "stone")), 50);
  const bags = itemNumber(world, "oilcloth_bag");
  assert.equal(act(world, 1, "drop", { what: bags, amount: 3 }), "full", "what is left would not hold it all");
  assert.equal(act(world, 1, "destroy", { what: bags, amount: 3 }), "full");
  assert.equal(act(world, 1, "drop", { what: bags, amount: 2 }), "done");
  assert.ok(!fitsBag(world, 1, [{ what: bags, amount: 10_000 }]));
});

function idOf(world: ReturnType<typeof makeMarket>, session: number): number {
  return world.roster.table.columns.entity[world.roster.rowOf.get(session)!]!;
}

Deno.test("bag: a full bag keeps what one wears on, and what is on the ground there", () => {
  const world = makeMarket();
  const [sword] = have(world, 1, "worn_sword");
  act(world, 1, "equip", { what: sword! });
  const filler = have(world, 1, "small_pick", 24);
  assert.equal(act(world, 1, "unequip", { what: sword! }), "full");
  assert.deepEqual(holderOf(world.ledger, sword!), wornAccount(1));
  have(world, 2, "stone", 1);
  const log = step(world, [action(2, "drop", { what: itemNumber(world, "stone"), amount: 1 })]);
  assert.deepEqual(answersTo(log, 2), ["done"]);
  const pile = world.ledger.rows[0]!.to;
  assert.equal(act(world, 1, "pickUp", { pile }), "full");
  assert.equal(act(world, 2, "pickUp", { pile }), "done");
  assert.equal(filler.length, 1);
});

Deno.test("bag: what is bound is neither given nor dropped, and what binds when worn is bound then", () => {
  const world = makeMarket();
  const [sword] = have(world, 1, "worn_sword");
  world.ledger.instances.table.columns.flags[world.ledger.instances.rowOf.get(sword!)!] = 1;
  assert.equal(act(world, 1, "drop", { what: sword!, amount: 1 }), "bound");
  assert.equal(act(world, 1, "give", { to: idOf(world, 2), what: sword!, amount: 1 }), "bound");
  assert.equal(act(world, 1, "destroy", { what: sword!, amount: 1 }), "done");
  assert.equal(holderOf(world.ledger, sword!), null);
});

Deno.test("use: what heals is used up, is waited for, and is not used by the dead, from afar or from nothing", () => {
  const world = makeMarket();
  const index = world.sessions.get(1)!;
  const draught = itemNumber(world, "small_healing_draught");
  have(world, 1, "small_healing_draught", 2);
  world.entities.components.columns.health[index] = 10;
  assert.equal(act(world, 2, "useItem", { what: draught, target: 0, x: 0, y: 0 }), "not-enough");
  assert.equal(act(world, 1, "useItem", { what: draught, target: 0, x: 0, y: 0 }), "done");
  assert.ok(world.entities.components.columns.health[index]! > 10);
  assert.equal(act(world, 1, "useItem", { what: draught, target: 0, x: 0, y: 0 }), "not-ready");
  assert.equal(has(world, 1, draught), 1);
  for (let tick = 0; tick < 61 * 20; tick++) step(world);
  assert.equal(act(world, 1, "useItem", { what: draught, target: 0, x: 0, y: 0 }), "done");
  assert.equal(act(world, 1, "useItem", { what: draught, target: 0, x: 0, y: 0 }), "not-enough");
  have(world, 1, "stone");
  assert.equal(act(world, 1, "useItem", { what: itemNumber(world, "stone"), target: 0, x: 0, y: 0 }), "wrong-target");
});
