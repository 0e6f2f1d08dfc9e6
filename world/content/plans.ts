/** The floor plans of a world's dungeons: the terrain is made of them besides its seed. */
import type { Floorplan } from "../terrain/mod.ts";
import { type Numbers, numbersOf } from "./numbers.ts";
import type { Pack } from "./pack.ts";

/** The plans of a pack's dungeons, in the order of their numbers in a world that has these already. */
export function plansOf(pack: Pack, before: Numbers): Floorplan[] {
  const byId = new Map(pack.entries.dungeons.map(({ id, plan }) => [id, plan]));
  return numbersOf(pack, before).dungeons.flatMap((id) => {
    const rows = byId.get(id);
    return rows === undefined ? [] : [{ rows }];
  });
}

/** Whether two lists of plans are the same. */
export function arePlansSame(a: readonly Floorplan[], b: readonly Floorplan[]): boolean {
  return a.length === b.length && a.every(({ rows }, at) => rows.join("\n") === b[at]!.rows.join("\n"));
}
