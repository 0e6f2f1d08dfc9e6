/** What can be owned: the values of the component `thing` and of `what` in the ledger. Add at the end. */
export const THINGS = ["nothing", "coin", "apple", "stone", "lantern"] as const;
export type ThingName = (typeof THINGS)[number];

/** Numbers of things. */
export const THING: Readonly<Record<ThingName, number>> = Object.fromEntries(
  THINGS.map((name, number) => [name, number]),
) as Record<ThingName, number>;

/** Why something changed hands: the values of `why` in the ledger. Add at the end. */
export const CAUSES = ["none", "new world", "picked up", "dropped", "given", "decayed", "undone"] as const;
export type Cause = (typeof CAUSES)[number];
