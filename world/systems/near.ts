/** Looking for players nearby. */
import { CELL_COLUMNS, CELL_ROWS, CELL_UNITS } from "../limits.ts";
import { positionX, positionY, type World } from "../world.ts";

/** The player nearest to a point within `radius` units, its index or -1; of two equally near the lower index. */
export function nearestPlayer(world: World, x: number, y: number, radius: number): number {
  const { players } = world.spatial;
  const { nextPlusOne } = world.entities.derived.columns;
  const left = Math.max(0, Math.floor((x - radius) / CELL_UNITS));
  const right = Math.min(CELL_COLUMNS - 1, Math.floor((x + radius) / CELL_UNITS));
  const top = Math.max(0, Math.floor((y - radius) / CELL_UNITS));
  const bottom = Math.min(CELL_ROWS - 1, Math.floor((y + radius) / CELL_UNITS));
  let nearest = -1;
  let least = radius * radius;
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      for (let next = players[row * CELL_COLUMNS + column]!; next !== 0; next = nextPlusOne[next - 1]!) {
        const index = next - 1;
        const dx = positionX(world, index) - x;
        const dy = positionY(world, index) - y;
        const square = dx * dx + dy * dy;
        if (square < least || (square === least && (nearest < 0 || index < nearest))) {
          [nearest, least] = [index, square];
        }
      }
    }
  }
  return nearest;
}
