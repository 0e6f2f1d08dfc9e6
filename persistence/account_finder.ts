/** What staff look up: whose a character is, and who has a name like this. */
import { accountOf, type AccountsSql } from "./accounts_sql.ts";
import { ROWS_PER_ANSWER_MAX } from "./limits.ts";
import { nameKey } from "./names.ts";
import type { AccountOfCharacter, StorageQuestions } from "./questions.ts";

/** Lives as long as the accounts. */
export class AccountFinder {
  readonly #sql: AccountsSql;

  constructor(sql: AccountsSql) {
    this.#sql = sql;
  }

  /** Characters of accounts where either name contains `find`, by the account's name. */
  find(query: StorageQuestions["accountFind"]["input"]): StorageQuestions["accountFind"]["output"] {
    // LIKE's own signs stand for themselves.
    const like = `%${nameKey(query.find).replace(/[\\%_]/g, "\\$&")}%`;
    const count = Math.max(1, Math.min(query.count, ROWS_PER_ANSWER_MAX));
    return {
      total: Number(this.#sql.findCount.get(like)!.count),
      rows: this.#sql.find.all(like, count, Math.max(0, query.offset)).map((row) => ({
        account: Number(row.account),
        character: Number(row.character),
        name: String(row.name),
        accountName: String(row.account_name),
        guest: row.guest === 1,
        createdAt: Number(row.created_at),
        lastSignInAt: Number(row.last_sign_in_at),
      })),
    };
  }

  /** Whose a character is, deleted or not; null where there is no such character. */
  ownerOf(character: number): AccountOfCharacter | null {
    const row = this.#sql.accountOfCharacter.get(character);
    if (row === undefined) return null;
    const { account, name, password } = accountOf(row);
    return { account, accountName: name, guest: password === null };
  }
}
