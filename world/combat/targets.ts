/** Whom an ability meets, or why it cannot. */
import { distance, HEADING_COS, HEADING_SIN, UNITS_PER_METRE } from "../base/space.ts";
import type { Ability } from "../content/mod.ts";
import { idAt, indexOf, isAlive } from "../entities.ts";
import { isDead, isLying, statsOfBody } from "../items/mod.ts";
import { KIND } from "../kinds.ts";
import { CELL_COLUMNS, CELL_ROWS, CELL_UNITS } from "../limits.ts";
import type { Refusal } from "../refusals.ts";
import { isEvading } from "../spawns/mod.ts";
import { isClearOf } from "../terrain/mod.ts";
import { positionX, positionY, type World } from "../world.ts";
import { isCreature } from "./creatures.ts";
import { isOthersFight, whyNotHurt } from "./pvp.ts";

/** Reach of bare hands, and of creatures' abilities without a range. */
const REACH_CM = 300;

/** What was aimed at: an entity (0: who does it), and a point for what is aimed at the ground, in units. */
export interface Aim {
  readonly target: number;
  readonly x: number;
  readonly y: number;
}

/** Units of so many centimetres. */
export function unitsOf(cm: number): number {
  return Math.floor(cm * UNITS_PER_METRE / 100);
}

/** How far an ability of a body reaches, in cm: without a range of its own as far as what is in its hand. */
export function reachCmOf(world: World, index: number, { rangeCm }: Ability): number {
  return rangeCm === 0 ? statsOfBody(world, index)?.weapon?.rangeCm ?? REACH_CM : rangeCm;
}

/** The same in units. */
export function reachOf(world: World, index: number, ability: Ability): number {
  return unitsOf(reachCmOf(world, index, ability));
}

/** Whether nothing solid is between two points: over deep water one sees, strikes and shoots. */
export function isInSight(world: World, x: number, y: number, toX: number, toY: number): boolean {
  return isClearOf(world.sight, x, y, toX, toY);
}

/** Whether one may harm the other: creatures by players, players by creatures, and by players as pvp.ts says. */
export function isHostile(world: World, index: number, at: number): boolean {
  if (index === at) return false;
  const { kind } = world.entities.components.columns;
  const isPlayer = kind[index] === KIND.player;
  if (isCreature(world, at)) return isPlayer && !isEvading(world, idAt(world.entities, at));
  if (kind[at] !== KIND.player) return false;
  return isPlayer ? whyNotHurt(world, index, at) === null : isCreature(world, index);
}

/** Whether one may be helped by the other: players by players, creatures by creatures. */
function isFriend(world: World, index: number, at: number): boolean {
  const { kind } = world.entities.components.columns;
  if (kind[index] === KIND.player) return kind[at] === KIND.player;
  return isCreature(world, index) && isCreature(world, at);
}

/** Whether an ability that is aimed at somebody fits it by now. */
function fits(world: World, index: number, at: number, { target }: Ability): boolean {
  if (target === "enemy") return isHostile(world, index, at);
  return target === "self"
    ? index === at
    : isFriend(world, index, at) || (target === "any" && isHostile(world, index, at));
}

/** Why it does not: of players a word of its own. */
function whyUnfit(world: World, index: number, at: number, { target }: Ability): Refusal {
  const { kind } = world.entities.components.columns;
  const arePlayers = kind[index] === KIND.player && kind[at] === KIND.player && index !== at;
  return (target === "enemy" && arePlayers ? whyNotHurt(world, index, at) : null) ?? "wrong-target";
}

/**
 * The body that an ability is aimed at: its index (who does it, for what goes out from there), or why it cannot be.
 * `reach` is in units.
 */
export function aimOf(
  world: World,
  index: number,
  ability: Ability,
  aim: Aim,
  reach = reachOf(world, index, ability),
): number | Refusal {
  if (ability.target === "self") return index;
  if (ability.target === "place") return placeAim(world, index, ability, aim, reach);
  const isHelp = ability.target === "friend" || ability.target === "any";
  if (isHelp && aim.target === 0) return index;
  const at = indexOf(aim.target);
  if (!isAlive(world.entities, aim.target)) return "gone";
  if (ability.target === "dead friend" ? !isLying(world, at) : isDead(world, at)) return "gone";
  if (!fits(world, index, at, ability)) return whyUnfit(world, index, at, ability);
  if (at === index) return at;
  const { space } = world.entities.components.columns;
  const [x, y] = [positionX(world, index), positionY(world, index)];
  const [toX, toY] = [positionX(world, at), positionY(world, at)];
  const away = distance(toX - x, toY - y);
  if (space[index] !== space[at] || away > reach || away < unitsOf(ability.rangeMinCm)) return "too-far";
  if (ability.behind && !isBehind(world, at, x - toX, y - toY)) return "not-behind";
  if (isTooWhole(world, at, ability)) return "too-healthy";
  return ability.lineOfSight && !isInSight(world, x, y, toX, toY) ? "not-here" : at;
}

