/** What can be asked about the past, and what comes back: JSON both ways. */
import type { SpanExported } from "../../persistence/mod.ts";
import type { LedgerRow } from "../../world/ledger/mod.ts";
import type { LedgerLine, LedgerQuery, Timeline } from "./types.ts";

/** A row of the ledger with its time and the names of who has a part in it, "" where they have none. */
export interface NamedLine extends LedgerLine {
  readonly at: number | null;
  readonly fromName: string;
  readonly toName: string;
  readonly actorName: string;
}

/** Every question: what goes in, what comes out. */
export interface PastQuestions {
  /** Null: nothing was saved yet. */
  timeline: { input: { readonly from: number; readonly to: number }; output: Timeline | null };
  /** Rows of the ledger, newest first; `find` is part of a player's name or an account in words. */
  ledger: {
    input: Omit<LedgerQuery, "account"> & { readonly find: string };
    output: {
      readonly rows: readonly NamedLine[];
      readonly next: number | null;
      /** Accounts that `find` stands for; more than one fit: which is searched, the first. */
      readonly accounts: readonly { readonly account: string; readonly name: string }[];
    };
  };
  /** Rows of some ticks around one, oldest first. */
  transfers: { input: { readonly tick: number; readonly around: number }; output: { rows: readonly NamedLine[] } };
  /**
   * Rows that are to be undone, as the world knows them, oldest first; those that are not there, and those that were
   * undone before.
   */
  undoing: {
    input: { readonly entries: readonly number[] };
    output: {
      readonly rows: readonly LedgerRow[];
      readonly missing: readonly number[];
      readonly undone: readonly number[];
    };
  };
  /** Writes a span to a file that is not there yet. */
  export: {
    input: { readonly fromTick: number; readonly toTick: number; readonly path: string; readonly bytesMax: number };
    output: SpanExported;
  };
}

export type PastQuestion = keyof PastQuestions;

/** What comes back: the output, or why there is none, as a sentence for people. */
export type PastAnswered<T> = { readonly value: T } | { readonly failed: string };

/** How they are asked. Rejects with an error whose message is a sentence for people. */
export type AskPast = <Q extends PastQuestion>(
  question: Q,
  input: PastQuestions[Q]["input"],
) => Promise<PastQuestions[Q]["output"]>;
