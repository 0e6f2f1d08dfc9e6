/**
 * Vitals: health, energy, level and experience of bodies. All that changes them goes through here: it keeps what is seen
 * (`healthShare`, `level`) right, and tells the own client (topic `vitals`).
 */
import { assert } from "./base/assert.ts";
import { addRow } from "./base/table.ts";
import { setHealthShare, setLevelShown, setStatus } from "./bodies.ts";
import { refreshGait } from "./gait.ts";
import { classOf, STAT, statsOf } from "./items/stats.ts";
import { STATUS } from "./kinds.ts";
import { ALL_KEYS, markOwn } from "./own_marks.ts";
import { LEVEL_MAX, sheetOf, xpNextOf } from "./sheets.ts";
import { ONLY_KEY, type TopicValue } from "./topics.ts";
import type { World } from "./world.ts";

/** The `healthShare` of whoever is whole. */
export const HEALTH_SHARE_WHOLE = 255;

/** Of somebody without class or gear: health at level 1, more for each level after it, and energy. */
const HEALTH_BASE = 100;
const HEALTH_PER_LEVEL = 10;
const ENERGY_BASE = 100;

/** Makes sure that a row of the roster has its sheet, begun at level 1. */
export function beginSheet(world: World, row: number): void {
  const { sheets } = world;
  // Characters of a world from before there were sheets get theirs with the first who comes.
  while (sheets.length <= row) addRow(sheets);
  const { level, health, energy } = sheets.columns;
  if (level[row] !== 0) return;
  level[row] = 1;
  health[row] = healthMaxOf(world, row);
  energy[row] = energyMaxOf(world, row);
}

/** The most health that a sheet's character has. */
export function healthMaxOf(world: World, row: number): number {
  const base = isClassless(world, row) ? HEALTH_BASE + HEALTH_PER_LEVEL * (world.sheets.columns.level[row]! - 1) : 0;
  return Math.max(1, Math.min(0xffff, base + statsOf(world, row).values[STAT.healthMax]!));
}

/** The most energy that a sheet's character has. */
export function energyMaxOf(world: World, row: number): number {
  const base = isClassless(world, row) ? ENERGY_BASE : 0;
  return Math.max(0, Math.min(0xffff, base + statsOf(world, row).values[STAT.energyMax]!));
}

function isClassless(world: World, row: number): boolean {
  return classOf(world, row) === undefined;
}

/** Gives a new body what its character's sheet says. */
export function sheetToBody(world: World, row: number, index: number): void {
  const { level, health, energy, corpseX, corpseY } = world.sheets.columns;
  setLevelShown(world, index, level[row]!);
  setHealthMax(world, index, healthMaxOf(world, row));
  setEnergyMax(world, index, energyMaxOf(world, row));
  setHealth(world, index, health[row]!);
  setEnergy(world, index, energy[row]!);
  refreshGait(world, index);
  if (health[row] !== 0) return;
  const isSpirit = corpseX[row] !== 0 || corpseY[row] !== 0;
  setStatus(world, index, isSpirit ? STATUS.spirit : STATUS.dead, true);
}

/** Writes what is of the moment back, before the body goes. */
export function bodyToSheet(world: World, index: number, row: number): void {
  const body = world.entities.components.columns;
  const { health, energy } = world.sheets.columns;
  health[row] = body.health[index]!;
  energy[row] = body.energy[index]!;
}

/** A player's sheet or gear has changed: its most health and energy follow, and its client is told of its stats. */
export function refreshMost(world: World, index: number): void {
  const row = sheetOf(world, index);
  if (row < 0) return;
  setHealthMax(world, index, healthMaxOf(world, row));
  setEnergyMax(world, index, energyMaxOf(world, row));
  markOwn(world, index, "stats", ALL_KEYS);
  refreshGait(world, index);
}

/** Sets a body's health, at most its most. */
export function setHealth(world: World, index: number, health: number): void {
  const { columns } = world.entities.components;
  columns.health[index] = clamp(health, columns.healthMax[index]!);
  showHealth(world, index);
}

/** Sets the most health that a body has; it keeps what it has, as far as that goes. */
export function setHealthMax(world: World, index: number, healthMax: number): void {
  const { columns } = world.entities.components;
  columns.healthMax[index] = clamp(healthMax, 0xffff);
  columns.health[index] = Math.min(columns.health[index]!, columns.healthMax[index]!);
  showHealth(world, index);
}

/** Sets a body's energy, at most its most. */
export function setEnergy(world: World, index: number, energy: number): void {
  const { columns } = world.entities.components;
  columns.energy[index] = clamp(energy, columns.energyMax[index]!);
  markVitals(world, index);
}

/** Sets the most energy that a body has. */
export function setEnergyMax(world: World, index: number, energyMax: number): void {
  const { columns } = world.entities.components;
  columns.energyMax[index] = clamp(energyMax, 0xffff);
  columns.energy[index] = Math.min(columns.energy[index]!, columns.energyMax[index]!);
  markVitals(world, index);
}

/** Sets the level of a player's character, or of a creature's body. A player's most health and energy follow it. */
export function setLevel(world: World, index: number, level: number): void {
  assert(level >= 1 && level <= 0xff, `level ${level} is 1 to 255`);
  setLevelShown(world, index, level);
  const row = sheetOf(world, index);
  if (row < 0) return;
  assert(level <= LEVEL_MAX, `level ${level} of a character is 1 to ${LEVEL_MAX}`);
  world.sheets.columns.level[row] = level;
  markOwn(world, index, "abilities", ALL_KEYS);
  refreshMost(world, index);
}

/** Sets the experience of a player's character since its level began. Levels are up to whoever gives it. */
export function setXp(world: World, index: number, xp: number): void {
  const row = sheetOf(world, index);
  assert(row >= 0, `entity ${index} with experience is a player's body`);
  world.sheets.columns.xp[row] = clamp(xp, 0xffff_ffff);
  markVitals(world, index);
}

/** Says that something of the topic `vitals` changed. */
export function markVitals(world: World, index: number): void {
  markOwn(world, index, "vitals", ONLY_KEY);
}

/** The topic `vitals`. */
export function readVitals(world: World, index: number): TopicValue<"vitals"> | null {
  const row = sheetOf(world, index);
  if (row < 0) return null;
  const { health, healthMax, energy, energyMax } = world.entities.components.columns;
  const sheet = world.sheets.columns;
  return {
    class: sheet.class[row]!,
    level: sheet.level[row]!,
    xp: sheet.xp[row]!,
    xpNext: xpNextOf(world, sheet.level[row]!),
    health: health[index]!,
    healthMax: healthMax[index]!,
    energy: energy[index]!,
    energyMax: energyMax[index]!,
  };
}

/** Who has any health left shows some of it: the share is rounded up. */
function showHealth(world: World, index: number): void {
  const { health, healthMax } = world.entities.components.columns;
  const most = healthMax[index]!;
  setHealthShare(world, index, most === 0 ? 0 : Math.ceil(HEALTH_SHARE_WHOLE * health[index]! / most));
  markVitals(world, index);
}

function clamp(value: number, most: number): number {
  assert(Number.isInteger(value), `${value} is a whole number`);
  return value < 0 ? 0 : value > most ? most : value;
}
