/** Reading what a console sends on the live channel. It is signed in, and is checked all the same. */
import { WORLD_METRES } from "../../world/limits.ts";
import type { ConsoleMessage } from "./live_messages.ts";

/** The message, or null if the text is none. */
export function readConsoleMessage(text: string): ConsoleMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (!isObject(value)) return null;
  switch (value.type) {
    case "view":
      return readView(value.view);
    case "inspect":
      if (value.entity === null) return { type: "inspect", entity: null };
      return isWhole(value.entity, 0, 0xffff_ffff) ? { type: "inspect", entity: value.entity } : null;
    default:
      return null;
  }
}

function readView(view: unknown): ConsoleMessage | null {
  if (view === null) return { type: "view", view: null };
  if (!isObject(view)) return null;
  const { x, y, width, height } = view;
  const far = WORLD_METRES * 4;
  if (!isWhole(x, -far, far) || !isWhole(y, -far, far)) return null;
  if (!isWhole(width, 1, far) || !isWhole(height, 1, far)) return null;
  return { type: "view", view: { x, y, width, height } };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}
