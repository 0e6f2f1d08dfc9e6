/**
 * What can be owned, as numbers: below 2^20 a kind of thing of which any number is alike (1 is coin), from 2^20 on a single
 * thing, an instance, of which there is one (instances.ts).
 */

/** Names of the first kinds: the values of the component `thing` and of `what` in the ledger. Add at the end. */
export const THINGS = ["nothing", "coin", "apple", "stone", "lantern"] as const;
export type ThingName = (typeof THINGS)[number];

/** Numbers of things. */
export const THING: Readonly<Record<ThingName, number>> = Object.fromEntries(
  THINGS.map((name, number) => [name, number]),
) as Record<ThingName, number>;

/** Numbers of kinds are 1 to this. */
export const ITEM_KIND_MAX = 0xffff;
/** Numbers of instances begin here. */
export const INSTANCE_MIN = 2 ** 20;
/** Numbers of instances end here. */
export const INSTANCE_NUMBER_MAX = 0xffff_ffff;

/** Whether a number is that of a single thing. */
export function isInstance(what: number): boolean {
  return what >= INSTANCE_MIN;
}

/** What a number stands for, in words, for messages about the ledger. */
export function whatText(what: number): string {
  return isInstance(what) ? `thing ${what}` : THINGS[what] ?? `kind ${what}`;
}

/** The number that words of `whatText` stand for; 0: they are none. */
export function whatOf(text: string): number {
  const number = THINGS.findIndex((name) => name === text);
  if (number >= 0) return number;
  const match = /^(?:thing|kind) (\d{1,10})$/.exec(text);
  return match === null ? 0 : Number(match[1]);
}

/** Why something changed hands: the values of `why` in the ledger. Add at the end, 255 at most. */
export const CAUSES = [
  "none",
  "new world",
  "picked up",
  "dropped",
  "given",
  "decayed",
  "undone",
  "put on",
  "taken off",
  "put into the bank",
  "taken out of the bank",
  "bought",
  "sold",
  "bought back",
  "let go",
  "repaired",
  "used up",
  "destroyed",
  "left at death",
  "looted",
  "offered",
  "taken back",
  "traded",
  "crafted",
  "used in a craft",
  "gathered",
  "quest reward",
  "quest delivery",
  "fee",
  "death",
  "put into an order",
  "order filled",
  "order ended",
  "collected",
  "gone for good",
] as const;
export type Cause = (typeof CAUSES)[number];
