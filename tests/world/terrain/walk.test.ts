import assert from "node:assert/strict";
import { WORLD_METRES } from "../../../world/limits.ts";
import { GROUND, type Terrain } from "../../../world/terrain/mod.ts";
import { floodSettlement, SEEDS, terrainOf } from "./_fixture.ts";

for (const seed of SEEDS) {
  Deno.test(`seed ${seed}: every door is free and can be walked to from the square`, () => {
    const terrain = terrainOf(seed);
    for (const settlement of terrain.layout.settlements) {
      const isReached = floodSettlement(terrain, settlement);
      for (const { id, use, doorX, doorY } of settlement.buildings) {
        assert.ok(!terrain.isBlocked(doorX, doorY), `the ${use} ${id} in ${settlement.name} has a free door`);
        assert.ok(isReached(doorX, doorY), `the ${use} ${id} in ${settlement.name} can be reached`);
      }
    }
  });

  Deno.test(`seed ${seed}: doors are just outside the side they are said to be on`, () => {
    for (const settlement of terrainOf(seed).layout.settlements) {
      for (const { id, x, y, width, height, doorX, doorY, doorSide } of settlement.buildings) {
        const metreX = doorX / 256;
        const metreY = doorY / 256;
        const alongX = metreX > x && metreX < x + width;
        const alongY = metreY > y && metreY < y + height;
        const outside = {
          north: alongX && y - metreY,
          south: alongX && metreY - (y + height),
          west: alongY && x - metreX,
          east: alongY && metreX - (x + width),
        }[doorSide];
        assert.equal(outside, 0.75, `door of ${id} to the ${doorSide}`);
      }
    }
  });

  Deno.test(`seed ${seed}: paved ground joins all settlements and nothing blocks on it`, () => {
    const terrain = terrainOf(seed);
    const { settlements } = terrain.layout;
    const reached = floodPaved(terrain, settlements[0]!.x >> 8, settlements[0]!.y >> 8);
    for (const { name, x, y } of settlements) {
      assert.equal(reached[(y >> 8) * WORLD_METRES + (x >> 8)], 1, `${name} can be reached by road`);
    }
  });

  Deno.test(`seed ${seed}: every road leads over road ground from settlement to settlement`, () => {
    const terrain = terrainOf(seed);
    const { settlements, roads } = terrain.layout;
    for (const road of roads) {
      const first = road.points[0]!;
      const last = road.points.at(-1)!;
      assert.deepEqual([first.x * 256, first.y * 256], [settlements[road.from]!.x, settlements[road.from]!.y]);
      assert.deepEqual([last.x * 256, last.y * 256], [settlements[road.to]!.x, settlements[road.to]!.y]);
      for (const { x, y } of road.points) {
        const ground = terrain.groundAt(x * 256, y * 256);
        // Where a road crosses a square it may come upon the patch of a stall.
        assert.ok(
          ground === GROUND.road || ground === GROUND.plaza || ground === GROUND.floor,
          `${ground} at ${x}, ${y}`,
        );
      }
    }
  });
}

/** Square metres of road and plaza joined to a first one. Fails where any half metre of them is blocked or under water. */
function floodPaved(terrain: Terrain, firstX: number, firstY: number): Uint8Array {
  const reached = new Uint8Array(WORLD_METRES * WORLD_METRES);
  const stack = [firstY * WORLD_METRES + firstX];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (reached[at] === 1) continue;
    const x = at % WORLD_METRES * 256;
    const y = Math.floor(at / WORLD_METRES) * 256;
    const ground = terrain.groundAt(x, y);
    if (ground !== GROUND.road && ground !== GROUND.plaza) continue;
    reached[at] = 1;
    for (const [offX, offY] of [[64, 64], [192, 64], [64, 192], [192, 192]] as const) {
      assert.ok(!terrain.isBlocked(x + offX, y + offY), `road at ${x >> 8}, ${y >> 8} is free`);
    }
    assert.ok(terrain.heightAt(x + 128, y + 128) > 0, `road at ${x >> 8}, ${y >> 8} is above the water`);
    stack.push(at + 1, at - 1, at + WORLD_METRES, at - WORLD_METRES);
  }
  return reached;
}
