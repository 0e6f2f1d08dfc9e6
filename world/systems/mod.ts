/**
 * The systems of a tick, in their order. `reads` and `writes` name components, or parts of the state in capitals:
 * TERRAIN, ROSTER, INPUTS, COMMANDS, CELLS.
 */
import type { Command } from "../commands.ts";
import type { WorldOutput } from "../output.ts";
import type { World } from "../world.ts";
import { applyCommands } from "./apply_commands.ts";
import { applyDueInputs } from "./inputs.ts";
import { endLingering } from "./linger.ts";
import { moveBodies } from "./motion.ts";

/** One step of a tick. */
export interface System {
  readonly name: string;
  readonly reads: string;
  readonly writes: string;
  readonly run: (world: World, commands: readonly Command[], output: WorldOutput) => void;
}

const MOTION = "originX originY heading speed startTick";

export const SYSTEMS: readonly System[] = [
  {
    name: "commands",
    reads: "COMMANDS TERRAIN",
    writes: `ROSTER INPUTS session character presence lingerUntil name look wantHeading wantSpeed ${MOTION}`,
    run: applyCommands,
  },
  {
    name: "inputs",
    reads: "INPUTS",
    writes: "INPUTS appliedInput wantHeading wantSpeed",
    run: (world, _commands, output) => applyDueInputs(world, output),
  },
  {
    name: "motion",
    reads: "TERRAIN plan wantHeading wantSpeed",
    writes: `CELLS ${MOTION}`,
    run: moveBodies,
  },
  {
    name: "lingering",
    reads: "lingerUntil",
    writes: "ROSTER",
    run: endLingering,
  },
];
