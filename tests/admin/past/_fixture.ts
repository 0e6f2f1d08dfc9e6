/** A world's file with some minutes of past in it, and the hashes of the world as it was. */
import { NO_TRACE } from "../../../world/trace.ts";
import type { Command } from "../../../world/commands.ts";
import {
  CheckpointKeeper,
  createWorld,
  hashWorld,
  makeTerrain,
  pulseOf,
  RULES_VERSION,
  SILENT_OUTPUT,
  stepWorld,
  TERRAIN_VERSION,
  type World,
  writeEntries,
} from "../../../world/mod.ts";
import { writeLedgerRows } from "../../../world/ledger/mod.ts";
import { DATABASE_FILE } from "../../../persistence/limits.ts";
import type { Store } from "../../../persistence/store.ts";
import { open, START_MS } from "../../persistence/_fixture.ts";
import { crowdCommands } from "../../world/_fixtures.ts";
import { defaultPack } from "../../world/_pack.ts";

/** What was made. Times are milliseconds since 1970: tick n was at `startMs + n * 50`. */
export interface MadePast {
  readonly path: string;
  readonly store: Store;
  readonly world: World;
  readonly clock: { now: number };
  readonly startMs: number;
  /** Hash of the world after some ticks. */
  readonly hashes: ReadonlyMap<number, string>;
  /** Commands of each tick. */
  readonly commands: ReadonlyMap<number, readonly Command[]>;
  /** Steps on, with the crowd's commands or others, writing the journal as a server does. */
  run(ticks: number, commandsOf?: (tick: number) => Command[], rules?: number): void;
  /** Saves a checkpoint, which is kept. */
  save(): void;
}

const SEED = 7;

/** Makes a file in a folder: a crowd, kept checkpoints, no animals. */
export function makePast(folder: string): MadePast {
  const clock = { now: START_MS };
  const store = open(folder, clock);
  const world = createWorld({ seed: SEED, tickRate: 20, dayMinutes: 40, life: 0 }, makeTerrain(SEED), defaultPack());
  const keeper = new CheckpointKeeper();
  const crowd = crowdCommands(12, 5);
  const hashes = new Map<number, string>();
  const commands = new Map<number, readonly Command[]>();
  const versions = (rules: number) => ({ rules, terrain: TERRAIN_VERSION });
  return {
    path: `${folder}/${DATABASE_FILE}`,
    ...{ store, world, clock, hashes, commands },
    startMs: START_MS,
    run(ticks, commandsOf = crowd, rules = RULES_VERSION) {
      for (let left = ticks; left > 0; left--) {
        const given = commandsOf(world.tick + 1);
        stepWorld(world, given, SILENT_OUTPUT);
        clock.now += 50;
        const { tick } = world;
        commands.set(tick, given);
        if (tick % 7 === 0) hashes.set(tick, hashWorld(world));
        const pulse = tick % 20 === 0 ? pulseOf(world) : "";
        if (given.length === 0 && pulse === "" && world.ledger.rows.length === 0) continue;
        const ledger = new Uint8Array(writeLedgerRows(world.ledger.rows));
        writeEntries({ tick, commands: given, pulse, trace: NO_TRACE, restarted: false }, (bytes, last) => {
          store.journal.add({ tick, last, ...versions(rules), bytes, ledger: last ? ledger : new Uint8Array() });
        });
        store.commit.runNow(() => store.journal.write());
        store.journal.committed();
      }
    },
    save() {
      const pages = keeper.capture(world);
      store.checkpoints.begin(world.tick, hashWorld(world), RULES_VERSION, TERRAIN_VERSION);
      for (const page of pages) store.checkpoints.page(page);
      // Each of them is kept: for the history, ten minutes have passed.
      const now = clock.now;
      clock.now += world.tick * 1e7;
      const saved = store.checkpoints.end(world.tick, pages.length, () => store.journal.write());
      clock.now = now;
      store.database.prepare("UPDATE kept_checkpoint SET saved_at = ? WHERE tick = ?").run(now, world.tick);
      store.database.prepare("UPDATE checkpoint SET saved_at = ?").run(now);
      if (!saved.ok) throw new Error(saved.reason);
      store.journal.committed();
    },
  };
}
