import assert from "node:assert/strict";
import { Prng } from "../../../world/base/prng.ts";
import { WORLD_UNITS } from "../../../world/limits.ts";
import { CHUNKS_CACHED_MAX, CHUNKS_PER_SIDE } from "../../../world/terrain/limits.ts";
import { CHUNK_METRES, GROUND, makeTerrain, PROP } from "../../../world/terrain/mod.ts";
import { terrainOf } from "./_fixture.ts";

Deno.test("chunks do not depend on the order of asking, nor on what the cache has forgotten", () => {
  const early = makeTerrain(5);
  const late = makeTerrain(5);
  const asked = [[30, 30], [31, 30], [12, 40], [0, 0], [63, 63]] as const;
  const before = asked.map(([x, y]) => early.chunk(x, y));
  for (let number = 0; number < CHUNKS_CACHED_MAX + 8; number++) {
    late.chunk(number % CHUNKS_PER_SIDE, 20 + Math.floor(number / CHUNKS_PER_SIDE));
    early.chunk(number % CHUNKS_PER_SIDE, 40 + Math.floor(number / CHUNKS_PER_SIDE));
  }
  asked.toReversed().forEach(([x, y], index) => {
    const again = early.chunk(x, y);
    if (index === 0) assert.notEqual(again, before.at(-1), "the cache has forgotten the chunk");
    assert.deepEqual(again, late.chunk(x, y));
    assert.deepEqual(again, before[asked.length - 1 - index]);
  });
});

Deno.test("neighbouring chunks agree on the heights they share", () => {
  const terrain = terrainOf(42);
  const { settlements, roads } = terrain.layout;
  const bridge = roads[0]!.points[Math.floor(roads[0]!.points.length / 2)]!;
  const side = CHUNK_METRES + 1;
  for (
    const [x, y] of [[20, 20], [settlements[0]!.x >> 14, settlements[0]!.y >> 14], [
      bridge.x >> 6,
      bridge.y >> 6,
    ]] as const
  ) {
    const chunk = terrain.chunk(x, y);
    const east = terrain.chunk(x + 1, y);
    const south = terrain.chunk(x, y + 1);
    for (let at = 0; at < side; at++) {
      assert.equal(chunk.heights[at * side + side - 1], east.heights[at * side], `east of ${x}, ${y}`);
      assert.equal(chunk.heights[(side - 1) * side + at], south.heights[at], `south of ${x}, ${y}`);
    }
  }
});

Deno.test("props lie in their chunk, in order, and what stands upright blocks across chunk borders", () => {
  const terrain = terrainOf(1);
  let across = 0;
  for (let number = 1; number < 4096; number += 61) {
    const chunk = terrain.chunk(number % 64, Math.floor(number / 64));
    let last = -1;
    for (const prop of chunk.props) {
      assert.deepEqual([prop.x >> 14, prop.y >> 14], [chunk.x, chunk.y]);
      assert.ok(prop.y >= last, "ordered by y");
      last = prop.y;
      assert.ok(prop.blockRadius <= prop.radius, `prop ${prop.kind} blocks no more than is drawn`);
      if (prop.blockRadius < 100 || prop.kind === PROP.fence) continue;
      for (const [dx, dy] of [[0, 0], [prop.blockRadius - 92, 0], [0, 92 - prop.blockRadius]] as const) {
        assert.ok(terrain.isBlocked(prop.x + dx, prop.y + dy), `prop ${prop.kind} at ${prop.x}, ${prop.y} blocks`);
      }
      if (prop.x % 16384 < prop.blockRadius && prop.x > 16384) {
        across++;
        assert.ok(terrain.isBlocked(prop.x - prop.blockRadius, prop.y), "it blocks in the next chunk, too");
      }
    }
  }
  assert.ok(across > 0, "some prop reached over a border");
});

Deno.test("outside the world all is deep water and blocked, for swimmers too", () => {
  const terrain = terrainOf(1);
  assert.ok(terrain.isSolid(WORLD_UNITS, 5), "east of the land is nothing");
  for (const [x, y] of [[-1, 5], [5, -1], [2 * WORLD_UNITS, 5], [5, WORLD_UNITS], [NaN, 5], [2 ** 40, 5]] as const) {
    assert.ok(terrain.isBlocked(x, y) && terrain.isSolid(x, y), `${x}, ${y}`);
    assert.equal(terrain.groundAt(x, y), GROUND.deepWater);
  }
  const chunk = terrain.chunk(-1, 70);
  assert.deepEqual([chunk.x, chunk.y], [-1, 70]);
  assert.ok(chunk.blocked.every((word) => word === 0xffff_ffff));
  assert.ok(terrain.heightAt(-10, -10) < 0);
});

