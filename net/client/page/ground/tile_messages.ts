/** What the page and its painters of tiles say to each other. */

import type { Layout } from "../../../../world/terrain/types.ts";

/** One tile: pixels per metre, and column and row among the tiles of that fineness. */
export interface TileOrder {
  readonly type: "paint";
  readonly fineness: number;
  readonly column: number;
  readonly row: number;
}

/** What the terrain is made of comes first; then tiles, and once the map of the whole world. */
export type TileRequest = { readonly type: "seed"; readonly seed: number; readonly recipe: Layout["recipe"] } | {
  readonly type: "map";
} | TileOrder;

/** A painted tile. `foam` is empty or two lines of foam at the shore. */
export interface TileResult {
  readonly type: "tile";
  readonly order: TileOrder;
  readonly image: ImageBitmap;
  readonly foam: readonly ImageBitmap[];
  readonly hasWater: boolean;
}

/** What a painter gives back. */
export type PainterResult = TileResult | { readonly type: "map"; readonly image: ImageBitmap };
