/** A character's look: 32 bits that say which of our colours, hair and hats it wears (world/components.ts). */
import { LOOK_BITS } from "../../../../world/components.ts";

export type Rgb = readonly [number, number, number];

/** A look, taken apart. */
export interface Look {
  readonly skin: number;
  readonly hairColour: number;
  readonly hairStyle: number;
  readonly shirt: number;
  readonly trousers: number;
  readonly hat: number;
  readonly build: number;
}

export const SKINS: readonly Rgb[] = [
  [250, 220, 196],
  [240, 200, 168],
  [226, 180, 142],
  [206, 154, 114],
  [178, 124, 86],
  [146, 98, 68],
  [116, 76, 54],
  [88, 58, 44],
];

export const HAIR_COLOURS: readonly Rgb[] = [
  [58, 40, 30],
  [96, 62, 38],
  [140, 92, 50],
  [196, 148, 78],
  [226, 190, 120],
  [172, 78, 40],
  [34, 30, 34],
  [150, 148, 148],
  [222, 220, 214],
  [112, 44, 40],
];

export const HAIR_STYLES = ["short", "long", "bun", "curly", "bald", "braid", "fringe", "beard"] as const;

export const SHIRTS: readonly Rgb[] = [
  [178, 74, 62],
  [70, 112, 150],
  [94, 136, 82],
  [206, 160, 70],
  [128, 88, 140],
  [70, 138, 132],
  [214, 206, 186],
  [152, 102, 66],
  [196, 104, 122],
  [86, 92, 120],
  [222, 130, 66],
  [118, 148, 176],
  [156, 170, 92],
  [106, 62, 60],
  [232, 196, 150],
  [62, 84, 74],
];

export const TROUSERS: readonly Rgb[] = [
  [88, 72, 58],
  [66, 74, 92],
  [108, 92, 72],
  [74, 84, 66],
  [122, 104, 84],
  [58, 54, 60],
  [96, 66, 54],
  [138, 126, 104],
];

export const HATS = ["none", "straw", "cap", "hood", "feather", "kerchief", "woollen", "flowers"] as const;

const known = new Map<number, Look>();

/** Takes a look apart; every number is a look. The same number, the same object. */
export function readLook(bits: number): Look {
  let look = known.get(bits);
  if (look === undefined) {
    if (known.size > 5000) known.clear();
    known.set(bits, look = takeApart(bits));
  }
  return look;
}

function takeApart(bits: number): Look {
  let rest = bits >>> 0;
  const take = (name: keyof typeof LOOK_BITS): number => {
    const value = rest & (1 << LOOK_BITS[name]) - 1;
    rest >>>= LOOK_BITS[name];
    return value;
  };
  return {
    skin: take("skin") % SKINS.length,
    hairColour: take("hairColour") % HAIR_COLOURS.length,
    hairStyle: take("hairStyle") % HAIR_STYLES.length,
    shirt: take("shirt") % SHIRTS.length,
    trousers: take("trousers") % TROUSERS.length,
    hat: take("hat") % HATS.length,
    build: take("build"),
  };
}

/** Puts a look together. */
export function writeLook(look: Look): number {
  let bits = 0;
  let shift = 0;
  for (const name of ["skin", "hairColour", "hairStyle", "shirt", "trousers", "hat", "build"] as const) {
    bits |= look[name] << shift;
    shift += LOOK_BITS[name];
  }
  return bits >>> 0;
}
