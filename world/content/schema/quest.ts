import { z } from "zod";
import { COINS, COUNT, ID, LEVEL, line, NAME, PROSE, ref, whole } from "./base.ts";
import { CONDITION, QUEST_DEED, WORLD_DEED } from "./conditions.ts";
import { FAMILIES } from "./creature.ts";
import { PLACE } from "./place.ts";

const OF_ALL = {
  text: line(100).meta({ description: "as the tracker shows it, without the count" }),
};

/** Whether it counts for those of a party who are near and have the same quest, too; what is picked up does not. */
const shared = (usual: boolean) => ({
  shared: z.boolean().default(usual).meta({ description: "counts for those of a party near who have the quest, too" }),
});

/** What has to be done. */
export const OBJECTIVE = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("kill"),
    ...OF_ALL,
    creatures: z.array(ref("creatures")).max(8).default([]),
    families: z.array(z.enum(FAMILIES)).max(4).default([]),
    region: ref("regions").nullable().default(null),
    count: COUNT,
  }),
  z.strictObject({
    type: z.literal("collect"),
    ...OF_ALL,
    item: ref("items"),
    count: COUNT,
    keeps: z.boolean().default(false),
    ...shared(false),
  }),
  z.strictObject({
    type: z.literal("deliver"),
    ...OF_ALL,
    item: ref("items"),
    count: COUNT.default(1),
    npc: ref("npcs"),
  }),
  z.strictObject({
    type: z.literal("visit"),
    ...OF_ALL,
    place: PLACE,
    radiusMetres: whole(2, 200).default(15),
    ...shared(true),
  }),
  z.strictObject({ type: z.literal("region"), ...OF_ALL, region: ref("regions"), ...shared(true) }),
  z.strictObject({ type: z.literal("talk"), ...OF_ALL, npc: ref("npcs"), ...shared(true) }),
  z.strictObject({
    type: z.literal("use"),
    ...OF_ALL,
    item: ref("items"),
    place: PLACE.nullable().default(null),
    radiusMetres: whole(2, 100).default(12),
    count: COUNT.default(1),
    ...shared(false),
  }),
  z.strictObject({
    type: z.literal("escort"),
    ...OF_ALL,
    npc: ref("npcs"),
    to: PLACE,
    attackers: z.array(z.strictObject({ creature: ref("creatures"), count: whole(1, 10) })).max(4).default([]),
    ...shared(true),
  }),
  z.strictObject({
    type: z.literal("survive"),
    ...OF_ALL,
    place: PLACE,
    radiusMetres: whole(5, 100).default(25),
    seconds: whole(10, 1800),
    waves: z.array(z.strictObject({ creature: ref("creatures"), count: whole(1, 12), atSecond: whole(0, 1800) })).max(8)
      .default([]),
    ...shared(true),
  }),
  z.strictObject({ type: z.literal("craft"), ...OF_ALL, recipe: ref("recipes"), count: COUNT, ...shared(false) }),
  z.strictObject({ type: z.literal("gather"), ...OF_ALL, node: ref("nodes"), count: COUNT, ...shared(false) }),
  z.strictObject({ type: z.literal("group"), ...OF_ALL, creature: ref("creatures"), size: whole(2, 5) })
    .meta({ description: "beaten by a party of this size" }),
]);

/** What one gets. */
export const REWARD = z.strictObject({
  xp: whole(0, 1_000_000).default(0),
  coins: COINS.default(0),
  items: z.array(z.strictObject({ item: ref("items"), count: COUNT.default(1) })).max(4).default([]),
  choices: z.array(z.strictObject({ item: ref("items"), count: COUNT.default(1) })).max(6).default([])
    .meta({ description: "one of these, as the player chooses" }),
  recipes: z.array(ref("recipes")).max(4).default([]),
  abilities: z.array(ref("abilities")).max(2).default([]),
});

