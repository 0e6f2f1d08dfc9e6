/** Configurations and reports that cross between parts as JSON. */

import type { Newcomers } from "../newcomers.ts";

export { NEWCOMERS } from "../newcomers.ts";

/** Levels of the log, least first. */
export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the world part is started with. A restored world keeps its own seed, tick rate, day and newcomers. */
export interface WorldConfig {
  readonly seed: number;
  readonly tickRate: number;
  readonly dayMinutes: number;
  /** Where newcomers of a new world appear (world/newcomers.ts). */
  readonly newcomers?: Newcomers;
  readonly newcomersMetres?: number;
  readonly checkpointSeconds: number;
  /** Gateways linked to the world. */
  readonly gateways: number;
  /** Players who may be in the world at once; as many as there is room for if nothing is said. */
  readonly playersMax?: number;
  /** What to do where checkpoint and journal do not give the world that was: "exact" if nothing is said. */
  readonly recover?: Recover;
  /** The host's content comes after `start`: a saved world is recovered meanwhile, and goes on once it is here. */
  readonly contentFollows?: boolean;
}

/**
 * How a world is recovered where its journal cannot be followed: "exact" refuses to start and says why,
 * "from-checkpoint" gives up what came after the newest checkpoint, and says what that is.
 */
export const RECOVERS = ["exact", "from-checkpoint"] as const;
export type Recover = (typeof RECOVERS)[number];

/** What a gateway is started with, once the world is ready. */
export interface GatewayConfig {
  /** 0 to 15: the high bits of its session numbers. */
  readonly index: number;
  readonly host: string;
  readonly port: number;
  /** More than one gateway shares the port. */
  readonly reusePort: boolean;
  /** How many do. Left out: one. */
  readonly gateways?: number;
  readonly worldName: string;
  readonly version: string;
  readonly seed: number;
  readonly terrainVersion: number;
  readonly tickRate: number;
  readonly dayTicks: number;
  /** Hash of the catalog (world/content). */
  readonly content: string;
  readonly playersMax: number;
  /** From so many in view on they are told of as a crowd. Left out: as the gateway's limits say. */
  readonly crowdFrom?: number;
  /** Whether to take WebTransport by UDP: on the same port plus `index`. Left out: no. */
  readonly webTransport?: boolean;
  /** The host's certificate and its key, two PEM files; with them the port speaks HTTPS. Left out: HTTP. */
  readonly certificate?: { readonly certFile: string; readonly keyFile: string };
}

/** What storage is started with. */
export interface StorageConfig {
  /** The data folder; the world is `weald.db` in it. */
  readonly folder: string;
  readonly version: string;
  /** Disk for old checkpoints and journal, in MB (10^6); what staff chose or the default if nothing is said. */
  readonly historyMb?: number;
}

/** What the world says when it is ready. */
export interface WorldReady {
  readonly tick: number;
  readonly seed: number;
  readonly tickRate: number;
  readonly dayTicks: number;
  readonly terrainVersion: number;
  readonly fresh: boolean;
  readonly entities: number;
}

/** Percentiles of a duration over the last second, in milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** State of one queue, for the console. */
export interface QueueStats {
  readonly name: string;
  readonly waitingBytes: number;
  readonly capacityBytes: number;
  readonly refused: number;
}

