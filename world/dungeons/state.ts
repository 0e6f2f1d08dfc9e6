/** What is remembered of dungeons that somebody is in, besides whose they are (world/places). All of it is saved. */
import { makeTable, type Table } from "../base/table.ts";

/** How an encounter of a run stands. Those without a row have not begun. */
const ENCOUNTERS = {
  dungeon: { column: "u8", saved: true },
  copy: { column: "u8", saved: true },
  /** Its place in the content's list, or that of a chest or a gate; values of WHAT. */
  what: { column: "u8", saved: true },
  number: { column: "u8", saved: true },
  /** Values of STAGE. */
  stage: { column: "u8", saved: true },
  /** Of a chest or a gate: its body. */
  entity: { column: "u32", saved: true },
} as const;

/** Who belongs to an encounter. */
const FIGHTERS = {
  entity: { column: "u32", saved: true },
  dungeon: { column: "u8", saved: true },
  copy: { column: "u8", saved: true },
  encounter: { column: "u8", saved: true },
} as const;

/** What a row is about. */
export const WHAT = { encounter: 0, chest: 1, gate: 2 } as const;
/** `placed`: it waits; `fought`: somebody has begun with it; `over`: won, opened. */
export const STAGE = { placed: 1, fought: 2, over: 3 } as const;

/** All of it. */
export interface Dungeons {
  readonly encounters: Table<typeof ENCOUNTERS>;
  readonly fighters: Table<typeof FIGHTERS>;
}

/** Nobody is in any. */
export function makeDungeons(): Dungeons {
  return { encounters: makeTable(ENCOUNTERS, 16_384), fighters: makeTable(FIGHTERS, 32_768) };
}
