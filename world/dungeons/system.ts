/**
 * Dungeons from tick to tick. Each run has its own encounters: those that nothing has to be won for stand there from the
 * beginning, the others come when it is. Chests appear where what they are for is won; gates hold who comes too early.
 */
import { distance, UNITS_PER_METRE } from "../base/space.ts";
import { addRow } from "../base/table.ts";
import { addBody, removeBody, setStatus } from "../bodies.ts";
import type { Dungeon, Numbered } from "../content/mod.ts";
import { hasRoom, idAt, indexOf, isAlive } from "../entities.ts";
import { dropRow, endCorpse, isDead, leaveLoot } from "../items/mod.ts";
import { KIND, OBJECT, STATUS } from "../kinds.ts";
import { CELL_COLUMNS, CELL_METRES, SPACE_OVERWORLD } from "../limits.ts";
import type { WorldOutput } from "../output.ts";
import { placeOfRun, putAt, runIn } from "../places/mod.ts";
import { addCreature, forgetCreature, MODE } from "../spawns/mod.ts";
import { type Place, spotsOf } from "../terrain/mod.ts";
import { positionX, positionY, type World } from "../world.ts";
import { GATE_UNITS } from "../barriers.ts";
import { STAGE, WHAT } from "./state.ts";

/** Who has come into a gate that is shut is put back so far from it, in units. */
const BACK_UNITS = 420;
/** Those of an encounter stand so far apart, in units. */
const APART_UNITS = 300;

/** A run, and what its dungeon is. */
interface Run {
  readonly dungeon: number;
  readonly copy: number;
  readonly entry: Numbered<Dungeon>;
  readonly place: Place;
}

/** One step of all dungeons that somebody is in. */
export function runDungeons(world: World, output: WorldOutput): void {
  const { runs, dungeons } = world;
  if (runs.length === 0 && dungeons.encounters.length === 0) return;
  holdAtGates(world, output);
  if (world.tick % world.facts.tickRate !== 2) return;
  dropOld(world);
  for (let row = 0; row < runs.length; row++) {
    const [dungeon, copy] = [runs.columns.dungeon[row]!, runs.columns.copy[row]!];
    const entry = world.content.dungeons.all[dungeon];
    if (entry === undefined) continue;
    const run: Run = { dungeon, copy, entry, place: placeOfRun(world, row) };
    for (const number of entry.encounters.keys()) goOn(world, run, number, output);
    for (const number of entry.doors.keys()) watchGate(world, run, number);
    for (const number of entry.chests.keys()) watchChest(world, run, number);
  }
}

/** The row of something in a run, or -1 if it has not begun. */
function rowOf(
  { dungeons }: World,
  { dungeon, copy }: Pick<Run, "dungeon" | "copy">,
  what: number,
  number: number,
): number {
  const { columns, length } = dungeons.encounters;
  for (let row = 0; row < length; row++) {
    const isIt = columns.dungeon[row] === dungeon && columns.copy[row] === copy && columns.what[row] === what &&
      columns.number[row] === number;
    if (isIt) return row;
  }
  return -1;
}

function begin(world: World, { dungeon, copy }: Run, what: number, number: number, entity = 0): void {
  const { encounters } = world.dungeons;
  if (encounters.length >= encounters.rowsMax) return;
  const row = addRow(encounters);
  const { columns } = encounters;
  columns.dungeon[row] = dungeon;
  columns.copy[row] = copy;
  columns.what[row] = what;
  columns.number[row] = number;
  columns.stage[row] = STAGE.placed;
  columns.entity[row] = entity;
}

/** Whether all of these encounters are won. */
function areWon(world: World, run: Run, ids: readonly string[]): boolean {
  return ids.every((id) => {
    const row = rowOf(world, run, WHAT.encounter, run.entry.encounters.findIndex((one) => one.id === id));
    return row >= 0 && world.dungeons.encounters.columns.stage[row] === STAGE.over;
  });
}

/** Where a mark of the plan is in a run, in units; null if the plan has no such mark. */
function spotOf({ place }: Run, mark: string): { x: number; y: number } | null {
  const spot = spotsOf(place).find((one) => one.mark === mark);
  if (spot === undefined) return null;
  const middle = (metre: number) => metre * UNITS_PER_METRE + (UNITS_PER_METRE >> 1);
  return { x: middle(place.x + spot.x), y: middle(place.y + spot.y) };
}

