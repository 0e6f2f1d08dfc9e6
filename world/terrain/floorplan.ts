/**
 * Floor plans: rooms and dungeons as rows of letters, one letter a square metre. They are data: a content pack brings
 * the plans of its dungeons, and the rooms behind the doors of houses are drawn from the houses themselves.
 */
import { GROUND, type Ground, PROP, type PropKind } from "./types.ts";

/** What a letter of a floor plan stands for: the ground, and what stands on it. */
export interface FloorLetter {
  readonly ground: Ground;
  readonly prop: PropKind | null;
  /** For people who draw plans. */
  readonly about: string;
}

/** The letters of floor plans. What is on a spot (1 to 9, a to e, *) is the business of whoever fills a dungeon. */
export const FLOOR_LETTERS: Readonly<Record<string, FloorLetter>> = {
  " ": { ground: GROUND.void, prop: null, about: "nothing" },
  "#": { ground: GROUND.wall, prop: null, about: "wall" },
  ".": { ground: GROUND.planks, prop: null, about: "wooden floor" },
  ",": { ground: GROUND.cave, prop: null, about: "stone floor" },
  "~": { ground: GROUND.shallowWater, prop: null, about: "shallow water" },
  "≈": { ground: GROUND.deepWater, prop: null, about: "deep water: to be swum" },
  "+": { ground: GROUND.planks, prop: null, about: "the door" },
  "=": { ground: GROUND.cave, prop: null, about: "the door of a cave" },
  "T": { ground: GROUND.planks, prop: PROP.table, about: "table" },
  "h": { ground: GROUND.planks, prop: PROP.stool, about: "stool" },
  "B": { ground: GROUND.planks, prop: PROP.bed, about: "bed" },
  "H": { ground: GROUND.planks, prop: PROP.hearth, about: "hearth" },
  "b": { ground: GROUND.planks, prop: PROP.barrel, about: "barrel" },
  "s": { ground: GROUND.planks, prop: PROP.shelf, about: "shelf" },
  "A": { ground: GROUND.planks, prop: PROP.anvil, about: "anvil" },
  "x": { ground: GROUND.planks, prop: PROP.crate, about: "crate" },
  "K": { ground: GROUND.planks, prop: PROP.counter, about: "counter" },
  "O": { ground: GROUND.cave, prop: PROP.pillar, about: "pillar" },
  "n": { ground: GROUND.cave, prop: PROP.bones, about: "bones" },
  "Y": { ground: GROUND.cave, prop: PROP.crystal, about: "crystal" },
  "M": { ground: GROUND.cave, prop: PROP.altar, about: "altar" },
  "i": { ground: GROUND.cave, prop: PROP.torch, about: "torch" },
  "R": { ground: GROUND.cave, prop: PROP.boulder, about: "boulder" },
};

/** Letters that mark a spot on stone floor: where something is to be. */
export const SPOT_LETTERS = "123456789abcdefgj*";

/** A plan: rows from north to south, all of one length, with one door. */
export interface Floorplan {
  readonly rows: readonly string[];
}

/** A marked spot of a plan, in metres from its north-west corner. */
export interface PlanSpot {
  readonly mark: string;
  readonly x: number;
  readonly y: number;
}

/** What is wrong with a plan, as a sentence, or "". */
export function floorplanProblem({ rows }: Floorplan, metresMax: number): string {
  const width = rows[0] === undefined ? 0 : lettersOf(rows[0]).length;
  if (width < 3 || rows.length < 3) return "a floor plan has at least 3 rows of 3 letters";
  if (width > metresMax || rows.length > metresMax) {
    return `a floor plan is at most ${metresMax} by ${metresMax} metres, not ${width} by ${rows.length}`;
  }
  let doors = 0;
  for (let row = 0; row < rows.length; row++) {
    const letters = lettersOf(rows[row]!);
    if (letters.length !== width) return `row ${row + 1} has ${letters.length} letters, the first has ${width}`;
    for (const letter of letters) {
      if (letter === "+" || letter === "=") doors++;
      else if (FLOOR_LETTERS[letter] === undefined && !SPOT_LETTERS.includes(letter)) {
        return `row ${row + 1} has the letter "${letter}", which stands for nothing`;
      }
    }
  }
  return doors === 1 ? "" : `a floor plan has one door, not ${doors}`;
}

/** The letters of a row, by code points. */
export function lettersOf(row: string): string[] {
  return [...row];
}

/** Ground and prop of a letter; a mark is stone floor. */
export function letterOf(letter: string): FloorLetter {
  return FLOOR_LETTERS[letter] ?? FLOOR_LETTERS[","]!;
}

/** Where the door is, in metres from the north-west corner. */
export function doorOf({ rows }: Floorplan): { x: number; y: number } {
  for (let y = 0; y < rows.length; y++) {
    const x = lettersOf(rows[y]!).findIndex((letter) => letter === "+" || letter === "=");
    if (x >= 0) return { x, y };
  }
  return { x: 1, y: 1 };
}

/** The marked spots of a plan, row by row. */
export function spotsOf({ rows }: Floorplan): PlanSpot[] {
  return rows.flatMap((row, y) =>
    lettersOf(row).flatMap((mark, x) => SPOT_LETTERS.includes(mark) ? [{ mark, x, y }] : [])
  );
}
