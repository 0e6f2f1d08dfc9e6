/** The failures of a real disk: full, and read-only. checkpoints.test.ts has a full disk that SQLite only plays. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { openDatabase } from "../../persistence/database.ts";
import { open, page } from "./_fixture.ts";
import { CAN_MOUNT, withDisk } from "./_small_disk.ts";

const ignore = !CAN_MOUNT;
const MIB = 1024 * 1024;

Deno.test({
  name: "a disk that fills up: the old checkpoint stays whole, and the next one is saved when there is room again",
  ignore,
  fn: () =>
    withDisk(2 * MIB, (folder) => {
      const store = open(folder);
      const { checkpoints } = store;
      checkpoints.begin(100, "first");
      checkpoints.page(page("world", 0, 1));
      ok(checkpoints.end(100, 1).ok);
      Deno.writeFileSync(`${folder}/filler`, new Uint8Array(1.5 * MIB));
      const large = Array.from({ length: 100 }, (_, number) => page("world", number, 2, 8000));
      const saveLarge = (tick: number) => {
        checkpoints.begin(tick, "");
        for (const one of large) checkpoints.page(one);
        return checkpoints.end(tick, large.length);
      };
      for (const tick of [200, 300]) {
        const failed = saveLarge(tick);
        ok(!failed.ok);
        match(failed.reason, /the disk is full|the disk reported an error/);
        deepEqual(checkpoints.newest(), { tick: 100, hash: "first" });
      }
      Deno.removeSync(`${folder}/filler`);
      const smaller = page("world", 1, 3);
      checkpoints.begin(400, "");
      checkpoints.page(smaller);
      ok(checkpoints.end(400, 1).ok);
      store.close();
      const again = open(folder);
      equal(again.checkpoints.newest()!.tick, 400);
      deepEqual([...again.checkpoints.pages()].map((one) => one.bytes[0]), [1, 3]);
      again.close();
    }),
});

Deno.test({
  name: "a folder on a read-only disk is refused",
  ignore,
  fn: () =>
    withDisk(MIB, (folder, remount) => {
      open(folder).close();
      remount("ro");
      const opened = openDatabase(folder, { mode: "serve", version: "0.0.0" });
      ok(!opened.ok);
      equal(opened.code, "folder-not-writable");
      match(opened.message, /Choose a folder that you may write to/);
    }),
});

Deno.test({
  name: "a new world on a full disk is refused",
  ignore,
  fn: () =>
    withDisk(65_536, (folder) => {
      const opened = openDatabase(folder, { mode: "serve", version: "0.0.0" });
      ok(!opened.ok);
      equal(opened.code, "disk-full");
    }),
});
