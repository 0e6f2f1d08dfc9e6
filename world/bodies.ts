/** The ways to change an entity: every column that others are told about is written here, and marked as changed. */
import { velocityX, velocityY } from "./base/space.ts";
import { DIRTY, dirtyBit, markDirty } from "./changes.ts";
import { createEntity, destroyEntity } from "./entities.ts";
import { join, part } from "./index_list.ts";
import { KIND, PLAN, STATUS } from "./kinds.ts";
import { SPACE_OVERWORLD } from "./limits.ts";
import { GAIT_USUAL } from "./motion.ts";
import { cellAt, linkCell, unlinkCell } from "./spatial.ts";
import { positionX, positionY, type World } from "./world.ts";

/** Where an entity comes into the world, and as what. */
export interface NewBody {
  readonly kind: number;
  readonly space: number;
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly name: string;
  readonly look: number;
}

const ACTIVITY_BIT = dirtyBit("activity");
const PRESENCE_BIT = dirtyBit("presence");
const NAME_BIT = dirtyBit("name");
const AMOUNT_BIT = dirtyBit("amount");
const LOOK_BIT = dirtyBit("look");
const SPECIES_BIT = dirtyBit("species");
const LEVEL_BIT = dirtyBit("level");
const HEALTH_SHARE_BIT = dirtyBit("healthShare");
const STATUS_BIT = dirtyBit("status");
const GEAR_BIT = dirtyBit("gear");
const AURA_BIT = dirtyBit("aura");

/** Makes an entity that stands, and returns its index. Ask `hasRoom` first. */
export function addBody(world: World, body: NewBody): number {
  const { entities } = world;
  const index = createEntity(entities, body.kind);
  const { columns } = entities.components;
  columns.space[index] = body.space;
  columns.originX[index] = body.x;
  columns.originY[index] = body.y;
  columns.heading[index] = body.heading;
  columns.wantHeading[index] = body.heading;
  columns.startTick[index] = world.tick;
  columns.name[index] = body.name;
  columns.look[index] = body.look;
  if (body.space === SPACE_OVERWORLD) linkCell(headsOf(world, index), entities, index, cellAt(body.x, body.y));
  markDirty(world.changes, entities, index, DIRTY.whereabouts);
  return index;
}

/** Takes an entity out of the world. */
export function removeBody(world: World, index: number): void {
  const { entities } = world;
  const session = entities.components.columns.session[index]!;
  if (session !== 0) world.sessions.delete(session);
  for (const opened of Object.values(world.opened)) opened.delete(index);
  world.routes.byIndex.delete(index);
  unlinkCell(headsOf(world, index), entities, index);
  part(world.movers, entities, index);
  part(world.lost, entities, index);
  part(world.awake, entities, index);
  part(world.decaying, entities, index);
  part(world.growing, entities, index);
  markDirty(world.changes, entities, index, DIRTY.whereabouts);
  destroyEntity(entities, index);
}

function headsOf(world: World, index: number): Uint32Array {
  return world.entities.components.columns.kind[index] === KIND.player ? world.spatial.players : world.spatial.others;
}

/**
 * Puts an entity onto a segment: at (x, y) at `startTick`, from there with this heading and speed. `startTick` may have
 * passed: then the entity is where the segment says by now.
 */
export function setSegment(
  world: World,
  index: number,
  x: number,
  y: number,
  heading: number,
  speed: number,
  startTick: number,
): void {
  const { entities } = world;
  const { columns } = entities.components;
  const derived = entities.derived.columns;
  columns.originX[index] = x;
  columns.originY[index] = y;
  columns.heading[index] = heading;
  columns.speed[index] = speed;
  columns.startTick[index] = startTick;
  derived.steadyUntil[index] = 0;
  derived.velocityX[index] = velocityX(heading, speed, world.facts.tickRate);
  derived.velocityY[index] = velocityY(heading, speed, world.facts.tickRate);
  if (speed > 0 || columns.wantSpeed[index]! > 0) join(world.movers, entities, index);
  else part(world.movers, entities, index);
  markDirty(world.changes, entities, index, DIRTY.motion);
  followCell(world, index);
}

/** Stops an entity where it is. */
export function stopBody(world: World, index: number): void {
  const { columns } = world.entities.components;
  columns.wantSpeed[index] = 0;
  columns.wantHeading[index] = columns.heading[index]!;
  const x = positionX(world, index);
  const y = positionY(world, index);
  setSegment(world, index, x, y, columns.heading[index]!, 0, world.tick);
}

/** What keeps a body where it is. */
const KEPT = STATUS.dead | STATUS.stunned | STATUS.rooted;

/** Whether a body cannot walk at all just now: the dead, the stunned, and who is rooted. */
export function isKept(world: World, index: number): boolean {
  return (world.entities.components.columns.status[index]! & KEPT) !== 0;
}

