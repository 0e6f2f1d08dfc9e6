import assert from "node:assert/strict";
import { measure, MEASURE_NAMES, SMALL_SIZES } from "./main.ts";

for (const name of MEASURE_NAMES) {
  Deno.test(`bench: durability: ${name} is measured`, async () => {
    const rows = await measure(name, SMALL_SIZES);
    assert.ok(rows.length > 0);
    for (const [what, result] of rows) assert.ok(what !== "" && /\d/.test(result), `${what}: ${result}`);
  });
}
