/** What is told about the past, to the console and within it. Ticks are the world's; times are milliseconds since 1970. */
import type { TimePoint } from "../../persistence/mod.ts";

export type { LedgerLine, LedgerPage, LedgerQuery, TimePoint } from "../../persistence/mod.ts";

/** How it stands with the world of the past that is shown. */
export type PastState =
  /** Nothing was asked for yet. */
  | { readonly type: "idle" }
  /** It is being worked out: from the tick of a saved state, now at one, up to another. */
  | { readonly type: "standing"; readonly from: number; readonly at: number; readonly to: number }
  /** It is there. `speed` 0: it stands still. `atEnd`: nothing newer is on the disk yet. */
  | { readonly type: "shown"; readonly tick: number; readonly speed: number; readonly atEnd: boolean }
  /** It cannot be shown; `why` is a sentence. */
  | { readonly type: "refused"; readonly tick: number; readonly reason: PastRefusal; readonly why: string };

/** Why a moment cannot be shown. */
export type PastRefusal = "out-of-history" | "other-version" | "damaged" | "differs" | "nothing-saved" | "busy";

/** Sorts of commands, for the filter. */
export const COMMAND_SORTS = ["all", "coming", "talk", "things", "steering", "staff"] as const;
export type CommandSort = (typeof COMMAND_SORTS)[number];

/** Which commands are told. */
export interface CommandFilter {
  /** "all": all but steering and staff's looking. */
  readonly sort: CommandSort;
  /** A part of the actor's name; "": everybody. */
  readonly find: string;
  /** Only those given within this rectangle, in metres; null: anywhere. */
  readonly within: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null;
}

/** One command. */
export interface ToldCommand {
  readonly tick: number;
  /** Counts up within the tick. */
  readonly place: number;
  readonly type: string;
  readonly sort: CommandSort;
  /** Who gave it: a character and its body, or somebody of the staff (`character` 0). */
  readonly actor: string;
  readonly character: number;
  readonly entity: number;
  /** Where the body was, in metres; null: not known. */
  readonly x: number | null;
  readonly y: number | null;
  /** Its fields, but for session and actor. */
  readonly fields: Readonly<Record<string, string | number | boolean>>;
}

/** Commands around the tick that is shown, oldest first. */
export interface ToldCommands {
  readonly tick: number;
  readonly rows: readonly ToldCommand[];
  /** Others that fit and were left out. */
  readonly leftOut: number;
}

/** Something that happened at a tick, for the timeline. */
export interface PastEvent {
  readonly tick: number;
  readonly sort: "started" | "joined" | "left" | "staff" | "alarm";
  /** Who, or which part. */
  readonly who: string;
  /** What, where there is more to say. */
  readonly text: string;
}

/** Ticks that were made by other versions of the rules or the terrain than this program's, both ends included. */
export interface ForeignSpan {
  readonly fromTick: number;
  readonly toTick: number;
  readonly rules: number;
}

/** The timeline of a span. */
export interface Timeline {
  /** The past that can be stood up. */
  readonly fromTick: number;
  readonly toTick: number;
  readonly tickRate: number;
  readonly points: readonly TimePoint[];
  readonly foreign: readonly ForeignSpan[];
  /** Counts in spans of `binTicks` from `binsFrom` on. */
  readonly binsFrom: number;
  readonly binTicks: number;
  readonly bins: readonly {
    readonly joins: number;
    readonly leaves: number;
    readonly commands: number;
    readonly transfers: number;
  }[];
  readonly events: readonly PastEvent[];
  readonly eventsLeftOut: number;
  /** How much of the journal was looked through for counts and events: 0 to 1. */
  readonly known: number;
}
