/**
 * The ground of the map. The whole world is one picture; closer than a pixel for each metre, the chunks on screen are
 * painted by the worker, nearest to the middle first, and kept while there is room.
 */
import type { WorldInfo } from "../../api/ports.ts";
import { CELL_METRES, WORLD_METRES } from "../../../world/limits.ts";
import { CHUNK_METRES, type Layout } from "../../../world/terrain/mod.ts";
import { makeEmitter } from "../events.ts";
import { onTheme, shownTheme } from "../theme.ts";
import type { Camera } from "./camera.ts";
import { drawPlaces, drawProps } from "./place_draw.ts";
import type { TerrainAnswer, TerrainAsk } from "./terrain_messages.ts";
import { startWorker } from "./worker_url.ts";

/** Pixels per metre from which chunks are shown, if no more of them are on screen than the second. */
const CHUNKS_FROM = 0.6;
const CHUNKS_SHOWN_MAX = 700;
const CHUNKS_KEPT_MAX = 900;
/** Chunks that the worker is asked for at once: what comes late is for a view that has passed. */
const CHUNKS_ASKED_MAX = 6;
const CHUNKS = WORLD_METRES / CHUNK_METRES;

/** A painted chunk. */
export interface ChunkPicture {
  readonly picture: HTMLCanvasElement;
  readonly props: Float32Array;
}

/** The layer. Lifetime: the map's. */
export class TerrainLayer {
  readonly canvas: HTMLCanvasElement;
  layout: Layout | null = null;
  /** Told when something new can be drawn. */
  readonly onChange = makeEmitter<void>();
  readonly #worker: Worker;
  readonly #chunks = new Map<number, ChunkPicture>();
  readonly #asked = new Set<number>();
  readonly #undoTheme: () => void;
  #overview: HTMLCanvasElement | null = null;
  #drawnVersion = -1;
  #stale = true;

