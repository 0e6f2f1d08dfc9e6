/** What lies about in a new world: a little at the doors of its houses and on the square. A function of the seed. */
import { hashWords } from "../base/prng.ts";
import { HEADING_COS, HEADING_SIN, UNITS_PER_METRE } from "../base/space.ts";
import { entryOf } from "../content/mod.ts";
import type { World } from "../world.ts";
import { MINT } from "./accounts.ts";
import { putDown } from "./piles.ts";

/** Piles around the place where newcomers appear, and how far from its middle, in metres. */
const SQUARE_PILES = 12;
const SQUARE_METRES = 12;

/** Puts a pile near every door and some on the square, minted by the ledger. */
export function scatterThings(world: World): void {
  const { settlements, spawnX, spawnY } = world.terrain.layout;
  const sixteenths = scatteredOf(world);
  if (sixteenths.length === 0) return;
  for (const { index, buildings } of settlements) {
    buildings.forEach(({ doorX, doorY }, number) => {
      const hash = hashWords(world.facts.seed, index, number, 0x7468_696e);
      // One to two metres from the door: near enough to reach, wherever the wall is.
      putNear(world, doorX, doorY, UNITS_PER_METRE + (hashWords(hash) & 255), hash, sixteenths);
    });
  }
  for (let number = 0; number < SQUARE_PILES; number++) {
    const hash = hashWords(world.facts.seed, number, 0x7371_7561);
    putNear(world, spawnX, spawnY, hashWords(hash) % (SQUARE_METRES * UNITS_PER_METRE), hash, sixteenths);
  }
}

interface Scattered {
  readonly what: number;
  readonly amountMax: number;
}

/** Of sixteen piles, what each is. The check of a pack sees to it that there are sixteen or none. */
function scatteredOf({ content }: World): readonly Scattered[] {
  return (content.economy.all[0]?.scatter ?? []).flatMap(({ item, weight, countMax }) => {
    const { number } = entryOf(content, "items", item);
    return new Array<Scattered>(weight).fill({ what: number, amountMax: countMax });
  });
}

/** Puts what `hash` says so many units from a point, in the direction that it says. */
function putNear(
  world: World,
  x: number,
  y: number,
  away: number,
  hash: number,
  sixteenths: readonly Scattered[],
): void {
  const { what, amountMax } = sixteenths[hash & 15]!;
  const heading = (hash >>> 4) & 255;
  putDown(world, {
    from: MINT,
    what,
    amount: 1 + (hash >>> 20) % amountMax,
    why: "new world",
    actor: 0,
    x: x + ((HEADING_COS[heading]! * away) >> 14),
    y: y + ((HEADING_SIN[heading]! * away) >> 14),
    stays: true,
  });
}
