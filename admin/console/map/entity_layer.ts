/**
 * Drawing the entities: small pictures of discs for up to some thousands on screen; beyond that, pixels written into
 * an image, which costs the same for a hundred thousand as a picture each for five.
 */
import { KINDS } from "../../../world/components.ts";
import { activityWords } from "../component_words.ts";
import { kindLook } from "../kind_looks.ts";
import type { Camera } from "./camera.ts";
import { entityTitle, type MapEntities } from "./map_entities.ts";

const SPRITES_MAX = 4_000;
const LABELS_MAX = 120;
/** Pixels per metre from which what is said is shown. */
const SPEECH_FROM = 2.5;
/** Pixels per metre from which nothing is drawn faded: what is seen from so near is kept awake by being looked at. */
const FADE_BELOW = 1.8;
/** Kinds in the order in which they are drawn: people above animals. */
const PLAYER = KINDS.indexOf("player");
const TOWNSFOLK = KINDS.indexOf("townsfolk");

/** What is on top of the plain picture. */
export interface EntityView {
  readonly hiddenKinds: ReadonlySet<number>;
  readonly selected: number | null;
  readonly hovered: number | null;
  readonly theme: "light" | "dark";
}

/** The layer. Lifetime: the map's. */
export class EntityLayer {
  readonly canvas: HTMLCanvasElement;
  /** Entities on screen, by index in MapEntities, and where; for finding what is under the pointer. */
  visible = new Int32Array(4096);
  visibleX = new Float32Array(4096);
  visibleY = new Float32Array(4096);
  visibleCount = 0;
  readonly #sprites = new Map<string, HTMLCanvasElement>();
  readonly #crowd = document.createElement("canvas");
  #crowdImage: ImageData | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
  }

  draw(camera: Camera, entities: MapEntities, view: EntityView, tick: number, now: number, ratio: number): void {
    const context = this.canvas.getContext("2d")!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, camera.width, camera.height);
    this.#find(camera, entities, view, tick, now);
    const isCrowd = this.visibleCount > SPRITES_MAX;
    if (isCrowd) this.#drawCrowd(context, camera, entities, tick);
    this.#drawSprites(context, camera, entities, tick, ratio, isCrowd);
    this.#drawLabels(context, camera, entities, view);
    this.#drawSpeeches(context, camera, entities, view, now);
    for (const id of [view.hovered, view.selected]) {
      if (id !== null) this.#drawRing(context, camera, entities, id, id === view.selected, now);
    }
  }

  /** The entity nearest to a point of the screen, within reach of a finger or pointer; null if there is none. */
  entityAt(entities: MapEntities, x: number, y: number, reach: number): number | null {
    let best = reach * reach;
    let found: number | null = null;
    for (let at = 0; at < this.visibleCount; at++) {
      const dx = this.visibleX[at]! - x;
      const dy = this.visibleY[at]! - y;
      // People are found before the sheep beside them.
      const weight = entities.kind[this.visible[at]!]! <= TOWNSFOLK ? 0.5 : 1;
      const far = (dx * dx + dy * dy) * weight;
      if (far >= best) continue;
      best = far;
      found = entities.entity[this.visible[at]!]!.id;
    }
    return found;
  }

  #find(camera: Camera, entities: MapEntities, view: EntityView, tick: number, now: number): void {
    if (this.visible.length < entities.count) {
      const length = Math.max(entities.count, this.visible.length * 2);
      this.visible = new Int32Array(length);
      this.visibleX = new Float32Array(length);
      this.visibleY = new Float32Array(length);
    }
    const { scale } = camera;
    const originX = camera.screenX(0);
    const originY = camera.screenY(0);
    const margin = Math.max(12, scale);
    let count = 0;
    for (let index = 0; index < entities.count; index++) {
      const x = entities.shownX(index, tick, now) * scale + originX;
      if (x < -margin || x > camera.width + margin) continue;
      const y = entities.shownY(index, tick, now) * scale + originY;
      if (y < -margin || y > camera.height + margin || view.hiddenKinds.has(entities.kind[index]!)) continue;
      this.visible[count] = index;
      this.visibleX[count] = x;
      this.visibleY[count] = y;
      count++;
    }
    this.visibleCount = count;
  }

  #drawSprites(
    context: CanvasRenderingContext2D,
    camera: Camera,
    entities: MapEntities,
    tick: number,
    ratio: number,
    playersOnly: boolean,
  ): void {
    const isFar = camera.scale < FADE_BELOW;
    // Animals, then townsfolk, then players.
    for (const pass of [0, 1, 2]) {
      let drawn = 0;
      for (let at = 0; at < this.visibleCount; at++) {
        const index = this.visible[at]!;
        const kind = entities.kind[index]!;
        if ((kind === PLAYER ? 2 : kind === TOWNSFOLK ? 1 : 0) !== pass || (playersOnly && pass < 2)) continue;
        if (drawn++ > SPRITES_MAX) break;
        const radius = radiusOf(kind, camera.scale);
        const sprite = this.#sprite(kind, radius, isFar && entities.isFaded(index, tick), ratio);
        const side = sprite.width / ratio;
        context.drawImage(sprite, this.visibleX[at]! - side / 2, this.visibleY[at]! - side / 2, side, side);
        const { heading, speed } = entities.entity[index]!;
        if (camera.scale > 5 && speed > 0) {
          drawNose(context, this.visibleX[at]!, this.visibleY[at]!, radius, heading, kind);
        }
      }
    }
  }

  #sprite(kind: number, radius: number, faded: boolean, ratio: number): HTMLCanvasElement {
    // Radii in steps of a quarter of a pixel: a zoom makes tens of pictures, not thousands.
    const rounded = Math.round(radius * 4) / 4;
    const key = `${kind} ${rounded} ${faded} ${ratio}`;
    const known = this.#sprites.get(key);
    if (known !== undefined) return known;
    if (this.#sprites.size > 600) this.#sprites.clear();
    const side = Math.ceil((rounded + 2.5) * 2 * ratio);
    const sprite = document.createElement("canvas");
    sprite.width = side;
    sprite.height = side;
    const context = sprite.getContext("2d")!;
    context.scale(ratio, ratio);
    const middle = side / ratio / 2;
    context.globalAlpha = faded ? 0.45 : 1;
    context.beginPath();
    context.arc(middle, middle, rounded, 0, Math.PI * 2);
    context.fillStyle = kindLook(KINDS[kind] ?? "").colour;
    context.fill();
    context.lineWidth = kind === PLAYER ? 1.75 : 1;
    context.strokeStyle = kind === PLAYER ? "#ffffff" : "rgba(25, 25, 20, 0.55)";
    context.stroke();
    this.#sprites.set(key, sprite);
    return sprite;
  }

  /** Writes every animal and townsperson as a few pixels. */
  #drawCrowd(context: CanvasRenderingContext2D, camera: Camera, entities: MapEntities, tick: number): void {
    const width = Math.ceil(camera.width);
    const height = Math.ceil(camera.height);
    if (this.#crowdImage === null || this.#crowdImage.width !== width || this.#crowdImage.height !== height) {
      this.#crowd.width = width;
      this.#crowd.height = height;
      this.#crowdImage = new ImageData(width, height);
    }
    const pixels = new Uint32Array(this.#crowdImage.data.buffer);
    pixels.fill(0);
    for (let at = 0; at < this.visibleCount; at++) {
      const index = this.visible[at]!;
      const kind = entities.kind[index]!;
      if (kind === PLAYER) continue;
      const x = this.visibleX[at]! | 0;
      const y = this.visibleY[at]! | 0;
      if (x < 1 || y < 1 || x >= width - 1 || y >= height - 1) continue;
      const colour = crowdColour(kind) & (entities.isFaded(index, tick) ? 0x73ff_ffff : 0xffff_ffff);
      const middle = y * width + x;
      pixels[middle] = colour;
      pixels[middle + 1] = colour;
      pixels[middle + width] = colour;
      pixels[middle + width + 1] = colour;
    }
    const crowd = this.#crowd.getContext("2d")!;
    crowd.putImageData(this.#crowdImage, 0, 0);
    context.drawImage(this.#crowd, 0, 0, width, height);
  }

  #drawLabels(context: CanvasRenderingContext2D, camera: Camera, entities: MapEntities, view: EntityView): void {
    const showPlayers = camera.scale > 0.5;
    const showAll = camera.scale > 5;
    if (!showPlayers) return;
    context.font = "550 11.5px Inter, system-ui, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.lineWidth = 3;
    const taken: { x: number; y: number; half: number }[] = [];
    for (let at = 0; at < this.visibleCount && taken.length < LABELS_MAX; at++) {
      const index = this.visible[at]!;
      const kind = entities.kind[index]!;
      if (kind !== PLAYER && !(showAll && kind === TOWNSFOLK)) continue;
      const entity = entities.entity[index]!;
      const title = entityTitle(entity);
      const x = this.visibleX[at]!;
      const y = this.visibleY[at]! + radiusOf(kind, camera.scale) + (entity.id === view.selected ? 9 : 3);
      const half = title.length * 3.4 + 4;
      if (taken.some((other) => Math.abs(other.y - y) < 13 && Math.abs(other.x - x) < other.half + half)) continue;
      taken.push({ x, y, half });
      context.strokeStyle = view.theme === "light" ? "rgba(255, 255, 252, 0.9)" : "rgba(10, 16, 14, 0.9)";
      context.fillStyle = view.theme === "light" ? "#1f2a22" : "#eef2ee";
      context.strokeText(title, x, y);
      context.fillText(title, x, y);
      if (camera.scale < 14) continue;
      const activity = activityWords(Number(entity.components.get("activity") ?? 0), entity.speed);
      context.fillStyle = view.theme === "light" ? "#56605a" : "#a9b2ab";
      context.strokeText(activity, x, y + 14);
      context.fillText(activity, x, y + 14);
    }
  }

  #drawSpeeches(
    context: CanvasRenderingContext2D,
    camera: Camera,
    entities: MapEntities,
    view: EntityView,
    now: number,
  ): void {
    for (const [id, speech] of entities.speeches) {
      if (speech.until < now) entities.speeches.delete(id);
    }
    if (camera.scale < SPEECH_FROM || entities.speeches.size === 0) return;
    context.font = "12px Inter, system-ui, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    const taken: { x: number; y: number; half: number }[] = [];
    for (let at = 0; at < this.visibleCount; at++) {
      const index = this.visible[at]!;
      const speech = entities.speeches.get(entities.entity[index]!.id);
      if (speech === undefined) continue;
      const text = speech.text.length > 60 ? `${speech.text.slice(0, 59)}…` : speech.text;
      const width = context.measureText(text).width + 16;
      const x = this.visibleX[at]!;
      const y = this.visibleY[at]! - radiusOf(entities.kind[index]!, camera.scale) - 18;
      const half = width / 2;
      if (taken.some((other) => Math.abs(other.y - y) < 24 && Math.abs(other.x - x) < other.half + half)) continue;
      taken.push({ x, y, half });
      context.fillStyle = view.theme === "light" ? "rgba(255, 255, 255, 0.95)" : "rgba(28, 34, 31, 0.95)";
      context.beginPath();
      context.roundRect(x - width / 2, y - 11, width, 22, 8);
      context.moveTo(x - 4, y + 11);
      context.lineTo(x, y + 16);
      context.lineTo(x + 4, y + 11);
      context.fill();
      context.fillStyle = view.theme === "light" ? "#1f2a22" : "#eef2ee";
      context.fillText(text, x, y);
    }
  }

  #drawRing(
    context: CanvasRenderingContext2D,
    camera: Camera,
    entities: MapEntities,
    id: number,
    selected: boolean,
    now: number,
  ): void {
    const index = entities.indexOf(id);
    if (index < 0) return;
    for (let at = 0; at < this.visibleCount; at++) {
      if (this.visible[at] !== index) continue;
      const pulse = selected ? 1.5 + Math.sin(now / 300) : 0;
      context.beginPath();
      context.arc(
        this.visibleX[at]!,
        this.visibleY[at]!,
        radiusOf(entities.kind[index]!, camera.scale) + 4 + pulse,
        0,
        Math.PI * 2,
      );
      context.lineWidth = selected ? 4 : 3;
      context.strokeStyle = "rgba(20, 24, 20, 0.35)";
      context.stroke();
      context.lineWidth = selected ? 2.25 : 1.5;
      context.strokeStyle = "#ffffff";
      context.stroke();
      return;
    }
  }
}

