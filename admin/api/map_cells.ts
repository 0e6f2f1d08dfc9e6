/** Which cells a part of the map is made of. */
import { CELL_COLUMNS, CELL_METRES, CELL_ROWS } from "../../world/limits.ts";
import type { CellRectangle, MapView } from "./live_messages.ts";

/** The cells that a view touches, and one more on each side, within the plane. */
export function cellsOf(view: MapView): CellRectangle {
  const clamp = (metres: number, cells: number) => Math.max(0, Math.min(cells - 1, Math.floor(metres / CELL_METRES)));
  return {
    x0: clamp(view.x - CELL_METRES, CELL_COLUMNS),
    y0: clamp(view.y - CELL_METRES, CELL_ROWS),
    x1: clamp(view.x + view.width + CELL_METRES, CELL_COLUMNS),
    y1: clamp(view.y + view.height + CELL_METRES, CELL_ROWS),
  };
}
