/** Paints tiles of ground away from the page's thread, so that no frame ever waits for one. */
import { makeTerrain } from "../../../world/terrain/mod.ts";
import type { Terrain } from "../../../world/terrain/types.ts";
import { drawDecals } from "./ground/decals.ts";
import { readGrid } from "./ground/grid.ts";
import { paintGround, TILE_PIXELS } from "./ground/paint.ts";
import { paintMap } from "./ground/paint_map.ts";
import type { PainterResult, TileOrder, TileRequest } from "./ground/tile_messages.ts";

/** The part of a worker's global scope that is used here. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<TileRequest>) => void) | null;
  postMessage(result: PainterResult, transfer: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;
let terrain: Terrain | null = null;

scope.onmessage = ({ data }) => {
  switch (data.type) {
    case "seed":
      terrain = makeTerrain(data.seed, data.recipe);
      return;
    case "map": {
      const image = toBitmap(paintMap(knownTerrain().overview()));
      return scope.postMessage({ type: "map", image }, [image]);
    }
    case "paint":
      return paint(knownTerrain(), data);
  }
};

function knownTerrain(): Terrain {
  if (terrain === null) throw new Error("paint: no seed was sent before");
  return terrain;
}

function paint(world: Terrain, order: TileOrder): void {
  const { fineness, column, row } = order;
  const metres = TILE_PIXELS / fineness;
  const x = column * metres;
  const y = row * metres;
  const grid = readGrid(world, x, y, metres);
  const { pixels, foam, hasWater } = paintGround(grid, x, y, fineness);
  const canvas = new OffscreenCanvas(TILE_PIXELS, TILE_PIXELS);
  const context = canvas.getContext("2d")!;
  context.putImageData(pixels, 0, 0);
  context.scale(fineness, fineness);
  drawDecals({ context, x, y, metres, fineness }, world, grid);
  const image = canvas.transferToImageBitmap();
  const lines = foam?.map(toBitmap) ?? [];
  scope.postMessage({ type: "tile", order, image, foam: lines, hasWater }, [image, ...lines]);
}

function toBitmap(pixels: ImageData): ImageBitmap {
  const canvas = new OffscreenCanvas(pixels.width, pixels.height);
  canvas.getContext("2d")!.putImageData(pixels, 0, 0);
  return canvas.transferToImageBitmap();
}