/** The world's statistics of the last second. */
export interface WorldStats {
  readonly tick: number;
  /** Ticks stepped in the last second. */
  readonly ticksPerSecond: number;
  readonly tickMs: Percentiles;
  /** What each tick of the last second took, in milliseconds: for percentiles over a longer time. */
  readonly tickMsEach?: readonly number[];
  /** Mean milliseconds per tick of each system and stage, in the order of the tick; and of each tick, as above. */
  readonly systems: readonly { readonly name: string; readonly ms: number; readonly msEach?: readonly number[] }[];
  readonly entities: number;
  readonly awake: number;
  readonly players: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly blocks: number;
  readonly blockBytes: number;
  /** Ticks that were skipped because the machine could not keep up, since the start. */
  readonly ticksLate: number;
  readonly timeOfDay: string;
  readonly day: number;
  readonly weather: string;
  readonly stateHash: string;
  readonly hashTick: number;
  readonly checkpoint: {
    readonly tick: number;
    readonly state: "saved" | "saving" | "failed";
    readonly reason: string;
  };
  /** How far the world is on the disk, and entries of the journal that wait for room in storage's ring. */
  readonly journal?: { readonly durableTick: number; readonly waitingBytes: number };
  /** The last tick at which the ledger was known to add up, and what is wrong with it, or "". */
  readonly ledger?: { readonly goodTick: number; readonly problem: string };
  readonly queues: readonly QueueStats[];
  /** Of this part's thread alone. */
  readonly memoryBytes: number;
}

/** A place where more are in view than can be told in full: those far off are told once a second. */
export interface CrowdedPlace {
  /** Its middle, in metres. */
  readonly x: number;
  readonly y: number;
  /** Entities in view there. */
  readonly inView: number;
  /** For how long, in seconds. */
  readonly seconds: number;
}

/** A gateway's statistics of the last second. */
export interface GatewayStats {
  readonly index: number;
  readonly connections: number;
  readonly playing: number;
  readonly framesPerSecond: number;
  readonly bytesOutPerSecond: number;
  readonly bytesInPerSecond: number;
  readonly messagesInPerSecond: number;
  readonly slowed: number;
  /** Sessions closed since the start, by close reason. */
  readonly closed: Readonly<Record<string, number>>;
  /** What was turned away or left out since the start, by what it was. */
  readonly refused: Readonly<Record<string, number>>;
  readonly cellsWatched: number;
  /** Places that are overfull, the fullest first. */
  readonly crowds: readonly CrowdedPlace[];
  readonly queues: readonly QueueStats[];
  /** Of this part's thread alone. */
  readonly memoryBytes: number;
}

/** Storage's statistics. */
export interface StorageStats {
  readonly fileBytes: number;
  readonly walBytes: number;
  readonly accounts: number;
  readonly lastSave: { readonly tick: number; readonly ms: number; readonly pages: number; readonly at: string } | null;
  /** Why saving does not work at present, or "". */
  readonly trouble: string;
  readonly passwordsWaiting: number;
  /** The journal since the start: what was written, how long commits took, and what is kept of the past. */
  readonly journal?: {
    readonly ticks: number;
    readonly bytes: number;
    readonly commits: number;
    readonly commitMs: Percentiles;
    readonly waitingBytes: number;
    readonly historyBytes: number;
    /** The oldest tick that can be stood up again, or null. */
    readonly historyFromTick: number | null;
    /** When that was, in milliseconds since 1970. */
    readonly historyFromAt: number | null;
    /** Disk for the past, in MB, and what an hour of it costs at the present rate (null: not known yet). */
    readonly historyMb: number;
    readonly historyBytesPerHour: number | null;
  };
}

/** One row of the console's list of players. */
export interface PlayerRow {
  readonly session: number;
  readonly character: number;
  readonly entity: number;
  readonly name: string;
  /** What its player signs in with; of a guest the name it came with. */
  readonly accountName: string;
  readonly guest: boolean;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly roundTripMs: number | null;
  readonly bytesPerSecond: number;
  readonly transport: "websocket" | "websocket-json" | "webtransport" | "webtransport-json";
  readonly client: string;
  readonly address: string;
}

/** The answer to a `list`. */
export interface PlayerList {
  readonly total: number;
  readonly rows: readonly PlayerRow[];
}

/** Everything about one entity, for the inspector. */
export interface EntityReport {
  readonly entity: number;
  readonly tick: number;
  /** Where it is at `tick`, in units. */
  readonly x: number;
  readonly y: number;
  readonly asleep: boolean;
  readonly components: readonly {
    readonly name: string;
    readonly label: string;
    readonly unit: string;
    readonly value: number | string;
  }[];
  /** What it means to do, in words. */
  readonly plan: string;
}
