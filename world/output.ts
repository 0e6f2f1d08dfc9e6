/** What a step of the world says to the outside. The part writes it onto links; tests write it down. */
import type { Happening } from "./replication/cell_block.ts";

/** Why the world ends a session: keys of the network's close reasons. */
export type WorldCloseReason = "replaced" | "kicked" | "full";

/** Kinds of line for a player to read. */
export type LineKind = "broadcast" | "tell" | "notice";

/** Why something was not done with a thing. `storage-behind`: what is done now could not be kept; the world is not asked. */
export type RefusedAction = "gone" | "too-far" | "not-enough" | "full" | "not-here" | "storage-behind";

/** Receives the private results of sessions and what happens for all to see. */
export interface WorldOutput {
  /** The session has its body. */
  entered(session: number, character: number, entity: number, space: number, x: number, y: number): void;
  /** An input was applied that came `lead` ticks before its time; negative: after. */
  applied(session: number, sequence: number, lead: number): void;
  /** The session must end; `text` is for the player, "" where the reason says all. */
  close(session: number, reason: WorldCloseReason, text: string): void;
  /** A line to read; session 0 is everyone. */
  line(session: number, kind: LineKind, from: string, text: string): void;
  /** The answer to a `goTo`. */
  wayFound(session: number, sequence: number, found: boolean, reason: string): void;
  /** What a player wanted with a thing is done. To be told when it is on the disk; so are the next two. */
  done(session: number, sequence: number): void;
  /** It was not done, and nothing changed. */
  refusedAction(session: number, sequence: number, reason: RefusedAction): void;
  /** What the session's character has of a thing: all of it when it enters, and each change. */
  carries(session: number, what: number, amount: number): void;
  /** Something happened in a cell of the overworld. */
  happened(cell: number, happening: Happening): void;
}

/** Hears nothing: for worlds that are stepped for their state alone. */
export const SILENT_OUTPUT: WorldOutput = {
  entered() {},
  applied() {},
  close() {},
  line() {},
  wayFound() {},
  done() {},
  refusedAction() {},
  carries() {},
  happened() {},
};
