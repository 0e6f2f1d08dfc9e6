/** A chunk beside the land: the part of a room or dungeon that lies in it, and nothing around. */
import { UNITS_PER_METRE } from "../base/space.ts";
import { blockMetre, makeBlocked } from "./_blocked.ts";
import { type Chunk, CHUNK_METRES, GROUND, type Place, PROP, type Prop, type PropKind } from "./types.ts";
import { letterOf, lettersOf } from "./floorplan.ts";

/** Radius of what is drawn and of what blocks, in 1/16 m, for furniture. */
const SIZES: Readonly<Partial<Record<PropKind, readonly [drawn: number, blocks: number]>>> = {
  [PROP.table]: [11, 8],
  [PROP.stool]: [5, 0],
  [PROP.bed]: [12, 8],
  [PROP.hearth]: [12, 8],
  [PROP.barrel]: [7, 6],
  [PROP.shelf]: [10, 7],
  [PROP.anvil]: [8, 6],
  [PROP.crate]: [8, 7],
  [PROP.counter]: [11, 8],
  [PROP.pillar]: [9, 9],
  [PROP.bones]: [8, 0],
  [PROP.crystal]: [9, 7],
  [PROP.altar]: [14, 12],
  [PROP.torch]: [4, 0],
  [PROP.boulder]: [11, 10],
};

/** Makes a chunk at chunk coordinates east of the land; without a place all of it is nothing. */
export function makePlaceChunk(place: Place | null, chunkX: number, chunkY: number): Chunk {
  const ground = new Uint8Array(CHUNK_METRES * CHUNK_METRES).fill(GROUND.void);
  const blocked = makeBlocked();
  const solid = makeBlocked();
  const props: Prop[] = [];
  if (place !== null) drawPlace(place, chunkX, chunkY, ground, props);
  for (let at = 0; at < ground.length; at++) {
    const kind = ground[at]!;
    const isSolid = kind === GROUND.void || kind === GROUND.wall;
    if (isSolid) blockMetre(solid, at % CHUNK_METRES, Math.floor(at / CHUNK_METRES));
    if (isSolid || kind === GROUND.deepWater) blockMetre(blocked, at % CHUNK_METRES, Math.floor(at / CHUNK_METRES));
  }
  // Furniture blocks its square metre and no more, so that no corner behind it is cut off.
  for (const { x, y, blockRadius } of props) {
    if (blockRadius === 0) continue;
    for (const flags of [blocked, solid]) {
      blockMetre(flags, (x >> 8) & (CHUNK_METRES - 1), (y >> 8) & (CHUNK_METRES - 1));
    }
  }
  return {
    x: chunkX,
    y: chunkY,
    heights: new Int16Array((CHUNK_METRES + 1) * (CHUNK_METRES + 1)).fill(4),
    ground,
    blocked,
    solid,
    props,
    buildings: [],
  };
}

function drawPlace(place: Place, chunkX: number, chunkY: number, ground: Uint8Array, props: Prop[]): void {
  for (let row = 0; row < place.height; row++) {
    const y = place.y + row - chunkY * CHUNK_METRES;
    if (y < 0 || y >= CHUNK_METRES) continue;
    const letters = lettersOf(place.rows[row]!);
    for (let column = 0; column < place.width; column++) {
      const x = place.x + column - chunkX * CHUNK_METRES;
      if (x < 0 || x >= CHUNK_METRES) continue;
      const { ground: kind, prop } = letterOf(letters[column]!);
      ground[y * CHUNK_METRES + x] = kind;
      if (prop !== null) props.push(standing(prop, place, column, row));
    }
  }
}

function standing(kind: PropKind, place: Place, column: number, row: number): Prop {
  const [drawn, blocks] = SIZES[kind] ?? [8, 8];
  return {
    kind,
    x: (place.x + column) * UNITS_PER_METRE + UNITS_PER_METRE / 2,
    y: (place.y + row) * UNITS_PER_METRE + UNITS_PER_METRE / 2,
    radius: drawn * 16,
    blockRadius: blocks * 16,
    variant: (place.variant + column * 7 + row * 13) & 255,
  };
}
