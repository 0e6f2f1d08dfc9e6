/** What is wanted is compared with what was measured: nothing passes for met that was not measured. */
import assert from "node:assert/strict";
import { compareBudgets } from "./budgets.ts";
import type { ReportRun } from "./report.ts";
import type { LoadResult } from "./result.ts";

function play(tickMsP99: number, players = 2_000): ReportRun {
  return { scenario: "play", players, result: { tickMsP99 } as LoadResult };
}

function playRow(runs: readonly ReportRun[], factor = 1) {
  return compareBudgets({ runs, sleepingShare: 0.01 }, factor).find(({ what }) => what.startsWith("play"))!;
}

Deno.test("budgets: met, not met, and without a result", () => {
  assert.deepEqual(playRow([play(24.96)]).measured, { text: "24.96 ms", met: true });
  assert.deepEqual(playRow([play(25.5)]).measured, { text: "25.5 ms", met: false });
  assert.equal(playRow([]).measured, null);
  assert.equal(playRow([{ scenario: "play", players: 2_000, result: "it did not start" }]).measured, null);
  assert.deepEqual(playRow([play(20, 200)], 0.1).measured, { text: "20 ms", met: true });
});

Deno.test("budgets: more than is wanted is met where it is at least, not where it is at most", () => {
  const result = { framesPerPlayerPerSecond: { mean: 6 }, tickMsP99: 6 } as unknown as LoadResult;
  const rows = compareBudgets({ runs: [{ scenario: "crowd", players: 1_300, result }], sleepingShare: 0.03 }, 1);
  const met = (part: string) => rows.find(({ what }) => what.includes(part))!.measured?.met;
  assert.equal(met("crowd, 1300 players: frames each"), false);
  assert.equal(met("crowd, 1300 players: tick, p99"), true);
  assert.equal(met("sleeping"), false);
});
