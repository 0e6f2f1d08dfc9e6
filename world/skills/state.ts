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

/** An ability that somebody has taught a character. Those of its class come with its level and have no row. */
const TAUGHT = {
  character: { column: "u32", saved: true },
  ability: { column: "u16", saved: true },
} as const;

const ROWS_MAX = 1_048_576;

/** All of it. */
export interface Skills {
  readonly points: Table<typeof SKILLS>;
  readonly learned: Table<typeof LEARNED>;
  readonly taught: Table<typeof TAUGHT>;
  /** Derived: row in `points` by character and craft. */
  readonly rowOf: Map<number, number>;
  /** Derived: what was learned, by character and recipe. */
  readonly known: Set<number>;
  /** Derived: abilities that a character was taught, by character, in the order in which it was. */
  readonly abilitiesOf: Map<number, number[]>;
}

/** Nobody has learned anything. */
export function makeSkills(): Skills {
  return {
    points: makeTable(SKILLS, ROWS_MAX),
    learned: makeTable(LEARNED, ROWS_MAX),
    taught: makeTable(TAUGHT, ROWS_MAX),
    rowOf: new Map(),
    known: new Set(),
    abilitiesOf: new Map(),
  };
}

/** The key of something of a character's, by the number of what it is. */
export function skillKey(character: number, number: number): number {
  return character * 0x1_0000 + number;
}

/** Works out what is not saved. */
export function reindexSkills(skills: Skills): void {
  const { points, learned, taught, rowOf, known, abilitiesOf } = skills;
  rowOf.clear();
  known.clear();
  abilitiesOf.clear();
  for (let row = 0; row < points.length; row++) {
    rowOf.set(skillKey(points.columns.character[row]!, points.columns.craft[row]!), row);
  }
  for (let row = 0; row < learned.length; row++) {
    known.add(skillKey(learned.columns.character[row]!, learned.columns.recipe[row]!));
  }
  for (let row = 0; row < taught.length; row++) {
    noteTaught(skills, taught.columns.character[row]!, taught.columns.ability[row]!);
  }
}

/** Notes an ability that a character was taught. */
export function noteTaught({ abilitiesOf }: Skills, character: number, ability: number): void {
  const abilities = abilitiesOf.get(character);
  if (abilities === undefined) abilitiesOf.set(character, [ability]);
  else abilities.push(ability);
}
