import { deepEqual, equal, match, ok, throws } from "node:assert/strict";
import type { Store } from "../../persistence/store.ts";
import { TERRAIN_SECTIONS } from "../../world/section_names.ts";
import { CAN_MOUNT, withDisk } from "./disk.ts";
import { emptyDisk, fillDisk, open, page, withFolder, withStore } from "./_fixture.ts";

function save(store: Store, tick: number, pages: ReturnType<typeof page>[]) {
  store.checkpoints.begin(tick, `hash ${tick}`);
  for (const one of pages) store.checkpoints.page(one);
  return store.checkpoints.end(tick, pages.length);
}

/** Section, number and first byte of every page. */
function content(store: Store): [string, number, number][] {
  return [...store.checkpoints.pages()].map(({ section, page, bytes }) => [section, page, bytes[0]!]);
}

Deno.test("a new file has no checkpoint", () =>
  withStore(({ store }) => {
    equal(store.checkpoints.newest(), null);
    deepEqual(content(store), []);
  }));

Deno.test("a checkpoint replaces the pages it brings and keeps the others", () =>
  withStore(({ store }) => {
    ok(save(store, 100, [page("entities", 0, 1), page("entities", 1, 1), page("world", 0, 1)]).ok);
    const second = save(store, 200, [page("entities", 1, 2), page("entities", 2, 2)]);
    ok(second.ok && second.pages === 2);
    deepEqual(store.checkpoints.newest(), { tick: 200, hash: "hash 200", rules: 0, terrain: 0 });
    deepEqual(content(store), [["entities", 0, 1], ["entities", 1, 2], ["entities", 2, 2], ["world", 0, 1]]);
  }));

Deno.test("what the terrain follows from is handed over first", () =>
  withStore(({ store }) => {
    const pages = ["areas", "pack", "entities", "facts", "land", "numbers", "zones"].map((section) =>
      page(section, 0, 1)
    );
    ok(save(store, 100, pages).ok);
    const sections = content(store).map(([section]) => section);
    deepEqual(sections.slice(0, 4).sort(), [...TERRAIN_SECTIONS].sort());
    deepEqual(sections.slice(4), ["areas", "entities", "zones"]);
  }));

Deno.test("pages are kept as they were when they arrived", () =>
  withStore(({ store }) => {
    const reused = page("world", 0, 1);
    store.checkpoints.begin(1, "");
    store.checkpoints.page(reused);
    reused.bytes.fill(9);
    ok(store.checkpoints.end(1, 1).ok);
    deepEqual(content(store), [["world", 0, 1]]);
  }));

Deno.test("a checkpoint that was not ended is not there", () =>
  withFolder((folder) => {
    const store = open(folder);
    ok(save(store, 100, [page("world", 0, 1), page("world", 1, 1)]).ok);
    store.checkpoints.begin(200, "hash 200");
    store.checkpoints.page(page("world", 0, 2));
    // As if the process ended here, between two pages.
    store.close();
    const again = open(folder);
    deepEqual(again.checkpoints.newest(), { tick: 100, hash: "hash 100", rules: 0, terrain: 0 });
    deepEqual(content(again), [["world", 0, 1], ["world", 1, 1]]);
    again.close();
  }));

Deno.test("a begin forgets the checkpoint before it that was not ended", () =>
  withStore(({ store }) => {
    store.checkpoints.begin(1, "");
    store.checkpoints.page(page("world", 0, 1));
    ok(save(store, 2, [page("world", 1, 2)]).ok);
    deepEqual(content(store), [["world", 1, 2]]);
  }));

Deno.test("an end without its begin is our bug", () =>
  withStore(({ store }) => {
    throws(() => store.checkpoints.end(1, 0), /was begun/);
  }));

Deno.test("on a full disk the old checkpoint stays whole, reading goes on, and the next try works", () =>
  withStore(({ store }) => {
    ok(save(store, 100, [page("world", 0, 1), page("world", 1, 1)]).ok);
    fillDisk(store, 20);
    const large = Array.from({ length: 60 }, (_, number) => page("world", number, 2, 4000));
    const failed = save(store, 200, large);
    ok(!failed.ok);
    match(failed.reason, /the disk is full/);
    deepEqual(store.checkpoints.newest(), { tick: 100, hash: "hash 100", rules: 0, terrain: 0 });
    deepEqual(content(store), [["world", 0, 1], ["world", 1, 1]]);
    emptyDisk(store);
    ok(save(store, 300, large).ok);
    equal(store.checkpoints.newest()!.tick, 300);
    equal(content(store).length, 60);
  }));

if (CAN_MOUNT) {
  Deno.test("a disk that fills up: the old checkpoint stays whole, and the next one is saved when there is room again", () =>
    withDisk(2 * 1024 * 1024, (folder) => {
      const store = open(folder);
      const { checkpoints } = store;
      checkpoints.begin(100, "first");
      checkpoints.page(page("world", 0, 1));
      ok(checkpoints.end(100, 1).ok);
      Deno.writeFileSync(`${folder}/filler`, new Uint8Array(1.5 * 1024 * 1024));
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
        deepEqual(checkpoints.newest(), { tick: 100, hash: "first", rules: 0, terrain: 0 });
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
    }));
} else {
  console.log("not run here: a small disk and a read-only one (it takes root on Linux to mount them)");
}
