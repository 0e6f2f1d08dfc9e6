/** Recovery: the world that was, out of the newest checkpoint and the journal after it. */
import { MalformedError } from "../base/record.ts";
import { CheckpointKeeper, type CheckpointPage, loadWorld, type TerrainMaker } from "../checkpoint.ts";
import { readEntries } from "../journal.ts";
import { replayEntry } from "../replay.ts";
import { RULES_VERSION } from "../rules.ts";
import { TERRAIN_VERSION } from "../terrain/mod.ts";
import type { World } from "../world.ts";
import type { Recover } from "./types.ts";

/** A row of the journal, as storage keeps it. */
export interface JournalRow {
  readonly rules: number;
  readonly terrain: number;
  readonly bytes: Uint8Array;
}

/** What storage has of a world. */
export interface Saved {
  readonly pages: readonly CheckpointPage[];
  /** Hash of the checkpoint ("" if it is not known), and the rules it was made by (0 likewise). */
  readonly hash: string;
  readonly rules: number;
  readonly rows: readonly JournalRow[];
  /** Why there are no more rows than these, or "". */
  readonly problem: string;
}

/** The world, or why there is none. */
export type Recovered =
  | {
    readonly type: "recovered";
    readonly world: World;
    /** Knows what storage holds. */
    readonly keeper: CheckpointKeeper;
    /** Ticks that were stepped again. */
    readonly ticks: number;
    /** Why the journal was given up, or "". */
    readonly givenUp: string;
    /** The first tick that did something else than it did, with every pulse the same nevertheless; or "". */
    readonly other: string;
  }
  | { readonly type: "refused"; readonly code: "world-unreadable" | "journal-refused"; readonly message: string };

/** Stands up the world that was. */
export function recoverWorld(saved: Saved, recover: Recover, terrainOf: TerrainMaker): Recovered {
  const loaded = loadWorld(saved.pages, terrainOf);
  if (loaded.type === "refused") return { type: "refused", code: "world-unreadable", message: loaded.message };
  let { world } = loaded;
  let keeper = new CheckpointKeeper();
  keeper.restored(world, saved.pages);
  const from = world.tick;
  const hash = keeper.hash(world);
  if (saved.hash !== "" && saved.rules === RULES_VERSION && hash !== saved.hash) {
    const message = `The saved world of tick ${from} is not the one that was saved: its hash is ${hash}, and ` +
      `${saved.hash} was written with it. Put a copy from a backup in its place.`;
    return { type: "refused", code: "world-unreadable", message };
  }
  const { problem, other } = follow(world, saved);
  if (problem === "") return { type: "recovered", world, keeper, ticks: world.tick - from, givenUp: "", other };
  if (recover === "exact") return { type: "refused", code: "journal-refused", message: refusal(problem, from) };
  // What the journal made of it so far is not to be trusted: once more from the pages.
  const again = loadWorld(saved.pages, terrainOf);
  if (again.type === "refused") return { type: "refused", code: "world-unreadable", message: again.message };
  world = again.world;
  keeper = new CheckpointKeeper();
  keeper.restored(world, saved.pages);
  return { type: "recovered", world, keeper, ticks: 0, givenUp: problem, other: "" };
}

function refusal(problem: string, from: number): string {
  return `The journal after tick ${from} cannot be followed: ${problem}. Nothing was changed. Either start the Weald ` +
    `that wrote it and stop it in order, or put a copy from a backup in place of the file, or start with ` +
    `--recover from-checkpoint: that gives up what happened after tick ${from}, and says how much that is.`;
}

/** Seconds between two pulses that are compared: a difference stays, and a pulse reads every entity. */
const PULSE_SECONDS = 10;

/**
 * Steps the world through the journal, and compares some pulses and the last. Says what was in the way, or "", and the
 * first tick that did something else.
 */
function follow(world: World, { rows, problem }: Saved): { readonly problem: string; readonly other: string } {
  const lastPulse = lastPulseOf(rows);
  let comparedTick = world.tick;
  // The first tick that did something else says most of where a difference comes from.
  let first = "";
  const otherTrace = (tick: number, where: string) => {
    if (first === "") first = `; tick ${tick} was the first to do something else, ${where}`;
  };
  const ended = (problem: string) => ({ problem, other: first.slice(2) });
  for (const { rules, terrain, bytes } of rows) {
    if (rules !== RULES_VERSION || terrain !== TERRAIN_VERSION) {
      return ended(
        `it has rules version ${rules} and terrain version ${terrain}, this program has ${RULES_VERSION} and ` +
          `${TERRAIN_VERSION}`,
      );
    }
    try {
      for (const entry of readEntries(bytes)) {
        const { tick } = entry;
        const isDue = tick - comparedTick >= PULSE_SECONDS * world.facts.tickRate || tick >= lastPulse;
        const replayed = replayEntry(world, entry, { comparePulse: isDue, otherTrace });
        if (replayed.type === "differs") {
          return ended(`${replayed.message} (tick ${comparedTick} was the same${first})`);
        }
        if (isDue && entry.pulse !== "") comparedTick = tick;
      }
    } catch (error) {
      if (error instanceof MalformedError) return ended(`an entry cannot be read: ${error.message}`);
      throw error;
    }
  }
  return ended(problem);
}

/** The tick of the last pulse; rows that cannot be read are found by whoever steps through them. */
function lastPulseOf(rows: readonly JournalRow[]): number {
  for (let at = rows.length - 1; at >= 0; at--) {
    try {
      const pulse = [...readEntries(rows[at]!.bytes)].findLast((entry) => entry.pulse !== "");
      if (pulse !== undefined) return pulse.tick;
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
    }
  }
  return 0;
}
