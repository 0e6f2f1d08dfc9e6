/**
 * The map itself: two canvases, a camera, the entities, and the frames that keep them up to date. The page around it
 * has the search, the legend and the inspector.
 */
import { ByteReader } from "../../../world/base/record.ts";
import { CELL_METRES, WORLD_METRES } from "../../../world/limits.ts";
import type { MapView as AskedView } from "../../api/live_messages.ts";
import type { WorldInfo } from "../../api/ports.ts";
import { element } from "../dom.ts";
import { makeEmitter } from "../events.ts";
import { shownTheme } from "../theme.ts";
import { Camera } from "./camera.ts";
import { EntityLayer } from "./entity_layer.ts";
import { MapEntities } from "./map_entities.ts";
import { handleInput } from "./map_input.ts";
import type { MapClock, MapSource } from "./map_source.ts";
import { drawNames } from "./place_draw.ts";
import { TerrainLayer } from "./terrain_layer.ts";
import { drawTrail, Trail } from "./trail.ts";

/** The view that is asked for is this much larger than the screen on each side, as a share of it. */
const MARGIN = 0.12;
const ASK_EVERY_MS = 250;

/** The map. Lifetime: its page's. */
export class MapView {
  readonly node: HTMLElement;
  readonly camera = new Camera();
  readonly clock: MapClock;
  readonly terrain: TerrainLayer;
  readonly entities: MapEntities;
  readonly layer: EntityLayer;
  readonly trail = new Trail();
  readonly hiddenKinds = new Set<number>();
  selected: number | null = null;
  hovered: number | null = null;
  following = false;
  readonly onSelect = makeEmitter<number | null>();
  readonly onFollow = makeEmitter<boolean>();
  readonly onHover = makeEmitter<{ entity: number | null; x: number; y: number }>();
  /** After each picture. */
  readonly onFrame = makeEmitter<number>();
  readonly #source: MapSource;
  readonly #undos: (() => void)[] = [];
  readonly #surface: HTMLElement;
  #asked: AskedView | null = null;
  #askedAt = 0;
  #lastFrame = 0;
  #animation = 0;
  #shownAll = false;
  #pointer: { x: number; y: number } | null = null;

