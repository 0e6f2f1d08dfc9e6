/** Reading what a console sends on the live channel. It is signed in, and is checked all the same. */
import { WORLD_METRES } from "../../world/limits.ts";
import { COMMAND_SORTS, SPEEDS } from "../past/mod.ts";
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
    case "pastSeek":
      return isWhole(value.tick, 0, 0xffff_ffff) ? { type: "pastSeek", tick: value.tick } : null;
    case "pastPlay":
      return SPEEDS.some((speed) => speed === value.speed) ? { type: "pastPlay", speed: Number(value.speed) } : null;
    case "pastView": {
      const read = readView(value.view);
      return read?.type === "view" ? { type: "pastView", view: read.view } : null;
    }
    case "pastInspect":
      if (value.entity === null) return { type: "pastInspect", entity: null };
      return isWhole(value.entity, 1, 0xffff_ffff) ? { type: "pastInspect", entity: value.entity } : null;
    case "pastCommands":
      return readFilter(value.filter);
    case "pastClose":
      return { type: "pastClose" };
    default:
      return null;
  }
}

function readFilter(filter: unknown): ConsoleMessage | null {
  if (filter === null) return { type: "pastCommands", filter: null };
  if (!isObject(filter)) return null;
  const sort = COMMAND_SORTS.find((one) => one === filter.sort);
  const { find, within } = filter;
  if (sort === undefined || typeof find !== "string" || find.length > FIND_LETTERS_MAX) return null;
  if (within === null) return { type: "pastCommands", filter: { sort, find, within: null } };
  const read = readView(within);
  return read?.type === "view" ? { type: "pastCommands", filter: { sort, find, within: read.view } } : null;
}

/** Letters of a name that is looked for. */
const FIND_LETTERS_MAX = 64;

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
