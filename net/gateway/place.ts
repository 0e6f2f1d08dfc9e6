/** A body that was put somewhere else, further than its view reaches: the view follows at once. */
import { UNITS_PER_METRE } from "../../world/base/space.ts";
import { cellOf } from "../replica.ts";
import type { Viewer } from "./viewer.ts";
import type { ViewTable } from "./views.ts";

/** Tells a client where its body is now; its next frame starts from nothing. Units. */
export function placeViewer(
  viewer: Viewer | null,
  views: ViewTable,
  { tick, x, y }: { readonly tick: number; readonly x: number; readonly y: number },
  nowMs: number,
): void {
  if (viewer === null) return;
  const before = viewer.view;
  viewer.view = views.acquire(cellOf(x), cellOf(y), nowMs);
  views.release(before, nowMs);
  viewer.body = null;
  viewer.reset = true;
  viewer.session.send({ type: "placed", tick, x: x / UNITS_PER_METRE, y: y / UNITS_PER_METRE });
}
