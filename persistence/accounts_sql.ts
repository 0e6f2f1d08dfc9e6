/** The statements about players' accounts, their characters and tokens. */
import type { DatabaseSync, StatementSync } from "node:sqlite";

/** An account as it is found. */
export interface AccountFound {
  readonly account: number;
  readonly name: string;
  readonly password: string | null;
  readonly lastSignInAt: number;
}

const ACCOUNT_COLUMNS = "account.id AS account, account.name, account.password, account.last_sign_in_at";

/** Accounts with their characters, where either has a name like the first parameter. */
const FOUND = `account LEFT JOIN character ON character.account = account.id AND character.deleted_at IS NULL
  WHERE account.name_key LIKE ?1 ESCAPE '\\' OR character.name_key LIKE ?1 ESCAPE '\\'`;

/** All that is asked and told of accounts. */
export function prepareAccounts(database: DatabaseSync) {
  return {
    count: database.prepare("SELECT count(*) AS count FROM account"),
    byKey: database.prepare(`SELECT ${ACCOUNT_COLUMNS} FROM account WHERE name_key = ?`),
    byToken: database.prepare(
      `SELECT token.used_at, token.character AS plays, ${ACCOUNT_COLUMNS}
       FROM account JOIN token ON token.account = account.id WHERE token.hash = ? AND token.expires_at > ?`,
    ),
    charactersOf: database.prepare(
      `SELECT id AS character, name, look, played_at FROM character
       WHERE account = ? AND deleted_at IS NULL ORDER BY played_at DESC, id`,
    ),
    characterByKey: database.prepare("SELECT account, deleted_at FROM character WHERE name_key = ?"),
    accountOfCharacter: database.prepare(
      `SELECT ${ACCOUNT_COLUMNS} FROM character JOIN account ON account.id = character.account WHERE character.id = ?`,
    ),
    chooseCharacter: database.prepare("UPDATE token SET character = ? WHERE hash = ?"),
    played: database.prepare("UPDATE character SET played_at = ? WHERE id = ?"),
    deleteCharacter: database.prepare("UPDATE character SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL"),
    renameCharacter: database.prepare("UPDATE character SET name = ?, name_key = ? WHERE name_key = ?"),
    dropNameKey: database.prepare("UPDATE character SET name_key = NULL WHERE name_key = ? AND deleted_at IS NOT NULL"),
    addAccount: database.prepare(
      "INSERT INTO account (name, name_key, password, created_at, last_sign_in_at) VALUES (?, ?, ?, ?, ?)",
    ),
    addCharacter: database.prepare(
      "INSERT INTO character (account, look, created_at, name, name_key, played_at) VALUES (?, ?, ?, ?, ?, ?)",
    ),
    addToken: database.prepare(
      "INSERT INTO token (hash, account, created_at, used_at, expires_at) VALUES (?, ?, ?, ?, ?)",
    ),
    trimTokens: database.prepare(
      `DELETE FROM token WHERE account = ? AND hash NOT IN
       (SELECT hash FROM token WHERE account = ? ORDER BY used_at DESC, created_at DESC LIMIT ?)`,
    ),
    renewToken: database.prepare("UPDATE token SET used_at = ?, expires_at = ? WHERE hash = ?"),
    dropToken: database.prepare("DELETE FROM token WHERE hash = ?"),
    dropTokens: database.prepare("DELETE FROM token WHERE account = ?"),
    signedIn: database.prepare("UPDATE account SET last_sign_in_at = ? WHERE id = ?"),
    countTokens: database.prepare("SELECT count(*) AS count FROM token WHERE account = ? AND expires_at > ?"),
    rename: database.prepare("UPDATE account SET name = ?, name_key = ? WHERE id = ?"),
    setPassword: database.prepare("UPDATE account SET password = ? WHERE id = ?"),
    findCount: database.prepare(`SELECT count(*) AS count FROM ${FOUND}`),
    find: database.prepare(
      `SELECT account.id AS account, coalesce(character.id, 0) AS character, account.name AS account_name,
         coalesce(character.name, account.name) AS name, account.password IS NULL AS guest, account.created_at,
         coalesce(character.played_at, account.last_sign_in_at) AS last_sign_in_at
       FROM ${FOUND} ORDER BY account.name_key, character.id LIMIT ?2 OFFSET ?3`,
    ),
    pruneTokens: database.prepare("DELETE FROM token WHERE expires_at <= ?"),
    pruneGuests: database.prepare(
      `DELETE FROM account WHERE password IS NULL AND last_sign_in_at <= ?
       AND NOT EXISTS (SELECT 1 FROM token WHERE token.account = account.id)`,
    ),
  };
}

/** The statements by name. */
export type AccountsSql = Readonly<Record<keyof ReturnType<typeof prepareAccounts>, StatementSync>>;

/** An account of a row. */
export function accountOf(row: Record<string, unknown>): AccountFound {
  return {
    account: Number(row.account),
    name: String(row.name),
    password: row.password === null ? null : String(row.password),
    lastSignInAt: Number(row.last_sign_in_at),
  };
}
