import assert from "node:assert/strict";
import { makeNoise, noise, noiseRect } from "../../../world/terrain/_noise.ts";

// Worlds are made of these bits: one that differs is another world.
Deno.test("noise over a rectangle is to the last bit what it is at each point", () => {
  const table = makeNoise(42, 1);
  for (const step of [1 / 430, 1 / 13, 16 / 13, 1]) {
    const xs = Float64Array.from({ length: 33 }, (_, at) => at * step - 3.3);
    const ys = Float64Array.from({ length: 20 }, (_, at) => at * step + 254.2);
    const into = new Float64Array(33 * 20);
    noiseRect(table, xs, ys, into);
    for (const [row, y] of ys.entries()) {
      for (const [column, x] of xs.entries()) assert.equal(into[row * 33 + column], noise(table, x, y));
    }
  }
});
