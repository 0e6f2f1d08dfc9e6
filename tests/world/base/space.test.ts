import assert from "node:assert/strict";
import { hashWords, Prng } from "../../../world/base/prng.ts";
import {
  HEADING_COS,
  HEADING_SIN,
  headingTowards,
  travelled,
  velocityX,
  velocityY,
} from "../../../world/base/space.ts";

Deno.test("space: the heading table is the sine and cosine of 256 directions to within half a step of 2^-14", () => {
  for (let heading = 0; heading < 256; heading++) {
    const angle = heading / 256 * 2 * Math.PI;
    assert.ok(Math.abs(HEADING_SIN[heading]! - Math.sin(angle) * 16_384) <= 0.5001);
    assert.ok(Math.abs(HEADING_COS[heading]! - Math.cos(angle) * 16_384) <= 0.5001);
  }
});

Deno.test("space: headingTowards finds the nearest of the 256, for any vector", () => {
  const prng = new Prng(3);
  for (let round = 0; round < 5_000; round++) {
    const dx = prng.below(200_001) - 100_000;
    const dy = prng.below(200_001) - 100_000;
    if (dx === 0 && dy === 0) continue;
    const turns = Math.atan2(dy, dx) / (2 * Math.PI) * 256;
    const off = ((headingTowards(dx, dy) - turns) % 256 + 384) % 256 - 128;
    // Half a heading, and 0.1 for the table's rounding: lengths differ by 2^-15, which outweighs the cosine there.
    assert.ok(Math.abs(off) <= 0.62, `(${dx}, ${dy}) is off by ${off} headings`);
  }
  assert.equal(headingTowards(0, 0), 0);
});

Deno.test("space: a second of walking at any tick rate leads as far as the speed says", () => {
  for (const tickRate of [5, 20, 60]) {
    for (const speed of [1, 16, 36, 63]) {
      for (let heading = 0; heading < 256; heading += 5) {
        const dx = travelled(velocityX(heading, speed, tickRate), tickRate);
        const dy = travelled(velocityY(heading, speed, tickRate), tickRate);
        const metres = Math.sqrt(dx * dx + dy * dy) / 256;
        assert.ok(Math.abs(metres - speed / 8) < 0.02, `${metres} m at ${speed}/8 m/s and ${tickRate} ticks`);
      }
    }
  }
});

Deno.test("prng: frozen sequence, and its state is all there is", () => {
  const prng = new Prng(42);
  const first = Array.from({ length: 4 }, () => prng.u32());
  const copy = new Prng(0);
  copy.state.set(prng.state);
  assert.deepEqual(Array.from({ length: 100 }, () => copy.u32()), Array.from({ length: 100 }, () => prng.u32()));
  assert.deepEqual(first, [955_885_115, 1_328_154_995, 946_741_108, 3_308_724_645]);
  assert.equal(hashWords(1, 2, 3, 4), 2_471_157_208);
});

Deno.test("prng: below is even enough over its whole range", () => {
  const prng = new Prng(1);
  const counts = new Array<number>(10).fill(0);
  for (let round = 0; round < 100_000; round++) counts[prng.below(10)]!++;
  for (const count of counts) assert.ok(count > 9_500 && count < 10_500, `${count} of 100,000 in a tenth`);
});
