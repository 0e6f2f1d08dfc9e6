/**
 * The tables, as an ordered list of steps: migration n makes a file of version n out of one of version n - 1, in one
 * transaction together with the version's own change. Steps that were released are frozen; a change is a new step.
 *
 * Rules of the tables: STRICT; times are milliseconds since 1970; ids of accounts and characters are never given twice
 * (AUTOINCREMENT), for the world's checkpoint knows characters by them; secrets are stored only as hashes.
 */
import type { DatabaseSync } from "node:sqlite";

/** "WEAL" in a file's header says that it is ours. */
export const APPLICATION_ID = 0x5745_414c;

const VERSION_1 = `
  CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,   -- names.ts: two names that read alike have one key
    password TEXT,                   -- passwords.ts: parameters, salt and hash; NULL for a guest
    created_at INTEGER NOT NULL,
    last_sign_in_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE character (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    look INTEGER NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX character_account ON character (account);

  CREATE TABLE token (
    hash BLOB PRIMARY KEY,           -- SHA-256 of the token
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX token_account ON token (account);
  CREATE INDEX token_expires ON token (expires_at);

  CREATE TABLE staff (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    password TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE staff_session (
    hash BLOB PRIMARY KEY,
    staff INTEGER NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX staff_session_staff ON staff_session (staff);

  CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    details TEXT NOT NULL            -- a JSON object
  ) STRICT;

  -- The newest checkpoint: one row here, and its pages, each with the tick at which it was last written.
  CREATE TABLE checkpoint (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    tick INTEGER NOT NULL,
    hash TEXT NOT NULL,
    saved_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE checkpoint_page (
    section TEXT NOT NULL,
    page INTEGER NOT NULL,
    tick INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (section, page)
  ) STRICT;
`;

const VERSION_2 = `
  -- Versions that the newest checkpoint was made by; 0: not known.
  ALTER TABLE checkpoint ADD COLUMN rules INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE checkpoint ADD COLUMN terrain INTEGER NOT NULL DEFAULT 0;

  -- Entries of ticks (world/journal.ts), a row for each commit. The checksum is over the row and the one before it.
  CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    first_tick INTEGER NOT NULL,
    last_tick INTEGER NOT NULL,
    rules INTEGER NOT NULL,
    terrain INTEGER NOT NULL,
    written_at INTEGER NOT NULL,
    previous TEXT NOT NULL,
    checksum TEXT NOT NULL,
    bytes BLOB NOT NULL
  ) STRICT;
  CREATE INDEX journal_last_tick ON journal (last_tick);

  -- What a host gave up with --recover from-checkpoint. Nothing reads it; it is kept for whoever looks into it.
  CREATE TABLE journal_given_up (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    first_tick INTEGER NOT NULL,
    last_tick INTEGER NOT NULL,
    rules INTEGER NOT NULL,
    terrain INTEGER NOT NULL,
    written_at INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    given_up_at INTEGER NOT NULL
  ) STRICT;

  -- Old checkpoints (history.ts), and the pages of theirs that were replaced since.
  CREATE TABLE kept_checkpoint (
    tick INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    rules INTEGER NOT NULL,
    terrain INTEGER NOT NULL,
    saved_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE kept_page (
    section TEXT NOT NULL,
    page INTEGER NOT NULL,
    from_tick INTEGER NOT NULL,
    until_tick INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (section, page, from_tick)
  ) STRICT;
  CREATE INDEX kept_page_until_tick ON kept_page (until_tick);
`;

const VERSION_3 = `
  -- Every transfer there ever was (world/ledger). Accounts in words: "character 12", "pile 131094", "mint".
  CREATE TABLE ledger (
    entry INTEGER PRIMARY KEY,
    tick INTEGER NOT NULL,
    actor INTEGER NOT NULL,          -- a character, or 0: the world itself
    why TEXT NOT NULL,
    what TEXT NOT NULL,
    amount INTEGER NOT NULL,
    from_account TEXT NOT NULL,
    to_account TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ledger_from ON ledger (from_account);
  CREATE INDEX ledger_to ON ledger (to_account);
  CREATE TRIGGER ledger_stays BEFORE UPDATE ON ledger BEGIN SELECT raise(ABORT, 'ledger rows do not change'); END;
  CREATE TABLE ledger_given_up (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL,
    tick INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    why TEXT NOT NULL,
    what TEXT NOT NULL,
    amount INTEGER NOT NULL,
    from_account TEXT NOT NULL,
    to_account TEXT NOT NULL,
    given_up_at INTEGER NOT NULL
  ) STRICT;
`;

