/** Who lives in the land by the rules of content: areas of creatures, people with a name, anger. */
export {
  addCreature,
  creatureDied,
  forgetCreature,
  isEvading,
  isInhabited,
  type NewCreature,
  spawnOf,
} from "./areas.ts";
export { personOf } from "./people.ts";
export { leaveEmpty, liveOn } from "./settle.ts";
export { makeSpawns, MODE, reindexSpawns, rowFor, type Spawns } from "./state.ts";
export { armourOf, blowOf, healthOf, xpOf } from "./sums.ts";
export { addThreat, angerOf, angryAt, forgetThreat } from "./threat.ts";
export { creatureWaitsUntil, setCreatureWait } from "./waits.ts";
