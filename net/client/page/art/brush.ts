/** Small helpers that all drawings share. Drawings are in metres: the caller has scaled the context. */

/** Where things are drawn: the canvas of the page or of a sprite. */
export type Brush = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** How far a metre of height lifts a point on the screen, in metres: the world is seen from above, at a slant. */
export const RISE = 0.8;

/** A stream of numbers from 0 to 1, the same for the same seed, so that a drawing varies but never changes. */
export function makeChance(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e37_79b1) >>> 0;
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ state >>> 15, state | 1);
    mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61);
    return ((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32;
  };
}

/** A colour from red, green and blue, 0 to 255, made lighter (above 1) or darker (below 1). */
export function tone(rgb: readonly [number, number, number], light = 1, alpha = 1): string {
  const key = channel(rgb[0] * light) << 16 | channel(rgb[1] * light) << 8 | channel(rgb[2] * light);
  if (alpha !== 1) return `rgba(${key >> 16}, ${key >> 8 & 255}, ${key & 255}, ${alpha})`;
  let name = names.get(key);
  if (name === undefined) {
    if (names.size > 4096) names.clear();
    names.set(key, name = `#${key.toString(16).padStart(6, "0")}`);
  }
  return name;
}

/** Colours by their value: a crowd asks for the same ones thousands of times a second. */
const names = new Map<number, string>();

function channel(value: number): number {
  return value <= 0 ? 0 : value >= 255 ? 255 : Math.round(value);
}

/** Fills an ellipse. */
export function blob(brush: Brush, x: number, y: number, radiusX: number, radiusY: number, style: string): void {
  brush.fillStyle = style;
  brush.beginPath();
  brush.ellipse(x, y, radiusX, radiusY, 0, 0, Math.PI * 2);
  brush.fill();
}

/** Fills the polygon through x, y, x, y, … */
export function polygon(brush: Brush, style: string, ...points: number[]): void {
  brush.fillStyle = style;
  brush.beginPath();
  brush.moveTo(points[0]!, points[1]!);
  for (let at = 2; at < points.length; at += 2) brush.lineTo(points[at]!, points[at + 1]!);
  brush.closePath();
  brush.fill();
}

/** Draws a line of some width through x, y, x, y, … */
export function line(brush: Brush, style: string, width: number, ...points: number[]): void {
  brush.strokeStyle = style;
  brush.lineWidth = width;
  brush.beginPath();
  brush.moveTo(points[0]!, points[1]!);
  for (let at = 2; at < points.length; at += 2) brush.lineTo(points[at]!, points[at + 1]!);
  brush.stroke();
}
