/**
 * The time machine: the world as it was at any tick that is kept, on the same map; what was done and what changed hands
 * around it; and the timeline to move along.
 *
 *   space, K  play, stand still      , .  a tick back, on      J L  ten seconds back, on      [ ]  slower, faster
 */
import { UNITS_PER_METRE } from "../../world/base/space.ts";
import { WORLD_METRES } from "../../world/limits.ts";
import type { Timeline, ToldCommand } from "../past/types.ts";
import { get } from "./api.ts";
import type { App, Page } from "./app.ts";
import { element, fill, setText } from "./dom.ts";
import { makeUndoing } from "./events.ts";
import { formatClock, formatCount, plural } from "./format.ts";
import { icon, type IconName } from "./icons.ts";
import { makeInspector } from "./inspector.ts";
import { MapView } from "./map/map_view.ts";
import { timeOfTick } from "../past/clock.ts";
import { makeCommandsList } from "./past/commands_list.ts";
import { makeEventsList } from "./past/events_list.ts";
import { exportSpan } from "./past/export_dialog.ts";
import { changeHistory, keptWords } from "./past/history_dialog.ts";
import { PastClock } from "./past/past_clock.ts";
import { makePastSource } from "./past/past_source.ts";
import { makeTabs } from "./past/tabs.ts";
import { makeTimeline } from "./past/timeline.ts";
import { makeTransfersList } from "./past/transfers_list.ts";
import { makeTransport } from "./past/transport.ts";
import { toast } from "./toast.ts";

/** Pixels per metre when it goes to somebody. */
const NEAR_SCALE = 7;
/** The timeline is asked for anew: soon while it is being worked out, and a moment after its part changed. */
const REFRESH_MS = { working: 1_000, known: 10_000, range: 250 } as const;
/** A span that is proposed for an export reaches this many seconds before and after the tick. */
const EXPORT_SECONDS = 60;

