/** How a world part may differ from the product's: for the simulator and tests. */
import type { TerrainMaker, World } from "../mod.ts";

/** For tests: terrain that is made once for many worlds, audits at every tick, what is done after a save if nobody is on. */
export interface WorldPartOptions {
  readonly terrainOf?: TerrainMaker;
  readonly auditSeconds?: number;
  readonly savedIdle?: () => void;
  /** Shown the world when it begins to run: for bots that are to begin somewhere in the middle of a life. */
  readonly onWorld?: ((world: World) => void) | undefined;
}
