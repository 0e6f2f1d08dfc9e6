/** A world's file stepped through once more and checked. */
export { replayFile, type ReplayReport, type ReplayResult } from "./replay.ts";
export { copyProblem, verifyFile, type VerifyResult } from "./verify.ts";
