/** What is in dungeons: encounters, chests, gates. Whose copies they are is in world/places. */
export { type Dungeons, makeDungeons } from "./state.ts";
export { runDungeons, shutGates } from "./system.ts";
