/** Marks on the world: set by deeds, asked for by conditions. */
import { hashWords } from "../base/prng.ts";
import { addRow, clearRow, copyRow, truncateTable } from "../base/table.ts";
import type { World } from "../world.ts";

/** A mark's number. */
export function flagNumber(flag: string): number {
  let hash = 0x666c_6167;
  for (const letter of flag) hash = hashWords(hash, letter.charCodeAt(0));
  return hash >>> 0;
}

/** Whether the world has a mark. */
export function hasFlag({ almanac }: World, flag: string): boolean {
  const { columns, length } = almanac.flags;
  return columns.flag.subarray(0, length).includes(flagNumber(flag));
}

/** Sets a mark, or takes it away. */
export function setFlag(world: World, flag: string, on: boolean): void {
  if (hasFlag(world, flag) === on) return;
  const { flags } = world.almanac;
  const number = flagNumber(flag);
  if (!on) {
    const row = flags.columns.flag.subarray(0, flags.length).indexOf(number);
    copyRow(flags, flags.length - 1, row);
    clearRow(flags, flags.length - 1);
    return truncateTable(flags, flags.length - 1);
  }
  if (flags.length >= flags.rowsMax) return;
  const row = addRow(flags);
  flags.columns.flag[row] = number;
  flags.columns.sinceTick[row] = world.tick;
}
