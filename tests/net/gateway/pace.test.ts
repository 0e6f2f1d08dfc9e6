import assert from "node:assert/strict";
import { Pace } from "../../../net/gateway/pace.ts";

const TICK_RATE = 20;
const FLUSH_MS = 100;

/** Flushes go out for a while, of which some time goes by before the first frame and some with frames at full rate. */
function flush(pace: Pace, count: number, load: { before: number; sending: number }): void {
  for (let done = 0; done < count; done++) {
    pace.took(load.before * FLUSH_MS, load.sending * FLUSH_MS / pace.flushesAtOnce);
  }
}

Deno.test("a gateway that has time tells every flush by itself", () => {
  const pace = new Pace(TICK_RATE);
  flush(pace, 500, { before: 0.2, sending: 0.6 });
  assert.equal(pace.flushesAtOnce, 1);
  assert.equal(pace.flushesHeldBack, 0);
});

Deno.test("one that has not tells as few flushes at once as it can, and one by one again afterwards", () => {
  const pace = new Pace(TICK_RATE);
  flush(pace, 500, { before: 0.1, sending: 1.2 });
  assert.equal(pace.flushesAtOnce, 2);
  flush(pace, 500, { before: 0.1, sending: 4 });
  assert.equal(pace.flushesAtOnce, 6);
  flush(pace, 500, { before: 0.1, sending: 0.5 });
  assert.equal(pace.flushesAtOnce, 1);
  const held = pace.flushesHeldBack;
  flush(pace, 10, { before: 0.1, sending: 0.5 });
  assert.equal(pace.flushesHeldBack, held);
});

Deno.test("what no rate changes does not keep the rate down", () => {
  const pace = new Pace(TICK_RATE);
  flush(pace, 500, { before: 0.4, sending: 2 });
  const slow = pace.flushesAtOnce;
  assert.ok(slow > 4);
  // At half the rate it would be 0.4 + 0.25: it is not 0.4 of the time that would double.
  flush(pace, 500, { before: 0.4, sending: 0.5 });
  assert.equal(pace.flushesAtOnce, 2);
});

Deno.test("a single long flush slows nothing, and many do no longer than they last", () => {
  const pace = new Pace(TICK_RATE);
  flush(pace, 20, { before: 0.05, sending: 0.1 });
  flush(pace, 1, { before: 0, sending: 8 });
  flush(pace, 20, { before: 0.05, sending: 0.1 });
  assert.equal(pace.flushesHeldBack, 0);
  flush(pace, 30, { before: 0.2, sending: 8 });
  assert.ok(pace.flushesAtOnce > 1);
  // A second later it is over.
  flush(pace, 10, { before: 0.05, sending: 0.1 });
  assert.equal(pace.flushesAtOnce, 1);
});

Deno.test("no client is told of more flushes at once than are kept", () => {
  const pace = new Pace(TICK_RATE);
  flush(pace, 1000, { before: 0.5, sending: 50 });
  assert.equal(pace.flushesAtOnce, 7);
});