/** Sees to an encounter: it comes, somebody begins with it, it is won. */
function goOn(world: World, run: Run, number: number, output: WorldOutput): void {
  const rule = run.entry.encounters[number]!;
  const row = rowOf(world, run, WHAT.encounter, number);
  if (row < 0) {
    if (areWon(world, run, rule.after)) placeFighters(world, run, number);
    return;
  }
  const { stage } = world.dungeons.encounters.columns;
  if (stage[row] === STAGE.over) return;
  const alive = fightersOf(world, run, number);
  if (alive.length === 0) {
    stage[row] = STAGE.over;
    return;
  }
  const { mode } = world.spawns.creatures.columns;
  const fights = alive.some((entity) => mode[world.spawns.rowOf.get(entity)!] === MODE.fight);
  if (stage[row] === STAGE.fought || !fights) return;
  stage[row] = STAGE.fought;
  const first = indexOf(alive[0]!);
  const cell = world.entities.derived.columns.cellPlusOne[first]! - 1;
  if (rule.says !== null && cell >= 0) output.happened(cell, { type: "said", entity: alive[0]!, text: rule.says });
}

function placeFighters(world: World, run: Run, number: number): void {
  const rule = run.entry.encounters[number]!;
  begin(world, run, WHAT.encounter, number);
  const spot = spotOf(run, rule.mark);
  if (spot === null) return;
  const { fighters } = world.dungeons;
  let place = 0;
  for (const { creature, count } of rule.creatures) {
    const entry = world.content.creatures.byId.get(creature);
    for (let one = 0; entry !== undefined && one < count; one++, place++) {
      const wanted = place === 0 ? spot : {
        x: spot.x + ((place & 1) === 0 ? APART_UNITS : -APART_UNITS) * ((place + 1) >> 1),
        y: spot.y + (place % 3 - 1) * APART_UNITS,
      };
      const at = world.terrain.nearestFree(wanted.x, wanted.y, 4 * UNITS_PER_METRE) ?? spot;
      const entity = addCreature(world, entry, { ...at, heading: 64, area: -1 });
      if (entity === 0 || fighters.length >= fighters.rowsMax) continue;
      const row = addRow(fighters);
      fighters.columns.entity[row] = entity;
      fighters.columns.dungeon[row] = run.dungeon;
      fighters.columns.copy[row] = run.copy;
      fighters.columns.encounter[row] = number;
    }
  }
}

/** Those of an encounter that live. */
function fightersOf(world: World, { dungeon, copy }: Run, encounter: number): number[] {
  const { columns, length } = world.dungeons.fighters;
  const alive: number[] = [];
  for (let row = 0; row < length; row++) {
    if (columns.dungeon[row] !== dungeon || columns.copy[row] !== copy || columns.encounter[row] !== encounter) {
      continue;
    }
    if (world.spawns.rowOf.has(columns.entity[row]!)) alive.push(columns.entity[row]!);
  }
  return alive;
}

/** A gate stands where it is until what it waits for is won. */
function watchGate(world: World, run: Run, number: number): void {
  const rule = run.entry.doors[number]!;
  const row = rowOf(world, run, WHAT.gate, number);
  const { stage, entity } = world.dungeons.encounters.columns;
  const opens = areWon(world, run, rule.opensAfter);
  if (row < 0) {
    const spot = opens ? null : spotOf(run, rule.mark);
    if (spot !== null) begin(world, run, WHAT.gate, number, putObject(world, spot, OBJECT.gate));
  } else if (stage[row] === STAGE.placed && opens) {
    stage[row] = STAGE.over;
    if (isAlive(world.entities, entity[row]!)) removeBody(world, indexOf(entity[row]!));
  }
}

/** A chest appears where what it is for is won; it is for all who are in the run. */
function watchChest(world: World, run: Run, number: number): void {
  const rule = run.entry.chests[number]!;
  if (rowOf(world, run, WHAT.chest, number) >= 0 || !areWon(world, run, rule.after)) return;
  const finders = charactersIn(world, run.place);
  const spot = spotOf(run, rule.mark);
  if (finders.length === 0 || spot === null) return;
  const chest = putObject(world, spot, OBJECT.chest);
  if (chest === 0) return;
  begin(world, run, WHAT.chest, number, chest);
  leaveLoot(world, indexOf(chest), rule.loot, finders);
}

