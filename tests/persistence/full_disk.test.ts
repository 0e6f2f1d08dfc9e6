/** A full disk at each step of a checkpoint, a migration, a backup and a restore: a sentence, nothing lost, and on it goes. */
import { DatabaseSync } from "node:sqlite";
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { backUp, restore } from "../../persistence/backup.ts";
import { openDatabase } from "../../persistence/database.ts";
import { DATABASE_FILE } from "../../persistence/limits.ts";
import { MIGRATIONS, VERSION_NEWEST } from "../../persistence/migrations.ts";
import type { Store } from "../../persistence/store.ts";
import { emptyDisk, fillDisk, open, page, withFolder, withStore } from "./_fixture.ts";
import { CAN_MOUNT, withDisk } from "./disk.ts";
import { withoutRoomAt } from "./no_room.ts";

const AT = new Date(Date.UTC(2030, 0, 1));
/** More steps or pages than any of this takes: a loop that comes so far does not end. */
const TRIED_MAX = 500;

function save(store: Store, tick: number, pages = 3) {
  store.checkpoints.begin(tick, `hash ${tick}`);
  for (let number = 0; number < pages; number++) store.checkpoints.page(page("world", number, tick, 4000));
  return store.checkpoints.end(tick, pages);
}

/** Makes a world whose newest checkpoint is of this tick. */
function makeWorld(folder: string, tick: number): void {
  const store = open(folder);
  ok(save(store, tick).ok);
  store.close();
}

/** The tick that a file was saved at, if it is sound; what is wrong else. */
function savedTick(path: string): number | string {
  const file = new DatabaseSync(path);
  try {
    const [found] = Object.values(file.prepare("PRAGMA integrity_check(1)").get()!);
    return found === "ok" ? Number(file.prepare("SELECT tick FROM checkpoint").get()?.tick) : String(found);
  } finally {
    file.close();
  }
}

const isSound = (path: string) => typeof savedTick(path) === "number" ? "" : "it is not sound";

/** The files of a folder, without the lock. */
const names = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).filter(isNoLock).sort();
const isNoLock = (name: string) => name !== "weald.lock";

/** Tries with no room at the first step, at the second and so on, until there are no more; answers how many there were. */
function atEachStep(attempt: (nth: number) => boolean): number {
  for (let nth = 1; nth < TRIED_MAX; nth++) if (!attempt(nth)) return nth - 1;
  throw new Error("there is no end of steps");
}

Deno.test("D7 a checkpoint on a disk that is full at any of its pages or statements: the one before stays, the next one is saved", () =>
  withStore(({ store }) => {
    ok(save(store, 100).ok);
    const isThere = () => {
      equal(store.checkpoints.newest()!.tick, 100);
      deepEqual(
        [...store.checkpoints.pages()].map(({ bytes }) => [bytes.length, bytes[0]]),
        Array(3).fill([4000, 100]),
      );
    };
    const pages = atEachStep((nth) => {
      fillDisk(store, nth - 1);
      const saved = save(store, 200, 40);
      emptyDisk(store);
      if (saved.ok) return false;
      match(saved.reason, /^the disk is full/);
      isThere();
      return true;
    });
    ok(pages > 30, `${pages} pages`);
    ok(save(store, 100).ok);
    const kept = [...store.checkpoints.pages()].slice(0, 3);
    const steps = atEachStep((nth) => {
      const { result, hadStep } = withoutRoomAt(nth, () => save(store, 300));
      equal(result.ok, !hadStep);
      if (result.ok) return false;
      match(result.reason, /^the disk is full/);
      equal(store.checkpoints.newest()!.tick, 100);
      deepEqual([...store.checkpoints.pages()].slice(0, 3), kept);
      return true;
    });
    ok(steps >= 6, `${steps} steps: a begin, three pages, the tick, a commit`);
    equal(store.checkpoints.newest()!.tick, 300);
  }));

