/** Places beside the land: doors, rooms, dungeons and the runs in them. */
export { arriveAt, PLACE_ACTIONS, placeOnReturn, putAt } from "./actions.ts";
export { doorNear, type Doors, placeOf, sortDoors } from "./doors.ts";
export { copyOf, makeRuns, runIn, type Runs } from "./runs.ts";
export { endEmptyRuns, placeOfRun } from "./system.ts";
export { makeRegionMap, regionIn, type RegionMap, type RegionRule, settlementsInOrder } from "./regions.ts";
export {
  buildingAt,
  onTheMap,
  type Point,
  pointOf,
  regionAt,
  regionSamplesOf,
  regionsOf,
  settlementOf,
  settlementsOf,
} from "./where.ts";
