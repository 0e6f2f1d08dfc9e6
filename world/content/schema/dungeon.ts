import { z } from "zod";
import { ID, LEVEL, line, NAME, PROSE, ref, whole } from "./base.ts";

const MARK = z.string().regex(/^[1-9a-gj*]$/).meta({ description: "a marked spot of the floor plan" });

/** A dungeon: its floor plan, and what is where in it. Each party has a copy of its own. */
export const DUNGEON = z.strictObject({
  id: ID,
  name: NAME,
  text: PROSE,
  level: z.strictObject({ min: LEVEL, max: LEVEL }),
  players: z.strictObject({ min: whole(1, 5), max: whole(1, 5) }),
  plan: z.array(z.string().min(3).max(120)).min(3).max(120)
    .meta({ description: "rows of letters, one a square metre (world/terrain/floorplan.ts)" }),
  rooms: z.array(z.strictObject({ id: ID, name: NAME, text: PROSE.default(""), marks: z.array(MARK).min(1).max(19) }))
    .max(20)
    .default([]),
  encounters: z.array(z.strictObject({
    id: ID,
    mark: MARK,
    creatures: z.array(z.strictObject({ creature: ref("creatures"), count: whole(1, 12).default(1) })).min(1).max(6),
    after: z.array(ID).max(6).default([]).meta({
      description: "encounters of this dungeon that have to be won before",
    }),
    says: line(160).nullable().default(null),
  })).min(1).max(40),
  doors: z.array(z.strictObject({
    mark: MARK,
    opensAfter: z.array(ID).max(6).default([]),
  })).max(12).default([]),
  chests: z.array(z.strictObject({ mark: MARK, loot: ref("loot"), after: z.array(ID).max(6).default([]) })).max(12)
    .default([]),
  emptySeconds: whole(60, 86_400).default(600).meta({ description: "that a copy waits for who left it" }),
});

export type Dungeon = z.infer<typeof DUNGEON>;
