/** What lies flat on the ground of a tile and is drawn over its paint: blades of grass, flowers, pebbles, shadows. */
import { type Building, CHUNK_METRES, GROUND, PROP, type Prop, type Terrain } from "../../../../world/terrain/types.ts";
import { UNITS_PER_METRE } from "../../../../world/base/space.ts";
import { type Grid, MARGIN_METRES } from "./grid.ts";
import { hashPlace } from "./texture.ts";

/** What a tile is drawn with: its context scaled to world metres, with (x, y) of the tile at the origin. */
export interface DecalTarget {
  readonly context: OffscreenCanvasRenderingContext2D;
  readonly x: number;
  readonly y: number;
  readonly metres: number;
  readonly fineness: number;
}

/** How far light from the north-west throws a shadow, for each metre of height. */
const SHADOW_X = 0.42;
const SHADOW_Y = 0.26;

/** Draws everything flat: first what grows, then what is shaded. */
export function drawDecals(target: DecalTarget, terrain: Terrain, grid: Grid): void {
  if (target.fineness >= 16) drawGrowth(target, grid);
  const { props, buildings } = thingsNear(terrain, target);
  if (target.fineness >= 8) {
    for (const prop of props) if (prop.kind === PROP.flowers) drawFlowers(target, prop);
  }
  drawDoorsteps(target, buildings);
  drawShadows(target, props, buildings);
}

/** Strokes of one colour, gathered into one path. */
interface Strokes {
  readonly style: string;
  readonly path: Path2D;
}

function drawGrowth({ context, x, y, fineness }: DecalTarget, grid: Grid): void {
  const dark: Strokes = { style: "rgba(44, 84, 36, 0.30)", path: new Path2D() };
  const light: Strokes = { style: "rgba(196, 214, 120, 0.34)", path: new Path2D() };
  const twigs: Strokes = { style: "rgba(58, 44, 28, 0.34)", path: new Path2D() };
  const dots: { style: string; path: Path2D }[] = ["#f4f1e4", "#e9c84e", "#d98aa6", "#9aa7e0"]
    .map((style) => ({ style, path: new Path2D() }));
  const pebbles: Strokes = { style: "rgba(70, 62, 52, 0.22)", path: new Path2D() };
  const pebbleLights: Strokes = { style: "rgba(255, 250, 236, 0.30)", path: new Path2D() };
  for (let row = MARGIN_METRES - 1; row < grid.side - MARGIN_METRES + 1; row++) {
    for (let column = MARGIN_METRES - 1; column < grid.side - MARGIN_METRES + 1; column++) {
      const kind = grid.ground[row * grid.side + column]!;
      const worldX = grid.x + column;
      const worldY = grid.y + row;
      const hash = hashPlace(worldX, worldY, 3);
      const atX = worldX - x + (hash & 255) / 255;
      const atY = worldY - y + (hash >>> 8 & 255) / 255;
      const more = hash >>> 16;
      if (kind === GROUND.grass || kind === GROUND.meadow) {
        const tufts = more & 1 | 1;
        for (let tuft = 0; tuft < tufts + (kind === GROUND.meadow ? 1 : 0); tuft++) {
          const side = hashPlace(worldX, worldY, 20 + tuft);
          const tuftX = worldX - x + (side & 255) / 255;
          const tuftY = worldY - y + (side >>> 8 & 255) / 255;
          addTuft((side >>> 16 & 3) === 0 ? light.path : dark.path, tuftX, tuftY, side);
        }
        const flowering = kind === GROUND.meadow ? 22 : 5;
        if ((more & 127) < flowering) addDots(dots[more >>> 7 & 3]!.path, atX, atY, hash);
      } else if (kind === GROUND.forest) {
        if ((more & 3) === 0) addTwig(twigs.path, atX, atY, hash);
        if ((more & 12) === 0) addTuft(dark.path, atX, atY, hash);
      } else if (kind === GROUND.road || kind === GROUND.sand || kind === GROUND.rock) {
        if ((more & 7) === 0) addPebble(pebbles.path, pebbleLights.path, atX, atY, 0.05 + (more >>> 4 & 7) * 0.012);
      }
    }
  }
  context.lineCap = "round";
  for (const { style, path } of [dark, light, twigs]) {
    context.strokeStyle = style;
    context.lineWidth = Math.max(0.045, 1 / fineness);
    context.stroke(path);
  }
  for (const { style, path } of [pebbles, pebbleLights, ...dots]) {
    context.fillStyle = style;
    context.fill(path);
  }
}

