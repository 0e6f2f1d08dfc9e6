/** Folders, stores and clocks for the tests of storage. */
import { assert } from "../../world/base/assert.ts";
import { openStore, type Store } from "../../persistence/store.ts";
import type { Trouble } from "../../persistence/trouble.ts";

/** A hash that takes no time. What the product's costs is said in persistence/limits.ts. */
export const CHEAP = { logN: 4, r: 1, p: 1 };

export const START_MS = Date.UTC(2030, 0, 1);

/** Runs with a folder that is removed afterwards. */
export async function withFolder(run: (folder: string) => unknown): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "weald-test-" });
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

export interface StoreFixture {
  readonly store: Store;
  readonly folder: string;
  readonly clock: { now: number };
  readonly troubles: Trouble[];
}

/** Runs with an open store of its own, with a clock that stands still unless it is moved. */
export function withStore(run: (fixture: StoreFixture) => unknown): Promise<void> {
  return withFolder(async (folder) => {
    const clock = { now: START_MS };
    const troubles: Trouble[] = [];
    const store = open(folder, clock, troubles);
    try {
      await run({ store, folder, clock, troubles });
    } finally {
      store.close();
    }
  });
}

/** Opens the store of a folder to serve it. */
export function open(folder: string, clock = { now: START_MS }, troubles: Trouble[] = []): Store {
  const opened = openStore({
    folder,
    mode: "serve",
    version: "0.0.0",
    now: () => clock.now,
    onTrouble: (trouble) => troubles.push(trouble),
    passwordCost: CHEAP,
  });
  assert(opened.ok, `the store in ${folder} opens`);
  return opened.store;
}

/** Lets the file grow by `pages` of 4 KiB and no more: what SQLite says then is what it says on a full disk. */
export function fillDisk(store: Store, pages: number): void {
  const row = store.database.prepare("PRAGMA page_count").get()!;
  store.database.exec(`PRAGMA max_page_count = ${Number(row.page_count) + pages}`);
}

/** Ends what `fillDisk` began. */
export function emptyDisk(store: Store): void {
  store.database.exec("PRAGMA max_page_count = 1000000000");
}

/** A page full of one byte. */
export function page(section: string, number: number, fill: number, length = 1000) {
  return { section, page: number, bytes: new Uint8Array(length).fill(fill) };
}
