/** Names of places: compounds of plain words, the same for the same number. */
import { hashWords } from "../base/prng.ts";

const PLACE_FIRST = [
  "Alder",
  "Amber",
  "Ash",
  "Barley",
  "Bell",
  "Birch",
  "Bram",
  "Briar",
  "Bright",
  "Clover",
  "Copper",
  "Cran",
  "Dapple",
  "Dun",
  "Elm",
  "Ember",
  "Fallow",
  "Fen",
  "Fern",
  "Fox",
  "Gold",
  "Gorse",
  "Hale",
  "Harrow",
  "Hart",
  "Haw",
  "Hazel",
  "Heather",
  "Hollin",
  "Honey",
  "Juniper",
  "Kettle",
  "Lark",
  "Linden",
  "Mallow",
  "Maple",
  "Mar",
  "Merry",
  "Mill",
  "Moss",
  "Nettle",
  "Oat",
  "Otter",
  "Pear",
  "Pebble",
  "Quill",
  "Rook",
  "Rowan",
  "Rush",
  "Sedge",
  "Sorrel",
  "Sparrow",
  "Tansy",
  "Teasel",
  "Thistle",
  "Thrush",
  "Tilling",
  "Wether",
  "Willow",
  "Winter",
  "Wren",
  "Yarrow",
] as const;

const PLACE_LAST = {
  shore: ["haven", "mere", "strand", "wick", "mouth", "sand", "quay"],
  river: ["ford", "bridge", "brook", "bourne", "weir", "wath"],
  hills: ["fell", "combe", "low", "down", "cleugh", "ridge"],
  plain: ["ton", "ham", "stead", "ley", "field", "thorpe", "worth", "den", "garth"],
} as const;

/** What a place lies by; its name ends accordingly. */
export type PlaceSurroundings = keyof typeof PLACE_LAST;

/** A name for a place that none of `taken` has. */
export function makePlaceName(hash: number, near: PlaceSurroundings, taken: readonly string[]): string {
  const endings = PLACE_LAST[near];
  for (let attempt = 0;; attempt++) {
    const mixed = hashWords(hash, attempt, 0x706c_6163);
    const first = PLACE_FIRST[mixed % PLACE_FIRST.length]!;
    const last = endings[(mixed >>> 16) % endings.length]!;
    // No letter twice where the words meet, and no two places that begin alike.
    if (first.at(-1) === last[0] || taken.some((name) => name.startsWith(first))) continue;
    return first + last;
  }
}
