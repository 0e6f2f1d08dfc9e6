/**
 * Effects that last: what they do when they come, at their ticks, and when they end. What holds somebody back (stun,
 * root, silence, …) lasts half as long the second time within a while, a quarter the third, and then not at all.
 */
import { setAura, setStatus, stopBody } from "../bodies.ts";
import type { Effect, Numbered } from "../content/mod.ts";
import { drawBelow } from "../chance.ts";
import { idAt, indexOf, isAlive } from "../entities.ts";
import { dropRow, isDead, putRow } from "../items/mod.ts";
import { KIND, STATUS } from "../kinds.ts";
import { ALL_KEYS, markOwn } from "../own_marks.ts";
import type { World } from "../world.ts";
import { creatureOf } from "./creatures.ts";
import { fearChanged } from "./fear.ts";
import { drawPlain } from "./formulas.ts";
import { refreshGait } from "../gait.ts";
import { isHeld } from "./holds.ts";
import { noteForOnlookers } from "./onlookers.ts";
import { noteEffect } from "./state.ts";
import { ticksOf } from "./waits.ts";

/** Within this of the end of the last, the next of its kind is shorter; and of how many it comes to nothing. */
const RESIST_SECONDS = 18;
const RESISTED_FROM = 3;
const CONTROL_NUMBER = { stun: 1, root: 2, slow: 3, silence: 4, fear: 5, disarm: 6, taunt: 7 } as const;
/** What is seen of being held back. Fear and disarming are seen by what one does. */
const STATUS_OF = { stun: STATUS.stunned, root: STATUS.rooted, slow: STATUS.slowed, silence: STATUS.silenced } as const;

/** Who puts an effect there: its entity, level and power. */
export interface EffectSource {
  readonly entity: number;
  readonly level: number;
  readonly power: number;
}

/** Puts an effect on somebody. False if it is resisted, or there is no room. */
export function applyEffect(world: World, index: number, entry: Numbered<Effect>, source: EffectSource): boolean {
  if (isDead(world, index) && !entry.outlivesDeath) return false;
  const bearer = idAt(world.entities, index);
  const ms = entry.control === null ? entry.durationMs : resistedMs(world, index, entry);
  if (ms < 0) return false;
  const untilTick = ms === 0 ? 0 : world.tick + ticksOf(world, ms);
  const { effects } = world.combat;
  const rows = world.combat.effectRows.get(bearer) ?? [];
  const { columns } = effects;
  const before = rows.find((row) =>
    columns.effect[row] === entry.number && (entry.stacking !== "separate" || columns.source[row] === source.entity)
  );
  const shield = entry.shield === null ? 0 : drawPlain(world, source, entry.shield);
  if (before !== undefined) {
    // It is from somebody else now, and known by another key.
    noteForOnlookers(world, bearer, entry.number, columns.source[before]!);
    if (entry.stacking !== "longest" || untilTick > columns.untilTick[before]!) columns.untilTick[before] = untilTick;
    if (entry.stacking === "add") columns.stacks[before] = Math.min(entry.stacksMax, columns.stacks[before]! + 1);
    columns.shield[before] = Math.max(columns.shield[before]!, shield);
    columns.source[before] = source.entity;
  } else {
    const nextTick = entry.tickMs === 0 ? 0 : world.tick + ticksOf(world, entry.tickMs);
    const row = { bearer, effect: entry.number, source: source.entity, stacks: 1, untilTick, nextTick, shield };
    const power = Math.max(0, Math.min(0xffff, source.power));
    if (!putRow(effects, { ...row, level: source.level, power })) return false;
    noteEffect(world.combat, effects.length - 1);
  }
  changed(world, index, entry, source.entity);
  return true;
}

/** How long it holds this time, in milliseconds; -1: it does not. */
function resistedMs(world: World, index: number, entry: Effect): number {
  if (entry.control === null) return entry.durationMs;
  if (creatureOf(world, index)?.immune.includes(entry.control)) return -1;
  const { resistances } = world.combat;
  const bearer = idAt(world.entities, index);
  const control = CONTROL_NUMBER[entry.control];
  const { columns } = resistances;
  let row = -1;
  for (let at = 0; at < resistances.length && row < 0; at++) {
    if (columns.bearer[at] === bearer && columns.control[at] === control) row = at;
  }
  const times = row >= 0 ? columns.times[row]! : 0;
  if (times >= RESISTED_FROM) return -1;
  const ms = entry.durationMs >> times;
  const untilTick = world.tick + ticksOf(world, ms + RESIST_SECONDS * 1000);
  if (row >= 0) [columns.times[row], columns.untilTick[row]] = [times + 1, untilTick];
  else putRow(resistances, { bearer, control, times: 1, untilTick });
  return ms;
}

