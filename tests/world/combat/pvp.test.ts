/** Fights between players: who may hurt whom, by the ground, the switch, grace, parties, and what one has done lately. */
import assert from "node:assert/strict";
import { isAlive } from "../../../world/entities.ts";
import { isDead } from "../../../world/items/mod.ts";
import { STATUS } from "../../../world/kinds.ts";
import { hashWorld } from "../../../world/mod.ts";
import { PVP_FIGHT_SECONDS, PVP_GRACE_SECONDS, PVP_OFF_SECONDS } from "../../../world/combat/limits.ts";
import { takeAway } from "../../../world/systems/enter_leave.ts";
import { joinParty, partyOf } from "../../../world/parties/parties.ts";
import { setHealth, setLevel } from "../../../world/vitals.ts";
import { enter, leave, reload, step } from "../_fixtures.ts";
import { act, action } from "../items/_fixtures.ts";
import {
  bodyOf,
  CONTESTED,
  entityOf,
  FIRST_FREE,
  flag,
  FREE,
  heal,
  LAST_CONTESTED,
  makeGround,
  rest,
  SAFE,
  stand,
  strike,
  struck,
  told,
  use,
} from "./_ground.ts";

Deno.test("pvp: on safe ground nobody hurts a player, whatever the switches say", () => {
  const world = makeGround(SAFE);
  assert.equal(strike(world, 1, 2), "safe-ground");
  assert.equal(flag(world, 1), "done");
  assert.equal(flag(world, 2), "done");
  assert.equal(strike(world, 1, 2), "safe-ground");
  assert.equal(told(world, 1)["open"], false);
});

Deno.test("pvp: on contested ground those fight who have both switched it on", () => {
  const world = makeGround(CONTESTED);
  assert.equal(strike(world, 1, 2), "not-flagged");
  flag(world, 1);
  assert.equal(strike(world, 1, 2), "other-not-flagged");
  assert.equal(strike(world, 2, 1), "not-flagged");
  flag(world, 2);
  assert.equal(strike(world, 1, 2), "done", "at once");
  const { status } = world.entities.components.columns;
  assert.ok((status[bodyOf(world, 1)]! & STATUS.pvp) !== 0, "and it is seen");
});

Deno.test("pvp: on free ground everybody can be fought, also below the level of the switch", () => {
  const world = makeGround(FREE, { level: 1 });
  assert.equal(strike(world, 1, 2), "done");
});

Deno.test("pvp: the dead give their killer no experience and leave nothing", () => {
  const world = makeGround(FREE);
  const row = world.roster.rowOf.get(1)!;
  setHealth(world, bodyOf(world, 2), 1);
  for (let second = 0; second < 60 && !isDead(world, bodyOf(world, 2)); second += 2) {
    strike(world, 1, 2);
    rest(world, 2);
  }
  assert.ok(isDead(world, bodyOf(world, 2)));
  assert.equal(world.sheets.columns.xp[row], 0);
  assert.equal(world.dealings.corpses.length, 0);
  assert.equal(world.news.filter(({ type }) => type === "killed").length, 0);
});

Deno.test("pvp: below the level of the data nobody switches it on, nor is fought on contested ground", () => {
  const world = makeGround(CONTESTED, { level: 4 });
  assert.equal(flag(world, 1), "level-too-low");
  world.sheets.columns.pvp[world.roster.rowOf.get(1)!] = 1;
  world.sheets.columns.pvp[world.roster.rowOf.get(2)!] = 1;
  assert.equal(strike(world, 1, 2), "newcomer");
  setLevel(world, bodyOf(world, 1), 10);
  assert.equal(strike(world, 1, 2), "newcomer");
});

Deno.test("pvp: the switch: on at once, off when its time has gone by; each only where it changes something", () => {
  const world = makeGround(CONTESTED);
  assert.equal(flag(world, 1, 0), "already-done");
  assert.equal(flag(world, 1), "done");
  assert.equal(flag(world, 1), "already-done");
  flag(world, 2);
  assert.equal(flag(world, 2, 0), "done");
  assert.equal(flag(world, 2, 0), "already-done");
  assert.equal(told(world, 2)["on"], true);
  assert.equal(strike(world, 1, 2), "done", "it has not gone off yet");
  rest(world, PVP_OFF_SECONDS - 10);
  assert.equal(told(world, 2)["on"], true);
  rest(world, 11);
  assert.deepEqual(told(world, 2), {
    ...{ rule: "contested", region: told(world, 2)["region"], on: false, offTick: 0, graceTick: 0, fightTick: 0 },
    open: false,
  });
  assert.equal(strike(world, 1, 2), "other-not-flagged");
});

