/**
 * Answers requests for a way, within a number of expansions per tick over all. Whoever's searches have cost little of
 * late comes first, and a search that is not quickly done goes to the back once: those who ask for what is far or cannot
 * be reached, again and again, wait for each other and not others for them.
 */
import { creatureOf } from "../combat/mod.ts";
import { takeWay } from "../creatures/mod.ts";
import { indexOf, isAlive } from "../entities.ts";
import { KIND, PLAN } from "../kinds.ts";
import {
  PATH_DEBT_HALVED_TICKS,
  PATH_EXPANSIONS_FIRST,
  PATH_EXPANSIONS_MAX,
  PATH_EXPANSIONS_OF_CREATURE_MAX,
  PATH_EXPANSIONS_OF_CREATURES,
  PATH_EXPANSIONS_PER_TICK,
  RUN_SPEED,
} from "../limits.ts";
import type { WorldOutput } from "../output.ts";
import { findPath, findSwimmersPath, groundAround } from "../paths/mod.ts";
import type { RouteDebt, RouteRequest, Routes } from "../routes.ts";
import { positionX, positionY, type World } from "../world.ts";
import { noWayBack } from "./wary.ts";

/** What a search costs besides its expansions, in expansions. */
const SEARCH_COST = 200;
const BACK_SPEED = 16;

/** Finds ways until the tick's expansions are used up, or those of creatures; the last search may go over. */
export function findWays(world: World, output: WorldOutput): void {
  const { requests, debts } = world.routes;
  if (world.tick % PATH_DEBT_HALVED_TICKS === 0) halveDebts(debts);
  let [used, usedByCreatures] = [0, 0];
  while (requests.length > 0 && used < PATH_EXPANSIONS_PER_TICK) {
    const request = takeNext(world, usedByCreatures < PATH_EXPANSIONS_OF_CREATURES);
    if (request === undefined) break;
    const debt = debts.get(request.entity) ?? { spent: 0, wasCut: false };
    const cost = SEARCH_COST + findWay(world, request, debt, output);
    debt.spent += cost;
    debts.set(request.entity, debt);
    used += cost;
    if (isCreature(world, request)) usedByCreatures += cost;
  }
}

/** The request of whoever's searches have cost the least; of equals the one who asked first. */
function takeNext(world: World, isForCreatures: boolean): RouteRequest | undefined {
  const { requests, debts } = world.routes;
  let best = -1;
  let least = Infinity;
  for (let at = 0; at < requests.length && least > 0; at++) {
    const spent = debts.get(requests[at]!.entity)?.spent ?? 0;
    if (spent < least && (isForCreatures || !isCreature(world, requests[at]!))) [best, least] = [at, spent];
  }
  return best < 0 ? undefined : requests.splice(best, 1)[0];
}

/** Whether it is of one of the content's creatures, which all together have a share of their own. */
function isCreature(world: World, { entity }: RouteRequest): boolean {
  return world.entities.components.columns.kind[indexOf(entity)] === KIND.creature;
}

/** In time nobody owes anything. What one owes is nothing to another: order is free. */
function halveDebts(debts: Routes["debts"]): void {
  for (const [entity, debt] of debts) {
    debt.spent >>= 1;
    if (debt.spent < SEARCH_COST && !debt.wasCut) debts.delete(entity);
  }
}

/** Answers a request, or puts it back to be searched for in full. What that cost. */
function findWay(world: World, request: RouteRequest, debt: RouteDebt, output: WorldOutput): number {
  const { wasCut } = debt;
  debt.wasCut = false;
  if (!isAlive(world.entities, request.entity)) return 0;
  const index = indexOf(request.entity);
  const x = positionX(world, index);
  const y = positionY(world, index);
  const options = { expansionsMax: wasCut ? PATH_EXPANSIONS_MAX : PATH_EXPANSIONS_FIRST, goesOn: !wasCut };
  const { columns } = world.entities.components;
  if (isCreature(world, request)) return findCreaturesWay(world, index, request);
  const isPlayer = columns.kind[index] === KIND.player;
  const ground = groundAround(world.terrain, world.barriers);
  const result = isPlayer
    ? findSwimmersPath(ground, { x, y }, request, options)
    : findPath(ground, x, y, request.x, request.y, options);
  if (!wasCut && !result.found && result.reason === "budget") {
    debt.wasCut = true;
    world.routes.requests.push(request);
    return result.expansions;
  }
  if (!isPlayer) {
    if (!result.found) noWayBack(world, index);
    else if (columns.plan[index] === PLAN.back) take(world, index, result.points, BACK_SPEED);
    return result.expansions;
  }
  if (result.found) take(world, index, result.points, RUN_SPEED);
  const reason = result.found ? "" : result.reason === "too far" ? "too far" : "unreachable";
  output.wayFound(request.session, request.sequence, result.found, reason);
  return result.expansions;
}

/** Creatures' searches are short: what is not found within them is too far round. */
function findCreaturesWay(world: World, index: number, request: RouteRequest): number {
  const options = { expansionsMax: PATH_EXPANSIONS_OF_CREATURE_MAX, goesOn: false };
  const [x, y] = [positionX(world, index), positionY(world, index)];
  const ground = groundAround(world.terrain, world.barriers);
  const result = creatureOf(world, index)?.swims === true
    ? findSwimmersPath(ground, { x, y }, request, options)
    : findPath(ground, x, y, request.x, request.y, options);
  takeWay(world, index, result);
  return result.expansions;
}

function take(world: World, index: number, points: readonly { x: number; y: number }[], speed: number): void {
  const flat: number[] = [];
  for (const { x, y } of points) flat.push(x, y);
  world.routes.byIndex.set(index, { points: flat, next: 0, speed, aimTick: world.tick, left: 0xffff_ffff, tries: 0 });
  const { columns } = world.entities.components;
  if (columns.kind[index] === KIND.player) columns.plan[index] = PLAN.route;
}