function putObject(world: World, { x, y }: { readonly x: number; readonly y: number }, what: number): number {
  if (!hasRoom(world.entities)) return 0;
  const index = addBody(world, { kind: KIND.object, space: SPACE_OVERWORLD, x, y, heading: 0, name: "", look: what });
  // A chest is opened as the dead are: it lies there and has something.
  if (what === OBJECT.chest) setStatus(world, index, STATUS.dead, true);
  return idAt(world.entities, index);
}

/** The characters of those who are in a place, in order. */
function charactersIn(world: World, place: Place): number[] {
  const { character } = world.entities.components.columns;
  return playersIn(world, place).map((index) => character[index]!).sort((a, b) => a - b);
}

function playersIn(world: World, { x, y, width, height }: Place): number[] {
  const { nextPlusOne } = world.entities.derived.columns;
  const found: number[] = [];
  for (let row = Math.floor(y / CELL_METRES); row <= Math.floor((y + height - 1) / CELL_METRES); row++) {
    for (let column = Math.floor(x / CELL_METRES); column <= Math.floor((x + width - 1) / CELL_METRES); column++) {
      const head = world.spatial.players[row * CELL_COLUMNS + column]!;
      for (let next = head; next !== 0; next = nextPlusOne[next - 1]!) found.push(next - 1);
    }
  }
  return found.sort((a, b) => a - b);
}

/** Where gates stand that are shut, in units: nobody goes through them (barriers.ts). */
export function shutGates(world: World): { readonly x: number; readonly y: number }[] {
  const { columns, length } = world.dungeons.encounters;
  const gates = [];
  for (let row = 0; row < length; row++) {
    if (columns.what[row] !== WHAT.gate || columns.stage[row] !== STAGE.placed) continue;
    const entity = columns.entity[row]!;
    if (!isAlive(world.entities, entity)) continue;
    gates.push({ x: positionX(world, indexOf(entity)), y: positionY(world, indexOf(entity)) });
  }
  return gates;
}

/** Who has come into a gate that is shut, as it closed behind it, is put before it. */
function holdAtGates(world: World, output: WorldOutput): void {
  const { columns, length } = world.dungeons.encounters;
  for (let row = 0; row < length; row++) {
    if (columns.what[row] !== WHAT.gate || columns.stage[row] !== STAGE.placed) continue;
    const entity = columns.entity[row]!;
    const run = runIn(world.runs, columns.dungeon[row]!, columns.copy[row]!);
    if (run < 0 || !isAlive(world.entities, entity)) continue;
    const place = placeOfRun(world, run);
    const [x, y] = [positionX(world, indexOf(entity)), positionY(world, indexOf(entity))];
    for (const index of playersIn(world, place)) {
      const [dx, dy] = [positionX(world, index) - x, positionY(world, index) - y];
      const away = distance(dx, dy);
      if (away >= GATE_UNITS || isDead(world, index)) continue;
      const part = away === 0 ? 0 : BACK_UNITS / away;
      const back = away === 0
        ? { x: place.insideX, y: place.insideY }
        : { x: x + Math.trunc(dx * part), y: y + Math.trunc(dy * part) };
      const free = world.terrain.nearestFree(back.x, back.y, UNITS_PER_METRE) ??
        { x: place.insideX, y: place.insideY };
      putAt(world, index, free.x, free.y, output);
    }
  }
}

/** What belongs to runs that are over goes. Their bodies are gone already. */
function dropOld(world: World): void {
  const { encounters, fighters } = world.dungeons;
  for (let row = fighters.length - 1; row >= 0; row--) {
    const entity = fighters.columns.entity[row]!;
    const isRun = runIn(world.runs, fighters.columns.dungeon[row]!, fighters.columns.copy[row]!) >= 0;
    if (isRun && isAlive(world.entities, entity)) continue;
    forgetCreature(world, entity);
    dropRow(fighters, row);
  }
  for (let row = encounters.length - 1; row >= 0; row--) {
    const { dungeon, copy, what, entity } = encounters.columns;
    if (runIn(world.runs, dungeon[row]!, copy[row]!) >= 0) continue;
    if (what[row] === WHAT.chest) endCorpse(world, entity[row]!);
    dropRow(encounters, row);
  }
}
