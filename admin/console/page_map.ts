/** The map: the whole world down to one person, everything in it, and the inspector beside it. */
import { UNITS_PER_METRE } from "../../world/base/space.ts";
import { KINDS } from "../../world/components.ts";
import type { EntityReport } from "../../world/part/types.ts";
import { get } from "./api.ts";
import type { App, Page } from "./app.ts";
import { activityWords } from "./component_words.ts";
import { element, fill, setText } from "./dom.ts";
import { makeUndoing } from "./events.ts";
import { formatMetres } from "./format.ts";
import { icon, type IconName } from "./icons.ts";
import { makeInspector } from "./inspector.ts";
import { kindLook } from "./kind_looks.ts";
import { makeFindPlayer } from "./map/find_player.ts";
import { makeLegend } from "./map/legend.ts";
import { entityTitle } from "./map/map_entities.ts";
import { makeLiveSource } from "./map/map_source.ts";
import { MapView } from "./map/map_view.ts";
import { WorldClock } from "./map/world_clock.ts";
import { toast } from "./toast.ts";

/** Pixels per metre when it flies to somebody. */
const NEAR_SCALE = 7;

/** Builds the page. */
export function makeMapPage(app: App, query: URLSearchParams): Page {
  const undoing = makeUndoing();
  const map = new MapView(makeLiveSource(app.live), new WorldClock(app.store.info.tickRate), app.store.info);
  const legend = makeLegend(map.hiddenKinds);
  const inspector = makeInspector(app.store.info, {
    mayAct: true,
    onClose: () => map.select(null),
    onFollow: () => map.follow(map.following ? null : map.selected),
    onGoTo: () => map.selected !== null && void flyTo(map.selected, "look"),
  });
  const tip = element("div", { class: "map-tip", hidden: true });
  const scaleBar = element("div", { class: "scale-bar" });
  const scaleText = element("span", {});
  const place = element("span", { class: "map-place" });
  const scale = element("div", { class: "map-scale" }, scaleText, scaleBar, place);
  const find = makeFindPlayer((row) => void flyTo(row.entity, "follow"));
  const { camera } = map;
  const buttons = element(
    "div",
    { class: "map-buttons" },
    mapButton("plus", "Zoom in", () => camera.zoomAt(camera.width / 2, camera.height / 2, 2)),
    mapButton("minus", "Zoom out", () => camera.zoomAt(camera.width / 2, camera.height / 2, 0.5)),
    mapButton("world", "Show the whole world", () => {
      map.follow(null);
      camera.showAll();
    }),
  );
  const node = element(
    "div",
    { class: "map" },
    map.node,
    element("div", { class: "map-top" }, find),
    legend.node,
    scale,
    buttons,
    inspector.node,
    tip,
  );

  /** Goes to an entity wherever it is: the map may hold only what is on screen. */
  async function flyTo(entity: number, how: "look" | "follow"): Promise<void> {
    // Asked, not looked up: the map may hold only what is on screen, and a sleeper where it fell asleep.
    const answer = await get<EntityReport>(`/api/entities/${entity}`);
    if (!answer.ok) return toast("failed", answer.error);
    const { x, y, asleep } = answer.value;
    if (asleep) map.entities.placeSleeper(entity, x, y);
    const there = map.placeOf(entity) ?? { x: x / UNITS_PER_METRE, y: y / UNITS_PER_METRE };
    map.select(entity);
    camera.glideTo(there.x, there.y, Math.max(NEAR_SCALE, camera.scale));
    if (how === "follow") map.follow(entity);
  }

  function takeQuery(next: URLSearchParams): void {
    const [x, y] = [Number(next.get("x") ?? NaN), Number(next.get("y") ?? NaN)];
    if (Number.isFinite(x) && Number.isFinite(y)) camera.glideTo(x, y, Math.max(NEAR_SCALE, camera.scale));
    const entity = Number(next.get("entity") ?? "");
    if (!Number.isInteger(entity) || entity <= 0) return;
    void flyTo(entity, next.get("follow") === "1" ? "follow" : "look");
  }

  function coverCamera(): void {
    // On a phone the inspector lies over the lower half, else over the right side.
    const isPhone = matchMedia("(max-width: 720px)").matches;
    camera.coveredRight = map.selected === null || isPhone ? 0 : 376;
    camera.coveredBottom = map.selected !== null && isPhone ? camera.height * 0.46 : 0;
    camera.version++;
  }

  undoing.add(map.onSelect.on((entity) => {
    app.live.inspect(entity);
    node.classList.toggle("inspecting", entity !== null);
    if (entity === null) inspector.node.hidden = true;
    else inspector.begin(entity);
    coverCamera();
  }));
  undoing.add(map.onFollow.on(inspector.showFollowing));
  undoing.add(app.live.onMessage.on((message) => {
    if (message.type !== "entity" || message.entity !== map.selected) return;
    const { report } = message;
    inspector.show(report);
    if (report?.asleep === true) map.entities.placeSleeper(report.entity, report.x, report.y);
  }));
  undoing.add(map.onHover.on(({ entity, x, y }) => {
    const index = entity === null ? -1 : map.entities.indexOf(entity);
    tip.hidden = index < 0;
    if (index < 0) return;
    showTip(tip, map, index);
    tip.style.transform = `translate(${Math.min(x + 14, camera.width - 180)}px, ${
      Math.min(y + 14, camera.height - 60)
    }px)`;
  }));
  undoing.add(map.onFrame.on(() => {
    showScale(scaleBar, scaleText, camera.scale);
    setText(place, `${Math.round(camera.x)}, ${Math.round(camera.y)}`);
  }));
  const showKinds = () => legend.show(app.store.sample?.world?.byKind ?? {});
  undoing.add(app.store.onSample.on(showKinds));
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape" && map.selected !== null && !document.querySelector("dialog[open]")) map.select(null);
  };
  document.addEventListener("keydown", onKey);
  undoing.add(() => {
    document.removeEventListener("keydown", onKey);
    app.live.inspect(null);
    map.leave();
  });
  inspector.showFollowing(map.following);
  showKinds();
  // After the first layout: the camera does not know its size before.
  requestAnimationFrame(() => takeQuery(query));
  return { title: "Map", kind: "full", node, requery: takeQuery, leave: undoing.run };
}

function showTip(tip: HTMLElement, map: MapView, index: number): void {
  const entity = map.entities.entity[index]!;
  const kind = KINDS[Number(entity.components.get("kind") ?? 0)] ?? "";
  const activity = activityWords(Number(entity.components.get("activity") ?? 0), entity.speed);
  const wanted = `${entity.id} ${activity}`;
  if (tip.dataset.shown === wanted) return;
  tip.dataset.shown = wanted;
  const look = kindLook(kind);
  const name = entityTitle(entity);
  fill(
    tip,
    element("span", { class: "kind-dot", css: { background: look.colour } }),
    element("strong", {}, name === kind ? look.one : name),
    element("span", { class: "map-tip-note" }, name === kind ? activity : `${look.one.toLowerCase()}, ${activity}`),
  );
}

/** A bar as long as a round number of metres. */
function showScale(bar: HTMLElement, text: HTMLElement, scale: number): void {
  const most = 120 / scale;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
  bar.style.width = `${metres * scale}px`;
  setText(text, metres >= 1000 ? `${metres / 1000} km` : metres >= 1 ? `${metres} m` : formatMetres(metres));
}

function mapButton(name: IconName, label: string, click: () => void): HTMLElement {
  return element(
    "button",
    { class: "map-button", type: "button", "aria-label": label, title: label, on: { click } },
    icon(name),
  );
}
