/** Who lives there by the rules of content is settled once for each content and land, in the first tick that has it. */
import { ALL_KEYS, markOwn } from "../own_marks.ts";
import type { World } from "../world.ts";
import { layOutAreas, removeRelics, wakeAreas } from "./areas.ts";
import { placePerson, removeOldPeople, watchPeople } from "./people.ts";
import { spreadAreas } from "./spread.ts";
import { rowFor } from "./state.ts";

/** What `steps` counts from, and what it is when all is done. */
const STEPS_NEW = 1;
const STEPS_DONE = 0;
/** Who is there only at times is looked after so often. */
const WATCH_SECONDS = 5;

/**
 * Settles the land if its content is another than the one it was settled for, a little in each tick: the ground around
 * people has to be made. Then areas wake and sleep.
 */
export function liveOn(world: World): void {
  const { settled } = world.spawns;
  const content = contentMark(world);
  const land = world.terrain.layout.seed;
  const { columns } = settled;
  if (settled.length === 0) rowFor(settled);
  if (columns.content[0] !== content || columns.land[0] !== land) {
    [columns.content[0], columns.land[0], columns.steps[0]] = [content, land, STEPS_NEW];
    removeRelics(world);
    removeOldPeople(world);
  }
  if (columns.steps[0] !== STEPS_DONE) {
    columns.steps[0] = settle(world, columns.steps[0]!);
    if (columns.steps[0] === STEPS_DONE) tellAll(world);
  }
  if (columns.steps[0] === STEPS_DONE && world.tick % (WATCH_SECONDS * world.facts.tickRate) === 0) {
    if (watchPeople(world)) tellAll(world);
  }
  if (columns.steps[0] === STEPS_DONE) spreadAreas(world);
  wakeAreas(world);
}

/** One step, by its number from STEPS_NEW on: a spawn of the content, then a person. The number of the next. */
function settle(world: World, step: number): number {
  const spawns = world.content.spawns.all;
  const people = world.content.npcs.all;
  const at = step - STEPS_NEW;
  if (at < spawns.length) layOutAreas(world, spawns[at]!);
  else if (at - spawns.length < people.length) placePerson(world, people[at - spawns.length]!);
  else return STEPS_DONE;
  return step + 1;
}

/** Notes that nobody is to live there by this content. */
export function leaveEmpty(world: World): void {
  const at = rowFor(world.spawns.settled);
  world.spawns.settled.columns.content[at] = contentMark(world);
  world.spawns.settled.columns.land[at] = world.terrain.layout.seed;
  world.spawns.settled.columns.steps[at] = STEPS_DONE;
}

/** The first half of the content's hash. */
function contentMark({ content }: World): number {
  return Number.parseInt(content.hash.slice(0, 8), 16) >>> 0;
}

/** Whoever is on is told anew who has something to do for it, and where: people have come or gone. */
function tellAll(world: World): void {
  for (const index of [...world.sessions.values()].sort((a, b) => a - b)) {
    markOwn(world, index, "errands", ALL_KEYS);
    markOwn(world, index, "marks", ALL_KEYS);
  }
}
