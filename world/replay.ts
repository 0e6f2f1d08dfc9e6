/** Replay: a state is brought forward by the journal's entries, and compared with what they say of it. */
import { assert } from "./base/assert.ts";
import { clearChanges } from "./changes.ts";
import { type JournalEntry, pulseOf } from "./journal.ts";
import { SILENT_OUTPUT, type WorldOutput } from "./output.ts";
import { forgetSessions } from "./systems/enter_leave.ts";
import { SYSTEMS } from "./systems/mod.ts";
import { stepWorld } from "./tick.ts";
import { traceDifference, traceOf } from "./trace.ts";
import type { World } from "./world.ts";

/** What became of an entry. */
export type Replayed =
  | { readonly type: "same" }
  /** The world is another than the one that wrote the journal, from this tick or up to a second before. */
  | { readonly type: "differs"; readonly tick: number; readonly message: string };

const SAME: Replayed = { type: "same" };

/** How an entry is replayed. */
export interface ReplayOptions {
  readonly output?: WorldOutput;
  /** Whether its pulse is compared, if it has one. A pulse reads every entity. */
  readonly comparePulse?: boolean;
  /** Told where the trace of a tick is another than the journal's, as a clause: "in the system motion, …". */
  readonly otherTrace?: (tick: number, where: string) => void;
}

/** Steps the world to the entry's tick and through it. Entries that the state has behind it change nothing. */
export function replayEntry(world: World, entry: JournalEntry, options: ReplayOptions = {}): Replayed {
  if (entry.tick < world.tick) return SAME;
  while (world.tick < entry.tick - 1) replayTick(world, null, options);
  const replayed = replayTick(world, entry, options);
  clearChanges(world.changes, world.entities);
  return replayed;
}

/**
 * Steps the world by one tick, through the entry of that tick if there is one. An entry of the tick that the world is
 * at steps nothing: it can only say that sessions were forgotten after it. What changed is left for an encoder.
 */
export function replayTick(
  world: World,
  entry: JournalEntry | null,
  { output = SILENT_OUTPUT, comparePulse = true, otherTrace }: ReplayOptions = {},
): Replayed {
  if (entry === null) {
    stepWorld(world, [], output);
    return SAME;
  }
  const steps = entry.tick > world.tick;
  if (steps) {
    stepWorld(world, entry.commands, output);
    if (otherTrace !== undefined && entry.trace.length > 0) compareTrace(world, entry, otherTrace);
  }
  assert(entry.tick === world.tick, `the entry of tick ${entry.tick} is of the tick that the world is at or the next`);
  if (entry.restarted) forgetSessions(world);
  if (!steps || entry.pulse === "" || !comparePulse) return SAME;
  const pulse = pulseOf(world);
  if (pulse === entry.pulse) return SAME;
  const message = `at tick ${entry.tick} the world's pulse is ${pulse}, and the journal says ${entry.pulse}`;
  return { type: "differs", tick: entry.tick, message };
}

function compareTrace(world: World, { tick, trace }: JournalEntry, otherTrace: (tick: number, where: string) => void) {
  const difference = traceDifference(traceOf(world.changes), trace);
  if (difference === null) return;
  const { system, parts } = difference;
  otherTrace(
    tick,
    `in the system "${SYSTEMS[system]?.name}", in ${parts.join("; ") || "how often it marked something"}`,
  );
}
