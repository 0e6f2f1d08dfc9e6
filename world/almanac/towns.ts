/** How towns do: better by what is brought, worse by what is lost, and back to the middle when nobody does anything. */
import { addRow } from "../base/table.ts";
import { settlementsOf } from "../places/mod.ts";
import type { World } from "../world.ts";
import { PROSPERITY_MIDDLE } from "./state.ts";

const HUNDREDTHS = 100;
const POINTS_MAX = 1000;
/** From here on a town is rich, below the other it is poor. */
export const RICH_POINTS = 700;
export const POOR_POINTS = 300;
/** What happens this near to a town is its own, in units: 150 m beyond its edge. */
const NEAR_UNITS = 150 * 256;

/** How a town does, 0 to 1000. */
export function prosperityOf({ almanac }: World, town: number): number {
  return Math.floor((almanac.towns.columns.prosperity[town] ?? PROSPERITY_MIDDLE * HUNDREDTHS) / HUNDREDTHS);
}

/** Sees to it that each town has a row. */
export function countTowns(world: World): void {
  const { towns } = world.almanac;
  const wanted = Math.min(towns.rowsMax, settlementsOf(world).length);
  while (towns.length < wanted) towns.columns.prosperity[addRow(towns)] = PROSPERITY_MIDDLE * HUNDREDTHS;
}

/** A town does better by so many hundredths of a point, or worse. */
export function prosper(world: World, town: number, hundredths: number): void {
  const { towns } = world.almanac;
  if (town < 0 || town >= towns.length) return;
  const points = towns.columns.prosperity[town]! + hundredths;
  towns.columns.prosperity[town] = Math.max(0, Math.min(POINTS_MAX * HUNDREDTHS, points));
}

/** The town that a point belongs to, in units, or -1. */
export function townAt(world: World, x: number, y: number): number {
  return settlementsOf(world).findIndex((one) => {
    const [dx, dy] = [one.x - x, one.y - y];
    const reach = one.radius + NEAR_UNITS;
    return dx * dx + dy * dy < reach * reach;
  });
}

/** One day more: towns go back to the middle by so many points. */
export function settleTowns(world: World, points: number): void {
  const { columns, length } = world.almanac.towns;
  const middle = PROSPERITY_MIDDLE * HUNDREDTHS;
  for (let town = 0; town < length; town++) {
    const away = middle - columns.prosperity[town]!;
    const step = Math.min(Math.abs(away), points * HUNDREDTHS);
    columns.prosperity[town] = columns.prosperity[town]! + Math.sign(away) * step;
  }
}
