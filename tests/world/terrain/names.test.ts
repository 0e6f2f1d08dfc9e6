import assert from "node:assert/strict";
import { NAME_LETTERS_MAX, NAME_LETTERS_MIN } from "../../../world/limits.ts";
import { makePersonName } from "../../../world/terrain/mod.ts";
import { makePlaceName, type PlaceSurroundings } from "../../../world/terrain/names.ts";

Deno.test("people have a given and a family name that fit the limits, and many different ones", () => {
  const names = new Set<string>();
  for (let hash = 0; hash < 2000; hash++) {
    const name = makePersonName(hash);
    assert.match(name, /^[A-Z][a-z]+ [A-Z][a-z]+$/);
    assert.ok(name.length >= NAME_LETTERS_MIN && name.length <= NAME_LETTERS_MAX, name);
    names.add(name);
  }
  assert.ok(names.size > 1400, `${names.size} of 2000`);
  assert.equal(makePersonName(7), makePersonName(7));
});

Deno.test("places get names of their own that sound unlike each other", () => {
  const near: PlaceSurroundings[] = ["shore", "river", "hills", "plain"];
  for (let world = 0; world < 50; world++) {
    const names: string[] = [];
    for (let place = 0; place < 10; place++) names.push(makePlaceName(world * 10 + place, near[place % 4]!, names));
    assert.equal(new Set(names).size, names.length);
    for (const name of names) assert.match(name, /^[A-Z][a-z]{4,14}$/);
  }
});
