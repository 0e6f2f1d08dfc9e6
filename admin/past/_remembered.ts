/** States that were passed on the way: a world is stood up from the nearest of them, and not from a checkpoint afar. */
import { CheckpointKeeper, type CheckpointPage, type World } from "../../world/mod.ts";
import { REMEMBERED_BYTES_MAX, REMEMBERED_EVERY_TICKS, REMEMBERED_MAX } from "./limits.ts";

interface Remembered {
  readonly tick: number;
  readonly pages: readonly CheckpointPage[];
  readonly bytes: number;
}

/** Lives as long as its thread. */
export class RememberedStates {
  #states: Remembered[] = [];

  /** The newest state at or before a tick, or null. */
  before(tick: number): Remembered | null {
    return this.#states.findLast((state) => state.tick <= tick) ?? null;
  }

  /** Remembers the world if the one before it is far enough behind. */
  consider(world: World): void {
    const before = this.before(world.tick);
    if (before !== null && world.tick - before.tick < REMEMBERED_EVERY_TICKS) return;
    const pages = new CheckpointKeeper().capture(world);
    const bytes = pages.reduce((sum, page) => sum + page.bytes.length, 0);
    this.#states.push({ tick: world.tick, pages, bytes });
    this.#states.sort((a, b) => a.tick - b.tick);
    this.#forget(world.tick);
  }

  /** Forgets those furthest from a tick until the rest is within the limits. The one that is nearest stays. */
  #forget(tick: number): void {
    let bytes = this.#states.reduce((sum, state) => sum + state.bytes, 0);
    while (this.#states.length > 1 && (this.#states.length > REMEMBERED_MAX || bytes > REMEMBERED_BYTES_MAX)) {
      const isFirstFurther = tick - this.#states[0]!.tick > this.#states.at(-1)!.tick - tick;
      const gone = isFirstFurther ? this.#states.shift()! : this.#states.pop()!;
      bytes -= gone.bytes;
    }
  }
}
