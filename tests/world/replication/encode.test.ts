import assert from "node:assert/strict";
import { Prng } from "../../../world/base/prng.ts";
import { travelled, velocityX, velocityY } from "../../../world/base/space.ts";
import { NEAR_COMPONENTS } from "../../../world/components.ts";
import { idAt, indexEnd } from "../../../world/entities.ts";
import { CELL_COLUMNS, FLUSH_TICKS } from "../../../world/limits.ts";
import { positionX, positionY, type World } from "../../../world/mod.ts";
import { BlockEncoder } from "../../../world/replication/encode.ts";
import { cellAt, cellColumn, cellRow, CELLS } from "../../../world/spatial.ts";
import { crowdCommands, enter, makeTestWorld, step } from "../_fixtures.ts";
import { SPAWN } from "../_flat.ts";
import { applyBlock, type Replica } from "./_replica.ts";

/** What a watcher of `cells` should know at the world's tick. */
function assertReplica(world: World, replica: Replica, cells: ReadonlySet<number>, tolerance: number): void {
  const { entities } = world;
  const { columns } = entities.components;
  const seen = new Map<number, { cell: number }>();
  for (const [key, slots] of replica) {
    const [cellX, cellY] = key.split(" ").map(Number) as [number, number];
    const cell = cellY * CELL_COLUMNS + cellX;
    if (!cells.has(cell)) continue;
    for (const known of slots.values()) {
      assert.ok(!seen.has(known.entity), `entity ${known.entity} is in one cell only`);
      seen.set(known.entity, { cell });
      const index = known.entity & 0x1ffff;
      assert.equal(idAt(entities, index), known.entity, "who is known is alive");
      assert.equal(cellAt(positionX(world, index), positionY(world, index)), cell);
      const ticks = world.tick - known.tick;
      const x = known.x + travelled(velocityX(known.heading, known.speed, world.facts.tickRate), ticks);
      const y = known.y + travelled(velocityY(known.heading, known.speed, world.facts.tickRate), ticks);
      // A watcher starts from a rounded position: at most one unit off.
      assert.ok(Math.abs(x - positionX(world, index)) <= tolerance, `x ${x} is ${positionX(world, index)}`);
      assert.ok(Math.abs(y - positionY(world, index)) <= tolerance, `y ${y} is ${positionY(world, index)}`);
      for (const name of NEAR_COMPONENTS) {
        const value = columns[name][index]!;
        assert.equal(known.components.get(name) ?? (typeof value === "string" ? "" : 0), value, name);
      }
    }
  }
  for (let index = 0; index < indexEnd(entities); index++) {
    if (entities.identity.columns.alive[index] !== 1) continue;
    if (!cells.has(cellAt(positionX(world, index), positionY(world, index)))) continue;
    assert.ok(seen.has(idAt(entities, index)), `entity ${index} in a watched cell is known`);
  }
}

Deno.test("encode: three watchers know the true state of their cells after every flush, whatever they watch and when", () => {
  const world = makeTestWorld();
  const encoder = new BlockEncoder();
  const crowd = crowdCommands(60, 3);
  const prng = new Prng(11);
  const replicas: Replica[] = [new Map(), new Map(), new Map()];
  const watched = [new Set<number>(), new Set<number>(), new Set<number>()];
  const spawnCell = cellAt(SPAWN.x, SPAWN.y);
  const near = (): number => spawnCell + prng.below(5) - 2 + (prng.below(5) - 2) * CELL_COLUMNS;
  let blocks = 0;
  encoder.watchAll(4, true);
  for (let tick = 1; tick <= 1600; tick++) {
    step(world, crowd(tick));
    for (let watcher = 0; watcher < 2; watcher++) {
      const cell = near();
      const chance = prng.below(100);
      if (chance < 40) {
        if (!watched[watcher]!.has(cell)) encoder.watch(1 << watcher, cell);
        watched[watcher]!.add(cell);
      } else if (chance < 60) {
        encoder.unwatch(1 << watcher, cell);
        watched[watcher]!.delete(cell);
        replicas[watcher]!.delete(`${cellColumn(cell)} ${cellRow(cell)}`);
      } else if (chance === 99) {
        encoder.restart(1 << watcher);
        replicas[watcher]!.clear();
      }
    }
    if (tick % FLUSH_TICKS !== 0) continue;
    encoder.flush(world, (bytes, mask) => {
      blocks++;
      for (let watcher = 0; watcher < 3; watcher++) {
        if (mask & (1 << watcher)) applyBlock(replicas[watcher]!, bytes, world.tick);
      }
    });
    for (let watcher = 0; watcher < 2; watcher++) {
      assertReplica(world, replicas[watcher]!, watched[watcher]!, 1);
      for (const cell of watched[watcher]!) {
        assert.ok(replicas[watcher]!.has(`${cellColumn(cell)} ${cellRow(cell)}`), "a watched cell had its keyframe");
      }
    }
    // Who watches everything has been round once after some flushes.
    if (tick > 20) assertReplica(world, replicas[2]!, new Set(Array.from({ length: CELLS }, (_, cell) => cell)), 1);
  }
  assert.ok(blocks > 1000, `many blocks were sent: ${blocks}`);
});

Deno.test("encode: a flush without changes sends nothing", () => {
  const world = makeTestWorld();
  const encoder = new BlockEncoder();
  encoder.watch(1, cellAt(SPAWN.x, SPAWN.y));
  step(world, [enter(1)]);
  let blocks = 0;
  encoder.flush(world, () => blocks++);
  assert.equal(blocks, 1);
  for (let tick = 0; tick < 10; tick++) {
    step(world);
    encoder.flush(world, () => blocks++);
  }
  assert.equal(blocks, 1);
});

Deno.test("encode: a body that walks straight costs bytes once", () => {
  const world = makeTestWorld();
  const encoder = new BlockEncoder();
  encoder.watchAll(1, true);
  step(world, [enter(1)]);
  encoder.flush(world, () => {});
  step(world, [{ type: "input", session: 1, sequence: 1, atTick: 2, heading: 32, speed: 16 }]);
  let bytes = 0;
  encoder.flush(world, (block) => bytes += block.length);
  assert.equal(bytes, 5 + 1 + 1 + 2, "header, count, slot, turn");
  for (let tick = 0; tick < 5; tick++) {
    step(world);
    encoder.flush(world, (block) => bytes += block.length);
  }
  assert.equal(bytes, 9);
});
