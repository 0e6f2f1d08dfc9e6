/**
 * Messages that must reach the other part, or its picture of us stays wrong for good: what is watched, who left. Where
 * the ring is full they wait here and go first when there is room. Their number is bounded by what they are about: at
 * most some for each cell and session.
 */
import type { Link } from "../../world/base/link.ts";
import type { Declarations, MessageOf } from "../../world/base/record.ts";

/** The sending side of a link for what must not be lost. Lives as long as the link. */
export class Owed<Out extends Declarations, In extends Declarations> {
  readonly #link: Link<Out, In>;
  #waiting: MessageOf<Out>[] = [];

  constructor(link: Link<Out, In>) {
    this.#link = link;
  }

  get size(): number {
    return this.#waiting.length;
  }

  /** Sends now, or as soon as there is room; in order. */
  send(message: MessageOf<Out>): void {
    if (this.#waiting.length === 0 && this.#link.send(message)) return;
    this.#waiting.push(message);
  }

  /** Sends what waits, as far as there is room. */
  retry(): void {
    if (this.#waiting.length === 0) return;
    let sent = 0;
    while (sent < this.#waiting.length && this.#link.send(this.#waiting[sent]!)) sent++;
    this.#waiting = this.#waiting.slice(sent);
  }
}
