/** The content of simulated worlds: the default pack, in which everybody begins with something to deal in. */
import type { Pack } from "../../world/content/mod.ts";
import { defaultPack } from "../world/_pack.ts";

/** What each class has in its bag besides its own: coins, and what the recipes take that everybody knows. */
const BEGINNING = [["coin", 120], ["copper_ore", 8], ["oak_log", 6], ["apple", 5]].map(([item, count]) => ({
  ...{ item: String(item), count: Number(count) },
}));

let made: Pack | null = null;

/** The pack. */
export function simulatedPack(): Pack {
  if (made !== null) return made;
  const pack = defaultPack();
  const classes = pack.entries.classes.map((one) => ({ ...one, bag: [...one.bag, ...BEGINNING] }));
  return made = { ...pack, entries: { ...pack.entries, classes } };
}
