/** Runs from tick to tick: one that nobody is in any more ends after a while, and what is left in it goes. */
import { removeBody } from "../bodies.ts";
import { KIND } from "../kinds.ts";
import { DECAY } from "../ledger/mod.ts";
import { takeUp } from "../ledger/piles.ts";
import { CELL_COLUMNS, CELL_METRES, RUN_EMPTY_SECONDS } from "../limits.ts";
import type { Place } from "../terrain/mod.ts";
import type { World } from "../world.ts";
import { endRun } from "./runs.ts";

/** Looks once a second whether somebody is in each run. */
export function endEmptyRuns(world: World): void {
  const { runs, tick, facts } = world;
  if (tick % facts.tickRate !== 0) return;
  const { emptySince } = runs.columns;
  for (let row = runs.length - 1; row >= 0; row--) {
    const place = placeOfRun(world, row);
    if (isAnyoneIn(world, place)) emptySince[row] = 0;
    else if (emptySince[row] === 0) emptySince[row] = tick;
    else if (tick - emptySince[row]! >= secondsOf(world, row) * facts.tickRate) {
      clearPlace(world, place);
      endRun(runs, row);
    }
  }
}

/** How long a run waits for who left it. */
function secondsOf({ content, runs }: World, row: number): number {
  return content.dungeons.all[runs.columns.dungeon[row]!]?.emptySeconds ?? RUN_EMPTY_SECONDS;
}

/** The place of the run of a row. */
export function placeOfRun(world: World, row: number): Place {
  const { dungeon, copy } = world.runs.columns;
  const place = world.terrain.layout.places.find(({ use }) =>
    use.kind === "dungeon" && use.dungeon === dungeon[row] && use.copy === copy[row]
  );
  return place!;
}

function* cellsOf({ x, y, width, height }: Place): Generator<number> {
  const right = Math.floor((x + width - 1) / CELL_METRES);
  const bottom = Math.floor((y + height - 1) / CELL_METRES);
  for (let row = Math.floor(y / CELL_METRES); row <= bottom; row++) {
    for (let column = Math.floor(x / CELL_METRES); column <= right; column++) yield row * CELL_COLUMNS + column;
  }
}

function isAnyoneIn(world: World, place: Place): boolean {
  for (const cell of cellsOf(place)) if (world.spatial.players[cell] !== 0) return true;
  return false;
}

/** Takes away whatever is in a place, in the order of its indexes: things decay, the rest just goes. */
function clearPlace(world: World, place: Place): void {
  const { nextPlusOne } = world.entities.derived.columns;
  const left: number[] = [];
  for (const cell of cellsOf(place)) {
    for (let next = world.spatial.others[cell]!; next !== 0; next = nextPlusOne[next - 1]!) left.push(next - 1);
  }
  left.sort((a, b) => a - b);
  const { kind } = world.entities.components.columns;
  for (const index of left) {
    if (kind[index] === KIND.pile) takeUp(world, index, DECAY, "decayed", 0);
    else removeBody(world, index);
  }
}
