import assert from "node:assert/strict";
import { Prng } from "../../world/base/prng.ts";
import { ByteWriter } from "../../world/base/record.ts";
import { CELL_UNITS, FLUSH_TICKS } from "../../world/limits.ts";
import { positionX, positionY } from "../../world/mod.ts";
import { BlockEncoder } from "../../world/replication/encode.ts";
import { CellReplica, entityX, entityY, type ReplicaListener } from "../../net/replica.ts";
import { crowdCommands, makeTestWorld, step } from "../world/_fixtures.ts";
import { makeBlock } from "./blocks.ts";

const TICK_RATE = 20;

/** A replica that writes down what it tells. */
function makeReplica() {
  const heard: string[] = [];
  const listener: ReplicaListener = {
    appeared: ({ id }) => void heard.push(`appeared ${id}`),
    moved: ({ id }) => void heard.push(`moved ${id}`),
    changed: ({ id, components }, name) => void heard.push(`changed ${id} ${name} ${components.get(name)}`),
    vanished: ({ id }) => void heard.push(`vanished ${id}`),
    happened: (happening) => void heard.push(`happened ${happening.type}`),
  };
  const replica = new CellReplica(TICK_RATE, listener);
  const flush = (tick: number, ...blocks: Uint8Array[]) => {
    const applied = blocks.map((block) => replica.apply(block, tick));
    replica.settle();
    return applied;
  };
  return { replica, heard, flush };
}

/** A replica that holds the cells (0, 0), with entity 7 in slot 3, and (1, 0), empty. */
function makeNeighbours() {
  const made = makeReplica();
  made.flush(
    10,
    makeBlock({
      cell: [0, 0],
      keyframe: true,
      arrivals: [{
        slot: 3,
        entity: 7,
        motion: { x: 8000, y: 50, heading: 0, speed: 16 },
        components: { name: "Ada" },
      }],
    }),
    makeBlock({ cell: [1, 0], keyframe: true }),
  );
  made.heard.length = 0;
  return made;
}

const DEPARTURE_TO_NEXT = makeBlock({ cell: [0, 0], departures: [{ slot: 3, to: [1, 0] }] });
const ARRIVAL_IN_NEXT = makeBlock({
  cell: [1, 0],
  arrivals: [{ slot: 0, entity: 7, motion: { x: 9, y: 50 }, components: { name: "Ada", activity: 1 } }],
});

Deno.test("replica: a keyframe makes a cell held; entities are where it says, and go on", () => {
  const { replica } = makeNeighbours();
  const ada = replica.entities.get(7)!;
  assert.equal(ada.components.get("name"), "Ada");
  assert.equal(ada.cell, replica.cell(0, 0));
  assert.deepEqual([ada.x, ada.y, ada.tick], [8000, 50, 10]);
  // 16 / 8 m/s = 2 m/s: in 20 ticks 2 m = 512 units.
  assert.equal(entityX(ada, 30, TICK_RATE), 8000 + 512 - 1, "2 m in a second, less what rounding takes");
  assert.equal(entityY(ada, 30, TICK_RATE), 50);
});

Deno.test("replica: a block about a cell that is not held means nothing", () => {
  const { replica, heard, flush } = makeReplica();
  assert.deepEqual(flush(1, makeBlock({ cell: [4, 4], arrivals: [{ slot: 0, entity: 1 }] })), [false]);
  assert.equal(replica.entities.size, 0);
  assert.deepEqual(heard, []);
});

for (
  const [order, blocks] of [
    ["departure first", [DEPARTURE_TO_NEXT, ARRIVAL_IN_NEXT]],
    ["arrival first", [ARRIVAL_IN_NEXT, DEPARTURE_TO_NEXT]],
  ] as const
) {
  Deno.test(`replica: P15 who crosses to a held cell stays the same entity (${order})`, () => {
    const { replica, heard, flush } = makeNeighbours();
    const before = replica.entities.get(7);
    flush(12, ...blocks);
    const after = replica.entities.get(7)!;
    assert.equal(after, before);
    assert.equal(after.cell, replica.cell(1, 0));
    assert.equal(after.x, CELL_UNITS + 9);
    assert.deepEqual([replica.cell(0, 0)!.count, replica.cell(1, 0)!.count], [0, 1]);
    assert.deepEqual(heard, ["changed 7 activity 1", "moved 7"]);
  });
}

Deno.test("replica: who crosses to a cell that is not held vanishes at the end of the flush", () => {
  const { replica, heard, flush } = makeNeighbours();
  replica.apply(makeBlock({ cell: [0, 0], departures: [{ slot: 3, to: [0, 1] }] }), 12);
  assert.ok(replica.entities.has(7), "not before");
  flush(12);
  assert.equal(replica.entities.size, 0);
  assert.deepEqual(heard, ["vanished 7"]);
});

Deno.test("replica: P14 a slot that was left is given to the next within one block", () => {
  const { replica, flush } = makeNeighbours();
  flush(
    12,
    makeBlock({ cell: [0, 0], departures: [{ slot: 3, to: [1, 0] }], arrivals: [{ slot: 3, entity: 8 }] }),
    ARRIVAL_IN_NEXT,
  );
  assert.equal(replica.cell(0, 0)!.slots[3]!.id, 8);
  assert.equal(replica.cell(1, 0)!.slots[0]!.id, 7);
  assert.equal(replica.entities.size, 2);
});

