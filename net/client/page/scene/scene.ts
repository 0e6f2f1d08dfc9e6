/**
 * Draws one frame of the world, in this order:
 *
 *   water · ground · foam · marks on the ground · what stands and moves, from back to front · smoke · light of the hour ·
 *   lamps, windows, fireflies · rain, snow, fog · names and words
 */
import { PROP, type Prop, type Terrain } from "../../../../world/terrain/types.ts";
import { UNITS_PER_METRE } from "../../../../world/base/space.ts";
import { buildingReach, styleOf } from "../art/building_style.ts";
import { RISE } from "../art/brush.ts";
import { drawBuilding, drawSails } from "../art/buildings.ts";
import { drawProp, PROP_VARIANTS, propReach } from "../art/props.ts";
import { drawTree, TREE_REACH, TREE_VARIANTS } from "../art/trees.ts";
import { TILE_PIXELS } from "../ground/paint.ts";
import type { TileOrder } from "../ground/tile_messages.ts";
import { Tiles } from "../ground/tiles.ts";
import type { Actor } from "./actor.ts";
import { drawActor } from "./draw_actor.ts";
import { drawStanding, footOf } from "./draw_landmark.ts";
import { Fireflies } from "./fireflies.ts";
import { Labels } from "./labels.ts";
import { Lighting } from "./lighting.ts";
import { SeasonTiles, type SeasonTint, snowOnRoof, tintPlant } from "./season_tint.ts";
import type { Sky } from "./sky.ts";
import { Sprites } from "./sprites.ts";
import { type Still, Stills } from "./stills.ts";
import { Water } from "./water.ts";
import { Weather } from "./weather.ts";
import type { View } from "./view.ts";

/** With more movers in view than this it is a crowd. */
const CROWD = 90;

/** Everything that changes from frame to frame. */
export interface Moment {
  readonly view: View;
  /** Seconds of the page, for whatever moves by itself. */
  readonly seconds: number;
  readonly sky: Sky;
  /** The season, if it is seen. */
  readonly season: SeasonTint | null;
  /** In any order. */
  readonly actors: readonly Actor[];
  /** Where the player is going, in metres, or null. */
  readonly goal: { readonly x: number; readonly y: number } | null;
  /** Less that moves by itself. */
  readonly calm: boolean;
  readonly textSize: number;
}

/** The scene of one world. Lives until `close`. */
export class Scene {
  readonly #tiles: Tiles;
  readonly #stills: Stills;
  readonly #sprites = new Sprites();
  readonly #water = new Water();
  readonly #lighting = new Lighting();
  readonly #weather = new Weather();
  readonly #labels = new Labels();
  readonly #fireflies: Fireflies;
  readonly #seasonTiles = new SeasonTiles();
  #season: SeasonTint | null = null;
  readonly #metres: number;
  #map: ImageBitmap | null = null;

  constructor(terrain: Terrain, painters: number) {
    this.#tiles = new Tiles(terrain.layout, painters);
    this.#stills = new Stills(terrain);
    this.#fireflies = new Fireflies(terrain);
    this.#metres = terrain.layout.metres;
  }

  /** Tiles of the last view that are not painted yet. */
  get missingTiles(): number {
    return this.#tiles.missing.length;
  }

