import { DUNGEON_METRES_MAX, DUNGEONS_MAX, floorplanProblem, spotsOf } from "../../terrain/mod.ts";
import type { Pack } from "../pack.ts";
import { findCircle } from "./graph.ts";
import type { Note } from "./whole.ts";

/** Dungeons have a floor plan that holds together, and everything in them has its spot. */
export function checkDungeons({ entries }: Pack, note: Note): void {
  const { dungeons } = entries;
  if (dungeons.length > DUNGEONS_MAX) note("dungeons", "", "", dungeons.length, `at most ${DUNGEONS_MAX} dungeons`);
  for (const { id, plan, encounters, doors, chests, rooms, players } of dungeons) {
    const problem = floorplanProblem({ rows: plan }, DUNGEON_METRES_MAX);
    if (problem !== "") {
      note("dungeons", id, "plan", "", problem);
      continue;
    }
    if (players.min > players.max) note("dungeons", id, "players", players, "min not above max");
    const marks = new Set(spotsOf({ rows: plan }).map(({ mark }) => mark));
    const atMark = (path: string, mark: string) => {
      if (!marks.has(mark)) {
        note("dungeons", id, path, mark, `a mark of the floor plan: ${[...marks].sort().join(" ")}`);
      }
    };
    const known = new Set(encounters.map((one) => one.id));
    if (known.size !== encounters.length) {
      note(
        "dungeons",
        id,
        "encounters",
        encounters.map((one) => one.id),
        "different ids",
      );
    }
    const after = (path: string, ids: readonly string[]) => {
      for (const one of ids) {
        if (!known.has(one)) note("dungeons", id, path, one, "the id of an encounter of this dungeon");
      }
    };
    encounters.forEach((one, index) => {
      atMark(`encounters.${index}.mark`, one.mark);
      after(`encounters.${index}.after`, one.after);
    });
    doors.forEach((one, index) => {
      atMark(`doors.${index}.mark`, one.mark);
      after(`doors.${index}.opensAfter`, one.opensAfter);
    });
    chests.forEach((one, index) => {
      atMark(`chests.${index}.mark`, one.mark);
      after(`chests.${index}.after`, one.after);
    });
    rooms.forEach((room, index) => room.marks.forEach((mark) => atMark(`rooms.${index}.marks`, mark)));
    const encounterOf = new Map(encounters.map((one) => [one.id, one]));
    const circle = findCircle(known, (one) => encounterOf.get(one)?.after ?? []);
    if (circle !== null) {
      note("dungeons", id, "encounters", circle.join(" → "), "encounters that do not wait for themselves");
    }
  }
}
