/** What the page and its painters of tiles say to each other. */

/** One tile: pixels per metre, and column and row among the tiles of that fineness. */
export interface TileOrder {
  readonly type: "paint";
  readonly fineness: number;
  readonly column: number;
  readonly row: number;
}

/** What a painter is told: the world's seed once, then orders. */
export type TileRequest = { readonly type: "seed"; readonly seed: number } | TileOrder;

/** A painted tile. `foam` is empty or two lines of foam at the shore. */
export interface TileResult {
  readonly order: TileOrder;
  readonly image: ImageBitmap;
  readonly foam: readonly ImageBitmap[];
  readonly hasWater: boolean;
}
