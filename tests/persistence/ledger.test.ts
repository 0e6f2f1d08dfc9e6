/** The ledger's rows on the disk, and what can be asked of them. */
import { deepEqual, equal, match, ok, throws } from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../../persistence/database.ts";
import { DATABASE_FILE } from "../../persistence/limits.ts";
import { LedgerRows } from "../../persistence/ledger.ts";
import { LedgerReader } from "../../persistence/ledger_reader.ts";
import { migrate, MIGRATIONS, VERSION_NEWEST } from "../../persistence/migrations.ts";
import {
  type Account,
  bankAccount,
  type Cause,
  CAUSES,
  characterAccount,
  INSTANCE_MIN,
  type LedgerRow,
  namedAccount,
  pileAccount,
  writeLedgerRows,
} from "../../world/ledger/mod.ts";
import { withFolder } from "./_fixture.ts";

const SWORD = INSTANCE_MIN + 7;

function row(entry: number, why: Cause, from: Account, to: Account, actor: number, what = SWORD, kind = 31): LedgerRow {
  const sides = { fromKind: from.kind, from: from.id, toKind: to.kind, to: to.id };
  return { entry, ...sides, what, kind, amount: 1, why: CAUSES.indexOf(why), actor };
}

const [ADA, BO] = [characterAccount(1), characterAccount(2)];

/** Made by Ada, given to Bo, who keeps it at the bank, drops it, and it decays; coins between. */
const ROWS: readonly LedgerRow[] = [
  row(1, "crafted", namedAccount("craft"), ADA, 1),
  row(2, "given", ADA, BO, 1),
  row(3, "given", BO, ADA, 2, 1, 1),
  row(4, "put into the bank", BO, bankAccount(2), 2),
  row(5, "taken out of the bank", bankAccount(2), BO, 2),
  row(6, "dropped", BO, pileAccount(900), 2),
  row(7, "decayed", pileAccount(900), namedAccount("decay"), 0),
  row(8, "given", characterAccount(3), ADA, 3, 1, 1),
];

function withRows(run: (reader: LedgerReader, database: DatabaseSync) => void): void {
  const database = new DatabaseSync(":memory:");
  migrate(database, 0);
  const rows = new LedgerRows(database);
  ROWS.forEach((one) => rows.write(10 * one.entry, writeLedgerRows([one])));
  run(new LedgerReader(database), database);
  database.close();
}

Deno.test("ledger rows: the life of a single thing, from its end to where it came from", () =>
  withRows((reader) => {
    const life = reader.ofThing(SWORD, 100);
    deepEqual(life.map(({ entry }) => entry), [7, 6, 5, 4, 2, 1]);
    const { tick, what, number, kind, from, to, why, actor } = life.at(-1)!;
    deepEqual([tick, what, number, kind], [10, `thing ${SWORD}`, SWORD, 31]);
    deepEqual([from, to, why, actor], ["craft", "character 1", "crafted", 1]);
    deepEqual(reader.ofThing(SWORD, 2, 6).map(({ entry }) => entry), [5, 4]);
    deepEqual(reader.ofThing(SWORD + 1, 9), []);
    const found = reader.find({ account: "", what: `thing ${SWORD}`, why: "given", before: null, count: 9 });
    deepEqual(found.rows.map(({ entry }) => entry), [2]);
  }));

Deno.test("ledger rows: those of an account, and those of a character with its bank and its deeds", () =>
  withRows((reader) => {
    const find = (account: string, what = "") =>
      reader.find({ account, what, why: "", before: null, count: 9 }).rows.map(({ entry }) => entry);
    deepEqual(find("character 2"), [6, 5, 4, 3, 2]);
    deepEqual(find("bank 2"), [5, 4]);
    deepEqual(find("character 1", "coin"), [8, 3]);
    deepEqual(reader.ofCharacter(2, 100).map(({ entry }) => entry), [6, 5, 4, 3, 2]);
    deepEqual(reader.ofCharacter(2, 2, 5).map(({ entry }) => entry), [4, 3]);
    deepEqual(reader.ofCharacter(3, 9).map(({ entry }) => entry), [8]);
    deepEqual([reader.firstGiver("bank 2"), reader.firstGiver("order 17")], ["character 2", ""]);
  }));

Deno.test("ledger rows: each question has its index, and rows do not change", () =>
  withRows((_reader, database) => {
    const plan = (where: string) =>
      database.prepare(`EXPLAIN QUERY PLAN SELECT * FROM ledger WHERE ${where} ORDER BY entry DESC LIMIT 5`).all()
        .map(({ detail }) => String(detail)).join("; ");
    match(plan("what >= 1048576 AND what = ?"), /^SEARCH ledger USING INDEX ledger_what \(what=\?\)$/);
    match(plan("from_account = ?"), /^SEARCH ledger USING INDEX ledger_from /);
    match(plan("to_account = ?"), /^SEARCH ledger USING INDEX ledger_to /);
    match(plan("actor <> 0 AND actor = ?"), /^SEARCH ledger USING INDEX ledger_actor /);
    throws(() => database.exec("UPDATE ledger SET amount = 2"), /ledger rows do not change/);
  }));

Deno.test("ledger rows: those of a file from before things had numbers are kept, by number", () =>
  withFolder((folder) => {
    const before = MIGRATIONS.length >= 3 ? MIGRATIONS.slice(0, 3) : [];
    const old = openDatabase(folder, { mode: "serve", version: "0.0.0", migrations: before });
    ok(old.ok);
    old.database.exec(`INSERT INTO ledger VALUES
      (1, 5, 0, 'new world', 'apple', 3, 'mint', 'pile 9'), (2, 6, 1, 'picked up', 'apple', 3, 'pile 9', 'character 1'),
      (3, 7, 1, 'dropped', 'lantern', 1, 'character 1', 'pile 10')`);
    old.database.exec(`INSERT INTO ledger_given_up
      (entry, tick, actor, why, what, amount, from_account, to_account, given_up_at)
      VALUES (4, 8, 1, 'given', 'coin', 2, 'character 1', 'character 2', 77)`);
    old.database.close();
    old.lock?.release();
    const opened = openDatabase(folder, { mode: "serve", version: "0.0.0" });
    ok(opened.ok && opened.version === VERSION_NEWEST);
    const reader = new LedgerReader(opened.database);
    const rows = reader.fromEntry(1, 10);
    deepEqual(rows.map(({ entry, number, kind, what }) => [entry, number, kind, what]), [
      [1, 2, 2, "apple"],
      [2, 2, 2, "apple"],
      [3, 4, 4, "lantern"],
    ]);
    deepEqual(reader.find({ account: "character 1", what: "apple", why: "", before: null, count: 5 }).rows.length, 1);
    const given = opened.database.prepare("SELECT what, kind, given_up_at FROM ledger_given_up").get()!;
    deepEqual({ ...given }, { what: 1, kind: 1, given_up_at: 77 });
    throws(() => opened.database.exec("UPDATE ledger SET amount = 2"), /ledger rows do not change/);
    equal(opened.database.prepare("PRAGMA integrity_check").get()!.integrity_check, "ok");
    opened.database.close();
    opened.lock?.release();
    ok(Deno.statSync(`${folder}/${DATABASE_FILE}.version-3`).isFile, "a copy as it was");
  }));
