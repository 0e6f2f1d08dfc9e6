/** Parties: who plays with whom, through coming, going and loading. */
import assert from "node:assert/strict";
import type { Command } from "../../../world/commands.ts";
import { idAt } from "../../../world/entities.ts";
import { PARTY_INVITE_SECONDS, PARTY_MEMBERS_MAX } from "../../../world/limits.ts";
import { hashWorld, type World } from "../../../world/mod.ts";
import { companyOf } from "../../../world/parties/mod.ts";
import { enter, leave, makeTestWorld, type OutputLog, reload, step } from "../_fixtures.ts";

function worldOf(characters: number): World {
  const world = makeTestWorld();
  step(world, Array.from({ length: characters }, (_, at) => enter(at + 1)));
  return world;
}

function entityOf(world: World, session: number): number {
  return idAt(world.entities, world.sessions.get(session)!);
}

function invite(world: World, session: number, other: number): Command {
  return { type: "partyInvite", session, sequence: 1, to: entityOf(world, other) };
}

function accept(session: number, from: number, yes = 1): Command {
  return { type: "partyAnswer", session, sequence: 2, from, yes };
}

/** What was said to a session of an action: "done" or the word of a refusal. */
function answers(log: OutputLog, session: number): unknown[] {
  return log.filter(([what, to]) => (what === "done" || what === "refusedAction") && to === session)
    .map(([what, , , reason]) => what === "done" ? "done" : reason);
}

function ask(world: World, ...commands: Command[]): unknown[] {
  const log = step(world, commands);
  return answers(log, (commands.at(-1) as { session: number }).session);
}

Deno.test("parties: who is asked and says yes is in; members are told of each other", () => {
  const world = worldOf(3);
  assert.deepEqual(ask(world, invite(world, 1, 2)), ["done"]);
  const log = step(world, [accept(2, 1)]);
  assert.deepEqual(answers(log, 2), ["done"]);
  assert.deepEqual(companyOf(world.parties, 2), [1, 2]);
  const told = log.filter(([what, session, topic]) => what === "own" && session === 1 && topic === "party");
  assert.deepEqual(told.map(([, , , key]) => key), ["", "1", "2"]);
  const member = told[2]![4] as Record<string, unknown>;
  assert.deepEqual([member["name"], member["leads"], member["here"]], ["Person 2", false, true]);
});

Deno.test("parties: what does not go is refused and changes nothing", () => {
  const world = worldOf(PARTY_MEMBERS_MAX + 2);
  assert.deepEqual(ask(world, invite(world, 1, 1)), ["wrong-target"]);
  assert.deepEqual(ask(world, { ...invite(world, 1, 2), to: 999 } as Command), ["gone"]);
  assert.deepEqual(ask(world, accept(2, 1)), ["gone"]);
  assert.deepEqual(ask(world, { type: "partyLeave", session: 1, sequence: 3 }), ["no-party"]);
  assert.deepEqual(ask(world, { type: "partySay", session: 1, sequence: 3, text: "hm" }), ["no-party"]);
  for (let other = 2; other <= PARTY_MEMBERS_MAX; other++) {
    assert.deepEqual(ask(world, invite(world, 1, other)), ["done"]);
    assert.deepEqual(ask(world, accept(other, 1)), ["done"]);
  }
  assert.deepEqual(ask(world, invite(world, 1, PARTY_MEMBERS_MAX + 1)), ["full"]);
  assert.deepEqual(ask(world, invite(world, 2, PARTY_MEMBERS_MAX + 1)), ["not-leader"]);
  assert.deepEqual(ask(world, invite(world, PARTY_MEMBERS_MAX + 1, 2)), ["in-party"]);
  assert.deepEqual(ask(world, { type: "partyRemove", session: 2, sequence: 3, member: 3 }), ["not-leader"]);
  assert.deepEqual(ask(world, { type: "partyRemove", session: 1, sequence: 3, member: 1 }), ["wrong-target"]);
  assert.equal(companyOf(world.parties, 1).length, PARTY_MEMBERS_MAX);
});

Deno.test("parties: an invitation ends with its time, and with no", () => {
  const world = worldOf(2);
  step(world, [invite(world, 1, 2)]);
  assert.deepEqual(ask(world, accept(2, 1, 0)), ["done"]);
  assert.deepEqual(ask(world, accept(2, 1)), ["gone"]);
  step(world, [invite(world, 1, 2)]);
  for (let tick = 0; tick < (PARTY_INVITE_SECONDS + 1) * 20; tick++) step(world);
  assert.deepEqual(ask(world, accept(2, 1)), ["gone"]);
});

Deno.test("parties: the lead is handed over, goes on when the leader leaves, and two less one is no party", () => {
  const world = worldOf(3);
  for (const other of [2, 3]) step(world, [invite(world, 1, other)]), step(world, [accept(other, 1)]);
  assert.deepEqual(ask(world, { type: "partyPromote", session: 1, sequence: 3, member: 3 }), ["done"]);
  assert.deepEqual(companyOf(world.parties, 1), [3, 1, 2]);
  assert.deepEqual(ask(world, { type: "partyLeave", session: 3, sequence: 3 }), ["done"]);
  assert.deepEqual(companyOf(world.parties, 1), [1, 2]);
  assert.deepEqual(ask(world, { type: "partyRemove", session: 1, sequence: 3, member: 2 }), ["done"]);
  assert.deepEqual([companyOf(world.parties, 1), companyOf(world.parties, 2)], [[1], [2]]);
});

Deno.test("parties: they outlast signing out and loading, and are part of the hash", () => {
  let world = worldOf(3);
  const before = hashWorld(world);
  for (const other of [2, 3]) step(world, [invite(world, 1, other)]), step(world, [accept(other, 1)]);
  step(world, [leave(2, true), invite(world, 1, 3)]);
  const hash = hashWorld(world);
  assert.notEqual(hash, before);
  world = reload(world);
  assert.equal(hashWorld(world), hash);
  assert.deepEqual(companyOf(world.parties, 2), [1, 2, 3]);
  const log = step(world, [enter(9, 2)]);
  const member = log.find(([what, , topic, key]) => what === "own" && topic === "party" && key === "1")!;
  assert.equal((member[4] as Record<string, unknown>)["leads"], true);
});

Deno.test("parties: what is said to the party reaches its members, wherever they are, and nobody else", () => {
  const world = worldOf(3);
  step(world, [invite(world, 1, 2)]);
  step(world, [accept(2, 1)]);
  const log = step(world, [{ type: "partySay", session: 2, sequence: 5, text: "This way!" }]);
  const lines = log.filter(([what]) => what === "line");
  assert.deepEqual(lines, [["line", 1, "party", "Person 2", "This way!"], [
    "line",
    2,
    "party",
    "Person 2",
    "This way!",
  ]]);
});
