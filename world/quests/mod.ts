/** Quests and talks: what is to be done, for whom, and what is said about it. */
import type { ActionHandlers } from "../systems/actions.ts";
import { endStage, leaveQuest } from "./progress.ts";
import { answer, endTalk, talk } from "./talk.ts";

export { type Choice, choicesOf, listNumber, talkOf } from "./talk.ts";
export { standingOf } from "./conditions.ts";
export { handIn, takeQuest } from "./log.ts";
export { makeQuests, type Quests, reindexQuests } from "./state.ts";
export { goOnWithQuests } from "./system.ts";
export { DIALOGUE_TOPIC, ERRANDS_TOPIC, MARKS_TOPIC, QUESTS_TOPIC } from "./topics.ts";

/** The actions of quests and talks. */
export const QUEST_ACTIONS: ActionHandlers<"talk" | "answer" | "endTalk" | "leaveQuest" | "questWay"> = {
  talk,
  answer,
  endTalk: (world, index) => {
    endTalk(world, world.entities.components.columns.character[index]!);
    return null;
  },
  leaveQuest: (world, index, { quest }) => {
    const character = world.entities.components.columns.character[index]!;
    return leaveQuest(world, character, quest) ? null : "unknown";
  },
  questWay: (world, index, { quest, way }) => {
    const entry = world.content.quests.byNumber[quest];
    const character = world.entities.components.columns.character[index]!;
    return entry !== undefined && way > 0 && endStage(world, character, entry, way) ? null : "not-ready";
  },
};
