/** Spans of the past that were copied to files and wait to be fetched: few, for some minutes, each fetched once. */
import { randomBytes } from "node:crypto";
import { EXPORT_KEPT_MS, EXPORTS_KEPT_MAX } from "./limits.ts";
import type { PreparedSpan } from "./ports.ts";

interface Kept {
  readonly span: PreparedSpan;
  readonly name: string;
  readonly owner: string;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Lifetime: the listener's. */
export class PreparedExports {
  readonly #kept = new Map<string, Kept>();

  /** Keeps a file for its owner. Answers the id by which it is fetched. The oldest goes if there are too many. */
  keep(span: PreparedSpan, name: string, owner: string): string {
    const id = randomBytes(12).toString("hex");
    const timer = setTimeout(() => this.#drop(id), EXPORT_KEPT_MS);
    this.#kept.set(id, { span, name, owner, timer });
    while (this.#kept.size > EXPORTS_KEPT_MAX) this.#drop(this.#kept.keys().next().value!);
    return id;
  }

  /** Hands a file over to be sent: whoever takes it removes it. Null: there is none of this owner. */
  take(id: string, owner: string): { readonly span: PreparedSpan; readonly name: string } | null {
    const kept = this.#kept.get(id);
    if (kept === undefined || kept.owner !== owner) return null;
    clearTimeout(kept.timer);
    this.#kept.delete(id);
    return kept;
  }

  /** Removes all of them: the listener stops. */
  stop(): void {
    for (const id of [...this.#kept.keys()]) this.#drop(id);
  }

  #drop(id: string): void {
    const kept = this.#kept.get(id);
    if (kept === undefined) return;
    clearTimeout(kept.timer);
    this.#kept.delete(id);
    kept.span.remove();
  }
}
