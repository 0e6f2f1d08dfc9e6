/** What stands about in a settlement: wells, stalls, lamps, benches, boats, fenced fields with haystacks. */
import type { Prng } from "../base/prng.ts";
import { HEADING_COS, HEADING_SIN, UNITS_PER_METRE } from "../base/space.ts";
import type { BuildingSite } from "./_buildings.ts";
import { cellAt, fillRect, isFree, NATURAL, type Rect, setCell, YARD } from "./_plot.ts";
import type { Streets } from "./_streets.ts";
import { heightPoint } from "./_surface.ts";
import { GROUND, PROP, type Prop, type PropKind } from "./types.ts";

/** Length of one prop of fence in metres; bit 0 of its variant is its direction: 0 along x, 1 along y. */
export const FENCE_METRES = 2;

const LAMP_METRES = 22;
const FIELD_TRIES = 60;
const FIELDS_MAX = 5;

/** Radius drawn and radius that blocks, in units. */
const RADII: Partial<Record<PropKind, readonly [number, number]>> = {
  [PROP.well]: [320, 288],
  [PROP.stall]: [400, 288],
  [PROP.fence]: [256, 26],
  [PROP.lamp]: [64, 38],
  [PROP.bench]: [200, 0],
  [PROP.haystack]: [330, 256],
  [PROP.boat]: [560, 256],
};

/** Furnishes a settlement whose streets and buildings are there. */
export function furnish(place: BuildingSite, streets: Streets): Prop[] {
  const props: Prop[] = [];
  furnishSquare(place, streets.square, props);
  if (place.site.kind === "village") layFields(place, props);
  else moorBoats(place, streets.pier, props);
  lightStreets(place, streets, props);
  return props;
}

function add(props: Prop[], random: Prng, kind: PropKind, metreX: number, metreY: number, variant = -1): void {
  const [radius, blockRadius] = RADII[kind] ?? [128, 0];
  const x = Math.floor(metreX * UNITS_PER_METRE);
  const y = Math.floor(metreY * UNITS_PER_METRE);
  props.push({ kind, x, y, radius, blockRadius, variant: variant < 0 ? random.u32() & 255 : variant });
}

/** A prop that blocks stands on a patch of floor, so that no square metre of plaza is blocked. */
function addOnPatch(place: BuildingSite, props: Prop[], kind: PropKind, x: number, y: number): void {
  const patch = { x: x - 2, y: y - 2, width: 4, height: 4 };
  for (let row = patch.y; row < patch.y + 4; row++) {
    for (let column = patch.x; column < patch.x + 4; column++) {
      if (cellAt(place.plot, column, row) !== GROUND.plaza) return;
    }
  }
  fillRect(place.plot, patch, 0, GROUND.floor, false);
  add(props, place.random, kind, x, y);
}

function furnishSquare(place: BuildingSite, square: Rect, props: Prop[]): void {
  const { site, plot, random } = place;
  if (site.kind === "village") {
    addOnPatch(place, props, PROP.well, site.x - (square.width >> 2) - 1, site.y - (square.height >> 2));
    if (random.below(2) === 0) addOnPatch(place, props, PROP.stall, site.x + 5, site.y + 4);
  } else {
    addOnPatch(place, props, PROP.well, site.x, site.y - 8);
    for (const offX of [-15, -10, 10, 15]) {
      for (const offY of [-9, 9]) {
        if (random.below(8) > 0) addOnPatch(place, props, PROP.stall, site.x + offX, site.y + offY);
      }
    }
  }
  for (let gone = 4; gone < square.width - 3; gone += 7) {
    for (const y of [square.y - 1, square.y + square.height]) {
      const cell = cellAt(plot, square.x + gone, y);
      if (cell === NATURAL || cell === YARD) add(props, random, PROP.bench, square.x + gone + 0.5, y + 0.5);
    }
  }
}