Deno.test("replica: motions, changes and happenings reach the listener with the new values", () => {
  const { replica, heard, flush } = makeNeighbours();
  flush(
    14,
    makeBlock({
      cell: [0, 0],
      motions: [{ slot: 3, motion: { x: 1, y: 2, heading: 64, speed: 5 } }],
      changes: [{ slot: 3, component: "activity", value: 2 }],
      happenings: [{ type: "said", entity: 7, text: "hi" }],
    }),
  );
  assert.deepEqual(heard, ["moved 7", "changed 7 activity 2", "happened said"]);
  const { x, y, heading, speed, tick } = replica.entities.get(7)!;
  assert.deepEqual([x, y, heading, speed, tick], [1, 2, 64, 5, 14]);
});

Deno.test("replica: P13 a second keyframe replaces what was there; who stays is the same", () => {
  const { replica, heard, flush } = makeNeighbours();
  const before = replica.entities.get(7);
  flush(20, makeBlock({ cell: [0, 0], keyframe: true, arrivals: [{ slot: 0, entity: 7 }, { slot: 1, entity: 9 }] }));
  assert.equal(replica.entities.get(7), before);
  assert.equal(replica.cell(0, 0)!.count, 2);
  assert.equal(replica.cell(0, 0)!.slots[3], undefined);
  assert.deepEqual(heard, ["changed 7 name ", "moved 7", "appeared 9"]);
});

Deno.test("replica: forgetting a cell takes its entities along, unless another cell has them by then", () => {
  const { replica, heard, flush } = makeNeighbours();
  flush(12, makeBlock({ cell: [0, 0], arrivals: [{ slot: 0, entity: 8 }] }));
  heard.length = 0;
  replica.apply(ARRIVAL_IN_NEXT, 14);
  replica.forget(0, 0);
  flush(14);
  assert.deepEqual([...replica.entities.keys()], [7]);
  assert.equal(replica.cell(0, 0), undefined);
  assert.deepEqual(heard, ["changed 7 activity 1", "moved 7", "vanished 8"]);
});

Deno.test("replica: forgetting all and keyframes again keeps the entities that come back", () => {
  const { replica, heard, flush } = makeNeighbours();
  const before = replica.entities.get(7);
  replica.forgetAll();
  flush(
    12,
    makeBlock({ cell: [0, 0], keyframe: true, arrivals: [{ slot: 3, entity: 7, components: { name: "Ada" } }] }),
  );
  assert.equal(replica.entities.get(7), before);
  assert.deepEqual(heard, ["moved 7"]);
});

/** Everything a replica knows of a cell at a tick, in a form that can be compared. */
function describe(replica: CellReplica, x: number, y: number, tick: number) {
  const cell = replica.cell(x, y)!;
  return cell.slots.flatMap((entity, slot) => {
    if (entity === undefined) return [];
    const { id, heading, speed } = entity;
    const components = [...entity.components].filter(([, value]) => value !== 0 && value !== "").sort();
    return [{
      slot,
      id,
      heading,
      speed,
      x: entityX(entity, tick, TICK_RATE),
      y: entityY(entity, tick, TICK_RATE),
      components,
    }];
  });
}

Deno.test("replica: after any number of flushes of a busy world it equals the world, and so do its keyframes", () => {
  const world = makeTestWorld();
  const encoder = new BlockEncoder();
  encoder.watchAll(1, true);
  const replica = new CellReplica(TICK_RATE);
  const commands = crowdCommands(60, 11);
  const dice = new Prng(5);
  let compared = 0;
  for (let tick = 1; tick <= 1200; tick++) {
    step(world, commands(tick));
    if (world.tick % FLUSH_TICKS !== 0) continue;
    const blocks: Uint8Array[] = [];
    encoder.flush(world, (bytes) => void blocks.push(bytes.slice()));
    // The order of cells within a flush is nobody's promise.
    for (let left = blocks.length; left > 1; left--) {
      const other = dice.below(left);
      [blocks[left - 1], blocks[other]] = [blocks[other]!, blocks[left - 1]!];
    }
    for (const block of blocks) replica.apply(block, world.tick);
    replica.settle();
    if (tick % 20 !== 0) continue;
    const copy = new CellReplica(TICK_RATE);
    const writer = new ByteWriter();
    for (const cell of replica.cells.values()) {
      writer.length = 0;
      replica.writeKeyframe(writer, cell, world.tick);
      copy.apply(writer.copy(), world.tick);
    }
    copy.settle();
    for (const cell of replica.cells.values()) {
      assert.deepEqual(describe(copy, cell.x, cell.y, world.tick), describe(replica, cell.x, cell.y, world.tick));
    }
    for (const entity of replica.entities.values()) {
      const row = entity.id % 131_072;
      const [x, y] = [positionX(world, row), positionY(world, row)];
      assert.ok(Math.abs(entityX(entity, world.tick, TICK_RATE) - x) <= 1, `x of ${entity.id} at ${world.tick}`);
      assert.ok(Math.abs(entityY(entity, world.tick, TICK_RATE) - y) <= 1, `y of ${entity.id} at ${world.tick}`);
      assert.equal(entity.cell!.x, Math.floor(x / CELL_UNITS));
      compared++;
    }
    assert.equal(replica.entities.size, world.entities.count);
  }
  assert.ok(compared > 1000, `${compared} comparisons`);
});
