import { deepEqual, equal, match, ok } from "node:assert/strict";
import { Standing, type StandingListener } from "../../../admin/past/standing.ts";
import { openPast } from "../../../persistence/mod.ts";
import { hashWorld, SILENT_OUTPUT, stepWorld } from "../../../world/mod.ts";
import { withFolder } from "../../persistence/_fixture.ts";
import { enter } from "../../world/_fixtures.ts";
import { makePast } from "./_fixture.ts";

const LISTENER: StandingListener = { replaced() {}, applying() {}, output: SILENT_OUTPUT };

function arrive(standing: Standing): string {
  for (;;) {
    const arrived = standing.work(() => true);
    if (arrived.type === "obstacle") return arrived.obstacle.reason;
    if (arrived.type !== "working") return arrived.type;
  }
}

Deno.test("D12: the world stood up at any tick of the past is the one that was, whichever way it is come to", () =>
  withFolder((folder) => {
    const past = makePast(folder);
    past.save();
    past.run(500);
    past.save();
    past.run(700);
    past.save();
    past.run(300);
    const opened = openPast(past.path);
    ok(opened.ok);
    deepEqual(opened.file.span(), { fromTick: 0, toTick: past.world.tick });
    const standing = new Standing(opened.file, LISTENER);
    // Back and forth: from checkpoints, from remembered states, by stepping on.
    const ticks = [...past.hashes.keys()];
    const order = [3, ticks.length - 1, 20, 21, 19, 100, 70, 71, 150, 149, 0].map((at) => ticks[at]!);
    for (const tick of order) {
      equal(standing.seek(tick), null);
      equal(arrive(standing), "there");
      equal(standing.world!.tick, tick);
      equal(hashWorld(standing.world!), past.hashes.get(tick), `the hash of tick ${tick}`);
    }
    opened.file.close();
    past.store.close();
  }));

Deno.test("past: what is newer than the disk ends there, and goes on when more is written", () =>
  withFolder((folder) => {
    const past = makePast(folder);
    past.save();
    past.run(100);
    const opened = openPast(past.path);
    ok(opened.ok);
    const standing = new Standing(opened.file, LISTENER);
    equal(standing.seek(5000), null);
    equal(standing.target, 100, "a moment to come is the newest that is there");
    equal(arrive(standing), "there");
    standing.goOnTo(140);
    equal(arrive(standing), "at-end");
    equal(standing.world!.tick, 100);
    past.run(60);
    equal(arrive(standing), "there");
    equal(standing.world!.tick, 140);
    equal(hashWorld(standing.world!), past.hashes.get(140));
    // Nobody there for a while: no entries, and a checkpoint that says how far it was.
    past.run(50, () => []);
    past.save();
    standing.goOnTo(past.world.tick);
    equal(arrive(standing), "there");
    equal(hashWorld(standing.world!), hashWorld(past.world));
    opened.file.close();
    past.store.close();
  }));

Deno.test("past: what is not kept, made by other rules, damaged or different is refused in words", () =>
  withFolder((folder) => {
    const past = makePast(folder);
    past.run(40);
    past.save();
    past.run(100);
    past.run(30, () => [{ type: "broadcast", actor: "Ada", text: "hello" }], 99);
    const opened = openPast(past.path);
    ok(opened.ok);
    const standing = new Standing(opened.file, LISTENER);
    const early = standing.seek(39);
    equal(early?.reason, "out-of-history");
    match(early!.why, /Tick 39 is no longer kept: the past begins at tick 40/);
    equal(standing.seek(140), null);
    equal(arrive(standing), "there");
    equal(standing.seek(150), null);
    const other = standing.work(() => true);
    ok(other.type === "obstacle" && other.obstacle.reason === "other-version");
    match(other.obstacle.why, /From tick 141 on the past was made by rules version 99/);

    past.store.database.exec("UPDATE journal SET bytes = zeroblob(9) WHERE first_tick > 60 AND first_tick < 70");
    const again = new Standing(opened.file, LISTENER);
    equal(again.seek(140), null);
    equal(arrive(again), "damaged");
    past.store.database.exec("UPDATE kept_checkpoint SET hash = 'another'; UPDATE checkpoint SET hash = 'another'");
    const third = new Standing(opened.file, LISTENER);
    equal(third.seek(45)?.reason, "damaged");
    opened.file.close();
    past.store.close();
  }));

Deno.test("past: a world that did something which the journal does not have is told to differ", () =>
  withFolder((folder) => {
    const past = makePast(folder);
    past.save();
    past.run(30, () => []);
    stepWorld(past.world, [enter(77)], SILENT_OUTPUT);
    past.run(60);
    const opened = openPast(past.path);
    ok(opened.ok);
    const standing = new Standing(opened.file, LISTENER);
    equal(standing.seek(80), null);
    const found = standing.work(() => true);
    ok(found.type === "obstacle" && found.obstacle.reason === "differs");
    match(found.obstacle.why, /at tick 40 the world's pulse is .* not to be trusted/);
    opened.file.close();
    past.store.close();
  }));
