/** The numbers behind the words of components.ts, for code that compares columns. */
import {
  ACTIVITIES,
  type Activity,
  EVENTS,
  type EventWord,
  type Kind,
  KINDS,
  type Outcome,
  OUTCOMES,
  type Presence,
  PRESENCES,
  type Status,
  STATUSES,
} from "./components.ts";

function numbersOf<Word extends string>(words: readonly Word[]): Readonly<Record<Word, number>> {
  return Object.fromEntries(words.map((word, number) => [word, number])) as Record<Word, number>;
}

/** Values of `kind`. */
export const KIND: Readonly<Record<Kind, number>> = numbersOf(KINDS);
/** Values of `activity`. */
export const ACTIVITY: Readonly<Record<Activity, number>> = numbersOf(ACTIVITIES);
/** Values of `presence`. */
export const PRESENCE: Readonly<Record<Presence, number>> = numbersOf(PRESENCES);
/** Values of `outcome` in the happening `struck`, and of `what` in `event`. */
export const OUTCOME: Readonly<Record<Outcome, number>> = numbersOf(OUTCOMES);
export const EVENT: Readonly<Record<EventWord, number>> = numbersOf(EVENTS);
/** What an object is: its `look`. Of a landmark `species` says which of the content. */
export const OBJECT = { chest: 1, gate: 2, landmark: 3 } as const;
/** Bits of `status`. */
export const STATUS: Readonly<Record<Status, number>> = Object.fromEntries(
  STATUSES.map((word, bit) => [word, 1 << bit]),
) as Record<Status, number>;

/**
 * Values of `plan`: who decides where an entity goes.
 *
 * - `none`: its inputs, for a player's body
 * - `schedule`: a function of the tick (herds, townsfolk)
 * - `flee`: away from somebody
 * - `calm`: standing still until nobody is near
 * - `back`: on the way back to its schedule
 * - `route`: along a way that was found, for a player's body
 * - `led`: away from what it is afraid of, for a player's body
 */
export const PLANS = ["none", "schedule", "flee", "calm", "back", "route", "led"] as const;
export type Plan = (typeof PLANS)[number];
export const PLAN: Readonly<Record<Plan, number>> = numbersOf(PLANS);
