/** Ten minutes of statistics, one point each second, in a ring of doubles (NaN: no report). Lifetime: the process. */
import { HISTORY_SAMPLES_MAX } from "./limits.ts";
import { type History, type HistoryPoint, SERIES, type SeriesName } from "./overview.ts";

/** Collects points and answers them oldest first. */
export class HistoryRing {
  readonly #at = new Float64Array(HISTORY_SAMPLES_MAX);
  readonly #columns = SERIES.map((name) => ({ name, values: new Float64Array(HISTORY_SAMPLES_MAX) }));
  #count = 0;

  /** Adds the point of the time `at`, milliseconds since 1970. */
  add(at: number, point: HistoryPoint): void {
    const slot = this.#count % HISTORY_SAMPLES_MAX;
    this.#at[slot] = at;
    for (const { name, values } of this.#columns) values[slot] = point[name] ?? NaN;
    this.#count++;
  }

  /** What is kept. */
  read(): History {
    const series = {} as Record<SeriesName, (number | null)[]>;
    for (const { name, values } of this.#columns) {
      series[name] = this.#ordered(values).map((value) => Number.isNaN(value) ? null : value);
    }
    return { at: this.#ordered(this.#at), ...series };
  }

  #ordered(values: Float64Array): number[] {
    const start = Math.max(0, this.#count - HISTORY_SAMPLES_MAX);
    return Array.from({ length: this.#count - start }, (_, index) => values[(start + index) % HISTORY_SAMPLES_MAX]!);
  }
}
