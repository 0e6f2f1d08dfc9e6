/**
 * Thousands of coming deeds without a timer each: a wheel of slots of some milliseconds, each with entries for the
 * clients that are due in it.
 */

const SLOT_MS = 10;
const SLOTS = 2048;

/** A wheel that reaches 20 s ahead; what lies further is put at its end. */
export class TimingWheel {
  readonly #slots: number[][] = Array.from({ length: SLOTS }, () => []);
  #at = Math.floor(performance.now() / SLOT_MS);

  /** Puts `entry` into the slot that comes in `delayMs`. */
  add(entry: number, delayMs: number): void {
    const slots = Math.min(SLOTS - 1, Math.max(1, Math.round(delayMs / SLOT_MS)));
    this.#slots[(this.#at + slots) % SLOTS]!.push(entry);
  }

  /** Hands over everything that is due by now. */
  run(handle: (entry: number) => void): void {
    const now = Math.floor(performance.now() / SLOT_MS);
    while (this.#at < now) {
      this.#at++;
      const due = this.#slots[this.#at % SLOTS]!;
      this.#slots[this.#at % SLOTS] = [];
      for (const entry of due) handle(entry);
    }
  }
}
