import { DatabaseSync } from "node:sqlite";
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { openDatabase, type OpenOptions } from "../../persistence/database.ts";
import { DATABASE_FILE } from "../../persistence/limits.ts";
import { APPLICATION_ID, MIGRATIONS, VERSION_NEWEST } from "../../persistence/migrations.ts";
import { CAN_MOUNT, withDisk } from "./disk.ts";
import { open, page, withFolder } from "./_fixture.ts";

const SERVE: OpenOptions = { mode: "serve", version: "0.0.0" };
const BESIDE: OpenOptions = { mode: "beside", version: "" };

/** Opens and closes; what came of it. */
function tryOpen(folder: string, options = SERVE): { code: string; message: string } | { version: number } {
  const opened = openDatabase(folder, options);
  if (!opened.ok) return { code: opened.code, message: opened.message };
  opened.database.close();
  opened.lock?.release();
  return { version: opened.version };
}

function refusal(folder: string, options = SERVE): { code: string; message: string } {
  const result = tryOpen(folder, options);
  ok("code" in result, "opening is refused");
  return result;
}

function withFile(folder: string, run: (file: DatabaseSync) => void): void {
  const file = new DatabaseSync(`${folder}/${DATABASE_FILE}`);
  run(file);
  file.close();
}

Deno.test("an empty folder gets a file of the newest version, which opens again", () =>
  withFolder((folder) => {
    deepEqual(tryOpen(folder), { version: VERSION_NEWEST });
    withFile(folder, (file) => {
      equal(file.prepare("PRAGMA application_id").get()!.application_id, APPLICATION_ID);
      equal(file.prepare("PRAGMA user_version").get()!.user_version, VERSION_NEWEST);
      equal(file.prepare("PRAGMA journal_mode").get()!.journal_mode, "wal");
    });
    deepEqual(tryOpen(folder), { version: VERSION_NEWEST });
    deepEqual(tryOpen(folder, BESIDE), { version: VERSION_NEWEST });
  }));

Deno.test("a folder that is not there is made", () =>
  withFolder((folder) => {
    deepEqual(tryOpen(`${folder}/some/where`), { version: VERSION_NEWEST });
  }));

Deno.test("every commit is flushed, and references between tables are checked", () =>
  withFolder((folder) => {
    const opened = openDatabase(folder, SERVE);
    ok(opened.ok);
    equal(opened.database.prepare("PRAGMA synchronous").get()!.synchronous, 2);
    equal(opened.database.prepare("PRAGMA foreign_keys").get()!.foreign_keys, 1);
    opened.database.close();
    opened.lock?.release();
  }));

Deno.test("an empty file, left by a crash at the very beginning, is a new world", () =>
  withFolder((folder) => {
    Deno.writeFileSync(`${folder}/${DATABASE_FILE}`, new Uint8Array());
    deepEqual(tryOpen(folder), { version: VERSION_NEWEST });
  }));

Deno.test("a file of a newer version is refused and left as it was", () =>
  withFolder((folder) => {
    tryOpen(folder);
    withFile(folder, (file) => file.exec(`PRAGMA user_version = ${VERSION_NEWEST + 1}`));
    const before = Deno.readFileSync(`${folder}/${DATABASE_FILE}`);
    const { code, message } = refusal(folder);
    equal(code, "newer-file");
    match(message, /written by a newer Weald .*Start it with that newer Weald/);
    deepEqual(Deno.readFileSync(`${folder}/${DATABASE_FILE}`), before);
  }));

Deno.test("another program's SQLite file is refused and left as it was", () =>
  withFolder((folder) => {
    withFile(folder, (file) => file.exec("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('mine')"));
    const before = Deno.readFileSync(`${folder}/${DATABASE_FILE}`);
    const { code, message } = refusal(folder);
    equal(code, "not-a-weald-file");
    match(message, /is not a Weald world/);
    deepEqual(Deno.readFileSync(`${folder}/${DATABASE_FILE}`), before);
  }));

Deno.test("a text file is refused and left as it was", () =>
  withFolder((folder) => {
    const text = "Not a database at all.\n".repeat(500);
    Deno.writeTextFileSync(`${folder}/${DATABASE_FILE}`, text);
    equal(refusal(folder).code, "not-a-weald-file");
    equal(Deno.readTextFileSync(`${folder}/${DATABASE_FILE}`), text);
  }));

