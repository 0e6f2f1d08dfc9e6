import { deepEqual, equal, ok } from "node:assert/strict";
import { LedgerReader } from "../../persistence/ledger_reader.ts";
import { LEDGER_ROWS_SEARCHED_MAX } from "../../persistence/limits.ts";
import { THING, type ThingName } from "../../world/ledger/mod.ts";
import { type StoreFixture, withStore } from "./_fixture.ts";

type Row = [entry: number, tick: number, what: ThingName, from: string, to: string];

function put({ store }: StoreFixture, rows: readonly Row[]): LedgerReader {
  const insert = store.database.prepare(
    `INSERT INTO ledger (entry, tick, actor, why, what, kind, amount, from_account, to_account)
     VALUES (?, ?, 0, 'given', ?, ?, 1, ?, ?)`,
  );
  for (const [entry, tick, what, from, to] of rows) insert.run(entry, tick, THING[what], THING[what], from, to);
  return new LedgerReader(store.database);
}

const ROWS: readonly Row[] = [
  [1, 1, "coin", "mint", "pile 9"],
  [2, 1, "apple", "mint", "pile 10"],
  [3, 40, "coin", "pile 9", "character 1"],
  [4, 40, "apple", "pile 10", "character 1"],
  [5, 90, "coin", "character 1", "character 2"],
  [8, 91, "coin", "character 2", "pile 11"],
];

Deno.test("ledger's rows are found by account on either side, thing and cause, newest first, page by page", () =>
  withStore((fixture) => {
    const reader = put(fixture, ROWS);
    const find = (account: string, more: { what?: string; why?: string; before?: number; count?: number } = {}) => {
      const { what = "", why = "", before = null, count = 10 } = more;
      const { rows, next } = reader.find({ account, what, why, before, count });
      return [rows.map(({ entry }) => entry), next];
    };
    deepEqual(find("character 1"), [[5, 4, 3], null]);
    deepEqual(find("character 1", { what: "coin" }), [[5, 3], null]);
    deepEqual(find("", { what: "apple" }), [[4, 2], null]);
    deepEqual(find("", { why: "dropped" }), [[], null]);
    deepEqual(find("", { count: 2 }), [[8, 5], 5]);
    deepEqual(find("", { count: 2, before: 5 }), [[4, 3], 3]);
    deepEqual(find("character 7"), [[], null]);
    deepEqual([reader.has("pile 9"), reader.has("pile 99")], [true, false]);
  }));

Deno.test("ledger's rows are found by tick, over numbers that are missing", () =>
  withStore((fixture) => {
    const reader = put(fixture, ROWS);
    deepEqual([0, 1, 2, 40, 41, 91, 92].map((tick) => reader.firstFrom(tick)), [1, 1, 3, 3, 5, 8, null]);
    deepEqual(reader.between(40, 90, 10).map(({ entry }) => entry), [3, 4, 5]);
    deepEqual(reader.between(40, 90, 2).map(({ entry }) => entry), [3, 4]);
    deepEqual(reader.between(41, 89, 10), []);
    deepEqual(reader.counts([0, 10, 50, 91, 200]), [2, 2, 3, 1]);
    deepEqual(reader.rows([8, 3, 77]).map(({ entry }) => entry), [3, 8]);
  }));

Deno.test("a search of the ledger ends after so many rows, and says from where it goes on", () =>
  withStore((fixture) => {
    fixture.store.database.exec(
      `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${
        LEDGER_ROWS_SEARCHED_MAX + 700
      })
       INSERT INTO ledger (entry, tick, actor, why, what, kind, amount, from_account, to_account)
       SELECT n, n, 0, 'given', CASE n WHEN 50 THEN 4 ELSE 1 END, 1, 1, 'mint', 'pile 1' FROM numbers`,
    );
    const reader = new LedgerReader(fixture.store.database);
    const query = { account: "", what: "lantern", why: "", count: 5 };
    const first = reader.find({ ...query, before: null });
    deepEqual(first.rows, []);
    ok(first.next !== null && first.next > 50);
    const second = reader.find({ ...query, before: first.next });
    deepEqual([second.rows.map(({ entry }) => entry), second.next], [[50], null]);
    equal(reader.isReversed(second.rows[0]!), false);
  }));