/** A file of version 1 with an account in it. */
function makeOldWorld(folder: string): void {
  const opened = openDatabase(folder, { mode: "serve", version: "0.0.0", migrations: MIGRATIONS.slice(0, 1) });
  ok(opened.ok);
  opened.database.exec("INSERT INTO meta VALUES ('kept', 'all of it')");
  opened.database.close();
  opened.lock?.release();
}

const keptNote = (path: string) => {
  const file = new DatabaseSync(path);
  try {
    return file.prepare("SELECT value FROM meta WHERE name = 'kept'").get()!.value;
  } finally {
    file.close();
  }
};

/** Brings a file up to date; what it says if that fails. */
function bringUpToDate(folder: string, migrations = MIGRATIONS): { code: string; message: string } | null {
  const opened = openDatabase(folder, { mode: "serve", version: "0.0.0", migrations });
  if (!opened.ok) return opened;
  equal(opened.version, VERSION_NEWEST);
  opened.database.close();
  opened.lock?.release();
  return null;
}

/** A migration that failed: said, nothing lost, no room taken by half a copy, and done once there is room. */
function expectAsBefore(folder: string, failed: { code: string; message: string }): void {
  equal(failed.code, "disk-full", failed.message);
  match(failed.message, /the disk is full.* Free some space and start Weald again\.$/);
  equal(names(folder).some((name) => name.endsWith(".unfinished")), false);
  equal(keptNote(`${folder}/${DATABASE_FILE}`), "all of it");
  equal(bringUpToDate(folder), null);
  equal(keptNote(`${folder}/${DATABASE_FILE}`), "all of it");
}

Deno.test("D14 a migration on a disk that is full at any of its pages or steps: a sentence, nothing lost, done at the next start", () =>
  withFolder((root) => {
    makeOldWorld(`${root}/old`);
    const copyOf = (name: string) => {
      Deno.mkdirSync(`${root}/${name}`);
      Deno.copyFileSync(`${root}/old/${DATABASE_FILE}`, `${root}/${name}/${DATABASE_FILE}`);
      return `${root}/${name}`;
    };
    const before = Deno.statSync(`${root}/old/${DATABASE_FILE}`).size / 4096;
    const pages = atEachStep((nth) => {
      const folder = copyOf(`pages ${nth}`);
      const limited = MIGRATIONS.map((sql) => `PRAGMA max_page_count = ${before + nth - 1}; ${sql}`);
      const failed = bringUpToDate(folder, limited);
      if (failed === null) return false;
      equal(keptNote(`${folder}/${DATABASE_FILE}.version-1`), "all of it");
      expectAsBefore(folder, failed);
      return true;
    });
    ok(pages > 5, `${pages} pages`);
    const steps = atEachStep((nth) => {
      const folder = copyOf(`steps ${nth}`);
      const { result: failed, hadStep } = withoutRoomAt(nth, () => bringUpToDate(folder));
      equal(failed === null, !hadStep);
      if (failed === null) return false;
      expectAsBefore(folder, failed);
      return true;
    });
    ok(steps >= 3, `${steps} steps: the lock, the copy, its name`);
  }));

Deno.test("D14 a file whose log cannot be folded into it is not migrated: its copy would lack what is in the log", () =>
  withFolder((folder) => {
    makeOldWorld(folder);
    const other = new DatabaseSync(`${folder}/${DATABASE_FILE}`);
    other.exec("INSERT INTO meta VALUES ('late', 'in the log')");
    const failed = bringUpToDate(folder);
    match(failed!.message, /its log could not be folded into it: another program has it open/);
    other.close();
    equal(bringUpToDate(folder), null);
    equal(keptNote(`${folder}/${DATABASE_FILE}.version-1`), "all of it");
  }));

