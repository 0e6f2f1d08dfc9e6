/** Asking for ways and giving them up. */
import { idAt } from "../entities.ts";
import { PATH_REQUESTS_MAX } from "../limits.ts";
import type { RouteRequest } from "../routes.ts";
import type { World } from "../world.ts";

/** Queues a request, in place of an earlier one of the same entity. False if too many wait. */
export function requestRoute(world: World, request: RouteRequest): boolean {
  const { requests } = world.routes;
  forgetCut(world, request.entity);
  const earlier = requests.findIndex(({ entity }) => entity === request.entity);
  if (earlier >= 0) requests[earlier] = request;
  else if (requests.length >= PATH_REQUESTS_MAX) return false;
  else requests.push(request);
  return true;
}

/** Forgets an entity's way and its request. */
export function dropRoute(world: World, index: number): void {
  const { routes } = world;
  routes.byIndex.delete(index);
  if (routes.requests.length === 0) return;
  const id = idAt(world.entities, index);
  const at = routes.requests.findIndex(({ entity }) => entity === id);
  if (at >= 0) routes.requests.splice(at, 1);
  forgetCut(world, id);
}

function forgetCut(world: World, entity: number): void {
  const debt = world.routes.debts.get(entity);
  if (debt !== undefined) debt.wasCut = false;
}
