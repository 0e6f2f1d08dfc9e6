/** What the weather of a season does to who is out in it. */
import { weatherNow } from "../almanac/mod.ts";
import { applyWeather } from "../combat/mod.ts";
import { WORLD_UNITS } from "../limits.ts";
import { seasonAt } from "../seasons.ts";
import { positionX, type World } from "../world.ts";

/** Weather weaker than this, of 255, is not felt. */
const FELT = 90;
/** Everybody is looked at so often, in seconds, at a tick of its own. */
const SECONDS = 5;

/** Puts on those who are out what the weather of the season does. */
export function sufferWeather(world: World): void {
  if (world.sessions.size === 0) return;
  const season = seasonAt(world);
  if (season === null || season.effects.length === 0) return;
  const { kind, intensity } = weatherNow(world);
  const rule = season.effects.find(({ weather }) => weather === kind);
  const effect = rule === undefined ? undefined : world.content.effects.byId.get(rule.effect);
  if (effect === undefined || intensity < FELT) return;
  const every = SECONDS * world.facts.tickRate;
  for (const index of [...world.sessions.values()].sort((a, b) => a - b)) {
    if ((world.tick + index) % every !== 0) continue;
    // Rooms and dungeons lie beside the land.
    if (positionX(world, index) < WORLD_UNITS) applyWeather(world, index, effect);
  }
}
