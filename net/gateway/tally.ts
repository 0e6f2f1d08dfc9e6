/** Counters by name, for what happens rarely. */
export class Tally {
  readonly #counts: Record<string, number> = {};

  add(what: string, times = 1): void {
    this.#counts[what] = (this.#counts[what] ?? 0) + times;
  }

  get(what: string): number {
    return this.#counts[what] ?? 0;
  }

  /** All of them, as they are now. */
  read(): Record<string, number> {
    return { ...this.#counts };
  }
}
