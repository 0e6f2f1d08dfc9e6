/** "Did you mean …?": the known word that is nearest to one that was typed. */

/** A question to append to an error, with a space before it, or "" if no word is near. */
export function suggestion(typed: string, known: readonly string[]): string {
  let best = "";
  let bestDistance = Infinity;
  for (const word of known) {
    const distance = editDistance(typed, word);
    if (distance < bestDistance) [best, bestDistance] = [word, distance];
  }
  // A third of the letters may be wrong, one at least: more would be guessing.
  return bestDistance <= Math.max(1, Math.floor(typed.length / 3)) ? ` Did you mean ${best}?` : "";
}

/** Insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment). */
export function editDistance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= from.length; row++) {
    const line = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      let least = Math.min(rows[row - 1]![column]! + 1, line[column - 1]! + 1, rows[row - 1]![column - 1]! + same);
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        least = Math.min(least, rows[row - 2]![column - 2]! + 1);
      }
      line.push(least);
    }
    rows.push(line);
  }
  return rows[from.length]![to.length]!;
}
