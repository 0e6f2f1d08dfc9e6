import assert from "node:assert/strict";
import { Prng } from "../../../world/base/prng.ts";
import { findPath, type PathResult } from "../../../world/paths/mod.ts";
import { makeTerrain, type Terrain } from "../../../world/terrain/mod.ts";
import { at, drawnTerrain } from "./_fixture.ts";

const BUDGET = { expansionsMax: 60_000 };

Deno.test("a clear target is one leg, and a walker that is there has none", () => {
  const terrain = drawnTerrain(["......", "......"]);
  const from = at(0, 0);
  const to = at(5, 1);
  assert.deepEqual(path(terrain, from, to), { found: true, points: [to], expansions: 0 });
  assert.deepEqual(path(terrain, from, from), { found: true, points: [], expansions: 0 });
});

Deno.test("a way goes round walls with few points, and cuts no corner", () => {
  const terrain = drawnTerrain([
    "..........",
    ".########.",
    "........#.",
    ".######.#.",
    "......#...",
  ]);
  const result = path(terrain, at(1, 4), at(7, 2));
  assert.ok(result.found);
  walk(terrain, at(1, 4), result.points);
  assert.deepEqual(result.points.at(-1), at(7, 2));
  assert.ok(result.points.length <= 5, `${result.points.length} points`);
});

Deno.test("two blocked half metres that touch at a corner let nobody through", () => {
  const terrain = drawnTerrain([
    "..#..",
    "..#..",
    "##...",
    ".....",
  ].map((row) => row));
  // From the upper left there is no way but between (1, 2) and (2, 1), which touch at a corner.
  const result = path(terrain, at(0, 0), at(4, 3));
  assert.ok(!result.found && result.reason === "unreachable");
});

Deno.test("a target in a closed yard is unreachable, at little cost, with the way to the nearest place", () => {
  const rows = Array.from({ length: 60 }, () => ".".repeat(60));
  for (const [row, line] of [[40, "#####"], [41, "#...#"], [42, "#...#"], [43, "#####"]] as const) {
    rows[row] = ".".repeat(40) + line + ".".repeat(15);
  }
  const terrain = drawnTerrain(rows);
  const result = path(terrain, at(2, 2), at(42, 42));
  assert.ok(!result.found && result.reason === "unreachable");
  assert.ok(result.expansions <= 400, `${result.expansions} expansions`);
  walk(terrain, at(2, 2), result.nearest);
  const end = result.nearest.at(-1)!;
  assert.ok(Math.abs(end.x - at(42, 42).x) < 1100 && Math.abs(end.y - at(42, 42).y) < 1100, "it ends beside the yard");
});

Deno.test("a target inside a wall is moved to free ground beside it; deep inside, it is unreachable but approached", () => {
  const rows = Array.from(
    { length: 40 },
    (_, row) => row >= 10 && row < 30 ? ".".repeat(10) + "#".repeat(20) + "..." : ".".repeat(33),
  );
  const terrain = drawnTerrain(rows);
  const shallow = path(terrain, at(2, 20), at(11, 20));
  assert.ok(shallow.found);
  assert.deepEqual(shallow.points.at(-1), at(9, 20));
  const deep = path(terrain, at(2, 20), at(20, 19));
  assert.ok(!deep.found && deep.reason === "unreachable");
  walk(terrain, at(2, 20), deep.nearest);
  assert.deepEqual(deep.nearest.at(-1), at(20, 9));
});

Deno.test("a walker inside a wall first steps out of it", () => {
  const terrain = drawnTerrain([".....", "..#..", ".....", "....."]);
  const result = path(terrain, at(2, 1), at(4, 3));
  assert.ok(result.found);
  const first = result.points[0]!;
  assert.ok(!terrain.isBlocked(first.x, first.y));
  walk(terrain, first, result.points.slice(1));
});

Deno.test("far targets are refused before any search, and a small budget is kept to", () => {
  const rows = Array.from({ length: 200 }, (_, row) => row === 100 ? "#".repeat(599) + "." : ".".repeat(600));
  const terrain = drawnTerrain(rows);
  assert.deepEqual(path(terrain, at(0, 0), at(599, 0)), {
    found: false,
    reason: "too far",
    nearest: [],
    expansions: 0,
  });
  const result = findPath(terrain, at(200, 90).x, at(200, 90).y, at(200, 110).x, at(200, 110).y, {
    expansionsMax: 500,
  });
  assert.ok(!result.found && result.reason === "budget");
  assert.equal(result.expansions, 500);
  walk(terrain, at(200, 90), result.nearest);
});

Deno.test("in towns and forests ways are found, every leg is clear, and none is much longer than it must be", () => {
  const terrain = makeTerrain(42);
  const random = new Prng(11);
  let searched = 0;
  for (const { x, y } of terrain.layout.settlements.slice(0, 3)) {
    for (let count = 0; count < 60; count++) {
      const from = terrain.nearestFree(x + random.below(30_000) - 15_000, y + random.below(30_000) - 15_000, 8_192);
      const to = terrain.nearestFree(x + random.below(30_000) - 15_000, y + random.below(30_000) - 15_000, 8_192);
      if (from === null || to === null) continue;
      const result = path(terrain, from, to);
      walk(terrain, from, result.found ? result.points : result.nearest);
      if (!result.found) continue;
      if (result.points.length > 0) assert.deepEqual(result.points.at(-1), to);
      if (result.expansions > 0) searched++;
    }
  }
  assert.ok(searched > 60, `${searched} pairs needed a search`);
});

Deno.test("the same question has the same answer whatever was asked before", () => {
  const terrain = makeTerrain(1);
  const { x, y } = terrain.layout.settlements[0]!;
  const doors = terrain.layout.settlements[0]!.buildings;
  const ask = (index: number) => path(terrain, { x, y }, { x: doors[index]!.doorX, y: doors[index]!.doorY });
  const first = [0, 9, 30, 50].map(ask);
  assert.deepEqual([50, 30, 9, 0].map(ask).reverse(), first);
  assert.ok(first.every((result) => result.found));
});

Deno.test("searches stay right after the marks of the scratch memory have come round", () => {
  const terrain = drawnTerrain([".....", ".###.", "....."]);
  const expected = path(terrain, at(1, 0), at(3, 2));
  assert.ok(expected.found && expected.expansions > 0);
  // Marks are 16 bits, and each question uses two.
  for (let count = 0; count < 33_000; count++) path(terrain, at(1, 0), at(3, 2));
  assert.deepEqual(path(terrain, at(1, 0), at(3, 2)), expected);
});

interface Point {
  readonly x: number;
  readonly y: number;
}

function path(terrain: Terrain, from: Point, to: Point): PathResult {
  return findPath(terrain, from.x, from.y, to.x, to.y, BUDGET);
}

/** Fails unless each leg is clear and in whole units. */
function walk(terrain: Terrain, from: Point, points: readonly Point[]): void {
  let here = from;
  for (const point of points) {
    assert.ok(Number.isInteger(point.x) && Number.isInteger(point.y));
    assert.ok(terrain.isClear(here.x, here.y, point.x, point.y), `clear to ${point.x}, ${point.y}`);
    here = point;
  }
}
