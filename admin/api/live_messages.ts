/**
 * The live channel between API and console: one WebSocket at `/live`. The console speaks JSON; the API speaks JSON, and
 * binary for the map:
 *
 *   map frame   u8 1 | u32 tick | blocks to the end
 *   block       varint length | cell block (world/replication/cell_block.ts)
 *
 *   past frame  u8 2 | the same, of the world of the past that this console is shown
 *
 * Positions in the blocks are as of `tick`. A frame without blocks tells the time only. Order matters: what follows a
 * `view` is about that view; what follows a `fresh` replaces everything known.
 */
import { CELL_COLUMNS, CELL_METRES, CELL_ROWS } from "../../world/limits.ts";
import type { EntityReport } from "../../world/part/types.ts";
import type { CommandFilter, PastState, ToldCommands } from "../past/types.ts";
import type { LogLine, StatsSample } from "./ports.ts";

/** First byte of a map frame. */
export const MAP_FRAME = 1;
export const PAST_FRAME = 2;

/** What a console asks for. */
export type ConsoleMessage =
  /** The part of the overworld on screen, in whole metres; null when no map is open. */
  | { type: "view"; view: MapView | null }
  /** Show this entity live; null to stop. */
  | { type: "inspect"; entity: number | null }
  /** Show the world as it was after a tick; the first one begins, `pastClose` ends. */
  | { type: "pastSeek"; tick: number }
  /** Play at one of SPEEDS; 0 stands still. */
  | { type: "pastPlay"; speed: number }
  | { type: "pastView"; view: MapView | null }
  | { type: "pastInspect"; entity: number | null }
  /** Which commands around the tick are told. */
  | { type: "pastCommands"; filter: CommandFilter | null }
  | { type: "pastClose" };

/** A rectangle of the overworld, in metres. */
export interface MapView {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A rectangle of cells, both ends included. */
export interface CellRectangle {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** What the API sends besides map frames. */
export type LiveMessage =
  /** At once and then once a second, with the statistics as they are then. */
  | { type: "stats"; at: number; sample: StatsSample }
  | { type: "logs"; lines: readonly LogLine[] }
  /** The inspector's entity; `report` is null when it is gone. */
  | { type: "entity"; entity: number; report: EntityReport | null }
  /** From here on the map is about these cells; forget all others. Keyframes of the new ones follow. */
  | { type: "view"; cells: CellRectangle }
  /** The world's stream began anew: forget all cells; keyframes follow. */
  | { type: "fresh" }
  /** How it stands with the past; and the same as above, of the past. */
  | { type: "past"; state: PastState }
  | { type: "pastFresh" }
  | { type: "pastCells"; cells: CellRectangle }
  | { type: "pastEntity"; entity: number; report: EntityReport | null }
  | { type: "pastCommands"; commands: ToldCommands };

/** Why the API closes a live channel: WebSocket close codes of its own. */
export const LIVE_CLOSE = {
  signedOut: 4401,
  tooMany: 4429,
  malformed: 4400,
  /** Not from the console's own page, or by a name that is not the console's. */
  strange: 4403,
  failed: 4500,
  stopping: 1001,
} as const;

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
