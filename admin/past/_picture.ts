/**
 * What the console's map is told of a world of the past: the cells of its view, by the encoder of the live streams and
 * in the same bytes. Nobody else watches, so only what is on the screen is ever put into bytes.
 *
 *   u32 tick | for each block: varint length, cell block
 */
import { ByteWriter } from "../../world/base/record.ts";
import { CELL_COLUMNS } from "../../world/limits.ts";
import type { World } from "../../world/mod.ts";
import { BlockEncoder } from "../../world/replication/encode.ts";
import { type CellRectangle, cellsOf, type MapView } from "../api/live_messages.ts";
import { CELLS_PER_FRAME } from "./limits.ts";

const BIT = 1;

/** Lives as long as its thread. */
export class Picture {
  readonly #writer = new ByteWriter(65_536);
  #encoder = new BlockEncoder();
  #cells: CellRectangle = { x0: 0, y0: 0, x1: -1, y1: -1 };
  readonly #watched = new Set<number>();
  /** Cells of the view that are not told yet, in order. */
  #owed: number[] = [];

  /** Another world is drawn: everything is told anew. */
  restart(): void {
    this.#encoder = new BlockEncoder();
    this.#watched.clear();
    this.#owed = cellsIn(this.#cells);
  }

  /** Draws another part of the plane; null: nothing. Answers its cells. */
  look(view: MapView | null): CellRectangle {
    this.#cells = view === null ? { x0: 0, y0: 0, x1: -1, y1: -1 } : cellsOf(view);
    for (const cell of this.#watched) {
      if (contains(this.#cells, cell)) continue;
      this.#encoder.unwatch(BIT, cell);
      this.#watched.delete(cell);
    }
    this.#owed = cellsIn(this.#cells).filter((cell) => !this.#watched.has(cell));
    return this.#cells;
  }

  /** Whether cells of the view are not told yet. */
  get isOwing(): boolean {
    return this.#owed.length > 0;
  }

  /** Notes what happened, to be told with the next picture. */
  readonly happened: BlockEncoder["happened"] = (cell, happening) => this.#encoder.happened(cell, happening);

  /** The picture of a world as it is. The bytes are valid until the next one. */
  draw(world: World): Uint8Array {
    for (const cell of this.#owed.splice(0, CELLS_PER_FRAME)) {
      this.#encoder.watch(BIT, cell);
      this.#watched.add(cell);
    }
    const writer = this.#writer;
    writer.length = 0;
    writer.u32(world.tick);
    this.#encoder.flush(world, (bytes) => {
      writer.varint(bytes.length);
      writer.raw(bytes);
    });
    return writer.view();
  }
}

function contains({ x0, y0, x1, y1 }: CellRectangle, cell: number): boolean {
  const x = cell % CELL_COLUMNS;
  const y = Math.floor(cell / CELL_COLUMNS);
  return x >= x0 && x <= x1 && y >= y0 && y <= y1;
}

/** Cells of a rectangle, those in the middle first. */
function cellsIn({ x0, y0, x1, y1 }: CellRectangle): number[] {
  const cells: { cell: number; far: number }[] = [];
  for (let y = y0; y <= y1; y++) {
    for (let x = x0; x <= x1; x++) {
      const far = Math.max(Math.abs(x * 2 - x0 - x1), Math.abs(y * 2 - y0 - y1));
      cells.push({ cell: y * CELL_COLUMNS + x, far });
    }
  }
  return cells.sort((a, b) => a.far - b.far).map(({ cell }) => cell);
}