  /** Calls back with the map of the whole world, once it is painted. */
  whenMapped(show: (image: ImageBitmap) => void): void {
    this.#tiles.onMap = (image) => {
      this.#map = image;
      show(image);
    };
  }

  close(): void {
    this.#tiles.close();
  }

  /** Draws one frame. */
  draw(context: CanvasRenderingContext2D, moment: Moment): void {
    const { view, sky, actors } = moment;
    const seconds = moment.calm ? moment.seconds * 0.25 : moment.seconds;
    this.#season = moment.season;
    this.#sprites.beginFrame();
    this.#drawGround(context, view, seconds);
    const own = actors.find((actor) => actor.own) ?? null;
    drawMarks(context, view, own, moment.goal, moment.seconds);
    const { stills, lights, chimneys } = this.#stills.collect(view);
    const sorted = [...actors].sort((a, b) => footOf(a) - footOf(b));
    this.#drawStanding(context, view, stills, sorted, own, moment.calm ? 0 : moment.seconds, sky.wind, moment.seconds);
    context.setTransform(1, 0, 0, 1, 0, 0);
    this.#weather.smoke(context, view, chimneys, seconds, sky.wind);
    this.#lighting.shade(context, view, sky, lights, seconds, actors);
    this.#lighting.glow(context, view, sky, lights, seconds);
    if (!moment.calm) this.#fireflies.draw(context, view, sky, seconds);
    this.#weather.draw(context, view, sky, seconds);
    this.#labels.textSize = moment.textSize;
    this.#labels.draw(context, view, sorted, moment.seconds);
  }

  #drawGround(context: CanvasRenderingContext2D, view: View, seconds: number): void {
    const tiles = this.#tiles.inView(view);
    const { canvas } = context;
    context.imageSmoothingEnabled = true;
    if (tiles.some(({ hasWater }) => hasWater)) this.#water.draw(context, view, seconds);
    context.setTransform(1, 0, 0, 1, 0, 0);
    const scale = view.zoom * view.pixelRatio;
    for (const order of this.#tiles.missing) this.#drawStandIn(context, order, view, scale);
    const waves = [0.62 + 0.38 * Math.sin(seconds * 1.1), 0.5 + 0.5 * Math.sin(seconds * 1.1 + 2.4)];
    for (const tile of tiles) {
      const box = boxOf(tile.order, view, scale);
      if (box.right <= 0 || box.bottom <= 0 || box.left >= canvas.width || box.top >= canvas.height) continue;
      const width = box.right - box.left;
      const height = box.bottom - box.top;
      context.drawImage(this.#seasonTiles.imageOf(tile, this.#season), box.left, box.top, width, height);
      tile.foam.forEach((line, number) => {
        context.globalAlpha = waves[number] ?? 1;
        context.drawImage(line, box.left, box.top, width, height);
        context.globalAlpha = 1;
      });
    }
  }

  /** Where a tile is still being painted, the map of the whole world shows through, soft and in the right colours. */
  #drawStandIn(context: CanvasRenderingContext2D, order: TileOrder, view: View, scale: number): void {
    const { left, top, right, bottom } = boxOf(order, view, scale);
    const metres = TILE_PIXELS / order.fineness;
    const perMetre = (this.#map?.width ?? 0) / this.#metres;
    const x = order.column * metres * perMetre;
    const y = order.row * metres * perMetre;
    const inside = x >= 0 && y >= 0 && order.column * metres < this.#metres && order.row * metres < this.#metres;
    if (this.#map !== null && inside) {
      const side = metres * perMetre;
      context.drawImage(this.#map, x, y, side, side, left, top, right - left, bottom - top);
    } else {
      context.fillStyle = "#56704f";
      context.fillRect(left, top, right - left, bottom - top);
    }
  }

  #drawStanding(
    context: CanvasRenderingContext2D,
    view: View,
    stills: readonly Still[],
    actors: readonly Actor[],
    own: Actor | null,
    swaySeconds: number,
    wind: number,
    seconds: number,
  ): void {
    let next = 0;
    context.setTransform(1, 0, 0, 1, 0, 0);
    // In a crowd only those near the middle are drawn in full: about as many as are drawn where there is none.
    const half = Math.min(view.right - view.left, view.bottom - view.top) / 2;
    const detail = actors.length <= CROWD ? Infinity : half * Math.sqrt(CROWD / actors.length);
    const felled = new Set(actors.filter(({ growth }) => growth?.stump === true).map(({ x, y }) => `${x} ${y}`));
    const draw = (actor: Actor) => {
      if (actor.landmark === null) return drawActor(context, view, actor, seconds, detail);
      drawStanding(context, view, this.#sprites, actor, actor.landmark);
    };
    for (const still of stills) {
      for (; next < actors.length && footOf(actors[next]!) <= still.y; next++) draw(actors[next]!);
      if (felled.size > 0 && felled.has(`${still.x} ${still.y}`)) continue;
      this.#drawStill(context, view, still, own, swaySeconds, wind);
    }
    for (; next < actors.length; next++) draw(actors[next]!);
  }

  #drawStill(
    context: CanvasRenderingContext2D,
    view: View,
    still: Still,
    own: Actor | null,
    seconds: number,
    wind: number,
  ): void {
    const scale = view.zoom * view.pixelRatio;
    const target = own !== null && hides(still, own) ? 0.36 : 1;
    if (still.fade !== target) {
      still.fade += (target - still.fade) * 0.14;
      if (Math.abs(still.fade - target) < 0.01) still.fade = target;
    }
    if (still.type === "building") return this.#drawBuilding(context, view, still, scale, seconds, wind);
    const { prop } = still;
    const radius = prop.radius / UNITS_PER_METRE;
    if (still.x + radius * 1.4 < view.left || still.x - radius * 1.4 > view.right) return;
    if (still.y + 2 < view.top || still.y - radius * 3.2 - 1 > view.bottom) return;
    if (isTree(prop)) this.#drawTree(context, view, still, radius, scale, seconds, wind);
    else this.#drawProp(context, view, still, scale);
  }

  #drawTree(
    context: CanvasRenderingContext2D,
    view: View,
    still: Still & { readonly type: "prop" },
    radius: number,
    scale: number,
    seconds: number,
    wind: number,
  ): void {
    const { kind, variant } = still.prop;
    const drawing = variant % TREE_VARIANTS;
    const sprite = this.#sprites.get(
      `tree/${kind}/${drawing}/${this.#season?.id ?? ""}`,
      radius * scale,
      TREE_REACH,
      (brush) => {
        drawTree(brush, kind, drawing);
        // Needles stay green all year, but snow lies on them.
        if (this.#season !== null && (kind !== PROP.pine || this.#season.snow)) {
          tintPlant(brush, TREE_REACH, this.#season);
        }
      },
    );
    if (sprite === null) return;
    const size = radius * scale / sprite.fineness;
    const x = (still.x - view.left) * scale;
    const y = (still.y - view.top) * scale;
    // Trees lean with the wind, their crowns more than their feet; far out it cannot be seen.
    const lean = view.zoom < 9
      ? 0
      : (Math.sin(seconds * 1.15 + still.x * 0.7 + still.y * 0.4) * 0.014 + Math.sin(seconds * 2.3 + still.x) * 0.006) *
        (1 + Math.abs(wind) * 0.35);
    const flip = (variant & 8) === 0 ? size : -size;
    context.setTransform(flip, 0, -lean * size, size, x, y);
    if (still.fade < 1) context.globalAlpha = still.fade;
    context.drawImage(sprite.picture, -sprite.footX, -sprite.footY);
    if (still.fade < 1) context.globalAlpha = 1;
    context.setTransform(1, 0, 0, 1, 0, 0);
  }

  #drawProp(
    context: CanvasRenderingContext2D,
    view: View,
    still: Still & { readonly type: "prop" },
    scale: number,
  ): void {
    const { kind, variant } = still.prop;
    const drawing = variant % PROP_VARIANTS;
    // Small plants and stones come in all sizes: sizes close to each other share a picture and are stretched.
    const radius = still.prop.radius / UNITS_PER_METRE;
    const shared = Math.max(0.4, Math.round(radius * 2.5) / 2.5);
    const reach = propReach(kind, shared);
    // Plants have the colour of the season; snow lies on everything.
    const season = this.#season?.snow === true || isGrown(still.prop) ? this.#season : null;
    const sprite = this.#sprites.get(
      `prop/${kind}/${drawing}/${shared}/${season?.id ?? ""}`,
      scale,
      reach,
      (brush) => {
        drawProp(brush, kind, shared, drawing);
        if (season !== null) tintPlant(brush, reach, season);
      },
    );
    if (sprite === null) return;
    const size = scale / sprite.fineness * (isGrown(still.prop) ? radius / shared : 1);
    if (still.fade < 1) context.globalAlpha = still.fade;
    context.drawImage(
      sprite.picture,
      (still.x - view.left) * scale - sprite.footX * size,
      (still.y - view.top) * scale - sprite.footY * size,
      sprite.picture.width * size,
      sprite.picture.height * size,
    );
    if (still.fade < 1) context.globalAlpha = 1;
  }

  #drawBuilding(
    context: CanvasRenderingContext2D,
    view: View,
    still: Still & { readonly type: "building" },
    scale: number,
    seconds: number,
    wind: number,
  ): void {
    const { building } = still;
    const reach = buildingReach(building);
    const side = building.width / 2 + reach.side;
    const foot = building.y + building.height;
    const snow = this.#season?.snow === true ? this.#season : null;
    if (still.x + side < view.left || still.x - side > view.right) return;
    if (foot + reach.down < view.top || foot - building.height - reach.up > view.bottom) return;
    const sprite = this.#sprites.get(
      `building/${building.id}/${snow?.id ?? ""}`,
      scale,
      { side, up: building.height + reach.up, down: reach.down },
      (brush) => {
        brush.translate(-building.width / 2, -building.height);
        drawBuilding(brush, building);
        const eaves = building.height - styleOf(building).wallHeight * RISE;
        if (snow !== null) snowOnRoof(brush, { left: -2, right: building.width + 2, top: -reach.up, eaves }, snow);
      },
    );
    if (sprite === null) return;
    const size = scale / sprite.fineness;
    if (still.fade < 1) context.globalAlpha = still.fade;
    context.drawImage(
      sprite.picture,
      (still.x - view.left) * scale - sprite.footX * size,
      (foot - view.top) * scale - sprite.footY * size,
      sprite.picture.width * size,
      sprite.picture.height * size,
    );
    if (building.use === "mill") {
      context.setTransform(scale, 0, 0, scale, (building.x - view.left) * scale, (building.y - view.top) * scale);
      drawSails(context, building, seconds * 0.55 + building.id + wind * 0.1);
      context.setTransform(1, 0, 0, 1, 0, 0);
    }
    if (still.fade < 1) context.globalAlpha = 1;
  }
}

