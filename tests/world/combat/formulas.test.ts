/** The sums of docs/combat.md, one by one: what misses, what is dodged and critical, what armour leaves. */
import assert from "node:assert/strict";
import {
  adjusted,
  behindArmour,
  behindShield,
  blockPermille,
  type BlowOutcome,
  critical,
  drawAmount,
  drawOutcome,
} from "../../../world/combat/formulas.ts";
import { applyEffect } from "../../../world/combat/effects.ts";
import { harm } from "../../../world/combat/harm.ts";
import { statIn } from "../../../world/combat/stats.ts";
import { STAT, statsOfBody } from "../../../world/items/mod.ts";
import { positionX, positionY, type World } from "../../../world/mod.ts";
import { setSegment, setStatus } from "../../../world/bodies.ts";
import { idAt } from "../../../world/entities.ts";
import { OUTCOME, STATUS } from "../../../world/kinds.ts";
import { addCreature } from "../../../world/spawns/mod.ts";
import { setHealth, setLevel } from "../../../world/vitals.ts";
import { act, have, makeMarket, moveTo, setClass } from "../items/_fixtures.ts";
import { makeLogOutput } from "../_fixtures.ts";

const NOTHING = { min: 0, max: 0, perLevelPermille: 0, attackPermille: 0, spellPermille: 0, weaponPermille: 0 };
/** Enough that a share of them is told from one that is two in a hundred off. */
const THROWS = 40_000;

/** How many of a thousand blows of the first player at the second come out so. */
function shares(world: World, avoidable: boolean): Record<BlowOutcome, number> {
  const counts = { hit: 0, critical: 0, miss: 0, dodge: 0, block: 0 };
  const [index, at] = [world.sessions.get(1)!, world.sessions.get(2)!];
  for (let turn = 0; turn < THROWS; turn++) counts[drawOutcome(world, index, at, avoidable)]++;
  for (const word of ["hit", "critical", "miss", "dodge", "block"] as const) counts[word] *= 1000 / THROWS;
  return counts;
}

function nearly(is: number, wanted: number, what: string): void {
  const deviation = Math.sqrt(wanted * (1000 - wanted) / THROWS);
  assert.ok(Math.abs(is - wanted) <= 4 * deviation, `${what}: ${is} of 1000, wanted ${wanted}`);
}

Deno.test("sums: blows miss and are critical at 50 thousandths, more and less by the stats, and dodged by the target's", () => {
  const world = makeMarket(2);
  setClass(world, 1, "strider");
  setClass(world, 2, "strider");
  for (const session of [1, 2]) setLevel(world, world.sessions.get(session)!, 12);
  const [index, at] = [world.sessions.get(1)!, world.sessions.get(2)!];
  const hit = statIn(world, index, STAT.hitPermille);
  const more = statIn(world, index, STAT.criticalPermille);
  const dodge = statIn(world, at, STAT.dodgePermille);
  assert.ok(dodge > 0 && more > 0, "a strider of level 12 dodges, and strikes where it hurts");
  const seen = shares(world, true);
  const miss = 50 - hit;
  nearly(seen.miss, miss, "missed");
  nearly(seen.dodge, (1000 - miss) * dodge / 1000, "dodged");
  nearly(seen.critical, (1000 - seen.miss - seen.dodge) * (50 + more) / 1000, "critical");
  const sure = shares(world, false);
  assert.deepEqual([sure.miss, sure.dodge], [0, 0], "what cannot be avoided is not");
});

Deno.test("sums: an amount is a throw, and what level, attack, spells and the weapon add", () => {
  const world = makeMarket(1);
  setClass(world, 1, "warden");
  const index = world.sessions.get(1)!;
  setLevel(world, index, 11);
  const draw = (more: Partial<typeof NOTHING>) => drawAmount(world, index, { ...NOTHING, ...more });
  const thrown = new Set(Array.from({ length: 300 }, () => draw({ min: 3, max: 6 })));
  assert.deepEqual([...thrown].sort(), [3, 4, 5, 6]);
  assert.equal(draw({ min: 10, max: 10, perLevelPermille: 1500 }), 25, "ten levels above the first");
  const [attack, spell] = [statIn(world, index, STAT.attackPower), statIn(world, index, STAT.spellPower)];
  assert.ok(attack > 0);
  assert.equal(draw({ attackPermille: 500 }), Math.floor(attack / 2));
  assert.equal(draw({ spellPermille: 2000 }), spell * 2);
  const { damageMin, damageMax } = statsOfBody(world, index)?.weapon ?? { damageMin: 1, damageMax: 3 };
  for (let turn = 0; turn < 100; turn++) {
    const blow = draw({ weaponPermille: 2000 });
    assert.ok(blow >= damageMin * 2 && blow <= damageMax * 2, `a blow of ${blow}`);
  }
});

