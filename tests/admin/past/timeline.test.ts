import { deepEqual, equal, ok } from "node:assert/strict";
import { TimelineScan } from "../../../admin/past/_timeline.ts";
import { openPast } from "../../../persistence/mod.ts";
import { withFolder } from "../../persistence/_fixture.ts";
import { enter, leave } from "../../world/_fixtures.ts";
import { makePast } from "./_fixture.ts";

Deno.test("timeline: who came and left, staff, alarms, transfers and other rules are told at their ticks", () =>
  withFolder(async (folder) => {
    const past = makePast(folder);
    past.save();
    past.run(99, () => []);
    past.run(1, () => [enter(1), enter(2)]);
    past.run(49, () => []);
    past.run(1, () => [{ type: "kick", actor: "Olga", character: 2, reason: "enough" }, leave(1, true)]);
    past.run(50, () => []);
    past.run(1, () => [{ type: "broadcast", actor: "Olga", text: "good night" }]);
    equal(past.world.tick, 201);
    past.clock.now += 3_600_000;
    await past.store.commit.run(() =>
      past.store.audit.append({ actor: "system", action: "alarm", target: "storage", details: { text: "disk full" } })
    );
    past.run(19, () => [{ type: "broadcast", actor: "Olga", text: "again" }], 98);
    past.store.close();
    const opened = openPast(past.path);
    ok(opened.ok);
    const scan = new TimelineScan(opened.file, 20);
    while (scan.work(() => true));
    const timeline = scan.answer(0, 0xffff_ffff)!;
    deepEqual([timeline.fromTick, timeline.toTick, timeline.known], [0, 220, 1]);
    const events = timeline.events.map(({ tick, sort, who, text }) => [tick, sort, who, text]);
    deepEqual(events.slice(0, 4), [
      [100, "joined", "Person 1", ""],
      [100, "joined", "Person 2", ""],
      [150, "staff", "Olga", "kicked character 2: enough"],
      [150, "left", "Person 1", "signed out"],
    ]);
    ok(timeline.events.some(({ sort, who, text }) => sort === "alarm" && who === "storage" && text === "disk full"));
    deepEqual(timeline.foreign, [{ fromTick: 202, toTick: 220, rules: 98 }]);
    const sum = (of: (bin: (typeof timeline.bins)[number]) => number) =>
      timeline.bins.reduce((all, bin) => all + of(bin), 0);
    deepEqual([sum((bin) => bin.joins), sum((bin) => bin.leaves)], [2, 1]);
    const part = scan.answer(90, 120)!;
    deepEqual(part.events.map(({ sort }) => sort), ["joined", "joined"]);
    // The hour in which the world stood still is between two points.
    const { points } = timeline;
    const gap = points.findIndex((point, at) => at > 0 && point.at - points[at - 1]!.at > 3_000_000);
    ok(gap > 0 && points[gap]!.tick - points[gap - 1]!.tick <= 20, "both sides of the gap are known");
    opened.file.close();
  }));
