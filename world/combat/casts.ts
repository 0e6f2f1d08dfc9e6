/**
 * What is cast or held. It comes to nothing when who does it moves (where that matters), comes into a fight (where it
 * wants peace), is stunned, silenced or dies, or when its target is gone; out of reach it is found to be when it comes
 * off.
 */
import { setStatus } from "../bodies.ts";
import type { Ability, Numbered } from "../content/mod.ts";
import { idAt, indexOf, isAlive } from "../entities.ts";
import { isDead, putRow, STAT } from "../items/mod.ts";
import { STATUS } from "../kinds.ts";
import { markOwn } from "../own_marks.ts";
import type { WorldOutput } from "../output.ts";
import { ONLY_KEY } from "../topics.ts";
import type { World } from "../world.ts";
import { comeOff } from "./acts.ts";
import { isHeld } from "./holds.ts";
import { endCast } from "./interrupt.ts";
import { statIn } from "./stats.ts";
import { type Aim, aimOf, reachOf } from "./targets.ts";
import { ticksOf } from "./waits.ts";

/** Whoever was in reach at the beginning may have gone so much further at the end, in hundredths. */
const RANGE_SLACK = 125;

/** Begins a cast, or what is held. False where too many do already. */
export function beginCast(world: World, index: number, ability: Numbered<Ability>, aim: Aim): boolean {
  const { casts, castRow } = world.combat;
  const entity = idAt(world.entities, index);
  const haste = Math.max(-500, Math.min(1000, statIn(world, index, STAT.hastePermille)));
  const { channel } = ability;
  const ms = channel === null ? Math.floor(ability.castMs * 1000 / (1000 + haste)) : channel.durationMs;
  const endTick = world.tick + Math.max(1, ticksOf(world, ms));
  const nextTick = channel === null ? 0 : world.tick + Math.max(1, ticksOf(world, channel.tickMs));
  if (!putRow(casts, { entity, ability: ability.number, ...aim, endTick, nextTick })) return false;
  castRow.set(entity, casts.length - 1);
  setStatus(world, index, channel === null ? STATUS.casting : STATUS.channelling, true);
  markOwn(world, index, "casting", ONLY_KEY);
  return true;
}

/** One step of all that is cast or held. */
export function goOnCasting(world: World, output: WorldOutput): void {
  const { casts } = world.combat;
  const { entity, ability, endTick, nextTick, target, x, y } = casts.columns;
  // In the order of entities and not of rows, which are an accident of what ended.
  const order = Array.from({ length: casts.length }, (_, row) => entity[row]!).sort((a, b) => a - b);
  for (const who of order) {
    const row = world.combat.castRow.get(who);
    if (row === undefined) continue;
    const entry = world.content.abilities.byNumber[ability[row]!];
    if (!isAlive(world.entities, who) || entry === undefined || isBroken(world, indexOf(who), entry)) {
      endCast(world, row);
      continue;
    }
    const index = indexOf(who);
    const aim = { target: target[row]!, x: x[row]!, y: y[row]! };
    if (nextTick[row] !== 0) {
      if (nextTick[row]! <= world.tick) {
        nextTick[row] = nextTick[row]! + Math.max(1, ticksOf(world, entry.channel?.tickMs ?? 1000));
        const at = reached(world, index, entry, aim);
        if (at < 0) endCast(world, row);
        else comeOff(world, index, at, entry, aim, output);
      }
      // It may have ended itself, or died of what it did.
      const still = world.combat.castRow.get(who);
      if (still !== undefined && endTick[still]! <= world.tick) endCast(world, still);
    } else if (endTick[row]! <= world.tick) {
      endCast(world, row);
      const at = reached(world, index, entry, aim);
      if (at >= 0) comeOff(world, index, at, entry, aim, output);
    }
  }
}

function isBroken(world: World, index: number, { whileMoving, outOfCombat }: Ability): boolean {
  if (isDead(world, index)) return true;
  const { speed, status, wantSpeed } = world.entities.components.columns;
  if (outOfCombat && (status[index]! & STATUS.inCombat) !== 0) return true;
  if (!whileMoving && (speed[index]! > 0 || wantSpeed[index]! > 0)) return true;
  return isHeld(world, index, "stun") || isHeld(world, index, "silence") || isHeld(world, index, "fear");
}

function reached(world: World, index: number, ability: Numbered<Ability>, aim: Aim): number {
  const at = aimOf(world, index, ability, aim, Math.floor(reachOf(world, index, ability) * RANGE_SLACK / 100));
  return typeof at === "number" ? at : -1;
}