function addTuft(path: Path2D, x: number, y: number, hash: number): void {
  const tall = 0.16 + (hash >>> 20 & 7) * 0.02;
  for (const lean of [-0.09, 0, 0.08]) {
    path.moveTo(x + lean * 0.4, y);
    path.quadraticCurveTo(x + lean * 0.5, y - tall * 0.6, x + lean * 1.4, y - tall * (lean === 0 ? 1 : 0.75));
  }
}

function addDots(path: Path2D, x: number, y: number, hash: number): void {
  const count = 2 + (hash >>> 5 & 3);
  for (let dot = 0; dot < count; dot++) {
    const side = hashPlace(hash, dot, 41);
    const dotX = x + ((side & 255) / 255 - 0.5) * 0.8;
    const dotY = y + ((side >>> 8 & 255) / 255 - 0.5) * 0.6;
    path.moveTo(dotX + 0.05, dotY);
    path.arc(dotX, dotY, 0.05, 0, 7);
  }
}

function addTwig(path: Path2D, x: number, y: number, hash: number): void {
  const angle = (hash >>> 3 & 255) / 40;
  path.moveTo(x, y);
  path.lineTo(x + Math.cos(angle) * 0.28, y + Math.sin(angle) * 0.18);
}

function addPebble(dark: Path2D, light: Path2D, x: number, y: number, radius: number): void {
  dark.moveTo(x + radius, y);
  dark.ellipse(x, y, radius, radius * 0.75, 0, 0, 7);
  light.moveTo(x + radius * 0.5, y - radius * 0.25);
  light.ellipse(x - radius * 0.15, y - radius * 0.25, radius * 0.55, radius * 0.4, 0, 0, 7);
}

const PETALS = ["#f6f0e0", "#f0c93f", "#e07a9b", "#8f9be6", "#e8704a", "#c586d8"];

function drawFlowers({ context, x, y }: DecalTarget, prop: Prop): void {
  const middleX = prop.x / UNITS_PER_METRE - x;
  const middleY = prop.y / UNITS_PER_METRE - y;
  const reach = Math.max(0.5, prop.radius / UNITS_PER_METRE);
  const stalks = new Path2D();
  const petals = new Path2D();
  const hearts = new Path2D();
  for (let flower = 0; flower < 9; flower++) {
    const hash = hashPlace(prop.x, prop.y, flower);
    const angle = (hash & 1023) / 163;
    const away = Math.sqrt((hash >>> 10 & 255) / 255) * reach;
    const flowerX = middleX + Math.cos(angle) * away;
    const flowerY = middleY + Math.sin(angle) * away * 0.8;
    addTuft(stalks, flowerX, flowerY + 0.16, hash);
    for (let petal = 0; petal < 5; petal++) {
      const turn = petal * 1.2566 + (hash & 7);
      const petalX = flowerX + Math.cos(turn) * 0.07;
      const petalY = flowerY + Math.sin(turn) * 0.06;
      petals.moveTo(petalX + 0.055, petalY);
      petals.arc(petalX, petalY, 0.055, 0, 7);
    }
    hearts.moveTo(flowerX + 0.035, flowerY);
    hearts.arc(flowerX, flowerY, 0.035, 0, 7);
  }
  context.strokeStyle = "rgba(52, 96, 44, 0.65)";
  context.lineWidth = 0.05;
  context.stroke(stalks);
  context.fillStyle = PETALS[prop.variant % PETALS.length]!;
  context.fill(petals);
  context.fillStyle = prop.variant % PETALS.length === 1 ? "#b87420" : "#f2d25c";
  context.fill(hearts);
}

/** A flat stone before each door, and trodden earth around the walls. */
function drawDoorsteps({ context, x, y }: DecalTarget, buildings: readonly Building[]): void {
  for (const building of buildings) {
    context.strokeStyle = "rgba(92, 78, 56, 0.28)";
    context.lineJoin = "round";
    for (const width of [1.5, 0.8]) {
      context.lineWidth = width;
      context.strokeRect(building.x - x, building.y - y, building.width, building.height);
    }
    const stoneX = building.doorX / UNITS_PER_METRE - x;
    const stoneY = building.doorY / UNITS_PER_METRE - y;
    context.fillStyle = "#8f887c";
    context.beginPath();
    context.roundRect(stoneX - 0.75, stoneY - 0.55, 1.5, 1.1, 0.2);
    context.fill();
    context.fillStyle = "#aea698";
    context.beginPath();
    context.roundRect(stoneX - 0.7, stoneY - 0.55, 1.4, 0.95, 0.2);
    context.fill();
  }
}