/** Builds the page. */
export function makePastPage(app: App, query: URLSearchParams): Page {
  const { info } = app.store;
  const undoing = makeUndoing();
  const source = makePastSource(app.live);
  const clock = new PastClock(info.tickRate);
  const map = new MapView(source, clock, info);
  let timeline: Timeline | null = null;
  let wantedFirst: number | null = null;

  /** A command that was chosen, until whoever gave it is known: one to come is of somebody who may not be in yet. */
  let chosenRow: ToldCommand | null = null;

  const goTo = (tick: number) => {
    chosenRow = null;
    source.seek(tick);
  };
  const transport = makeTransport(info.tickRate, { onSeek: goTo, onPlay: (speed) => source.play(speed) });
  const range = { timer: undefined as ReturnType<typeof setTimeout> | undefined };
  const view = makeTimeline({ onSeek: goTo, onRange: () => loadSoon(REFRESH_MS.range) });
  const commands = makeCommandsList(info.tickRate, {
    onFilter: (filter) => source.commands(filter),
    onChoose(row) {
      goTo(row.tick);
      chosenRow = row;
      showChosen(row);
    },
    within: () => screenOf(map),
  });
  const transfers = makeTransfersList(info.tickRate, goTo);
  const events = makeEventsList(goTo);
  const inspector = makeInspector(info, {
    mayAct: false,
    onClose: () => map.select(null),
    onFollow: () => map.follow(map.following ? null : map.selected),
    onGoTo: flyToSelected,
  });
  inspector.node.hidden = false;
  const nobody = element("p", { class: "empty" }, "Click on somebody on the map.");
  const selected = element("div", { class: "past-selected" }, nobody);
  const tabs = makeTabs([
    { key: "commands", label: "Done", node: commands.node },
    { key: "transfers", label: "Changed hands", node: transfers.node },
    { key: "events", label: "Marks", node: events.node },
    { key: "selected", label: "Selected", node: selected },
  ], (key) => transfers.open(key === "transfers"));
  const notice = element("div", { class: "past-notice", role: "status", hidden: true });
  const kept = element("span", { class: "past-kept" });
  const known = element("span", { class: "past-known" });
  const tools = element(
    "div",
    { class: "past-tools" },
    kept,
    known,
    tool("plus", "Zoom the timeline in", () => view.zoom("in")),
    tool("minus", "Zoom the timeline out", () => view.zoom("out")),
    tool("world", "Show all of the past", () => view.zoom("all")),
    element(
      "button",
      { class: "button button-small", type: "button", on: { click: openHistory } },
      icon("disk", 15),
      "History…",
    ),
    element(
      "button",
      { class: "button button-small", type: "button", on: { click: openExport } },
      icon("download", 15),
      "Export…",
    ),
  );
  const mapButtons = element(
    "div",
    { class: "map-buttons" },
    mapTool("plus", "Zoom in", () => map.camera.zoomAt(map.camera.width / 2, map.camera.height / 2, 2)),
    mapTool("minus", "Zoom out", () => map.camera.zoomAt(map.camera.width / 2, map.camera.height / 2, 0.5)),
    mapTool("world", "Show the whole world", () => {
      map.follow(null);
      map.camera.showAll();
    }),
  );
  const node = element(
    "div",
    { class: "past" },
    element("div", { class: "past-map" }, map.node, mapButtons, notice),
    element("aside", { class: "past-panel", "aria-label": "Around this moment" }, tabs.node),
    element("div", { class: "past-foot" }, transport.node, view.node, tools),
  );

  function openHistory(): void {
    const journal = app.store.sample?.storage?.journal;
    if (journal === undefined) toast("failed", "The server has not reported yet. Try again in a moment.");
    else changeHistory(journal);
  }

  function openExport(): void {
    if (timeline === null) return toast("failed", "Nothing is kept of the past yet.");
    const tick = tickNow() ?? timeline.toTick;
    const around = EXPORT_SECONDS * info.tickRate;
    exportSpan(timeline, Math.max(timeline.fromTick, tick - around), Math.min(timeline.toTick, tick + around));
  }

  function tickNow(): number | null {
    const { state } = source;
    return state.type === "shown" ? state.tick : null;
  }

  function showChosen({ entity, x, y }: ToldCommand): void {
    if (entity === 0 || x === null || y === null) return;
    chosenRow = null;
    map.select(entity);
    map.camera.glideTo(x, y, Math.max(NEAR_SCALE, map.camera.scale));
  }

  function flyToSelected(): void {
    if (map.selected === null) return;
    const place = map.placeOf(map.selected);
    if (place === null) return toast("failed", "It is not in the part of the world that is shown.");
    map.camera.glideTo(place.x, place.y, Math.max(NEAR_SCALE, map.camera.scale));
  }

  function loadSoon(ms: number): void {
    clearTimeout(range.timer);
    range.timer = setTimeout(() => void load(), ms);
  }

  async function load(): Promise<void> {
    const part = timeline === null ? "" : `?from=${Math.floor(view.from)}&to=${Math.ceil(partEnd())}`;
    const answer = await get<{ timeline: Timeline | null }>(`/api/past/timeline${part}`);
    if (!answer.ok) return showNotice("warning", answer.error, null);
    const next = answer.value.timeline;
    if (next === null) {
      showNotice("clock", "Nothing is kept yet: the world is saved for the first time in a moment.", null);
      return loadSoon(REFRESH_MS.working);
    }
    const isFirst = timeline === null;
    timeline = next;
    view.show(next);
    events.show(next);
    setText(known, next.known < 1 ? `reading the journal: ${Math.floor(next.known * 100)} %` : "");
    showState();
    if (isFirst) goTo(wantedFirst ?? next.toTick);
    loadSoon(next.known < 1 ? REFRESH_MS.working : REFRESH_MS.known);
  }

  /** The end of the part that is shown: what is newer comes with it, if it reached to the end. */
  function partEnd(): number {
    return timeline !== null && view.to > timeline.toTick ? 0xffff_ffff : view.to;
  }

  function showNotice(name: IconName, text: string, progress: number | null): void {
    notice.hidden = false;
    fill(
      notice,
      icon(name),
      element("span", {}, text),
      progress === null ? null : element("progress", { value: progress, max: 1 }),
    );
  }

  function showState(): void {
    const { state } = source;
    transport.show(state, timeline);
    switch (state.type) {
      case "idle":
        return;
      case "standing": {
        const ticks = state.to - state.at;
        // A step or two is there before it could be read.
        if (state.to - state.from > info.tickRate * 5) {
          const text = `Standing the world up: ${plural(ticks, "tick", "ticks")} to go to tick ${
            formatCount(state.to)
          }`;
          showNotice("clock", text, (state.at - state.from) / Math.max(1, state.to - state.from));
        }
        return view.moveTo(state.at, state.to);
      }
      case "shown":
        clock.play(state.speed);
        notice.hidden = true;
        transfers.moveTo(state.tick);
        return view.moveTo(state.tick, state.tick);
      case "refused":
        clock.play(0);
        return showNotice("warning", refusalWords(state.why), null);
    }
  }

  /** A refusal's ticks, with the time of the first one beside it. */
  function refusalWords(why: string): string {
    const match = /begins at tick (\d+)/.exec(why);
    const at = match === null || timeline === null ? null : timeOfTick(timeline, Number(match[1]));
    return at === null ? why : `${why} That was at ${formatClock(at)}.`;
  }

  undoing.add(source.onState.on(showState));
  undoing.add(source.onCommands.on((told) => {
    commands.show(told);
    const wanted = chosenRow;
    const row = told.rows.find(({ tick, place }) => tick === wanted?.tick && place === wanted.place);
    if (row !== undefined && told.tick === row.tick) showChosen(row);
  }));
  undoing.add(source.onEntity.on(({ entity, report }) => {
    if (entity !== map.selected) return;
    inspector.show(report);
    // Whoever is followed may be far from what is drawn, after a jump in time.
    if (report !== null && map.following && map.placeOf(entity) === null) {
      map.camera.keep(report.x / UNITS_PER_METRE, report.y / UNITS_PER_METRE);
    }
  }));
  undoing.add(map.onSelect.on((entity) => {
    source.inspect(entity);
    if (entity === null) fill(selected, nobody);
    else {
      fill(selected, inspector.node);
      inspector.begin(entity);
      tabs.choose("selected");
    }
  }));
  undoing.add(map.onFollow.on(inspector.showFollowing));
  const showKept = () => setText(kept, keptWords(app.store.sample?.storage?.journal));
  undoing.add(app.store.onSample.on(showKept));

  const onKey = (event: KeyboardEvent) => {
    const inField = event.target instanceof Element && event.target.closest("input, select, textarea, dialog") !== null;
    if (inField || event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.target instanceof Element && event.target.closest("button, a") !== null;
    if (event.key === " " && onButton) return;
    const keys: Readonly<Record<string, () => void>> = {
      " ": transport.togglePlay,
      k: transport.togglePlay,
      ",": () => transport.step(-1),
      ".": () => transport.step(1),
      j: () => transport.step(-10 * info.tickRate),
      l: () => transport.step(10 * info.tickRate),
      "[": () => transport.faster(false),
      "]": () => transport.faster(true),
      f: () => map.follow(map.following ? null : map.selected),
      Escape: () => map.select(null),
    };
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  document.addEventListener("keydown", onKey);

  function takeQuery(next: URLSearchParams): void {
    const text = next.get("tick") ?? "";
    if (!/^\d{1,10}$/.test(text)) return;
    if (timeline === null) wantedFirst = Number(text);
    else goTo(Number(text));
  }

  inspector.showFollowing(false);
  source.commands({ sort: "all", find: "", within: null });
  takeQuery(query);
  showKept();
  void load();
  undoing.add(() => {
    document.removeEventListener("keydown", onKey);
    clearTimeout(range.timer);
    transfers.leave();
    view.leave();
    map.leave();
  });
  return { title: "Time machine", kind: "full", node, requery: takeQuery, leave: undoing.run };
}

/** What is on the screen, in whole metres within the world. */
function screenOf({ camera }: MapView): { x: number; y: number; width: number; height: number } {
  const clip = (value: number) => Math.max(0, Math.min(WORLD_METRES, Math.round(value)));
  const [x, y] = [clip(camera.worldX(0)), clip(camera.worldY(0))];
  return {
    ...{ x, y },
    width: Math.max(1, clip(camera.worldX(camera.width)) - x),
    height: Math.max(1, clip(camera.worldY(camera.height)) - y),
  };
}

function tool(name: IconName, label: string, click: () => void): HTMLElement {
  return element(
    "button",
    { class: "button-icon", type: "button", "aria-label": label, title: label, on: { click } },
    icon(name, 16),
  );
}

function mapTool(name: IconName, label: string, click: () => void): HTMLElement {
  return element(
    "button",
    { class: "map-button", type: "button", "aria-label": label, title: label, on: { click } },
    icon(name),
  );
}
