/** What players were told is done is in the file, once. */
import type { DatabaseSync } from "node:sqlite";
import { acknowledgedProblem, actionsOf } from "../../durability/acknowledged.ts";
import type { Person } from "../player.ts";

/** Throws if an acknowledged action is missing, or one is there more often than it was asked for. */
export function checkAcknowledged(database: DatabaseSync, people: readonly Person[]): void {
  const problem = acknowledgedProblem(database, people);
  if (problem !== "") throw new Error(`acknowledged: ${problem}`);
}

/**
 * After a crash of a disk that lied: people remember what is there, and whose account is gone begins anew. An account may
 * be there though its person never got the token: the name is taken then, and that it was asked for is remembered.
 */
export function forgetWhatWasLost(database: DatabaseSync, people: readonly Person[]): void {
  const account = database.prepare(
    "SELECT account.name FROM account JOIN character ON character.account = account.id WHERE character.id = ?",
  );
  const named = database.prepare("SELECT 1 FROM account WHERE name = ?");
  for (const person of people) {
    const isThere = person.character !== 0 && account.get(person.character)?.name === person.name;
    person.done.splice(0, person.done.length, ...(isThere ? actionsOf(database, person.character) : []));
    person.unanswered.length = 0;
    if (isThere) continue;
    const asked = named.get(person.name) === undefined ? "" : person.asked;
    Object.assign(person, { token: "", character: 0, asked });
  }
}
