/** What characters have learned: how good they are at crafts, and how to make what. All of it is saved. */
import { makeTable, type Table } from "../base/table.ts";

/** How good a character is at a craft. Who has no row has not begun. */
const SKILLS = {
  character: { column: "u32", saved: true },
  craft: { column: "u16", saved: true },
  points: { column: "u16", saved: true },
} as const;

/** A recipe that a character has learned. Those that are known from the start have no row. */
const LEARNED = {
  character: { column: "u32", saved: true },
  recipe: { column: "u16", saved: true },
} as const;

const ROWS_MAX = 1_048_576;

/** All of it. */
export interface Skills {
  readonly points: Table<typeof SKILLS>;
  readonly learned: Table<typeof LEARNED>;
  /** Derived: row in `points` by character and craft. */
  readonly rowOf: Map<number, number>;
  /** Derived: what was learned, by character and recipe. */
  readonly known: Set<number>;
}

/** Nobody has learned anything. */
export function makeSkills(): Skills {
  return {
    points: makeTable(SKILLS, ROWS_MAX),
    learned: makeTable(LEARNED, ROWS_MAX),
    rowOf: new Map(),
    known: new Set(),
  };
}

/** The key of something of a character's, by the number of what it is. */
export function skillKey(character: number, number: number): number {
  return character * 0x1_0000 + number;
}

/** Works out what is not saved. */
export function reindexSkills({ points, learned, rowOf, known }: Skills): void {
  rowOf.clear();
  known.clear();
  for (let row = 0; row < points.length; row++) {
    rowOf.set(skillKey(points.columns.character[row]!, points.columns.craft[row]!), row);
  }
  for (let row = 0; row < learned.length; row++) {
    known.add(skillKey(learned.columns.character[row]!, learned.columns.recipe[row]!));
  }
}
