/** How high a chart's scale reaches. */

/** What bounds a scale besides its values. */
export interface ScaleOptions {
  /** A line that must not be crossed, or null. */
  readonly budget: { readonly value: number } | null;
  /** The scale is never smaller than this. */
  readonly scaleMin: number;
}

/** So many of the highest values of a line may leave the scale, where the highest is so many times the one after them. */
const PEAKS_MAX = 3;
const PEAK_TIMES = 3;

/**
 * The top of the scale: 1, 2 or 5 times a power of ten above all values, and the budget if it is near. Single peaks,
 * such as the first tick of a start, leave the scale rather than press everything else flat; `peak` is the highest.
 */
export function scaleOf(
  columns: readonly (readonly (number | null)[])[],
  { budget, scaleMin }: ScaleOptions,
): { readonly top: number; readonly peak: number | null } {
  let most = scaleMin;
  let peak = 0;
  for (const column of columns) {
    const highest = column.filter((value) => value !== null).sort((a, b) => b - a).slice(0, PEAKS_MAX + 1);
    peak = Math.max(peak, highest[0] ?? 0);
    const rest = Math.max(highest.at(-1) ?? 0, scaleMin);
    most = Math.max(most, (highest[0] ?? 0) <= PEAK_TIMES * rest ? highest[0] ?? 0 : rest);
  }
  if (budget !== null && most > budget.value * 0.25) most = Math.max(most, budget.value * 1.08);
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 1.5, 2, 3, 4, 6, 8].find((step) => most <= step * power) ?? 10;
  const top = step * power;
  return { top, peak: peak > top ? peak : null };
}
