/** Steps: squares as bytes, and back. */
import assert from "node:assert/strict";
import { ByteReader, ByteWriter, MalformedError } from "../../../world/base/record.ts";
import { Prng } from "../../../world/base/prng.ts";
import {
  readSteps,
  SQUARE_UNITS,
  squareCode,
  squareNear,
  STEP_UNITS_MAX,
  writeSteps,
} from "../../../world/replication/crowd_steps.ts";

Deno.test("steps: a square is understood by whoever knows a place within 6.5 m", () => {
  const random = new Prng(1);
  for (let round = 0; round < 5000; round++) {
    const [x, y] = [random.u32() % 1_000_000, random.u32() % 1_000_000];
    const off = () => random.u32() % (2 * STEP_UNITS_MAX + 1) - STEP_UNITS_MAX;
    const code = squareCode(x, y);
    assert.equal(squareNear(code, x + off()), Math.floor(x / SQUARE_UNITS));
    assert.equal(squareNear(code >> 4, y + off()), Math.floor(y / SQUARE_UNITS));
  }
});

Deno.test("steps: are read as they were written, in both forms", () => {
  for (const isWhole of [true, false]) {
    const places = isWhole ? [0, 1, 2] : [3, 4, 300];
    const steps = { slice: 4, slices: 10, isWhole, places, squares: [0, 255, 17] };
    const writer = new ByteWriter();
    writeSteps(writer, steps);
    const reader = new ByteReader(writer.copy());
    assert.deepEqual(readSteps(reader), steps);
    assert.equal(reader.remaining, 0);
  }
});

Deno.test("steps: a slice beyond the slices, or an unknown form, is malformed", () => {
  for (const bytes of [[10, 10, 0, 0], [0, 10, 2, 0]]) {
    assert.throws(() => readSteps(new ByteReader(Uint8Array.from(bytes))), MalformedError);
  }
});
