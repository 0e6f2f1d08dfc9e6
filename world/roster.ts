/**
 * The roster: every character that ever entered, and where it is or was. Who is away stays in the world's state, so
 * leaving is a change of state and never a copy to another place.
 */
import { addRow, makeTable, type Table } from "./base/table.ts";
import { indexOf } from "./entities.ts";
import { ROSTER_MAX } from "./limits.ts";

const ROSTER = {
  character: { column: "u32", saved: true },
  /** Whose it is; 0: from before that was noted. */
  account: { column: "u32", saved: true },
  name: { column: "text", saved: true },
  look: { column: "u32", saved: true },
  space: { column: "u16", saved: true },
  x: { column: "i32", saved: true },
  y: { column: "i32", saved: true },
  heading: { column: "u8", saved: true },
  lastSeenTick: { column: "u32", saved: true },
  /** Its body, or 0. While there is one, the body's place counts and not the one above. */
  entity: { column: "u32", saved: true },
} as const;

/** All characters, a row each in the order of their first coming. */
export interface Roster {
  readonly table: Table<typeof ROSTER>;
  /** Row of each character; derived. */
  readonly rowOf: Map<number, number>;
  /** Of each account that plays: which of its characters a session last entered with. Derived. */
  readonly playedOf: Map<number, number>;
}

/** Nobody. */
export function makeRoster(): Roster {
  return { table: makeTable(ROSTER, ROSTER_MAX), rowOf: new Map(), playedOf: new Map() };
}

/** Whether a character has a row, or there is room for one. */
export function hasRosterRow(roster: Roster, character: number): boolean {
  return roster.table.length < ROSTER_MAX || roster.rowOf.has(character);
}

/** The row of a character, a new one of zeros if it was never here. Ask `hasRosterRow` first. */
export function rosterRow(roster: Roster, character: number): number {
  const known = roster.rowOf.get(character);
  if (known !== undefined) return known;
  const row = addRow(roster.table);
  roster.table.columns.character[row] = character;
  roster.rowOf.set(character, row);
  return row;
}

/** Notes that a character's account plays it. */
export function notePlayed(roster: Roster, character: number): void {
  const row = roster.rowOf.get(character);
  const account = row === undefined ? 0 : roster.table.columns.account[row]!;
  if (account !== 0) roster.playedOf.set(account, character);
}

/** The index of a character's body, or -1 without one. */
export function bodyOf(roster: Roster, character: number): number {
  const row = roster.rowOf.get(character);
  const entity = row === undefined ? 0 : roster.table.columns.entity[row]!;
  return entity === 0 ? -1 : indexOf(entity);
}

/** Works out the rows anew, after a load. */
export function reindexRoster(roster: Roster): void {
  roster.rowOf.clear();
  roster.playedOf.clear();
  const { character } = roster.table.columns;
  for (let row = 0; row < roster.table.length; row++) roster.rowOf.set(character[row]!, row);
}
