import assert from "node:assert/strict";
import { measure, MEASURE_NAMES, SMALL_SIZES } from "./main.ts";

// A backup begins a minute after the start: its own bench is run by hand.
for (const name of MEASURE_NAMES.filter((name) => name !== "backup")) {
  Deno.test(`bench: durability: ${name} is measured`, async () => {
    const rows = await measure(name, SMALL_SIZES);
    assert.ok(rows.length > 0);
    for (const [what, result] of rows) assert.ok(what !== "" && /\d/.test(result), `${what}: ${result}`);
  });
}
