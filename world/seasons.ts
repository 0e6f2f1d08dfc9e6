/** Seasons: a function of the day and of the content, which says how many days each has. */
import { calendarAt } from "./calendar.ts";
import type { Numbered, Season } from "./content/mod.ts";
import type { World } from "./world.ts";

/** The season of the tick; null in a world whose content has none. */
export function seasonAt({ tick, facts, content }: World): Numbered<Season> | null {
  const { all } = content.seasons;
  const year = all.reduce((sum, { days }) => sum + days, 0);
  if (year === 0) return null;
  let day = (calendarAt(tick, facts.dayTicks).day - 1) % year;
  for (const season of all) {
    if (day < season.days) return season;
    day -= season.days;
  }
  return null;
}
