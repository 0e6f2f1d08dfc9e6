/** Which landmarks of the content stand, and what the world was like when that was last looked at. All of it is saved. */
import { makeTable, type Table } from "../base/table.ts";

/** One that stands. */
const STANDING = {
  landmark: { column: "u16", saved: true },
  entity: { column: "u32", saved: true },
} as const;

/** One row: the mark of all that conditions ask for, and which landmark of the content is looked at next, from 1 on. */
const LOOKED = {
  mark: { column: "u32", saved: true },
  /** 0: all were looked at. */
  next: { column: "u16", saved: true },
} as const;

/** All of it. */
export interface Landmarks {
  readonly standing: Table<typeof STANDING>;
  readonly looked: Table<typeof LOOKED>;
}

/** None stands. */
export function makeLandmarks(): Landmarks {
  return { standing: makeTable(STANDING, 4096), looked: makeTable(LOOKED, 1) };
}