Deno.test("a truncated file is refused with what can be done", () =>
  withFolder((folder) => {
    const store = open(folder);
    store.checkpoints.begin(1, "");
    for (let number = 0; number < 50; number++) store.checkpoints.page(page("entities", number, number, 4000));
    ok(store.checkpoints.end(1, 50).ok);
    store.close();
    const path = `${folder}/${DATABASE_FILE}`;
    Deno.truncateSync(path, Math.floor(Deno.statSync(path).size / 2 / 4096) * 4096);
    const { code, message } = refusal(folder);
    equal(code, "damaged-file");
    match(message, /is damaged .*from a backup/);
  }));

Deno.test("a file with a page of rubbish is refused", () =>
  withFolder((folder) => {
    tryOpen(folder);
    const path = `${folder}/${DATABASE_FILE}`;
    const file = Deno.openSync(path, { write: true });
    file.seekSync(2 * 4096, Deno.SeekMode.Start);
    file.writeSync(new Uint8Array(4096).fill(0xa5));
    file.close();
    equal(refusal(folder).code, "damaged-file");
  }));

Deno.test("a file where the folder should be is refused", () =>
  withFolder((folder) => {
    Deno.writeTextFileSync(`${folder}/weald-data`, "");
    const { code, message } = refusal(`${folder}/weald-data`);
    equal(code, "folder-not-writable");
    match(message, /Choose a folder that you may write to/);
  }));

Deno.test("beside a server nothing is made and nothing is migrated", () =>
  withFolder((folder) => {
    equal(refusal(folder, BESIDE).code, "no-world");
    deepEqual([...Deno.readDirSync(folder)], []);
    tryOpen(folder);
    const more = [...MIGRATIONS, "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT"];
    const { code, message } = refusal(folder, { ...BESIDE, migrations: more });
    equal(code, "file-error");
    match(message, /Start Weald once/);
  }));

Deno.test("a migration keeps a copy of the file as it was", () =>
  withFolder((folder) => {
    tryOpen(folder);
    const more = [...MIGRATIONS, "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; INSERT INTO later VALUES (7)"];
    deepEqual(tryOpen(folder, { ...SERVE, migrations: more }), { version: VERSION_NEWEST + 1 });
    withFile(folder, (file) => equal(file.prepare("SELECT id FROM later").get()!.id, 7));
    const copy = new DatabaseSync(`${folder}/${DATABASE_FILE}.version-${VERSION_NEWEST}`);
    equal(copy.prepare("PRAGMA user_version").get()!.user_version, VERSION_NEWEST);
    equal(copy.prepare("SELECT count(*) AS count FROM sqlite_schema WHERE name = 'later'").get()!.count, 0);
    copy.close();
  }));

Deno.test("a migration that fails in its middle changes nothing", () =>
  withFolder((folder) => {
    tryOpen(folder);
    const broken = [...MIGRATIONS, "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE account (id)"];
    const { code } = refusal(folder, { ...SERVE, migrations: broken });
    equal(code, "file-error");
    withFile(folder, (file) => {
      equal(file.prepare("PRAGMA user_version").get()!.user_version, VERSION_NEWEST);
      equal(file.prepare("SELECT count(*) AS count FROM sqlite_schema WHERE name = 'later'").get()!.count, 0);
    });
    deepEqual(tryOpen(folder), { version: VERSION_NEWEST });
  }));

Deno.test("the tables of version 1 are frozen", () => {
  // Files of version 1 are out there: their tables change by a new migration, never by this one.
  let hash = 0;
  for (const letter of MIGRATIONS[0]!.replace(/--.*$/gm, "").replace(/\s+/g, " ")) {
    hash = Math.imul(hash ^ letter.charCodeAt(0), 0x0100_0193) >>> 0;
  }
  equal(hash.toString(16), "f64c2c93");
});

if (CAN_MOUNT) {
  Deno.test("a folder on a read-only disk is refused", () =>
    withDisk(1024 * 1024, (folder, remount) => {
      open(folder).close();
      remount("ro");
      const opened = openDatabase(folder, { mode: "serve", version: "0.0.0" });
      ok(!opened.ok);
      equal(opened.code, "folder-not-writable");
      match(opened.message, /Choose a folder that you may write to/);
    }));

  Deno.test("a new world on a full disk is refused", () =>
    withDisk(65_536, (folder) => {
      const opened = openDatabase(folder, { mode: "serve", version: "0.0.0" });
      ok(!opened.ok);
      equal(opened.code, "disk-full");
    }));
} else {
  console.log("not run here: a small disk and a read-only one (it takes root on Linux to mount them)");
}
