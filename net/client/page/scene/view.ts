/** What part of the world the canvas shows, and the way from metres to pixels and back. */

/** One frame's view. Metres are of the world, pixels are of the page (CSS), not of the screen. */
export interface View {
  /** What is in the middle, in metres. */
  readonly x: number;
  readonly y: number;
  /** Page pixels per metre. */
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
  /** Screen pixels per page pixel. */
  readonly pixelRatio: number;
  /** Edges, in metres. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The view with (x, y) in the middle of a canvas of `width` x `height` page pixels. */
export function makeView(
  x: number,
  y: number,
  zoom: number,
  canvas: { readonly width: number; readonly height: number; readonly pixelRatio: number },
): View {
  // The edge lies on a whole screen pixel, so that ground and what stands on it shift together.
  const fineness = zoom * canvas.pixelRatio;
  const left = Math.round((x - canvas.width / 2 / zoom) * fineness) / fineness;
  const top = Math.round((y - canvas.height / 2 / zoom) * fineness) / fineness;
  const right = left + canvas.width / zoom;
  const bottom = top + canvas.height / zoom;
  return { x, y, zoom, ...canvas, left, top, right, bottom };
}

/** Where world metre x is, in page pixels from the left. */
export function toPixelX(view: View, x: number): number {
  return (x - view.left) * view.zoom;
}

/** Where world metre y is, in page pixels from the top. */
export function toPixelY(view: View, y: number): number {
  return (y - view.top) * view.zoom;
}