/** Radius on screen: never lost from far away, life-sized from near. */
function radiusOf(kind: number, scale: number): number {
  const least = kind === PLAYER ? 5 : kind === TOWNSFOLK ? 3.25 : 2.75;
  const metres = kind <= TOWNSFOLK ? 0.45 : 0.4;
  return Math.max(least * Math.min(1, 0.72 + scale * 0.3), Math.min(metres * scale, 18));
}

function drawNose(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  heading: number,
  kind: number,
): void {
  const angle = (heading / 128) * Math.PI;
  const tip = radius + 5;
  context.beginPath();
  context.moveTo(x + Math.cos(angle) * tip, y + Math.sin(angle) * tip);
  context.lineTo(x + Math.cos(angle + 0.5) * radius, y + Math.sin(angle + 0.5) * radius);
  context.lineTo(x + Math.cos(angle - 0.5) * radius, y + Math.sin(angle - 0.5) * radius);
  context.fillStyle = kindLook(KINDS[kind] ?? "").colour;
  context.strokeStyle = kind === PLAYER ? "#ffffff" : "rgba(25, 25, 20, 0.55)";
  context.lineWidth = 1;
  context.fill();
  context.stroke();
}

const crowdColours: number[] = [];

/** A kind's colour as the four bytes of a pixel, low byte first. */
function crowdColour(kind: number): number {
  const known = crowdColours[kind];
  if (known !== undefined) return known;
  const rgb = parseInt(kindLook(KINDS[kind] ?? "").colour.slice(1), 16);
  const colour = (0xff00_0000 | (rgb & 255) << 16 | (rgb & 0xff00) | rgb >> 16) >>> 0;
  crowdColours[kind] = colour;
  return colour;
}
