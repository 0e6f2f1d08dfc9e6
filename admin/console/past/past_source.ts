/** The past as the page has it: a map's source, and how it stands. What was asked for is asked again after a reconnect. */
import { type CellRectangle, PAST_FRAME } from "../../api/live_messages.ts";
import type { CommandFilter, PastState, ToldCommands } from "../../past/types.ts";
import type { EntityReport } from "../../../world/part/types.ts";
import { type Emitter, makeEmitter } from "../events.ts";
import type { Live } from "../live.ts";
import type { MapSource } from "../map/map_source.ts";

/** Wishes for a moment are sent at most this often, in milliseconds: whoever drags wishes a hundred a second. */
const SEEK_EVERY_MS = 140;

/** The past. Lifetime: its page's. */
export interface PastSource extends MapSource {
  readonly state: PastState;
  readonly onState: Emitter<PastState>;
  readonly onCommands: Emitter<ToldCommands>;
  readonly onEntity: Emitter<{ readonly entity: number; readonly report: EntityReport | null }>;
  seek(tick: number): void;
  play(speed: number): void;
  inspect(entity: number | null): void;
  commands(filter: CommandFilter): void;
}

/** Opens it. Nothing is asked of the server before the first `seek`. */
export function makePastSource(live: Live): PastSource {
  const onFrame = makeEmitter<Uint8Array>();
  const onFresh = makeEmitter<null>();
  const onCells = makeEmitter<CellRectangle>();
  const onState = makeEmitter<PastState>();
  const onCommands = makeEmitter<ToldCommands>();
  const onEntity = makeEmitter<{ entity: number; report: EntityReport | null }>();
  let state: PastState = { type: "idle" };
  let view: Parameters<MapSource["view"]>[0] = null;
  let entity: number | null = null;
  let filter: CommandFilter | null = null;
  let wanted: number | null = null;
  let sentAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function sendSeek(): void {
    clearTimeout(timer);
    if (wanted === null) return;
    sentAt = performance.now();
    live.say({ type: "pastSeek", tick: wanted });
  }

  const undos = [
    live.onFrame.on((bytes) => {
      if (bytes[0] === PAST_FRAME) onFrame.emit(bytes.subarray(1));
    }),
    live.onMessage.on((message) => {
      switch (message.type) {
        case "past":
          state = message.state;
          if (state.type === "shown" && state.speed > 0) wanted = state.tick;
          return onState.emit(state);
        case "pastFresh":
          return onFresh.emit(null);
        case "pastCells":
          return onCells.emit(message.cells);
        case "pastEntity":
          return onEntity.emit(message);
        case "pastCommands":
          return onCommands.emit(message.commands);
        default:
          return;
      }
    }),
    live.onState.on((next) => {
      if (next.state !== "open" || wanted === null) return;
      onFresh.emit(null);
      live.say({ type: "pastView", view });
      live.say({ type: "pastCommands", filter });
      if (entity !== null) live.say({ type: "pastInspect", entity });
      sendSeek();
    }),
  ];

  return {
    ...{ onFrame, onFresh, onCells, onState, onCommands, onEntity },
    get state() {
      return state;
    },
    view(next) {
      view = next;
      live.say({ type: "pastView", view });
    },
    seek(tick) {
      wanted = Math.max(0, Math.round(tick));
      clearTimeout(timer);
      const wait = sentAt + SEEK_EVERY_MS - performance.now();
      if (wait <= 0) sendSeek();
      else timer = setTimeout(sendSeek, wait);
    },
    play: (speed) => live.say({ type: "pastPlay", speed }),
    inspect(next) {
      entity = next;
      live.say({ type: "pastInspect", entity });
    },
    commands(next) {
      filter = next;
      live.say({ type: "pastCommands", filter });
    },
    leave() {
      clearTimeout(timer);
      undos.forEach((undo) => undo());
      live.say({ type: "pastClose" });
    },
  };
}