/** Whether the world leads a player's body, as it is afraid. */
export function isLed(world: World, index: number): boolean {
  return world.entities.components.columns.plan[index] === PLAN.led;
}

/** Thousandths of what it wants that a body gets along at. */
export function gaitOf(world: World, index: number): number {
  return world.entities.components.columns.gait[index]! || GAIT_USUAL;
}

/** Sets what a free body wants; the motion system sees to it within this tick. */
export function setWant(world: World, index: number, heading: number, speed: number): void {
  const { columns } = world.entities.components;
  if (columns.wantHeading[index] !== heading || columns.wantSpeed[index] !== speed) {
    columns.wantHeading[index] = heading;
    columns.wantSpeed[index] = speed;
    world.entities.derived.columns.steadyUntil[index] = 0;
  }
  join(world.movers, world.entities, index);
}

/** Keeps the lists of the cells right: to be called wherever an entity may have crossed into another. */
export function followCell(world: World, index: number): void {
  const { entities } = world;
  if (entities.components.columns.space[index] !== SPACE_OVERWORLD) return;
  const cell = cellAt(positionX(world, index), positionY(world, index));
  if (entities.derived.columns.cellPlusOne[index] === cell + 1) return;
  const heads = headsOf(world, index);
  unlinkCell(heads, entities, index);
  linkCell(heads, entities, index, cell);
  markDirty(world.changes, entities, index, DIRTY.whereabouts | DIRTY.motion);
}

/** Takes an entity into another space, at its place. */
export function setSpace(world: World, index: number, space: number): void {
  const { entities } = world;
  const { columns } = entities.components;
  if (columns.space[index] === space) return;
  if (columns.space[index] === SPACE_OVERWORLD) unlinkCell(headsOf(world, index), entities, index);
  columns.space[index] = space;
  markDirty(world.changes, entities, index, DIRTY.whereabouts);
  followCell(world, index);
}

/** Sets what an entity is seen doing. */
export function setActivity(world: World, index: number, activity: number): void {
  setNear(world, index, world.entities.components.columns.activity, activity, ACTIVITY_BIT);
}

/** Sets whether somebody steers an entity. */
export function setPresence(world: World, index: number, presence: number): void {
  setNear(world, index, world.entities.components.columns.presence, presence, PRESENCE_BIT);
}

/** Sets an entity's look. */
export function setLook(world: World, index: number, look: number): void {
  setNear(world, index, world.entities.components.columns.look, look, LOOK_BIT);
}

/** Sets how many are in a pile. */
export function setAmount(world: World, index: number, amount: number): void {
  setNear(world, index, world.entities.components.columns.amount, amount, AMOUNT_BIT);
}

/** Sets which species a creature is of, or which kind of node, object or person of the content: its number there. */
export function setSpecies(world: World, index: number, species: number): void {
  setNear(world, index, world.entities.components.columns.species, species, SPECIES_BIT);
}

/** Sets the level that is seen. Whoever has a sheet gets its level by `setLevel` of sheets.ts. */
export function setLevelShown(world: World, index: number, level: number): void {
  setNear(world, index, world.entities.components.columns.level, level, LEVEL_BIT);
}

/** Sets which part of its health is seen to be left. Health itself is set in sheets.ts, which sees to this. */
export function setHealthShare(world: World, index: number, share: number): void {
  setNear(world, index, world.entities.components.columns.healthShare, share, HEALTH_SHARE_BIT);
}

/** Sets or takes away bits of STATUS. */
export function setStatus(world: World, index: number, bits: number, on: boolean): void {
  const { status } = world.entities.components.columns;
  setNear(world, index, status, on ? status[index]! | bits : status[index]! & ~bits, STATUS_BIT);
}

/** Sets what is visibly worn (GEAR_BITS). */
export function setGear(world: World, index: number, gear: number): void {
  setNear(world, index, world.entities.components.columns.gear, gear, GEAR_BIT);
}

/** Sets which effect is seen on a body, by its number; 0: none. */
export function setAura(world: World, index: number, effect: number): void {
  setNear(world, index, world.entities.components.columns.aura, effect, AURA_BIT);
}

/** Sets an entity's name. */
export function setName(world: World, index: number, name: string): void {
  const column = world.entities.components.columns.name;
  if (column[index] === name) return;
  column[index] = name;
  markDirty(world.changes, world.entities, index, NAME_BIT);
}

function setNear(
  world: World,
  index: number,
  column: Uint8Array | Uint16Array | Uint32Array,
  value: number,
  bit: number,
): void {
  if (column[index] === value) return;
  column[index] = value;
  markDirty(world.changes, world.entities, index, bit);
}
