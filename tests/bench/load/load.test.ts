/** Small sizes of every scenario: that the load test works, and that what players see is right. Nothing is timed. */
import assert from "node:assert/strict";
import { runLoad } from "./load_run.ts";
import { type LoadOptions, parseOptions } from "./options.ts";
import { type ScenarioName, SCENARIOS } from "./scenarios.ts";

const PLAYERS = 40;

function optionsOf(scenario: ScenarioName, ...more: readonly string[]): LoadOptions {
  const words = `--scenario ${scenario} --players ${PLAYERS} --full 12 --seconds 2`.split(" ");
  return parseOptions([...words, ...more]);
}

for (const scenario of Object.keys(SCENARIOS) as ScenarioName[]) {
  Deno.test(`load: ${scenario}: what players see is what the server says, nobody is missing, nobody is a ghost`, async () => {
    const result = await runLoad(optionsOf(scenario), () => {});
    const { findings } = result;
    assert.deepEqual(findings.notes, []);
    assert.ok(result.correct);
    assert.ok(findings.compared > 0 && findings.lookedFor > 0, "something was compared with the server");
    assert.equal(findings.exact, findings.compared);
    assert.ok(result.framesPerSecond > 0);
    if (scenario === "crowd") assert.equal(result.playersInView, PLAYERS - 1);
    if (scenario === "play") {
      const { done, fightingShare } = result.play!;
      assert.ok(fightingShare > 0, "some fought");
      assert.ok((done["useAbility"] ?? 0) > 0, JSON.stringify(result.play));
    } else if (SCENARIOS[scenario].moving) assert.ok(result.inputToSeenSamples > 0, "inputs were seen by others");
    if (scenario === "storm") assert.ok(result.disturbance!.allBackMs !== null);
    if (scenario !== "deaf") assert.deepEqual(result.dropped, {});
    assert.equal(result.resets, 0);
  });
}

Deno.test("load: crowd, told by steps: nobody is missing, and everybody is where a second ago allows", async () => {
  const result = await runLoad(optionsOf("crowd", "--seconds", "6", "--server=--crowd-from 24"), () => {});
  const { findings } = result;
  assert.deepEqual(findings.notes, []);
  assert.ok(result.correct);
  assert.equal(result.playersInView, PLAYERS - 1);
  assert.ok(result.bytesByKind.steps > 0, "some are told by steps");
  assert.ok(findings.lookedFor > 0 && findings.compared > 0);
  assert.deepEqual(result.dropped, {});
});
