/** Answers that must not wait in the way of others: sent at once if there is room, else kept and tried again. */
import type { Link } from "../world/base/link.ts";
import type { Declarations, MessageOf } from "../world/base/record.ts";
import { ANSWER_RETRY_MS, ANSWERS_WAITING_MAX } from "./limits.ts";

/** The sending side of a link with a bounded queue behind it. Lives as long as the link. */
export class Outbox<Out extends Declarations, In extends Declarations> {
  readonly #link: Link<Out, In>;
  readonly #waiting: MessageOf<Out>[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** Messages that found no room at all. */
  dropped = 0;

  constructor(link: Link<Out, In>) {
    this.#link = link;
  }

  /** Sends in order. Past the limit the message is dropped and counted: whoever asked has a time limit of its own. */
  send(message: MessageOf<Out>): void {
    if (this.#waiting.length === 0 && this.#link.send(message)) return;
    if (this.#waiting.length >= ANSWERS_WAITING_MAX) {
      this.dropped++;
      return;
    }
    this.#waiting.push(message);
    this.#timer ??= setTimeout(() => this.#retry(), ANSWER_RETRY_MS);
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #retry(): void {
    let sent = 0;
    while (sent < this.#waiting.length && this.#link.send(this.#waiting[sent]!)) sent++;
    this.#waiting.splice(0, sent);
    this.#timer = this.#waiting.length > 0 ? setTimeout(() => this.#retry(), ANSWER_RETRY_MS) : null;
  }
}
