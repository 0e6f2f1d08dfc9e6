import { deepEqual, equal } from "node:assert/strict";
import { readMoment, tickAtTime, timeOfTick } from "../../../admin/past/clock.ts";

const HOUR = 3_600_000;

Deno.test("clock of the past: ticks and times, through an hour in which the world stood still", () => {
  const clock = {
    tickRate: 20,
    points: [{ tick: 100, at: 0 }, { tick: 300, at: 10_000 }, { tick: 320, at: HOUR }, {
      tick: 520,
      at: HOUR + 10_000,
    }],
  };
  for (const [tick, at] of [[100, 0], [200, 5_000], [300, 10_000], [320, HOUR], [420, HOUR + 5_000]] as const) {
    equal(timeOfTick(clock, tick), at);
    equal(tickAtTime(clock, at), tick);
  }
  // Twenty ticks after the last one that was written the world stood still, until the server came back.
  equal(timeOfTick(clock, 310), 10_500);
  equal(tickAtTime(clock, HOUR / 2), 320);
  // Before and after what is known it is taken to go on evenly.
  equal(timeOfTick(clock, 80), -1_000);
  equal(tickAtTime(clock, HOUR + 11_000), 540);
  equal(timeOfTick({ tickRate: 20, points: [] }, 5), null);
  equal(tickAtTime({ tickRate: 20, points: [] }, 5), null);
});

Deno.test("a moment is a tick, a time that clocks showed last, or that of a day; all else is none", () => {
  const now = new Date(2031, 2, 9, 12, 0, 0);
  const at = (text: string) => {
    const moment = readMoment(text, now);
    return moment === null ? null : moment.type === "tick" ? moment.tick : new Date(moment.at).toString().slice(4, 24);
  };
  const cases: readonly (readonly [string, unknown])[] = [
    ["52340", 52_340],
    [" 52,340 ", 52_340],
    ["tick 7", 7],
    ["4294967295", 4_294_967_295],
    ["4294967296", null],
    ["11:59", "Mar 09 2031 11:59:00"],
    ["21:14", "Mar 08 2031 21:14:00"],
    ["21:14:30", "Mar 08 2031 21:14:30"],
    ["2031-03-01 21:14", "Mar 01 2031 21:14:00"],
    ["2031-02-31 21:14", null],
    ["24:00", null],
    ["12:60", null],
    ["soon", null],
    ["", null],
    ["-5", null],
  ];
  deepEqual(cases.map(([text]) => at(text)), cases.map(([, wanted]) => wanted));
});
