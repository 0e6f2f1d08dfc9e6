/** Who lives in the towns has a name of the content's. */
import assert from "node:assert/strict";
import type { Pack } from "../../../world/content/mod.ts";
import { KIND } from "../../../world/kinds.ts";
import { NAME_LETTERS_MAX, NAME_LETTERS_MIN } from "../../../world/limits.ts";
import { createWorld, makeTerrain } from "../../../world/mod.ts";
import { defaultPack } from "../_pack.ts";

function namesIn(names: Pack["entries"]["names"]): string[] {
  const pack = defaultPack();
  const whole: Pack = { ...pack, entries: { ...pack.entries, names } };
  const world = createWorld({ seed: 3, tickRate: 20, dayMinutes: 40, life: 1 }, makeTerrain(3), whole);
  const { kind, name } = world.entities.components.columns;
  return [...kind].flatMap((one, index) => one === KIND.townsfolk ? [name[index]!] : []);
}

Deno.test("townsfolk: a first and a last name that fit the limits, and many different ones", () => {
  const names = namesIn(defaultPack().entries.names);
  assert.ok(names.length > 100, `${names.length} people`);
  for (const name of names) {
    assert.match(name, /^[A-Z][a-z]+ [A-Z][a-z]+$/);
    assert.ok(name.length >= NAME_LETTERS_MIN && name.length <= NAME_LETTERS_MAX, name);
  }
  assert.ok(new Set(names).size > names.length * 0.7);
});

Deno.test("townsfolk: another pack names them otherwise, or not at all", () => {
  const own = namesIn([{ id: "townsfolk", first: ["Moss", "Fern"], last: [] }]);
  assert.deepEqual([...new Set(own)].sort(), ["Fern", "Moss"]);
  assert.deepEqual([...new Set(namesIn([]))], [""]);
});
