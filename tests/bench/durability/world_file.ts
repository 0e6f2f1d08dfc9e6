/** A world's file as a crash leaves it: a checkpoint, and after it the journal of players who walked about. */
import { hashWords } from "../../../world/base/prng.ts";
import type { Command } from "../../../world/commands.ts";
import { NO_NUMBERS, recipeOf } from "../../../world/content/mod.ts";
import {
  CheckpointKeeper,
  createWorld,
  makeTerrain,
  type Newcomers,
  RULES_VERSION,
  SILENT_OUTPUT,
  stepWorld,
  TERRAIN_VERSION,
  type World,
} from "../../../world/mod.ts";
import { LandMemory } from "../../../world/part/land_memory.ts";
import { Recorder } from "../../../world/part/recorder.ts";
import type { StorageLink } from "../../../world/part/saver.ts";
import { openStore, type Store } from "../../../persistence/store.ts";
import { defaultPack } from "../../world/_pack.ts";

/** What is in the file. */
export interface WorldFileSizes {
  /** Animals and townsfolk, about. */
  readonly creatures: number;
  readonly players: number;
  readonly newcomers: Newcomers;
  /** Of journal after the checkpoint. */
  readonly seconds: number;
}

/** What was written. */
export interface WorldFile {
  readonly entities: number;
  readonly ticks: number;
  readonly commands: number;
  readonly journalBytes: number;
}

/** A usual world has about this many animals. */
const USUAL_CREATURES = 2830;
const TICK_RATE = 20;
/** Ticks between two changes of a player's mind: twice a second. */
const STEER_TICKS = 10;
/** Ticks in which the players come in and spread, before the checkpoint. */
const SETTLE_TICKS = 200;

/** Writes the file of a folder. */
export function writeWorldFile(folder: string, sizes: WorldFileSizes): WorldFile {
  const { creatures, players, newcomers, seconds } = sizes;
  const choices = { seed: 7, tickRate: TICK_RATE, dayMinutes: 40, newcomers, life: creatures / USUAL_CREATURES };
  const pack = defaultPack();
  const world = createWorld(choices, makeTerrain(choices.seed, recipeOf(pack, NO_NUMBERS)), pack);
  stepWorld(world, Array.from({ length: players }, (_, at) => enter(at + 1)), SILENT_OUTPUT);
  for (let tick = 0; tick < SETTLE_TICKS; tick++) stepWorld(world, steering(world, players), SILENT_OUTPUT);
  const opened = openStore({ folder, mode: "serve", version: "", now: () => Date.now(), onTrouble: () => {} });
  if (!opened.ok) throw new Error(opened.message);
  const { store } = opened;
  writeCheckpoint(store, world);
  const recorder = new Recorder(linkTo(store));
  let commandCount = 0;
  for (let tick = 1; tick <= seconds * TICK_RATE; tick++) {
    const commands = steering(world, players);
    stepWorld(world, commands, SILENT_OUTPUT);
    recorder.record(world, commands, false);
    commandCount += commands.length;
    // As the storage part does it: a commit in a tenth of a second.
    if (tick % 2 === 0) commitJournal(store);
  }
  commitJournal(store);
  const { bytes } = store.journal.written;
  store.close();
  return { entities: world.entities.count, ticks: seconds * TICK_RATE, commands: commandCount, journalBytes: bytes };
}

function enter(character: number): Command {
  return { type: "enter", account: 0, session: character, character, name: `Walker ${character}`, look: 0 };
}

/** Each player turns twice a second, and stands in one of eight turns. */
function steering({ tick }: World, players: number): Command[] {
  const commands: Command[] = [];
  for (let session = 1 + tick % STEER_TICKS; session <= players; session += STEER_TICKS) {
    const hash = hashWords(session, tick);
    const speed = hash % 8 === 0 ? 0 : 16 + hash % 20;
    const sequence = Math.floor(tick / STEER_TICKS) + 1;
    commands.push({ type: "input", session, sequence, atTick: tick + 2, heading: hash >>> 24, speed });
  }
  return commands;
}

function writeCheckpoint(store: Store, world: World): void {
  const keeper = new CheckpointKeeper();
  const pages = keeper.capture(world);
  // With what is kept of the land, as in the file of a world that has run for some minutes.
  const land = new LandMemory();
  land.prepare(world.terrain);
  pages.push(...land.capture(world.terrain, Infinity));
  store.checkpoints.begin(world.tick, keeper.hash(world), RULES_VERSION, TERRAIN_VERSION);
  for (const page of pages) store.checkpoints.page(page);
  const saved = store.checkpoints.end(world.tick, pages.length);
  if (!saved.ok) throw new Error(saved.reason);
}

/** A link on which the recorder's entries go straight into the journal. */
function linkTo(store: Store): StorageLink {
  const send = (message: { type: string }) => {
    if (message.type === "tickRecord") store.journal.add(message as unknown as Parameters<Store["journal"]["add"]>[0]);
    return true;
  };
  return { send } as unknown as StorageLink;
}

function commitJournal(store: Store): void {
  store.commit.runNow(() => store.journal.write());
  store.journal.committed();
}
