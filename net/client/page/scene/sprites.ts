/** Drawings kept as pictures: made once at the fineness that is needed, drawn many times. */
import type { Brush } from "../art/brush.ts";

/** How far a drawing reaches from its foot, in metres. */
export interface Reach {
  readonly side: number;
  readonly up: number;
  readonly down: number;
}

/** A picture of something. Its foot is `footX`, `footY` picture pixels from its corner. */
export interface Sprite {
  readonly picture: OffscreenCanvas;
  readonly footX: number;
  readonly footY: number;
  /** Picture pixels per metre. */
  readonly fineness: number;
  used: number;
}

const FINENESSES = [6, 12, 24, 48, 80] as const;

/** Pictures are forgotten, least used first, when they hold more pixels than this: 24 million are 96 MB. */
const PIXELS_MAX = 24e6;

/** Milliseconds of a frame that may be spent on making pictures. */
const MAKING_MS_MAX = 3;

/** The pictures of a page. Lives as long as it. */
export class Sprites {
  readonly #sprites = new Map<string, Sprite>();
  #pixels = 0;
  #frame = 0;
  #madeMs = 0;

  /** Call at the start of each frame. */
  beginFrame(): void {
    this.#frame++;
    this.#madeMs = 0;
    if (this.#pixels > PIXELS_MAX) this.#forgetOldest();
  }

  /**
   * The picture of `key` for `pixelsPerMetre`, made with `draw` if it is not there. Null if this frame has no time
   * left for making one: it will be there soon.
   */
  get(key: string, pixelsPerMetre: number, reach: Reach, draw: (brush: Brush) => void): Sprite | null {
    const level = levelFor(pixelsPerMetre);
    const name = `${key}@${level}`;
    const found = this.#sprites.get(name);
    if (found !== undefined) {
      found.used = this.#frame;
      return found;
    }
    if (this.#madeMs > MAKING_MS_MAX) return this.#another(key);
    const start = performance.now();
    const sprite = makeSprite(FINENESSES[level]!, reach, draw, this.#frame);
    this.#sprites.set(name, sprite);
    this.#pixels += sprite.picture.width * sprite.picture.height;
    this.#madeMs += performance.now() - start;
    return sprite;
  }

  /** The same thing at another fineness, if there is one. */
  #another(key: string): Sprite | null {
    for (let level = 0; level < FINENESSES.length; level++) {
      const sprite = this.#sprites.get(`${key}@${level}`);
      if (sprite !== undefined) return sprite;
    }
    return null;
  }

  #forgetOldest(): void {
    const byUse = [...this.#sprites].sort(([, a], [, b]) => a.used - b.used);
    for (const [name, sprite] of byUse) {
      if (this.#pixels < PIXELS_MAX * 0.8 || sprite.used >= this.#frame - 1) return;
      this.#sprites.delete(name);
      this.#pixels -= sprite.picture.width * sprite.picture.height;
    }
  }
}

function levelFor(pixelsPerMetre: number): number {
  const level = FINENESSES.findIndex((fineness) => fineness * 1.1 >= pixelsPerMetre);
  return level < 0 ? FINENESSES.length - 1 : level;
}

function makeSprite(fineness: number, reach: Reach, draw: (brush: Brush) => void, frame: number): Sprite {
  const width = Math.ceil(reach.side * 2 * fineness) + 2;
  const height = Math.ceil((reach.up + reach.down) * fineness) + 2;
  const picture = new OffscreenCanvas(width, height);
  const brush = picture.getContext("2d")!;
  const footX = width / 2;
  const footY = Math.ceil(reach.up * fineness) + 1;
  brush.setTransform(fineness, 0, 0, fineness, footX, footY);
  draw(brush);
  return { picture, footX, footY, fineness, used: frame };
}