Deno.test("sea lies all along the border of the map", () => {
  for (const seed of [1, 42]) {
    const terrain = terrainOf(seed);
    for (let along = 128; along < WORLD_UNITS; along += 256 * 32) {
      for (const [x, y] of [[along, 0], [along, WORLD_UNITS - 1], [0, along], [WORLD_UNITS - 1, along]] as const) {
        assert.equal(terrain.groundAt(x, y), GROUND.deepWater, `${x}, ${y}`);
      }
    }
  }
});

Deno.test("a world has every kind of ground, and each in a fair share", () => {
  const { ground } = terrainOf(42).overview();
  const shares = new Float64Array(12);
  for (const kind of ground) shares[kind]! += 1 / ground.length;
  for (const [kind, least] of [[0, 0.1], [2, 0.01], [3, 0.05], [4, 0.02], [5, 0.1], [6, 0.01], [7, 0.005]] as const) {
    assert.ok(shares[kind]! > least, `ground ${kind} is ${shares[kind]} of the map`);
  }
});

Deno.test("the overview says of most places what their chunk says", () => {
  const terrain = terrainOf(777);
  const { size, ground, heights } = terrain.overview();
  let same = 0;
  let asked = 0;
  for (let at = 0; at < size * size; at += 211) {
    const x = (at % size * 16 + 8) * 256;
    const y = (Math.floor(at / size) * 16 + 8) * 256;
    asked++;
    if (terrain.groundAt(x, y) === ground[at]) same++;
    assert.ok(Math.abs(terrain.heightAt(x, y) / 64 - heights[at]!) < 60, `height at ${x}, ${y}`);
  }
  assert.ok(same > asked * 0.8, `${same} of ${asked}`);
});

Deno.test("heights run on without steps from metre to metre", () => {
  const terrain = terrainOf(1);
  const random = new Prng(3);
  for (let count = 0; count < 2000; count++) {
    const x = random.below(WORLD_UNITS - 256);
    const y = random.below(WORLD_UNITS);
    const step = Math.abs(terrain.heightAt(x, y) - terrain.heightAt(x + 1, y));
    // One unit east changes the height by the slope alone: 6 units at 6 : 1, steeper than any bank or bridge.
    assert.ok(step <= 8, `${step} at ${x}, ${y}`);
  }
});

Deno.test("isClear is true where each quarter metre is free, and the same both ways round corners", () => {
  const terrain = terrainOf(42);
  const { x, y } = terrain.layout.settlements[0]!;
  const random = new Prng(4);
  let clear = 0;
  for (let count = 0; count < 400; count++) {
    const fromX = x + random.below(40_000) - 20_000;
    const fromY = y + random.below(40_000) - 20_000;
    const toX = fromX + random.below(8_000) - 4_000;
    const toY = fromY + random.below(8_000) - 4_000;
    const length = Math.sqrt((toX - fromX) ** 2 + (toY - fromY) ** 2);
    let free = true;
    for (let gone = 0; gone <= 1; gone += 16 / (length + 16)) {
      if (terrain.isBlocked(fromX + (toX - fromX) * gone, fromY + (toY - fromY) * gone)) free = false;
    }
    const answer = terrain.isClear(fromX, fromY, toX, toY);
    if (answer) clear++;
    // Looking four times as often may find a corner that quarter metres step over, never the other way.
    if (free) assert.ok(answer, `${fromX}, ${fromY} to ${toX}, ${toY}`);
    if (terrain.isBlocked(fromX, fromY) || terrain.isBlocked(toX, toY)) assert.ok(!answer);
  }
  assert.ok(clear > 50 && clear < 350, `${clear} of 400 were clear`);
});

Deno.test("nearestFree gives the point itself, or the nearest free one, or null", () => {
  const terrain = terrainOf(42);
  const house = terrain.layout.settlements[0]!.buildings[0]!;
  const { x, y } = terrain.layout.settlements[0]!;
  assert.deepEqual(terrain.nearestFree(x, y, 0), { x, y });
  const inside = { x: house.x * 256 + 300, y: house.y * 256 + 700 };
  assert.equal(terrain.nearestFree(inside.x, inside.y, 256), null);
  const out = terrain.nearestFree(inside.x, inside.y, 4096)!;
  assert.ok(!terrain.isBlocked(out.x, out.y));
  const best = (out.x - inside.x) ** 2 + (out.y - inside.y) ** 2;
  for (let offY = -2048; offY <= 2048; offY += 128) {
    for (let offX = -2048; offX <= 2048; offX += 128) {
      const cellX = ((inside.x + offX) >> 7) * 128 + 64;
      const cellY = ((inside.y + offY) >> 7) * 128 + 64;
      if (!terrain.isBlocked(cellX, cellY)) {
        assert.ok((cellX - inside.x) ** 2 + (cellY - inside.y) ** 2 >= best, "nothing free is nearer");
      }
    }
  }
  assert.equal(terrain.nearestFree(-50_000, -50_000, 2048), null);
});
