/**
 * One tick.
 *
 *   1  the tick number goes up by one
 *   2  every system of systems/mod.ts runs, in the order of that list: commands first
 *
 * The world's state after it is a function of the state before and the commands, and of nothing else. What changed is
 * left in `world.changes` for the encoder; private results went to `output`.
 */
import { assert } from "./base/assert.ts";
import { beginTrace } from "./changes.ts";
import type { Command } from "./commands.ts";
import type { WorldOutput } from "./output.ts";
import { SYSTEMS } from "./systems/mod.ts";
import { TRACED_SYSTEMS_MAX } from "./trace.ts";
import type { World } from "./world.ts";

/** Tells the time for the statistics; the world itself never asks. */
export interface StepClock {
  /** Milliseconds from any start. */
  now(): number;
  /** Notes what the system of this place in SYSTEMS took. */
  took(system: number, ms: number): void;
}

assert(SYSTEMS.length <= TRACED_SYSTEMS_MAX, "every system has its place in a trace");

/** Steps the world by one tick. */
export function stepWorld(
  world: World,
  commands: readonly Command[],
  output: WorldOutput,
  clock: StepClock | null = null,
): void {
  // What a new world was given is told with its first tick.
  if (world.tick > 0) world.ledger.rows.length = 0;
  world.tick++;
  beginTrace(world.changes);
  const { trace } = world.changes;
  for (let at = 0; at < SYSTEMS.length; at++) {
    const system = SYSTEMS[at]!;
    const before = clock?.now() ?? 0;
    trace.sum = 0;
    system.run(world, commands, output);
    trace.bySystem[at] = trace.sum;
    clock?.took(at, clock.now() - before);
  }
}
