/**
 * A world stood up at a tick of the past: from the nearest state before it (remembered or a kept checkpoint), stepped
 * through the journal's entries. All work is done in slices, between which others can ask; nothing here touches the
 * running world, nor writes anything.
 */
import type { PastFile } from "../../persistence/mod.ts";
import {
  type CheckpointPage,
  hashWorld,
  type JournalEntry,
  loadWorld,
  makeTerrain,
  replayTick,
  RULES_VERSION,
  type TerrainMaker,
  type World,
  type WorldOutput,
} from "../../world/mod.ts";
import { isSameRecipe } from "../../world/content/mod.ts";
import { Entries, type NextEntry, type Obstacle, versionProblem } from "./_entries.ts";
import { RememberedStates } from "./_remembered.ts";
import { COMMANDS_AROUND_TICKS } from "./limits.ts";

/** Who sees the world as it is stepped. */
export interface StandingListener {
  /** Another world takes the place of the one before. */
  replaced(world: World): void;
  /** An entry's commands are about to be applied: who gives them is where it was. */
  applying(world: World, entry: JournalEntry): void;
  readonly output: WorldOutput;
}

type Terrain = ReturnType<typeof makeTerrain>;

/** How it came out. */
export type Arrived =
  | { readonly type: "there" }
  /** Nothing newer is on the disk yet: the world is at the newest tick that is. */
  | { readonly type: "at-end" }
  | { readonly type: "working" }
  | { readonly type: "obstacle"; readonly obstacle: Obstacle };

/** Lives as long as its thread. */
export class Standing {
  world: World | null = null;
  /** From which tick the way to the target began, for the progress. */
  startedFrom = 0;
  readonly #file: PastFile;
  readonly #listener: StandingListener;
  readonly #remembered = new RememberedStates();
  #entries: Entries | null = null;
  #terrain: Terrain | null = null;
  #target = 0;
  /** Up to this tick nothing is in the journal after the entries that were read. */
  #quietUntil = 0;

  constructor(file: PastFile, listener: StandingListener) {
    this.#file = file;
    this.#listener = listener;
  }

  /** The tick that the world is brought to. */
  get target(): number {
    return this.#target;
  }

  /**
   * Aims at a tick: by stepping on where the world is a little before it, else from the nearest state that leaves room
   * for the commands before it. Answers what is in the way, or null.
   */
  seek(tick: number): Obstacle | null {
    const span = this.#file.span();
    if (span === null) return { reason: "nothing-saved", why: "Nothing of this world was saved yet." };
    if (tick < span.fromTick) {
      const why = `Tick ${tick} is no longer kept: the past begins at tick ${span.fromTick}.`;
      return { reason: "out-of-history", why };
    }
    this.#target = Math.min(tick, span.toTick);
    const from = Math.max(span.fromTick, this.#target - COMMANDS_AROUND_TICKS);
    const remembered = this.#remembered.before(from);
    const kept = this.#file.before(from);
    const nearest = Math.max(remembered?.tick ?? -1, kept?.tick ?? -1);
    const here = this.world?.tick ?? -1;
    if (here >= nearest && here <= this.#target) {
      this.startedFrom = here;
      return null;
    }
    if (remembered !== null && remembered.tick === nearest) return this.#load(remembered.pages, remembered.tick);
    return this.#loadStored(from);
  }

  /** Aims further on, for playing: the entries follow. */
  goOnTo(tick: number): void {
    this.#target = tick;
  }

  /** Steps towards the target while `mayGoOn` says so, after each tick. */
  work(mayGoOn: () => boolean): Arrived {
    const { world } = this;
    if (world === null) return { type: "there" };
    do {
      const next = this.#next(world);
      if (next.type === "obstacle" && world.tick < this.#target) return next;
      const entry = next.type === "entry" ? next.entry : null;
      if (entry !== null && entry.tick < world.tick) this.#entries!.take();
      else if (entry !== null && entry.tick === world.tick) this.#apply(world, entry);
      else if (world.tick >= this.#target) return { type: "there" };
      else if (next.type === "end" && world.tick >= this.#quietUntil) return { type: "at-end" };
      else {
        const obstacle = entry?.tick === world.tick + 1 ? this.#apply(world, entry) : this.#step(world);
        if (obstacle !== null) return { type: "obstacle", obstacle };
        this.#remembered.consider(world);
      }
    } while (mayGoOn());
    return { type: "working" };
  }

  /** Entries of the next ticks, as far as they are on the disk. */
  ahead(ticks: number): JournalEntry[] {
    return this.world === null ? [] : this.#entries!.ahead(this.world.tick + ticks);
  }

  #step(world: World): Obstacle | null {
    replayTick(world, null, { output: this.#listener.output });
    return null;
  }

  #apply(world: World, entry: JournalEntry): Obstacle | null {
    this.#entries!.take();
    if (entry.tick > world.tick) this.#listener.applying(world, entry);
    const replayed = replayTick(world, entry, { output: this.#listener.output });
    if (replayed.type === "same") return null;
    const why = `The past does not come out as it was: ${replayed.message}. From there on it is not to be trusted.`;
    return { reason: "differs", why };
  }

  /** What comes next. At the end of the journal, how far there is nothing is asked first: more may come in between. */
  #next(world: World): NextEntry {
    if (world.tick < this.#quietUntil) return { type: "end" };
    const next = this.#entries!.peek();
    if (next.type !== "end") return next;
    const quietUntil = this.#file.span()?.toTick ?? 0;
    const again = this.#entries!.peek();
    if (again.type === "end") this.#quietUntil = quietUntil;
    return again;
  }

  #loadStored(from: number): Obstacle | null {
    const stored = this.#file.stateBefore(from);
    if (stored === null) return { reason: "out-of-history", why: `Tick ${from} is no longer kept.` };
    const { checkpoint, pages } = stored;
    // A state whose versions are not known was written before they were noted.
    const foreign = checkpoint.rules === 0 ? null : versionProblem(checkpoint.tick, checkpoint);
    if (foreign !== null) return foreign;
    const obstacle = this.#load(pages, checkpoint.tick);
    if (obstacle !== null || checkpoint.hash === "" || checkpoint.rules !== RULES_VERSION) return obstacle;
    if (hashWorld(this.world!) === checkpoint.hash) return null;
    return { reason: "damaged", why: `The state that was kept of tick ${checkpoint.tick} is damaged.` };
  }

  #load(pages: readonly CheckpointPage[], tick: number): Obstacle | null {
    const loaded = loadWorld(pages, (seed, recipe) => this.#terrainOf(seed, recipe));
    if (loaded.type === "refused") return { reason: "other-version", why: loaded.message };
    this.world = loaded.world;
    this.startedFrom = tick;
    this.#entries = new Entries(this.#file.walk(tick));
    this.#quietUntil = 0;
    this.#listener.replaced(loaded.world);
    return null;
  }

  /** Terrain does not depend on time, and takes long to make. */
  #terrainOf(...[seed, recipe]: Parameters<TerrainMaker>): Terrain {
    const made = this.#terrain?.layout;
    if (made?.seed !== seed || !isSameRecipe(made.recipe, recipe)) this.#terrain = makeTerrain(seed, recipe);
    return this.#terrain!;
  }
}
