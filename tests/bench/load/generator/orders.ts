/**
 * What the load test says to a generator process and hears from it: one JSON object a line, orders on its standard
 * input, reports on its standard output.
 */
import type { ByteKinds } from "./byte_kinds.ts";
import type { Counts } from "./client.ts";
import type { Findings, Truth } from "./observers.ts";
import type { PopulationOptions } from "./population.ts";

/** Which protocol a generator's clients speak. */
export type ProtocolName = "weald" | "bare" | "colyseus";

/** Orders, in the sequence of a run. */
export type Order =
  /** `full`: clients that read everything and check it, in Weald's protocol. */
  | { type: "start"; protocol: ProtocolName; full: boolean; options: PopulationOptions }
  | { type: "add"; players: number }
  /** Counting begins anew. */
  | { type: "measure" }
  /** This many players a second leave and others come. 0 ends it. */
  | { type: "churn"; perSecond: number }
  /** Answered by `stormed`, when everyone's connection is lost and said to be so by a `status`. */
  | { type: "storm" }
  /** The part of the clients that `deafPart` names stops reading, or reads again. */
  | { type: "deaf"; on: boolean }
  /** Answered by `result`. Counting goes on. */
  | { type: "report" }
  /** Of full clients, answered by `sample`: entities that they show. */
  | { type: "sample"; perObserver: number }
  /** Of full clients: compare what is shown with what the server said, and with one another. */
  | { type: "compare"; truths: Truth[] }
  | { type: "stop" };

/** What all players of one process received since `measure`. */
export interface GeneratorResult {
  readonly type: "result";
  readonly seconds: number;
  readonly counts: Counts;
  /** Per player: frames and bytes a second. Only of those that played the whole time. */
  readonly framesPerSecond: readonly number[];
  readonly bytesPerSecond: readonly number[];
  /** The part of the players that fought, one for each second; none where nobody plays. */
  readonly fightingShares: readonly number[];
  readonly entryMs: readonly number[];
  /** How late the process was with its own work, 99 of 100 times at most. */
  readonly lateMsP99: number;
  /** Null for light clients. */
  readonly seen: SeenResult | null;
  /** Character numbers and entities of the players at present, for checks. */
  readonly playing: readonly { readonly character: number; readonly entity: number }[];
}

/** What full clients saw since `measure`. */
export interface SeenResult {
  readonly clients: number;
  readonly inViewMean: { readonly players: number; readonly others: number };
  /** Things told to all of them. */
  readonly updates: number;
  readonly inputToSeenMs: readonly number[];
  readonly inputToSeenFarMs: readonly number[];
  readonly findings: Findings;
  /** Of the first few clients together. */
  readonly byteKinds: ByteKinds;
}

/** Where those stand who do not play: without an answer to their upgrade, or with it. */
export interface Underway {
  readonly connecting: number;
  readonly signingIn: number;
}

/** Reports. `status` comes four times a second, with what was counted since `measure`. */
export type Report =
  | ({ type: "status"; playing: number; waiting: number; frames: number; bytes: number; inputs: number } & Underway)
  | { type: "sample"; entities: number[] }
  | { type: "stormed" }
  | GeneratorResult;
