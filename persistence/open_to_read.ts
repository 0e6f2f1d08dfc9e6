/** Opens a world's file to read it and nothing else, beside whoever serves it. */
import { DatabaseSync } from "node:sqlite";
import { BUSY_WAIT_MS } from "./limits.ts";
import { APPLICATION_ID, VERSION_NEWEST } from "./migrations.ts";
import { troubleText } from "./trouble.ts";

/** The open file, or why it cannot be read, as a sentence. */
export type OpenedToRead =
  | { readonly ok: true; readonly database: DatabaseSync }
  | { readonly ok: false; readonly message: string };

/** Opens the file at `path`, if it is a world of the version that this program writes. */
export function openToRead(path: string): OpenedToRead {
  const wrong = (why: string): OpenedToRead => ({ ok: false, message: `Cannot read ${path}: ${why}.` });
  let database: DatabaseSync | null = null;
  try {
    if (!Deno.statSync(path).isFile) return wrong("it is no file");
    database = new DatabaseSync(path, { readOnly: true });
    database.exec(`PRAGMA busy_timeout = ${BUSY_WAIT_MS}`);
    const pragma = (name: string) => Number(Object.values(database!.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
    const version = pragma("user_version");
    if (pragma("application_id") === APPLICATION_ID && version === VERSION_NEWEST) return { ok: true, database };
    let problem = "it is of an older Weald; start this one with it once";
    if (pragma("application_id") !== APPLICATION_ID) problem = "it is not a Weald world";
    else if (version > VERSION_NEWEST) problem = "it was written by a newer Weald";
    database.close();
    return wrong(problem);
  } catch (error) {
    database?.close();
    if (error instanceof Deno.errors.NotFound) return wrong("there is no such file");
    return wrong(troubleText(error));
  }
}
