import { deepEqual, equal, ok } from "node:assert/strict";
import { HISTORY_MB_DEFAULT, HISTORY_MB_MIN } from "../../persistence/limits.ts";
import { open, page, START_MS, withFolder } from "./_fixture.ts";

const MINUTE = 60_000;

Deno.test("what staff choose to keep is kept over a restart; what the host says at the start counts before it", () =>
  withFolder((folder) => {
    const store = open(folder);
    equal(store.budget.megabytes, HISTORY_MB_DEFAULT);
    deepEqual(store.commit.runNow(() => store.budget.choose(64)), { megabytes: 64 });
    deepEqual([store.budget.megabytes, store.budget.bytes], [64, 64e6]);
    deepEqual(store.commit.runNow(() => store.budget.choose(1)), { megabytes: HISTORY_MB_MIN });
    store.commit.runNow(() => store.budget.choose(128));
    store.close();
    const again = open(folder);
    equal(again.budget.megabytes, 128);
    again.close();
  }));

Deno.test("what an hour of the past costs is what was added lately; before that is known, nothing is said", () =>
  withFolder((folder) => {
    const clock = { now: START_MS };
    const store = open(folder, clock);
    const { budget, history } = store;
    equal(budget.bytesPerHour(), null);
    for (let minute = 1; minute <= 30; minute++) {
      clock.now += MINUTE;
      history.grew(minute <= 10 ? 0 : 5_000);
      budget.bytesPerHour();
    }
    equal(budget.bytesPerHour(), 20 * 5_000 * 2);
    // Only the last hour counts.
    for (let minute = 1; minute <= 90; minute++) {
      clock.now += MINUTE;
      history.grew(1_000);
      budget.bytesPerHour();
    }
    equal(Math.round(budget.bytesPerHour()!), 60_000);
    store.close();
  }));

Deno.test("a much smaller budget is reached in steps, so that no transaction is long", () =>
  withFolder((folder) => {
    const clock = { now: START_MS };
    const store = open(folder, clock);
    const { checkpoints, history, commit } = store;
    for (let tick = 1; tick <= 12; tick++) {
      checkpoints.begin(tick, `hash ${tick}`);
      checkpoints.page(page("a", 0, tick, 1000));
      ok(checkpoints.end(tick, 1).ok);
      clock.now += 11 * MINUTE;
    }
    const left: number[] = [];
    for (let time = 0; time < 4; time++) {
      commit.runNow(() => history.prune(0, 12));
      left.push(history.checkpoints().length);
    }
    deepEqual(left, [8, 4, 1, 1]);
    store.close();
  }));
