import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Journal, ReadRow } from "../../persistence/journal.ts";
import { emptyDisk, fillDisk, open, page, withFolder, withStore } from "./_fixture.ts";
import type { Store } from "../../persistence/store.ts";
import { JournalWriter } from "../../persistence/journal_writer.ts";

const NO = new Uint8Array();

function record(tick: number, last = true, length = 10, rules = 1) {
  return { tick, last, waits: false, rules, terrain: 1, bytes: new Uint8Array(length).fill(tick), ledger: NO };
}

function commit(store: Store): number | null {
  store.commit.runNow(() => store.journal.write());
  return store.journal.committed();
}

function read(journal: Journal, from = 0): ReadRow[] {
  return [...journal.rows(from)];
}

function spans(rows: readonly ReadRow[]): unknown[] {
  return rows.map((one) => one.type === "row" ? [one.row.firstTick, one.row.lastTick] : one.message);
}

Deno.test("ticks that wait are one row; what is half told waits for its rest", () =>
  withStore(({ store }) => {
    const { journal } = store;
    for (const tick of [5, 6, 9]) journal.add(record(tick));
    journal.add(record(11, false));
    equal(commit(store), 9);
    deepEqual(spans(read(journal)), [[5, 9]]);
    equal(commit(store), null);
    journal.add(record(11));
    equal(commit(store), 11);
    const rows = read(journal, 10);
    deepEqual(spans(rows), [[11, 11]]);
    equal(rows[0]!.type === "row" && rows[0]!.row.bytes.length, 20);
    equal(journal.waitingBytes, 0);
  }));

Deno.test("rows end where versions change and where they are full, never within a tick", () =>
  withStore(({ store }) => {
    const { journal } = store;
    journal.add(record(1));
    journal.add(record(2, true, 10, 2));
    for (const last of [false, false, true]) journal.add(record(3, last, 400_000, 2));
    journal.add(record(4, true, 10, 2));
    equal(commit(store), 4);
    deepEqual(spans(read(journal)), [[1, 1], [2, 3], [4, 4]]);
  }));

Deno.test("a damaged row, a missing one and one with other ticks are found and named", () =>
  withFolder((folder) => {
    const damage = (sql: string) => {
      const store = open(folder);
      store.database.exec("DELETE FROM journal");
      store.close();
      const fresh = open(folder);
      for (const tick of [1, 2, 3]) {
        fresh.journal.add(record(tick));
        commit(fresh);
      }
      fresh.database.exec(sql);
      const found = spans(read(fresh.journal));
      fresh.close();
      return found;
    };
    const flipped = damage("UPDATE journal SET bytes = x'00' WHERE first_tick = 2");
    deepEqual(flipped[0], [1, 1]);
    match(String(flipped[1]), /ticks 2 to 2 is damaged/);
    equal(flipped.length, 2);
    match(String(damage("DELETE FROM journal WHERE first_tick = 2")[1]), /ticks 3 to 3 does not follow/);
    match(String(damage("UPDATE journal SET last_tick = 9 WHERE first_tick = 3")[2]), /ticks 3 to 9 is damaged/);
  }));

Deno.test("what is given up counts no more, is kept, and the journal goes on", () =>
  withStore(({ store }) => {
    const { journal, database } = store;
    for (const tick of [1, 2, 3]) {
      journal.add(record(tick));
      commit(store);
    }
    deepEqual(store.commit.runNow(() => journal.giveUp(1)), { rows: 3, transfers: 0, firstTick: 1, lastTick: 3 });
    journal.add(record(2, true, 33));
    commit(store);
    deepEqual(spans(read(journal)), [[2, 2]]);
    equal(database.prepare("SELECT count(*) AS count FROM journal_given_up").get()!.count, 3);
  }));

Deno.test("a disk that is full: nothing counts as durable, nothing is lost, and it goes on when there is room", () =>
  withStore(({ store }) => {
    const told: unknown[] = [];
    const writer = new JournalWriter(store, {
      durable: (tick) => told.push(tick),
      trouble: (text) => told.push(text === "" ? "works" : "trouble"),
      behind: () => told.push("behind"),
    });
    writer.take({ ...record(1), waits: true });
    writer.commitUrgent();
    deepEqual(told, [], "without a checkpoint the journal is of no use");
    store.checkpoints.begin(1, "");
    store.checkpoints.page(page("a", 0, 1));
    ok(store.checkpoints.end(1, 1, () => writer.writeAlongside(1)).ok);
    writer.checkpointWritten(1);
    fillDisk(store, 0);
    for (let tick = 2; tick < 30; tick++) writer.take({ ...record(tick, true, 9000), waits: true });
    equal(writer.commit(), false);
    writer.commitUrgent();
    deepEqual(told, [1, "trouble"]);
    emptyDisk(store);
    ok(writer.commit());
    deepEqual(told, [1, "trouble", "works", 29]);
    deepEqual(spans(read(store.journal, 2)), [[2, 29]]);
  }));

Deno.test("any kept checkpoint can be read again whole; the oldest is forgotten when there is too much", () =>
  withStore(({ store, clock }) => {
    const { checkpoints, history, journal } = store;
    const save = (tick: number, pages: ReturnType<typeof page>[]) => {
      checkpoints.begin(tick, `hash ${tick}`);
      for (const one of pages) checkpoints.page(one);
      ok(checkpoints.end(tick, pages.length, () => journal.write()).ok);
      const before = journal.written.bytes;
      journal.committed();
      history.grew(journal.written.bytes - before);
      clock.now += 6 * 60_000;
    };
    const contents = (tick: number) =>
      [...history.pages(tick)].map(({ section, page, bytes }) => `${section}${page}:${bytes[0]}`).sort();
    save(10, [page("a", 0, 1), page("a", 1, 1), page("b", 0, 1)]);
    journal.add(record(15));
    save(20, [page("a", 0, 2)]);
    journal.add(record(25));
    save(30, [page("a", 0, 3), page("b", 0, 3)]);
    journal.add(record(35));
    save(40, [page("a", 0, 4), page("a", 1, 4)]);
    save(50, [page("b", 0, 5)]);
    deepEqual(history.checkpoints().map(({ tick }) => tick), [10, 30, 50]);
    deepEqual(contents(10), ["a0:1", "a1:1", "b0:1"]);
    deepEqual(contents(30), ["a0:3", "a1:1", "b0:3"]);
    deepEqual(contents(50), ["a0:4", "a1:4", "b0:5"]);
    equal(history.before(29)?.tick, 10);
    const size = () => {
      const sum = (table: string) =>
        Number(store.database.prepare(`SELECT sum(length(bytes)) AS bytes FROM ${table}`).get()!.bytes);
      return sum("journal") + sum("kept_page");
    };
    equal(history.bytes, size());
    store.commit.runNow(() => history.prune(size() - 1, 50));
    deepEqual(history.checkpoints().map(({ tick }) => tick), [30, 50]);
    deepEqual(contents(30), ["a0:3", "a1:1", "b0:3"]);
    deepEqual(spans(read(journal)), [[35, 35]]);
    equal(history.bytes, size());
  }));