/** A task with a story. */
export const QUEST = z.strictObject({
  id: ID,
  name: NAME,
  chain: z.string().max(48).default("").meta({
    description: "name of the story that it belongs to, for players: the log keeps its quests together",
  }),
  level: LEVEL,
  levelMin: LEVEL.default(1).meta({ description: "of who may take it" }),
  giver: ref("npcs"),
  turnIn: ref("npcs").nullable().default(null).meta({ description: "null: its giver" }),
  after: z.array(ref("quests")).max(4).default([]).meta({ description: "have to be done before" }),
  afterAny: z.array(ref("quests")).max(6).default([]).meta({ description: "at least one of them has to be done" }),
  excludes: z.array(ref("quests")).max(4).default([]).meta({ description: "none of these may be done" }),
  when: z.array(CONDITION).max(4).default([]),
  offer: PROSE.min(1).meta({ description: "what the giver says" }),
  waiting: PROSE.min(1).meta({ description: "what it says meanwhile" }),
  done: PROSE.min(1).meta({ description: "what is said when it is handed in" }),
  summary: line(200),
  stages: z.array(z.strictObject({
    id: ID,
    text: line(200).default("-").meta({ description: "what is to be done now" }),
    objectives: z.array(OBJECTIVE).min(1).max(5),
    next: z.array(z.strictObject({ stage: ID, choice: line(100).nullable().default(null) })).max(4).default([])
      .meta({ description: "none: ready to hand in; several: the player chooses" }),
    does: z.array(QUEST_DEED).max(4).default([]).meta({ description: "when the stage is done" }),
  })).min(1).max(8),
  gives: z.array(z.strictObject({ item: ref("items"), count: COUNT.default(1) })).max(4).default([])
    .meta({ description: "at its beginning" }),
  reward: REWARD,
  does: z.array(QUEST_DEED).max(6).default([]).meta({ description: "when it is handed in" }),
  repeatSeconds: whole(0, 2_592_000).default(0).meta({ description: "after which it can be done again; 0: once" }),
  party: z.boolean().default(true).meta({
    description: "what one of a party does counts for those near: kills, and objectives that are `shared`",
  }),
  limitSeconds: whole(0, 86_400).default(0).meta({ description: "in which it has to be done; 0: any time" }),
});

/** A task for everybody at once, that changes the world. */
export const WORLD_QUEST = z.strictObject({
  id: ID,
  name: NAME,
  text: PROSE,
  region: ref("regions").nullable().default(null),
  when: z.array(CONDITION).max(4).default([]).meta({ description: "begins when these hold" }),
  goals: z.array(z.strictObject({
    text: line(100),
    by: z.discriminatedUnion("type", [
      z.strictObject({ type: z.literal("kill"), creatures: z.array(ref("creatures")).min(1).max(8) }),
      z.strictObject({ type: z.literal("bring"), item: ref("items") }),
      z.strictObject({ type: z.literal("quest"), quests: z.array(ref("quests")).min(1).max(8) }),
    ]),
    count: whole(1, 1_000_000),
  })).min(1).max(5),
  bringTo: ref("npcs").nullable().default(null),
  limitDays: whole(0, 1000).default(0).meta({ description: "days of the world after which it has failed; 0: never" }),
  done: z.strictObject({
    text: PROSE.min(1),
    does: z.array(WORLD_DEED).max(6).default([]),
    prosperity: whole(-1000, 1000).default(0),
  }),
  failed: z.strictObject({
    text: PROSE.min(1),
    does: z.array(WORLD_DEED).max(6).default([]),
    prosperity: whole(-1000, 1000).default(0),
  })
    .nullable().default(null),
  reward: REWARD.pick({ xp: true, coins: true, items: true }).meta({
    description: "of everybody who did something for it",
  }),
  againDays: whole(0, 1000).default(0).meta({ description: "days after which it begins anew; 0: never" }),
});

export type Objective = z.infer<typeof OBJECTIVE>;
export type Reward = z.infer<typeof REWARD>;
export type Quest = z.infer<typeof QUEST>;
export type WorldQuest = z.infer<typeof WORLD_QUEST>;
