/**
 * Landmarks from tick to tick. What they wait for changes seldom: once a second one word of all of it is compared with
 * that of the last time, and only if it is another the landmarks are looked at, so many a tick that no tick is long.
 */
import { allHoldInWorld, prosperityOf } from "../almanac/mod.ts";
import { hashWords } from "../base/prng.ts";
import { distance, UNITS_PER_METRE } from "../base/space.ts";
import { addBody, removeBody, setSpecies } from "../bodies.ts";
import type { Landmark, Numbered } from "../content/mod.ts";
import { hasRoom, idAt, indexOf, isAlive } from "../entities.ts";
import { shutGates } from "../dungeons/mod.ts";
import { dropRow, isDead } from "../items/mod.ts";
import { KIND, OBJECT } from "../kinds.ts";
import { CELL_COLUMNS, CELL_ROWS, CELL_UNITS, SPACE_OVERWORLD } from "../limits.ts";
import type { WorldOutput } from "../output.ts";
import { type Point, putAt } from "../places/mod.ts";
import { seasonAt } from "../seasons.ts";
import { rowFor } from "../spawns/mod.ts";
import { positionX, positionY, type World } from "../world.ts";
import { type Barrier, barrierOf, gateAt, isHeldBy, nearestOn } from "../barriers.ts";
import { around, groundOf, headingOf } from "./ground.ts";

/** Who comes nearer than a landmark lets anybody is put so much beyond that, in units. */
const BEYOND_UNITS = 90;
/** Who is nearer than this to the line of a landmark is on it, in units. */
const ON_IT_UNITS = 16;

/** One step. It comes after the events, which set marks on the world. */
export function standLandmarks(world: World, output: WorldOutput): void {
  const { standing, looked } = world.landmarks;
  if (world.content.landmarks.all.length === 0 && standing.length === 0) return;
  holdAway(world, output);
  if (world.tick % world.facts.tickRate === 1) lookAround(world);
  if (looked.length === 0 || looked.columns.next[0] === 0) return;
  looked.columns.next[0] = goOn(world, looked.columns.next[0]!);
}

/** The entity of a landmark by its number in the content; 0: it does not stand. */
export function landmarkOf({ landmarks }: World, number: number): number {
  const { columns, length } = landmarks.standing;
  const row = columns.landmark.subarray(0, length).indexOf(number);
  return row < 0 ? 0 : columns.entity[row]!;
}

function lookAround(world: World): void {
  const { looked } = world.landmarks;
  const mark = markOf(world);
  if (looked.length === 0) rowFor(looked);
  else if (looked.columns.mark[0] === mark) return;
  looked.columns.mark[0] = mark;
  looked.columns.next[0] = 1;
}

/** A word of all that the conditions of landmarks ask for (check/landmarks.ts), and of what there is to stand where. */
function markOf(world: World): number {
  const { flags, running, tasks, towns } = world.almanac;
  let mark = hashWords(Number.parseInt(world.content.hash.slice(0, 8), 16), world.terrain.layout.seed);
  for (let row = 0; row < flags.length; row++) mark = hashWords(mark, flags.columns.flag[row]!);
  for (let row = 0; row < running.length; row++) mark = hashWords(mark, 1, running.columns.event[row]!);
  for (let row = 0; row < tasks.length; row++) {
    mark = hashWords(mark, 2, tasks.columns.task[row]!, tasks.columns.state[row]!);
  }
  for (let town = 0; town < towns.length; town++) mark = hashWords(mark, 3, prosperityOf(world, town));
  return hashWords(mark, 4, seasonAt(world)?.number ?? 0) >>> 0;
}

/** Looks at landmarks from one of the content on, up to one that is to stand. Which comes next; 0 after the last. */
function goOn(world: World, from: number): number {
  const { all } = world.content.landmarks;
  if (from === 1) removeOld(world);
  for (let at = from; at <= all.length; at++) {
    const entry = all[at - 1]!;
    if (!allHoldInWorld(world, entry.when, "settlement" in entry.place ? entry.place.settlement : -1)) {
      takeAway(world, entry.number);
      continue;
    }
    // Its ground may have to be made: that is enough for one tick.
    setUp(world, entry);
    return at === all.length ? 0 : at + 1;
  }
  return 0;
}

/** What the content has no more goes. */
function removeOld(world: World): void {
  const { columns, length } = world.landmarks.standing;
  const gone = [...columns.landmark.subarray(0, length)]
    .filter((number) => world.content.landmarks.byNumber[number] === undefined);
  for (const number of gone) takeAway(world, number);
}

function takeAway(world: World, number: number): void {
  const { standing } = world.landmarks;
  const row = standing.columns.landmark.subarray(0, standing.length).indexOf(number);
  if (row < 0) return;
  const entity = standing.columns.entity[row]!;
  if (isAlive(world.entities, entity)) removeBody(world, indexOf(entity));
  dropRow(standing, row);
}

