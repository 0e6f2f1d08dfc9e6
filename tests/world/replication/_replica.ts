/** What a watcher makes of cell blocks: the state of the cells it heard of. */
import assert from "node:assert/strict";
import { ByteReader } from "../../../world/base/record.ts";
import { travelled, velocityX, velocityY } from "../../../world/base/space.ts";
import type { ComponentName } from "../../../world/components.ts";
import { type ComponentValue, readBlock } from "../../../world/replication/cell_block.ts";

/** An entity as a watcher knows it; positions are of the tick of its last motion. */
export interface Known {
  entity: number;
  x: number;
  y: number;
  heading: number;
  speed: number;
  tick: number;
  components: Map<ComponentName, ComponentValue>;
}

/** Cells by "x y", and in each the entities by slot. */
export type Replica = Map<string, Map<number, Known>>;

/** Applies a block that was written at `tick`. */
export function applyBlock(replica: Replica, bytes: Uint8Array, tick: number, tickRate = 20): void {
  let cell: Map<number, Known> = new Map();
  let cornerX = 0;
  let cornerY = 0;
  readBlock(new ByteReader(bytes), {
    begin(cellX, cellY, keyframe) {
      [cornerX, cornerY] = [cellX * 8192, cellY * 8192];
      const key = `${cellX} ${cellY}`;
      const known = replica.get(key);
      assert.ok(keyframe || known !== undefined, `cell ${key} has its keyframe before changes`);
      if (keyframe || known === undefined) replica.set(key, cell);
      else cell = known;
    },
    depart(slot) {
      assert.ok(cell.delete(slot), `slot ${slot} that departs is known`);
    },
    arrive(slot, entity, motion, components) {
      assert.ok(!cell.has(slot), `slot ${slot} of an arrival is free`);
      const { x, y, heading, speed } = motion;
      cell.set(slot, { entity, x: cornerX + x, y: cornerY + y, heading, speed, tick, components: new Map(components) });
    },
    move(slot, { x, y, heading, speed }) {
      const known = cell.get(slot);
      assert.ok(known !== undefined, `slot ${slot} that moves is known`);
      Object.assign(known, { x: cornerX + x, y: cornerY + y, heading, speed, tick });
    },
    change(slot, component, value) {
      const known = cell.get(slot);
      assert.ok(known !== undefined, `slot ${slot} that changes is known`);
      if (value === 0 || value === "") known.components.delete(component);
      else known.components.set(component, value);
    },
    happen() {},
    steps() {
      assert.fail("the world's encoder writes no steps");
    },
    turn(slot, { heading, speed, ticksBefore, dx, dy }) {
      const known = cell.get(slot);
      assert.ok(known !== undefined, `slot ${slot} that turns is known`);
      const since = tick - ticksBefore - known.tick;
      assert.ok(since >= 0, `slot ${slot} turns after what was told of it`);
      const x = known.x + dx + travelled(velocityX(known.heading, known.speed, tickRate), since);
      const y = known.y + dy + travelled(velocityY(known.heading, known.speed, tickRate), since);
      Object.assign(known, { x, y, heading, speed, tick: tick - ticksBefore });
    },
  });
}
