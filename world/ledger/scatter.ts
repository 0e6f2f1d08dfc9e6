/** What lies about in a new world: a little at the doors of its houses. A function of the seed. */
import { hashWords } from "../base/prng.ts";
import { HEADING_COS, HEADING_SIN, UNITS_PER_METRE } from "../base/space.ts";
import type { World } from "../world.ts";
import { MINT } from "./accounts.ts";
import { putDown } from "./piles.ts";
import { THING, type ThingName } from "./things.ts";

/** Of sixteen piles: which thing. */
const SIXTEENTHS: readonly ThingName[] = [
  ...new Array<ThingName>(6).fill("apple"),
  ...new Array<ThingName>(5).fill("coin"),
  ...new Array<ThingName>(4).fill("stone"),
  "lantern",
];
const AMOUNT_MAX: Partial<Record<ThingName, number>> = { apple: 3, coin: 5, stone: 2 };

/** Puts a pile near every door, minted by the ledger. */
export function scatterThings(world: World): void {
  for (const { index, buildings } of world.terrain.layout.settlements) {
    buildings.forEach(({ doorX, doorY }, number) => {
      const hash = hashWords(world.facts.seed, index, number, 0x7468_696e);
      const thing = SIXTEENTHS[hash & 15]!;
      const heading = (hash >>> 4) & 255;
      // One to two metres from the door: near enough to reach, wherever the wall is.
      const away = UNITS_PER_METRE + ((hash >>> 12) & 255);
      putDown(world, {
        from: MINT,
        what: THING[thing],
        amount: 1 + (hash >>> 20) % (AMOUNT_MAX[thing] ?? 1),
        why: "new world",
        actor: 0,
        x: doorX + ((HEADING_COS[heading]! * away) >> 14),
        y: doorY + ((HEADING_SIN[heading]! * away) >> 14),
        stays: true,
      });
    });
  }
}
