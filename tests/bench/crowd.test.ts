import assert from "node:assert/strict";
import { measureCrowd } from "./crowd.ts";

const PLAYERS = 2500;
/** Of the nearest hundred, whoever comes near is told when it moves next; who is near was found up to a second ago. */
const NEAR_SHOWN_MIN = 0.97;

Deno.test("bench: a crowd is told within its bytes: nobody is missing, the nearest at once, everybody each second", () => {
  const found = measureCrowd({ players: PLAYERS, seconds: 2, watched: 3 });
  assert.ok(found.crowded);
  assert.deepEqual([found.missing, found.ghosts], [0, 0]);
  assert.ok(found.staleFlushesMax <= 10, `${found.staleFlushesMax} flushes until somebody was told`);
  assert.ok(found.nearShown >= found.nearChanges * NEAR_SHOWN_MIN, `${found.nearShown} of ${found.nearChanges}`);
  // A byte a second for each of them and 2,500 for all else: 7,500 for 5,000.
  assert.ok(found.bytesPerPlayerPerSecond <= PLAYERS + 2500, `${found.bytesPerPlayerPerSecond} bytes a second`);
  assert.ok(found.framesPerPlayerPerSecond > 9.9);
});
