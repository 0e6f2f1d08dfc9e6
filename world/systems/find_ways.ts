/** Answers requests for a way: first come, first served, within a number of expansions per tick over all. */
import { indexOf, isAlive } from "../entities.ts";
import { KIND, PLAN } from "../kinds.ts";
import { PATH_EXPANSIONS_MAX, PATH_EXPANSIONS_PER_TICK, RUN_SPEED } from "../limits.ts";
import type { WorldOutput } from "../output.ts";
import { findPath, findSwimmersPath } from "../paths/mod.ts";
import type { RouteRequest } from "../routes.ts";
import { positionX, positionY, type World } from "../world.ts";
import { noWayBack } from "./wary.ts";

/** What a search costs besides its expansions, in expansions. */
const SEARCH_COST = 200;
const BACK_SPEED = 16;

/** Finds ways until the tick's expansions are used up; the last search may go over. */
export function findWays(world: World, output: WorldOutput): void {
  const { requests } = world.routes;
  let used = 0;
  while (requests.length > 0 && used < PATH_EXPANSIONS_PER_TICK) {
    used += SEARCH_COST + findWay(world, requests.shift()!, output);
  }
}

function findWay(world: World, request: RouteRequest, output: WorldOutput): number {
  if (!isAlive(world.entities, request.entity)) return 0;
  const index = indexOf(request.entity);
  const x = positionX(world, index);
  const y = positionY(world, index);
  const options = { expansionsMax: PATH_EXPANSIONS_MAX };
  const { columns } = world.entities.components;
  const isPlayer = columns.kind[index] === KIND.player;
  const result = isPlayer
    ? findSwimmersPath(world.terrain, { x, y }, request, options)
    : findPath(world.terrain, x, y, request.x, request.y, options);
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

function take(world: World, index: number, points: readonly { x: number; y: number }[], speed: number): void {
  const flat: number[] = [];
  for (const { x, y } of points) flat.push(x, y);
  world.routes.byIndex.set(index, { points: flat, next: 0, speed, aimTick: world.tick, left: 0xffff_ffff, tries: 0 });
  const { columns } = world.entities.components;
  if (columns.kind[index] === KIND.player) columns.plan[index] = PLAN.route;
}
