/**
 * Storage: the world's one file. The part runs in its own thread (worker.ts) and is spoken to by messages; what is
 * here for others are the questions it answers and the command line's way to a new password.
 */
export { backUp, type BackupResult, restore, type RestoreResult } from "./backup.ts";
export { DATABASE_FILE } from "./database.ts";
export { type Look, lookAt, type LookResult, troubleText } from "./look.ts";
export { startStoragePart, type StoragePartLinks } from "./part.ts";
export { type ResetResult, resetStaffPassword } from "./reset_password.ts";
export type { Answered, AskStorage, StorageQuestion, StorageQuestions, StorageReady } from "./questions.ts";
