/** Looking into the past: a world stood up again at any tick that is kept, in a thread of its own, while it is wanted. */
export { type Moment, readMoment, tickAtTime, timeOfTick } from "./clock.ts";
export { EXPORT_BYTES_MAX, LEDGER_ROWS_MAX, SPEEDS, TIME_POINTS_MAX } from "./limits.ts";
export { mainToPast, pastToMain } from "./messages.ts";
export type { PastEnds } from "./part.ts";
export type { AskPast, NamedLine, PastAnswered, PastQuestion, PastQuestions } from "./questions.ts";
export {
  COMMAND_SORTS,
  type CommandFilter,
  type CommandSort,
  type PastState,
  type Timeline,
  type ToldCommands,
} from "./types.ts";
