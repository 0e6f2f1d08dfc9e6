import assert from "node:assert/strict";
import { PatientClock } from "../../../net/gateway/patient_clock.ts";

Deno.test("patient clock: it goes with time while its timer comes, and stands still while that is late", () => {
  let real = 1000;
  const patience = new PatientClock(() => real, 250);
  const since = patience.clock();
  for (let beat = 0; beat < 4; beat++) {
    real += 250;
    patience.beat();
  }
  assert.equal(patience.clock() - since, 1000);
  // The process had no processor for ten seconds: what others owe is half a second older, and goes on from there.
  real += 10_000;
  assert.equal(patience.clock() - since, 1500);
  patience.beat();
  assert.equal(patience.clock() - since, 1500);
  real += 100;
  assert.equal(patience.clock() - since, 1600);
});
