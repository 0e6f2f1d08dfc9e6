/** How a world part may differ from the product's: for the simulator. */
import type { TerrainMaker } from "../mod.ts";

/** For tests: terrain that is made once for many worlds, audits at every tick. */
export interface WorldPartOptions {
  readonly terrainOf?: TerrainMaker;
  readonly auditSeconds?: number;
}
