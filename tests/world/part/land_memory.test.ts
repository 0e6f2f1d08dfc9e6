import assert from "node:assert/strict";
import { StateHash } from "../../../world/base/state_hash.ts";
import type { CheckpointPage } from "../../../world/checkpoint.ts";
import { LandMemory } from "../../../world/part/land_memory.ts";
import { startWorldPart } from "../../../world/part/part.ts";
import { CHUNKS_SECTION, LAND_SECTION } from "../../../world/section_names.ts";
import { CHUNKS_CACHED_MAX, CHUNKS_FIRST_MAX } from "../../../world/terrain/limits.ts";
import { hashWorld } from "../../../world/mod.ts";
import { chunkFactsOf, chunksMadeFirst, makeTerrain, PARTS_VERSION, partsOf } from "../../../world/terrain/mod.ts";
import { DEFAULT_RECIPE, type TerrainRecipe } from "../../../world/terrain/rules.ts";
import type { Terrain } from "../../../world/terrain/types.ts";
import { terrainOf } from "../terrain/_fixture.ts";
import { Bench } from "./_bench.ts";

const isLand = ({ section }: CheckpointPage) => section === LAND_SECTION;
const isChunk = ({ section }: CheckpointPage) => section === CHUNKS_SECTION;

/** All that a memory keeps of a terrain. */
function keep(terrain: Terrain, memory = new LandMemory()): CheckpointPage[] {
  memory.prepare(terrain);
  return memory.capture(terrain, Infinity);
}

function recall(pages: readonly CheckpointPage[], seed: number, recipe: TerrainRecipe = DEFAULT_RECIPE) {
  const memory = new LandMemory();
  const terrain = memory.recall(pages.filter(isLand), seed, recipe);
  memory.recallChunks(pages.filter(isChunk));
  return { memory, terrain };
}

/** A terrain some chunks of which were made: on land, in the sea, in a town, in a dungeon's place. */
function walked(seed: number): Terrain {
  const terrain = makeTerrain(seed);
  const { spawnX, spawnY, places } = terrain.layout;
  for (let at = 0; at < 20; at++) terrain.isBlocked(at * 50_000, at * 50_000);
  terrain.isBlocked(spawnX, spawnY);
  terrain.isBlocked(places[0]!.insideX, places[0]!.insideY);
  return terrain;
}

Deno.test("land memory: what is recalled is what was made, its chunks too, and those that were not kept", () => {
  const made = walked(42);
  made.overview();
  const pages = keep(made);
  const { terrain } = recall(pages, 42);
  assert.ok(terrain !== null);
  assert.deepEqual(partsOf(terrain), partsOf(made));
  const numbers = chunksMadeFirst(made);
  assert.ok(numbers.length > 20);
  assert.deepEqual([...chunksMadeFirst(terrain)].sort(), [...numbers].sort());
  for (const number of numbers) assert.deepEqual(chunkFactsOf(terrain, number), chunkFactsOf(made, number));
  assert.ok(numbers.some((number) => chunkFactsOf(made, number)!.solid !== chunkFactsOf(made, number)!.blocked));
  for (const [x, y] of [[20, 30], [31, 12], [40, 40], [numbers[0]! % 64, 0]] as const) {
    assert.deepEqual(terrain.chunk(x, y), makeTerrain(42).chunk(x, y));
  }
  assert.deepEqual(terrain.overview(), makeTerrain(42).overview());
});

Deno.test("land memory: pages come once, chunks some at a time, and not without end", () => {
  const terrain = makeTerrain(1);
  for (let number = 0; number < CHUNKS_FIRST_MAX + 40; number++) terrain.chunk(number % 64, 10 + (number >> 6));
  const memory = new LandMemory();
  assert.deepEqual(memory.capture(terrain, 8), [], "nothing is kept of a land whose parts are not");
  memory.prepare(terrain);
  const first = memory.capture(terrain, 8);
  assert.equal(first.filter(isChunk).length, 8);
  assert.ok(first.some(isLand));
  memory.prepare(terrain);
  const rest = memory.capture(terrain, Infinity);
  assert.ok(!rest.some(isLand));
  const numbers = [...first, ...rest].filter(isChunk).map(({ page }) => page);
  assert.deepEqual([numbers.length, new Set(numbers).size], [CHUNKS_FIRST_MAX, CHUNKS_FIRST_MAX]);
  assert.deepEqual(memory.capture(terrain, Infinity), []);
  memory.failed(rest);
  assert.deepEqual(memory.capture(terrain, Infinity), rest, "what did not reach the disk comes again");
  memory.failed(first);
  assert.deepEqual(memory.capture(terrain, Infinity), []);
  memory.prepare(terrain);
  assert.ok(memory.capture(terrain, 0).some(isLand));
});

Deno.test("land memory: nothing of a chunk is made again to be kept", () => {
  const terrain = makeTerrain(1);
  for (let number = 0; number < CHUNKS_CACHED_MAX + 20; number++) terrain.chunk(number % 64, 10 + (number >> 6));
  const kept = keep(terrain).filter(isChunk).map(({ page }) => page);
  assert.deepEqual(kept, chunksMadeFirst(terrain).slice(20));
});

Deno.test("land memory: whoever recalled it keeps only what is new", () => {
  const { memory, terrain } = recall(keep(walked(42)), 42);
  assert.deepEqual(memory.capture(terrain!, 8), []);
  terrain!.isBlocked(256 * 3000, 256 * 1000);
  assert.deepEqual(memory.capture(terrain!, 8).map(({ section }) => section), [CHUNKS_SECTION]);
});

