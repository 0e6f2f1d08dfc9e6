/** What a world remembers of itself, and what holds in it: read by whoever lives in it, written by world/events. */
export { allHoldInWorld, holdsInWorld } from "./conditions.ts";
export { hasFlag, setFlag } from "./flags.ts";
export { eventPermille, isRunning, phasesNow, runningRow, spawnsNow, weatherNow } from "./running.ts";
export { type Almanac, LINE, makeAlmanac, TASK_STATE } from "./state.ts";
export { goalCount, setGoal, shareRow, taskRow, taskState } from "./tasks.ts";
export { note, placed, textOfLine } from "./timeline.ts";
export { EVENTS_TOPIC, TASKS_TOPIC, TIMELINE_TOPIC, TOWNS_TOPIC } from "./topics.ts";
export { countTowns, POOR_POINTS, prosper, prosperityOf, RICH_POINTS, settleTowns, townAt } from "./towns.ts";
