/**
 * Sheets: who a character is, besides where it is. A sheet is there for each row of the roster, under the same number,
 * whether the character is on or away. While it has a body, what is of the moment (health, energy, level to be seen) is
 * the body's, and goes back to the sheet when the body goes (vitals.ts).
 */
import { makeTable, type Table } from "./base/table.ts";
import { KIND } from "./kinds.ts";
import { ROSTER_MAX } from "./limits.ts";
import type { World } from "./world.ts";

const SHEETS = {
  /** Number of its class, 0 without one. */
  class: { column: "u8", saved: true },
  /** From 1 on; 0 is a sheet that nobody has begun. */
  level: { column: "u8", saved: true },
  /** Experience since its level began. */
  xp: { column: "u32", saved: true },
  /** What its body had when it went. */
  health: { column: "u16", saved: true },
  energy: { column: "u16", saved: true },
  /** Where it comes to itself again. All 0: where newcomers appear. */
  bindSpace: { column: "u16", saved: true },
  bindX: { column: "i32", saved: true },
  bindY: { column: "i32", saved: true },
  /** Experience that counts double. */
  restedXp: { column: "u32", saved: true },
  /** The tick until which it may not come back to life; 0 while it lives. */
  deadUntil: { column: "u32", saved: true },
  /** Its switch for fights with other players (combat/pvp.ts): 0 off, 1 on, 2 on until it goes off. */
  pvp: { column: "u8", saved: true },
  /** Where the body lies that it has left as a spirit; all 0 of who is none. */
  corpseX: { column: "i32", saved: true },
  corpseY: { column: "i32", saved: true },
} as const;

/** All sheets. */
export type Sheets = Table<typeof SHEETS>;

/** No sheets. */
export function makeSheets(): Sheets {
  return makeTable(SHEETS, ROSTER_MAX);
}

/** Levels that there can be. How many a world has, its content says. */
export const LEVEL_MAX = 60;
/** Experience from one level to the next, for each level behind one, where the content says nothing. */
const XP_PER_LEVEL = 100;

/** The sheet of a body's character, or -1 for who has none: creatures, townsfolk. */
export function sheetOf(world: World, index: number): number {
  const { character, kind } = world.entities.components.columns;
  if (kind[index] !== KIND.player) return -1;
  return world.roster.rowOf.get(character[index]!) ?? -1;
}

/** Experience at which the level after this one begins; 0: there is none. */
export function xpNextOf({ content }: World, level: number): number {
  const economy = content.economy.all[0];
  if (economy === undefined) return level >= LEVEL_MAX ? 0 : XP_PER_LEVEL * level;
  return level >= economy.levelMax ? 0 : economy.xpToNext[level - 1] ?? 0;
}
