import assert from "node:assert/strict";
import { type CheckpointPage, hashWorld, readEntries, replayEntry, writeEntries } from "../../world/mod.ts";
import { CheckpointKeeper, pulseOf, RULES_VERSION, TERRAIN_VERSION, type World } from "../../world/mod.ts";
import { MalformedError } from "../../world/base/record.ts";
import type { Command } from "../../world/commands.ts";
import { forgetSessions } from "../../world/systems/enter_leave.ts";
import { recoverWorld } from "../../world/part/recover.ts";
import { NO_TRACE, traceOf } from "../../world/trace.ts";
import { crowdCommands, makeTestWorld, reload, step } from "./_fixtures.ts";

function bytesOf(
  tick: number,
  commands: readonly Command[],
  pulse = "",
  restarted = false,
  trace: Uint8Array = NO_TRACE,
): Uint8Array[] {
  const parts: Uint8Array[] = [];
  writeEntries({ tick, commands, pulse, trace, restarted }, (bytes) => parts.push(new Uint8Array(bytes)));
  return parts;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A crowd's ticks, with their entries; ticks without commands have none. */
function makeRun(ticks: number, seed: number): { world: World; start: World; entries: Uint8Array[] } {
  const world = makeTestWorld();
  const crowd = crowdCommands(30, seed);
  for (let tick = 1; tick <= 50; tick++) step(world, crowd(tick));
  const start = reload(world);
  const entries: Uint8Array[] = [];
  for (let tick = 51; tick <= 50 + ticks; tick++) {
    const commands = tick % 3 === 0 ? [] : crowd(tick);
    step(world, commands);
    const pulse = tick % 20 === 0 ? pulseOf(world) : "";
    if (commands.length > 0 || pulse !== "") {
      entries.push(...bytesOf(tick, commands, pulse, false, traceOf(world.changes)));
    }
  }
  return { world, start, entries };
}

Deno.test("journal: entries come back as they were, and the bytes of one are frozen", () => {
  const commands: Command[] = [
    { type: "enter", account: 0, session: 3, character: 9, name: "Ada", look: 77 },
    { type: "input", session: 3, sequence: 1, atTick: 70_000, heading: 64, speed: 16 },
    { type: "kick", actor: "Olga", character: 9, reason: "enough" },
  ];
  const bytes = join([...bytesOf(70_000, commands, "0123456789abcdef"), ...bytesOf(70_004, [], "", true)]);
  assert.deepEqual([...readEntries(bytes)], [
    { tick: 70_000, commands, pulse: "0123456789abcdef", trace: NO_TRACE, restarted: false },
    { tick: 70_004, commands: [], pulse: "", trace: NO_TRACE, restarted: true },
  ]);
  const [input] = bytesOf(7, [commands[1]!]);
  assert.equal(
    [...input!].map((byte) => byte.toString(16).padStart(2, "0")).join(" "),
    "07 00 00 00 00 01 0d 03 03 00 00 00 01 00 70 11 01 00 40 10",
  );
});

Deno.test("journal: a tick of very many commands is told in parts, and is one tick again", () => {
  const commands: Command[] = Array.from(
    { length: 4000 },
    (_, at) => ({ type: "broadcast", actor: "Olga", text: `${at} `.repeat(50) }),
  );
  const parts = bytesOf(5, commands);
  assert.ok(parts.length > 2);
  const [entry, ...more] = [...readEntries(join(parts))];
  assert.deepEqual([entry!.tick, entry!.commands.length, more.length], [5, 4000, 0]);
  assert.deepEqual(entry!.commands, commands);
  assert.throws(() => [...readEntries(join(parts.slice(0, -1)))], MalformedError);
});

Deno.test("journal: a state and the entries after it give the state that was, to the last bit", () => {
  for (const seed of [3, 4, 5]) {
    const { world, start, entries } = makeRun(600, seed);
    for (const entry of readEntries(join(entries))) assert.deepEqual(replayEntry(start, entry), { type: "same" });
    while (start.tick < world.tick) step(start);
    assert.equal(hashWorld(start), hashWorld(world));
  }
});

Deno.test("journal: entries that a state has behind it change nothing; a restart after its tick is done once more", () => {
  const { world, start, entries } = makeRun(100, 6);
  const at = reload(world);
  for (const entry of readEntries(join(entries))) replayEntry(at, entry);
  assert.equal(hashWorld(at), hashWorld(world));
  forgetSessions(world);
  const restart = { tick: world.tick, commands: [], pulse: "", trace: NO_TRACE, restarted: true };
  replayEntry(at, restart);
  assert.equal(hashWorld(at), hashWorld(world));
  replayEntry(at, restart);
  assert.equal(hashWorld(at), hashWorld(world));
  assert.equal(start.tick, 50);
});

Deno.test("recovery: a difference, other rules, a damaged row: refused with the choice, or given up from the checkpoint", () => {
  const { world, start, entries } = makeRun(200, 7);
  const pages: CheckpointPage[] = new CheckpointKeeper().capture(start);
  const hash = hashWorld(start);
  const versions = { rules: RULES_VERSION, terrain: TERRAIN_VERSION };
  const saved = { pages, hash, rules: RULES_VERSION, problem: "", rows: [{ ...versions, bytes: join(entries) }] };
  const recover = (change: Partial<typeof saved>, how: "exact" | "from-checkpoint" = "exact") =>
    recoverWorld({ ...saved, ...change }, how, () => start.terrain);
  const whole = recover({});
  assert.ok(whole.type === "recovered" && whole.givenUp === "");
  assert.equal(hashWorld(whole.world), hashWorld(world));
  assert.equal(whole.ticks, 200);

  const missing = entries.filter((_, at) => at !== 3);
  const cases: [string, Partial<typeof saved>, RegExp][] = [
    [
      "a lost tick",
      { rows: [{ ...versions, bytes: join(missing) }] },
      /at tick 240 the world's pulse is .* \(tick 50 was the same; tick 61 was the first .* in the system \"motion\", in originX/,
    ],
    ["other rules", { rows: [{ ...versions, rules: 99, bytes: join(entries) }] }, /rules version 99/],
    ["a cut row", { rows: [{ ...versions, bytes: join(entries).slice(0, -3) }] }, /cannot be read/],
    ["what storage found", { problem: "its row for ticks 3 to 4 is damaged" }, /ticks 3 to 4 is damaged/],
  ];
  for (const [what, change, reason] of cases) {
    const refused = recover(change);
    assert.ok(refused.type === "refused", what);
    assert.equal(refused.code, "journal-refused");
    assert.match(refused.message, reason);
    assert.match(refused.message, /--recover from-checkpoint: that gives up what happened after tick 50/);
    const given = recover(change, "from-checkpoint");
    assert.ok(given.type === "recovered", what);
    assert.match(given.givenUp, reason);
    assert.equal(hashWorld(given.world), hash);
  }
  const wrong = recover({ hash: "0".repeat(16) }, "from-checkpoint");
  assert.ok(wrong.type === "refused" && wrong.code === "world-unreadable");
});

Deno.test("journal: a replay that differs names the first tick, the system and what is different", () => {
  const { start, entries } = makeRun(200, 8);
  const told: string[] = [];
  const otherTrace = (tick: number, where: string) => told.push(`${tick} ${where}`);
  for (const entry of readEntries(join(entries))) {
    if (entry.tick === 120) {
      // Somebody walks: from here on it is another world.
      const { speed, wantSpeed, wantHeading } = start.entities.components.columns;
      const walker = speed.findIndex((value) => value > 0);
      assert.ok(walker >= 0 && wantSpeed[walker]! > 0);
      wantHeading[walker] = (wantHeading[walker]! + 64) & 255;
    }
    replayEntry(start, entry, { otherTrace });
    if (entry.tick < 120) assert.deepEqual(told, []);
  }
  assert.match(told[0]!, /^12\d in the system "motion", in originX, originY, heading, speed, startTick/);
});
