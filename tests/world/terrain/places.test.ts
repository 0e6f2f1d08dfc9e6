import assert from "node:assert/strict";
import { CELL_METRES, WORLD_METRES, WORLD_UNITS } from "../../../world/limits.ts";
import { floorplanProblem, spotsOf } from "../../../world/terrain/floorplan.ts";
import { DUNGEON_COPIES } from "../../../world/terrain/_place_layout.ts";
import { DEFAULT_RECIPE, GROUND, makeTerrain } from "../../../world/terrain/mod.ts";

const CAVE = { rows: ["#########", "#,,1,,,,#", "#,,,,,~~#", "#,*,,≈≈≈#", "####=####"] };

Deno.test("places: every house has a room, every dungeon its copies, and every door is free on both sides", () => {
  for (const seed of [1, 2, 42]) {
    const terrain = makeTerrain(seed, { ...DEFAULT_RECIPE, plans: [CAVE, CAVE] });
    const { places, portals, settlements } = terrain.layout;
    const houses = settlements.reduce((sum, { buildings }) => sum + buildings.length, 0);
    assert.equal(places.length, houses + 2 * DUNGEON_COPIES);
    assert.equal(portals.length, 2 * houses + 2 * (DUNGEON_COPIES + 1));
    for (const { x, y, toX, toY, place, inward } of portals) {
      assert.ok(!terrain.isBlocked(x, y), `door at ${x}, ${y}`);
      assert.ok(!terrain.isBlocked(toX, toY), `behind the door at ${x}, ${y}`);
      assert.equal(inward, x < WORLD_UNITS);
      assert.equal(inward, toX >= WORLD_UNITS);
      assert.ok(places[place]!.x >= WORLD_METRES);
    }
  }
});

Deno.test("places: who comes in can reach every free half metre of the room, and nothing beyond it", () => {
  const terrain = makeTerrain(3, { ...DEFAULT_RECIPE, plans: [CAVE] });
  const isFree = (x: number, y: number) => !terrain.isSolid(x * 128 + 64, y * 128 + 64);
  for (const place of terrain.layout.places) {
    const reached = new Set<string>();
    const stack: [number, number][] = [[place.insideX >> 7, place.insideY >> 7]];
    while (stack.length > 0) {
      const [x, y] = stack.pop()!;
      if (reached.has(`${x} ${y}`) || !isFree(x, y)) continue;
      reached.add(`${x} ${y}`);
      stack.push([x + 1, y], [x - 1, y], [x, y + 1], [x, y - 1]);
    }
    let free = 0;
    for (let y = place.y * 2 - 8; y < (place.y + place.height) * 2 + 8; y++) {
      for (let x = place.x * 2 - 8; x < (place.x + place.width) * 2 + 8; x++) {
        if (!isFree(x, y)) continue;
        free++;
        assert.ok(
          reached.has(`${x} ${y}`),
          `${x / 2 - place.x}, ${y / 2 - place.y} of place ${place.number} can be reached`,
        );
      }
    }
    assert.equal(free, reached.size, "nothing beyond the room can be reached");
  }
});

Deno.test("places: nobody sees from one place into another", () => {
  const { places } = makeTerrain(2, { ...DEFAULT_RECIPE, plans: [CAVE] }).layout;
  const cells = places.map(({ x, y, width, height }) => ({
    left: Math.floor(x / CELL_METRES),
    top: Math.floor(y / CELL_METRES),
    right: Math.floor((x + width - 1) / CELL_METRES),
    bottom: Math.floor((y + height - 1) / CELL_METRES),
  }));
  for (let a = 0; a < cells.length; a++) {
    for (let b = a + 1; b < cells.length; b++) {
      const apartX = Math.max(cells[a]!.left - cells[b]!.right, cells[b]!.left - cells[a]!.right);
      const apartY = Math.max(cells[a]!.top - cells[b]!.bottom, cells[b]!.top - cells[a]!.bottom);
      assert.ok(Math.max(apartX, apartY) >= 4, `${a} and ${b} are three empty cells apart`);
    }
  }
});

Deno.test("places: water can be swum and not walked", () => {
  const terrain = makeTerrain(1, { ...DEFAULT_RECIPE, plans: [CAVE] });
  const cave = terrain.layout.places.find(({ use }) => use.kind === "dungeon")!;
  const [x, y] = [(cave.x + 5) * 256 + 128, (cave.y + 3) * 256 + 128];
  assert.equal(terrain.groundAt(x, y), GROUND.deepWater);
  assert.ok(terrain.isBlocked(x, y) && !terrain.isSolid(x, y));
  assert.deepEqual(spotsOf(CAVE), [{ mark: "1", x: 3, y: 1 }, { mark: "*", x: 2, y: 3 }]);
});

Deno.test("places: a floor plan that is none is said to be none", () => {
  assert.equal(floorplanProblem(CAVE, 128), "");
  const problem = (...rows: string[]) => floorplanProblem({ rows }, 12);
  assert.equal(problem("##", "#+"), "a floor plan has at least 3 rows of 3 letters");
  assert.equal(problem("###", "#.#", "####"), "row 3 has 4 letters, the first has 3");
  assert.equal(problem("###", "#?#", "#+#"), 'row 2 has the letter "?", which stands for nothing');
  assert.equal(problem("###", "#.#", "###"), "a floor plan has one door, not 0");
  assert.equal(
    problem("#".repeat(13), "#".repeat(13), "#".repeat(13)),
    "a floor plan is at most 12 by 12 metres, not 13 by 3",
  );
});
