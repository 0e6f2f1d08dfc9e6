/** The rooms behind the doors of houses: a floor plan drawn from the house's use, size and variant. */
import { hashWords } from "../base/prng.ts";
import type { Building, BuildingUse } from "./types.ts";
import type { Floorplan } from "./floorplan.ts";

/** What stands along the walls of a room, in the order in which there is room, and what in its middle. */
const FURNITURE: Readonly<Record<BuildingUse, { readonly walls: string; readonly middle: string }>> = {
  house: { walls: "HBsbBx", middle: "Th" },
  tavern: { walls: "HKKKbbbsK", middle: "ThThThTh" },
  smithy: { walls: "HHxbsx", middle: "AA" },
  mill: { walls: "xxbbxbsx", middle: "xb" },
  market: { walls: "KsKsKsxxbb", middle: "KxKx" },
  chapel: { walls: "ssss", middle: "hhhhhhhh" },
  hall: { walls: "HssxxsH", middle: "TTTThhhh" },
  barn: { walls: "xxbbxxbx", middle: "xx" },
  workshop: { walls: "sKsxbK", middle: "TA" },
};

/** Rooms are a little larger than their houses, and at most this wide and deep with their walls. */
export const ROOM_METRES_MAX = 30;
const ROOM_MORE_METRES = 3;

/** The plan of a house's room: walls, floor, a door in the middle of the south wall, furniture that leaves the way free. */
export function roomPlan(building: Building): Floorplan {
  // Seen from above with the door to the south, however the house stands on its street.
  const turned = building.doorSide === "east" || building.doorSide === "west";
  const width = Math.min(ROOM_METRES_MAX, (turned ? building.height : building.width) + ROOM_MORE_METRES);
  const height = Math.min(ROOM_METRES_MAX, (turned ? building.width : building.height) + ROOM_MORE_METRES);
  const grid = Array.from({ length: height }, (_, y) =>
    Array.from(
      { length: width },
      (_, x): string => x === 0 || y === 0 || x === width - 1 || y === height - 1 ? "#" : ".",
    ));
  const door = width >> 1;
  grid[height - 1]![door] = "+";
  furnish(grid, door, building);
  return { rows: grid.map((row) => row.join("")) };
}

function furnish(grid: string[][], door: number, { use, variant, id }: Building): void {
  const height = grid.length;
  const width = grid[0]!.length;
  const { walls, middle } = FURNITURE[use];
  // Along the north wall, then down both sides: every second metre, so that one can stand before each thing.
  const along: (readonly [x: number, y: number])[] = [];
  for (let x = 1; x < width - 1; x += 2) along.push([x, 1]);
  for (let y = 3; y < height - 2; y += 2) along.push([1, y], [width - 2, y]);
  const first = hashWords(id, variant) % along.length;
  for (let at = 0; at < Math.min(walls.length * 2, along.length); at++) {
    const [x, y] = along[(first + at * 3) % along.length]!;
    // One hearth is enough, unless the house has more of them at its first walls.
    const letter = walls[at % walls.length]!;
    if (grid[y]![x] === "." && (letter !== "H" || at < walls.length)) grid[y]![x] = letter;
  }
  // The middle in rows of pairs, with the way from the door to the far wall left free.
  let at = 0;
  for (let y = 4; y < height - 3 && at < middle.length; y += 3) {
    for (let x = 4; x < width - 4 && at < middle.length; x += 3) {
      if (Math.abs(x - door) < 2) continue;
      grid[y]![x] = middle[at++]!;
    }
  }
}
