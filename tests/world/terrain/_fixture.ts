/** Terrains shared by the tests of one file, and a flood over what can be walked. */
import { makeTerrain, type Settlement, type Terrain } from "../../../world/terrain/mod.ts";

/** Seeds that every property must hold for: small, large, and in between. */
export const SEEDS = [0, 1, 42, 777, 123_456_789, 0xffff_ffff] as const;

const terrains = new Map<number, Terrain>();

/** The terrain of a seed, made once a file. */
export function terrainOf(seed: number): Terrain {
  let terrain = terrains.get(seed);
  if (terrain === undefined) terrains.set(seed, terrain = makeTerrain(seed));
  return terrain;
}

/** Half metres that can be walked to from a settlement's middle within its radius, as a question about points. */
export function floodSettlement(terrain: Terrain, settlement: Settlement): (x: number, y: number) => boolean {
  const cells = Math.ceil(settlement.radius / 128) + 4;
  const side = 2 * cells;
  const originX = Math.floor(settlement.x / 128) - cells;
  const originY = Math.floor(settlement.y / 128) - cells;
  const reached = new Uint8Array(side * side);
  const stack = [cells * side + cells];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const column = at % side;
    const row = Math.floor(at / side);
    if (reached[at] === 1 || terrain.isBlocked((originX + column) * 128 + 64, (originY + row) * 128 + 64)) continue;
    reached[at] = 1;
    if (column > 0) stack.push(at - 1);
    if (column < side - 1) stack.push(at + 1);
    if (row > 0) stack.push(at - side);
    if (row < side - 1) stack.push(at + side);
  }
  return (x, y) => {
    const column = Math.floor(x / 128) - originX;
    const row = Math.floor(y / 128) - originY;
    return column >= 0 && row >= 0 && column < side && row < side && reached[row * side + column] === 1;
  };
}
