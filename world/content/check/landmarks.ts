import type { Pack } from "../pack.ts";
import type { Condition } from "../schema/conditions.ts";
import type { Note } from "./whole.ts";

/** What a landmark may wait for: what changes seldom, and is nobody's in particular. */
const ASKED: readonly Condition["type"][] = ["flag", "worldQuest", "event", "season", "prosperity"];

/** What stands on the land: its conditions are the world's, and it shuts nobody in or out. */
export function checkLandmarks({ entries }: Pack, note: Note): void {
  const set = flagsSet(entries);
  for (const { id, when, place, sizeMetres, holdMetres } of entries.landmarks) {
    when.forEach((condition, at) => {
      if (!ASKED.includes(condition.type)) {
        note("landmarks", id, `when.${at}.type`, condition.type, `a condition of the world: ${ASKED.join(", ")}`);
      }
      if (condition.type === "flag" && !set.has(condition.flag)) {
        note("landmarks", id, `when.${at}.flag`, condition.flag, "a flag that something sets");
      }
    });
    if (place.type === "building" && place.inside) {
      note("landmarks", id, "place.inside", true, "a place on the land");
    }
    if (holdMetres === 0) continue;
    if (holdMetres > sizeMetres) note("landmarks", id, "holdMetres", holdMetres, "no more than sizeMetres");
    if (place.type === "dungeon" || place.type === "building") {
      note("landmarks", id, "holdMetres", holdMetres, "0 before a door: who is inside has to come out");
    }
  }
}

/** The flags that deeds of talks, quests, tasks for all and events set. */
function flagsSet({ dialogues, quests, worldQuests, events }: Pack["entries"]): ReadonlySet<string> {
  const deeds = [
    ...dialogues.flatMap(({ nodes }) => nodes.flatMap(({ choices }) => choices.flatMap(({ does }) => does))),
    ...quests.flatMap(({ stages, does }) => [...stages.flatMap((stage) => stage.does), ...does]),
    ...worldQuests.flatMap(({ done, failed }) => [...done.does, ...(failed?.does ?? [])]),
    ...events.flatMap(({ phases }) => phases.flatMap(({ does }) => does)),
  ];
  return new Set(deeds.flatMap((deed) => deed.type === "setFlag" ? [deed.flag] : []));
}
