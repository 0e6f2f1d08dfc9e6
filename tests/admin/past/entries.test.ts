import { deepEqual, equal, ok } from "node:assert/strict";
import { Entries } from "../../../admin/past/_entries.ts";
import { openPast } from "../../../persistence/mod.ts";
import { withFolder } from "../../persistence/_fixture.ts";
import { makePast } from "./_fixture.ts";

Deno.test("entries: what is ahead is looked at without being taken, however it mixes with taking", () =>
  withFolder((folder) => {
    const past = makePast(folder);
    past.save();
    past.run(600, (tick) => [{ type: "broadcast", actor: "Olga", text: `${tick}` }]);
    const opened = openPast(past.path);
    ok(opened.ok);
    const entries = new Entries(opened.file.walk(0));
    const aheadOf = (toTick: number) => entries.ahead(toTick).map(({ tick }) => tick);
    const ticks = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
    deepEqual(aheadOf(100), ticks(1, 100));
    for (let tick = 1; tick <= 600; tick++) {
      const next = entries.peek();
      ok(next.type === "entry" && next.entry.tick === tick, `the entry of tick ${tick} is next`);
      entries.take();
      if (tick % 30 === 0) deepEqual(aheadOf(tick + 100), ticks(tick + 1, Math.min(600, tick + 100)));
    }
    equal(entries.peek().type, "end");
    deepEqual(aheadOf(9999), []);
    past.run(2, (tick) => [{ type: "broadcast", actor: "Olga", text: `${tick}` }]);
    deepEqual(aheadOf(9999), [601, 602]);
    opened.file.close();
    past.store.close();
  }));