/** Sees to it that a landmark stands, and where this content and land want it. */
function setUp(world: World, entry: Numbered<Landmark>): void {
  const at = groundOf(world, entry);
  const heading = headingOf(entry);
  const before = landmarkOf(world, entry.number);
  if (before !== 0 && at !== null && isAlive(world.entities, before)) {
    const index = indexOf(before);
    const isSo = positionX(world, index) === at.x && positionY(world, index) === at.y;
    if (isSo && world.entities.components.columns.heading[index] === heading) return;
  }
  takeAway(world, entry.number);
  if (at === null || !hasRoom(world.entities)) return;
  const { standing } = world.landmarks;
  const row = rowFor(standing);
  if (row < 0) return;
  const body = { kind: KIND.object, space: SPACE_OVERWORLD, x: at.x, y: at.y, heading, name: "" };
  const index = addBody(world, { ...body, look: OBJECT.landmark });
  setSpecies(world, index, entry.number);
  standing.columns.landmark[row] = entry.number;
  standing.columns.entity[row] = idAt(world.entities, index);
}

/**
 * Sees to it that what stands is in the way of whoever moves, and of the ways that are searched for them: players and
 * creatures, and animals that flee or go home. Days are planned around it long before it stands (life/ground.ts).
 */
export function raiseBarriers(world: World): void {
  if (!world.barriers.set([...barriersOfLandmarks(world), ...shutGates(world).map(gateAt)])) return;
  // How far ahead somebody's way was found to be free holds no more.
  const { movers, entities } = world;
  for (let at = 0; at < movers.count; at++) entities.derived.columns.steadyUntil[movers.indexes[at]!] = 0;
}

function barriersOfLandmarks(world: World): Barrier[] {
  const { columns, length } = world.landmarks.standing;
  const { heading } = world.entities.components.columns;
  const barriers: Barrier[] = [];
  for (let row = 0; row < length; row++) {
    const entry = world.content.landmarks.byNumber[columns.landmark[row]!];
    const index = indexOf(columns.entity[row]!);
    if (entry === undefined || entry.holdMetres === 0) continue;
    const at = { x: positionX(world, index), y: positionY(world, index), heading: heading[index]! };
    barriers.push(barrierOf(entry, at)!);
  }
  return barriers;
}

/** Nobody stands in what has come to stand since, or is put into it: a player there is put beside it. */
function holdAway(world: World, output: WorldOutput): void {
  for (const barrier of barriersOfLandmarks(world)) {
    const { held, reach } = barrier;
    for (const index of playersWithin(world, barrier, held + reach)) {
      const [x, y] = [positionX(world, index), positionY(world, index)];
      if (isDead(world, index) || !isHeldBy(barrier, x, y)) continue;
      const at = nearestOn(barrier, { x, y });
      const away = distance(x - at.x, y - at.y);
      const far = held + BEYOND_UNITS;
      // On the line itself, where rounding says what is aside, it is straight across.
      const back = away < ON_IT_UNITS ? around(at, barrier.heading + 64 & 255, far) : {
        x: at.x + Math.trunc((x - at.x) * far / away),
        y: at.y + Math.trunc((y - at.y) * far / away),
      };
      // Where a house stands close by on this side, there may be room on the other; and nobody is put into a wall.
      for (const wanted of [back, { x: 2 * at.x - back.x, y: 2 * at.y - back.y }]) {
        const free = world.terrain.nearestFree(wanted.x, wanted.y, UNITS_PER_METRE);
        if (free === null || isHeldBy(barrier, free.x, free.y)) continue;
        putAt(world, index, free.x, free.y, output);
        break;
      }
    }
  }
}

/** Players nearer to a point than so many units, in the order of their indexes. */
function playersWithin(world: World, { x, y }: Point, units: number): number[] {
  const { nextPlusOne } = world.entities.derived.columns;
  const last = (value: number, count: number) => Math.min(count - 1, Math.floor((value + units) / CELL_UNITS));
  const found: number[] = [];
  for (let row = Math.max(0, Math.floor((y - units) / CELL_UNITS)); row <= last(y, CELL_ROWS); row++) {
    for (let column = Math.max(0, Math.floor((x - units) / CELL_UNITS)); column <= last(x, CELL_COLUMNS); column++) {
      const head = world.spatial.players[row * CELL_COLUMNS + column]!;
      for (let next = head; next !== 0; next = nextPlusOne[next - 1]!) {
        const index = next - 1;
        if (distance(positionX(world, index) - x, positionY(world, index) - y) < units) found.push(index);
      }
    }
  }
  return found.sort((a, b) => a - b);
}
