/** What lies about in a new world: a little at the doors of its houses and on the square. A function of the seed. */
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

/** Piles around the place where newcomers appear, and how far from its middle, in metres. */
const SQUARE_PILES = 12;
const SQUARE_METRES = 12;

/** Puts a pile near every door and some on the square, minted by the ledger. */
export function scatterThings(world: World): void {
  const { settlements, spawnX, spawnY } = world.terrain.layout;
  for (const { index, buildings } of settlements) {
    buildings.forEach(({ doorX, doorY }, number) => {
      const hash = hashWords(world.facts.seed, index, number, 0x7468_696e);
      // One to two metres from the door: near enough to reach, wherever the wall is.
      putNear(world, doorX, doorY, UNITS_PER_METRE + (hashWords(hash) & 255), hash);
    });
  }
  for (let number = 0; number < SQUARE_PILES; number++) {
    const hash = hashWords(world.facts.seed, number, 0x7371_7561);
    putNear(world, spawnX, spawnY, hashWords(hash) % (SQUARE_METRES * UNITS_PER_METRE), hash);
  }
}

/** Puts what `hash` says so many units from a point, in the direction that it says. */
function putNear(world: World, x: number, y: number, away: number, hash: number): void {
  const thing = SIXTEENTHS[hash & 15]!;
  const heading = (hash >>> 4) & 255;
  putDown(world, {
    from: MINT,
    what: THING[thing],
    amount: 1 + (hash >>> 20) % (AMOUNT_MAX[thing] ?? 1),
    why: "new world",
    actor: 0,
    x: x + ((HEADING_COS[heading]! * away) >> 14),
    y: y + ((HEADING_SIN[heading]! * away) >> 14),
    stays: true,
  });
}
