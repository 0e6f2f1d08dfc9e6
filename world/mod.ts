/** The simulation: a deterministic state machine. See tick.ts for a tick, world.ts for the state. */
import { dayTicksOf } from "./calendar.ts";
import { NO_NUMBERS, type Pack } from "./content/mod.ts";
import { WORLD_METRES } from "./limits.ts";
import type { Newcomers } from "./newcomers.ts";
import type { Terrain } from "./terrain/types.ts";
import { scatterThings } from "./ledger/scatter.ts";
import { populate } from "./life/populate.ts";
import { leaveBare } from "./crafts/mod.ts";
import { leaveEmpty } from "./spawns/mod.ts";
import { makeWorld, type World } from "./world.ts";

export { calendarAt, type CalendarTime, dayTicksOf, formatMinute, lightAt } from "./calendar.ts";
export {
  CheckpointKeeper,
  type CheckpointPage,
  type Loaded,
  loadWorld,
  savedFacts,
  type TerrainMaker,
} from "./checkpoint.ts";
export { hashWorld } from "./hash.ts";
export { type EntrySkimmer, type JournalEntry, pulseOf, readEntries, skimEntries, writeEntries } from "./journal.ts";
export { type LineKind, SILENT_OUTPUT, type WorldCloseReason, type WorldOutput } from "./output.ts";
export { type Replayed, replayEntry, replayTick } from "./replay.ts";
export { bodyOf } from "./roster.ts";
export { idAt } from "./entities.ts";
export { RULES_VERSION } from "./rules.ts";
export { type StepClock, stepWorld } from "./tick.ts";
export { makeTerrain, TERRAIN_VERSION } from "./terrain/mod.ts";
export { truePosition } from "./life/schedule.ts";
export { forgetSessions } from "./systems/enter_leave.ts";
export { NEWCOMERS, type Newcomers } from "./newcomers.ts";
export { retellOwn } from "./systems/tell_own.ts";
export { SYSTEMS } from "./systems/mod.ts";
export { positionX, positionY, type World, type WorldFacts } from "./world.ts";

/** What a host chooses about a new world. */
export interface WorldChoices {
  readonly seed: number;
  /** Ticks per second. */
  readonly tickRate: number;
  /** Real minutes of a day in the world. */
  readonly dayMinutes: number;
  /** Where newcomers appear: around the town's square if nothing is said. */
  readonly newcomers?: Newcomers;
  /** Side of the square for newcomers that appear anywhere; the whole world if nothing is said. */
  readonly newcomersMetres?: number;
  /** How many animals live there: 1 is usual (about 3,000), 0 leaves the world without anybody and anything. */
  readonly life?: number;
}

/** A new world, at tick 0: the terrain of its seed, its content, and whoever lives there. */
export function createWorld(choices: WorldChoices, terrain: Terrain, pack: Pack): World {
  const { seed, tickRate, dayMinutes, newcomers = "town", newcomersMetres = WORLD_METRES, life = 1 } = choices;
  const dayTicks = dayTicksOf(dayMinutes, tickRate);
  const world = makeWorld({ seed, tickRate, dayTicks, newcomers, newcomersMetres }, terrain, {
    pack,
    numbers: NO_NUMBERS,
  });
  populate(world, life);
  if (life > 0) scatterThings(world);
  else {
    leaveEmpty(world);
    leaveBare(world);
  }
  return world;
}