  constructor(canvas: HTMLCanvasElement, { seed, recipe }: Pick<WorldInfo, "seed" | "recipe">) {
    this.canvas = canvas;
    this.#worker = startWorker("/terrain_worker.js");
    this.#worker.addEventListener("message", (event: MessageEvent<TerrainAnswer>) => this.#hear(event.data));
    this.#ask({ type: "seed", seed, recipe });
    this.#ask({ type: "overview", theme: shownTheme() });
    this.#undoTheme = onTheme.on((theme) => {
      this.#chunks.clear();
      this.#asked.clear();
      this.#ask({ type: "overview", theme });
      this.#stale = true;
    });
  }

  leave(): void {
    this.#undoTheme();
    this.#worker.terminate();
  }

  /** Draws, if the camera or the pictures changed since the last time. */
  draw(camera: Camera, ratio: number): void {
    const isNear = showsChunks(camera);
    if (isNear) this.#askFor(camera);
    if (!this.#stale && this.#drawnVersion === camera.version) return;
    this.#stale = false;
    this.#drawnVersion = camera.version;
    const context = this.canvas.getContext("2d", { alpha: false })!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = shownTheme() === "light" ? "#7396ad" : "#0f2231";
    context.fillRect(0, 0, camera.width, camera.height);
    context.imageSmoothingQuality = "medium";
    if (this.#overview !== null) drawSquare(context, camera, this.#overview, 0, 0, WORLD_METRES, ratio);
    const onScreen = isNear ? this.#chunksOnScreen(camera) : [];
    for (const key of onScreen) {
      const chunk = this.#chunks.get(key);
      if (chunk === undefined) continue;
      drawSquare(
        context,
        camera,
        chunk.picture,
        key % CHUNKS * CHUNK_METRES,
        Math.floor(key / CHUNKS) * CHUNK_METRES,
        CHUNK_METRES,
        ratio,
      );
    }
    if (this.layout !== null) drawPlaces(context, camera, this.layout, { theme: shownTheme(), withRoads: !isNear });
    if (camera.scale >= 1.6) {
      for (const key of onScreen) {
        const chunk = this.#chunks.get(key);
        if (chunk !== undefined) drawProps(context, camera, chunk.props, shownTheme());
      }
    }
    if (camera.scale > 8) drawCells(context, camera);
  }

  #ask(message: TerrainAsk): void {
    this.#worker.postMessage(message);
  }

  #hear(message: TerrainAnswer): void {
    if (message.type === "layout") this.layout = message.layout;
    else if (message.theme !== shownTheme()) return;
    else if (message.type === "overview") this.#overview = toCanvas(message.side, message.pixels);
    else {
      const key = message.y * CHUNKS + message.x;
      this.#asked.delete(key);
      this.#chunks.set(key, { picture: toCanvas(message.side, message.pixels), props: message.props });
      if (this.#chunks.size > CHUNKS_KEPT_MAX) this.#chunks.delete(this.#chunks.keys().next().value!);
    }
    this.#stale = true;
    this.onChange.emit();
  }

  #askFor(camera: Camera): void {
    if (this.#asked.size >= CHUNKS_ASKED_MAX) return;
    for (const key of this.#chunksOnScreen(camera)) {
      const kept = this.#chunks.get(key);
      if (kept !== undefined || this.#asked.has(key)) continue;
      this.#asked.add(key);
      this.#ask({ type: "chunk", x: key % CHUNKS, y: Math.floor(key / CHUNKS), theme: shownTheme() });
      if (this.#asked.size >= CHUNKS_ASKED_MAX) return;
    }
  }

  /** Keys of the chunks on screen, nearest to the middle first. */
  #chunksOnScreen(camera: Camera): number[] {
    const clamp = (metres: number) => Math.max(0, Math.min(CHUNKS - 1, Math.floor(metres / CHUNK_METRES)));
    const x0 = clamp(camera.worldX(0));
    const x1 = clamp(camera.worldX(camera.width));
    const y0 = clamp(camera.worldY(0));
    const y1 = clamp(camera.worldY(camera.height));
    const keys: { key: number; far: number }[] = [];
    for (let y = y0; y <= y1; y++) {
      for (let x = x0; x <= x1; x++) {
        const far = Math.hypot((x + 0.5) * CHUNK_METRES - camera.x, (y + 0.5) * CHUNK_METRES - camera.y);
        keys.push({ key: y * CHUNKS + x, far });
      }
    }
    return keys.sort((a, b) => a.far - b.far).map(({ key }) => key);
  }
}

/** Whether the view is near enough for chunks. */
function showsChunks(camera: Camera): boolean {
  const across = CHUNK_METRES * camera.scale;
  return camera.scale >= CHUNKS_FROM && (camera.width / across + 1) * (camera.height / across + 1) <= CHUNKS_SHOWN_MAX;
}

/** Draws a picture of a square of the world, on whole device pixels so that neighbours leave no seam. */
function drawSquare(
  context: CanvasRenderingContext2D,
  camera: Camera,
  picture: HTMLCanvasElement,
  x: number,
  y: number,
  metres: number,
  ratio: number,
): void {
  const snap = (pixels: number) => Math.round(pixels * ratio) / ratio;
  const left = snap(camera.screenX(x));
  const top = snap(camera.screenY(y));
  context.drawImage(
    picture,
    left,
    top,
    snap(camera.screenX(x + metres)) - left,
    snap(camera.screenY(y + metres)) - top,
  );
}

/** The cells of the streams, as a faint grid: what a player's client is sent is cut along them. */
function drawCells(context: CanvasRenderingContext2D, camera: Camera): void {
  context.strokeStyle = shownTheme() === "light" ? "rgba(30, 40, 30, 0.10)" : "rgba(255, 255, 255, 0.08)";
  context.lineWidth = 1;
  context.beginPath();
  for (
    let x = Math.ceil(camera.worldX(0) / CELL_METRES) * CELL_METRES;
    x < camera.worldX(camera.width);
    x += CELL_METRES
  ) {
    const at = Math.round(camera.screenX(x)) + 0.5;
    context.moveTo(at, 0);
    context.lineTo(at, camera.height);
  }
  for (
    let y = Math.ceil(camera.worldY(0) / CELL_METRES) * CELL_METRES;
    y < camera.worldY(camera.height);
    y += CELL_METRES
  ) {
    const at = Math.round(camera.screenY(y)) + 0.5;
    context.moveTo(0, at);
    context.lineTo(camera.width, at);
  }
  context.stroke();
}

function toCanvas(side: number, pixels: Uint8ClampedArray<ArrayBuffer>): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  canvas.getContext("2d")!.putImageData(new ImageData(pixels, side, side), 0, 0);
  return canvas;
}