Deno.test("sums: critical is half as much again; armour leaves 100 of 100 and itself, and never nothing", () => {
  assert.deepEqual([critical(10), critical(7), critical(1)], [15, 10, 1]);
  assert.deepEqual([0, 25, 100, 300, 9900].map((armour) => behindArmour(100, armour)), [100, 80, 50, 25, 1]);
  assert.equal(behindArmour(1, 10_000), 1);
  assert.equal(behindArmour(100, -40), 100, "less than none is none");
});

Deno.test("sums: what is done and taken more or less by, one after the other, and never below nothing", () => {
  assert.equal(adjusted(100, 0, 0), 100);
  assert.equal(adjusted(100, 250, 0), 125);
  assert.equal(adjusted(100, 250, -200), 100);
  assert.equal(adjusted(100, -1500, 0), 0);
});

/** A player faces west, another stands so many metres east of it: in its back, or before it if that is negative. */
function duel(metres: number): World {
  const world = makeMarket(2);
  setClass(world, 2, "warden");
  const at = world.sessions.get(2)!;
  setLevel(world, at, 10);
  moveTo(world, 1, 2, metres);
  setSegment(world, at, positionX(world, at), positionY(world, at), 128, 0, world.tick);
  return world;
}

function wearShield(world: World): number {
  const [shield] = have(world, 2, "plank_shield");
  assert.equal(act(world, 2, "equip", { what: shield! }), "done");
  return shield!;
}

Deno.test("shields: who wears one blocks what comes from the front, by what its strength adds, and nothing that comes from behind", () => {
  const world = duel(-2);
  const at = world.sessions.get(2)!;
  assert.equal(blockPermille(world, at), 0, "without a shield, strength or not");
  assert.equal(shares(world, true).block, 0);
  const shield = wearShield(world);
  const more = statIn(world, at, STAT.blockPermille);
  assert.ok(more > 0, "a warden is strong");
  assert.equal(blockPermille(world, at), 100 + more);
  const seen = shares(world, true);
  nearly(seen.block, (1000 - seen.miss - seen.dodge) * (100 + more) / 1000, "blocked");
  nearly(seen.critical, (1000 - seen.miss - seen.dodge - seen.block) * 50 / 1000, "critical is of the rest");
  assert.equal(shares(world, false).block, 0, "what cannot be avoided is not");
  moveTo(world, 1, 2, 2);
  assert.equal(shares(world, true).block, 0, "nobody blocks with its back");
  moveTo(world, 1, 2, -2);
  setStatus(world, at, STATUS.inCombat, false);
  assert.equal(act(world, 2, "unequip", { what: shield }), "done");
  assert.equal(blockPermille(world, at), 0);
});

Deno.test("shields: an effect adds to it for everybody, the stunned block nothing, and there is a most", () => {
  const world = duel(-2);
  const at = world.sessions.get(2)!;
  const source = { entity: idAt(world.entities, at), level: 1, power: 0 };
  const wall = world.content.effects.byId.get("quickened")!;
  const numbered = world.content.effects.byNumber as (typeof wall)[];
  const stats = [{ stat: "blockPermille", add: 5000 }] as const;
  numbered[wall.number] = { ...wall, stats: [...stats] };
  try {
    applyEffect(world, at, wall, source);
    assert.equal(blockPermille(world, at), 600);
    assert.ok(shares(world, true).block > 400);
    applyEffect(world, at, world.content.effects.byId.get("knocked")!, source);
    assert.equal(shares(world, true).block, 0);
  } finally {
    numbered[wall.number] = wall;
  }
});

Deno.test("shields: of what is blocked three fifths come through, and it is told as blocked", () => {
  assert.deepEqual([1, 2, 5, 10, 100].map(behindShield), [1, 2, 3, 6, 60]);
  const world = duel(-2);
  wearShield(world);
  const at = world.sessions.get(2)!;
  const where = { x: positionX(world, at) - 512, y: positionY(world, at), heading: 0, area: -1 };
  const by = addCreature(world, world.content.creatures.byId.get("lane_wolf")!, where);
  const { health, healthMax } = world.entities.components.columns;
  const lost = (outcome: BlowOutcome) => {
    setHealth(world, at, 0xffff);
    const { output, log } = makeLogOutput();
    const cause = { source: by, ability: 0, school: "physical", threatPermille: 0 };
    harm(world, at, 60, { ...cause, outcome }, output);
    const told = log.find(([what]) => what === "happened")![2] as { amount: number; outcome: number };
    assert.equal(told.amount, healthMax[at]! - health[at]!);
    assert.equal(told.outcome, OUTCOME[outcome]);
    return told.amount;
  };
  const hit = lost("hit");
  assert.equal(lost("block"), behindShield(hit));
});