Deno.test("land memory: of another seed, recipe or land, damaged, cut short or absent: it is made again", () => {
  const pages = keep(walked(42));
  assert.equal(recall(pages, 43).terrain, null);
  const { land, footing } = DEFAULT_RECIPE;
  const wet = { ...DEFAULT_RECIPE, land: { ...land, ground: { ...land.ground, seaLevelCm: 50 } }, footing };
  assert.equal(recall(pages, 42, wet).terrain, null);
  assert.equal(recall([], 42).terrain, null);
  assert.equal(recall(pages.filter(isLand).slice(0, -1), 42).terrain, null);
  for (
    const [number, at] of [[0, 0], [0, 3], [0, 9], [0, 24], [0, 23], [0, 26], [1, 0], [1, 60_000], [3, 7]] as const
  ) {
    const bent = pages.map((page) => isLand(page) && page.page === number ? flipped(page, at) : page);
    assert.equal(recall(bent, 42).terrain, null, `byte ${at} of page ${number}`);
  }
  // A chunk that is damaged, or of another land, is made again as well.
  const bent = pages.map((page, index) => isChunk(page) ? flipped(page, index % 2 === 0 ? 3 : 5000) : page);
  assert.deepEqual(chunksMadeFirst(recall(bent, 42).terrain!), []);
  const moved = pages.map((page) => isChunk(page) ? { ...page, page: page.page + 1 } : page);
  assert.deepEqual(chunksMadeFirst(recall(moved, 42).terrain!), []);
  const others = keep(walked(7)).filter(isChunk);
  assert.deepEqual(chunksMadeFirst(recall([...pages.filter(isLand), ...others], 42).terrain!), []);
});

function flipped(page: CheckpointPage, at: number): CheckpointPage {
  const bytes = page.bytes.slice();
  bytes[at]! ^= 1;
  return { ...page, bytes };
}

Deno.test("land memory: a world that is saved and started again has its land from there, and is the same", async () => {
  const { disk, tick } = await savedTwice();
  assert.ok([...disk.values()].some(isLand) && [...disk.values()].some(isChunk));
  const hashes: string[] = [];
  for (const withLand of [true, false]) {
    const kept = [...disk].filter(([, page]) => withLand || !isLand(page) && !isChunk(page));
    const bench = new Bench({ disk: new Map(kept), tick });
    let madeFirst = -1;
    startWorldPart(bench.ends, {
      onWorld: (world) => {
        madeFirst = chunksMadeFirst(world.terrain).length;
        hashes.push(hashWorld(world));
      },
    });
    bench.start();
    await bench.mainSaid("ready");
    await bench.until(() => bench.saves.length > 0 ? true : undefined);
    assert.equal(madeFirst > 10, withLand, `${madeFirst} chunks were there`);
    bench.main.mustSend({ type: "stop" });
    await bench.mainSaid("stopped");
    bench.close();
    assert.ok([...bench.disk.values()].some(isLand), "what was not there is kept now");
  }
  assert.equal(new Set(hashes).size, 1, hashes.join(", "));
});

/** A new world is saved first without its land, which nobody waits for. */
async function savedTwice(): Promise<{ readonly disk: Bench["disk"]; readonly tick: number }> {
  const bench = new Bench();
  startWorldPart(bench.ends);
  bench.start();
  await bench.until(() => bench.saves.length > 0 ? true : undefined);
  assert.ok(![...bench.disk.values()].some(isLand));
  await bench.until(() => bench.saves.length > 1 ? true : undefined);
  bench.main.mustSend({ type: "stop" });
  await bench.mainSaid("stopped");
  bench.close();
  return { disk: bench.disk, tick: bench.saves.at(-1)!.tick };
}

Deno.test("land memory: it reaches the disk also where each tick has something for the journal", async () => {
  const bench = new Bench();
  startWorldPart(bench.ends);
  bench.start();
  await bench.mainSaid("ready");
  const who = { account: 1, session: 1, character: 1, name: "Ada", look: 0 };
  bench.gateway.mustSend({ type: "enter", ...who });
  await bench.gatewaySaid("entered");
  let sequence = 0;
  const walking = setInterval(() => {
    sequence++;
    bench.gateway.send({ type: "input", session: 1, sequence, atTick: 0, heading: sequence & 255, speed: 20 });
  }, 4);
  try {
    await bench.until(() => [...bench.disk.values()].some(isLand) ? true : undefined);
  } finally {
    clearInterval(walking);
  }
  bench.main.mustSend({ type: "stop" });
  await bench.mainSaid("stopped");
  bench.close();
});

/** The names and kinds of all that is in a value: lists by what is in them. */
function shapeOf(value: unknown): string {
  if (value === null || typeof value !== "object") return value === null ? "null" : typeof value;
  if (ArrayBuffer.isView(value)) return value.constructor.name;
  if (Array.isArray(value)) return `[${[...new Set(value.map(shapeOf))].sort().join("|")}]`;
  return `{${Object.entries(value).map(([name, of]) => `${name}:${shapeOf(of)}`).sort().join(",")}}`;
}

Deno.test("land memory: parts of another shape have another version", () => {
  const terrain = terrainOf(42);
  terrain.overview();
  const hash = new StateHash();
  hash.bytes(new TextEncoder().encode(shapeOf(partsOf(terrain)) + Object.keys(chunkFactsOf(terrain, first(terrain))!)));
  assert.deepEqual(
    [PARTS_VERSION, hash.digest()],
    [1, "84125a8b353d7ebb"],
    "raise PARTS_VERSION, and put both here: what files hold has another shape",
  );
});

function first(terrain: Terrain): number {
  terrain.chunk(20, 20);
  return chunksMadeFirst(terrain)[0]!;
}