function lightStreets(place: BuildingSite, { streets }: Streets, props: Prop[]): void {
  const { plot, site, random } = place;
  const reach = site.kind === "town" ? site.radius : 48;
  const lit: { x: number; y: number }[] = [];
  for (const { points, width } of streets) {
    for (let index = 0; index + 1 < points.length; index++) {
      const a = points[index]!;
      const b = points[index + 1]!;
      const length = Math.sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
      for (let gone = 2; gone < length; gone += 4) {
        const side = lit.length & 1 ? 1 : -1;
        const off = (width / 2 + 1) * (width === 0 ? 1 : side);
        const x = Math.floor(a.x + (b.x - a.x) * gone / length + (b.y - a.y) * off / length);
        const y = Math.floor(a.y + (b.y - a.y) * gone / length - (b.x - a.x) * off / length);
        const cell = cellAt(plot, x, y);
        if (cell !== NATURAL && cell !== YARD || Math.abs(x - site.x) > reach || Math.abs(y - site.y) > reach) continue;
        if (heightPoint(place.surface, x, y) < 0.5) continue;
        if (lit.some((lamp) => Math.abs(lamp.x - x) + Math.abs(lamp.y - y) < LAMP_METRES)) continue;
        lit.push({ x, y });
        setCell(plot, x, y, YARD);
        add(props, random, PROP.lamp, x + 0.5, y + 0.5);
      }
    }
  }
}

function moorBoats(place: BuildingSite, pier: Streets["pier"], props: Prop[]): void {
  if (pier === null) return;
  const cos = HEADING_COS[pier.heading]! / 16384;
  const sin = HEADING_SIN[pier.heading]! / 16384;
  for (const [back, aside] of [[2, 5], [9, -5], [10, 5], [1, -5]] as const) {
    const x = pier.x - cos * back - sin * aside;
    const y = pier.y - sin * back + cos * aside;
    if (heightPoint(place.surface, Math.floor(x), Math.floor(y)) > -0.3) continue;
    add(props, place.random, PROP.boat, x, y);
  }
}

function layFields(place: BuildingSite, props: Prop[]): void {
  const { plot, site, random } = place;
  let fields = 0;
  for (let attempt = 0; attempt < FIELD_TRIES && fields < FIELDS_MAX; attempt++) {
    const heading = random.below(256);
    const away = 44 + random.below(50);
    const width = 18 + random.below(10) * 2;
    const height = 16 + random.below(8) * 2;
    const x = site.x + Math.floor(HEADING_COS[heading]! / 16384 * away) - width / 2;
    const y = site.y + Math.floor(HEADING_SIN[heading]! / 16384 * away) - height / 2;
    const rect = { x, y, width, height };
    if (!isFree(plot, rect, 3, false) || !isField(place, rect)) continue;
    fields++;
    fillRect(plot, rect, 0, GROUND.field, false);
    fillRect(plot, rect, 2, YARD, true);
    fence(place, rect, props);
    const stacks = random.below(4);
    for (let stack = 0; stack < stacks; stack++) {
      add(props, random, PROP.haystack, x + 4 + random.below(width - 8), y + 4 + random.below(height - 8));
    }
  }
}

function isField({ surface, site }: BuildingSite, rect: Rect): boolean {
  for (let y = rect.y; y <= rect.y + rect.height; y += 4) {
    for (let x = rect.x; x <= rect.x + rect.width; x += 4) {
      const dx = x - site.x;
      const dy = y - site.y;
      if (dx * dx + dy * dy > (site.radius - 3) * (site.radius - 3)) return false;
      if (heightPoint(surface, x, y) < 1.2) return false;
    }
  }
  return true;
}

/** A fence around a field with a gate of two sections on the side towards the village. */
function fence({ site, random }: BuildingSite, rect: Rect, props: Prop[]): void {
  const dx = rect.x + rect.width / 2 - site.x;
  const dy = rect.y + rect.height / 2 - site.y;
  const across = Math.abs(dx) > Math.abs(dy);
  for (const [gateHere, y] of [[dy > 0, rect.y], [dy <= 0, rect.y + rect.height]] as const) {
    for (let gone = 0; gone < rect.width; gone += FENCE_METRES) {
      if (!across && gateHere && isGate(gone, rect.width)) continue;
      add(props, random, PROP.fence, rect.x + gone + 1, y, random.below(128) * 2);
    }
  }
  for (const [gateHere, x] of [[dx > 0, rect.x], [dx <= 0, rect.x + rect.width]] as const) {
    for (let gone = 0; gone < rect.height; gone += FENCE_METRES) {
      if (across && gateHere && isGate(gone, rect.height)) continue;
      add(props, random, PROP.fence, x, rect.y + gone + 1, random.below(128) * 2 + 1);
    }
  }
}

function isGate(gone: number, length: number): boolean {
  return Math.abs(gone + FENCE_METRES / 2 - length / 2) <= FENCE_METRES;
}
