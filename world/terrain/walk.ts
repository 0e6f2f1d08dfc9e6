/** Questions of walkers that only need to know what is blocked. */

/** Whatever says where the middle of a walker cannot be. Points in units. */
export interface Obstacles {
  isBlocked(x: number, y: number): boolean;
}

const CLEAR_STEP_UNITS = 64;
const HALF_METRE_UNITS = 128;

/** Whether no point of a straight line is blocked, both ends included, looked at each quarter metre. */
export function isClearOf(obstacles: Obstacles, fromX: number, fromY: number, toX: number, toY: number): boolean {
  const dx = toX - fromX;
  const dy = toY - fromY;
  const steps = Math.ceil(Math.sqrt(dx * dx + dy * dy) / CLEAR_STEP_UNITS);
  if (obstacles.isBlocked(fromX, fromY)) return false;
  for (let step = 1; step < steps; step++) {
    const x = fromX + Math.floor(dx * step / steps);
    const y = fromY + Math.floor(dy * step / steps);
    if (obstacles.isBlocked(x, y)) return false;
  }
  return !obstacles.isBlocked(toX, toY);
}

/** The point itself if free, or the nearest middle of a free half metre within `radius`; of equals the first found. */
export function findNearestFree(
  obstacles: Obstacles,
  x: number,
  y: number,
  radius: number,
): { x: number; y: number } | null {
  if (!obstacles.isBlocked(x, y)) return { x, y };
  let bestX = 0;
  let bestY = 0;
  let best = radius * radius + 1;
  const middleX = Math.floor(x / HALF_METRE_UNITS) * HALF_METRE_UNITS + HALF_METRE_UNITS / 2;
  const middleY = Math.floor(y / HALF_METRE_UNITS) * HALF_METRE_UNITS + HALF_METRE_UNITS / 2;
  // A ring's nearest point is at least (ring - 1/2) half metres away: stop when that is no better.
  for (let ring = 1; (ring - 0.5) * (ring - 0.5) * HALF_METRE_UNITS * HALF_METRE_UNITS < best; ring++) {
    for (let row = -ring; row <= ring; row++) {
      const step = row === -ring || row === ring ? 1 : 2 * ring;
      for (let column = -ring; column <= ring; column += step) {
        const freeX = middleX + column * HALF_METRE_UNITS;
        const freeY = middleY + row * HALF_METRE_UNITS;
        const distance = (freeX - x) * (freeX - x) + (freeY - y) * (freeY - y);
        if (distance < best && !obstacles.isBlocked(freeX, freeY)) [bestX, bestY, best] = [freeX, freeY, distance];
      }
    }
  }
  return best > radius * radius ? null : { x: bestX, y: bestY };
}
