/** The living world: the calendar, tasks for everybody, towns, the weather. What it remembers is in world/almanac. */
export { liveTogether } from "./system.ts";