Deno.test("pvp: the switch goes off while its character is away, and stays on when it is put on again meanwhile", () => {
  const world = makeGround(CONTESTED);
  for (const character of [1, 2]) {
    flag(world, character);
    flag(world, character, 0);
  }
  assert.equal(flag(world, 2), "done");
  step(world, [leave(1, true)]);
  rest(world, PVP_OFF_SECONDS + 1);
  step(world, [enter(3, 1)]);
  assert.equal(world.sheets.columns.pvp[world.roster.rowOf.get(1)!], 0);
  assert.equal(world.sheets.columns.pvp[world.roster.rowOf.get(2)!], 1);
});

Deno.test("pvp: who comes onto free ground has grace, and tells of it", () => {
  const world = makeGround(FREE);
  stand(world, 2, CONTESTED);
  step(world);
  stand(world, 2, FREE);
  step(world);
  const { status } = world.entities.components.columns;
  assert.ok((status[bodyOf(world, 2)]! & STATUS.protected) !== 0);
  assert.equal(strike(world, 1, 2), "protected");
  assert.ok((told(world, 2)["graceTick"] as number) > world.tick);
  rest(world, PVP_GRACE_SECONDS);
  assert.equal(status[bodyOf(world, 2)]! & STATUS.protected, 0);
  assert.equal(told(world, 2)["graceTick"], 0);
  assert.equal(strike(world, 1, 2), "done");
});

Deno.test("pvp: who signs in on free ground has grace; who comes back to its body has none", () => {
  const world = makeGround(FREE);
  step(world, [leave(2, true)]);
  step(world, [enter(2)]);
  assert.equal(strike(world, 1, 2), "protected");
  rest(world, PVP_GRACE_SECONDS);
  step(world, [leave(2)]);
  step(world, [enter(2)]);
  assert.equal(strike(world, 1, 2), "done");
});

Deno.test("pvp: who comes back to life on free ground has grace", () => {
  const world = makeGround(FREE);
  const [index, row] = [bodyOf(world, 2), world.roster.rowOf.get(2)!];
  const { originX, originY } = world.entities.components.columns;
  [world.sheets.columns.bindX[row], world.sheets.columns.bindY[row]] = [originX[index]!, originY[index]!];
  strike(world, 1, 2);
  setHealth(world, index, 0);
  world.entities.components.columns.status[index]! |= STATUS.dead;
  rest(world, 3);
  assert.equal(act(world, 2, "revive"), "done");
  assert.equal(strike(world, 1, 2), "protected", "the fight that it died in is over");
});

Deno.test("pvp: grace ends with the first attack on a player, be it a cast that has only begun", () => {
  const world = makeGround(FREE, { of: "kindler" });
  stand(world, 2, CONTESTED);
  step(world);
  stand(world, 2, FREE);
  step(world);
  assert.equal(use(world, 1, "spark", 2), "protected");
  assert.equal(use(world, 2, "firebolt", 1), "done");
  assert.equal(use(world, 1, "spark", 2), "done");
});

Deno.test("pvp: those of a party never hurt each other, nor do what is all around and what burns on", () => {
  const world = makeGround(FREE, { players: 3, of: "kindler" });
  joinParty(world.parties, 1, 2);
  assert.equal(use(world, 1, "spark", 2), "own-party");
  const log = step(world, [action(1, "useAbility", { ability: numberOf(world, "hoarfrost"), target: 0, x: 0, y: 0 })]);
  const met = struck(log).map(({ target }) => target);
  assert.deepEqual(met, [entityOf(world, 3)]);
});

Deno.test("exploits: grace is not had again by stepping over a border in a fight", () => {
  const world = makeGround(FREE);
  strike(world, 1, 2);
  stand(world, 2, CONTESTED);
  step(world);
  stand(world, 2, FREE);
  rest(world, 2);
  assert.equal(strike(world, 1, 2), "done");
});

Deno.test("exploits: who has hurt a player is hit back on safe ground, until its time is over", () => {
  const world = makeGround(FREE);
  strike(world, 1, 2);
  stand(world, 1, SAFE);
  stand(world, 2, SAFE);
  rest(world, 3);
  assert.equal(strike(world, 2, 1), "done");
  rest(world, PVP_FIGHT_SECONDS + 1);
  assert.equal(strike(world, 2, 1), "safe-ground");
});

