/**
 * Storage: the world's one file. The part runs in its own thread (worker.ts) and is spoken to by messages; what is
 * here for others are the questions it answers and the command line's way to a new password.
 */
export { startStoragePart, type StoragePartLinks } from "./part.ts";
export { type ResetResult, resetStaffPassword } from "./reset_password.ts";
export type { Answered, AskStorage, StorageQuestion, StorageQuestions, StorageReady } from "./questions.ts";
