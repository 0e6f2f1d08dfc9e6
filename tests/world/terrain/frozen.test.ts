import assert from "node:assert/strict";
import { StateHash } from "../../../world/base/state_hash.ts";
import { type Chunk, DEFAULT_RECIPE, type Layout, makeTerrain, TERRAIN_VERSION } from "../../../world/terrain/mod.ts";

// Players' pages make the terrain themselves, and saved worlds stand on it. A change here changes every world: raise
// TERRAIN_VERSION with it.
Deno.test("terrain of version 2 is frozen", () => {
  const terrain = makeTerrain(42, { ...DEFAULT_RECIPE, plans: [{ rows: ["#####", "#,1,#", "##=##"] }] });
  assert.equal(TERRAIN_VERSION, 2);
  assert.equal(hashLayout(terrain.layout), FROZEN_LAYOUT);
  const hash = new StateHash();
  for (let number = 0; number < 4096; number += 97) addChunk(hash, terrain.chunk(number % 64, Math.floor(number / 64)));
  const { spawnX, spawnY } = terrain.layout;
  addChunk(hash, terrain.chunk(spawnX >> 14, spawnY >> 14));
  for (const { doorX, doorY } of terrain.layout.places.slice(-40)) {
    addChunk(hash, terrain.chunk(doorX >> 14, doorY >> 14));
  }
  assert.equal(hash.digest(), FROZEN_CHUNKS);
  const overview = terrain.overview();
  const coarse = new StateHash();
  coarse.bytes(overview.ground);
  coarse.bytes(new Uint8Array(overview.heights.buffer));
  assert.equal(coarse.digest(), FROZEN_OVERVIEW);
});

Deno.test("the same seed gives the same world, another seed another", () => {
  assert.equal(hashLayout(makeTerrain(9).layout), hashLayout(makeTerrain(9).layout));
  assert.notEqual(hashLayout(makeTerrain(9).layout), hashLayout(makeTerrain(10).layout));
});

const FROZEN_LAYOUT = "99fb36a0db57b73a";
const FROZEN_CHUNKS = "0b285a456d626219";
const FROZEN_OVERVIEW = "ed5a4ce1372e6c4a";

function hashLayout(layout: Layout): string {
  const hash = new StateHash();
  // All of a layout is numbers, names and lists in a fixed order of keys; of the rules, what came of them is here.
  const entries = Object.entries(layout).map(([key, value]) =>
    key === "recipe" ? ["plans", value.plans] : [key, value]
  );
  hash.bytes(new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries))));
  return hash.digest();
}

function addChunk(hash: StateHash, chunk: Chunk): void {
  hash.word(chunk.x);
  hash.word(chunk.y);
  for (const height of chunk.heights) hash.word(height);
  hash.bytes(chunk.ground);
  for (const word of chunk.blocked) hash.word(word);
  for (const word of chunk.solid) hash.word(word);
  for (const { kind, x, y, radius, blockRadius, variant } of chunk.props) {
    for (const word of [kind, x, y, radius, blockRadius, variant]) hash.word(word);
  }
  for (const { id } of chunk.buildings) hash.word(id);
}
