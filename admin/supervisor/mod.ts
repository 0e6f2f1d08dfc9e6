/** Supervision: starts, watches and stops the parts of the server. */
export { Log, showable } from "./log.ts";
export type { GatewayEnds, StorageEnds, WorldEnds } from "./links.ts";
export { type OnCrash, type PartStarters, type RunningPart, startInWorker } from "./parts.ts";
export { type Server, type ServerConfig, startServer } from "./supervisor.ts";
