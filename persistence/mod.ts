/**
 * Storage: the world's one file. The part runs in its own thread (worker.ts) and is spoken to by messages; what is
 * here for others are the questions it answers and the command line's way to a new password.
 */
export { backUp, type BackupResult, restore, type RestoreResult } from "./backup.ts";
export { DATABASE_FILE } from "./limits.ts";
export { type Look, lookAt, type LookResult } from "./look.ts";
export { troubleText } from "./trouble.ts";
export { exportSpan, type SpanExport, type SpanExported } from "./export_span.ts";
export type { LedgerLine, LedgerPage, LedgerQuery } from "./ledger_reader.ts";
export type { JournalWalk, TimedRow, WalkedRow } from "./journal_walk.ts";
export { type AlarmRow, type OpenedPast, openPast, type PastFile, type PastSpan, type TimePoint } from "./past_file.ts";
export { startStoragePart, type StoragePartLinks } from "./part.ts";
export { type ResetResult, resetStaffPassword } from "./reset_password.ts";
export type { Answered, AskStorage, StorageQuestion, StorageQuestions, StorageReady } from "./questions.ts";
