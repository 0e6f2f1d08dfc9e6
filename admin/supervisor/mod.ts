/** Supervision: starts, watches and stops the parts of the server. */
export { RESTARTS_MAX, RESTARTS_WINDOW_MS } from "./limits.ts";
export type { PartFailure } from "./life.ts";
export { Log } from "./log.ts";
export type { GatewayEnds, StorageEnds, WorldEnds } from "./links.ts";
export type { OnCrash, PartStarters, RunningPart } from "./parts.ts";
export { type Server, type ServerConfig, startServer } from "./supervisor.ts";
