/** A past for the admin API's tests: it answers from tables, and notes what it was asked and who looks. */
import type { PastListener, PastLook, PastPort, PreparedSpan } from "../../../admin/api/mod.ts";
import type { AskPast, PastQuestions } from "../../../admin/past/mod.ts";

/** Everything a test may look into. */
export class FakePast implements PastPort {
  readonly asked: { question: string; input: unknown }[] = [];
  /** What was wished for, as [what, value], by all who look. */
  readonly wishes: unknown[][] = [];
  readonly looks: { who: string; listener: PastListener; closed: boolean }[] = [];
  looksMax = 2;
  undoing: PastQuestions["undoing"]["output"] = { rows: [], missing: [], undone: [] };
  prepared: PreparedSpan | { readonly error: string } = { error: "Nothing of this world was saved yet." };

  readonly ask: AskPast = ((question: string, input: unknown) => {
    this.asked.push({ question, input });
    const answers: Record<string, unknown> = {
      timeline: null,
      ledger: { rows: [], next: null, accounts: [] },
      transfers: { rows: [] },
      undoing: this.undoing,
    };
    return Promise.resolve(answers[question]);
  }) as AskPast;

  prepare(fromTick: number, toTick: number): Promise<PreparedSpan | { readonly error: string }> {
    this.asked.push({ question: "prepare", input: { fromTick, toTick } });
    return Promise.resolve(this.prepared);
  }

  get lookers(): string[] {
    return this.looks.filter(({ closed }) => !closed).map(({ who }) => who);
  }

  look(who: string, listener: PastListener): PastLook | null {
    if (this.lookers.length >= this.looksMax) return null;
    const look = { who, listener, closed: false };
    this.looks.push(look);
    const wish = (what: string) => (value?: unknown) => {
      this.wishes.push(value === undefined ? [what] : [what, value]);
      return true;
    };
    return {
      seek: wish("seek"),
      play: wish("play"),
      view: wish("view"),
      inspect: wish("inspect"),
      commands: wish("commands"),
      taken: wish("taken"),
      close: () => look.closed = true,
    };
  }
}
