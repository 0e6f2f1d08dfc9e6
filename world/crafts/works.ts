/**
 * Work: what takes its time at a node, a tree, a carcass or a bench. Who is at it stands still; whoever walks off, dies,
 * is stunned or casts has stopped. What it comes to is worked out when the time is over, and asked for anew.
 */
import { EVENT, STATUS } from "../kinds.ts";
import { setActivity } from "../bodies.ts";
import { idAt } from "../entities.ts";
import { dropRow, putRow } from "../items/mod.ts";
import { ACTIVITY } from "../kinds.ts";
import { markOwn } from "../own_marks.ts";
import type { WorldOutput } from "../output.ts";
import type { Refusal } from "../refusals.ts";
import { bodyOf } from "../roster.ts";
import { ONLY_KEY } from "../topics.ts";
import type { World } from "../world.ts";

/** What somebody is to be at. */
export interface Work {
  /** One of WORK. */
  readonly type: number;
  /** The node's, the recipe's or the creature's number. */
  readonly what: number;
  readonly entity: number;
  readonly x: number;
  readonly y: number;
}

/** Bits of `status` with which nobody works. */
const HELD = STATUS.dead | STATUS.spirit | STATUS.stunned | STATUS.casting | STATUS.channelling;

/** Why a body cannot work now, or null if it can. */
export function cannotWork(world: World, index: number): Refusal | null {
  const { status, speed, wantSpeed } = world.entities.components.columns;
  if ((status[index]! & (STATUS.dead | STATUS.spirit)) !== 0) return "dead";
  if ((status[index]! & STATUS.stunned) !== 0) return "held";
  if ((status[index]! & (STATUS.casting | STATUS.channelling)) !== 0) return "busy";
  return speed[index]! > 0 || wantSpeed[index]! > 0 ? "moving" : null;
}

/** Begins a work of so many milliseconds, `left` times, instead of what the body was at. */
export function beginWork(world: World, index: number, work: Work, ms: number, left: number): Refusal | null {
  const { works, workOf } = world.crafts;
  const character = world.entities.components.columns.character[index]!;
  endWork(world, character);
  const endTick = world.tick + Math.max(1, Math.ceil(ms * world.facts.tickRate / 1000));
  if (!putRow(works, { ...work, character, startTick: world.tick, endTick, left })) return "busy";
  workOf.set(character, works.length - 1);
  setActivity(world, index, ACTIVITY.working);
  markOwn(world, index, "work", ONLY_KEY);
  return null;
}

/** A character is not at its work any more, if it was at one. */
export function endWork(world: World, character: number): void {
  const { works, workOf } = world.crafts;
  const row = workOf.get(character);
  if (row === undefined) return;
  workOf.delete(character);
  dropRow(works, row);
  if (row < works.length) workOf.set(works.columns.character[row]!, row);
  const body = bodyOf(world.roster, character);
  if (body < 0) return;
  const { activity } = world.entities.components.columns;
  if (activity[body] === ACTIVITY.working) setActivity(world, body, ACTIVITY.idle);
  markOwn(world, body, "work", ONLY_KEY);
}

/** Whether a body goes on with what it is at. */
export function isWorking(world: World, index: number): boolean {
  const { status, speed, wantSpeed } = world.entities.components.columns;
  return (status[index]! & HELD) === 0 && speed[index] === 0 && wantSpeed[index] === 0;
}

/** All near see what has come of a work: `value` is the number of the item, or of what it was done to. */
export function tellDone(
  world: World,
  index: number,
  what: "gathered" | "crafted",
  value: number,
  output: WorldOutput,
): void {
  const cell = world.entities.derived.columns.cellPlusOne[index]! - 1;
  if (cell < 0) return;
  output.happened(cell, { type: "event", entity: idAt(world.entities, index), what: EVENT[what], value });
}
