/** What the tests of quests share. */
export { SILENT_OUTPUT as SILENT } from "../../../world/mod.ts";
export { reload, step } from "../_fixtures.ts";

/** The square of the first village. */
export const SQUARE = { type: "square", settlement: 1 } as const;

/** What a quest of the tests has besides its stages. */
export const OF_ALL = {
  level: 1,
  giver: "hanna_brine",
  offer: "Would you?",
  waiting: "And?",
  done: "Thank you.",
  summary: "A quest of the tests.",
  reward: { xp: 10 },
};