Deno.test("D8 a backup on a disk that is full at any of its steps: a sentence, no half copy, and the next one is made", () =>
  withFolder((root) => {
    makeWorld(`${root}/data`, 100);
    Deno.mkdirSync(`${root}/backups`);
    const to = `${root}/backups/copy.db`;
    const steps = atEachStep((nth) => {
      const { result, hadStep } = withoutRoomAt(nth, () => backUp(`${root}/data`, to, isSound));
      equal(result.ok, !hadStep);
      if (result.ok) return false;
      match(result.message, /^Cannot make the backup .*copy\.db: the disk is full/);
      deepEqual(names(`${root}/backups`), []);
      return true;
    });
    ok(steps >= 3, `${steps} steps: the copy, its flush, its name`);
    equal(savedTick(to), 100);
    equal(savedTick(`${root}/data/${DATABASE_FILE}`), 100);
  }));

Deno.test("D9 a restore on a disk that is full at any of its steps: a sentence, the old world and its log stay, and the next one is done", () =>
  withFolder((root) => {
    makeWorld(`${root}/other`, 200);
    ok(backUp(`${root}/other`, `${root}/copy.db`, isSound).ok);
    // As a server leaves it that is killed: the newest checkpoint is in the log.
    makeWorld(`${root}/served`, 90);
    const store = open(`${root}/served`);
    ok(save(store, 100).ok);
    Deno.mkdirSync(`${root}/data`);
    for (const end of ["", "-wal"]) {
      Deno.copyFileSync(`${root}/served/${DATABASE_FILE}${end}`, `${root}/data/${DATABASE_FILE}${end}`);
    }
    store.close();
    const files = () => names(`${root}/data`).map((name) => [name, Deno.readFileSync(`${root}/data/${name}`)]);
    const before = files();
    equal(before.length, 2);
    let kept = "";
    const steps = atEachStep((nth) => {
      const attempt = () => restore(`${root}/copy.db`, `${root}/data`, true, isSound, AT);
      const { result, hadStep } = withoutRoomAt(nth, attempt);
      equal(result.ok, !hadStep);
      if (result.ok) {
        kept = result.kept;
        return false;
      }
      match(result.message, /^Cannot restore .*copy\.db: the disk is full/);
      deepEqual(files(), before);
      return true;
    });
    ok(steps >= 6, `${steps} steps: the lock, the copy, its flush, three names`);
    equal(savedTick(`${root}/data/${DATABASE_FILE}`), 200);
    equal(savedTick(kept), 100);
  }));

if (CAN_MOUNT) {
  Deno.test("D8 D9 D14 a small disk itself: neither backup nor restore nor migration fits, and all go when there is room", () =>
    withFolder((root) =>
      withDisk(256 * 1024, (disk) => {
        const store = open(`${root}/data`);
        ok(save(store, 100, 60).ok);
        store.close();
        const made = backUp(`${root}/data`, `${disk}/copy.db`, isSound);
        match(made.ok ? "" : made.message, /the disk is full/);
        ok(backUp(`${root}/data`, `${root}/copy.db`, isSound).ok);
        const restored = restore(`${root}/copy.db`, `${disk}/data`, false, isSound, AT);
        match(restored.ok ? "" : restored.message, /the disk is full/);
        deepEqual(names(`${disk}/data`), []);
        makeOldWorld(`${root}/old`);
        Deno.copyFileSync(`${root}/old/${DATABASE_FILE}`, `${disk}/data/${DATABASE_FILE}`);
        const filler = `${disk}/filler`;
        const room = 256 * 1024 - Deno.statSync(`${disk}/data/${DATABASE_FILE}`).size;
        // Room for the index of the log, and not for a copy.
        Deno.writeFileSync(filler, new Uint8Array(Math.max(0, room - 44 * 1024)));
        const failed = bringUpToDate(`${disk}/data`);
        equal(failed?.code, "disk-full", JSON.stringify(failed));
        deepEqual(names(`${disk}/data`).filter((name) => name.endsWith(".unfinished")), []);
        Deno.removeSync(filler);
        equal(keptNote(`${disk}/data/${DATABASE_FILE}`), "all of it");
      })
    ));
} else {
  console.log("not run here: a small disk (it takes root on Linux to mount one)");
}