/** What is seen of a body's effects, and what it is told of them. */
function changed(world: World, index: number, entry: Numbered<Effect>, source: number): void {
  markOwn(world, index, "effects", ALL_KEYS);
  noteForOnlookers(world, idAt(world.entities, index), entry.number, source);
  for (const { stat } of entry.stats) markOwn(world, index, "stats", stat);
  if (entry.tint !== null) setAura(world, index, auraOf(world, index));
  if (entry.control === "slow" || entry.stats.some(({ stat }) => stat === "speedPermille")) refreshGait(world, index);
  if (entry.control === "fear") fearChanged(world, index);
  if (entry.control === null || !(entry.control in STATUS_OF)) return;
  const bit = STATUS_OF[entry.control as keyof typeof STATUS_OF];
  const holds = isHeld(world, index, entry.control);
  setStatus(world, index, bit, holds);
  if (holds && (entry.control === "stun" || entry.control === "root")) stopBody(world, index);
}

/** The effect by whose colour a body is seen: of several the one of the highest number; 0: none. */
function auraOf(world: World, index: number): number {
  const { effect } = world.combat.effects.columns;
  let found = 0;
  for (const row of world.combat.effectRows.get(idAt(world.entities, index)) ?? []) {
    const tint = world.content.effects.byNumber[effect[row]!]?.tint ?? null;
    if (tint !== null && effect[row]! > found) found = effect[row]!;
  }
  return found;
}

/** Takes effects away from a body: those that the test wants. */
export function removeEffects(
  world: World,
  index: number,
  isWanted: (entry: Numbered<Effect>) => boolean,
  count = 255,
): void {
  const { effect } = world.combat.effects.columns;
  let left = count;
  const rows = [...world.combat.effectRows.get(idAt(world.entities, index)) ?? []].sort((a, b) => b - a);
  for (const row of rows) {
    const entry = world.content.effects.byNumber[effect[row]!];
    if (entry !== undefined && !(left > 0 && isWanted(entry))) continue;
    left--;
    endEffect(world, row);
  }
}

/** Ends what a player's body has put on other players to their harm: it goes, and nobody could say whether it may. */
export function endEffectsOf(world: World, index: number): void {
  const { bearer, effect, source } = world.combat.effects.columns;
  const { kind } = world.entities.components.columns;
  const who = idAt(world.entities, index);
  for (let row = world.combat.effects.length - 1; row >= 0; row--) {
    if (source[row] !== who || bearer[row] === who || kind[indexOf(bearer[row]!)] !== KIND.player) continue;
    if (world.content.effects.byNumber[effect[row]!]?.harmful === true) endEffect(world, row);
  }
}

/** Ends an effect, by its row; the last row takes its place. */
export function endEffect(world: World, row: number): void {
  const { combat } = world;
  const { bearer, effect, source } = combat.effects.columns;
  const [who, what, from] = [bearer[row]!, effect[row]!, source[row]!];
  unlist(combat.effectRows, who, row);
  const last = combat.effects.length - 1;
  if (row !== last) unlist(combat.effectRows, bearer[last]!, last);
  dropRow(combat.effects, row);
  if (row !== last) noteEffect(combat, row);
  const entry = world.content.effects.byNumber[what];
  if (isAlive(world.entities, who) && entry !== undefined) changed(world, indexOf(who), entry, from);
}

function unlist(rowsOf: Map<number, number[]>, bearer: number, row: number): void {
  const rows = rowsOf.get(bearer)!;
  rows.splice(rows.indexOf(row), 1);
  if (rows.length === 0) rowsOf.delete(bearer);
}

/** What shields take of a damage; what is left of it. */
export function absorb(world: World, index: number, amount: number): number {
  const { shield } = world.combat.effects.columns;
  let left = amount;
  for (const row of [...world.combat.effectRows.get(idAt(world.entities, index)) ?? []].sort((a, b) => b - a)) {
    if (left === 0) break;
    if (shield[row] === 0) continue;
    const taken = Math.min(left, shield[row]!);
    left -= taken;
    shield[row]! -= taken;
    if (shield[row] === 0) endEffect(world, row);
  }
  return left;
}

/** Whether something by chance of so many in 10,000 happens. */
export function isLucky(world: World, chance: number): boolean {
  return chance >= 10_000 || drawBelow(world, 10_000) < chance;
}

/** What ends with a death. */
export function endEffectsOfDead(world: World, index: number): void {
  removeEffects(world, index, (entry) => !entry.outlivesDeath);
}

/** Whether an effect lasts on a body, by its number. */
export function hasEffect(world: World, index: number, effect: number): boolean {
  const { columns } = world.combat.effects;
  const rows = world.combat.effectRows.get(idAt(world.entities, index)) ?? [];
  return rows.some((row) => columns.effect[row] === effect);
}

/** Puts on a body what nobody did to it: cold, say. */
export function applyWeather(world: World, index: number, entry: Numbered<Effect>): void {
  applyEffect(world, index, entry, { entity: idAt(world.entities, index), level: 1, power: 0 });
}
