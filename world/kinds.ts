/** The numbers behind the words of components.ts, for code that compares columns. */
import { ACTIVITIES, type Activity, type Kind, KINDS, type Presence, PRESENCES } from "./components.ts";

function numbersOf<Word extends string>(words: readonly Word[]): Readonly<Record<Word, number>> {
  return Object.fromEntries(words.map((word, number) => [word, number])) as Record<Word, number>;
}

/** Values of `kind`. */
export const KIND: Readonly<Record<Kind, number>> = numbersOf(KINDS);
/** Values of `activity`. */
export const ACTIVITY: Readonly<Record<Activity, number>> = numbersOf(ACTIVITIES);
/** Values of `presence`. */
export const PRESENCE: Readonly<Record<Presence, number>> = numbersOf(PRESENCES);

/**
 * Values of `plan`: who decides where an entity goes.
 *
 * - `none`: its inputs, for a player's body
 * - `schedule`: a function of the tick (herds, townsfolk)
 * - `flee`: away from somebody
 * - `calm`: standing still until nobody is near
 * - `back`: on the way back to its schedule
 * - `route`: along a way that was found, for a player's body
 */
export const PLANS = ["none", "schedule", "flee", "calm", "back", "route"] as const;
export type Plan = (typeof PLANS)[number];
export const PLAN: Readonly<Record<Plan, number>> = numbersOf(PLANS);
