/** Looking for players nearby. */
import { travelled } from "../base/space.ts";
import { CELL_COLUMNS, CELL_POSITION_BITS, CELL_ROWS } from "../limits.ts";
import type { World } from "../world.ts";

/** The player nearest to a point within `radius` units, its index or -1; of two equally near the lower index. */
export function nearestPlayer(world: World, x: number, y: number, radius: number): number {
  const { spatial: { players }, tick, entities } = world;
  const { originX, originY, startTick } = entities.components.columns;
  const { nextPlusOne, velocityX, velocityY } = entities.derived.columns;
  const left = Math.max(0, (x - radius) >> CELL_POSITION_BITS);
  const right = Math.min(CELL_COLUMNS - 1, (x + radius) >> CELL_POSITION_BITS);
  const top = Math.max(0, (y - radius) >> CELL_POSITION_BITS);
  const bottom = Math.min(CELL_ROWS - 1, (y + radius) >> CELL_POSITION_BITS);
  let nearest = -1;
  let least = radius * radius;
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      for (let next = players[row * CELL_COLUMNS + column]!; next !== 0; next = nextPlusOne[next - 1]!) {
        const index = next - 1;
        // As positionX and positionY have it. Animals ask this thousands of times a second.
        const ticks = tick - startTick[index]!;
        const dx = originX[index]! + travelled(velocityX[index]!, ticks) - x;
        const dy = originY[index]! + travelled(velocityY[index]!, ticks) - y;
        const square = dx * dx + dy * dy;
        if (square < least || (square === least && (nearest < 0 || index < nearest))) {
          nearest = index;
          least = square;
        }
      }
    }
  }
  return nearest;
}
