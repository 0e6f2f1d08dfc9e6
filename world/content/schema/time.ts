import { z } from "zod";
import { CHANCE, COLOUR, COUNT, ID, line, MINUTE, NAME, PERMILLE, PROSE, ref, whole } from "./base.ts";
import { SETTLEMENT } from "./place.ts";
import { CONDITION, WORLD_DEED } from "./conditions.ts";

/** Weathers of a world (world/weather.ts). */
export const WEATHER_NAMES = ["clear", "cloudy", "rain", "storm", "fog", "snow"] as const;

/** A part of the year. Seasons follow one another in the order of the pack. */
export const SEASON = z.strictObject({
  id: ID,
  name: NAME,
  text: PROSE,
  days: whole(1, 400).meta({ description: "days of the world" }),
  weather: z.array(z.strictObject({ weather: z.enum(WEATHER_NAMES), weight: CHANCE })).min(1).max(6)
    .meta({ description: "weights that come to 10000" }),
  growthPermille: PERMILLE.default(1000),
  breedPermille: PERMILLE.default(1000),
  tint: z.strictObject({ ground: COLOUR, leaves: COLOUR, strengthPermille: whole(0, 1000) }),
  snow: z.boolean().default(false),
  effects: z.array(z.strictObject({ weather: z.enum(WEATHER_NAMES), effect: ref("effects") })).max(6).default([])
    .meta({ description: "what the weather does to who is out in it" }),
}).superRefine(({ weather }, context) => {
  const sum = weather.reduce((all, { weight }) => all + weight, 0);
  if (sum === 10_000) return;
  context.addIssue({ code: "custom", path: ["weather"], params: { wanted: "weights that come to 10000" }, input: sum });
});

/** What becomes of a settlement at the end of a phase. */
const END = z.strictObject({
  text: line(200),
  prosperity: whole(-1000, 1000).default(0).meta({ description: "points that its settlement gains or loses" }),
});

/** A phase may be about a settlement. */
const STAKE = z.strictObject({
  settlement: SETTLEMENT,
  won: END.meta({ description: "when so many were killed in time as `until` says" }),
  lost: END.meta({ description: "when its time was over first" }),
  thanks: line(200).meta({ description: "told to each that had a part in those killed, when it is won" }),
  xp: whole(0, 100_000).default(0).meta({ description: "that each of them gains" }),
}).meta({
  description: "a settlement that does better or worse by how the phase ends; only where there is an `until`",
});

/** Something that happens on days of the calendar. */
export const EVENT = z.strictObject({
  id: ID,
  name: NAME,
  text: PROSE,
  calendar: z.strictObject({
    everyDays: whole(1, 1000),
    fromDay: whole(1, 1000).meta({ description: "the first day on which it is" }),
    minute: MINUTE.meta({ description: "of the day, at which it begins" }),
    chance: CHANCE.default(10_000),
    seasons: z.array(ref("seasons")).max(8).default([]).meta({ description: "only in these; none: all" }),
  }),
  when: z.array(CONDITION).max(4).default([]),
  phases: z.array(
    z.strictObject({
      id: ID,
      minutes: whole(1, 14_400).meta({ description: "of the world's time" }),
      announce: line(200).nullable().default(null),
      spawns: z.array(ref("spawns")).max(12).default([]).meta({ description: "that are there only now" }),
      weather: z.enum(WEATHER_NAMES).nullable().default(null),
      xpPermille: PERMILLE.default(1000),
      harvestPermille: PERMILLE.default(1000),
      pricesPermille: PERMILLE.default(1000),
      does: z.array(WORLD_DEED).max(4).default([]),
      until: z.strictObject({ creatures: z.array(ref("creatures")).min(1).max(8), count: COUNT }).nullable().default(
        null,
      )
        .meta({ description: "ends before its time when so many are killed" }),
      stake: STAKE.nullable().default(null),
    }).refine(({ until, stake }) => stake === null || until !== null, {
      params: { wanted: "no stake without an until" },
    }),
  ).min(1).max(8),
});

export type Season = z.infer<typeof SEASON>;
export type CalendarEvent = z.infer<typeof EVENT>;
