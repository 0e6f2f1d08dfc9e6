/**
 * Sends checkpoints to storage: captured at one tick, sent over as many as it takes, and told apart by their tick.
 *
 *   idle ──begin──► sending ──all pages sent──► waiting ──saved──► idle
 *                                                  └──failed──► idle, its pages count as changed
 */
import type { Link } from "../base/link.ts";
import { CheckpointKeeper, type CheckpointPage } from "../checkpoint.ts";
import { RULES_VERSION } from "../rules.ts";
import { TERRAIN_VERSION } from "../terrain/mod.ts";
import type { World } from "../world.ts";
import type { LandMemory } from "./land_memory.ts";
import { LAND_CHUNKS_ALONE_MAX, LAND_CHUNKS_AT_ONCE_MAX, LAND_PAGE_BYTES, PAGE_ROOM_BYTES } from "./limits.ts";
import type { storageToWorld, worldToStorage } from "./messages.ts";

export type StorageLink = Link<typeof worldToStorage.declarations, typeof storageToWorld.declarations>;

type SaverState =
  | { readonly type: "idle" }
  | { readonly type: "sending"; readonly save: Save; sent: number; begun: boolean }
  | { readonly type: "waiting"; readonly save: Save };

interface Save {
  readonly tick: number;
  readonly hash: string;
  readonly pages: readonly CheckpointPage[];
  /** What is kept of the land, which comes with them. */
  readonly land: readonly CheckpointPage[];
  readonly last: boolean;
}

/** How saving stands, for the statistics. */
export interface SaveReport {
  /** Tick of the newest checkpoint that storage holds. */
  tick: number;
  state: "saved" | "saving" | "failed";
  /** Why the last one failed, or "". */
  reason: string;
}

/** What came of an answer of storage: whether the last checkpoint is through. */
export type SaveAnswer = "saved" | "failed" | "last-saved" | "last-failed";

/** The world's way to storage. Its lifetime is the world part's. */
export class Saver {
  /** Knows what storage holds; replaced by the one of a world that is restored. */
  keeper = new CheckpointKeeper();
  readonly #land: LandMemory | null;
  readonly report: SaveReport = { tick: 0, state: "saved", reason: "" };
  /** The newest hash, and the tick it stands for. */
  hash = "";
  hashTick = 0;
  #state: SaverState = { type: "idle" };

  /** `land`: null where nothing is kept of it. */
  constructor(land: LandMemory | null) {
    this.#land = land;
  }

  get isIdle(): boolean {
    return this.#state.type === "idle";
  }

  /** For the moment before anybody can come in: what takes a while and is kept of the land. */
  prepare({ terrain }: World): void {
    this.#land?.prepare(terrain);
  }

  /** Captures a checkpoint at the world's tick. Only when idle. */
  begin(world: World, last: boolean): void {
    const pages = this.keeper.capture(world);
    // Not at the very beginning, when somebody waits for a new world, nor at the end, when somebody waits for it to stop.
    const chunksMax = world.sessions.size === 0 ? LAND_CHUNKS_ALONE_MAX : LAND_CHUNKS_AT_ONCE_MAX;
    const land = this.report.tick === 0 || last ? [] : this.#land?.capture(world.terrain, chunksMax) ?? [];
    const save = { tick: world.tick, hash: this.keeper.hash(world), pages: [...pages, ...land], land, last };
    this.hash = save.hash;
    this.hashTick = save.tick;
    this.report.state = "saving";
    this.#state = { type: "sending", save, sent: 0, begun: false };
  }

  /** Sends what there is room for. */
  pump(link: StorageLink): void {
    const state = this.#state;
    if (state.type !== "sending") return;
    const { save } = state;
    if (!state.begun) {
      if (!hasRoom(link, 0) || !link.send(beginning(save))) return;
      state.begun = true;
    }
    while (state.sent < save.pages.length) {
      const { section, page, bytes } = save.pages[state.sent]!;
      // What is large goes one at a time: a ring that is never full keeps to the beginning of its memory.
      // What else waits there, the journal of each tick, is small.
      if (bytes.length >= LAND_PAGE_BYTES && link.stats.sendWaitingBytes >= LAND_PAGE_BYTES) return;
      if (!hasRoom(link, bytes.length) || !link.send({ type: "checkpointPage", section, page, bytes })) return;
      state.sent++;
    }
    const end = { type: "checkpointEnd", tick: save.tick, pages: save.pages.length, last: save.last } as const;
    if (hasRoom(link, 0) && link.send(end)) this.#state = { type: "waiting", save };
  }

  /** Storage has the checkpoint of this tick. */
  saved(tick: number): SaveAnswer | null {
    const save = this.#answered(tick);
    if (save === null) return null;
    this.report.tick = tick;
    this.report.state = "saved";
    this.report.reason = "";
    return save.last ? "last-saved" : "saved";
  }

  /** Storage could not write the checkpoint of this tick. */
  failed(tick: number, reason: string): SaveAnswer | null {
    const save = this.#answered(tick);
    if (save === null) return null;
    this.keeper.failed(save.pages.slice(0, save.pages.length - save.land.length));
    this.#land?.failed(save.land);
    this.report.state = "failed";
    this.report.reason = reason;
    return save.last ? "last-failed" : "failed";
  }

  #answered(tick: number): Save | null {
    const state = this.#state;
    if (state.type === "idle" || state.save.tick !== tick) return null;
    this.#state = { type: "idle" };
    letGo(state.save.land);
    return state.save;
  }
}

/** Gives back what pages of land take, at once: the collector comes to it after minutes. */
function letGo(land: readonly CheckpointPage[]): void {
  for (const { bytes } of land) if (!bytes.buffer.detached) bytes.buffer.transfer(0);
}

function beginning({ tick, hash }: Save) {
  return { type: "checkpointBegin", tick, hash, rules: RULES_VERSION, terrain: TERRAIN_VERSION } as const;
}

/** Twice the bytes: a message may have to skip the end of the ring. */
function hasRoom(link: StorageLink, bytes: number): boolean {
  const { sendWaitingBytes, sendCapacityBytes } = link.stats;
  return sendCapacityBytes - sendWaitingBytes >= 2 * bytes + PAGE_ROOM_BYTES;
}