function boxOf(order: TileOrder, view: View, scale: number) {
  const metres = TILE_PIXELS / order.fineness;
  return {
    left: Math.round((order.column * metres - view.left) * scale),
    top: Math.round((order.row * metres - view.top) * scale),
    right: Math.round(((order.column + 1) * metres - view.left) * scale),
    bottom: Math.round(((order.row + 1) * metres - view.top) * scale),
  };
}

function isTree({ kind }: Prop): boolean {
  return kind === PROP.oak || kind === PROP.pine || kind === PROP.birch || kind === PROP.deadTree ||
    kind === PROP.snowPine;
}

function isGrown({ kind }: Prop): boolean {
  return kind === PROP.bush || kind === PROP.boulder || kind === PROP.reeds;
}

/** Whether a crown or a roof lies over somebody behind it. */
function hides(still: Still, own: Actor): boolean {
  if (own.y > still.y) return false;
  if (still.type === "building") {
    const { building } = still;
    const reach = buildingReach(building);
    return Math.abs(own.x - still.x) < building.width / 2 + 0.6 && own.y > building.y - reach.up * 0.8;
  }
  const radius = still.prop.radius / UNITS_PER_METRE;
  if (isTree(still.prop)) return Math.abs(own.x - still.x) < radius * 1.15 && own.y > still.y - radius * 2.3;
  const { kind } = still.prop;
  if (kind !== PROP.stall && kind !== PROP.well && kind !== PROP.haystack) return false;
  const reach = propReach(kind, radius);
  return Math.abs(own.x - still.x) < reach.side && own.y > still.y - reach.up * 0.8;
}

