/**
 * Routes: ways that were found for entities that steer freely, and the requests that wait for theirs. Both are part of
 * the state: who is under way goes on after a load.
 */
import type { ByteReader, ByteWriter } from "./base/record.ts";

/** A way under foot. */
export interface Route {
  /** Points still ahead and behind, x and y in turn, in units. */
  readonly points: readonly number[];
  /** The point that is next. */
  next: number;
  /** Steps of 1/8 m/s. */
  readonly speed: number;
  /** When to aim anew, how far the next point was at the last aim, and how often that came no nearer. */
  aimTick: number;
  left: number;
  tries: number;
}

/** Somebody waits for a way. */
export interface RouteRequest {
  /** Id of the entity. */
  readonly entity: number;
  readonly x: number;
  readonly y: number;
  /** Session and sequence to answer; session 0 for an animal or a creature. */
  readonly session: number;
  readonly sequence: number;
}

/** What somebody's searches have cost of late, in expansions, and whether the one that waits was cut short before. */
export interface RouteDebt {
  spent: number;
  wasCut: boolean;
}

/** All routes by entity index, requests in the order of asking, and debts by id of the entity. */
export interface Routes {
  readonly byIndex: Map<number, Route>;
  readonly requests: RouteRequest[];
  readonly debts: Map<number, RouteDebt>;
}

/** None. */
export function makeRoutes(): Routes {
  return { byIndex: new Map(), requests: [], debts: new Map() };
}

/** Writes routes in the order of their indexes, then requests, then debts. */
export function writeRoutes(writer: ByteWriter, routes: Routes): void {
  const indexes = [...routes.byIndex.keys()].sort((a, b) => a - b);
  writer.u32(indexes.length);
  for (const index of indexes) {
    const route = routes.byIndex.get(index)!;
    writer.u32(index);
    writer.u16(route.next);
    writer.u8(route.speed);
    writer.u32(route.aimTick);
    writer.u32(route.left);
    writer.u8(route.tries);
    writer.u16(route.points.length);
    for (const value of route.points) writer.i32(value);
  }
  writer.u32(routes.requests.length);
  for (const request of routes.requests) {
    writer.u32(request.entity);
    writer.i32(request.x);
    writer.i32(request.y);
    writer.u32(request.session);
    writer.u16(request.sequence);
  }
  // Left out where there are none, as in worlds from before there were any.
  if (routes.debts.size === 0) return;
  const debtors = [...routes.debts.keys()].sort((a, b) => a - b);
  writer.u32(debtors.length);
  for (const entity of debtors) {
    const { spent, wasCut } = routes.debts.get(entity)!;
    writer.u32(entity);
    writer.u32(spent);
    writer.u8(wasCut ? 1 : 0);
  }
}

/** Reads what `writeRoutes` wrote into `routes`, which is empty. */
export function readRoutes(reader: ByteReader, routes: Routes): void {
  for (let count = reader.u32(); count > 0; count--) {
    const index = reader.u32();
    const next = reader.u16();
    const speed = reader.u8();
    const aimTick = reader.u32();
    const left = reader.u32();
    const tries = reader.u8();
    const points: number[] = [];
    for (let values = reader.u16(); values > 0; values--) points.push(reader.i32());
    routes.byIndex.set(index, { points, next, speed, aimTick, left, tries });
  }
  for (let count = reader.u32(); count > 0; count--) {
    routes.requests.push({
      entity: reader.u32(),
      x: reader.i32(),
      y: reader.i32(),
      session: reader.u32(),
      sequence: reader.u16(),
    });
  }
  if (reader.remaining === 0) return;
  for (let count = reader.u32(); count > 0; count--) {
    routes.debts.set(reader.u32(), { spent: reader.u32(), wasCut: reader.u8() === 1 });
  }
}
