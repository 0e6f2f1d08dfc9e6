/**
 * Ways: walks that are a function of the tick. A heading is one of 256, so few straight lines can be walked as they
 * are; each leg is split into two hops along the two headings around it, which end at its end to within a step.
 */
import { HEADING_COS, HEADING_SIN, headingTowards, travelled, velocityX, velocityY } from "./base/space.ts";
import { ACTIVITY } from "./kinds.ts";
import { SPACE_OVERWORLD } from "./limits.ts";
import type { WayGround } from "./paths/mod.ts";

/** A point in units. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A leg as two hops: so many ticks along one heading, then so many along another. */
export interface Leg {
  headingA: number;
  ticksA: number;
  headingB: number;
  ticksB: number;
}

/** A walk along points at one speed: hops, each with the tick after the start at which it begins. */
export interface Way {
  readonly speed: number;
  /** Ticks from start to end. */
  readonly ticks: number;
  readonly starts: readonly number[];
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly headings: readonly number[];
  readonly end: Point;
}

/** Splits the straight line (dx, dy), in units, into hops at a speed. Solves a * A + b * B = line for whole ticks. */
export function splitLeg(dx: number, dy: number, speed: number, tickRate: number, leg: Leg): void {
  const headingA = headingTowards(dx, dy);
  // The line lies clockwise of A or counter-clockwise: B is A's neighbour on that side.
  const cross = HEADING_COS[headingA]! * dy - HEADING_SIN[headingA]! * dx;
  const headingB = (headingA + (cross >= 0 ? 1 : 255)) & 255;
  const ax = velocityX(headingA, speed, tickRate);
  const ay = velocityY(headingA, speed, tickRate);
  const bx = velocityX(headingB, speed, tickRate);
  const by = velocityY(headingB, speed, tickRate);
  const lineX = dx * 256;
  const lineY = dy * 256;
  const determinant = ax * by - ay * bx;
  let ticksB = determinant === 0 ? 0 : Math.floor((ax * lineY - ay * lineX) / determinant + 0.5);
  if (ticksB < 0) ticksB = 0;
  const restX = lineX - ticksB * bx;
  const restY = lineY - ticksB * by;
  const square = ax * ax + ay * ay;
  let ticksA = square === 0 ? 0 : Math.floor((restX * ax + restY * ay) / square + 0.5);
  if (ticksA < 0) ticksA = 0;
  leg.headingA = headingA;
  leg.ticksA = ticksA;
  leg.headingB = headingB;
  leg.ticksB = ticksB;
}

const scratchLeg: Leg = { headingA: 0, ticksA: 0, headingB: 0, ticksB: 0 };

/** Whether the two hops of a leg are clear, at this speed. */
export function isLegClear(ground: WayGround, from: Point, to: Point, speed: number, tickRate: number): boolean {
  const leg = scratchLeg;
  splitLeg(to.x - from.x, to.y - from.y, speed, tickRate, leg);
  const x = from.x + travelled(velocityX(leg.headingA, speed, tickRate), leg.ticksA);
  const y = from.y + travelled(velocityY(leg.headingA, speed, tickRate), leg.ticksA);
  return ground.isClear(from.x, from.y, x, y) && ground.isClear(x, y, to.x, to.y);
}

/** Makes the walk along two or more points. */
export function makeWay(points: readonly Point[], speed: number, tickRate: number): Way {
  const starts: number[] = [];
  const xs: number[] = [];
  const ys: number[] = [];
  const headings: number[] = [];
  let tick = 0;
  const hop = (x: number, y: number, heading: number, ticks: number) => {
    if (ticks === 0) return;
    starts.push(tick);
    xs.push(x);
    ys.push(y);
    headings.push(heading);
    tick += ticks;
  };
  const leg: Leg = { headingA: 0, ticksA: 0, headingB: 0, ticksB: 0 };
  for (let at = 1; at < points.length; at++) {
    const from = points[at - 1]!;
    const to = points[at]!;
    splitLeg(to.x - from.x, to.y - from.y, speed, tickRate, leg);
    hop(from.x, from.y, leg.headingA, leg.ticksA);
    const x = from.x + travelled(velocityX(leg.headingA, speed, tickRate), leg.ticksA);
    const y = from.y + travelled(velocityY(leg.headingA, speed, tickRate), leg.ticksA);
    hop(x, y, leg.headingB, leg.ticksB);
  }
  return { speed, ticks: tick, starts, xs, ys, headings, end: points[points.length - 1]! };
}

/** The hop of a way that is under foot so many ticks after its start, below `way.ticks`. */
export function hopAt(way: Way, ticks: number): number {
  let low = 0;
  let high = way.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (way.starts[middle]! <= ticks) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Length of the lines between points, in units. */
export function lengthOf(points: readonly Point[]): number {
  let length = 0;
  for (let at = 1; at < points.length; at++) {
    const dx = points[at]!.x - points[at - 1]!.x;
    const dy = points[at]!.y - points[at - 1]!.y;
    length += Math.sqrt(dx * dx + dy * dy);
  }
  return Math.floor(length);
}

/** The least speed that covers `units` in `ticks`; at least `least`. */
export function speedFor(units: number, ticks: number, tickRate: number, least: number): number {
  // 256 units a metre, 8 steps to 1 m/s; 2 % for what the hops are longer than the line.
  const needed = Math.ceil((units * 8 * tickRate * 102) / (Math.max(1, ticks) * 256 * 100));
  return needed > least ? needed : least;
}

/** A body's plan, as far as a walk says it. */
interface WalkPlan {
  space: number;
  x: number;
  y: number;
  heading: number;
  speed: number;
  startTick: number;
  until: number;
  activity: number;
}

/**
 * Puts a walk that began at tick `start` into a plan, as of `tick`: the hop under way, or, with false, the place at its
 * end, where it rests from then on; until when, and what it does there, is for the caller to say.
 */
export function planWalk(planned: WalkPlan, way: Way, tick: number, start: number): boolean {
  const walked = tick - start;
  planned.space = SPACE_OVERWORLD;
  if (walked >= way.ticks) {
    planned.x = way.end.x;
    planned.y = way.end.y;
    planned.speed = 0;
    planned.startTick = start + way.ticks;
    return false;
  }
  const hop = hopAt(way, walked);
  planned.x = way.xs[hop]!;
  planned.y = way.ys[hop]!;
  planned.heading = way.headings[hop]!;
  planned.speed = way.speed;
  planned.startTick = start + way.starts[hop]!;
  planned.until = start + (way.starts[hop + 1] ?? way.ticks);
  planned.activity = ACTIVITY.walking;
  return true;
}
