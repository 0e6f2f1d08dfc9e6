/** What a run gives: one object, printed as JSON. Numbers are rounded for reading. */
import type { ByteKinds } from "./generator/byte_kinds.ts";
import type { Findings } from "./generator/observers.ts";
import type { CoresByPart } from "./weald_server.ts";
import type { ScenarioName } from "./scenarios.ts";
import type { SystemTimes } from "./system_times.ts";

/** A mean and its tail. */
export interface MeanAndTail {
  readonly mean: number;
  readonly p99: number;
}

/** The bare broadcast, measured in the same run (floor.ts). */
export interface FloorResult {
  readonly framesPerSecond: number;
  readonly bytesPerFrame: number;
  /** Processor microseconds per delivered frame: of the bare broadcast, and of it while it receives all inputs, too. */
  readonly microsPerFrame: number;
  readonly microsPerFrameWithInputs: number;
  /** The same of Weald: all of the server, and its gateways alone. */
  readonly wealdMicrosPerFrame: number;
  readonly wealdGatewayMicrosPerFrame: number;
  /** Weald's gateways ÷ the broadcast with inputs, and all of Weald ÷ the broadcast without. */
  readonly gatewayRatio: number;
  readonly wholeRatio: number;
}

/** The peer doing the same work (peer.ts). */
export interface PeerResult {
  readonly name: string;
  readonly steps: readonly PeerStep[];
  /** Of the largest step in which patches were on time. */
  readonly players: number;
  readonly playersPerCore: number;
  readonly bytesPerPlayerPerSecond: number;
  readonly wealdPlayersPerCore: number;
  /** Weald ÷ peer. */
  readonly playersPerCoreRatio: number;
  readonly bytesRatio: number;
}

/** One number of players on the peer. */
export interface PeerStep {
  readonly players: number;
  readonly cores: number;
  readonly patchesPerPlayerPerSecond: MeanAndTail;
  readonly bytesPerPlayerPerSecond: number;
  readonly onTime: boolean;
  readonly memoryBytes: number;
}

/** What happened half-way through the measured time, and what the full clients noticed of it. */
export interface DisturbanceResult {
  /** `storm`: everyone else lost the connection at once and came back. `deaf`: some stopped reading. */
  readonly kind: "storm" | "deaf";
  /** How many it befell. */
  readonly players: number;
  /** In a storm: from the loss until the last was back, in milliseconds. */
  readonly allBackMs: number | null;
  readonly inputToSeenMsP99Before: number;
  readonly inputToSeenMsP99During: number;
}

/** What players did. */
export interface PlayResult {
  /** The part of them that was in a fight, on the mean of all seconds. */
  readonly fightingShare: number;
  /** Actions that were done, by name, and those that were not, by name and why. */
  readonly done: Readonly<Record<string, number>>;
  readonly notDone: Readonly<Record<string, number>>;
}

/** The result of one scenario. */
export interface LoadResult {
  readonly scenario: ScenarioName;
  readonly players: number;
  readonly seconds: number;
  /** Ticks and flushes of the server per second. */
  readonly simulationHz: number;
  readonly flushHz: number;
  readonly tickMsP50: number;
  readonly tickMsP99: number;
  readonly tickMsMax: number;
  readonly ticksLate: number;
  /** Frames delivered to all players, per second; and to one: mean, and what 99 of 100 have at least. */
  readonly framesPerSecond: number;
  readonly framesPerPlayerPerSecond: { readonly mean: number; readonly p1: number; readonly min: number };
  /** Bytes of WebSocket frames, headers included, TCP's not. */
  readonly bytesPerPlayerPerSecond: MeanAndTail;
  /** What those bytes are, per player and second, from the frames of a few full clients. */
  readonly bytesByKind: ByteKinds;
  /** Things told to all players (arrivals, departures, motions, changes, happenings), from the full clients' mean. */
  readonly entityUpdatesPerSecond: number;
  /** Other players in a view, and creatures and townsfolk. */
  readonly playersInView: number;
  readonly creaturesInView: number;
  readonly inputsPerSecond: number;
  readonly inputToSeenMsP50: number;
  readonly inputToSeenMsP99: number;
  readonly inputToSeenSamples: number;
  readonly serverCores: CoresByPart;
  readonly serverMicrosPerFrame: number;
  readonly playersPerCore: number;
  readonly generatorCores: number;
  /** How late the generators were with their own work, 99 of 100 times at most: times seen are late by as much. */
  readonly generatorLateMsP99: { readonly full: number; readonly light: number };
  readonly serverMemoryBytes: number;
  readonly serverMemoryIdleBytes: number;
  readonly memoryBytesPerPlayer: number;
  /** From connecting to being in the world. */
  readonly entryMs: MeanAndTail;
  /** Connections that ended without the player's will, by reason; sign-ins that were refused. */
  readonly dropped: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
  /** Connections that the gateways slow down at the end, frames that told it, and full states sent anew. */
  readonly slowed: number;
  readonly slowedFrames: number;
  readonly resets: number;
  readonly queueRefused: number;
  readonly churnPerSecond: number;
  /** Where the world's tick goes: mean milliseconds by system and stage; and how that is spread over the ticks. */
  readonly systemsMs: Readonly<Record<string, number>>;
  readonly systemTimes: Readonly<Record<string, SystemTimes>>;
  /** What players did who do everything; null where they only walk. */
  readonly play: PlayResult | null;
  readonly correct: boolean;
  readonly findings: Findings;
  readonly disturbance: DisturbanceResult | null;
  readonly floor: FloorResult | null;
  readonly peer: PeerResult | null;
  readonly machine: string;
}
