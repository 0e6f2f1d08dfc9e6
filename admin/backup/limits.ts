/** The limits of backups by the clock. */

/** Bytes that stay free beside a backup: the world's own file must be able to grow. */
export const BACKUP_FREE_BYTES_MIN = 256 * 1024 * 1024;
/** One that is overdue at the start is made after this many milliseconds: not while everybody comes back. */
export const BACKUP_RETRY_MS = 60_000;
/** What holds if the host says nothing else. */
export const BACKUP_EVERY_MINUTES_DEFAULT = 1440;
export const BACKUP_KEEP_DEFAULT = 7;
