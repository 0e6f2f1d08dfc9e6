/** The ledger's rows on the disk: every transfer there ever was, written with the journal of its tick, never changed. */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { assert } from "../world/base/assert.ts";
import { ByteReader } from "../world/base/record.ts";
import { accountText, CAUSES, readLedgerRows } from "../world/ledger/mod.ts";

/** Lives as long as its database. */
export class LedgerRows {
  readonly #put: StatementSync;
  readonly #countAfter: StatementSync;
  readonly #keepGivenUp: StatementSync;
  readonly #dropAfter: StatementSync;

  constructor(database: DatabaseSync) {
    this.#put = database.prepare(
      `INSERT INTO ledger (entry, tick, actor, why, what, kind, amount, from_account, to_account)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#countAfter = database.prepare("SELECT count(*) AS count FROM ledger WHERE tick > ?");
    this.#keepGivenUp = database.prepare(
      `INSERT INTO ledger_given_up (entry, tick, actor, why, what, kind, amount, from_account, to_account, given_up_at)
       SELECT entry, tick, actor, why, what, kind, amount, from_account, to_account, ? FROM ledger WHERE tick > ?`,
    );
    this.#dropAfter = database.prepare("DELETE FROM ledger WHERE tick > ?");
  }

  /** Writes the transfers of a tick, within a transaction. `bytes` are the world's. */
  write(tick: number, bytes: Uint8Array): void {
    for (const row of readLedgerRows(new ByteReader(bytes))) {
      const why = CAUSES[row.why];
      assert(why !== undefined, `cause ${row.why} has a name`);
      const from = accountText({ kind: row.fromKind, id: row.from });
      const to = accountText({ kind: row.toKind, id: row.to });
      this.#put.run(row.entry, tick, row.actor, why, row.what, row.kind, row.amount, from, to);
    }
  }

  /** Sets aside everything after a tick, within a transaction. Answers how many transfers it was. */
  giveUp(tick: number, now: number): number {
    const count = Number(this.#countAfter.get(tick)!.count);
    this.#keepGivenUp.run(now, tick);
    this.#dropAfter.run(tick);
    return count;
  }
}
