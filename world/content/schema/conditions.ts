/** What has to hold, and what is done: shared by dialogues, quests, vendors and events. */
import { z } from "zod";
import { COINS, COUNT, ID, LEVEL, MINUTE, ref, whole } from "./base.ts";

const NOT = { not: z.boolean().default(false).meta({ description: "turns it round" }) };

/** How far somebody is with a quest. "available": could be taken now; "ready": can be handed in. */
export const QUEST_STATES = ["none", "available", "active", "ready", "done"] as const;

/** One thing that has to hold of a player or of the world. */
export const CONDITION = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("level"), min: LEVEL.default(1), max: LEVEL.default(60), ...NOT }),
  z.strictObject({ type: z.literal("class"), class: ref("classes"), ...NOT }),
  z.strictObject({ type: z.literal("quest"), quest: ref("quests"), state: z.enum(QUEST_STATES), ...NOT }),
  z.strictObject({ type: z.literal("item"), item: ref("items"), count: COUNT.default(1), ...NOT }),
  z.strictObject({ type: z.literal("coins"), coins: COINS, ...NOT }),
  z.strictObject({ type: z.literal("skill"), craft: ref("crafts"), min: whole(0, 300), ...NOT }),
  z.strictObject({ type: z.literal("effect"), effect: ref("effects"), ...NOT }),
  z.strictObject({
    type: z.literal("worldQuest"),
    worldQuest: ref("worldQuests"),
    state: z.enum(["waiting", "running", "done", "failed"]),
    ...NOT,
  }),
  z.strictObject({ type: z.literal("flag"), flag: ID, ...NOT }).meta({ description: "a mark on the world itself" }),
  z.strictObject({ type: z.literal("season"), season: ref("seasons"), ...NOT }),
  z.strictObject({ type: z.literal("event"), event: ref("events"), ...NOT }),
  z.strictObject({ type: z.literal("time"), fromMinute: MINUTE, toMinute: MINUTE, ...NOT }),
  z.strictObject({
    type: z.literal("prosperity"),
    min: whole(0, 1000).default(0),
    max: whole(0, 1000).default(1000),
    ...NOT,
  })
    .meta({ description: "of the settlement where it is asked" }),
  z.strictObject({ type: z.literal("party"), min: whole(1, 5), ...NOT }),
]);

const SET_FLAG = z.strictObject({ type: z.literal("setFlag"), flag: ID, on: z.boolean().default(true) });

/** What a quest does, when a stage of it is done or it is handed in. */
const OF_QUESTS = [
  z.strictObject({ type: z.literal("giveItem"), item: ref("items"), count: COUNT.default(1) }),
  z.strictObject({ type: z.literal("takeItem"), item: ref("items"), count: COUNT.default(1) }),
  z.strictObject({ type: z.literal("takeCoins"), coins: COINS }),
  z.strictObject({ type: z.literal("teachAbility"), ability: ref("abilities") }),
  z.strictObject({ type: z.literal("teachRecipe"), recipe: ref("recipes") }),
  z.strictObject({ type: z.literal("teachCraft"), craft: ref("crafts") }),
  z.strictObject({ type: z.literal("applyEffect"), effect: ref("effects") }),
  SET_FLAG,
  z.strictObject({ type: z.literal("aidWorldQuest"), worldQuest: ref("worldQuests"), amount: COUNT.default(1) }),
  z.strictObject({ type: z.literal("travel"), portal: ref("portals") }),
  z.strictObject({ type: z.literal("bindHere") }),
  z.strictObject({ type: z.literal("repairAll") }),
] as const;

/** What an answer of a talk does: all of that, and what needs somebody who is talked to. */
export const TALK_DEED = z.discriminatedUnion("type", [
  ...OF_QUESTS,
  z.strictObject({ type: z.literal("offerQuest"), quest: ref("quests") }),
  z.strictObject({ type: z.literal("completeQuest"), quest: ref("quests") }),
  z.strictObject({ type: z.literal("startEscort"), quest: ref("quests") }),
  z.strictObject({ type: z.literal("openVendor"), vendor: ref("vendors") }),
  z.strictObject({ type: z.literal("openBank") }),
  z.strictObject({ type: z.literal("openOrders") }),
  z.strictObject({ type: z.literal("openTimeline") }),
]);
export const QUEST_DEED = z.discriminatedUnion("type", OF_QUESTS);
/** What an event or a task for all does: it is nobody's in particular. */
export const WORLD_DEED = z.discriminatedUnion("type", [SET_FLAG]);

export type Condition = z.infer<typeof CONDITION>;
export type Deed = z.infer<typeof TALK_DEED>;
export type WorldDeed = z.infer<typeof WORLD_DEED>;
