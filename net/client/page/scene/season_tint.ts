/** What a season does to how the land looks: colours of ground and leaves, and snow on everything. */
import type { Brush } from "../art/brush.ts";
import type { Tile } from "../ground/tiles.ts";
import type { Reach } from "./sprites.ts";

/** A season, as far as it is seen. */
export interface SeasonTint {
  readonly id: string;
  /** As #rrggbb. */
  readonly ground: string;
  readonly leaves: string;
  /** 0 to 1. */
  readonly strength: number;
  readonly snow: boolean;
}

/** Colours lie over what is drawn with this part of a season's strength. */
const GROUND_PART = 0.5;
const SNOW_PART = 0.86;
const LEAVES_PART = 0.7;

/** How much snow covers, 0 to 1: even a little of it is white. */
function depthOf({ strength }: SeasonTint): number {
  return Math.min(0.94, 0.55 + strength * 0.55);
}

/** Lays the colour of the season over a plant that was drawn, snow thicker on its upper side. */
export function tintPlant(brush: Brush, { side, up, down }: Reach, season: SeasonTint): void {
  brush.globalCompositeOperation = "source-atop";
  if (season.snow) {
    const depth = depthOf(season);
    const fall = brush.createLinearGradient(0, -up, 0, 0);
    fall.addColorStop(0, `rgba(244, 248, 252, ${(0.9 * depth).toFixed(2)})`);
    fall.addColorStop(0.7, `rgba(236, 242, 248, ${(0.62 * depth).toFixed(2)})`);
    fall.addColorStop(1, "rgba(230, 238, 246, 0)");
    brush.fillStyle = fall;
  } else {
    brush.globalAlpha = season.strength * LEAVES_PART;
    brush.fillStyle = season.leaves;
  }
  brush.fillRect(-side, -up, side * 2, up + down);
  brush.globalAlpha = 1;
  brush.globalCompositeOperation = "source-over";
}

/** Lays snow on a roof that was drawn: all of it but the walls, from `top` down to `eaves`. */
export function snowOnRoof(
  brush: Brush,
  box: { readonly left: number; readonly right: number; readonly top: number; readonly eaves: number },
  season: SeasonTint,
): void {
  brush.globalCompositeOperation = "source-atop";
  const depth = depthOf(season);
  const fall = brush.createLinearGradient(0, box.top, 0, box.eaves);
  fall.addColorStop(0, `rgba(246, 249, 253, ${(1.02 * depth).toFixed(2)})`);
  fall.addColorStop(0.85, `rgba(238, 244, 250, ${(0.97 * depth).toFixed(2)})`);
  fall.addColorStop(1, "rgba(232, 240, 248, 0)");
  brush.fillStyle = fall;
  brush.fillRect(box.left, box.top, box.right - box.left, box.eaves - box.top);
  brush.globalCompositeOperation = "source-over";
}

/** Tiles of ground in the colours of a season: made once for each tile, for as long as it is kept. */
export class SeasonTiles {
  #season = "";
  #tinted = new WeakMap<Tile, OffscreenCanvas>();

  /** The picture of a tile in a season. */
  imageOf(tile: Tile, season: SeasonTint | null): CanvasImageSource {
    if (season === null) return tile.image;
    if (season.id !== this.#season) {
      this.#season = season.id;
      this.#tinted = new WeakMap();
    }
    const known = this.#tinted.get(tile);
    if (known !== undefined) return known;
    const { image } = tile;
    const picture = new OffscreenCanvas(image.width, image.height);
    const brush = picture.getContext("2d")!;
    brush.drawImage(image, 0, 0);
    // What is water stays clear: there the tile has nothing.
    brush.globalCompositeOperation = "source-atop";
    brush.globalAlpha = season.snow ? SNOW_PART * depthOf(season) : GROUND_PART * season.strength;
    brush.fillStyle = season.ground;
    brush.fillRect(0, 0, image.width, image.height);
    this.#tinted.set(tile, picture);
    return picture;
  }
}
