import assert from "node:assert/strict";
import { findPath, findRoute } from "../../../world/paths/mod.ts";
import { GROUND, makeTerrain } from "../../../world/terrain/mod.ts";

for (const seed of [1, 42]) {
  Deno.test(`seed ${seed}: from every settlement a route leads to every other, and it can be walked`, () => {
    const terrain = makeTerrain(seed);
    const { settlements } = terrain.layout;
    for (const from of settlements) {
      for (const to of settlements) {
        if (from === to) continue;
        const { points, metres } = findRoute(terrain.layout, from.x, from.y, to.x, to.y);
        const direct = Math.sqrt((from.x - to.x) ** 2 + (from.y - to.y) ** 2) / 256;
        assert.ok(metres >= direct && metres < direct * 3, `${metres} m for ${direct} m`);
        assert.ok(points.length > 10);
        if (from !== settlements[0]) continue;
        let here: { x: number; y: number } = from;
        for (const point of [...points, to]) {
          const ground = terrain.groundAt(point.x, point.y);
          assert.ok(ground === GROUND.road || ground === GROUND.plaza || ground === GROUND.floor, `ground ${ground}`);
          const leg = findPath(terrain, here.x, here.y, point.x, point.y, { expansionsMax: 2000 });
          assert.ok(leg.found, `from ${here.x}, ${here.y} to ${point.x}, ${point.y}`);
          here = point;
        }
      }
    }
  });
}

Deno.test("near targets need no road, and neither do two places far from any", () => {
  const { layout } = makeTerrain(1);
  const { x, y } = layout.settlements[0]!;
  assert.deepEqual(findRoute(layout, x, y, x + 256 * 50, y), { points: [], metres: 50 });
  assert.deepEqual(findRoute(layout, 0, 0, 256 * 200, 0), { points: [], metres: 200 });
});
