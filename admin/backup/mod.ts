/** Backups by the clock. */
export { type BackupDone, type BackupJob, type BackupOptions, BackupSchedule, type BackupStarter } from "./schedule.ts";
export { BACKUP_EVERY_MINUTES_DEFAULT, BACKUP_KEEP_DEFAULT } from "./limits.ts";
