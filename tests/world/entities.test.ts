/** Entities: who is alive keeps its index, however many come and go. */
import assert from "node:assert/strict";
import { createEntity, destroyEntity, idAt, makeEntities } from "../../world/entities.ts";

Deno.test("entities: a thousand go and come again, and nobody who stayed is met by a newcomer", () => {
  const entities = makeEntities();
  const stays = Array.from({ length: 300 }, () => createEntity(entities, 1));
  const ids = stays.map((index) => idAt(entities, index));
  for (let round = 0; round < 3; round++) {
    const guests = Array.from({ length: 1000 }, () => createEntity(entities, 2));
    assert.equal(new Set([...stays, ...guests]).size, 1300, "each has an index of its own");
    for (const index of guests) destroyEntity(entities, index);
    assert.equal(entities.count, 300);
    assert.equal(new Set(entities.free.columns.index.slice(0, entities.free.length)).size, entities.free.length);
  }
  assert.deepEqual(stays.map((index) => idAt(entities, index)), ids);
});
