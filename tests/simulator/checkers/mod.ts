/** What must hold of every world that is saved: each check in a file of its own. */
export { checkAcknowledged, forgetWhatWasLost } from "./acknowledged.ts";
export { checkBodies } from "./bodies.ts";
export { checkConservation } from "./conservation.ts";
export { checkOwners } from "./owners.ts";
