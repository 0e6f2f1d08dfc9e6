/** A town does better or worse, and everybody hears when that makes it rich or poor. */
import { LINE, note, POOR_POINTS, prosper, prosperityOf, RICH_POINTS } from "../almanac/mod.ts";
import type { World } from "../world.ts";
import { markAll } from "./marks.ts";

/** Changes how a town does, by hundredths of a point. */
export function prosperTold(world: World, town: number, hundredths: number): void {
  const before = prosperityOf(world, town);
  prosper(world, town, hundredths);
  const now = prosperityOf(world, town);
  const isRich = before < RICH_POINTS && now >= RICH_POINTS;
  if (!isRich && !(before >= POOR_POINTS && now < POOR_POINTS)) return;
  note(world, isRich ? LINE.townRich : LINE.townPoor, town);
  markAll(world, "timeline", "");
}
