/** Answers questions (questions.ts) out of the file. Exports are steps that the thread takes between other work. */
import { exportSpan, type PastFile, type SpanExported } from "../../persistence/mod.ts";
import { assert } from "../../world/base/assert.ts";
import { accountOf, CAUSES, isInstance, type LedgerRow, whatOf } from "../../world/ledger/mod.ts";
import { timeOfTick } from "./clock.ts";
import { LEDGER_ROWS_MAX, TIME_POINTS_MAX, TRANSFERS_TOLD_MAX } from "./limits.ts";
import type { NamedLine, PastQuestion, PastQuestions } from "./questions.ts";
import type { TimelineScan } from "./_timeline.ts";
import type { LedgerLine, TimePoint } from "./types.ts";

/** Time points are read anew after this long, in milliseconds. */
const POINTS_FRESH_MS = 5_000;

/** An answer now, or a way to it in steps. */
export type Answering =
  | { readonly type: "now"; readonly value: unknown }
  | { readonly type: "steps"; readonly steps: Generator<undefined, SpanExported> };

/** Lives as long as its thread. */
export class Answers {
  readonly #file: PastFile;
  readonly #scan: TimelineScan;
  readonly #tickRate: number;
  #points: readonly TimePoint[] = [];
  #pointsAtMs = -Infinity;

  constructor(file: PastFile, scan: TimelineScan, tickRate: number) {
    this.#file = file;
    this.#scan = scan;
    this.#tickRate = tickRate;
  }

  /** The vocabulary is main's and ours: the input has the question's type. */
  answer(question: PastQuestion, json: string): Answering {
    const input: unknown = JSON.parse(json);
    switch (question) {
      case "timeline": {
        const { from, to } = input as PastQuestions["timeline"]["input"];
        return now<"timeline">(this.#scan.answer(from, to));
      }
      case "ledger":
        return now<"ledger">(this.#ledger(input as PastQuestions["ledger"]["input"]));
      case "transfers": {
        const { tick, around } = input as PastQuestions["transfers"]["input"];
        const rows = this.#file.ledger.between(Math.max(0, tick - around), tick + around, TRANSFERS_TOLD_MAX);
        return now<"transfers">({ rows: this.#named(rows) });
      }
      case "undoing": {
        const { entries } = input as PastQuestions["undoing"]["input"];
        const lines = this.#file.ledger.rows(entries);
        const found = new Set(lines.map(({ entry }) => entry));
        const undone = this.#file.undoneBefore(lines);
        const missing = entries.filter((entry) => !found.has(entry));
        return now<"undoing">({ rows: lines.map(worldRowOf), missing, undone });
      }
      case "export":
        return {
          type: "steps",
          steps: exportSpan({ file: this.#file, ...(input as PastQuestions["export"]["input"]) }),
        };
    }
  }

  #ledger({ find, what, why, before, count }: PastQuestions["ledger"]["input"]): PastQuestions["ledger"]["output"] {
    // A single thing is found by its number, too: its rows are its biography.
    if (isInstance(whatOf(find.trim()))) {
      return this.#ledger({ find: "", what: find.trim(), why, before, count });
    }
    const accounts = this.#accountsOf(find.trim());
    if (find.trim() !== "" && accounts.length === 0) return { rows: [], next: null, accounts };
    const account = accounts[0]?.account ?? "";
    const page = this.#file.ledger.find({ account, what, why, before, count: Math.min(count, LEDGER_ROWS_MAX) });
    return { rows: this.#named(page.rows), next: page.next, accounts };
  }

  /** What is meant by a text: an account in words ("pile 12", "mint"), or players of that name. */
  #accountsOf(find: string): { account: string; name: string }[] {
    if (find === "") return [];
    if (/^[a-z]+ \d+$/.test(find) || this.#file.ledger.has(find)) {
      const character = this.#ownerOf(find);
      return [{ account: find, name: this.#file.namesOf([character]).get(character) ?? "" }];
    }
    return this.#file.charactersNamed(find).map(({ character, name }) => ({ account: `character ${character}`, name }));
  }

  /** The character that an account in words belongs to; an order's is that of who put it up. 0: to none. */
  #ownerOf(account: string): number {
    return characterOf(account.startsWith("order ") ? this.#file.ledger.firstGiver(account) : account);
  }

  #named(rows: readonly LedgerLine[]): NamedLine[] {
    if (performance.now() - this.#pointsAtMs > POINTS_FRESH_MS) {
      this.#points = this.#file.timePoints(1000 / this.#tickRate, TIME_POINTS_MAX);
      this.#pointsAtMs = performance.now();
    }
    const clock = { points: this.#points, tickRate: this.#tickRate };
    const owners = new Map<string, number>();
    for (const account of rows.flatMap(({ from, to }) => [from, to])) {
      if (!owners.has(account)) owners.set(account, this.#ownerOf(account));
    }
    const names = this.#file.namesOf([...rows.map(({ actor }) => actor), ...owners.values()]);
    return rows.map((row) => ({
      ...row,
      at: timeOfTick(clock, row.tick),
      fromName: names.get(owners.get(row.from)!) ?? "",
      toName: names.get(owners.get(row.to)!) ?? "",
      actorName: names.get(row.actor) ?? "",
    }));
  }
}

/** A row as the world knows it: words as their numbers. */
function worldRowOf({ entry, actor, why, number, kind, amount, from, to }: LedgerLine): LedgerRow {
  const [giver, taker] = [accountOf(from), accountOf(to)];
  const cause = CAUSES.findIndex((name) => name === why);
  assert(giver !== null && taker !== null && cause >= 0, `transfer ${entry} is in words of this program`);
  return {
    ...{ entry, actor, amount, what: number, kind, why: cause },
    ...{ fromKind: giver.kind, from: giver.id, toKind: taker.kind, to: taker.id },
  };
}

function now<Q extends PastQuestion>(value: PastQuestions[Q]["output"]): Answering {
  return { type: "now", value };
}

/** The character of an account in words: what it carries, wears, and has at the bank and the boards; 0: of none. */
function characterOf(account: string): number {
  const match = /^(?:character|bank|worn|box) (\d+)$/.exec(account);
  return match === null ? 0 : Number(match[1]);
}
