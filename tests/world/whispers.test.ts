/** Whispers: one player hears them and who speaks reads them too; nobody else. */
import assert from "node:assert/strict";
import type { Command } from "../../world/commands.ts";
import { hashWorld } from "../../world/mod.ts";
import { enter, makeTestWorld, type OutputLog, step } from "./_fixtures.ts";

function whisper(session: number, to: string, text: string): Command {
  return { type: "whisper", session, sequence: 5, to, text };
}

function lines(log: OutputLog): OutputLog {
  return log.filter(([what]) => what === "line");
}

function refusals(log: OutputLog): unknown[] {
  return log.filter(([what]) => what === "refusedAction").map(([, , , reason]) => reason);
}

Deno.test("whispers: they reach the one of that name, however it is written, and the one who speaks", () => {
  const world = makeTestWorld();
  step(world, [enter(1), enter(2), enter(3)]);
  const { name } = world.entities.components.columns;
  const [one, two] = [name[world.sessions.get(1)!]!, name[world.sessions.get(2)!]!];
  for (const written of [two, two.toUpperCase(), two.toLowerCase()]) {
    assert.deepEqual(lines(step(world, [whisper(1, written, "At the mill.")])), [
      ["line", 2, "whisper", one, "At the mill."],
      ["line", 1, "whispered", two, "At the mill."],
    ]);
  }
});

Deno.test("whispers: nobody of the name, oneself and nothing to say are told or say nothing; the world stays as it is", () => {
  const world = makeTestWorld();
  step(world, [enter(1), enter(2)]);
  const other = makeTestWorld();
  step(other, [enter(1), enter(2)]);
  const { name } = world.entities.components.columns;
  const own = name[world.sessions.get(1)!]!;
  assert.deepEqual(refusals(step(world, [whisper(1, "Nobody Here", "hm")])), ["not-on"]);
  assert.deepEqual(refusals(step(world, [whisper(1, "", "hm")])), ["not-on"]);
  assert.deepEqual(refusals(step(world, [whisper(1, own, "hm")])), ["oneself"]);
  const silent = step(world, [whisper(1, name[world.sessions.get(2)!]!, "")]);
  assert.deepEqual([lines(silent), refusals(silent)], [[], []]);
  for (let tick = 0; tick < 4; tick++) step(other);
  assert.equal(hashWorld(world), hashWorld(other));
});
