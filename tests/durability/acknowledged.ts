/** What players were told is done, compared with the ledger of a file: all of it is there, and nothing twice. */
import type { DatabaseSync } from "node:sqlite";

/** An action as the ledger would have it: "picked up pile 7", "given 1 2 character 9", "dropped 1 2". */
export type Action = string;

/** What somebody remembers. */
export interface Remembered {
  readonly name: string;
  readonly character: number;
  /** Actions that were acknowledged, and those of which nothing was heard. */
  readonly done: readonly Action[];
  readonly unanswered: readonly Action[];
}

/** What is wrong between an open file and what people remember, or "". */
export function acknowledgedProblem(database: DatabaseSync, people: readonly Remembered[]): string {
  for (const { name, character, done, unanswered } of people) {
    // Whoever never got in did nothing; the world itself is actor 0.
    if (character === 0) continue;
    const there = count(actionsOf(database, character));
    const told = count(done);
    const open = count(unanswered);
    for (const action of new Set([...there.keys(), ...told.keys()])) {
      const [rows, times] = [there.get(action) ?? 0, told.get(action) ?? 0];
      const asked = times + (open.get(action) ?? 0);
      if (rows < times) return `${name} was told ${times} times of "${action}", and it is there ${rows} times`;
      if (rows > asked) return `"${action}" of ${name} is there ${rows} times, and it was asked for ${asked} times`;
    }
  }
  return "";
}

/** Causes of which each row is one action of its own; the others come in several rows, or by what another did. */
const COMPARED = ["picked up", "dropped", "given", "put into the bank", "taken out of the bank", "destroyed"] as const;

/** What a character did, by the file, as far as it can be compared. */
export function actionsOf(database: DatabaseSync, character: number): Action[] {
  const causes = COMPARED.map((cause) => `'${cause}'`).join(", ");
  return database.prepare(
    `SELECT why, what, amount, from_account, to_account FROM ledger WHERE actor = ? AND why IN (${causes})`,
  ).all(character).map(actionOf);
}

function actionOf(row: Record<string, unknown>): Action {
  const what = Number(row.what);
  switch (row.why) {
    case "picked up":
      return `picked up ${row.from_account}`;
    case "dropped":
      return `dropped ${what} ${row.amount}`;
    default:
      return `${row.why} ${what} ${row.amount} ${row.to_account}`;
  }
}

function count(actions: readonly Action[]): Map<Action, number> {
  const counts = new Map<Action, number>();
  for (const action of actions) counts.set(action, (counts.get(action) ?? 0) + 1);
  return counts;
}
