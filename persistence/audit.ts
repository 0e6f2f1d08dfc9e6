/**
 * The audit log: what staff did, when, to whom, and what players deleted. Rows are only appended; the oldest go when there
 * are too many.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { AUDIT_ROWS_MAX, AUDIT_TEXT_MAX, ROWS_PER_ANSWER_MAX } from "./limits.ts";
import type { AuditRow } from "./questions.ts";

/** Lives as long as its database. */
export class Audit {
  readonly #append: StatementSync;
  readonly #prune: StatementSync;
  readonly #list: StatementSync;
  readonly #now: () => number;

  constructor(database: DatabaseSync, now: () => number) {
    this.#now = now;
    this.#append = database.prepare("INSERT INTO audit (at, actor, action, target, details) VALUES (?, ?, ?, ?, ?)");
    this.#prune = database.prepare("DELETE FROM audit WHERE id <= ?");
    this.#list = database.prepare(
      "SELECT id, at, actor, action, target, details FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?",
    );
  }

  /** Inside a transaction. Texts past the limit are cut. */
  append(row: Pick<AuditRow, "actor" | "action" | "target" | "details">): { readonly id: number } {
    const cut = (text: string) => text.slice(0, AUDIT_TEXT_MAX);
    const details = JSON.stringify(row.details);
    const kept = details.length <= AUDIT_TEXT_MAX ? details : JSON.stringify({ cut: cut(details) });
    const result = this.#append.run(this.#now(), cut(row.actor), cut(row.action), cut(row.target), kept);
    const id = Number(result.lastInsertRowid);
    this.#prune.run(id - AUDIT_ROWS_MAX);
    return { id };
  }

  list(before: number | null, count: number): { readonly rows: readonly AuditRow[] } {
    const rows = this.#list.all(before ?? Number.MAX_SAFE_INTEGER, Math.max(1, Math.min(count, ROWS_PER_ANSWER_MAX)));
    return {
      rows: rows.map((row) => ({
        id: Number(row.id),
        at: Number(row.at),
        actor: String(row.actor),
        action: String(row.action),
        target: String(row.target),
        details: JSON.parse(String(row.details)),
      })),
    };
  }
}
