/** Who is near in a crowd. */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { NearGrid } from "../../../net/gateway/near_grid.ts";
import { makeFound, NearRecords } from "../../../net/gateway/near_records.ts";
import { Prng } from "../../../world/base/prng.ts";

const METRE = 256;

function randomPlaces(count: number, metres: number, seed: number): { x: number; y: number }[] {
  const random = new Prng(seed);
  const units = metres * METRE;
  return Array.from({ length: count }, () => ({ x: random.u32() % units, y: random.u32() % units }));
}

for (const metres of [20, 60, 700]) {
  Deno.test(`near: the reach holds as many as are wanted and hardly more, of 3000 on ${metres} m`, () => {
    const places = randomPlaces(3000, metres, metres);
    const grid = new NearGrid();
    for (const { x, y } of places) grid.add(x, y);
    for (const [at, middle] of places.slice(0, 50).entries()) {
      const guess = [0, 5, 12, 100][at % 4]! * METRE;
      const reach = grid.reach(middle.x, middle.y, 110, guess);
      const within = places.filter(({ x, y }) => Math.hypot(x - middle.x, y - middle.y) <= reach).length;
      if (reach === 32 * METRE) assert.ok(within < 110 + 20, "nobody further than that is near");
      else assert.ok(within >= 110 && within < 170, `${within} within ${reach / METRE} m`);
    }
  });
}

Deno.test("near: records within a distance are found, each once, and copied", () => {
  const places = randomPlaces(2000, 300, 3);
  const records = new NearRecords();
  const found = makeFound();
  for (let round = 0; round < 2; round++) {
    records.clear();
    places.forEach(({ x, y }, at) => {
      const start = records.writer.length;
      records.writer.u16(at);
      records.add(x, y, start);
    });
    for (const distance of [0, 5 * METRE, 40 * METRE, 100 * METRE]) {
      for (const { x, y } of places.slice(0, 20)) {
        records.find(x, y, distance, found);
        const wanted = places.flatMap((of, at) => Math.hypot(of.x - x, of.y - y) <= distance ? [at] : []);
        const slab = Buffer.alloc(found.bytes);
        assert.equal(records.put(found, slab, 0), found.bytes);
        const told = Array.from({ length: found.count }, (_, at) => slab.readUInt16LE(at * 2));
        assert.deepEqual(told.sort((a, b) => a - b), wanted);
      }
    }
  }
});

Deno.test("near: a record in two places is found once, near either", () => {
  const records = new NearRecords();
  const found = makeFound();
  records.writer.u8(7);
  const first = records.add(0, 0, 0);
  records.add(100 * METRE, 0, 0, first);
  for (
    const [x, distance, count] of [[0, METRE, 1], [100 * METRE, METRE, 1], [50 * METRE, METRE, 0], [
      50 * METRE,
      60 * METRE,
      1,
    ]] as const
  ) {
    records.find(x, 0, distance, found);
    assert.equal(found.count, count);
  }
});
