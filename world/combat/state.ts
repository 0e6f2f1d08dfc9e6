/** What is remembered of fights: who waits for what, and which creatures lie dead. All of it is saved. */
import { makeTable, type Table } from "../base/table.ts";

/** Until when a character waits before it uses an ability again. See PAUSE and FIGHT for what is no ability. */
const COOLDOWNS = {
  character: { column: "u32", saved: true },
  ability: { column: "u16", saved: true },
  untilTick: { column: "u32", saved: true },
} as const;

/** Creatures that are dead, and when they are gone or come back. */
const FALLEN = {
  entity: { column: "u32", saved: true },
  untilTick: { column: "u32", saved: true },
} as const;

/** In place of an ability's number: the pause between any two abilities; and how long one still fights. */
export const PAUSE = 0;
export const FIGHT = 0xffff;

const COOLDOWNS_MAX = 65_536;
const FALLEN_MAX = 16_384;

/** All of it. */
export interface Combat {
  readonly cooldowns: Table<typeof COOLDOWNS>;
  readonly fallen: Table<typeof FALLEN>;
}

/** Nobody fights. */
export function makeCombat(): Combat {
  return { cooldowns: makeTable(COOLDOWNS, COOLDOWNS_MAX), fallen: makeTable(FALLEN, FALLEN_MAX) };
}