/** Height in metres that a prop throws its shadow from, as a part of its radius, and whether it is round. */
function shadowHeight(prop: Prop): number {
  switch (prop.kind) {
    case PROP.oak:
    case PROP.birch:
      return 1.15;
    case PROP.pine:
    case PROP.snowPine:
      return 1.5;
    case PROP.bush:
    case PROP.boulder:
    case PROP.haystack:
      return 0.5;
    case PROP.well:
    case PROP.stall:
    case PROP.deadTree:
      return 0.8;
    default:
      return 0;
  }
}

/** All shadows as one shape of one tone, so that where two fall together it is no darker. */
function drawShadows(target: DecalTarget, props: readonly Prop[], buildings: readonly Building[]): void {
  const { context, x, y } = target;
  const path = new Path2D();
  for (const prop of props) {
    const tall = shadowHeight(prop);
    if (tall === 0) continue;
    const radius = prop.radius / UNITS_PER_METRE;
    const footX = prop.x / UNITS_PER_METRE - x;
    const footY = prop.y / UNITS_PER_METRE - y;
    if (prop.kind === PROP.pine || prop.kind === PROP.snowPine) addConeShadow(path, footX, footY, radius);
    else addRoundShadow(path, footX, footY, radius, tall, prop.variant);
  }
  for (const building of buildings) addBuildingShadow(path, building.x - x, building.y - y, building);
  context.fillStyle = "rgba(24, 34, 58, 0.27)";
  context.fill(path, "nonzero");
}

function addRoundShadow(path: Path2D, x: number, y: number, radius: number, tall: number, variant: number): void {
  const middleX = x + radius * tall * SHADOW_X;
  const middleY = y + radius * tall * SHADOW_Y;
  for (let lobe = 0; lobe < 5; lobe++) {
    const angle = lobe * 1.2566 + variant;
    const lobeX = middleX + Math.cos(angle) * radius * 0.42;
    const lobeY = middleY + Math.sin(angle) * radius * 0.3;
    path.moveTo(lobeX + radius * 0.6, lobeY);
    path.ellipse(lobeX, lobeY, radius * 0.6, radius * 0.48, 0, 0, Math.PI * 2);
  }
}

function addConeShadow(path: Path2D, x: number, y: number, radius: number): void {
  path.moveTo(x + radius * 0.8, y);
  path.ellipse(x + radius * 0.1, y + radius * 0.1, radius * 0.8, radius * 0.5, 0, 0, Math.PI * 2);
  path.moveTo(x + radius * 0.62, y - radius * 0.36);
  path.lineTo(x + radius * 1.9, y + radius * 0.95);
  path.lineTo(x - radius * 0.35, y + radius * 0.5);
  path.closePath();
}

function addBuildingShadow(path: Path2D, x: number, y: number, building: Building): void {
  const tall = building.use === "mill" ? 6 : building.use === "chapel" ? 5.5 : 4;
  const dx = tall * SHADOW_X;
  const dy = tall * SHADOW_Y;
  const { width, height } = building;
  path.moveTo(x, y + height);
  path.lineTo(x + dx, y + height + dy);
  path.lineTo(x + width + dx, y + height + dy);
  path.lineTo(x + width + dx, y + dy);
  path.lineTo(x + width, y);
  path.lineTo(x, y);
  path.closePath();
}

/** Props and buildings whose drawing or shadow may touch the tile. */
function thingsNear(terrain: Terrain, { x, y, metres }: DecalTarget): { props: Prop[]; buildings: Building[] } {
  const reach = 12;
  const props: Prop[] = [];
  const buildings = new Map<number, Building>();
  const first = (metre: number) => Math.floor((metre - reach) / CHUNK_METRES);
  const last = (metre: number) => Math.floor((metre + metres + reach) / CHUNK_METRES);
  for (let row = first(y); row <= last(y); row++) {
    for (let column = first(x); column <= last(x); column++) {
      const chunk = terrain.chunk(column, row);
      for (const prop of chunk.props) {
        const awayX = prop.x / UNITS_PER_METRE;
        const awayY = prop.y / UNITS_PER_METRE;
        if (awayX < x - reach || awayX > x + metres + reach || awayY < y - reach || awayY > y + metres + reach) {
          continue;
        }
        props.push(prop);
      }
      for (const building of chunk.buildings) buildings.set(building.id, building);
    }
  }
  return { props, buildings: [...buildings.values()] };
}
