import assert from "node:assert/strict";
import { TokenBucket } from "../../net/token_bucket.ts";

Deno.test("token bucket: a burst at once, then the rate, never more than the burst", () => {
  const bucket = new TokenBucket(2, 3, 0);
  const taken = (nowMs: number) => [1, 2, 3, 4, 5].filter(() => bucket.take(nowMs)).length;
  assert.equal(taken(0), 3);
  assert.equal(taken(499), 0);
  assert.equal(taken(1000), 2, "one and a half more, and the half from before");
  assert.equal(taken(1_000_000), 3);
});

Deno.test("token bucket: what was refused costs nothing", () => {
  const bucket = new TokenBucket(1, 1, 0);
  assert.equal(bucket.take(0), true);
  for (let at = 10; at < 1000; at += 10) assert.equal(bucket.take(at), false);
  assert.equal(bucket.take(1000), true);
});
