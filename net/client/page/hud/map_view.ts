/**
 * What of the world the large map shows: all of it, or a part from nearer. A drag moves it; the wheel, two fingers and
 * the buttons beside it bring it nearer and farther. On a narrow screen it begins nearer, around who looks at it: the
 * whole world has names there that nobody can read.
 */
import { byId } from "./dom.ts";

const NEARER_MAX = 8;
const STEP = 1.6;
const NARROW_PIXELS = 700;
const NARROW_NEARER = 2.6;
/** What the map leaves free of the screen on both sides together, and how much taller than wide it is at most. */
const AROUND_PIXELS = 44;
const TALL_MAX = 1.7;

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Where the map is on the canvas: `scale` pixels of the canvas for a metre, from the metre (left, top) on. */
export interface MapFrame {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
  /** How much nearer than the whole world. */
  readonly nearer: number;
}

/** Lives as long as the map. */
export class MapView {
  readonly #canvas: HTMLCanvasElement;
  readonly #metres: number;
  readonly #fingers = new Map<number, Spot>();
  #nearer = 1;
  #middle: Spot;
  #own: Spot = { x: 0, y: 0 };

  /** `metres`: how wide and how tall the world is. */
  constructor(canvas: HTMLCanvasElement, metres: number) {
    this.#canvas = canvas;
    this.#metres = metres;
    this.#middle = { x: metres / 2, y: metres / 2 };
    this.#listen();
  }

  /** The map is opened by who stands at a place, in metres. */
  begin(own: Spot): void {
    this.#own = own;
    this.#fingers.clear();
    const isNarrow = innerWidth < NARROW_PIXELS;
    this.#nearer = isNarrow ? NARROW_NEARER : 1;
    this.#middle = isNarrow ? own : { x: this.#metres / 2, y: this.#metres / 2 };
  }

  /** Makes the canvas as large as the screen allows: a square, or taller where the screen is. */
  fit(): void {
    const [wide, tall] = [innerWidth - AROUND_PIXELS, innerHeight - AROUND_PIXELS];
    const width = Math.max(240, Math.min(wide, tall));
    const height = Math.max(width, Math.min(tall, Math.round(width * TALL_MAX)));
    const [canvas, ratio] = [this.#canvas, devicePixelRatio];
    if (canvas.width === Math.round(width * ratio) && canvas.height === Math.round(height * ratio)) return;
    [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
    [canvas.style.width, canvas.style.height] = [`${width}px`, `${height}px`];
  }

  /** What is shown just now, for who stands at a place. */
  frame(own: Spot): MapFrame {
    this.#own = own;
    const { width, height } = this.#canvas;
    const scale = this.#nearer * Math.min(width, height) / this.#metres;
    // The world fills the map as far as it can.
    const hold = (middle: number, pixels: number) => {
      const half = pixels / scale / 2;
      return half * 2 >= this.#metres ? this.#metres / 2 : Math.max(half, Math.min(this.#metres - half, middle));
    };
    this.#middle = { x: hold(this.#middle.x, width), y: hold(this.#middle.y, height) };
    const [left, top] = [this.#middle.x - width / scale / 2, this.#middle.y - height / scale / 2];
    return { scale, left, top, nearer: this.#nearer };
  }

  /** Nearer by so many steps, or farther; what is at a pixel of the page stays there, else whoever looks at it. */
  zoom(steps: number, at: Spot | null = null): void {
    this.#zoomBy(STEP ** steps, at ?? this.#pixelOf(this.#own));
  }

  #zoomBy(factor: number, at: Spot): void {
    const before = this.#placeOf(at);
    this.#nearer = Math.max(1, Math.min(NEARER_MAX, this.#nearer * factor));
    const after = this.#placeOf(at);
    this.#middle = { x: this.#middle.x + before.x - after.x, y: this.#middle.y + before.y - after.y };
  }

  /** Metres for a pixel of the page. */
  get #metresOfPixel(): number {
    return this.#metres / (this.#nearer * Math.min(this.#canvas.clientWidth, this.#canvas.clientHeight));
  }

  #placeOf(pixel: Spot): Spot {
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    const metres = this.#metresOfPixel;
    return {
      x: this.#middle.x + (pixel.x - left - width / 2) * metres,
      y: this.#middle.y + (pixel.y - top - height / 2) * metres,
    };
  }

  #pixelOf(place: Spot): Spot {
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    const metres = this.#metresOfPixel;
    return {
      x: left + width / 2 + (place.x - this.#middle.x) / metres,
      y: top + height / 2 + (place.y - this.#middle.y) / metres,
    };
  }

  #listen(): void {
    const canvas = this.#canvas;
    byId("map-nearer").addEventListener("click", () => this.zoom(1));
    byId("map-farther").addEventListener("click", () => this.zoom(-1));
    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      const steps = -Math.max(-120, Math.min(120, event.deltaY)) / 120;
      this.zoom(steps, { x: event.clientX, y: event.clientY });
    }, { passive: false });
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      this.#fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    });
    canvas.addEventListener("pointermove", (event) => {
      const before = this.#fingers.get(event.pointerId);
      if (before === undefined) return;
      const now = { x: event.clientX, y: event.clientY };
      const other = [...this.#fingers].find(([id]) => id !== event.pointerId)?.[1];
      this.#fingers.set(event.pointerId, now);
      if (other !== undefined) {
        const spread = (one: Spot) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
        return this.#zoomBy(spread(now) / spread(before), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
      }
      const metres = this.#metresOfPixel;
      this.#middle = {
        x: this.#middle.x - (now.x - before.x) * metres,
        y: this.#middle.y - (now.y - before.y) * metres,
      };
    });
    for (const type of ["pointerup", "pointercancel", "lostpointercapture"] as const) {
      canvas.addEventListener(type, (event) => this.#fingers.delete(event.pointerId));
    }
  }
}
