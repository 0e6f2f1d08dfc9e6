/** Landmarks: what stands on the land for all to see, while its condition holds. */
export { type Landmarks, makeLandmarks } from "./state.ts";
export { landmarkOf, raiseBarriers, standLandmarks } from "./system.ts";
