/** Seasons: a function of the day and of the content, which says how many days each has. */
import { calendarAt } from "./calendar.ts";
import type { Numbered, Season } from "./content/mod.ts";
import type { WeatherKind } from "./weather.ts";
import type { World } from "./world.ts";

/** The season of the world's tick; null in a world whose content has none. */
export function seasonAt({ tick, facts, content }: Pick<World, "tick" | "facts" | "content">): Numbered<Season> | null {
  return seasonOf(content.seasons.all, tick, facts.dayTicks);
}

/** The season of a tick among these, which follow one another; null if there are none. */
export function seasonOf<Of extends Pick<Season, "days">>(
  seasons: readonly Of[],
  tick: number,
  dayTicks: number,
): Of | null {
  const year = seasons.reduce((sum, { days }) => sum + days, 0);
  if (year === 0) return null;
  let day = (calendarAt(Math.max(0, tick), dayTicks).day - 1) % year;
  for (const season of seasons) {
    if (day < season.days) return season;
    day -= season.days;
  }
  return null;
}

/** Weights of weathers, which come to 10,000. */
type Weights = readonly { readonly weather: WeatherKind; readonly weight: number }[];

/** What weather there is to be, for `weatherAt`: the weights of the season at a tick; null where seasons say nothing. */
export function spellsOf(
  seasons: readonly (Pick<Season, "days"> & { readonly weather: Weights })[],
): ((tick: number, dayTicks: number) => Weights) | null {
  return seasons.length === 0 ? null : (tick, dayTicks) => seasonOf(seasons, tick, dayTicks)!.weather;
}
