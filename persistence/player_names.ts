/** Whose name is whose: accounts and characters share one list of names, so that nobody can pass for somebody else. */
import { randomInt } from "node:crypto";
import { type AccountFound, accountOf, type AccountsSql } from "./accounts_sql.ts";
import { DAY_MS, DELETED_NAME_DAYS, GUEST_NAME_DAYS } from "./limits.ts";
import { cleanName, guestName, nameKey } from "./names.ts";

/** The names of players. Lives as long as the accounts' database. */
export class PlayerNames {
  readonly #sql: AccountsSql;
  readonly #now: () => number;

  constructor(sql: AccountsSql, now: () => number) {
    this.#sql = sql;
    this.#now = now;
  }

  /** The account of this name, by its key (names.ts), or null. */
  accountOf(key: string): AccountFound | null {
    const row = this.#sql.byKey.get(key);
    return row === undefined ? null : accountOf(row);
  }

  /**
   * Whether a name is somebody's: another account's, or a character's. A guest who has gone for good, or has been away
   * for long, does not keep it; nor does a character that was deleted long ago. `own`: an account that asks for it.
   */
  isTaken(name: string, own = 0): boolean {
    const key = nameKey(name);
    const account = this.accountOf(key);
    if (account !== null && account.account !== own && this.#keepsName(account)) return true;
    const character = this.#sql.characterByKey.get(key);
    if (character === undefined) return false;
    if (character.account === account?.account && account?.account !== own) return false;
    const freeAt = character.deleted_at === null ? Infinity : Number(character.deleted_at) + DELETED_NAME_DAYS * DAY_MS;
    return freeAt > this.#now();
  }

  #keepsName({ account, password, lastSignInAt }: AccountFound): boolean {
    if (password !== null) return true;
    const now = this.#now();
    const canReturn = Number(this.#sql.countTokens.get(account, now)!.count) > 0;
    return canReturn && lastSignInAt > now - GUEST_NAME_DAYS * DAY_MS;
  }

  /** Gives who had a name until now another one. Inside a transaction, for a name that is not taken. */
  free(name: string, own = 0): void {
    const key = nameKey(name);
    const found = this.accountOf(key);
    if (found !== null && found.account !== own) {
      const other = this.freeGuestName();
      this.#sql.rename.run(other, nameKey(other), found.account);
      this.#sql.renameCharacter.run(other, nameKey(other), key);
    }
    this.#sql.dropNameKey.run(key);
  }

  /** A name for a guest who gave none. */
  freeGuestName(): string {
    for (let attempt = 0;; attempt++) {
      const name = guestName(randomInt, attempt);
      const key = nameKey(name);
      const isFree = this.accountOf(key) === null && this.#sql.characterByKey.get(key) === undefined;
      if (cleanName(name) !== null && isFree) return name;
    }
  }
}
