/** The tiles of ground on the page's side: asked of the painters nearest first, kept while there is room, drawn. */
import type { Layout } from "../../../../world/terrain/types.ts";
import { TILE_PIXELS } from "./paint.ts";
import type { PainterResult, TileOrder, TileRequest, TileResult } from "./tile_messages.ts";
import type { View } from "../scene/view.ts";

/** Pixels per metre that tiles are painted at. */
export const FINENESSES = [4, 8, 16, 32] as const;

/** A tile holds a megabyte. */
const TILES_MAX = 120;

/** A tile that is here. */
export interface Tile {
  readonly order: TileOrder;
  readonly image: ImageBitmap;
  readonly foam: readonly ImageBitmap[];
  readonly hasWater: boolean;
  /** Number of the frame in which it was last drawn. */
  drawn: number;
}

interface Painter {
  readonly worker: Worker;
  busy: TileOrder | null;
}

/** The tiles of one world. Lives until `close`. */
export class Tiles {
  readonly #painters: Painter[] = [];
  readonly #tiles = new Map<string, Tile>();
  #frame = 0;

  constructor({ seed, recipe }: Layout, painters: number) {
    for (let number = 0; number < painters; number++) {
      const worker = new Worker("tile_worker.js", { type: "module" });
      const painter: Painter = { worker, busy: null };
      worker.onmessage = ({ data }: MessageEvent<PainterResult>) => {
        if (data.type === "tile") this.#keep(painter, data);
        else this.onMap(data.image);
      };
      worker.postMessage({ type: "seed", seed, recipe } satisfies TileRequest);
      this.#painters.push(painter);
    }
    this.#painters.at(-1)?.worker.postMessage({ type: "map" } satisfies TileRequest);
  }

  /** The last view's tiles that are not painted yet. */
  missing: readonly TileOrder[] = [];

  /** Called with the map of the whole world, before the first tiles. */
  onMap: (image: ImageBitmap) => void = () => {};

  /** The tiles to draw for a view, coarser ones first where finer ones are missing. Orders what is missing. */
  inView(view: View): Tile[] {
    this.#frame++;
    const wanted = bestFineness(view.zoom * view.pixelRatio);
    const orders = ordersFor(view, wanted, 0);
    const found: Tile[] = [];
    const missing: TileOrder[] = [];
    for (const order of orders) if (!this.#touch(order, found)) missing.push(order);
    this.missing = missing;
    if (missing.length > 0) this.#standIns(view, wanted, found);
    this.#order(missing.length > 0 ? missing : this.#ahead(view, wanted), view);
    return found;
  }

  /** Ends the painters and forgets all tiles. */
  close(): void {
    for (const { worker } of this.#painters) worker.terminate();
    for (const tile of this.#tiles.values()) dispose(tile);
    this.#tiles.clear();
  }

  #touch(order: TileOrder, found: Tile[]): boolean {
    const tile = this.#tiles.get(keyOf(order));
    if (tile === undefined) return false;
    tile.drawn = this.#frame;
    found.push(tile);
    return true;
  }

  /** Puts tiles of other finenesses before the ones found, to be painted over by them. */
  #standIns(view: View, wanted: number, found: Tile[]): void {
    const others: Tile[] = [];
    for (const fineness of FINENESSES) {
      if (fineness === wanted || fineness > wanted * 2) continue;
      for (const order of ordersFor(view, fineness, 0)) this.#touch(order, others);
    }
    found.unshift(...others);
  }

  /** With the view complete, the ring around it is made in advance. */
  #ahead(view: View, wanted: number): TileOrder[] {
    return ordersFor(view, wanted, 1).filter((order) => !this.#tiles.has(keyOf(order)));
  }

  #order(missing: readonly TileOrder[], view: View): void {
    if (missing.length === 0) return;
    const idle = this.#painters.filter(({ busy }) => busy === null);
    if (idle.length === 0) return;
    const busy = new Set(this.#painters.map((painter) => painter.busy === null ? "" : keyOf(painter.busy)));
    const away = (order: TileOrder) => {
      const metres = TILE_PIXELS / order.fineness;
      return Math.abs((order.column + 0.5) * metres - view.x) + Math.abs((order.row + 0.5) * metres - view.y);
    };
    const queue = missing.filter((order) => !busy.has(keyOf(order))).sort((a, b) => away(a) - away(b));
    for (const painter of idle) {
      const order = queue.shift();
      if (order === undefined) return;
      painter.busy = order;
      painter.worker.postMessage(order satisfies TileRequest);
    }
  }

  #keep(painter: Painter, result: TileResult): void {
    painter.busy = null;
    this.#tiles.set(keyOf(result.order), { ...result, drawn: this.#frame });
    if (this.#tiles.size <= TILES_MAX) return;
    let oldest: Tile | null = null;
    for (const tile of this.#tiles.values()) if (oldest === null || tile.drawn < oldest.drawn) oldest = tile;
    if (oldest === null || oldest.drawn === this.#frame) return;
    this.#tiles.delete(keyOf(oldest.order));
    dispose(oldest);
  }
}

function dispose(tile: Tile): void {
  tile.image.close();
  for (const line of tile.foam) line.close();
}

function keyOf({ fineness, column, row }: TileOrder): string {
  return `${fineness}/${column}/${row}`;
}

/** The coarsest fineness that is not blurred at `pixelsPerMetre`, give or take a fifth. */
function bestFineness(pixelsPerMetre: number): number {
  return FINENESSES.find((fineness) => fineness * 1.35 >= pixelsPerMetre) ?? FINENESSES[FINENESSES.length - 1]!;
}

function ordersFor(view: View, fineness: number, ring: number): TileOrder[] {
  const metres = TILE_PIXELS / fineness;
  const orders: TileOrder[] = [];
  const lastColumn = Math.floor(view.right / metres) + ring;
  const lastRow = Math.floor(view.bottom / metres) + ring;
  for (let row = Math.floor(view.top / metres) - ring; row <= lastRow; row++) {
    for (let column = Math.floor(view.left / metres) - ring; column <= lastColumn; column++) {
      orders.push({ type: "paint", fineness, column, row });
    }
  }
  return orders;
}
