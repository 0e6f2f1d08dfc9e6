/**
 * What goes wrong is kept in the audit log, beside what people did: after a night, the timeline of the past shows when
 * it was. A part that complains without end is kept a few times a minute.
 */
import type { Log } from "./log.ts";
import type { StorageClient } from "./storage_client.ts";

const PER_MINUTE_MAX = 10;
const MINUTE_MS = 60_000;
const LETTERS_MAX = 400;

/** Keeps the errors of a log from now on. Answers how to stop. */
export function keepAlarms(log: Log, storage: StorageClient): () => void {
  let since = 0;
  let count = 0;
  return log.subscribe(({ at, level, part, text }) => {
    if (level !== "error") return;
    if (at - since >= MINUTE_MS) [since, count] = [at, 0];
    if (++count > PER_MINUTE_MAX) return;
    const details = { text: text.split("\n")[0]!.slice(0, LETTERS_MAX) };
    storage.ask("auditAppend", { actor: "system", action: "alarm", target: part, details }).catch((error) => {
      // Not as an error: that would be an alarm of its own.
      log.write("warn", "main", `keep an alarm: ${error instanceof Error ? error.message : error}`);
    });
  });
}
