/**
 * The systems of a tick, in their order. `reads` and `writes` name components, or parts of the state in capitals:
 * TERRAIN, ROSTER, SHEETS, INPUTS, COMMANDS, CELLS, GROUPS, ROUTES, LEDGER, PARTIES, RUNS,
 * DEALINGS, COMBAT, SPAWNS, QUESTS, SKILLS, CRAFTS, ALMANAC, DUNGEONS, ORDERS, LANDMARKS.
 */
import type { Command } from "../commands.ts";
import type { WorldOutput } from "../output.ts";
import type { World } from "../world.ts";
import { applyCommands } from "./apply_commands.ts";
import { findWays } from "./find_ways.ts";
import { followRoutes } from "./follow_routes.ts";
import { greet } from "./greet.ts";
import { applyDueInputs } from "./inputs.ts";
import { endLingering } from "./linger.ts";
import { moveBodies } from "./motion.ts";
import { followGround, goOnFighting, leadAfraid } from "../combat/mod.ts";
import { goOnWorking } from "../crafts/mod.ts";
import { runDungeons } from "../dungeons/mod.ts";
import { liveTogether } from "../events/mod.ts";
import { thinkCreatures } from "../creatures/mod.ts";
import { raiseBarriers, standLandmarks } from "../landmarks/mod.ts";
import { watchDealings } from "../items/mod.ts";
import { watchOrders } from "../orders/mod.ts";
import { tellParties } from "../parties/mod.ts";
import { endEmptyRuns } from "../places/mod.ts";
import { goOnWithQuests } from "../quests/mod.ts";
import { followSchedules } from "./schedules.ts";
import { liveOn } from "../spawns/mod.ts";
import { decayPiles } from "./things.ts";
import { tellResults } from "./tell_own.ts";
import { wakeGroups } from "./wake.ts";
import { watchOut } from "./wary.ts";

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
    name: "barriers",
    reads: `LANDMARKS heading`,
    writes: "",
    run: (world) => raiseBarriers(world),
  },
  {
    name: "commands",
    reads: "COMMANDS TERRAIN",
    writes:
      `ROSTER SHEETS INPUTS LEDGER DEALINGS ORDERS session character presence lingerUntil name look wantHeading wantSpeed ${MOTION}`,
    run: applyCommands,
  },
  {
    name: "inputs",
    reads: "INPUTS",
    writes: "INPUTS appliedInput wantHeading wantSpeed",
    run: (world, _commands, output) => applyDueInputs(world, output),
  },
  {
    name: "waking",
    reads: "TERRAIN CELLS",
    writes: `GROUPS dueTick space activity ${MOTION}`,
    run: wakeGroups,
  },
  {
    name: "schedules",
    reads: "TERRAIN plan group member",
    writes: `dueTick space activity ${MOTION}`,
    run: followSchedules,
  },
  {
    name: "wariness",
    reads: "TERRAIN CELLS GROUPS kind group member",
    writes: `ROUTES plan dueTick activity wantHeading wantSpeed ${MOTION}`,
    run: watchOut,
  },
  {
    name: "areas",
    reads: "TERRAIN CELLS",
    writes: `SPAWNS CELLS kind species level health healthMax ${MOTION}`,
    run: liveOn,
  },
  {
    name: "minds",
    reads: "TERRAIN CELLS ROSTER",
    writes: `SPAWNS COMBAT CELLS wantHeading wantSpeed activity status health target ${MOTION}`,
    run: (world, _commands, output) => thinkCreatures(world, output),
  },
  {
    name: "fear",
    reads: "COMBAT TERRAIN status",
    writes: "wantHeading wantSpeed",
    run: leadAfraid,
  },
  {
    name: "greetings",
    reads: "CELLS",
    writes: "quietUntil",
    run: (world, _commands, output) => greet(world, output),
  },
  {
    name: "finding ways",
    reads: "TERRAIN",
    writes: `ROUTES plan dueTick ${MOTION}`,
    run: (world, _commands, output) => findWays(world, output),
  },
  {
    name: "ways",
    reads: "ROUTES",
    writes: `ROUTES plan dueTick wantHeading wantSpeed activity ${MOTION}`,
    run: followRoutes,
  },
  {
    name: "motion",
    reads: "TERRAIN plan wantHeading wantSpeed",
    writes: `CELLS ${MOTION}`,
    run: moveBodies,
  },
  {
    name: "ground",
    reads: "TERRAIN COMBAT",
    writes: "COMBAT region status",
    run: followGround,
  },
  {
    name: "lingering",
    reads: "COMBAT lingerUntil",
    writes: "ROSTER SHEETS",
    run: endLingering,
  },
  {
    name: "decay",
    reads: "kind lingerUntil thing amount",
    writes: "LEDGER CELLS",
    run: decayPiles,
  },
  {
    name: "dungeons",
    reads: "CELLS",
    writes: "RUNS LEDGER CELLS",
    run: endEmptyRuns,
  },
  {
    name: "encounters",
    reads: "TERRAIN RUNS",
    writes: `DUNGEONS SPAWNS DEALINGS LEDGER CELLS ${MOTION}`,
    run: (world, _commands, output) => runDungeons(world, output),
  },
  {
    name: "parties",
    reads: "PARTIES ROSTER",
    writes: "PARTIES",
    run: tellParties,
  },
  {
    name: "dealings",
    reads: "ROSTER CELLS session status",
    writes: "DEALINGS LEDGER status",
    run: (world, _commands, output) => watchDealings(world, output),
  },
  {
    name: "orders",
    reads: "ROSTER CELLS session",
    writes: "ORDERS LEDGER",
    run: watchOrders,
  },
  {
    name: "fights",
    reads: "ROSTER",
    writes: "COMBAT DEALINGS LEDGER CELLS status health energy plan dueTick",
    run: (world, _commands, output) => goOnFighting(world, output),
  },
  {
    name: "work",
    reads: "TERRAIN ROSTER SHEETS CELLS kind status speed wantSpeed",
    writes: "CRAFTS SKILLS ORDERS LEDGER CELLS amount activity status lingerUntil",
    run: (world, _commands, output) => goOnWorking(world, output),
  },
  {
    name: "quests",
    reads: "ROSTER SHEETS PARTIES CELLS",
    writes: `QUESTS LEDGER SHEETS INPUTS ROUTES wantSpeed ${MOTION}`,
    run: (world, _commands, output) => goOnWithQuests(world, output),
  },
  {
    name: "events",
    reads: "ROSTER CELLS",
    writes: "ALMANAC LEDGER SHEETS COMBAT",
    run: (world, _commands, output) => liveTogether(world, output),
  },
  // After who sets marks on the world.
  {
    name: "landmarks",
    reads: "TERRAIN ALMANAC CELLS",
    writes: `LANDMARKS CELLS kind look species heading ${MOTION}`,
    run: (world, _commands, output) => standLandmarks(world, output),
  },
  // After all that may change what players are told.
  {
    name: "results",
    reads: "LEDGER ROSTER SHEETS",
    writes: "",
    run: (world, _commands, output) => tellResults(world, output),
  },
];
