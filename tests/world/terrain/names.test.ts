import assert from "node:assert/strict";
import { makePlaceName, type PlaceSurroundings } from "../../../world/terrain/names.ts";

Deno.test("places get names of their own that sound unlike each other", () => {
  const near: PlaceSurroundings[] = ["shore", "river", "hills", "plain"];
  for (let world = 0; world < 50; world++) {
    const names: string[] = [];
    for (let place = 0; place < 10; place++) names.push(makePlaceName(world * 10 + place, near[place % 4]!, names));
    assert.equal(new Set(names).size, names.length);
    for (const name of names) assert.match(name, /^[A-Z][a-z]{4,14}$/);
  }
});
