import assert from "node:assert/strict";
import { DEFAULT_LAND } from "../../../world/terrain/rules.ts";
import { type Building, GROUND, makeTerrain } from "../../../world/terrain/mod.ts";
import { SEEDS, terrainOf } from "./_fixture.ts";

for (const seed of SEEDS) {
  Deno.test(`seed ${seed}: one town and its villages, each with its buildings and a name of its own`, () => {
    const { settlements } = terrainOf(seed).layout;
    const wanted = DEFAULT_LAND.settlements;
    const villages = settlements.length - 1;
    assert.ok(villages >= wanted.villages.min && villages <= wanted.villages.max, `${villages} villages`);
    settlements.forEach((settlement, index) => {
      const town = index === 0;
      assert.equal(settlement.index, index);
      assert.equal(settlement.kind, town ? "town" : "village");
      const count = settlement.buildings.length;
      const { min, max } = town ? wanted.townBuildings : wanted.villageBuildings;
      assert.ok(count >= min && count <= max, `${settlement.name}: ${count}`);
    });
    const uses = new Set(settlements[0]!.buildings.map(({ use }) => use));
    for (const use of ["tavern", "smithy", "market", "chapel", "hall", "workshop", "house"] as const) {
      assert.ok(uses.has(use), `the town has a ${use}`);
    }
    assert.equal(new Set(settlements.map(({ name }) => name)).size, settlements.length);
    const buildings = settlements.flatMap((settlement) => settlement.buildings);
    assert.equal(new Set(buildings.map(({ id }) => id)).size, buildings.length);
  });

  Deno.test(`seed ${seed}: every village has a mill, a well and fields, the town a well, stalls and lamps`, () => {
    const terrain = terrainOf(seed);
    for (const settlement of terrain.layout.settlements) {
      const kinds = new Set<number>();
      let fields = 0;
      eachChunkOf(settlement, (x, y) => {
        const chunk = terrain.chunk(x, y);
        for (const prop of chunk.props) kinds.add(prop.kind);
        for (const ground of chunk.ground) if (ground === GROUND.field) fields++;
      });
      assert.ok(kinds.has(7), `${settlement.name} has a well`);
      assert.ok(kinds.has(10), `${settlement.name} has a lamp`);
      if (settlement.kind === "town") assert.ok(kinds.has(8), `${settlement.name} has stalls`);
      else {
        assert.ok(fields > 200, `${settlement.name} has ${fields} square metres of field`);
        assert.ok(settlement.buildings.some(({ use }) => use === "mill"), `${settlement.name} has a mill`);
      }
    }
  });

  Deno.test(`seed ${seed}: buildings lie within their settlement, on floor, apart from each other`, () => {
    const terrain = terrainOf(seed);
    for (const settlement of terrain.layout.settlements) {
      settlement.buildings.forEach((building, index) => {
        for (const [x, y] of cornersOf(building)) {
          const dx = x * 256 - settlement.x;
          const dy = y * 256 - settlement.y;
          assert.ok(dx * dx + dy * dy <= settlement.radius * settlement.radius, `${building.id} is inside`);
        }
        for (let y = building.y; y < building.y + building.height; y++) {
          for (let x = building.x; x < building.x + building.width; x++) {
            assert.equal(terrain.groundAt(x * 256 + 128, y * 256 + 128), GROUND.floor, `floor of ${building.id}`);
            assert.ok(terrain.isBlocked(x * 256 + 128, y * 256 + 128), `${building.id} blocks`);
            assert.ok(terrain.heightAt(x * 256, y * 256) > 0, `${building.id} is dry`);
          }
        }
        for (const other of settlement.buildings.slice(index + 1)) {
          assert.ok(!overlaps(building, other, 1), `${building.id} and ${other.id} keep apart`);
        }
      });
    }
  });

  Deno.test(`seed ${seed}: no building touches a road, a square or water`, () => {
    const terrain = terrainOf(seed);
    for (const settlement of terrain.layout.settlements) {
      for (const building of settlement.buildings) {
        for (let y = building.y - 1; y <= building.y + building.height; y++) {
          for (let x = building.x - 1; x <= building.x + building.width; x++) {
            const ground = terrain.groundAt(x * 256 + 128, y * 256 + 128);
            assert.ok(ground > GROUND.shallowWater, `${building.id} stands off the water`);
            const isPaved = ground === GROUND.road || ground === GROUND.plaza;
            assert.ok(!isPaved, `${building.id} stands off the road at ${x}, ${y}`);
          }
        }
      }
    }
  });

  Deno.test(`seed ${seed}: the middle of every settlement and the place for newcomers are free and level`, () => {
    const terrain = terrainOf(seed);
    const { settlements, spawnX, spawnY } = terrain.layout;
    assert.equal(terrain.groundAt(spawnX, spawnY), GROUND.plaza);
    assert.ok(!terrain.isBlocked(spawnX, spawnY));
    for (const { x, y, name } of settlements) {
      assert.equal(terrain.groundAt(x, y), GROUND.plaza, name);
      assert.ok(!terrain.isBlocked(x, y), name);
    }
  });
}

Deno.test("a seed that is no u32 is refused", () => {
  assert.throws(() => makeTerrain(-1), /a seed is from 0 to 2\^32 - 1, not -1/);
  assert.throws(() => makeTerrain(0x1_0000_0000), /a seed is from 0/);
  assert.throws(() => makeTerrain(0.5), /a seed is from 0/);
});

function cornersOf({ x, y, width, height }: Building): [number, number][] {
  return [[x, y], [x + width, y], [x, y + height], [x + width, y + height]];
}

function overlaps(a: Building, b: Building, apart: number): boolean {
  return a.x < b.x + b.width + apart && b.x < a.x + a.width + apart &&
    a.y < b.y + b.height + apart && b.y < a.y + a.height + apart;
}

function eachChunkOf(
  { x, y, radius }: { x: number; y: number; radius: number },
  visit: (x: number, y: number) => void,
): void {
  for (let row = (y - radius) >> 14; row <= (y + radius) >> 14; row++) {
    for (let column = (x - radius) >> 14; column <= (x + radius) >> 14; column++) visit(column, row);
  }
}
