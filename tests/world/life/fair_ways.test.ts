import assert from "node:assert/strict";
import type { Command } from "../../../world/commands.ts";
import { hashWorld } from "../../../world/mod.ts";
import { makeFlat, SPAWN } from "../_flat.ts";
import { enter, makeTestWorld, reload, step } from "../_fixtures.ts";

const YARD = { from: SPAWN.x + 30 * 256, to: SPAWN.x + 90 * 256 };

/** Flat ground with a walled yard of 60 m that has no gate: who asks for its middle makes a search of the dearest. */
function makeYard() {
  const flat = makeFlat();
  const isIn = (at: number, by: number) => at >= YARD.from - by && at < YARD.to + by;
  const isWall = (x: number, y: number) => isIn(x, 512) && isIn(y, 512) && !(isIn(x, 0) && isIn(y, 0));
  const isBlocked = (x: number, y: number) => flat.isBlocked(x, y) || isWall(x, y);
  const isClear: typeof flat.isClear = (fromX, fromY, toX, toY) => {
    for (let part = 0; part <= 64; part++) {
      const at = (from: number, to: number) => from + Math.floor((to - from) * part / 64);
      if (isBlocked(at(fromX, toX), at(fromY, toY))) return false;
    }
    return true;
  };
  return { ...flat, isBlocked, isSolid: isBlocked, isClear };
}

const HARD = 20;
const HONEST = HARD + 1;

Deno.test("ways: twenty who ask for what cannot be reached, again and again, hold up nobody else", () => {
  let world = makeTestWorld({ terrain: makeYard() });
  step(world, Array.from({ length: HONEST }, (_, at) => enter(at + 1)));
  const middle = (YARD.from + YARD.to) / 2;
  const waits: number[] = [];
  let asked = 0;
  let answers = 0;
  for (let tick = 0; tick < 300; tick++) {
    const commands: Command[] = [];
    for (let session = 1; session <= HARD; session++) {
      if ((tick + session) % 4 === 0) {
        commands.push({ type: "goTo", session, sequence: tick, x: middle + session * 600, y: middle });
      }
    }
    if (tick % 15 === 14) {
      asked = tick;
      const side = tick % 2 === 0 ? 1 : -1;
      commands.push({ type: "goTo", session: HONEST, sequence: tick, x: SPAWN.x + side * 4000, y: SPAWN.y - 6000 });
    }
    for (const [what, session] of step(world, commands)) {
      if (what !== "wayFound") continue;
      if (session === HONEST) waits.push(tick - asked);
      else answers++;
    }
    if (tick % 50 === 20) {
      const hash = hashWorld(world);
      world = reload(world);
      assert.equal(hashWorld(world), hash, "what is owed is part of the state");
    }
  }
  assert.equal(waits.length, 20, "each was answered");
  assert.ok(Math.max(...waits) <= 2, `it waited ${waits.join(", ")} ticks`);
  assert.ok(answers > 20, `the others are answered as well: ${answers}`);
  for (let tick = 0; tick < 400; tick++) step(world);
  assert.equal(world.routes.debts.size, 0, "in time nobody owes anything");
});
