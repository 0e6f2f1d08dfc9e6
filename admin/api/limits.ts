/** The limits of the admin API, each with its unit. */
import { assert } from "../../world/base/assert.ts";

/** Bytes of a request's body. The largest honest one is a broadcast: 200 letters of JSON. */
export const BODY_BYTES_MAX = 8192;
/** Time for a request's head, and for the whole of it, in milliseconds. */
export const HEAD_MS_MAX = 5_000;
export const REQUEST_MS_MAX = 10_000;
/** Connections that are open at once, live channels included. */
export const CONNECTIONS_MAX = 256;

/** Letters of a password for staff. */
export const PASSWORD_LETTERS_MIN = 10;
export const PASSWORD_LETTERS_MAX = 200;
/** Letters of the reason that a kicked player reads. */
export const REASON_LETTERS_MAX = 120;

/** Wrong passwords for one account, and from one address, before it has to wait. */
export const ACCOUNT_FAILURES_FREE = 5;
export const ADDRESS_FAILURES_FREE = 10;
/** The first wait in seconds. It doubles with each further failure, up to the longest. */
export const WAIT_SECONDS_FIRST = 30;
export const WAIT_SECONDS_MAX = 900;
/** Failures are forgotten after this long without a new one. */
export const FAILURES_KEPT_SECONDS = 3600;
/** Accounts and addresses whose failures are counted at once; beyond it the oldest are forgotten. */
export const FAILURES_TRACKED_MAX = 10_000;
/** Sign-ins that are checked at once: hashing a password costs tens of milliseconds. */
export const SIGN_INS_AT_ONCE_MAX = 4;

/** A staff session ends after this long without use. Storage holds the same limit. */
export const SESSION_IDLE_SECONDS = 12 * 3600;
/** A session that was found good is not asked about again for this long. */
export const SESSION_TRUSTED_MS = 10_000;

/** Seconds of statistics that are kept, one sample each. */
export const HISTORY_SAMPLES_MAX = 600;
/** Rows of one answer of a list. */
export const PLAYER_ROWS_MAX = 500;
export const AUDIT_ROWS_MAX = 200;
export const LOG_LINES_MAX = 1000;
/** Names of characters that were listed lately and are kept for the audit log. */
export const CHARACTER_NAMES_MAX = 20_000;

/** Consoles that are connected at once. */
export const CONSOLES_MAX = 16;
/** Bytes of one message from a console. */
export const CONSOLE_MESSAGE_BYTES_MAX = 1024;
/** Messages from one console per second, and at once. */
export const CONSOLE_MESSAGES_PER_SECOND = 20;
export const CONSOLE_MESSAGES_BURST = 60;
/**
 * A console that has this much unsent is sent no changes: the cells that changed are noted, and their keyframes follow
 * when it has caught up. So it sees fewer steps, never wrong ones, and costs no more memory than the notes.
 */
export const CONSOLE_WAITING_BYTES_MAX = 393_216;
/** Keyframes of one flush to one console: the rest comes with the next ones. */
export const KEYFRAME_BYTES_PER_FLUSH = 262_144;
/** From our close of a live channel until its socket is cut, in milliseconds: closed ones count as connections. */
export const CLOSING_MS = 2_000;
/** A console is asked for a sign of life this often, and closed when it misses two. */
export const HEARTBEAT_MS = 15_000;

/** The inspector's entity is asked for this often. */
export const INSPECT_EVERY_MS = 200;
/** A view at most this wide keeps its place awake; it says so this often. */
export const OBSERVE_METRES_MAX = 600;
export const OBSERVE_EVERY_MS = 3_000;
/** One account's watching is one row of the audit log in this time. */
export const WATCH_AUDIT_MS = 600_000;
/** The world streams all its cells for this long after the last map was closed. */
export const MAP_LINGER_MS = 20_000;

/** Transfers of this many ticks before and after the one that is shown are told with it. */
export const TRANSFERS_AROUND_TICKS = 200;
/** Rows of the ledger in one answer, and transfers that are undone at once. */
export const LEDGER_ROWS_MAX = 200;
export const UNDO_ROWS_MAX = 50;
/** Disk for the past that can be chosen, in MB. Storage holds the same limits. */
export const HISTORY_MB_MIN = 16;
export const HISTORY_MB_MAX = 1_000_000;
/** Spans of the past that wait to be fetched, and for how long, in milliseconds. */
export const EXPORTS_KEPT_MAX = 4;
export const EXPORT_KEPT_MS = 10 * 60_000;

assert(KEYFRAME_BYTES_PER_FLUSH < CONSOLE_WAITING_BYTES_MAX, "one flush of keyframes alone stops no console");
