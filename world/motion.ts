/**
 * Motion: where a body is, and how one that steers freely gets along. Pure functions of their arguments; the world and
 * the players' page use the same ones, so a prediction is wrong only where somebody else had a say.
 *
 * A body moves along a segment: from its origin with constant heading and speed since its start tick. It keeps what it
 * wants apart from what it does: along a wall it slides, and goes on as wanted where the wall ends.
 *
 * Tick by tick: what `advance` decides at tick t holds for the way from t to t + 1. So the position at a tick is known
 * before the tick's decisions, and a segment told to a client is good for one tick at least.
 */
import { HEADING_COS, HEADING_SIN, SPEED_STEP_MAX, travelled, velocityX, velocityY } from "./base/space.ts";

/** A body that steers freely. Positions in units, speeds in steps of 1/8 m/s. */
export interface Body {
  originX: number;
  originY: number;
  heading: number;
  speed: number;
  startTick: number;
  wantHeading: number;
  wantSpeed: number;
  /** Thousandths of what it wants that it gets along at: less of who is slowed, more of who is quickened. */
  gait: number;
}

/** Whether the middle of a walker may not be at a point, in units. */
export type IsBlocked = (x: number, y: number) => boolean;

/** What the ground does to a body: where it cannot be, and in which eighths of the wanted speed it gets along. */
export interface Footing {
  readonly isBlocked: IsBlocked;
  pace(x: number, y: number): number;
}

/** Ground that blocks nobody and slows nobody: what is believed where nothing is known. */
export const EVEN_FOOTING: Footing = { isBlocked: () => false, pace: () => 8 };

/** The gait of who is neither slowed nor quickened, and the least and the most of anybody. */
export const GAIT_USUAL = 1000;
export const GAIT_MIN = 100;
export const GAIT_MAX = 2000;

/** The speed that is left of a wanted one, or more: never 0 where something is wanted. */
export function gaitSpeed(wantSpeed: number, gait: number): number {
  if (gait === GAIT_USUAL || wantSpeed === 0) return wantSpeed;
  return Math.max(1, Math.min(SPEED_STEP_MAX, Math.floor(wantSpeed * gait / 1000)));
}

/** The speed at which a body gets along that wants another, in steps of 1/8 m/s: never 0 where something is wanted. */
export function pacedSpeed(wantSpeed: number, pace: number): number {
  const speed = wantSpeed * pace >> 3;
  return speed === 0 && wantSpeed > 0 ? 1 : speed > SPEED_STEP_MAX ? SPEED_STEP_MAX : speed;
}

/** A step longer than this is looked at in pieces, in units: a quarter metre, half of what a blocked flag covers. */
export const STEP_UNITS_MAX = 64;

/** Where a body is at a tick, along x. */
export function bodyX(body: Body, tick: number, tickRate: number): number {
  return body.originX + travelled(velocityX(body.heading, body.speed, tickRate), tick - body.startTick);
}

/** Where a body is at a tick, along y. */
export function bodyY(body: Body, tick: number, tickRate: number): number {
  return body.originY + travelled(velocityY(body.heading, body.speed, tickRate), tick - body.startTick);
}

/** Whether a step is free from end to end. */
export function isStepFree(fromX: number, fromY: number, toX: number, toY: number, isBlocked: IsBlocked): boolean {
  const dx = toX - fromX;
  const dy = toY - fromY;
  const longer = Math.max(dx < 0 ? -dx : dx, dy < 0 ? -dy : dy);
  if (longer > STEP_UNITS_MAX) {
    const pieces = Math.ceil(longer / STEP_UNITS_MAX);
    for (let piece = 1; piece < pieces; piece++) {
      if (isBlocked(fromX + Math.floor(dx * piece / pieces), fromY + Math.floor(dy * piece / pieces))) return false;
    }
  }
  return !isBlocked(toX, toY);
}

/**
 * Decides a free body's way from `tick` to `tick + 1`: as it wants, at the pace of the ground under it, if that is
 * free, else along one axis, else not at all. True if that began a new segment. Who stands in a blocked place may leave
 * it in any direction.
 */
export function advance(body: Body, tick: number, tickRate: number, footing: Footing): boolean {
  const { isBlocked } = footing;
  const x = bodyX(body, tick, tickRate);
  const y = bodyY(body, tick, tickRate);
  const { wantHeading } = body;
  if (body.wantSpeed === 0) return stand(body, x, y, tick, wantHeading);
  const wantSpeed = pacedSpeed(gaitSpeed(body.wantSpeed, body.gait), footing.pace(x, y));
  if (isWayFree(body, x, y, wantHeading, wantSpeed, tick, tickRate, isBlocked) || isBlocked(x, y)) {
    return begin(body, x, y, tick, wantHeading, wantSpeed);
  }
  const alongX = HEADING_COS[wantHeading]!;
  const alongY = HEADING_SIN[wantHeading]!;
  const sizeX = alongX < 0 ? -alongX : alongX;
  const sizeY = alongY < 0 ? -alongY : alongY;
  const headingX = alongX > 0 ? 0 : 128;
  const headingY = alongY > 0 ? 64 : 192;
  const speedX = (wantSpeed * sizeX + 8192) >> 14;
  const speedY = (wantSpeed * sizeY + 8192) >> 14;
  const xFirst = sizeX >= sizeY;
  for (let turn = 0; turn < 2; turn++) {
    const useX = (turn === 0) === xFirst;
    const heading = useX ? headingX : headingY;
    const speed = useX ? speedX : speedY;
    if (speed > 0 && isWayFree(body, x, y, heading, speed, tick, tickRate, isBlocked)) {
      return begin(body, x, y, tick, heading, speed);
    }
  }
  return stand(body, x, y, tick, wantHeading);
}

/** Whether the way to the next tick is free, on the present segment if it has this heading and speed, else on a new one. */
function isWayFree(
  body: Body,
  x: number,
  y: number,
  heading: number,
  speed: number,
  tick: number,
  tickRate: number,
  isBlocked: IsBlocked,
): boolean {
  if (body.heading === heading && body.speed === speed) {
    return isStepFree(x, y, bodyX(body, tick + 1, tickRate), bodyY(body, tick + 1, tickRate), isBlocked);
  }
  const nextX = x + travelled(velocityX(heading, speed, tickRate), 1);
  const nextY = y + travelled(velocityY(heading, speed, tickRate), 1);
  return isStepFree(x, y, nextX, nextY, isBlocked);
}

function begin(body: Body, x: number, y: number, tick: number, heading: number, speed: number): boolean {
  if (body.heading === heading && body.speed === speed) return false;
  body.originX = x;
  body.originY = y;
  body.heading = heading;
  body.speed = speed;
  body.startTick = tick;
  return true;
}

function stand(body: Body, x: number, y: number, tick: number, heading: number): boolean {
  return begin(body, x, y, tick, heading, 0);
}
