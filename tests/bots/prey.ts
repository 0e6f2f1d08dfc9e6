/** Whom a bot fights next: somebody who is alone, near, and no stronger than itself. */
import type { CatalogEntryOf } from "../../world/content/mod.ts";
import { STATUS } from "../../world/kinds.ts";
import type { SeenEntity } from "../../net/client/sdk/mod.ts";
import { away } from "./legs.ts";

type CreatureLore = CatalogEntryOf<"creatures">;

/** Of several it takes the one that is alone, and no stronger: as if each of these were so much further away. */
const COMPANION_METRES = 15;
const LEVEL_METRES = 12;
const CALL_METRES = 15;
/** Those who are so far above or below it are not worth it. */
const ABOVE_MAX = 1;
const BELOW_MAX = 3;

/** The best to fight of those in view for whom `isMeant` holds; null if there is none. */
export function choosePrey(
  entities: Iterable<SeenEntity>,
  own: SeenEntity,
  level: number,
  isMeant: (entity: SeenEntity) => boolean,
): SeenEntity | null {
  const creatures = [...entities].filter(({ kind, status }) => kind === "creature" && (status & STATUS.dead) === 0);
  let nearest: SeenEntity | null = null;
  let least = Infinity;
  for (const entity of creatures) {
    if (!isMeant(entity)) continue;
    const company = creatures.filter((one) =>
      one !== entity && one.species === entity.species && away(one, entity) < CALL_METRES
    ).length;
    const above = Math.max(0, entity.level - level);
    const cost = away(entity, own) + company * COMPANION_METRES + above * LEVEL_METRES;
    if (cost < least) [nearest, least] = [entity, cost];
  }
  return nearest;
}

/** Whether somebody is worth fighting for itself: common, and of about the bot's level. */
export function isWorthwhile(lore: CreatureLore | undefined, level: number, own: number): boolean {
  return lore !== undefined && lore.rank === "common" && level <= own + ABOVE_MAX && level >= own - BELOW_MAX;
}
