/**
 * What creatures cost that nobody is near: creates a world full of them, steps it, hashes it, saves and loads it.
 *
 *     deno run -A tests/bench/sleeping.ts [creatures]
 */
import {
  CheckpointKeeper,
  createWorld,
  hashWorld,
  loadWorld,
  makeTerrain,
  SILENT_OUTPUT,
  stepWorld,
} from "../../world/mod.ts";
import { defaultPack } from "../world/_pack.ts";
import { optionsOf, whole } from "../tools/options.ts";

/** Times in milliseconds, unless the name says otherwise. */
export interface SleepingResult {
  readonly creatures: number;
  readonly groups: number;
  readonly createMs: number;
  readonly tickMicroseconds: number;
  /** Of one processor core, at 20 ticks a second. */
  readonly coreShare: number;
  readonly hashMs: number;
  readonly firstCheckpoint: { readonly ms: number; readonly pages: number; readonly bytes: number };
  readonly nextCheckpoint: { readonly ms: number; readonly pages: number; readonly bytes: number };
  readonly loadMs: number;
}

/** A usual world has about this many animals. */
const USUAL = 2830;

/** Measures a world of about `creatures`, over `ticks` ticks. */
export function measureSleeping(creatures: number, ticks: number): SleepingResult {
  const terrain = makeTerrain(7);
  terrain.overview();
  const timed = <Value>(run: () => Value): [value: Value, ms: number] => {
    const before = performance.now();
    const value = run();
    return [value, performance.now() - before];
  };
  const choices = { seed: 7, tickRate: 20, dayMinutes: 40, life: creatures / USUAL };
  const [world, createMs] = timed(() => createWorld(choices, terrain, defaultPack()));
  // The town is made ready in the first seconds; that is not what sleeping costs.
  for (let tick = 0; tick < 200; tick++) stepWorld(world, [], SILENT_OUTPUT);
  const [, tickMs] = timed(() => {
    for (let tick = 0; tick < ticks; tick++) stepWorld(world, [], SILENT_OUTPUT);
  });
  const keeper = new CheckpointKeeper();
  const [first, firstMs] = timed(() => keeper.capture(world));
  stepWorld(world, [], SILENT_OUTPUT);
  const [next, nextMs] = timed(() => {
    const pages = keeper.capture(world);
    keeper.hash(world);
    return pages;
  });
  hashWorld(world);
  const [, hashMs] = timed(() => hashWorld(world));
  const [, loadMs] = timed(() => loadWorld(first, () => terrain));
  const bytesOf = (pages: typeof first) => pages.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return {
    creatures: world.entities.count,
    groups: world.groups.table.length,
    createMs,
    tickMicroseconds: tickMs / ticks * 1000,
    coreShare: tickMs / ticks * 20 / 1000,
    hashMs,
    firstCheckpoint: { ms: firstMs, pages: first.length, bytes: bytesOf(first) },
    nextCheckpoint: { ms: nextMs, pages: next.length, bytes: bytesOf(next) },
    loadMs,
  };
}

if (import.meta.main) {
  const about = "What creatures cost that nobody is near.";
  const { creatures } = optionsOf({ task: "deno run -A tests/bench/sleeping.ts", about, bare: ["creatures"] }, {
    creatures: whole("how many live in the world", 100_000, { max: 120_000 }),
  });
  console.log(measureSleeping(creatures, 4000));
}
