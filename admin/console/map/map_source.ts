/** Where a map's picture comes from: the world as it is, or as it was. The map draws both alike. */
import { type CellRectangle, MAP_FRAME, type MapView } from "../../api/live_messages.ts";
import { type Emitter, makeEmitter } from "../events.ts";
import type { Live } from "../live.ts";

/** What a map hears and asks for. */
export interface MapSource {
  /** u32 tick | blocks (live_messages.ts). */
  readonly onFrame: Emitter<Uint8Array>;
  /** Everything known is to be forgotten. */
  readonly onFresh: Emitter<null>;
  /** From here on it is about these cells. */
  readonly onCells: Emitter<CellRectangle>;
  /** Asks for a part of the world; null: for nothing any more. */
  view(view: MapView | null): void;
  leave(): void;
}

/** Tells which tick is to be drawn. */
export interface MapClock {
  /** A frame of `tick` came at `now`, in milliseconds of `performance.now`. */
  hear(tick: number, now: number): void;
  /** A fraction; 0 before the first frame. */
  tickAt(now: number): number;
}

/** The world as it is. */
export function makeLiveSource(live: Live): MapSource {
  const onFrame = makeEmitter<Uint8Array>();
  const onFresh = makeEmitter<null>();
  const onCells = makeEmitter<CellRectangle>();
  const undos = [
    live.onFrame.on((bytes) => {
      if (bytes[0] === MAP_FRAME) onFrame.emit(bytes.subarray(1));
    }),
    live.onMessage.on((message) => {
      if (message.type === "fresh") onFresh.emit(null);
      else if (message.type === "view") onCells.emit(message.cells);
    }),
    live.onState.on((state) => {
      if (state.state === "open") onFresh.emit(null);
    }),
  ];
  return {
    ...{ onFrame, onFresh, onCells },
    view: (view) => live.view(view),
    leave() {
      live.view(null);
      undos.forEach((undo) => undo());
    },
  };
}
