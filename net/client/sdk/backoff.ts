/** How long to wait before connecting again. */

const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/**
 * Milliseconds before attempt number `attempt` (0 is the first after a loss): doubling up to a longest, and spread by
 * a third either way, so that those who were cut off together do not all come back together. `chance` is 0 to 1.
 */
export function backoffMs(attempt: number, chance: number): number {
  const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return wait * (2 / 3 + chance * 2 / 3);
}
