/** What a step of the world says to the outside. The part writes it onto links; tests write it down. */
import type { Refusal } from "./refusals.ts";
import type { Happening } from "./replication/cell_block.ts";
import type { OwnValue, TopicName } from "./topics.ts";

/** Why the world ends a session: keys of the network's close reasons. */
export type WorldCloseReason = "replaced" | "kicked" | "full";

/** Kinds of line for a player to read. */
export const LINE_KINDS = ["broadcast", "tell", "notice", "party", "whisper", "whispered"] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** What came of an action; `refused` is null where it is done. `held`: to be told when the tick is on the disk. */
export interface Answer {
  readonly session: number;
  readonly sequence: number;
  readonly refused: Refusal | null;
  readonly held: boolean;
}

/**
 * Of private state (topics.ts): what `key` of a topic is by now, null if there is no such key any more. With the key ""
 * the topic is forgotten whole: what is in it follows. Whether it is held says the topic.
 */
export interface OwnChange {
  readonly topic: TopicName;
  readonly key: string;
  readonly value: OwnValue | null;
}

/** Receives the private results of sessions and what happens for all to see. */
export interface WorldOutput {
  /** The session has its body. */
  entered(session: number, character: number, entity: number, space: number, x: number, y: number): void;
  /** Its body was put somewhere else, at once: a door, a spell. The same body, standing. */
  placed(session: number, x: number, y: number): void;
  /** An input was applied that came `lead` ticks before its time; negative: after. */
  applied(session: number, sequence: number, lead: number): void;
  /** The session must end; `text` is for the player, "" where the reason says all. */
  close(session: number, reason: WorldCloseReason, text: string): void;
  /** A line to read; session 0 is everyone. */
  line(session: number, kind: LineKind, from: string, text: string): void;
  /** The answer to a `goTo`. */
  wayFound(session: number, sequence: number, found: boolean, reason: string): void;
  /** An action is done. `held`: it is to be told when the tick is on the disk; so with the next two. */
  done(session: number, sequence: number, held: boolean): void;
  /** It was not done, and nothing changed. */
  refusedAction(session: number, sequence: number, reason: Refusal, held: boolean): void;
  /** What of the private state changed for a session in this tick, in the order in which it is to be told. */
  own(session: number, changes: readonly OwnChange[]): void;
  /** What came of an `undo`: "" if it is done, else why not. To be told when the tick is on the disk. */
  undone(request: number, problem: string): void;
  /** Something happened in a cell of the overworld. */
  happened(cell: number, happening: Happening): void;
}

/** Hears nothing: for worlds that are stepped for their state alone. */
export const SILENT_OUTPUT: WorldOutput = {
  entered() {},
  placed() {},
  applied() {},
  close() {},
  line() {},
  wayFound() {},
  done() {},
  refusedAction() {},
  own() {},
  undone() {},
  happened() {},
};