  /** The map has its source until it is left. */
  constructor(source: MapSource, clock: MapClock, info: WorldInfo) {
    this.#source = source;
    this.clock = clock;
    this.entities = new MapEntities(info.tickRate, this.clock);
    const ground = element("canvas", { class: "map-canvas" });
    const above = element("canvas", { class: "map-canvas" });
    this.#surface = element(
      "div",
      {
        class: "map-surface",
        tabindex: 0,
        role: "application",
        "aria-label": "Map of the world. Arrow keys move it, plus and minus zoom, zero shows all of it.",
      },
      ground,
      above,
    );
    this.node = this.#surface;
    this.terrain = new TerrainLayer(ground, info);
    this.layer = new EntityLayer(above);
    this.#undos.push(
      source.onFrame.on((bytes) => this.#hear(bytes)),
      source.onFresh.on(() => this.#forget(() => true)),
      source.onCells.on(({ x0, y0, x1, y1 }) => this.#forget((x, y) => x < x0 || x > x1 || y < y0 || y > y1)),
      handleInput(this.#surface, this.camera, {
        onMoved: () => this.follow(null),
        onHover: (x, y) => this.#pointer = { x, y },
        onLeave: () => this.#pointer = null,
        onClick: (x, y, pointerType) => {
          this.select(this.layer.entityAt(this.entities, x, y, pointerType === "mouse" ? 12 : 24));
        },
      }),
    );
    const resize = new ResizeObserver(() => this.#resize());
    resize.observe(this.#surface);
    this.#undos.push(() => resize.disconnect());
    this.#animation = requestAnimationFrame((now) => this.#draw(now));
  }

  leave(): void {
    cancelAnimationFrame(this.#animation);
    this.#source.leave();
    this.terrain.leave();
    this.#undos.forEach((undo) => undo());
  }

  /** Selects an entity, or nothing. */
  select(entity: number | null): void {
    if (entity === this.selected) return;
    this.selected = entity;
    this.trail.clear();
    if (entity === null) this.follow(null);
    this.onSelect.emit(entity);
  }

  /** Keeps an entity in the middle, or no longer. */
  follow(entity: number | null): void {
    if (entity !== null) this.select(entity);
    const following = entity !== null;
    if (following === this.following) return;
    this.following = following;
    this.onFollow.emit(following);
  }

  /** Where an entity is drawn now, in metres; null if it is not on the map. */
  placeOf(entity: number): { x: number; y: number } | null {
    const index = this.entities.indexOf(entity);
    if (index < 0) return null;
    const now = performance.now();
    const tick = this.clock.tickAt(now);
    return { x: this.entities.shownX(index, tick, now), y: this.entities.shownY(index, tick, now) };
  }

  #hear(bytes: Uint8Array): void {
    const reader = new ByteReader(bytes);
    const tick = reader.u32();
    this.clock.hear(tick, performance.now());
    while (reader.remaining > 0) this.entities.replica.apply(reader.raw(reader.varint()), tick);
    this.entities.replica.settle();
  }

  #forget(which: (cellX: number, cellY: number) => boolean): void {
    const { replica } = this.entities;
    for (const cell of [...replica.cells.values()]) if (which(cell.x, cell.y)) replica.forget(cell.x, cell.y);
    replica.settle();
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#surface;
    if (width === 0 || height === 0) return;
    const ratio = pixelRatio();
    this.camera.resize(width, height);
    for (const canvas of [this.terrain.canvas, this.layer.canvas]) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    if (!this.#shownAll) {
      this.camera.scale = this.camera.scaleMin;
      this.#shownAll = true;
    }
    this.camera.version++;
  }

  #draw(now: number): void {
    this.#animation = requestAnimationFrame((next) => this.#draw(next));
    if (!this.#shownAll) return;
    const seconds = (now - this.#lastFrame) / 1000;
    this.#lastFrame = now;
    const tick = this.clock.tickAt(now);
    const place = this.selected === null ? null : this.placeOf(this.selected);
    if (place !== null) this.trail.add(place.x, place.y, now);
    if (this.following && place !== null) this.camera.keep(place.x, place.y);
    this.camera.step(seconds);
    const ratio = pixelRatio();
    const theme = shownTheme();
    this.terrain.draw(this.camera, ratio);
    const { hiddenKinds, selected, hovered } = this;
    this.layer.draw(this.camera, this.entities, { hiddenKinds, selected, hovered, theme }, tick, now, ratio);
    const above = this.layer.canvas.getContext("2d")!;
    if (selected !== null) drawTrail(above, this.camera, this.trail);
    if (this.terrain.layout !== null) drawNames(above, this.camera, this.terrain.layout, theme);
    this.#hover();
    this.#ask(now);
    this.onFrame.emit(tick);
  }

  #hover(): void {
    const pointer = this.#pointer;
    const entity = pointer === null ? null : this.layer.entityAt(this.entities, pointer.x, pointer.y, 12);
    if (entity === null && this.hovered === null) return;
    this.hovered = entity;
    this.#surface.classList.toggle("over-entity", entity !== null);
    this.onHover.emit({ entity, x: pointer?.x ?? 0, y: pointer?.y ?? 0 });
  }

  /** Asks for another part of the world when what is on screen has left the part that was asked for. */
  #ask(now: number): void {
    if (now - this.#askedAt < ASK_EVERY_MS) return;
    const wanted = this.#screen();
    const asked = this.#asked;
    const fits = asked !== null && wanted.x >= asked.x && wanted.y >= asked.y &&
      wanted.x + wanted.width <= asked.x + asked.width && wanted.y + wanted.height <= asked.y + asked.height;
    const isTight = asked !== null && asked.width < wanted.width * 2 + CELL_METRES;
    if (fits && isTight) return;
    this.#askedAt = now;
    this.#asked = widened(wanted);
    this.#source.view(this.#asked);
  }

  #screen(): AskedView {
    const { camera } = this;
    const x = Math.floor(camera.worldX(0));
    const y = Math.floor(camera.worldY(0));
    const clip = (value: number) => Math.max(0, Math.min(WORLD_METRES, value));
    const left = clip(x);
    const top = clip(y);
    return {
      x: left,
      y: top,
      width: Math.max(1, clip(Math.ceil(camera.worldX(camera.width))) - left),
      height: Math.max(1, clip(Math.ceil(camera.worldY(camera.height))) - top),
    };
  }
}

/** The view with a margin; nearly all of the world becomes all of it, so that a small move asks for nothing. */
function widened(view: AskedView): AskedView {
  if (view.width * view.height > WORLD_METRES * WORLD_METRES * 0.35) {
    return { x: 0, y: 0, width: WORLD_METRES, height: WORLD_METRES };
  }
  const marginX = Math.ceil(view.width * MARGIN);
  const marginY = Math.ceil(view.height * MARGIN);
  return {
    x: view.x - marginX,
    y: view.y - marginY,
    width: view.width + marginX * 2,
    height: view.height + marginY * 2,
  };
}

function pixelRatio(): number {
  return Math.min(2, devicePixelRatio || 1);
}