Deno.test("exploits: who flees to safe ground is left alone in the end, however often it is hit there", () => {
  const world = makeGround(FREE);
  strike(world, 1, 2);
  for (const character of [1, 2]) stand(world, character, SAFE);
  let last = "";
  for (let second = 0; second <= PVP_FIGHT_SECONDS; second += 3) {
    rest(world, 3);
    last = strike(world, 1, 2);
  }
  assert.equal(last, "safe-ground");
});

Deno.test("exploits: who is in no fight strikes nobody on safe ground, be it somebody who is in one", () => {
  const world = makeGround(FREE, { players: 3 });
  strike(world, 1, 2);
  for (const character of [1, 2, 3]) stand(world, character, SAFE);
  step(world);
  assert.equal(strike(world, 3, 1), "safe-ground");
});

Deno.test("exploits: switching off in a fight does not end it", () => {
  const world = makeGround(CONTESTED);
  for (const character of [1, 2]) flag(world, character);
  strike(world, 1, 2);
  assert.equal(flag(world, 1, 0), "done");
  rest(world, PVP_OFF_SECONDS - 5);
  assert.equal(strike(world, 2, 1), "done");
  rest(world, PVP_OFF_SECONDS - 5);
  assert.equal(told(world, 1)["on"], true, "the time begins anew with each fight");
  rest(world, 6);
  assert.equal(told(world, 1)["on"], false);
});

Deno.test("exploits: helping somebody in a fight from safety makes one part of it", () => {
  for (const ability of ["mend", "bark_skin", "draw_the_poison", "call_back"]) {
    const world = makeGround(CONTESTED, { players: 3, of: "mender" });
    for (const character of [1, 2]) flag(world, character);
    strike(world, 1, 2);
    if (ability === "call_back") {
      setHealth(world, bodyOf(world, 2), 0);
      world.entities.components.columns.status[bodyOf(world, 2)]! |= STATUS.dead;
    } else setHealth(world, bodyOf(world, 2), 20);
    stand(world, 2, 101);
    stand(world, 3, 90);
    step(world);
    assert.equal(told(world, 3)["rule"], "safe");
    assert.equal(use(world, 3, ability, 2), "done", ability);
    rest(world, 7);
    const standing = told(world, 3);
    assert.ok((standing["fightTick"] as number) > world.tick, ability);
    assert.equal(standing["on"], true, "and the switch is on, for its time");
    stand(world, 1, 90);
    step(world);
    assert.equal(strike(world, 1, 3), "done", ability);
  }
});

Deno.test("exploits: nobody is drawn into a fight by help that is for all around", () => {
  const world = makeGround(CONTESTED, { players: 4, of: "mender", level: 15 });
  for (const character of [1, 2]) flag(world, character);
  strike(world, 1, 2);
  for (const character of [2, 4]) setHealth(world, bodyOf(world, character), 20);
  assert.equal(use(world, 3, "harvest_song", 0), "done");
  const mended = struck(rest(world, 2)).map(({ target }) => target);
  assert.deepEqual(mended, [entityOf(world, 4)], "who fights players is passed over");
  assert.equal(told(world, 3)["open"], false);
});

Deno.test("exploits: what is all around at a border hurts those alone who are open to it", () => {
  const world = makeGround(FREE, { players: 3, of: "kindler" });
  stand(world, 1, FIRST_FREE - 9);
  stand(world, 2, LAST_CONTESTED + 4);
  stand(world, 3, LAST_CONTESTED + 4);
  rest(world, PVP_GRACE_SECONDS + 1);
  assert.deepEqual([told(world, 1)["rule"], told(world, 2)["rule"]], ["free", "contested"]);
  flag(world, 3);
  const log = step(world, [action(1, "useAbility", { ability: numberOf(world, "hoarfrost"), target: 0, x: 0, y: 0 })]);
  assert.deepEqual(struck(log).map(({ target }) => target), [entityOf(world, 3)]);
  assert.equal(use(world, 3, "spark", 1), "done", "and who was hit can hit back");
});

