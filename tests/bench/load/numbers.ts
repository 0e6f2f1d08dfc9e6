/** Percentiles and means of lists of numbers. */

/** The value below which `part` (0 to 1) of the numbers lie, by the nearest rank; 0 for none. */
export function percentile(values: readonly number[], part: number): number {
  if (values.length === 0) return 0;
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1))]!;
}

/** The mean; 0 for none. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Rounded to so many digits after the point, for output. */
export function rounded(value: number, digits = 0): number {
  return Number(value.toFixed(digits));
}

/** Adds the counts of several. */
export function addCounts(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const one of counts) {
    for (const [name, count] of Object.entries(one)) sum[name] = (sum[name] ?? 0) + count;
  }
  return sum;
}
