/** The limits of the world part, each with its unit. */

/** What the world's thread asks to be as against others, where a system has that: 0 is usual, -20 the most. */
export const NICE = -10;

/** Ticks stepped at one go to catch up; what is still missing then is given up and counted as late. */
export const CATCH_UP_TICKS_MAX = 4;

/**
 * With nobody in the world and nobody watching, this many ticks wait and are stepped with the next one: what a thread
 * costs then is mostly that it is woken. Whoever comes wakes it at once.
 */
export const REST_TICKS = 3;

/** Of the time that is left until the next tick, the part in which terrain may be made ahead; and movers looked at. */
export const AHEAD_TIME_MAX = 1 / 4;
export const AHEAD_MOVERS_MAX = 512;

/** Private results that wait for room in a gateway's ring. */
export const PRIVATE_BACKLOG_MAX = 16_384;

/** A subscriber who lost blocks starts again when its ring is at most this full. */
export const RESTART_FILL_MAX = 1 / 4;

/** Room that is left in the ring to storage, in bytes, so that a page never meets a full one. */
export const PAGE_ROOM_BYTES = 4096;

/** Bytes of the land's plan in one page: so many that the allocator gives them back as a whole. */
export const LAND_PAGE_BYTES = 262_144;
/** Chunks that one checkpoint brings, 10 kB each and some 0.05 ms of a tick: beside players, and with nobody on. */
export const LAND_CHUNKS_AT_ONCE_MAX = 8;
export const LAND_CHUNKS_ALONE_MAX = 32;

/** Times that the last checkpoint is tried before the world stops without it. */
export const LAST_CHECKPOINT_TRIES_MAX = 3;

/** While stopping: milliseconds between looks at the rings. */
export const STOPPING_POLL_MS = 5;

/** Results that wait for the disk, of all players; past it, actions that need one are refused. */
export const HELD_RESULTS_MAX = 65_536;
/** Letters of private state in one message of the ring, about: what is more goes in the next one. */
export const OWN_TEXT_LETTERS_MAX = 8_192;
/** When the oldest of them is older than this, in milliseconds, everybody is told. */
export const HELD_LATE_MS = 3_000;

/** Bytes of journal that wait for room in the ring to storage, and how long storage may take with it, in milliseconds. */
export const RECORDS_WAITING_BYTES_MAX = 16 * 1024 * 1024;
export const STORAGE_BEHIND_MS_MAX = 15 * 60_000;

/**
 * A checkpoint is begun early where stepping again what happened since the last one would take this long, in
 * milliseconds, so that a restart stays short; but not within so many seconds of the last one, for it costs a tick.
 */
export const REPLAY_MS_MAX = 400;
export const EARLY_CHECKPOINT_SECONDS_MIN = 10;

/** Seconds between two audits of the ledger. */
export const LEDGER_AUDIT_SECONDS = 10;