/** Whether what lies so far east and south of a body is behind its back. */
export function isBehind(world: World, at: number, dx: number, dy: number): boolean {
  const heading = world.entities.components.columns.heading[at]!;
  return dx * HEADING_COS[heading]! + dy * HEADING_SIN[heading]! < 0;
}

/** Whether a body has more health left than an ability is meant for. */
function isTooWhole(world: World, at: number, { targetHealthBelowPermille: most }: Ability): boolean {
  const { health, healthMax } = world.entities.components.columns;
  return most < 1000 && health[at]! * 1000 >= most * healthMax[at]!;
}

function placeAim(world: World, index: number, ability: Ability, aim: Aim, reach: number): number | Refusal {
  const [x, y] = [positionX(world, index), positionY(world, index)];
  if (distance(aim.x - x, aim.y - y) > reach) return "too-far";
  return ability.lineOfSight && !isInSight(world, x, y, aim.x, aim.y) ? "not-here" : index;
}

/** All that an ability meets when it comes off, at most as many as it says, the nearest first. */
export function metBy(world: World, index: number, at: number, ability: Ability, aim: Aim): number[] {
  const { area } = ability;
  // What flew or was cast meets whom it still fits: parties change, and so does the ground that somebody is on.
  if (area === null) return fits(world, index, at, ability) ? [at] : [];
  const isAtPlace = ability.target === "place" && area.at === "target";
  const middle = area.at === "target" ? at : index;
  const x = isAtPlace ? aim.x : positionX(world, middle);
  const y = isAtPlace ? aim.y : positionY(world, middle);
  const radius = unitsOf(area.radiusCm);
  const { heading, space } = world.entities.components.columns;
  const [ownX, ownY] = [positionX(world, index), positionY(world, index)];
  // Cones and lines go towards what is aimed at; without an aim, ahead.
  const [aimX, aimY] = at === index ? [0, 0] : [positionX(world, at) - ownX, positionY(world, at) - ownY];
  const [dirX, dirY] = aimX === 0 && aimY === 0
    ? [HEADING_COS[heading[index]!]!, HEADING_SIN[heading[index]!]!]
    : [aimX, aimY];
  const length = Math.max(1, distance(dirX, dirY));
  const found: { readonly index: number; readonly away: number }[] = [];
  for (const other of bodiesAround(world, x, y, radius)) {
    if (isDead(world, other) || space[other] !== space[index]) continue;
    const isMeant = area.hits === "enemies"
      ? isHostile(world, index, other)
      : isFriend(world, index, other) && !isOthersFight(world, index, other);
    if (!isMeant) continue;
    const [dx, dy] = [positionX(world, other) - x, positionY(world, other) - y];
    const along = Math.floor((dx * dirX + dy * dirY) / length);
    const away = distance(dx, dy);
    if (area.shape === "line") {
      const aside = Math.abs(Math.floor((dx * dirY - dy * dirX) / length));
      if (along < 0 || aside > unitsOf(area.widthCm) >> 1) continue;
    }
    if (area.shape === "cone" && away > UNITS_PER_METRE && !isInCone(along, away, area.degrees)) continue;
    found.push({ index: other, away });
  }
  found.sort((a, b) => a.away - b.away || a.index - b.index);
  return found.slice(0, area.targetsMax).map((one) => one.index);
}

/** Whether what lies `along` the way and `away` in all is within half of the degrees from it. */
function isInCone(along: number, away: number, degrees: number): boolean {
  const half = Math.floor(Math.min(360, degrees) * 128 / 360) & 255;
  // cos(half) * 2^14 <= along / away * 2^14
  return along * 16_384 >= HEADING_COS[half]! * away;
}

/** Bodies within a circle, by index. */
export function bodiesAround(world: World, x: number, y: number, radius: number): number[] {
  const { nextPlusOne } = world.entities.derived.columns;
  const left = Math.max(0, Math.floor((x - radius) / CELL_UNITS));
  const right = Math.min(CELL_COLUMNS - 1, Math.floor((x + radius) / CELL_UNITS));
  const top = Math.max(0, Math.floor((y - radius) / CELL_UNITS));
  const bottom = Math.min(CELL_ROWS - 1, Math.floor((y + radius) / CELL_UNITS));
  const found: number[] = [];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      for (const heads of [world.spatial.players, world.spatial.others]) {
        for (let next = heads[row * CELL_COLUMNS + column]!; next !== 0; next = nextPlusOne[next - 1]!) {
          const [dx, dy] = [positionX(world, next - 1) - x, positionY(world, next - 1) - y];
          if (dx * dx + dy * dy <= radius * radius) found.push(next - 1);
        }
      }
    }
  }
  return found.sort((a, b) => a - b);
}