Deno.test("exploits: what flies, and what is held over a place, is judged when it comes down", () => {
  const world = makeGround(CONTESTED, { of: "kindler" });
  for (const character of [1, 2]) flag(world, character);
  stand(world, 2, CONTESTED + 15);
  step(world);
  assert.equal(use(world, 1, "spark", 2), "done");
  assert.equal(act(world, 1, "stop"), "done");
  joinParty(world.parties, 1, 2);
  assert.deepEqual(struck(rest(world, 3)), [], "they are of one party by now");
  world.parties.partyOf.delete(1);
  assert.equal(use(world, 1, "spark", 2), "done");
  act(world, 1, "stop");
  stand(world, 2, SAFE);
  assert.deepEqual(struck(rest(world, 3)), [], "on safe ground, and in no fight");
});

Deno.test("exploits: leaving the party in the middle of one's own cast hurts whom it may hurt, and no one else", () => {
  for (const flags of [[1, 2], [1]]) {
    const world = makeGround(CONTESTED, { of: "kindler", level: 14 });
    joinParty(world.parties, 1, 2);
    for (const character of flags) flag(world, character);
    stand(world, 2, CONTESTED + 5);
    step(world);
    assert.equal(use(world, 1, "forked_lightning", 0), "done");
    assert.equal(act(world, 1, "partyLeave"), "done");
    assert.equal(partyOf(world.parties, 1), 0);
    assert.equal(struck(rest(world, 3)).length, flags.length - 1);
  }
});

Deno.test("exploits: what burns on somebody does not hurt where it may not be hurt, nor when its maker has gone", () => {
  const world = makeGround(FREE, { of: "kindler", level: 18 });
  const ticks = () => struck(rest(world, 4)).filter(({ target }) => target === entityOf(world, 2)).length;
  assert.equal(use(world, 1, "long_burn", 2), "done");
  rest(world, 2);
  assert.ok(ticks() > 0);
  joinParty(world.parties, 1, 2);
  assert.equal(ticks(), 0);
  world.parties.partyOf.delete(1);
  heal(world, 2);
  assert.ok(ticks() > 0);
  rest(world, PVP_FIGHT_SECONDS);
  heal(world, 1);
  assert.equal(use(world, 1, "long_burn", 2), "done");
  rest(world, 2);
  assert.ok(world.combat.effects.length > 0);
  takeAway(world, bodyOf(world, 1));
  assert.equal(world.combat.effects.length, 0);
});

Deno.test("exploits: who signs out in a fight lies open until it is over, and loses its connection no sooner", () => {
  const world = makeGround(FREE);
  strike(world, 1, 2);
  const entity = entityOf(world, 2);
  step(world, [leave(2, true)]);
  assert.ok(isAlive(world.entities, entity), "the body stays");
  rest(world, 2);
  heal(world, 1);
  assert.equal(strike(world, 1, 2), "done", "and can be hurt");
  rest(world, PVP_FIGHT_SECONDS - 2);
  assert.ok(isAlive(world.entities, entity), "each blow keeps it there");
  rest(world, 3);
  assert.ok(!isAlive(world.entities, entity));
});

Deno.test("exploits: targets that are negative, huge or nobody are refused", () => {
  const world = makeGround(FREE);
  for (const target of [-1, -entityOf(world, 2), 0xffff_ffff, 2 ** 53, 1.5, NaN]) {
    const ability = numberOf(world, "weapon_blow");
    assert.equal(act(world, 1, "useAbility", { ability, target, x: 0, y: 0 }), "gone", String(target));
  }
  assert.equal(strike(world, 1, 1), "wrong-target");
  for (const on of [-1, 2, 0.5]) assert.notEqual(act(world, 1, "setPvp", { on }), "done", String(on));
});

Deno.test("pvp: a fight that is saved and loaded at each tick goes on as one that is not", () => {
  const world = makeGround(CONTESTED);
  for (const character of [1, 2]) flag(world, character);
  flag(world, 2, 0);
  let other = reload(world);
  const ability = numberOf(world, "weapon_blow");
  for (let tick = 0; tick < 60; tick++) {
    const commands = [action(1, "useAbility", { ability, target: entityOf(world, 2), x: 0, y: 0 })];
    if (tick === 30) commands.push(leave(2, true));
    step(world, commands);
    step(other, commands);
    other = reload(other);
    assert.equal(hashWorld(other), hashWorld(world), `tick ${world.tick}`);
  }
});

function numberOf(world: { content: { abilities: { byId: ReadonlyMap<string, { number: number }> } } }, id: string) {
  return world.content.abilities.byId.get(id)!.number;
}
