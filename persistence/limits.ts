/** The limits of storage, each with its unit. Relations are asserted below, with the sums beside them. */
import { assert } from "../world/base/assert.ts";

/** The world's file in the data folder. */
export const DATABASE_FILE = "weald.db";

/** Milliseconds in a day. */
export const DAY_MS = 86_400_000;

/** How long SQLite waits for another writer (`weald admin reset-password` beside a served world), in milliseconds. */
export const BUSY_WAIT_MS = 2_000;

/** Pages of 4 KiB after which the write-ahead log is folded into the file: 1,000 pages are 4 MB. */
export const WAL_PAGES = 1_000;
/** After a fold the log file is cut to this many bytes, so that one large checkpoint does not leave a large log behind. */
export const WAL_BYTES_KEPT = 16 * 1024 * 1024;
/** SQLite's page cache, in KiB. The world is read once, at the start; the rest is small rows. */
export const CACHE_KIB = 2_048;

/** A file up to this size is checked page by page when it is opened; a larger one only as it is read. */
export const QUICK_CHECK_BYTES_MAX = 256 * 1024 * 1024;

/** Bytes of one checkpoint held until its end arrives. */
export const CHECKPOINT_BYTES_MAX = 256 * 1024 * 1024;

/**
 * Entries of the journal wait at most this long for others to share a commit with, in milliseconds. Those that somebody
 * waits for do not wait for others.
 */
export const JOURNAL_WAIT_MS = 100;
/** Bytes of one row of the journal, about. */
export const JOURNAL_ROW_BYTES_MAX = 512 * 1024;
/** While the disk does not take the journal, it is tried again after this many milliseconds. */
export const JOURNAL_RETRY_MS = 1_000;
/** Journal that the disk has not taken, in bytes and for so long, after which Weald stops rather than lose more. */
export const JOURNAL_WAITING_BYTES_MAX = 64 * 1024 * 1024;
export const JOURNAL_BEHIND_MS_MAX = 10 * 60_000;
/** An old checkpoint is kept at least this long after the one before, in milliseconds. */
export const KEPT_CHECKPOINT_MS = 10 * 60_000;
/** What is kept of the past if the host says nothing else, in MB (10^6 bytes). */
export const HISTORY_MB_DEFAULT = 1024;
export const HISTORY_MB_MIN = 16;
export const HISTORY_MB_MAX = 1_000_000;

/** Kept checkpoints that are forgotten with one checkpoint: a small new budget is reached step by step. */
export const FORGOTTEN_AT_ONCE_MAX = 4;
/** Alarms that are read for the timeline of the past. */
export const ALARMS_READ_MAX = 500;
/** Rows of the ledger that one search looks at; it says where it ended, and can go on from there. */
export const LEDGER_ROWS_SEARCHED_MAX = 100_000;

/** A page of so many bytes is no part of a table, but of something that is written once. */
export const LARGE_PAGE_BYTES = 128 * 1024;

/**
 * While the world's ring is full during a restore, storage looks again after this many milliseconds, and reads this many
 * bytes ahead: the world makes its terrain meanwhile.
 */
export const RESTORE_RETRY_MS = 2;
export const RESTORE_AHEAD_BYTES_MAX = 8 * 1024 * 1024;

/** Writes that share one transaction at most. */
export const GROUP_COMMIT_MAX = 256;

/** Answers that wait for room in a ring, and how often it is tried, in milliseconds. Past it they are dropped and counted. */
export const ANSWERS_WAITING_MAX = 4_096;
export const ANSWER_RETRY_MS = 5;

/** Sign-ins being worked on at once, from all gateways; past it they are refused with "busy". */
export const SIGN_INS_MAX = 1_024;

/**
 * Cost of a password: scrypt with N = 2^15, r = 8, p = 3, one of the settings of OWASP's password storage cheat sheet.
 * 128 * N * r = 32 MiB of memory and about a quarter of a second of one core each.
 */
export const SCRYPT_LOG_N = 15;
export const SCRYPT_R = 8;
export const SCRYPT_P = 3;
/** What scrypt may allocate, in bytes. */
export const SCRYPT_MEMORY_MAX = 64 * 1024 * 1024;
export const PASSWORD_SALT_BYTES = 16;
export const PASSWORD_HASH_BYTES = 32;
/** Passwords hashed at once, and those that wait for it: the last of 32 waits about 4 seconds. */
export const PASSWORDS_AT_ONCE = 2;
export const PASSWORDS_WAITING_MAX = 32;

/** Letters of a password. */
export const PASSWORD_LETTERS_MIN = 8;
export const PASSWORD_LETTERS_MAX = 200;

/**
 * Wrong passwords for one name, or from one address, before it is locked; the count starts anew after the window.
 * Loopback is free of the second for players: behind a gate on this machine, all of them come from it.
 */
export const NAME_FAILURES_MAX = 8;
export const ADDRESS_FAILURES_MAX = 32;
export const FAILURE_WINDOW_MS = 10 * 60_000;
export const LOCK_MS = 5 * 60_000;
/** New accounts from one address in a window. Loopback is free of it: the host, and gates in front of the server. */
export const NEW_ACCOUNTS_PER_ADDRESS_MAX = 60;
export const NEW_ACCOUNTS_WINDOW_MS = 10 * 60_000;
/** Names and addresses remembered by a limiter; the oldest is forgotten first. */
export const LIMITER_KEYS_MAX = 10_000;

/** Secret part of a token, in bytes: 256 bits cannot be guessed. */
export const TOKEN_BYTES = 32;
export const TOKEN_DAYS = 90;
/** Tokens of one account, one for each device; the oldest is forgotten first. */
export const TOKENS_PER_ACCOUNT_MAX = 8;
/** A guest who has not signed in for so long keeps the character, but the name only until somebody else wants it. */
export const GUEST_NAME_DAYS = 30;
/** The name of a character that was deleted is nobody's for so long, so that nobody can pass for it at once. */
export const DELETED_NAME_DAYS = 30;
/** A token is written anew when it is used, but not more often than this. */
export const TOKEN_RENEW_MS = 3_600_000;
/** A staff session ends after this long without use; its use is written down no more often than every few minutes. */
export const STAFF_SESSION_MS = 12 * 3_600_000;
export const STAFF_RENEW_MS = 5 * 60_000;
export const STAFF_SESSIONS_MAX = 16;

export const ACCOUNTS_MAX = 1_000_000;
export const STAFF_MAX = 100;
/** A guest account whose tokens have all expired is removed, and its name is free again. */
export const HOUSEKEEPING_MS = 3_600_000;

/** Rows of the audit log that are kept, and bytes of the texts of one row. */
export const AUDIT_ROWS_MAX = 1_000_000;
export const AUDIT_TEXT_MAX = 1_024;
/** Rows in one answer to the console. */
export const ROWS_PER_ANSWER_MAX = 500;

assert(
  128 * 2 ** SCRYPT_LOG_N * SCRYPT_R * 1.5 <= SCRYPT_MEMORY_MAX,
  "scrypt's memory with half of it for overhead fits: 48 MiB of 64",
);
assert(TOKEN_RENEW_MS < GUEST_NAME_DAYS * DAY_MS && GUEST_NAME_DAYS <= TOKEN_DAYS, "who comes keeps the name");
assert(TOKEN_RENEW_MS < TOKEN_DAYS * DAY_MS, "a token is renewed before it expires");