const VERSION_4 = `
  -- Transfers by numbers: what (from 2^20 on one single thing, whose rows are its biography) and the kind of it.
  CREATE TABLE ledger_by_number (
    entry INTEGER PRIMARY KEY,
    tick INTEGER NOT NULL,
    actor INTEGER NOT NULL,          -- a character, or 0: the world itself
    why TEXT NOT NULL,
    what INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    from_account TEXT NOT NULL,
    to_account TEXT NOT NULL
  ) STRICT;
  INSERT INTO ledger_by_number SELECT entry, tick, actor, why, number, number, amount, from_account, to_account FROM (
    SELECT *, CASE what WHEN 'coin' THEN 1 WHEN 'apple' THEN 2 WHEN 'stone' THEN 3 ELSE 4 END AS number FROM ledger);
  DROP TABLE ledger;
  ALTER TABLE ledger_by_number RENAME TO ledger;
  CREATE INDEX ledger_from ON ledger (from_account);
  CREATE INDEX ledger_to ON ledger (to_account);
  CREATE INDEX ledger_what ON ledger (what) WHERE what >= 1048576;
  CREATE INDEX ledger_actor ON ledger (actor) WHERE actor <> 0;
  CREATE TRIGGER ledger_stays BEFORE UPDATE ON ledger BEGIN SELECT raise(ABORT, 'ledger rows do not change'); END;
  CREATE TABLE ledger_given_up_by_number (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL,
    tick INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    why TEXT NOT NULL,
    what INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    from_account TEXT NOT NULL,
    to_account TEXT NOT NULL,
    given_up_at INTEGER NOT NULL
  ) STRICT;
  INSERT INTO ledger_given_up_by_number
    SELECT id, entry, tick, actor, why, number, number, amount, from_account, to_account, given_up_at FROM (
      SELECT *, CASE what WHEN 'coin' THEN 1 WHEN 'apple' THEN 2 WHEN 'stone' THEN 3 ELSE 4 END AS number
      FROM ledger_given_up);
  DROP TABLE ledger_given_up;
  ALTER TABLE ledger_given_up_by_number RENAME TO ledger_given_up;
`;

/** An account has several characters, each with a name of its own; those there were have that of their account. */
const VERSION_5 = `
  ALTER TABLE character ADD COLUMN name TEXT NOT NULL DEFAULT '';
  ALTER TABLE character ADD COLUMN name_key TEXT;          -- as of accounts; NULL: the name is free again
  ALTER TABLE character ADD COLUMN played_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE character ADD COLUMN deleted_at INTEGER;     -- NULL: it lives
  UPDATE character SET (name, name_key, played_at) =
    (SELECT account.name, account.name_key, account.last_sign_in_at FROM account WHERE account.id = character.account);
  CREATE UNIQUE INDEX character_name ON character (name_key);
  ALTER TABLE token ADD COLUMN character INTEGER;          -- whom it plays; NULL: not chosen yet
  UPDATE token SET character = (SELECT character.id FROM character WHERE character.account = token.account);
`;

/** SQL of each step; the first makes version 1 out of an empty file. */
export const MIGRATIONS: readonly string[] = [VERSION_1, VERSION_2, VERSION_3, VERSION_4, VERSION_5];

/** The version that this program writes and the newest that it reads. */
export const VERSION_NEWEST = MIGRATIONS.length;

/** Brings a file of `version` up to the newest, step by step. */
export function migrate(database: DatabaseSync, version: number, steps: readonly string[] = MIGRATIONS): void {
  for (let next = version + 1; next <= steps.length; next++) {
    // Outside the transaction: inside one, SQLite ignores it. Steps may rebuild tables that others refer to.
    database.exec("PRAGMA foreign_keys = OFF");
    database.exec("BEGIN IMMEDIATE");
    try {
      database.exec(steps[next - 1]!);
      // Pragmas take no parameters; both are integers of ours.
      database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${next}`);
      database.exec("COMMIT");
    } catch (error) {
      rollBack(database);
      throw error;
    }
  }
}

/** Ends a failed transaction. SQLite ends some of them itself (a full disk, say): no transaction then is no failure. */
export function rollBack(database: DatabaseSync): void {
  try {
    database.exec("ROLLBACK");
  } catch (error) {
    if (!(error instanceof Error && /no transaction is active/.test(error.message))) throw error;
  }
}
