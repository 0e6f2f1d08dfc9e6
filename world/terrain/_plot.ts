/**
 * A square of ground, one byte a metre, that settlements and chunks draw roads, squares and floors into. Values are
 * those of `GROUND`, and three more for what is not decided or only kept free.
 */
import { GROUND } from "./types.ts";

/** A square piece of the world. `x` and `y` are its corner in metres. */
export interface Plot {
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly cells: Uint8Array;
}

/** Nothing decided: nature's ground and plants. */
export const NATURAL = 255;
/** Nature's ground, but nothing grows here: around houses. */
export const YARD = 254;
/** A street that is not yet known to lead anywhere. */
export const STREET = 253;

/** An empty plot around a middle. */
export function makePlot(middleX: number, middleY: number, radius: number): Plot {
  const side = radius * 2;
  return { x: middleX - radius, y: middleY - radius, side, cells: new Uint8Array(side * side).fill(NATURAL) };
}

/** The cell at a metre of the world; `YARD` outside, so that nothing is placed there. */
export function cellAt(plot: Plot, x: number, y: number): number {
  const column = x - plot.x;
  const row = y - plot.y;
  if (column < 0 || row < 0 || column >= plot.side || row >= plot.side) return YARD;
  return plot.cells[row * plot.side + column]!;
}

/** Sets one cell if it is within the plot. */
export function setCell(plot: Plot, x: number, y: number, value: number): void {
  const column = x - plot.x;
  const row = y - plot.y;
  if (column < 0 || row < 0 || column >= plot.side || row >= plot.side) return;
  plot.cells[row * plot.side + column] = value;
}

/** Whether walkers are led over this ground, so that nothing may stand on it. */
export function isPaved(ground: number): boolean {
  return ground === GROUND.road || ground === GROUND.plaza;
}

/** A line to draw: two ends and a width, in metres. */
export interface Line {
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
  readonly width: number;
}

/** Sets the cells whose middle is within half the width of the line, except squares and floors. */
export function drawLine(plot: Plot, line: Line, value: number): void {
  const half = line.width / 2;
  const west = Math.max(Math.floor(Math.min(line.ax, line.bx) - half), plot.x);
  const east = Math.min(Math.floor(Math.max(line.ax, line.bx) + half), plot.x + plot.side - 1);
  const north = Math.max(Math.floor(Math.min(line.ay, line.by) - half), plot.y);
  const south = Math.min(Math.floor(Math.max(line.ay, line.by) + half), plot.y + plot.side - 1);
  for (let y = north; y <= south; y++) {
    for (let x = west; x <= east; x++) {
      if (lineDistanceSquared(line, x + 0.5, y + 0.5) > half * half) continue;
      const at = (y - plot.y) * plot.side + x - plot.x;
      const old = plot.cells[at]!;
      if (old === GROUND.plaza || old === GROUND.floor || value === STREET && old !== NATURAL) continue;
      plot.cells[at] = value;
    }
  }
}

/** The square of the distance of a point from the line's middle. */
export function lineDistanceSquared(line: Line, x: number, y: number): number {
  const towardsX = line.bx - line.ax;
  const towardsY = line.by - line.ay;
  const length = towardsX * towardsX + towardsY * towardsY;
  let part = length === 0 ? 0 : ((x - line.ax) * towardsX + (y - line.ay) * towardsY) / length;
  part = part < 0 ? 0 : part > 1 ? 1 : part;
  const dx = x - line.ax - part * towardsX;
  const dy = y - line.ay - part * towardsY;
  return dx * dx + dy * dy;
}

/** A rectangle in whole metres. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Whether every cell of the rectangle, grown by `margin`, is natural, or yard if that is allowed. */
export function isFree(plot: Plot, rect: Rect, margin: number, yardToo: boolean): boolean {
  for (let y = rect.y - margin; y < rect.y + rect.height + margin; y++) {
    for (let x = rect.x - margin; x < rect.x + rect.width + margin; x++) {
      const cell = cellAt(plot, x, y);
      if (cell !== NATURAL && !(yardToo && cell === YARD)) return false;
    }
  }
  return true;
}

/** Whether any cell of the rectangle, grown by `margin`, has this value. */
export function contains(plot: Plot, rect: Rect, margin: number, value: number): boolean {
  for (let y = rect.y - margin; y < rect.y + rect.height + margin; y++) {
    for (let x = rect.x - margin; x < rect.x + rect.width + margin; x++) {
      if (cellAt(plot, x, y) === value) return true;
    }
  }
  return false;
}

/** Sets the cells of a rectangle grown by `margin`; with `naturalOnly` it leaves all others as they are. */
export function fillRect(plot: Plot, rect: Rect, margin: number, value: number, naturalOnly: boolean): void {
  for (let y = rect.y - margin; y < rect.y + rect.height + margin; y++) {
    for (let x = rect.x - margin; x < rect.x + rect.width + margin; x++) {
      if (naturalOnly && cellAt(plot, x, y) !== NATURAL) continue;
      setCell(plot, x, y, value);
    }
  }
}