/** Under the feet of the player a faint ring, at the goal of a walk another that beats. */
function drawMarks(
  context: CanvasRenderingContext2D,
  view: View,
  own: Actor | null,
  goal: { readonly x: number; readonly y: number } | null,
  seconds: number,
): void {
  const scale = view.zoom * view.pixelRatio;
  context.setTransform(1, 0, 0, 1, 0, 0);
  if (own !== null) {
    context.strokeStyle = "rgba(255, 236, 170, 0.55)";
    context.lineWidth = Math.max(1, 0.07 * scale);
    context.beginPath();
    const radius = 0.58 * scale;
    context.ellipse((own.x - view.left) * scale, (own.y - view.top) * scale, radius, radius * 0.55, 0, 0, Math.PI * 2);
    context.stroke();
  }
  if (goal === null) return;
  const x = (goal.x - view.left) * scale;
  const y = (goal.y - view.top) * scale;
  const beat = (seconds * 1.1) % 1;
  for (const [age, strength] of [[beat, 1 - beat], [0.25, 0.75]] as const) {
    const radius = (0.25 + age * 0.5) * scale;
    context.beginPath();
    context.ellipse(x, y, radius, radius * 0.55, 0, 0, Math.PI * 2);
    context.strokeStyle = `rgba(255, 244, 200, ${strength * 0.9})`;
    context.lineWidth = Math.max(1.2, 0.09 * scale);
    context.stroke();
  }
}
