import { deepEqual, equal } from "node:assert/strict";
import { CheckpointRhythm } from "../../../world/part/checkpoint_rhythm.ts";
import { EARLY_CHECKPOINT_SECONDS_MIN, REPLAY_MS_MAX } from "../../../world/part/limits.ts";

const RATE = 20;

function firstDue(rhythm: CheckpointRhythm, from: number, msPerTick: number): number {
  for (let tick = from + 1;; tick++) {
    rhythm.stepped(msPerTick);
    if (rhythm.isDue(tick)) return tick - from;
  }
}

Deno.test("checkpoints come as the host says, and earlier where a restart would take long", () => {
  const rhythm = new CheckpointRhythm(100, 60, RATE, false);
  equal(firstDue(rhythm, 100, 0.01), 60 * RATE, "little happens");
  rhythm.begun(1300);
  equal(firstDue(rhythm, 1300, 1), REPLAY_MS_MAX, "a millisecond for each tick");
  rhythm.begun(2000);
  equal(firstDue(rhythm, 2000, 30), EARLY_CHECKPOINT_SECONDS_MIN * RATE, "not more often than this");
});

Deno.test("a new world is saved at once; a host's shorter time holds", () => {
  const fresh = new CheckpointRhythm(0, 60, RATE, true);
  const short = new CheckpointRhythm(0, 2, RATE, false);
  deepEqual([fresh.isDue(0), firstDue(short, 0, 1000)], [true, 2 * RATE]);
});
